import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { photo, reportAs } from '../journeys/proving.ts'
import { desk, phone, setStage, settled, soundPage, type Stage } from './looking.ts'

let stage: Stage | null = null
before(async () => { stage = await setStage() }, { timeout: 180_000 })
after(() => stage?.close())
const onStage = (t: TestContext): Stage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}

/** Opens the form of a command, by its button or from the menu behind "more". */
const begin = async (page: Page, name: string): Promise<void> => {
  await page.locator('.c-actions-now button').first().waitFor()
  const near = page.locator('.c-actions-now').getByRole('button', { name, exact: true })
  if ((await near.count()) > 0) await near.click()
  else {
    await page.locator('.c-actions-now').getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }
  await page.locator('dialog[open] form').waitFor()
}
const send = async (page: Page, name: string): Promise<void> => {
  await page.locator('dialog[open] button[type=submit]').click()
  await page.locator('.b-toast', { hasText: name }).last().waitFor()
}
const stateOf = async (s: Stage, id: string): Promise<string> => {
  const auditor = await s.city.as('auditor')
  return (await auditor.call('GET', `/api/cases/${id}`)).body.case.state
}

test('a case goes from report to close in the browser, by the buttons alone, and another desk sees it without reloading', { timeout: 300_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const { case_id: id } = await reportAs(await s.city.as(null), { description: '人行道上堆着建筑垃圾' })

  const watcher = await s.open('supervisor')
  await watcher.goto(`${s.base}/cases/${id}`)
  await settled(watcher)
  const story = watcher.locator('.c-story li')
  assert.equal(await story.count(), 1)

  const acceptor = await s.open('acceptor')
  await acceptor.goto(`${s.base}/inbox?stage=accept`)
  await acceptor.locator('.c-row').first().waitFor()
  await acceptor.keyboard.press('j')
  await acceptor.waitForURL(/case=/)
  await begin(acceptor, '立案')
  await acceptor.locator('dialog[open]').getByLabel('类别').click()
  await acceptor.keyboard.type('垃圾')
  await acceptor.keyboard.press('Enter')
  await acceptor.locator('dialog[open] textarea').fill('照片清楚，不必再看')
  await send(acceptor, '立案')
  assert.equal(await stateOf(s, id), 'registered')
  await watcher.waitForFunction(() => document.querySelectorAll('.c-story li').length === 2)

  const dispatcher = await s.open('dispatcher')
  await dispatcher.goto(`${s.base}/cases/${id}`)
  await begin(dispatcher, '派遣')
  await send(dispatcher, '派遣')
  assert.equal(await stateOf(s, id), 'dispatched')

  const handler = await s.open('handler')
  await handler.goto(`${s.base}/cases/${id}`)
  await begin(handler, '签收')
  await send(handler, '签收')
  await begin(handler, '反馈处置结果')
  await handler.locator('dialog[open] button[type=submit]').click()
  await handler.locator('dialog[open] .b-field-fault').first().waitFor()
  await handler.locator('dialog[open] textarea').first().fill('已清运')
  await handler.locator('dialog[open] input[type=file]').setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await handler.locator('.c-photo-one').waitFor()
  await send(handler, '反馈处置结果')
  assert.equal(await stateOf(s, id), 'handled')

  const inspector = await s.open('inspector')
  await inspector.goto(`${s.base}/cases/${id}`)
  await begin(inspector, '填报核查结果')
  await inspector.locator('dialog[open] input[value=pass]').check()
  await send(inspector, '填报核查结果')

  await acceptor.goto(`${s.base}/cases/${id}`)
  await begin(acceptor, '结案')
  await send(acceptor, '结案')
  assert.equal(await stateOf(s, id), 'closed')
  await acceptor.getByRole('button', { name: '核对', exact: true }).click()
  await acceptor.getByText('一致，没有被改动').waitFor()
  assert.equal(await acceptor.locator('.b-pair-side').nth(1).locator('img').count(), 1)
})

test('a refused action stays reachable and says why', async (t) => {
  const s = onStage(t)
  if (!s) return
  const { case_id: id } = await reportAs(await s.city.as(null))
  const page = await s.open('dispatcher')
  await page.goto(`${s.base}/cases/${id}`)
  await page.locator('.c-refused summary').click()
  const refused = page.locator('.c-refused li').first()
  assert.equal(await refused.getByRole('button').getAttribute('aria-disabled'), 'true')
  assert.notEqual((await refused.locator('span').last().innerText()).trim(), '')
})

test('the desk works by keys, keeps its filters in the address and its kept lists with counts', async (t) => {
  const s = onStage(t)
  if (!s) return
  const stranger = await s.city.as(null)
  for (const description of ['井盖破损', '路灯不亮', '占道经营']) await reportAs(stranger, { description })
  const page = await s.open('acceptor')
  await page.goto(`${s.base}/inbox?stage=accept&q=${encodeURIComponent('井盖')}`)
  await settled(page)
  assert.equal(await page.locator('.c-row').count(), 1)
  await page.keyboard.press('s')
  await page.getByLabel('名称').fill('井盖')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '井盖 1' }).waitFor()
  await page.goto(`${s.base}/inbox?stage=accept`)
  await settled(page)
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
  await page.getByText('已选 2 件').waitFor()
  await page.getByRole('button', { name: '添加备注', exact: true }).first().click()
  await page.locator('dialog[open] textarea').fill('集中研判')
  await page.locator('dialog[open] button[type=submit]').click()
  await page.locator('.b-toast', { hasText: '2 件已办' }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: '键盘操作' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').last().fill('路灯')
  await page.getByRole('option', { name: /路灯/ }).first().click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/)
})

test('an ended session asks for the password and loses nothing that was typed', async (t) => {
  const s = onStage(t)
  if (!s) return
  const { case_id: id } = await reportAs(await s.city.as(null))
  const page = await s.open('acceptor')
  await page.goto(`${s.base}/cases/${id}`)
  await begin(page, '添加备注')
  await page.locator('dialog[open] textarea').fill('说到一半')
  await page.context().clearCookies()
  await page.locator('dialog[open] button[type=submit]').click()
  await page.getByRole('heading', { name: '登录已过期' }).waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), '说到一半')
})

for (const [name, look] of [
  ['desk, Chinese, light', { screen: desk }], ['desk, English, dark', { screen: desk, language: 'en', theme: 'dark' }],
  ['phone, Chinese, dark', { screen: phone, theme: 'dark' }], ['phone, English, light', { screen: phone, language: 'en' }],
] as const) {
  test(`every staff page of cases is sound: ${name}`, { timeout: 300_000 }, async (t) => {
    const s = onStage(t)
    if (!s) return
    const { case_id: id } = await reportAs(await s.city.as(null))
    const page = await s.open('supervisor', look)
    for (const path of ['/inbox?stage=open', `/inbox?stage=accept&case=${id}`, '/cases?view=list', `/cases/${id}`, '/overview', '/map', '/map?layer=table', '/cases?q=nothing-like-it', '/nowhere']) {
      await page.goto(`${s.base}${path}`)
      await settled(page)
      await soundPage(page)
    }
  })
}
