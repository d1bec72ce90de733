import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { photo } from '../journeys/proving.ts'
import { complaintsOf, phone, setStage, settled, type Stage } from './looking.ts'

let stage: Stage | null = null
before(async () => { stage = await setStage() }, { timeout: 240_000 })
after(() => stage?.close())
const onStage = (t: TestContext): Stage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}

const press = (page: Page | Locator, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const stepIs = (page: Page, title: string): Promise<void> => page.getByRole('heading', { level: 1, name: title }).waitFor()
const chooseFile = async (page: Page, deed: () => Promise<void>, buffer: Buffer): Promise<void> => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), deed()])
  await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
}
const codePattern = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/
const codeOn = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { level: 1, name: '收到了，谢谢您' }).waitFor()
  const code = codePattern.exec(await page.getByRole('region', { name: '您的查询码' }).innerText())?.[0]
  assert.ok(code, 'the number to keep is on the page')
  return code
}
const casesNamed = async (s: Stage, words: string): Promise<number> =>
  (await (await s.city.as('auditor')).call('GET', `/api/cases?q=${encodeURIComponent(words)}`)).body.items.length

/** Presses the button of a command on a case and answers its dialog. */
const begin = async (page: Page, name: string): Promise<Locator> => {
  await press(page.getByRole('region', { name: '现在能做什么' }), name)
  const dialog = page.getByRole('dialog', { name, exact: true })
  await dialog.waitFor()
  return dialog
}
const finish = async (page: Page, dialog: Locator, name: string): Promise<void> => {
  await press(dialog, name)
  await page.getByText(new RegExp(`^${name}：.+ 已办$`)).last().waitFor()
}

test('a stranger reports by telephone with a photo; the desk sees it at once; it is fixed, checked and closed; the stranger says it is not fixed', { timeout: 240_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const acceptor = await s.open('acceptor')
  await acceptor.goto(`${s.base}/inbox?stage=accept`)
  await acceptor.getByText('这里没有案件').waitFor()
  await acceptor.evaluate(() => Object.assign(window, { stillHere: true }))

  const stranger = await s.open(null, { screen: phone })
  await stranger.goto(s.base)
  await stranger.getByRole('link', { name: '反映问题 拍照、选位置，一分钟以内' }).click()
  await stepIs(stranger, '拍一张照片')
  const picture = await photo(true)
  await chooseFile(stranger, () => press(stranger, '拍照'), picture)
  await stranger.getByText('已上传').waitFor()
  await press(stranger, '下一步')
  await stepIs(stranger, '在哪里')
  await stranger.getByText('照片拍摄于 东区 东一街道，不对可以移动标记').waitFor()
  await stranger.getByLabel('地址或附近的标志').fill('解放路 3 号门口')
  await press(stranger, '下一步')
  await stepIs(stranger, '是什么问题')
  await press(stranger, '垃圾没清')
  await stranger.getByText('归为').waitFor()
  await stranger.getByLabel('补充说明').fill('三袋垃圾放了两天')
  await press(stranger, '下一步')
  await stepIs(stranger, '需要时怎么找到您')
  await press(stranger, '不留联系方式，下一步')
  await stepIs(stranger, '看一遍，然后提交')
  for (const line of ['东区 东一街道', '解放路 3 号门口', '三袋垃圾放了两天', '不留联系方式']) await stranger.getByText(line).first().waitFor()
  await press(stranger, '提交')
  const code = await codeOn(stranger)

  const list = acceptor.getByRole('list', { name: '案件列表' })
  await list.getByRole('link').first().click()
  assert.equal(await acceptor.evaluate(() => 'stillHere' in window), true, 'the desk was not loaded anew')
  const besideList = acceptor.getByRole('region', { name: '所选案件' })
  await besideList.getByText('三袋垃圾放了两天').first().waitFor()
  const registering = await begin(acceptor, '立案')
  assert.notEqual((await registering.locator('.ant-select').first().innerText()).trim(), '', 'the category the stranger chose stands in the form')
  await registering.getByLabel('不核实的理由').fill('照片清楚，不必再看')
  await besideList.getByRole('link', { name: '整页打开' }).evaluate((link) => Object.assign(window, { caseLink: link.getAttribute('href') }))
  const link = await acceptor.evaluate(() => (window as unknown as { caseLink: string }).caseLink)
  await finish(acceptor, registering, '立案')

  const dispatcher = await s.open('dispatcher')
  await dispatcher.goto(`${s.base}${link}`)
  const dispatching = await begin(dispatcher, '派遣')
  await dispatching.getByText('东一街道办事处').first().waitFor()
  await finish(dispatcher, dispatching, '派遣')
  const handler = await s.open('handler')
  await handler.goto(`${s.base}${link}`)
  await finish(handler, await begin(handler, '签收'), '签收')
  const reporting = await begin(handler, '反馈处置结果')
  await reporting.getByLabel('说明').fill('已清运')
  await chooseFile(handler, () => press(reporting, '添加照片'), picture)
  await reporting.getByRole('button', { name: '去掉 photo.jpg' }).waitFor()
  await finish(handler, reporting, '反馈处置结果')
  const inspector = await s.open('inspector', { screen: phone })
  await inspector.goto(`${s.base}${link}`)
  const checking = await begin(inspector, '填报核查结果')
  await checking.getByRole('radio', { name: '通过', exact: true }).check()
  await finish(inspector, checking, '填报核查结果')
  await acceptor.goto(`${s.base}${link}`)
  await finish(acceptor, await begin(acceptor, '结案'), '结案')

  await stranger.getByRole('link', { name: '查看进度' }).click()
  await press(stranger, '刷新')
  await stranger.getByText('已办好').waitFor()
  await stranger.getByRole('img', { name: '办理后的照片 1' }).waitFor()
  await press(stranger, '没有办好')
  await stranger.getByLabel('哪里没有办好').fill('只清走了一袋')
  await press(stranger, '要求再看一遍')
  await stranger.getByText('已重新打开，会再看一遍').waitFor()
  await stranger.getByText('已办好').waitFor({ state: 'detached' })
  assert.ok((await stranger.getByText(code).count()) > 0)
  await acceptor.getByText('只清走了一袋').first().waitFor()
  for (const page of [acceptor, stranger, dispatcher, handler, inspector]) assert.deepEqual(complaintsOf(page), [])
  for (const page of [acceptor, stranger, dispatcher, handler, inspector]) await page.context().close()
})

