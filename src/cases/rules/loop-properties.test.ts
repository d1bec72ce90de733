import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayMs, type Instant, instant, minuteMs } from '#base/instants.ts'
import { availableActions } from './actions.ts'
import type { Case } from './case.ts'
import { clockOf, isPaused, isRunning } from './clock-effects.ts'
import { clockState } from './clock/index.ts'
import type { CaseCommand } from './commands.ts'
import { decide, type Decision } from './decide.ts'
import { replay } from './evolve.ts'
import type { CaseEvent } from './events.ts'
import { calendar, caseId, contextOf, people, photo, report, start, type Who, world } from './testing.ts'
import { moveOf, targetOf } from './workflow.ts'
import { isOpen } from './words.ts'

/** Variants of every command; each may be refused or not. */
const variants = (now: Instant): readonly CaseCommand[] => [
  { type: 'request_verification' }, { type: 'verify', result: 'exist' }, { type: 'verify', result: 'unable' },
  { type: 'register', category_id: 'litter', condition_id: 'litter-1', waiver_reason: '照片清楚' },
    { type: 'decline', reason: 'outside_duty', text: '不归' },
  { type: 'dispatch', lead_unit_id: 'sanitation', lead_unit_path: 'city.sanitation', fallback: true },
    { type: 'dispatch', lead_unit_id: 'roads', lead_unit_path: 'city.roads' },
  { type: 'accept' }, { type: 'return', reason: '不归' }, { type: 'return_to_acceptor', reason: '类别错' }, { type: 'object', reason: '不归' },
  { type: 'decide_objection', upheld: true, reason: '是' }, { type: 'decide_objection', upheld: false, reason: '否' },
  { type: 'assign', handler_account_id: 'unit-2' }, { type: 'revoke_assignment' }, { type: 'report_back', text: '好了', files: [photo('after')] },
  { type: 'request_check' }, { type: 'check', result: 'pass' }, { type: 'check', result: 'fail', note: '没好' },
    { type: 'check', result: 'unable', note: '进不去' },
  { type: 'order_rework', reason: '不行' }, { type: 'close', reason: 'done' }, { type: 'close', reason: 'forced', text: '停' },
    { type: 'close', reason: 'informed', text: '告知' },
  { type: 'reopen', reason: '又脏了' }, { type: 'void', reason: '重复' }, { type: 'merge', into_id: caseId(2), reason: '同一处' },
  { type: 'split', child_ids: [caseId(3), caseId(4)], reason: '两处' },
  { type: 'request_extension', reason: '要开挖' }, { type: 'decide_extension', approved: true },
    { type: 'decide_extension', approved: false, note: '不必' },
  { type: 'request_suspension', reason: '季节', until: instant(now + 40 * dayMs) }, { type: 'decide_suspension', approved: true },
  { type: 'decide_suspension', approved: false, note: '不必' }, { type: 'resume' }, { type: 'request_appeal', reason: '下雨' },
    { type: 'decide_appeal', approved: true },
  { type: 'decide_appeal', approved: false, note: '没有' }, { type: 'withdraw_application' }, { type: 'supervise', kind: 'important', level: 1 },
  { type: 'supervise', kind: 'important', level: 2 }, { type: 'answer_supervision', text: '在办' }, { type: 'remind', kind: 'by_hand' },
  { type: 'mark_overdue', clock: 'handle' }, { type: 'mark_overdue', clock: 'accept' },
    { type: 'change_category', category_id: 'x', condition_id: null, reason: '更准' },
  { type: 'change_place', area_id: null, area_path: '370000.370102', place_id: null, lon: 117, lat: 36.6, address: '东', reason: '更准' },
  { type: 'add_note', text: '看过' }, { type: 'add_file', file: photo('near') },
]
const everybody = Object.keys(people) as readonly Who[]
const facts = { merge_target: { id: caseId(2), state: 'handling', merged_into_id: null, category_id: null }, open_children: 0 } as const

const choice = fc.record({ who: fc.constantFrom(...everybody), pick: fc.nat(10_000), pause: fc.oneof(fc.nat(30), fc.nat(600), fc.nat(60 * 24 * 3)) })

/** Plays choices: each picks among what is allowed to somebody, moves that go on before those that end or stay, so that stories go far. */
const weight = (before: Case, after: Case): number => (before.state === after.state ? 1 : isOpen(after.state) ? 9 : after.state === 'closed' ? 3 : 1)

const play = (choices: readonly { who: Who; pick: number; pause: number }[],
  seen: (made: Decision, before: Case, command: CaseCommand, who: Who, now: Instant) => void) => {
  const born = decide(null, report(), contextOf('acceptor', start))
  assert.ok(born.ok)
  let { next: c, events } = born.value as { next: Case; events: readonly CaseEvent[] }
  let now = start
  for (const { who, pick, pause } of choices) {
    now = instant(now + pause * minuteMs)
    const possible = variants(now).flatMap((command) => {
      for (const each of [who, ...everybody]) {
        const made = decide(c, command, contextOf(each, now, facts))
        if (made.ok) return Array.from({ length: weight(c, made.value.next) }, () => ({ command, who: each, made: made.value }))
      }
      return []
    })
    const chosen = possible[pick % possible.length]
    if (!chosen) break
    seen(chosen.made, c, chosen.command, chosen.who, now)
    c = chosen.made.next
    events = [...events, ...chosen.made.events]
  }
  return { c, events, now }
}

