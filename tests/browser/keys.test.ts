import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { reportAs } from '../journeys/proving.ts'
import { password } from '../journeys/small-city.ts'
import { complaintsOf, desk, phone, setStage, settled, type Stage } from './looking.ts'

let stage: Stage | null = null
before(async () => { stage = await setStage() }, { timeout: 240_000 })
after(() => stage?.close())
const onStage = (t: TestContext): Stage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}

const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const e = document.activeElement
  return e === null || e === document.body ? '' : (e.getAttribute('aria-label') ?? (e as HTMLElement).innerText ?? '').trim() || e.id || e.tagName
})

type Stop = { readonly name: string; readonly inside: boolean; readonly marked: boolean }
/** What the Tab key reaches, in order: its name, whether it is on the screen, and whether the focus changes anything that can be seen. */
const tabThrough = async (page: Page, most: number): Promise<readonly Stop[]> => {
  const stops: Stop[] = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(async () => {
      const e = document.activeElement
      if (!(e instanceof HTMLElement) || e === document.body) return null
      const look = (): string => {
        const seen: string[] = []
        for (let at: HTMLElement | null = e, up = 0; at !== null && up < 5; at = at.parentElement, up++) {
          const s = getComputedStyle(at)
          seen.push(s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.top, s.opacity)
        }
        // A check box of the component library draws its focus beside the input.
        const beside = e.nextElementSibling
        if (beside) seen.push(getComputedStyle(beside).outline, getComputedStyle(beside).boxShadow)
        return seen.join('|')
      }
      const box = e.getBoundingClientRect()
      const name = `${e.tagName.toLowerCase()} ${e.getAttribute('aria-label') ?? e.innerText.split('\n')[0] ?? ''}`.trim()
      const inside = box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth
      const lit = look()
      e.blur()
      // The component library takes its mark away a moment later.
      await new Promise((done) => setTimeout(done, 60))
      const marked = look() !== lit
      e.focus({ preventScroll: true })
      await new Promise((done) => setTimeout(done, 20))
      return { name, inside, marked }
    })
    if (stop === null) break
    stops.push(stop)
  }
  return stops
}

test('a whole turn at the desk by keys alone: sign in, move, open, act, help, palette; the focus is always seen and comes back', { timeout: 180_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const stranger = await s.city.as(null)
  for (const description of ['井盖破损', '路灯不亮', '占道经营']) await reportAs(stranger, { description })
  const page = await s.open(null)
  await page.goto(`${s.base}/inbox?stage=accept`)
  await page.getByRole('button', { name: '登录' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'username')
  await page.keyboard.type('acceptor')
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/inbox\?stage=accept/)
  const rows = page.getByRole('list', { name: '案件列表' }).getByRole('link')
  await rows.first().waitFor()
  const current = page.locator('.c-row[data-current]')

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.waitForFunction(() => document.querySelectorAll('.c-row')[1]?.hasAttribute('data-current'))
  await page.keyboard.press('k')
  await page.waitForFunction(() => document.querySelectorAll('.c-row')[0]?.hasAttribute('data-current'))
  assert.equal(await current.count(), 1)
  assert.deepEqual([await rows.nth(0).getAttribute('aria-current') !== null, await rows.nth(1).getAttribute('aria-current')], [true, null])
  await page.getByRole('region', { name: '现在能做什么' }).waitFor()

  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: '键盘操作' }).waitFor()
  for (const words of ['下一件', '上一件', '打开这一件', '立案', '搜索与命令']) await page.getByRole('dialog').getByText(words, { exact: true }).first().waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '键盘操作' }).waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await page.keyboard.press('?')
  assert.deepEqual([await page.getByRole('dialog').count(), await rows.nth(1).getAttribute('aria-current')], [0, null], 'single letters are off')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('键盘操作')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: '用单个字母操作' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '键盘操作' }).waitFor({ state: 'detached' })

  await page.keyboard.press('e')
  await page.getByRole('dialog', { name: '立案' }).waitFor()
  assert.equal(await page.evaluate(() => document.querySelector('dialog[open]')?.contains(document.activeElement)), true, 'the focus is in the dialog')
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog[open]')?.contains(document.activeElement)), true)
  }
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '立案' }).waitFor({ state: 'detached' })
  const note = page.getByRole('button', { name: '添加备注', exact: true })
  await note.focus()
  await page.keyboard.press('Enter')
  const noting = page.getByRole('dialog', { name: '添加备注' })
  await noting.waitFor()
  await page.keyboard.type('待核对')
  await page.keyboard.press('Escape')
  await noting.waitFor({ state: 'detached' })
  assert.equal(await focused(page), '添加备注', 'the focus is back where it was')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '找案件、地方，或输入要做的事' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '搜索与命令' }).waitFor({ state: 'detached' })
  assert.equal(await focused(page), '添加备注')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('总览')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/overview/)
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.waitForURL(/\/inbox/)
  await rows.first().waitFor()
  await page.keyboard.press('j')
  await current.waitFor()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/)
  await page.getByRole('region', { name: '现在能做什么' }).waitFor()
  await page.keyboard.press('e')
  const registering = page.getByRole('dialog', { name: '立案' })
  await registering.waitFor()
  await page.keyboard.type('垃圾')
  await registering.page().locator('.ant-select-item-option').first().waitFor()
  await page.keyboard.press('Enter')
  await registering.getByLabel('不核实的理由').focus()
  await page.keyboard.type('照片清楚')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), '立案')
  await page.keyboard.press('Enter')
  await registering.waitFor({ state: 'detached' })
  await page.getByText(/^立案：.+ 已办$/).waitFor()
  assert.deepEqual(complaintsOf(page), [])
  await page.context().close()
})

for (const [name, who, path, screen, first] of [
  ['the desk', 'acceptor', '/inbox?stage=accept', desk, '跳到正文'],
  ['the list of all cases', 'supervisor', '/cases?view=list', desk, '跳到正文'],
  ['a report on a telephone', null, '/report', phone, '跳到正文'],
  ['administration', 'admin', '/admin/accounts', desk, '跳到正文'],
] as const) {
  test(`every stop of the Tab key is on the screen and marked: ${name}`, { timeout: 120_000 }, async (t) => {
    const s = onStage(t)
    if (!s) return
    await reportAs(await s.city.as(null))
    const page = await s.open(who, { screen })
    await page.goto(`${s.base}${path}`)
    await settled(page)
    const stops = await tabThrough(page, 40)
    assert.ok(stops.length > 5, 'there is something to reach')
    assert.equal(stops[0]?.name, `a ${first}`)
    assert.deepEqual(stops.filter((stop) => !stop.marked || !stop.inside), [])
    await page.context().close()
  })
}
