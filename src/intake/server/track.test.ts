import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMs, dayMs, hourMs } from '#base/instants.ts'
import type { CaseActor, CaseCommand, CaseRole } from '#cases/rules/index.ts'
import { runCommand } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { createUnit } from '#organisations/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { type TestIntake, inEastStreet, testIntake } from './testing.ts'

let t: TestIntake
let unit: { id: string; path: string }
const contact = { name: '李明', phone: '13800001234', email: 'liming@example.org', consent: true }
before(async () => {
  t = await testIntake()
  await t.settings({ intake: { reports_per_minute: 1000 } })
  unit = await t.city.write(everyRow, async (tx) => {
    const made = await createUnit({ city: t.city, tx, actor: { id: null }, now: t.clock.now },
      { code: 'HW', name: '环卫所', kind: 'department' } as never)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value as { id: string; path: string }
  })
})
after(() => t.close())

const report = async (more: object = {}) => (await t.app.inject({ method: 'POST', url: '/api/reports',
  payload: { description: '垃圾堆了一地，我家住 3 号楼 2 单元 301', ...inEastStreet, contact,
    ...more } })).json() as { case_id: string; number: string; code: string; report_id: string }
const track = (code: string, language = 'zh-CN') => t.app.inject({ url: `/api/track/${encodeURIComponent(code)}`,
  headers: { 'accept-language': language } })
const grants = (role: CaseRole): CaseActor => ({ account_id: null, grants: [{ role, area_path: '370100', unit_path: null, unit_id: null }] })
const handler = (): CaseActor => ({ account_id: null, grants: [{ role: 'handler', area_path: null, unit_path: unit.path, unit_id: unit.id }] })
const act = async (id: string, command: CaseCommand, actor: CaseActor, more: object = {}): Promise<void> => {
  t.clock.now = addMs(t.clock.now, hourMs / 4)
  const done = await runCommand(t.city, everyRow, null, { id, command, expected_seq: null, actor, more }, t.clock.now)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
}
const terms = { limit: { value: 4, unit: 'work_hour' }, evidence: {}, same_time_of_day: false, informed_closing: true, closing_condition: null,
  catalogue_version: null } as const

const through = async (id: string): Promise<void> => {
  const category = (await catalogueModelOf(t.city)).leaves[0]
  await act(id, { type: 'register', category_id: category?.id ?? '', category_path: category?.path ?? '', condition_id: null, waiver_reason: '照片清楚' },
    grants('acceptor'), { terms })
  await act(id, { type: 'dispatch', lead_unit_id: unit.id, lead_unit_path: unit.path, routing_reason: '内部理由' }, grants('dispatcher'))
  await act(id, { type: 'accept' }, handler())
}

test('follows a report from the first step to the last, in plain words and without anything inner', async () => {
  const made = await report()
  const first = (await track(made.code)).json()
  assert.deepEqual([first.number, first.step, first.open, first.happenings.length, first.area], [made.number, 'report', true, 1, '历下区东街道'])
  await through(made.case_id)
  await act(made.case_id, { type: 'return', reason: '不归我们管' }, handler())
  await act(made.case_id, { type: 'dispatch', lead_unit_id: unit.id, lead_unit_path: unit.path }, grants('dispatcher'))
  await act(made.case_id, { type: 'accept' }, handler())
  const working = (await track(made.code)).json()
  assert.deepEqual(working.happenings.map((h: { code: string }) => h.code), ['reported', 'registered', 'dispatched', 'handling'])
  assert.ok(working.expected_at)
  await act(made.case_id, { type: 'add_note', text: '明早六点来清', public: true }, handler())
  await act(made.case_id, { type: 'add_note', text: '内部：此人常来投诉' }, handler())
  await act(made.case_id, { type: 'report_back', text: '已清理' }, handler())
  await act(made.case_id, { type: 'check', result: 'pass' }, grants('inspector'))
  await act(made.case_id, { type: 'close', reason: 'done' }, grants('supervisor'))
  const answer = await track(made.code.toLowerCase().replaceAll('-', ' '))
  const closed = answer.json()
  assert.deepEqual(closed.happenings.map((h: { code: string }) => h.code),
    ['reported', 'registered', 'dispatched', 'handling', 'note', 'handled', 'checked', 'closed_done'])
  assert.deepEqual([closed.step, closed.open, closed.expected_at, closed.unit], ['close', false, null, '环卫所'])
  for (const secret of ['301', '李明', '1380000', '不归我们管', '内部', '照片清楚', '已清理']) assert.ok(!answer.body.includes(secret), secret)
  assert.ok(closed.happenings.every((h: { text: string }) => !h.text.includes('intake.')))
  const english = (await track(made.code, 'en')).json()
  assert.equal(english.happenings.at(-1).text, 'Closed: done.')
})

