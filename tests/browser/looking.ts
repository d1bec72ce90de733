import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
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

/** What went wrong on a page by itself: errors of scripts and of the content policy. */
const complaints = new WeakMap<Page, string[]>()

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
    page.on('pageerror', (error) => found.push(error.message))
    page.on('console', (message) => {
      // The browser itself reports every refused request; a refusal is an answer and not a fault of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) found.push(message.text())
    })
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

/** Waits until the page has drawn its heading and nothing on it is being read any more. (The open event stream keeps the network from ever being idle.) */
export const settled = async (page: Page): Promise<void> => {
  const calm = (): boolean => document.querySelector('h1') !== null && document.querySelectorAll('.b-skeleton, [aria-busy=true], .ant-select-loading').length === 0
  for (let seen = 0; seen < 3;) {
    seen = (await page.evaluate(calm)) ? seen + 1 : 0
    await page.waitForTimeout(120)
  }
}

/** Looks at a page as a careful reader would: no script error, nothing wider than the screen, nothing untranslated, axe clean (WCAG 2.2 AA). */
export const soundPage = async (page: Page): Promise<void> => {
  assert.deepEqual(complaints.get(page) ?? [], [], 'the page complains')
  const { wide, raw } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - window.innerWidth,
    raw: document.body.innerText.match(/\b[a-z]+:(page|events|states|fields|errors|commands)\.[a-z_.]+|\{\{|undefined|\bNaN\b|\[object/g) ?? [],
  }))
  assert.ok(wide <= 0, `${page.url()} is ${wide} px wider than the screen`)
  assert.deepEqual(raw, [], `${page.url()} shows raw keys`)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`), [], page.url())
}
