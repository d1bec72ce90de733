/** Makes docs/images/*.png, the pictures of the README and of the guide to inspections, from a running demo city. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { browserFlags, findBrowser } from '../tests/browser/find-browser.ts'

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' }, base: { type: 'string' }, out: { type: 'string', default: 'docs/images' },
    only: { type: 'string', multiple: true }, language: { type: 'string', default: 'zh-CN' }, theme: { type: 'string', default: 'light' },
  },
})
if (values.help || !values.base) {
  process.stdout.write(`node scripts/pictures.ts --base URL [options]
Makes the pictures of the README and of docs/guides/inspections.md from a running demo city (npm start), and leaves one more report in it: the one that is tracked.
  --base URL        where the demo city runs, http://127.0.0.1:3000
  --out FOLDER      where the pictures go (docs/images)
  --only NAME       desk, case, overview, map, report-phone, track-phone, or one of inspections:
                    planner, draw, field-day-phone, field-visit-phone, visit, ledger, place, letter; may be repeated
  --language NAME   zh-CN or en
  --theme NAME      light or dark
Every picture is reduced to a palette and must stay below 250 kB. Chromium is needed (BIHUAN_BROWSER names one).\n`)
  process.exit(values.help ? 0 : 2)
}

const base = values.base.replace(/\/$/, '')
const out = path.resolve(fileURLToPath(new URL('../', import.meta.url)), values.out)
const mostBytes = 250_000
const password = 'lanchuan-demo-2026'
const executablePath = await findBrowser()
if (executablePath === null) throw new Error('no browser here: install chromium, or name one in BIHUAN_BROWSER')
const browser = await chromium.launch({ executablePath, args: [...browserFlags, '--headless', '--enable-unsafe-swiftshader', '--use-angle=swiftshader'] })

const desk = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const open = async (screen: typeof desk | typeof phone): Promise<BrowserContext> => {
  const context = await browser.newContext({ ...screen, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' })
  await context.addInitScript(([language, theme]) => {
    localStorage.setItem('bihuan.language', language as string)
    localStorage.setItem('bihuan.theme', theme as string)
  }, [values.language, values.theme])
  return context
}

/* eslint-disable typescript/no-explicit-any -- answers are read as they come */
type Client = { readonly context: BrowserContext; readonly call: (method: 'GET' | 'POST', url: string, body?: unknown) => Promise<any> }
/** Signs in by the interface, so that the pages of this context are signed in too. */
const client = async (screen: typeof desk | typeof phone, username: string | null): Promise<Client> => {
  const context = await open(screen)
  let csrf = ''
  const call: Client['call'] = async (method, url, body) => {
    const response = await context.request.fetch(`${base}${url}`, { method, ...(body === undefined ? {} : { data: body }), headers: csrf ? { 'x-csrf-token': csrf } : {} })
    if (!response.ok()) throw new Error(`${method} ${url}: ${response.status()} ${await response.text()}`)
    return response.json()
  }
  if (username !== null) csrf = (await call('POST', '/api/session', { username, password })).csrf_token
  return { context, call }
}

/** Waits for the heading, the end of every reading and the map's own drawing. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor()
  // Only what is on the screen: above and below it a long list goes on waiting.
  const calm = `[...document.querySelectorAll('.b-skeleton, [aria-busy=true], .ant-select-loading, img')]
    .every((e) => e.complete === true || e.getBoundingClientRect().top > innerHeight || e.getBoundingClientRect().bottom < 0)`
  for (let seen = 0; seen < 4;) {
    seen = (await page.evaluate<boolean>(calm)) ? seen + 1 : 0
    await page.waitForTimeout(250)
  }
  if ((await page.locator('canvas').count()) > 0) await page.waitForTimeout(3_000)
}
const take = async (page: Page, name: string): Promise<void> => {
  await settled(page)
  await page.evaluate('document.activeElement?.blur()')
  const raw = await page.screenshot()
  let picture = Buffer.alloc(0)
  for (const colours of [256, 128, 64, 32]) {
    picture = await sharp(raw).png({ palette: true, colours, effort: 10, dither: 0.4 }).toBuffer()
    if (picture.length < mostBytes) break
  }
  if (picture.length >= mostBytes) throw new Error(`${name}.png is ${picture.length} bytes, more than ${mostBytes}`)
  await writeFile(path.join(out, `${name}.png`), picture)
  process.stdout.write(`${path.relative(process.cwd(), path.join(out, `${name}.png`))} ${Math.round(picture.length / 1000)} kB\n`)
}

/** Of the first cases of a list the one with photos of before and after and the longest story. */
const tellingCase = async ({ call }: Client, list: string, among: number): Promise<string> => {
  const { items } = await call('GET', `/api/cases?${list}&limit=${among}`)
  let best: { readonly id: string; readonly score: number } | null = null
  for (const { id } of items as readonly { readonly id: string }[]) {
    const detail = await call('GET', `/api/cases/${id}`)
    const kinds = new Set(detail.files.map((file: { kind: string }) => file.kind))
    const score = detail.events.length + (kinds.has('after') ? 20 : 0) + (kinds.size > 1 ? 5 : 0)
    if (!best || score > best.score) best = { id, score }
  }
  if (!best) throw new Error(`no case in ${list}`)
  return best.id
}

