import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { sql } from '#platform/db/index.ts'
import { ensureWebBuilt } from '../../src/app/web-files.ts'
import { listening } from '../journeys/proving.ts'
import { password, type SmallCity, smallCity } from '../journeys/small-city.ts'
import { browserFlags, findBrowser } from './find-browser.ts'

export type Screen = { readonly width: number; readonly height: number; readonly phone: boolean }
export const desk: Screen = { width: 1440, height: 900, phone: false }
export const phone: Screen = { width: 390, height: 844, phone: true }
export type Look = { readonly screen?: Screen; readonly language?: 'zh-CN' | 'en'; readonly theme?: 'light' | 'dark' }

/** A small city with its pages on a socket, and a browser to look at them with. Null where no browser runs. */
export type Stage = {
  readonly city: SmallCity
  readonly base: string
  /** A fresh browser profile on a page; signed in when a name is given. */
  readonly open: (username: string | null, look?: Look) => Promise<Page>
  readonly close: () => Promise<void>
}

/** What went wrong on a page by itself: errors of scripts, breaches of the content policy, and whatever it asks of another server than its own. */
const complaints = new WeakMap<Page, string[]>()
export const complaintsOf = (page: Page): readonly string[] => complaints.get(page) ?? []

export const setStage = async (): Promise<Stage | null> => {
  const executablePath = await findBrowser()
  if (executablePath === null) return null
  await ensureWebBuilt(() => {})
  const browser: Browser = await chromium.launch({ executablePath, args: [...browserFlags, '--headless'] })
  const city = await smallCity({ pages: true })
  const base = `http://127.0.0.1:${await listening(city)}`
  const open: Stage['open'] = async (username, { screen = desk, language = 'zh-CN', theme = 'light' } = {}) => {
    const context = await browser.newContext({
      viewport: { width: screen.width, height: screen.height }, isMobile: screen.phone, hasTouch: screen.phone, reducedMotion: 'reduce', timezoneId: 'America/New_York',
    })
    await context.addInitScript(([l, t]) => {
      localStorage.setItem('bihuan.language', l as string)
      localStorage.setItem('bihuan.theme', t as string)
    }, [language, theme])
    const page = await context.newPage()
    await page.clock.setFixedTime(city.now())
    const found: string[] = []
    complaints.set(page, found)
    named.set(page, () => namesIn(city))
    page.on('pageerror', (error) => found.push(error.message))
    page.on('console', (message) => {
      // The browser itself reports every refused request; a refusal is an answer and not a fault of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) found.push(message.text())
    })
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol !== 'data:' && protocol !== 'blob:' && origin !== base) found.push(`asks ${request.url()}`)
    })
    await page.exposeFunction('noteBreach', (what: string) => void found.push(what))
    await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (e) => {
      void (window as unknown as { noteBreach: (what: string) => Promise<void> }).noteBreach(`${e.violatedDirective} forbids ${e.blockedURI}`)
    }))
    if (username !== null) {
      await page.goto(`${base}/sign-in`)
      await page.fill('input[name=username]', username)
      await page.fill('input[name=password]', password)
      await page.click('button[type=submit]')
      await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    }
    return page
  }
  return {
    city, base, open,
    close: async () => {
      await browser.close()
      await city.close()
    },
  }
}

/** What the city itself named, in its own language; it is not translated. */
const named = new WeakMap<Page, () => Promise<readonly string[]>>()
const namesIn = async ({ t }: SmallCity): Promise<readonly string[]> =>
  (await t.city.read(t.systemScope, (tx) => tx.rows(sql<{ readonly name: string }>`
    select name from areas union select name from units union select name from places union select display_name from accounts union select note from duty_matrices where note is not null
    union select title from cases union select address from cases union select name from categories where name_en is null`)))
    .map((row) => row.name).filter((name) => name !== '').toSorted((a, b) => b.length - a.length)

/** Chinese words on a page in English, in its text and in what is read out, without the names of the city and what is marked as Chinese. */
const chineseOn = async (page: Page): Promise<readonly string[]> => {
  const names = (await named.get(page)?.()) ?? []
  const said = await page.evaluate(() => {
    const words: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node: Node | null = walk.currentNode; node !== null; node = walk.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement
      if (element?.closest('[lang^=zh], [translate=no], noscript, script, style')) continue
      if (node instanceof Text) words.push(node.data)
      else if (node instanceof Element) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) words.push(node.getAttribute(name) ?? '')
    }
    return [document.title, ...words].map((word) => word.trim()).filter((word) => /[\u3400-\u9fff]/.test(word))
  })
  return [...new Set(said.map((words) => names.reduce((rest, name) => rest.replaceAll(name, ''), words)).filter((rest) => /[\u3400-\u9fff]/.test(rest)))]
}

/** Waits until the page has drawn its heading and nothing on it is being read any more. (The open event stream keeps the network from ever being idle.) */
export const settled = async (page: Page): Promise<void> => {
  const calm = (): boolean => document.querySelector('h1') !== null && document.querySelectorAll('.b-skeleton, [aria-busy=true], .ant-select-loading').length === 0
  for (let seen = 0; seen < 3;) {
    seen = (await page.evaluate(calm)) ? seen + 1 : 0
    await page.waitForTimeout(120)
  }
}

/** Keys of texts, which a page shows where the text is missing; holes that nothing filled. */
const texts = new URL('../../src/platform/i18n/zh-CN/', import.meta.url)
const roots = new Set(readdirSync(texts).flatMap((file) => Object.entries(JSON.parse(readFileSync(new URL(file, texts), 'utf8')) as object).flatMap(([name, below]) => (typeof below === 'object' ? [name] : []))))
const rawText = new RegExp(String.raw`\b([a-z]+:)?(${[...roots].join('|')})\.[a-z][a-z_.]+|\b[a-z]+:[a-z_]+\.[a-z_.]+|\{\{|\bundefined\b|\bNaN\b|\[object`, 'g')

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Looks at a page as a careful reader would: no script error, nothing wider than the screen, nothing untranslated, axe clean (WCAG 2.2 AA). */
export const soundPage = async (page: Page): Promise<void> => {
  assert.deepEqual(complaintsOf(page), [], `${page.url()} complains`)
  // The width asked for and not window.innerWidth, which a telephone widens to what it has to show.
  const { wide, said, codes } = await page.evaluate((width) => ({
    wide: document.documentElement.scrollWidth - width, said: document.body.innerText, codes: [...document.querySelectorAll<HTMLElement>('[translate=no]')].map((e) => e.innerText.trim()),
  }), page.viewportSize()?.width ?? 0)
  assert.ok(wide <= 0, `${page.url()} is ${wide} px wider than the screen`)
  assert.deepEqual((said.match(rawText) ?? []).filter((key) => !codes.includes(key)), [], `${page.url()} shows raw keys`)
  if ((await page.getAttribute('html', 'lang')) === 'en') assert.deepEqual(await chineseOn(page), [], `${page.url()} speaks Chinese on an English page`)
  // One document without frames: the short way, which leaves out the page that axe opens for putting frames together, and the lists of what is right.
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: wcag, resultTypes: ['violations'] }).setLegacyMode(true).analyze()
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`), [], page.url())
}