const holds = (c: Case): void => {
  assert.equal(c.closed_at !== null, c.state === 'closed')
  assert.equal(c.ended_at !== null, !isOpen(c.state))
  assert.equal(c.close_reason !== null, c.state === 'closed')
  assert.ok(c.closed_at === null || c.child_ids.length > 0 || c.due_at === null || c.on_time !== null)
  if (['dispatched', 'handling', 'rework', 'suspended', 'handled', 'checking', 'checked', 'objected'].includes(c.state)) {
    assert.ok(c.registered_at !== null && c.dispatched_at !== null && c.lead_unit_id !== null)
    assert.equal(clockOf(c.clocks, 'handle')?.unit_id, c.lead_unit_id)
  }
  const handle = clockOf(c.clocks, 'handle')
  assert.equal(handle !== null && isRunning(handle),
    ['dispatched', 'handling', 'rework', 'suspended', 'returned', 'objected', 'returned_to_acceptor', 'registered', 'reported',
      'verifying'].includes(c.state) && handle?.stopped_at === null)
  if (handle && ['suspended', 'returned', 'objected'].includes(c.state)) assert.ok(isPaused(handle))
  if (handle && ['dispatched', 'handling', 'rework'].includes(c.state)) assert.ok(isRunning(handle) && !isPaused(handle))
  if (!isOpen(c.state)) assert.ok(c.clocks.every((clock) => !isRunning(clock)))
  assert.ok(c.extension_count <= 2)
  assert.equal(c.suspended_until !== null, c.state === 'suspended')
  assert.equal(new Set(c.clocks.map((clock) => clock.kind)).size, c.clocks.length)
}

test('whatever people do, replaying the events gives the stored case, nothing is forgotten and every rule of the case holds', () => {
  const reached = new Set<string>()
  fc.assert(fc.property(fc.array(choice, { minLength: 5, maxLength: 30 }), (choices) => {
    const { c, events } = play(choices, (made, before, command) => {
      const move = moveOf(before.state, command.type)
      assert.ok(move)
      const targets = typeof move.to === 'string' ? [targetOf(move, before.state, undefined)] : Object.keys(move.to).map((outcome) =>
        targetOf(move, before.state, outcome))
      assert.ok(targets.includes(made.next.state))
      assert.ok(made.events.length > 0 && made.next.seq === before.seq + made.events.length)
      assert.ok(made.events.every((event, i) => event.seq === before.seq + i + 1))
      for (const name of ['return_count', 'rework_count', 'extension_count', 'reopen_count', 'check_count', 'dispatch_count', 'objection_count',
        'supervision_level'] as const) {
        assert.ok(made.next[name] >= before[name], name)
      }
      assert.ok(!(before.exempted && !made.next.exempted) && !(before.suspension_used && !made.next.suspension_used))
      reached.add(made.next.state)
      holds(made.next)
    })
    assert.deepEqual(replay(events), c)
    assert.deepEqual(replay(JSON.parse(JSON.stringify(events)) as CaseEvent[]), c)
    const count = (type: string): number => events.filter((event) => event.type === type).length
    assert.deepEqual(
      [c.return_count, c.rework_count, c.reopen_count, c.dispatch_count, c.check_count, c.objection_count],
      ['returned', 'rework_ordered', 'reopened', 'dispatched', 'checked', 'objected'].map((name) => count(`case.${name}`)),
    )
  }), { numRuns: 60, seed: 20_241_122 })
  assert.ok(reached.size >= 16, [...reached].join())
})

test('the button and the command agree: what availableActions refuses, decide refuses with the same code', () => {
  fc.assert(fc.property(fc.array(choice, { minLength: 2, maxLength: 10 }), (choices) => {
    const { c, now } = play(choices, () => undefined)
    for (const who of everybody) {
      const context = contextOf(who, now, facts)
      const actions = new Map(availableActions(c, context).map((action) => [action.command as string, action]))
      for (const command of variants(now)) {
        const action = actions.get(command.type)
        if (!action) continue
        const made = decide(c, command, context)
        if (made.ok) assert.ok(action.allowed, `${who} ${command.type} in ${c.state}`)
        if (!action.allowed && command.type !== 'close') assert.equal(made.ok ? null : made.error.code, action.refusal?.code,
          `${who} ${command.type} in ${c.state}`)
        if (action.reasons && command.type === 'close' && !action.reasons.includes(command.reason)) assert.ok(!made.ok)
      }
    }
  }), { numRuns: 25, seed: 7 })
})

test('a case closed in time was never overdue on its last clock, and one closed late was', () => {
  fc.assert(fc.property(fc.array(choice, { minLength: 8, maxLength: 25 }), (choices) => {
    play(choices, ({ next }) => {
      const handle = clockOf(next.clocks, 'handle')
      if (next.state !== 'closed' || !handle || next.child_ids.length > 0 || next.close_reason === 'forced' || next.reopen_count > 0) return
      const state = clockState(handle, next.closed_at as Instant, calendar, world.config.clock)
      assert.equal(state === 'met' && next.overdue_at === null, next.on_time)
    })
  }), { numRuns: 40, seed: 99 })
})
