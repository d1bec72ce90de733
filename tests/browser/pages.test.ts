import { after, before, test, type TestContext } from 'node:test'
import { act, reportAs } from '../journeys/proving.ts'
import { desk, phone, setStage, settled, soundPage, type Stage } from './looking.ts'

let stage: Stage | null = null
let closed = '', open = ''
before(async () => {
  stage = await setStage()
  if (stage === null) return
  const { city } = stage
  const stranger = await city.as(null)
  const category = (await stranger.call('GET', `/api/categories/suggest?q=${encodeURIComponent('路灯')}`)).body.items[0].code
  open = (await reportAs(stranger, { description: '路灯不亮', category })).code
  const { case_id: id, code } = await reportAs(stranger, { description: '树枝挡路' })
  await act(await city.as('acceptor'), id, { command: 'decline', reason: 'outside_duty', text: '属于小区物业，请找物业' })
  closed = code
}, { timeout: 240_000 })
after(() => stage?.close())
const onStage = (t: TestContext): Stage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}

const looks = [
  ['desk, Chinese, light', { screen: desk }], ['desk, English, dark', { screen: desk, language: 'en', theme: 'dark' }],
  ['phone, Chinese, dark', { screen: phone, theme: 'dark' }], ['phone, English, light', { screen: phone, language: 'en' }],
] as const

for (const [name, look] of looks) {
  test(`every page of residents is sound: ${name}`, { timeout: 300_000 }, async (t) => {
    const s = onStage(t)
    if (!s) return
    const page = await s.open(null, look)
    // In Chinese the shorter way: what is left out differs from the rest in words only, and English words are the longer ones.
    const always = ['/', '/sign-in', '/report', '/report?step=place', '/report?step=what', `/report/sent?code=${open}`, `/track/${open}`]
    const more = ['/report?step=contact', '/report?step=check', '/report/sent?waiting=1', '/track', `/track/${closed}`, '/track/AAAA-AAAA-AA', '/nowhere']
    for (const path of name.includes('English') ? [...always, ...more] : always) {
      await page.goto(`${s.base}${path}`)
      await settled(page)
      await soundPage(page)
    }
    await page.context().close()
  })
}

const administration = ['/admin', '/admin/areas', '/admin/places', '/admin/units', '/admin/duty', '/admin/catalogue', '/admin/calendar', '/admin/accounts', '/admin/roles', '/admin/audit', '/password']
// Two looks hold both sizes, both languages and both themes.
for (const [name, look] of [['desk, Chinese, light', { screen: desk }], ['phone, English, dark', { screen: phone, language: 'en', theme: 'dark' }]] as const) {
  test(`every page of administration is sound: ${name}`, { timeout: 300_000 }, async (t) => {
    const s = onStage(t)
    if (!s) return
    const page = await s.open('admin', look)
    for (const path of administration) {
      await page.goto(`${s.base}${path}`)
      await settled(page)
      await soundPage(page)
    }
    await page.context().close()
  })
}
