import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { itemsOf } from '#inspections/rules/index.ts'
import { defaultChecklists } from '../../src/inspections/rules/default/index.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { type InspectionCity, inspectionCity } from '../journeys/inspection-city.ts'
import { photo } from '../journeys/proving.ts'
import { password } from '../journeys/small-city.ts'
import { type Look, phone, setStage, type Stage } from './looking.ts'

export type FieldStage = Stage & {
  readonly ic: InspectionCity
  /** A phone of its own on the field app, signed in and with its day on it. */
  readonly walk: (username?: string, look?: Look) => Promise<Page>
  readonly rows: <Row>(query: ReturnType<typeof sql<Row>>) => Promise<readonly Row[]>
  readonly change: (query: ReturnType<typeof sql>) => Promise<number>
}
export const picture: Buffer = await photo()

/** The small city with a published checklist of real questions, and phones to walk with. */
export const fieldStage = async (places = 12): Promise<FieldStage | null> => {
  const stage = await setStage()
  if (!stage) return null
  const ic = await inspectionCity(stage.city, places)
  const { t } = stage.city
  const lane = defaultChecklists.find((list) => list.code.includes('lane')) ?? defaultChecklists[0]
  const items = itemsOf(lane?.form as never)
  assert.ok(items.ok)
  const now = new Date(stage.city.now())
  await t.city.write(everyRow, (tx) => tx.run(sql`insert into checklist_versions (id, checklist_id, version, state, title, form, items, created_at, published_at)
    values (${newId(stage.city.now())}, ${ic.checklist.id}, 9, 'published', '背街小巷检查表', ${JSON.stringify(lane?.form)}::jsonb, ${JSON.stringify(items.value)}::jsonb, ${now}, ${now})`))
  return {
    ...stage, ic,
    rows: (query) => t.city.read(everyRow, (tx) => tx.rows(query)),
    change: (query) => t.city.write(everyRow, (tx) => tx.run(query)),
    walk: async (username = 'walker', look = {}) => {
      const page = await stage.open(username, { screen: phone, ...look })
      await ready(page, stage.base)
      return page
    },
  }
}

/** Where the phone is: beside the first lane, within nine metres. */
export const here = async (context: BrowserContext, base: string): Promise<void> => {
  await context.grantPermissions(['geolocation'], { origin: base })
  await context.setGeolocation({ longitude: 120.0102, latitude: 30.0101, accuracy: 9 })
}
const ready = async (page: Page, base: string): Promise<void> => {
  await here(page.context(), base)
  await page.goto(`${base}/field`)
  await page.locator('.fd-stops li').first().waitFor()
}

/** Waits until the app's own worker holds the page, as it does from the second start on. */
export const keptOnPhone = (page: Page): Promise<void> => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready
  if (registration.active?.state !== 'activated') await new Promise((resolve) => registration.active?.addEventListener('statechange', resolve, { once: true }))
  if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
})

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
/** Answers every question the checklist asks: by eye `pass`, numbers by a good one. */
export const answerAll = async (page: Page, verdict = 'pass'): Promise<void> => {
  await page.locator('.fo-form').waitFor()
  await page.evaluate((value) => {
    for (const radio of document.querySelectorAll<HTMLInputElement>(`.fo-form input[type=radio][value=${value}]`)) if (!radio.checked) radio.click()
  }, verdict)
  for (const box of await page.locator('.fo-form .fo-question:not(:has(.b-optional)) input:is([type=number], [inputmode=numeric], [inputmode=decimal])').all()) if ((await box.inputValue()) === '') await box.fill('300')
}
export const shoot = async (page: Page, name: string | RegExp, bytes: Buffer = picture): Promise<void> => {
  const before = await page.locator('.fd-thumbs li').count()
  await page.getByLabel(name).first().setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await page.waitForFunction((n) => document.querySelectorAll('.fd-thumbs li').length > n, before)
}
/** From the list to the middle of the next visit. */
export const beginNext = async (page: Page): Promise<void> => {
  await button(page, /^下一处/).click()
  await button(page, '开始检查').click()
  await page.locator('.fo-form').waitFor()
}
export const submit = async (page: Page): Promise<void> => {
  await button(page, '核对并提交').click()
  await button(page, '提交').click()
  await page.locator('.fd-stops').waitFor()
}
export const queueIs = async (page: Page, what: RegExp, timeout = 60_000): Promise<void> => {
  await page.locator('.fd-tabs a').nth(1).click()
  await page.locator('.fd-head [role=status]', { hasText: what }).waitFor({ timeout })
}
export const allSent = (page: Page, timeout?: number): Promise<void> => queueIs(page, /没有等着上传的/, timeout)

/** Signs in within the app. */
export const signInThere = async (page: Page, username: string): Promise<void> => {
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.locator('.fd-tabs').waitFor()
}
