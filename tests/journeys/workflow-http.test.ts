import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { areaModelOf } from '#areas/server/index.ts'
import { addMs, dayMs, hourMs, type Instant, instant } from '#base/instants.ts'
import { fireAlarms, recomputeCalendars } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { openAccount, type Session, sessionIn, soundOf } from './proving.ts'
import { type SmallCity, smallCity } from './small-city.ts'

type Said = Awaited<ReturnType<Session['call']>>
let c: SmallCity
let category: string
const ids = new Map<string, string>()

/** Sessions end after ten hours of rest; these people come back. */
const sessions = new Map<string, { readonly session: Session; readonly since: Instant }>()
const who = async (username: string | null): Promise<Session> => {
  const known = sessions.get(username ?? '')
  if (known && Math.abs(c.now() - known.since) < 9 * hourMs) return known.session
  const session = await sessionIn(c, username)
  sessions.set(username ?? '', { session, since: c.now() })
  return session
}
/** 2026-03-11 is a Wednesday; desks work 08:00 to 12:00 and 14:00 to 18:00. */
const at = (time: string, day = '2026-03-11'): Instant => instant(Date.parse(`${day}T${time}:00+08:00`))
const clock = (time: string, day?: string): void => c.at(at(time, day))

type Case = { readonly id: string; readonly code: string; readonly number: string }
const report = async (fields: object = {}, by: string | null = null): Promise<Case> => {
  const answer = await (await who(by)).call('POST', '/api/reports', { body: { description: '人行道上堆着建筑垃圾', lon: 120.05, lat: 30.05, ...fields } })
  assert.equal(answer.status, 201, answer.text)
  return { id: answer.body.case_id, code: answer.body.code, number: answer.body.number }
}
const tell = async (name: string, of: Case, fields: object): Promise<Said> => (await who(name)).call('POST', `/api/cases/${of.id}/commands`, { body: fields })
const does = async (name: string, of: Case, fields: object): Promise<Said['body']> => {
  const answer = await tell(name, of, fields)
  assert.equal(answer.status, 200, `${name} ${JSON.stringify(fields)} ${answer.text}`)
  return answer.body
}
/** A refusal leaves the case exactly as it was. */
const refused = async (name: string, of: Case, fields: object, code: string, status = 409): Promise<void> => {
  const before = await seen(of)
  const answer = await tell(name, of, fields)
  assert.deepEqual([answer.status, answer.body.code], [status, code], `${name} ${JSON.stringify(fields)} ${answer.text}`)
  assert.ok(answer.body.title.length > 2 && !answer.body.title.includes('{{'))
  assert.deepEqual((await seen(of)).events.length, before.events.length)
}
const seen = async (of: Case, by = 'everything'): Promise<Said['body']> => {
  const answer = await (await who(by)).call('GET', `/api/cases/${of.id}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const typesOf = (detail: Said['body']): readonly string[] => detail.events.map((e: { type: string }) => e.type.slice(5))
const handleClock = (detail: Said['body']) => detail.clocks.find((k: { kind: string }) => k.kind === 'handle')
const fire = (): Promise<number> => fireAlarms(c.t.city, null, c.now(), (_id, error) => { throw error })

const registered = async (): Promise<Case> => {
  const made = await report()
  await does('acceptor', made, { command: 'register', category_id: category, waiver_reason: '照片清楚' })
  return made
}
const handling = async (): Promise<Case> => {
  const made = await registered()
  await does('dispatcher', made, { command: 'dispatch' })
  await does('handler', made, { command: 'accept' })
  return made
}
const reportedBack = async (): Promise<Case> => {
  const made = await handling()
  await does('handler', made, { command: 'report_back', text: '已清理', no_photo_reason: '入户处理，不便拍摄' })
  return made
}
const closed = async (): Promise<Case> => {
  const made = await reportedBack()
  await does('inspector', made, { command: 'check', result: 'pass' })
  await does('acceptor', made, { command: 'close', reason: 'done' })
  return made
}

before(async () => {
  c = await smallCity()
  const areas = await areaModelOf(c.t.city)
  const area_id = areas.byCode('990100')?.id as string
  ids.set('everything', await openAccount(c, 'everything', (['auditor', 'leader'] as const).map((role) => ({ role, area_id }))))
  for (const [name, role] of [['supervisor2', 'supervisor'], ['civility', 'civility_office'], ['leader', 'leader']] as const) ids.set(name, await openAccount(c, name, [{ role, area_id }]))
  ids.set('worker', await openAccount(c, 'worker', [{ role: 'handler', unit_id: c.units.streets }]))
  category = (await catalogueModelOf(c.t.city)).leaves.find((leaf) => leaf.level === 'subcategory' && !leaf.same_time_of_day)?.id as string
  const handlers = await (await who('everything')).call('GET', `/api/handlers?unit=${c.units.enforcement}`)
  ids.set('handler2', handlers.body.items[0].id)
})
after(() => c.close())
afterEach(async () => soundOf(c))

test('a resident\'s report is verified before it is registered, and one that is not there is not registered at all', async () => {
  clock('09:30')
  const real = await report()
  await refused('acceptor', real, { command: 'register', category_id: category }, 'cases.verification_needed')
  await does('acceptor', real, { command: 'request_verification', note: '请到现场看看' })
  await refused('acceptor', real, { command: 'register', category_id: category }, 'cases.verification_open')
  await refused('dispatcher', real, { command: 'dispatch' }, 'cases.not_registered')
  await refused('dispatcher', real, { command: 'verify', result: 'exist' }, 'cases.for_verifier')
  const verified = await does('inspector', real, { command: 'verify', result: 'exist', note: '确有' })
  assert.equal(verified.case.state, 'reported')
  const done = await does('acceptor', real, { command: 'register', category_id: category })
  assert.deepEqual([done.case.state, done.events.at(-1).data.waiver_reason], ['registered', null])

  const gone = await report()
  await does('acceptor', gone, { command: 'request_verification' })
  await does('inspector', gone, { command: 'verify', result: 'not_exist' })
  await refused('acceptor', gone, { command: 'register', category_id: category, waiver_reason: '还是立吧' }, 'cases.verified_not_exist')
  await does('acceptor', gone, { command: 'decline', reason: 'not_found', text: '现场没有发现' })
})

test('a report is declined with a reason and words for its reporter, who may come back with new facts', async () => {
  clock('09:30')
  const made = await report()
  await refused('acceptor', made, { command: 'decline', reason: 'outside_duty' }, 'cases.text_required')
  await refused('acceptor', made, { command: 'decline', text: '不归我们管' }, 'cases.reason_required')
  await refused('dispatcher', made, { command: 'decline', reason: 'outside_duty', text: '不归我们管' }, 'cases.for_acceptor')
  const declined = await does('acceptor', made, { command: 'decline', reason: 'outside_duty', text: '请拨打供电公司电话' })
  assert.deepEqual([declined.case.state, declined.case.stage, declined.case.decline_reason], ['declined', 'done', 'outside_duty'])
  const track = await (await who(null)).call('GET', `/api/track/${made.code}`)
  assert.ok(track.body.happenings.some((h: { code: string }) => h.code === 'declined'))
  await refused('acceptor', made, { command: 'register', category_id: category, waiver_reason: 'x' }, 'cases.case_declined')
  const again = await (await who(null)).call('POST', `/api/track/${made.code}/not-fixed`, { body: { reason: '不是电的事，是垃圾' } })
  assert.equal(again.status, 200, again.text)
  assert.equal((await seen(made)).case.state, 'reported')
})

test('a unit gives a case back with a reason; the same unit goes on with what was left, another begins anew', async () => {
  clock('09:30')
  const made = await registered()
  clock('09:40')
  const first = await does('dispatcher', made, { command: 'dispatch' })
  assert.equal(first.case.due_at, new Date(at('15:40')).toISOString(), 'four working hours from 09:40')
  clock('10:40')
  await refused('handler', made, { command: 'return' }, 'cases.reason_required')
  await refused('handler', made, { command: 'return', reason: '   ' }, 'cases.reason_required')
  await does('handler', made, { command: 'return', reason: '不在我们辖区' })
  const back = await seen(made)
  assert.deepEqual([back.case.state, back.case.due_at, back.case.returned, handleClock(back).state], ['returned', null, 1, 'paused'])
  clock('11:40')
  const same = await does('dispatcher', made, { command: 'dispatch', lead_unit_id: c.units.streets })
  assert.equal(same.case.due_at, new Date(at('16:40')).toISOString(), 'three hours were left')
  clock('11:50')
  await does('handler', made, { command: 'return', reason: '确实不在' })
  clock('14:00')
  const other = await does('dispatcher', made, { command: 'dispatch', lead_unit_id: c.units.enforcement })
  assert.equal(other.case.due_at, new Date(at('18:00')).toISOString(), 'another unit has the whole limit, to the end of its window')
  assert.equal(handleClock(other).round, 2)
  assert.equal((await tell('handler', made, { command: 'accept' })).status, 404, 'the first unit no longer has it')
  await does('handler2', made, { command: 'accept' })
  await refused('dispatcher', made, { command: 'dispatch', lead_unit_id: c.units.streets }, 'cases.with_the_unit')
})

test('an objection to a dispatch is decided by somebody who did not dispatch it', async () => {
  clock('09:30')
  const made = await registered()
  await does('dispatcher', made, { command: 'dispatch' })
  await refused('handler', made, { command: 'object' }, 'cases.reason_required')
  await does('handler', made, { command: 'object', reason: '该由城管局处理', suggested_unit_id: c.units.enforcement })
  await refused('dispatcher', made, { command: 'decide_objection', upheld: false, reason: '就是你们' }, 'cases.dispatcher_cannot_decide_objection')
  await refused('handler', made, { command: 'accept' }, 'cases.objection_undecided')
  await refused('supervisor', made, { command: 'decide_objection', upheld: false }, 'cases.reason_required')
  const rejected = await does('supervisor', made, { command: 'decide_objection', upheld: false, reason: '职责矩阵写明属地' })
  assert.deepEqual([rejected.case.state, handleClock(rejected).state === 'paused', rejected.case.due_at !== null], ['dispatched', false, true])
  await refused('handler', made, { command: 'object', reason: '再说一次' }, 'cases.objection_was_rejected')
  await refused('handler', made, { command: 'return', reason: '那就退回' }, 'cases.objection_was_rejected')
  await does('handler', made, { command: 'accept' })

  const other = await registered()
  await does('dispatcher', other, { command: 'dispatch' })
  await does('handler', other, { command: 'object', reason: '不归我们' })
  assert.equal((await does('supervisor', other, { command: 'decide_objection', upheld: true, reason: '有道理' })).case.state, 'returned')
})

test('a unit puts its own people on a case and takes them off before it gives the case back', async () => {
  clock('09:30')
  const made = await handling()
  const assign = (id: string) => ({ command: 'assign', handler_account_id: id })
  await refused('handler', made, assign('0190a6d2-7c1e-7000-8000-0000000000ff'), 'http.invalid_input', 422)
  await refused('handler', made, assign(ids.get('handler2') as string), 'http.invalid_input', 422)
  await refused('dispatcher', made, assign(ids.get('worker') as string), 'cases.for_lead_unit')
  const assigned = await does('handler', made, assign(ids.get('worker') as string))
  assert.equal(assigned.case.handler.id, ids.get('worker'))
  assert.ok((await (await who('worker')).call('GET', '/api/cases?handler=me&limit=200')).body.items.some((row: { id: string }) => row.id === made.id))
  await refused('handler', made, assign(ids.get('worker') as string), 'cases.already_assigned')
  await refused('handler', made, { command: 'return', reason: '做不了' }, 'cases.revoke_assignment_first')
  await does('handler', made, { command: 'revoke_assignment', reason: '请假' })
  await refused('handler', made, { command: 'revoke_assignment' }, 'cases.nobody_assigned')
  await does('handler', made, { command: 'return', reason: '做不了' })
})

test('a failed check sends the case back to work on the same limit, and only who registered it closes it', async () => {
  clock('09:40')
  const made = await handling()
  const due = (await seen(made)).case.due_at
  clock('10:00')
  await refused('handler', made, { command: 'report_back' }, 'cases.text_required')
  await refused('inspector', made, { command: 'check', result: 'pass' }, 'cases.not_reported_back')
  await does('handler', made, { command: 'report_back', text: '做好了', no_photo_reason: '入户处理，不便拍摄' })
  await refused('acceptor', made, { command: 'close', reason: 'done' }, 'cases.not_checked')
  await refused('inspector', made, { command: 'check', result: 'fail' }, 'cases.note_required')
  await refused('handler', made, { command: 'check', result: 'pass' }, 'cases.for_checker')
  clock('10:30')
  const back = await does('inspector', made, { command: 'check', result: 'fail', note: '还有一半没清' })
  assert.deepEqual([back.case.state, back.case.reworked, back.case.due_at], ['rework', 1, due], 'as if the clock had never stopped')
  await refused('handler', made, { command: 'return', reason: '不干了' }, 'cases.rework_stays_with_unit')
  await refused('acceptor', made, { command: 'close', reason: 'forced', text: '算了' }, 'cases.not_reported_back')
  await does('handler', made, { command: 'report_back', text: '这次真的好了', no_photo_reason: '入户处理，不便拍摄' })
  await does('inspector', made, { command: 'check', result: 'unable', note: '现场封闭' })
  await does('inspector', made, { command: 'check', result: 'pass' })
  await refused('acceptor2', made, { command: 'close', reason: 'done' }, 'cases.registrar_closes')
  const done = await does('acceptor', made, { command: 'close', reason: 'done' })
  assert.deepEqual([done.case.state, done.case.on_time, done.case.reworked], ['closed', true, 1])
  await refused('handler', made, { command: 'report_back', text: '再来' }, 'cases.case_closed')
})

test('a limit is extended twice and not a third time, by somebody who did not ask', async () => {
  clock('09:40')
  const made = await handling()
  const dues = [(await seen(made)).case.due_at]
  await refused('supervisor', made, { command: 'decide_extension', approved: true }, 'cases.nothing_to_decide')
  for (let i = 0; i < 2; i++) {
    await does('handler', made, { command: 'request_extension', reason: '要等吊车' })
    await refused('handler', made, { command: 'request_extension', reason: '再要' }, 'cases.application_open')
    await refused('handler', made, { command: 'decide_extension', approved: true }, 'cases.for_dispatcher')
    if (i === 0) {
      await refused('dispatcher', made, { command: 'decide_extension', approved: false }, 'cases.note_required')
      await does('dispatcher', made, { command: 'decide_extension', approved: false, note: '先做着' })
      await does('handler', made, { command: 'request_extension', reason: '真的要等' })
    }
    await refused('dispatcher', made, { command: 'decide_extension' }, 'cases.approved_required')
    dues.push((await does('dispatcher', made, { command: 'decide_extension', approved: true })).case.due_at)
  }
  assert.deepEqual(dues, [at('15:40'), at('09:40', '2026-03-12'), at('15:40', '2026-03-12')].map((moment) => new Date(moment).toISOString()))
  await refused('handler', made, { command: 'request_extension', reason: '第三次' }, 'cases.extensions_used_up')
  assert.equal((await seen(made)).case.extended, 2)
})

test('a suspended case stands still, resumes by itself on its day, and is not suspended again', async () => {
  clock('09:40')
  const made = await handling()
  clock('10:40')
  const ask = (until: string) => ({ command: 'request_suspension', reason: '等汛期过去', until })
  await refused('handler', made, ask('2026-03-01T00:00:00+08:00'), 'cases.suspension_in_the_past')
  await refused('handler', made, ask('2027-06-01T00:00:00+08:00'), 'cases.suspension_too_long')
  await does('handler', made, ask('2026-04-15T09:00:00+08:00'))
  const still = await does('supervisor', made, { command: 'decide_suspension', approved: true })
  assert.deepEqual([still.case.state, still.case.due_at, still.case.suspended_until], ['suspended', null, '2026-04-15T01:00:00.000Z'])
  await refused('handler', made, { command: 'report_back', text: '好了' }, 'cases.case_suspended')
  clock('09:00', '2026-04-10')
  await fire()
  assert.equal((await seen(made)).case.state, 'suspended')
  clock('09:00', '2026-04-15')
  await fire()
  await fire()
  const on = await seen(made)
  assert.equal(on.case.state, 'handling')
  assert.equal(on.case.due_at, new Date(at('12:00', '2026-04-15')).toISOString(), 'three hours were left at nine')
  assert.equal(typesOf(on).filter((type) => type === 'resumed').length, 1)
  await refused('handler', made, ask('2026-05-01T09:00:00+08:00'), 'cases.suspension_used_up')
})

test('an overdue case is marked once, supervised level by level, and answered by its unit', async () => {
  clock('09:40')
  const made = await handling()
  await refused('handler', made, { command: 'answer_supervision', text: '没人问' }, 'cases.no_supervision')
  for (const [time, day] of [['14:45', '2026-03-11'], ['15:40', '2026-03-11'], ['15:41', '2026-03-11'], ['17:45', '2026-03-11'], ['09:00', '2026-03-12'], ['12:00', '2026-03-12'], ['17:59', '2026-03-12'], ['17:59', '2026-03-13']] as const) {
    clock(time, day)
    await fire()
    await fire()
  }
  const late = await seen(made)
  const types = typesOf(late)
  assert.equal(types.filter((type) => type === 'overdue').length >= 1, true)
  assert.equal(late.events.filter((e: { type: string; data: { clock: string } }) => e.type === 'case.overdue' && e.data.clock === 'handle').length, 1, types.join(' '))
  const levels = late.events.filter((e: { type: string }) => e.type === 'case.supervised').map((e: { data: { level: number } }) => e.data.level)
  assert.deepEqual(levels, [1, 2, 3])
  const keys = late.events.map((e: { data: { alarm_key?: string } }) => e.data.alarm_key).filter(Boolean)
  assert.equal(new Set(keys).size, keys.length, 'no alarm twice')
  assert.deepEqual([late.case.supervision.level, late.case.supervision.answered_at, late.case.supervision_open], [3, null, true])
  assert.ok((await (await who('supervisor')).call('GET', '/api/cases?supervision=true&limit=200')).body.items.some((row: { id: string }) => row.id === made.id))
  await refused('handler', made, { command: 'answer_supervision' }, 'cases.text_required')
  const answered = await does('handler', made, { command: 'answer_supervision', text: '吊车已到，今天完成' })
  assert.ok(answered.case.supervision.answered_at)
  await refused('handler', made, { command: 'answer_supervision', text: '再答' }, 'cases.supervision_answered')
  const events = (await seen(made)).events.length
  clock('17:59', '2026-03-20')
  await fire()
  assert.equal((await seen(made)).events.length, events, 'answered is answered')
  const ordered = await does('leader', made, { command: 'supervise', kind: 'leader', level: 1, text: '请尽快' })
  assert.equal(ordered.case.supervision.kind, 'leader')
  await refused('dispatcher', made, { command: 'supervise', kind: 'leader', level: 2 }, 'cases.for_supervision')
  await refused('leader', made, { command: 'supervise', kind: 'important', level: 9 }, 'cases.supervision_level_unknown')
})

test('an appeal needs two reviewers; it takes the delay out of the statistics and never out of sight', async () => {
  clock('09:40')
  const made = await handling()
  clock('16:30')
  await fire()
  await does('handler', made, { command: 'report_back', text: '做完了，晚了一点', no_photo_reason: '入户处理，不便拍摄' })
  await does('inspector', made, { command: 'check', result: 'pass' })
  const late = await does('acceptor', made, { command: 'close', reason: 'done' })
  assert.deepEqual([late.case.on_time, late.case.exempted], [false, false])
  await refused('dispatcher', made, { command: 'request_appeal', reason: '不是我们的错' }, 'cases.for_lead_unit')
  await does('handler', made, { command: 'request_appeal', reason: '暴雨停工' })
  await refused('handler', made, { command: 'decide_appeal', approved: true }, 'cases.for_reviewers')
  await does('supervisor', made, { command: 'decide_appeal', approved: true })
  await refused('supervisor', made, { command: 'decide_appeal', approved: true }, 'cases.second_reviewer_must_differ')
  await refused('handler', made, { command: 'withdraw_application' }, 'cases.review_began')
  assert.equal((await seen(made)).case.exempted, false, 'one reviewer is not enough')
  const upheld = await does('civility', made, { command: 'decide_appeal', approved: true })
  assert.deepEqual([upheld.case.exempted, upheld.case.on_time], [true, false])
  assert.ok(upheld.case.overdue_at, 'the fact stays')
  assert.ok(typesOf(upheld).includes('overdue'))
  await refused('handler', made, { command: 'request_appeal', reason: '再来' }, 'cases.appeal_used_up')
  const lines = (await (await who('supervisor')).call('GET', '/api/cases/export')).text.split('\n')
  const header = lines[0]?.replace('\ufeff', '').trim().split(',') ?? []
  const row = lines.find((line) => line.includes(made.number))?.trim().split(',') ?? []
  assert.deepEqual([row[header.indexOf('on_time')], row[header.indexOf('exempted')]], ['false', 'true'])
})

test('two reports of one thing become one case, and both reporters see it through', async () => {
  clock('09:40')
  const [first, second] = [await registered(), await report()]
  await refused('acceptor', second, { command: 'merge', into: second.number, reason: '同一处' }, 'cases.merge_into_itself')
  await refused('acceptor', second, { command: 'merge', into: first.number }, 'cases.reason_required')
  await refused('inspector', second, { command: 'merge', into: first.number, reason: '同一处' }, 'cases.for_acceptor_or_dispatcher')
  const merged = await does('acceptor', second, { command: 'merge', into: first.number, reason: '同一处' })
  assert.deepEqual([merged.case.state, merged.case.merged_into.number], ['merged', first.number])
  await refused('acceptor', second, { command: 'register', category_id: category, waiver_reason: 'x' }, 'cases.case_merged')
  await refused('acceptor', first, { command: 'merge', into: second.number, reason: '反过来' }, 'cases.merge_target_not_open')
  const track = await (await who(null)).call('GET', `/api/track/${second.code}`)
  assert.deepEqual([track.status, track.body.merged_into, track.body.number], [200, first.number, second.number])
})

test('a case is split into parts that are born once, and closes when its parts are done', async () => {
  clock('09:40')
  const made = await registered()
  const parts = { command: 'split', reason: '两件事', children: [{ title: '清垃圾' }, { title: '修路牙', description: '路牙石断了', category_id: category }] }
  const count = async (): Promise<number> => (await (await who('everything')).call('GET', '/api/cases/counts')).body.total
  const before = await count()
  await refused('inspector', made, parts, 'cases.for_acceptor_or_dispatcher')
  await refused('acceptor', made, { ...parts, reason: undefined }, 'cases.reason_required')
  await refused('acceptor', made, { ...parts, children: [{ title: '只有一件' }] }, 'http.invalid_input', 400)
  await refused('acceptor', made, { ...parts, expected_seq: 1 }, 'cases.changed_meanwhile')
  assert.equal(await count(), before, 'a refused split bears no children')
  const tries = await Promise.all([1, 2, 3].map(() => tell('acceptor', made, parts)))
  assert.deepEqual(tries.map((t) => t.status).sort(), [200, 409, 409])
  assert.equal(await count(), before + 2)
  const parent = await seen(made)
  assert.deepEqual([parent.case.state, parent.children.length], ['split', 2])
  assert.equal(new Set(parent.children.map((child: { number: string }) => child.number)).size, 2)
  await refused('acceptor', made, { command: 'close', reason: 'done' }, 'cases.children_open')
  const [one, two] = parent.children as { id: string; number: string; title: string }[]
  const as = (child: { id: string; number: string } | undefined): Case => ({ id: child?.id as string, number: child?.number as string, code: '' })
  const childSeen = await seen(as(two))
  assert.deepEqual([childSeen.case.parent.number, childSeen.case.description, childSeen.case.area.name], [made.number, '路牙石断了', '东一街道'])
  await refused('acceptor', as(one), parts, 'cases.child_cannot_split')
  await does('acceptor', as(one), { command: 'void', reason: '并到别处了' })
  await refused('acceptor', made, { command: 'close', reason: 'done' }, 'cases.children_open')
  await does('acceptor', as(two), { command: 'decline', reason: 'not_found', text: '已自行修好' })
  const done = await does('acceptor', made, { command: 'close', reason: 'done' })
  assert.deepEqual([done.case.state, done.case.on_time], ['closed', null])
})

test('a case entered by mistake is made void before anybody works on it, not after', async () => {
  clock('09:40')
  const made = await registered()
  await refused('acceptor', made, { command: 'void' }, 'cases.reason_required')
  await refused('dispatcher', made, { command: 'void', reason: '录错了' }, 'cases.for_acceptor')
  assert.equal((await does('acceptor', made, { command: 'void', reason: '录错了' })).case.state, 'void')
  await refused('acceptor', made, { command: 'reopen', reason: '其实没错' }, 'cases.case_void')
  await refused('acceptor', await handling(), { command: 'void', reason: '录错了' }, 'cases.with_the_unit')
  await refused('acceptor', await reportedBack(), { command: 'void', reason: '录错了' }, 'cases.already_handled')
})

test('"it is not fixed" of the reporter has a closed case checked again, within thirty days', async () => {
  clock('09:40')
  const made = await closed()
  const stranger = await who(null)
  const notFixed = (code: string, body: object = { reason: '垃圾还在原处' }) => stranger.call('POST', `/api/track/${code}/not-fixed`, { body })
  assert.deepEqual([(await notFixed(made.code, { reason: '  ' })).body.code, (await notFixed('0000-0000-00')).status], ['intake.reason_missing', 404])
  clock('10:00', '2026-03-20')
  const said = await notFixed(made.code)
  assert.deepEqual([said.status, said.body.step], [200, 'feedback'], said.text)
  const open = await seen(made)
  assert.deepEqual([open.case.state, open.events.at(-1).type, open.events.at(-1).actor.id, open.events.at(-1).actor.role], ['handled', 'case.reopened', null, 'resident'])
  assert.equal((await notFixed(made.code)).status, 409, 'once is enough')
  await does('inspector', made, { command: 'check', result: 'fail', note: '属实' })
  await does('handler', made, { command: 'report_back', text: '重新清理', no_photo_reason: '入户处理，不便拍摄' })
  await does('inspector', made, { command: 'check', result: 'pass' })
  await does('acceptor', made, { command: 'close', reason: 'done' })
  c.at(addMs(c.now(), 31 * dayMs))
  const late = await notFixed(made.code)
  assert.deepEqual([late.status, late.body.code], [409, 'cases.reopen_too_late'])
  clock('09:40')
})

test('one command on many cases is decided on each of them, and says what became of each', async () => {
  clock('09:40')
  const [good, declined, west, also] = [await report(), await report(), await report({ lon: 119.95 }), await report()]
  await does('acceptor', declined, { command: 'decline', reason: 'other', text: '重复' })
  const none = '0190a6d2-7c1e-7000-8000-0000000000ff'
  const bulk = async (name: string, ids_: readonly string[], fields: object) => (await who(name)).call('POST', '/api/cases/commands/bulk', { body: { ids: ids_, fields }, headers: { 'accept-language': 'en' } })
  const answer = await bulk('acceptor', [good.id, declined.id, none, also.id, good.id], { command: 'register', category_id: category, waiver_reason: '清楚' })
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual(answer.body.results.map((r: { ok: boolean; state: string | null; refusal: { code: string } | null }) => [r.ok, r.state, r.refusal?.code ?? null]), [
    [true, 'registered', null], [false, null, 'cases.case_declined'], [false, null, 'cases.not_found'], [true, 'registered', null],
  ])
  assert.ok(answer.body.results[1].refusal.text.length > 5)
  const out = await bulk('dispatcher', [good.id, west.id], { command: 'dispatch' })
  assert.deepEqual(out.body.results.map((r: { ok: boolean }) => r.ok), [true, false])
  assert.equal(out.body.results[1].refusal.code, 'cases.not_found')
  const wrong = await bulk('acceptor', [good.id], { command: 'decline', reason: 'nonsense', text: 'x' })
  assert.deepEqual([wrong.status, wrong.body.results[0].ok, wrong.body.results[0].refusal.code], [200, false, 'http.invalid_input'])
})

test('who acts on what has changed meanwhile is told so, and of two at once only one acts', async () => {
  clock('09:40')
  const made = await registered()
  const { seq } = (await seen(made)).case
  await does('dispatcher', made, { command: 'add_note', text: '先看看' })
  await refused('dispatcher', made, { command: 'dispatch', expected_seq: seq }, 'cases.changed_meanwhile')
  const present = (await seen(made)).case.seq
  const tries = await Promise.all(['dispatcher', 'supervisor', 'supervisor2', 'dispatcher', 'supervisor'].map((name) => tell(name, made, { command: 'dispatch', expected_seq: present })))
  assert.deepEqual(tries.map((t) => t.status).sort(), [200, 409, 409, 409, 409])
  for (const t of tries.filter((each) => each.status === 409)) assert.equal(t.body.code, 'cases.changed_meanwhile')
  assert.equal(typesOf(await seen(made)).filter((type) => type === 'dispatched').length, 1)
})

test('a changed calendar moves the limits of running cases and of no others, once', async () => {
  clock('17:00')
  const [running, over] = [await handling(), await closed()]
  const before = (await seen(running)).case
  assert.equal(before.due_at, new Date(at('11:00', '2026-03-12')).toISOString())
  const admin = await who('admin')
  const calendar = (await admin.call('GET', '/api/calendars')).body.items.find((each: { id: string }) => each.id === 'cn')
  const put = (changed: object) => admin.call('PUT', '/api/calendars/cn', { body: { calendar: { ...calendar, ...changed } } })
  const faulty = await put({ version: 'x', exceptions: { '2026-13-01': 'off', '2026-03-12': 'maybe' }, windows: [['18:00', '09:00']] })
  assert.deepEqual([faulty.status, faulty.body.code, faulty.body.errors.length], [422, 'http.invalid_input', 3], faulty.text)
  assert.equal((await put({})).body.code, 'cases.calendar_version_exists')
  assert.equal((await put({ version: 'cn-test-2', exceptions: { ...calendar.exceptions, '2026-03-12': 'off' } })).status, 200)
  assert.equal((await (await who('supervisor')).call('PUT', '/api/calendars/cn', { body: { calendar } })).status, 403)
  const events = (await seen(over)).events.length
  await recomputeCalendars(c.t.city, null, c.now())
  const moved = await seen(running)
  assert.equal(moved.case.due_at, new Date(at('11:00', '2026-03-13')).toISOString())
  assert.equal(moved.events.at(-1).type, 'case.calendar_recomputed')
  assert.equal(await recomputeCalendars(c.t.city, null, c.now()), 0, 'and not again')
  assert.equal((await seen(running)).events.length, moved.events.length)
  assert.equal((await seen(over)).events.length, events)
  clock('15:00', '2026-03-12')
  await fire()
  assert.ok(!typesOf(await seen(running)).includes('overdue'), 'nobody is late on a holiday')
})