/** Reports a problem as a stranger and lets the demo's own posts take it on, so that there is something to track. */
const reportAndHandle = async (stranger: Client, staff: Client): Promise<string> => {
  const street = (await staff.call('GET', `/api/areas?q=${encodeURIComponent('琉璃巷街道')}`)).items[0]
  const category = (await staff.call('GET', `/api/categories/suggest?q=${encodeURIComponent('暴露垃圾')}`)).items[0]
  const near = (await staff.call('GET', `/api/cases?area=${street.id}&limit=20`)).items.find((row: { lon: number | null }) => row.lon !== null)
  const { code, case_id: id } = await stranger.call('POST', '/api/reports', {
    source: 'resident_web', description: '人行道上堆着几袋垃圾，两天没有人清，绕着走要下到马路上。', category: category.code, lon: near.lon, lat: near.lat, address: '公交站旁',
  })
  const act = async (username: string, command: object): Promise<boolean> => {
    const actor = await client(desk, username)
    try {
      await actor.call('POST', `/api/cases/${id}/commands`, command)
      return true
    } catch {
      return false
    } finally {
      await actor.context.close()
    }
  }
  const detail = await staff.call('GET', `/api/cases/${id}`)
  if (!(await act('acceptor', { command: 'register', category_id: detail.case.category_id, waiver_reason: '描述清楚' }))) return code
  const { suggestion } = await staff.call('GET', `/api/cases/${id}`)
  if (!suggestion?.lead_unit) return code
  await act('dispatcher-city', { command: 'dispatch', lead_unit_id: suggestion.lead_unit.id })
  for (const handler of ['handler-bureau', 'handler-street']) await act(handler, { command: 'accept' })
  return code
}

/** The pages of docs/guides/inspections.md: those of the office, and two of an inspector's phone. */
const inspectionPages = async (): Promise<void> => {
  const names = ['planner', 'draw', 'visit', 'ledger', 'place', 'letter', 'field-day-phone', 'field-visit-phone']
  if (!names.some(wanted)) return
  const office = await client(desk, 'civility')
  const page = await office.context.newPage()
  const first = async (url: string, fits: (item: any) => boolean = () => true): Promise<any> => {
    const { items } = await office.call('GET', url)
    const found = items.find(fits)
    if (!found) throw new Error(`nothing of that kind in ${url}`)
    return found
  }
  const show = async (name: string, where: () => Promise<string>): Promise<void> => {
    if (!wanted(name)) return
    await page.goto(`${base}${await where()}`)
    await take(page, name)
  }
  const told = async (): Promise<any> => first('/api/ledger?view=rectification&status=rectified&limit=200', (row) => row.place !== null)
  await show('planner', async () => '/inspections/planner')
  await show('draw', async () => `/inspections/draws/${(await first('/api/inspections/draws?limit=50', (draw) => draw.state === 'drawn')).id}`)
  await show('visit', async () => `/visits/${(await first('/api/visits?state=accepted&limit=200', (visit) => visit.finding_count > 1)).id}`)
  await show('ledger', async () => '/ledger?view=rectification')
  await show('place', async () => `/places/${(await told()).place.id}`)
  await show('letter', async () => `/inspections/feedback/${(await first('/api/letters?kind=unit&limit=100', (letter) => letter.state === 'acknowledged' && (letter.figures.opened ?? 0) > 0)).id}`)
  if (!wanted('field-day-phone') && !wanted('field-visit-phone')) return
  const inspector = await client(phone, 'inspector')
  const small = await inspector.context.newPage()
  // A week ahead, so that there is something to walk on a day of rest too.
  await small.addInitScript(() => localStorage.setItem('bihuan.field.days', '7'))
  await small.goto(`${base}/field`)
  await small.locator('.fd-stops li').first().waitFor()
  if (wanted('field-day-phone')) await take(small, 'field-day-phone')
  if (!wanted('field-visit-phone')) return
  await small.locator('.fd-stops a').first().click()
  await small.locator('.fd-main-action').click()
  await small.locator('.fo-form').waitFor()
  await take(small, 'field-visit-phone')
}

const wanted = (name: string): boolean => !values.only || values.only.includes(name)
try {
  await mkdir(out, { recursive: true })
  const staff = await client(desk, 'supervisor')
  const page = await staff.context.newPage()
  if (wanted('desk')) {
    const list = 'stage=handle&sort=opened'
    await page.goto(`${base}/inbox?${list}&case=${await tellingCase(staff, list, 8)}`)
    await take(page, 'desk')
  }
  if (wanted('case')) {
    await page.goto(`${base}/cases/${await tellingCase(staff, 'stage=check', 60)}`)
    await take(page, 'case')
  }
  for (const name of ['overview', 'map']) {
    if (!wanted(name)) continue
    await page.goto(`${base}/${name}`)
    await take(page, name)
  }
  const stranger = await client(phone, null)
  const small = await stranger.context.newPage()
  if (wanted('report-phone')) {
    await small.goto(`${base}/report?step=what`)
    await take(small, 'report-phone')
  }
  if (wanted('track-phone')) {
    await small.goto(`${base}/track/${await reportAndHandle(stranger, staff)}`)
    await take(small, 'track-phone')
  }
  await inspectionPages()
} finally {
  await browser.close()
}
