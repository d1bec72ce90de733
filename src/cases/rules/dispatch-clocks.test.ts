import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf } from './clock-effects.ts'
import {
  backWithPhoto, beijing, closedNow, contextOf, dispatched, handledNow, handlingNow, refusalOf, registered, report, tell, terms, testCalendar,
  toUnit, world,
} from './testing.ts'
import { decide } from './decide.ts'

const due = beijing('2024-03-04 14:32')

test('a return stops the clock; the same unit goes on with what was left', () => {
  const told = tell([...handlingNow, ['unit', { type: 'return', reason: '不归我们管' }, '2024-03-04 10:02']])
  assert.equal(told.c.due_at, null)
  assert.equal(told.c.return_count, 1)
  assert.equal(told.c.stage_due_at, beijing('2024-03-04 10:17'))
  const again = tell([['dispatcher', toUnit(), '2024-03-04 11:02']], told)
  assert.equal(again.c.due_at, beijing('2024-03-04 15:32'))
  assert.equal(clockOf(again.c.clocks, 'handle')?.round, 1)
})

test('another unit starts with the whole limit', () => {
  const told = tell([...handlingNow, ['unit', { type: 'return', reason: '不归我们管' }, '2024-03-04 10:02'],
    ['dispatcher', toUnit('roads'), '2024-03-04 11:00']])
  assert.equal(told.c.due_at, beijing('2024-03-04 16:30'))
  assert.equal(clockOf(told.c.clocks, 'handle')?.round, 2)
  assert.equal(told.c.lead_unit_id, 'roads')
  assert.equal(told.c.accepted_at, null)
})

test('the same unit starts anew where the case comes back under another limit', () => {
  const day = { ...terms, limit: { value: 1, unit: 'work_day' } } as const
  const change = { type: 'change_category', category_id: 'spoil', condition_id: 'spoil-1', reason: '是渣土' } as const
  const told = tell([
    ...handlingNow, ['unit', { type: 'return', reason: '不是垃圾' }, '2024-03-04 10:02'], ['dispatcher', change, undefined, { terms: day }],
    ['dispatcher', toUnit(), '2024-03-04 11:00'],
  ])
  assert.equal(told.c.due_at, beijing('2024-03-05 11:00'))
})

test('rework does not stop the clock: the due time is the old one', () => {
  const told = tell([...handledNow, ['inspector', { type: 'check', result: 'fail', note: '没清干净' }, '2024-03-04 11:00']])
  assert.deepEqual([told.c.state, told.c.due_at, told.c.lead_unit_id, told.c.rework_count], ['rework', due, 'sanitation', 1])
  const late = tell([['unit', backWithPhoto, '2024-03-04 16:00'], ['inspector', { type: 'check', result: 'pass' }],
    ['acceptor', { type: 'close', reason: 'done' }]], told)
  assert.equal(late.c.on_time, false)
})

test('a case closed and reopened gets a fresh limit, and the old delay stays on record', () => {
  const told = tell([...closedNow, ['supervisor', { type: 'reopen', reason: '又脏了' }, '2024-03-06 09:00']])
  assert.deepEqual([told.c.state, told.c.closed_at, told.c.on_time, told.c.reopen_count], ['rework', null, null, 1])
  assert.equal(told.c.due_at, beijing('2024-03-06 14:30'))
})

test('a reporter who says it is not fixed has it checked again; a failed check then starts a fresh limit', () => {
  const told = tell([...closedNow, ['reporter', { type: 'reopen', reason: '还是脏' }, '2024-03-06 09:00']])
  assert.equal(told.c.state, 'handled')
  const failed = tell([['inspector', { type: 'check', result: 'fail', note: '确实没清' }, '2024-03-06 10:00']], told)
  assert.equal(failed.c.due_at, beijing('2024-03-06 15:30'))
})