test('"it is not fixed" opens it again, to be checked; once the days are over it is refused', async () => {
  const made = await report()
  await through(made.case_id)
  await act(made.case_id, { type: 'report_back', text: '已清理' }, handler())
  await act(made.case_id, { type: 'check', result: 'pass' }, grants('inspector'))
  await act(made.case_id, { type: 'close', reason: 'done' }, grants('supervisor'))
  const say = (reason: string) => t.app.inject({ method: 'POST', url: `/api/track/${made.code}/not-fixed`, payload: { reason } })
  assert.ok((await track(made.code)).json().not_fixed_until)
  assert.equal((await say(' ')).json().code, 'intake.reason_missing')
  const opened = await say('还在原处')
  assert.deepEqual([opened.statusCode, opened.json().step], [200, 'feedback'], opened.body)
  const again = await say('还在原处')
  assert.equal(again.statusCode, 409)
  const story = (await track(made.code)).json()
  assert.deepEqual([story.happenings.at(-1).code, story.not_fixed_until], ['reopened', null])
  assert.ok(!JSON.stringify(story).includes('还在原处'))
  await act(made.case_id, { type: 'close', reason: 'forced', text: '查过了' }, grants('supervisor'))
  const later = t.clock.now
  t.clock.now = addMs(later, 40 * dayMs)
  const late = await say('又来了')
  assert.deepEqual([late.statusCode, late.json().code], [409, 'cases.reopen_too_late'])
  t.clock.now = later
})

test('a merged report follows the case it went into', async () => {
  const [one, two] = [await report(), await report()]
  await act(two.case_id, { type: 'merge', into_id: one.case_id as never, reason: '同一处' }, grants('acceptor'))
  await through(one.case_id)
  const story = (await track(two.code)).json()
  assert.deepEqual([story.number, story.merged_into, story.step], [two.number, one.number, 'handle'])
})

for (const code of ['K7QF-3M9X-T2', 'nonsense', "' or '1'='1", '%00', '../../api/cases']) test(`an unknown code ${code} is told nothing`,
  async () => {
  const answer = await track(code)
  assert.deepEqual([answer.statusCode, answer.json().code], [404, 'intake.code_unknown'])
})

test('the database itself shows a reporter to nobody who has not said what for', async () => {
  const made = await report()
  const staff = { 'app.actor': 'x', 'app.staff': 'on', 'app.areas': '*' }
  const look = (scope: Record<string, string>) => t.city.read(scope, (tx) => tx.prepared('look', 'select * from reporters', []))
  assert.equal((await look(staff)).length, 0)
  assert.equal((await look({ ...staff, 'app.areas': '370100.370102.370102002', 'app.purpose': 'reveal' })).length, 0)
  assert.ok((await look({ ...staff, 'app.purpose': 'reveal' })).length > 0)
  const raw = JSON.stringify(await t.city.read(everyRow, (tx) => tx.prepared('raw',
    'select encode(sealed, \'escape\') as s, masked from reporters where report_id = $1', [made.report_id])))
  assert.ok(raw.includes('138****1234') && !raw.includes('13800001234') && !raw.includes('李明'))
})