/** Goes on from the first step to the last one. */
const toTheEnd = async (page: Page, words: string): Promise<void> => {
  await stepIs(page, '在哪里')
  await page.getByLabel('地址或附近的标志').fill('公交站旁')
  await press(page, '下一步')
  await stepIs(page, '是什么问题')
  await page.getByLabel('补充说明').fill(words)
  await press(page, '下一步')
  await press(page, '不留联系方式，下一步')
  await stepIs(page, '看一遍，然后提交')
}

test('a report is written and kept without the network, survives a reload, and goes by itself, once, when the network is back', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const page = await s.open(null, { screen: phone })
  await page.goto(`${s.base}/report`)
  await stepIs(page, '拍一张照片')
  await settled(page)
  // From here on nothing more can be read, not even parts of the pages to come.
  await page.waitForTimeout(1_500)
  await page.context().setOffline(true)
  await chooseFile(page, () => press(page, '拍照'), await photo())
  await page.getByRole('img', { name: '第 1 张照片' }).waitFor()
  await press(page, '下一步')
  await toTheEnd(page, '路灯不亮三盏')
  await page.getByText('现在没有网络').waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await page.getByText('路灯不亮三盏').waitFor()
  await page.getByText('公交站旁').waitFor()
  await page.getByRole('img', { name: '第 1 张照片' }).waitFor()
  await page.context().setOffline(true)
  await press(page, '先存着，联网后自动提交')
  await page.getByRole('heading', { level: 1, name: '已存在手机里' }).waitFor()
  await page.getByText('有 1 件等着提交').waitFor()
  assert.equal(await casesNamed(s, '路灯不亮三盏'), 0)
  await page.context().setOffline(false)
  await page.getByText(codePattern).first().waitFor()
  assert.equal(await casesNamed(s, '路灯不亮三盏'), 1)
  await page.goto(`${s.base}/report`)
  await settled(page)
  assert.equal(await page.getByText('接着上次没写完的继续').count(), 0)
  await page.context().close()
})

test('a report whose answer was lost on the way is sent again and is still one report', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const page = await s.open(null, { screen: phone })
  let asked = 0
  await page.route('**/api/reports', async (route) => {
    asked++
    if (asked > 1) return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await page.goto(`${s.base}/report`)
  await press(page, '没有照片，下一步')
  await toTheEnd(page, '井盖响得睡不着')
  await press(page, '提交')
  await page.getByText(codePattern).first().waitFor()
  assert.ok(asked > 1)
  assert.equal(await casesNamed(s, '井盖响得睡不着'), 1)
  await page.context().close()
})