test('an objection is decided by a second person, and its rejection binds the unit', () => {
  const told = tell([...dispatched, ['unit', { type: 'object', reason: '这段路归市政' }, '2024-03-04 10:02']])
  assert.deepEqual([told.c.state, told.c.due_at, told.c.application?.kind], ['objected', null, 'objection'])
  const decision = { type: 'decide_objection', upheld: false, reason: '就在清扫范围' } as const
  assert.equal(refusalOf(told, 'dispatcher', decision)?.code, 'cases.dispatcher_cannot_decide_objection')
  assert.equal(refusalOf(told, 'unit', decision)?.code, 'cases.for_dispatcher')
  const rejected = tell([['dispatcher2', decision, '2024-03-04 10:32']], told)
  assert.deepEqual([rejected.c.state, rejected.c.due_at], ['dispatched', beijing('2024-03-04 15:02')])
  assert.equal(refusalOf(rejected, 'unit', { type: 'object', reason: '再说一遍' })?.code, 'cases.objection_was_rejected')
  assert.equal(refusalOf(rejected, 'unit', { type: 'return', reason: '再说一遍' })?.code, 'cases.objection_was_rejected')
  const upheld = tell([['supervisor', { ...decision, upheld: true }]], told)
  assert.equal(upheld.c.state, 'returned')
  assert.equal(tell([['dispatcher', toUnit('roads')], ['roads', { type: 'accept' }]], upheld).c.state, 'handling')
})

test('the territorial clock starts with the first fallback dispatch and no re-dispatch resets it', () => {
  const told = tell([...registered, ['dispatcher', { ...toUnit(), type: 'dispatch', lead_unit_id: 'sanitation', lead_unit_path: 'city.sanitation',
    fallback: true }]])
  const first = clockOf(told.c.clocks, 'fallback')
  assert.equal(first?.due_at, beijing('2024-03-19 09:02'))
  const again = tell([['unit', { type: 'return', reason: '不归我们' }],
    ['dispatcher', { type: 'dispatch', lead_unit_id: 'roads', lead_unit_path: 'city.roads', fallback: true }]], told)
  assert.deepEqual(clockOf(again.c.clocks, 'fallback'), first)
})

test('a running case keeps the clock rules it started under', () => {
  const told = tell(handlingNow)
  const config = { ...world.config, clock: { ...world.config.clock, version: 'next',
    limits: { ...world.config.clock.limits, handle: { value: 1, unit: 'work_hour' } } } } as const
  const made = decide(told.c, { type: 'return', reason: '不归我们' }, contextOf('unit', told.now, {}, { ...world, config }))
  assert.ok(made.ok)
  const handle = clockOf(made.value.next.clocks, 'handle')
  assert.deepEqual([handle?.limit, handle?.config_version], [{ value: 4, unit: 'work_hour' }, 'default-1'])
})

test('a provisional due time is computed again when the calendar arrives, and only then', () => {
  const far = beijing('2026-02-16 09:00')
  const holiday = testCalendar({ version: '2', days: [{ date: '2026-02-16', working: false, name: 'spring_festival' }] })
  const told = tell([['acceptor', report(), '2026-02-16 09:00'], ['acceptor', { type: 'register', category_id: 'litter', condition_id: null }],
    ['dispatcher', toUnit()]])
  assert.deepEqual([told.c.opened_at, told.c.due_provisional, told.c.due_at], [far, true, beijing('2026-02-16 14:32')])
  const again = decide(told.c, { type: 'recompute_calendar', calendar_version: '2' }, contextOf('system', told.now, { calendar: holiday }))
  assert.ok(again.ok)
  assert.equal(again.value.next.due_at, beijing('2026-02-17 14:30'))
  const nothing = decide(again.value.next, { type: 'recompute_calendar', calendar_version: '2' },
    contextOf('system', told.now, { calendar: holiday }))
  assert.deepEqual(nothing.ok ? null : nothing.error.code, 'cases.nothing_changed')
})