test('a desk sees the reporter masked, and unmasks with a reason that is kept; handlers never', async () => {
  const made = await report()
  const acceptor = await t.as('acceptor')
  const listed = (await t.app.inject({ url: `/api/reports?case=${made.case_id}`, headers: acceptor })).json()
  assert.deepEqual(listed.items[0].contact, { name: '李*', phone: '138****1234', email: 'l***@example.org' })
  const reveal = (headers: Record<string, string>, reason: string) => t.app.inject({ method: 'POST', url: `/api/reports/${made.report_id}/reporter`,
    payload: { reason }, headers })
  assert.equal((await reveal(acceptor, ' ')).json().code, 'intake.reason_missing')
  const shown = await reveal(acceptor, '回访核实处理结果')
  assert.deepEqual([shown.statusCode, shown.json().phone], [200, '13800001234'], shown.body)
  const noted = await t.city.read(everyRow, (tx) => tx.prepared<Record<string,
    unknown>>('noted', `select reason, detail from audit_entries where action = 'intake.reporter_revealed' and subject_id = $1`, [made.report_id]))
  assert.deepEqual(noted.map((n) => [n['reason'], (n['detail'] as { case_id: string }).case_id]), [['回访核实处理结果', made.case_id]])
  await through(made.case_id)
  const unitHandler = await t.as('handler', { unit_id: unit.id })
  const seen = (await t.app.inject({ url: `/api/reports?case=${made.case_id}`, headers: unitHandler })).json()
  assert.deepEqual([seen.items[0].has_contact, seen.items[0].contact, seen.items[0].may_reveal], [true, null, false])
  assert.equal((await reveal(unitHandler, '想打个电话')).statusCode, 403)
  assert.equal((await t.app.inject({ url: `/api/reports?case=${made.case_id}` })).statusCode, 401)
})

test('says what was reported nearby of late, and nothing of what was said', async () => {
  const leaf = (await catalogueModelOf(t.city)).leaves[3]
  const made = await report({ lon: 117.02, lat: 36.6612, category: leaf?.code })
  const near = await t.app.inject({ url: `/api/reports/nearby?lon=117.0202&lat=36.6612&category=${leaf?.code}` })
  const found = near.json().items.filter((i: { number: string }) => i.number === made.number)
  assert.deepEqual([found[0]?.metres, found[0]?.same_category], [18, true], near.body)
  assert.ok(!near.body.includes('垃圾堆'))
  assert.ok(!(await t.app.inject({ url: '/api/reports/nearby?lon=117.021&lat=36.6612' })).body.includes(made.number))
  t.clock.now = addMs(t.clock.now, 25 * hourMs)
  assert.ok(!(await t.app.inject({ url: '/api/reports/nearby?lon=117.0202&lat=36.6612' })).body.includes(made.number))
})

test('an administrator gives a client a key, which is told once, and takes it away again', async () => {
  const admin = await t.as('administrator')
  const call = (method: 'GET' | 'PATCH' | 'POST' | 'DELETE', url: string,
    payload?: object) => t.app.inject({ method, url: `/api/settings/${url}`, headers: admin, ...(payload ? { payload } : {}) })
  const given = await call('POST', 'open311-keys', { name: '区里的程序' })
  assert.equal(given.statusCode, 201, given.body)
  assert.equal((await call('POST', 'open311-keys', { name: '区里的程序' })).statusCode, 409)
  const seen = await call('GET', 'intake')
  assert.deepEqual([seen.json().open311.api_keys, seen.json().open311.require_key, seen.body.includes(given.json().key)],
    [[{ name: '区里的程序' }], true, false])
  const changed = await call('PATCH', 'intake', { intake: { nearby_m: 80 }, open311: { publish_positions: 'none' } })
  assert.deepEqual([changed.json().intake.nearby_m, changed.json().open311.publish_positions, changed.json().open311.api_keys.length],
    [80, 'none', 1], changed.body)
  assert.equal((await call('DELETE', `open311-keys/${encodeURIComponent('区里的程序')}`)).statusCode, 204)
  assert.equal((await call('GET', 'intake')).json().open311.require_key, true)
  assert.equal((await call('PATCH', 'intake', { intake: { outside: 'ignore' } })).statusCode, 400)
})

test('nothing of all this was a defect', () => assert.deepEqual(t.faults, []))
