import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test, type TestContext } from 'node:test'
import { type InspectionCity, inspectionCity, photoSaid, send, sendPhoto, submission } from '../journeys/inspection-city.ts'
import { desk, phone, setStage, settled, soundPage, type Stage } from './looking.ts'

let stage: Stage | null = null, ic: InspectionCity
before(async () => {
  stage = await setStage()
  if (stage) ic = await inspectionCity(stage.city)
}, { timeout: 240_000 })
after(() => stage?.close())
const onStage = (t: TestContext): Stage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}

test('a visit is found in the list, opened and accepted by key; its problem stands in the ledger, is filtered there, and leaves as a file and on paper', { timeout: 240_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const walker = await s.city.as('walker')
  const first = await ic.visit({ place: 0 }), second = await ic.visit({ place: 1 })
  const near = photoSaid({ item: 'clean' }), far = photoSaid({ item: 'clean', kind: 'far' })
  await send(walker, submission(s.city, ic, first, { answers: { clean: 'fail', order: 'pass', lights: 'partial', sign: 'pass' }, photos: [near, far], findings: [{ key: 'off-list', category: null, description: '牌子歪了', lon: null, lat: null }] }))
  for (const p of [near, far]) await sendPhoto(walker, first, p)
  await send(walker, submission(s.city, ic, second, {}))

  const page = await s.open('civility-office')
  await page.goto(`${s.base}/visits`)
  await page.getByRole('table', { name: '走访' }).waitFor()
  await settled(page)
  await soundPage(page)
  await page.getByRole('searchbox', { name: '点位、编号、检查人' }).fill('东0巷')
  await page.waitForURL(/q=/)
  await page.waitForFunction(() => document.querySelectorAll('.b-data tbody tr').length === 1)
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.locator('.b-data tr[aria-current]').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/visits/${first}`))
  await page.getByRole('heading', { name: '检查结果' }).waitFor()
  await settled(page)
  await page.waitForFunction(() => document.querySelectorAll('.iv-shots img').length === 2)
  await soundPage(page)
  await page.keyboard.press('a')
  await page.locator('.b-toast', { hasText: '已通过' }).waitFor()
  await page.getByRole('link', { name: '查看案件' }).first().waitFor()
  await page.getByRole('button', { name: '立案' }).first().waitFor()

  await page.goto(`${s.base}/ledger?status=undecided`)
  await page.locator('.il-problem').first().waitFor()
  assert.equal(await page.locator('.il-problem').count(), 1)
  await page.getByRole('button', { name: '不作为问题' }).click()
  await page.locator('dialog[open] textarea').fill('牌子属于隔壁工地')
  await page.locator('dialog[open] button[type=submit]').click()
  await page.getByText('没有符合条件的问题').first().waitFor()

  await page.goto(`${s.base}/ledger?view=rectification&place=${ic.places[0]?.id}`)
  await page.locator('.il-problem').first().waitFor()
  await settled(page)
  await soundPage(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: '导出' }).click()
      await page.getByRole('menuitem', { name: /CSV/ }).click()
    })(),
  ])
  const csv = readFileSync(await download.path(), 'utf8').trim().split('\n')
  assert.equal(csv.length, 2, csv.join('\n'))
  assert.match(csv[1] ?? '', /东0巷/)
  await page.getByRole('link', { name: '按单位打印' }).click()
  await page.locator('.il-sheet').waitFor()
  await settled(page)
  await soundPage(page)
})

test('two devices that differ are laid side by side, and one of them is chosen', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const walker = await s.city.as('walker')
  const visit = await ic.visit({ place: 2 })
  await send(walker, submission(s.city, ic, visit, { device: 'phone-a' }), submission(s.city, ic, visit, { device: 'phone-b', answers: { clean: 'fail', order: 'pass', lights: 'pass', sign: 'pass' } }))
  const page = await s.open('civility-office', { screen: phone })
  await page.goto(`${s.base}/visits/${visit}`)
  await page.getByRole('table', { name: '两台设备交来的内容不一样' }).waitFor()
  await settled(page)
  await soundPage(page)
  await page.getByRole('button', { name: '以这份为准' }).last().click()
  await page.locator('dialog[open] button[type=submit]').click()
  await page.locator('.b-toast').waitFor()
  await page.getByRole('table', { name: '两台设备交来的内容不一样' }).waitFor({ state: 'detached' })
})

test('visits and the ledger hold on a telephone and in English', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  for (const screen of [desk, phone]) {
    const page = await s.open('civility-office', { screen, language: 'en' })
    for (const path of ['/visits?state=all', '/ledger', '/ledger?view=rectification']) {
      await page.goto(`${s.base}${path}`)
      await settled(page)
      const { wide, raw } = await page.evaluate((width) => ({ wide: document.documentElement.scrollWidth - width, raw: document.body.innerText.match(/\b(visits_page|ledger_page)\.[a-z_.]+/g) }), screen.width)
      assert.ok(wide <= 0, `${path} is ${wide} px wider than ${screen.width}`)
      assert.equal(raw, null)
    }
  }
})
