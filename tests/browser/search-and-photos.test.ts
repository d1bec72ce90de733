import { after, before, test, type TestContext } from 'node:test'
import { photo, reportAs } from '../journeys/proving.ts'
import { phone, setStage, settled, type Stage } from './looking.ts'

let stage: Stage | null = null
before(async () => { stage = await setStage() }, { timeout: 180_000 })
after(() => stage?.close())
const onStage = (t: TestContext): Stage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}

test('what is typed into the search box is searched for: by Enter, by its button, and on going on', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  for (const description of ['路灯不亮了', '井盖松动']) await reportAs(await s.city.as(null), { description })
  const page = await s.open('acceptor')
  for (const [path, finish] of [
    ['/inbox?stage=accept', () => page.keyboard.press('Enter')], ['/cases', () => page.keyboard.press('Tab')],
    ['/map', () => page.locator('.c-filters-search button[type=submit]').click()],
  ] as const) {
    await page.goto(`${s.base}${path}`)
    await page.locator('.c-filters-search input').click()
    await page.keyboard.type('井盖')
    await finish()
    await page.waitForURL((url) => url.searchParams.get('q') === '井盖')
  }
  await page.goto(`${s.base}/inbox?stage=accept`)
  await settled(page)
  const all = await page.locator('.c-row').count()
  await page.locator('.c-filters-search input').fill('井盖')
  await page.keyboard.press('Enter')
  await page.waitForFunction((before) => document.querySelectorAll('.c-row').length < before, all)
})

test('a file that was refused as a photo keeps the form from being sent until it is left out', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const { case_id: id } = await reportAs(await s.city.as(null), { description: '人行道上有垃圾' })
  const page = await s.open('acceptor')
  await page.goto(`${s.base}/cases/${id}`)
  await page.locator('.c-actions-now').getByRole('button', { name: '更多' }).click()
  const named = page.getByRole('menuitem', { name: '填报核实结果' })
  if ((await named.count()) > 0) await named.click()
  else {
    await page.keyboard.press('Escape')
    await page.locator('.c-actions-now').getByRole('button', { name: '要求核实' }).first().click()
    await page.locator('dialog[open] button[type=submit]').click()
    await page.locator('.c-actions-now').getByRole('button', { name: '填报核实结果' }).click()
  }
  const form = page.locator('dialog[open] form')
  await form.locator('input[value=exist]').check()
  await form.locator('input[type=file]').setInputFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
  await form.locator('.c-photo-refused').waitFor()
  await form.locator('button[type=submit]').click()
  await form.getByText('有照片没有收下').waitFor()
  await form.locator('.c-photo-refused button').click()
  await form.locator('input[type=file]').setInputFiles({ name: 'near.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await form.locator('.c-photo-one').waitFor()
  await form.locator('button[type=submit]').click()
  await page.locator('.b-toast').last().waitFor()
})

test('an address of the desk, opened on a telephone, shows the case it names', { timeout: 60_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const { case_id: id } = await reportAs(await s.city.as(null))
  const page = await s.open('acceptor', { screen: phone })
  await page.goto(`${s.base}/inbox?stage=accept&case=${id}`)
  await page.waitForURL(new RegExp(`/cases/${id}`))
})
