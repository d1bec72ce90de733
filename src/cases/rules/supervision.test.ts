import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, instant } from '#base/instants.ts'
import { decide } from './decide.ts'
import { dueActions, nextActionAt } from './supervision.ts'
import { beijing, calendar, contextOf, handledNow, handlingNow, refusalOf, tell, type Told, world } from './testing.ts'

/** Runs the program's own duties until a moment, as a worker does that wakes at each next action. */
const work = (told: Told, until: Instant): Told => {
  let { c, events } = told
  let now = told.now
  for (let guard = 0; guard < 200; guard++) {
    const action = dueActions(c, world.config, calendar, now)[0]
    if (!action) {
      const next = nextActionAt(c, world.config, calendar, now)
      if (next === null || next > until) return { c, events, now: until }
      now = next
      continue
    }
    const made = decide(c, action.command, contextOf('system', now))
    assert.ok(made.ok, made.ok ? '' : made.error.code)
    c = made.value.next
    events = [...events, ...made.value.events]
  }
  throw new Error('never ends')
}
const program = (told: Told): readonly string[] => told.events.filter((event) => event.actor.role === 'system')
  .map((event) => `${event.type} ${'level' in event.data ? event.data.level : 'kind' in event.data ? event.data.kind : ''}`.trim())

test('reminds before due, marks overdue a moment after, then raises 督办 level by level while nobody replies', () => {
  const told = work(tell(handlingNow), beijing('2024-03-08 18:00'))
  assert.deepEqual(program(told), [
    'case.reminded before_due', 'case.overdue', 'case.supervised 1', 'case.supervised 2', 'case.supervised 3', 'case.reminded supervision_reply',
  ])
  assert.equal(told.c.overdue_at, beijing('2024-03-04 14:32'))
  assert.equal(told.c.supervision_level, 3)
})

test('never fires the same alarm twice, whoever asks again', () => {
  const told = work(tell(handlingNow), beijing('2024-03-08 18:00'))
  assert.deepEqual(dueActions(told.c, world.config, calendar, told.now), [])
  const fired = told.c.fired_alarms
  assert.equal(new Set(fired).size, fired.length)
  for (const key of fired) {
    assert.equal(refusalOf(told, 'system', { type: 'remind', kind: 'before_due', alarm_key: key })?.code, 'cases.alarm_already_fired')
  }
})

test('after a long standstill it catches up without a reminder that would no longer be true', () => {
  const told = tell(handlingNow)
  const actions = dueActions(told.c, world.config, calendar, beijing('2024-03-05 09:00'))
  assert.deepEqual(actions.map((action) => action.command.type), ['mark_overdue', 'supervise'])
})

test('what was reported back in time is not supervised', () => {
  const told = work(tell(handledNow), beijing('2024-03-20 18:00'))
  assert.deepEqual(program(told), [])
})

test('ends a suspension at its own moment', () => {
  const until = beijing('2024-04-01 09:00')
  const told = tell([...handlingNow, ['unit', { type: 'request_suspension', reason: '季节', until }],
    ['dispatcher', { type: 'decide_suspension', approved: true }]])
  assert.equal(nextActionAt(told.c, world.config, calendar, told.now), until)
  const later = work(told, until)
  assert.equal(later.c.state, 'handling')
})

test('a person supervises with a level and a reply is owed within its limit', () => {
  const told = tell([...handlingNow, ['leader', { type: 'supervise', kind: 'leader', level: 1, text: '今天办完' }, '2024-03-04 10:00']])
  assert.equal(told.c.supervision?.reply_due_at, beijing('2024-03-05 10:00'))
  assert.equal(refusalOf(told, 'supervisor', { type: 'supervise', kind: 'important', level: 1 })?.code, 'cases.supervision_unanswered')
  assert.equal(refusalOf(told, 'supervisor', { type: 'supervise', kind: 'important', level: 9 })?.code, 'cases.supervision_level_unknown')
  assert.equal(refusalOf(told, 'unit', { type: 'supervise', kind: 'important', level: 2 })?.code, 'cases.for_supervision')
  const answered = tell([['unit', { type: 'answer_supervision', text: '已安排' }]], told)
  assert.equal(answered.c.supervision?.answered_at, answered.now)
  assert.equal(refusalOf(answered, 'unit', { type: 'answer_supervision', text: '再答' })?.code, 'cases.supervision_answered')
  assert.equal(nextActionAt(answered.c, world.config, calendar, instant(answered.now)), beijing('2024-03-04 13:32'))
})
