import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf } from './clock-effects.ts'
import type { CaseCommand } from './commands.ts'
import { replay } from './evolve.ts'
import {
  backWithPhoto, beijing, checkedNow, closedNow, contextOf, dispatched, handledNow, handlingNow, photo, refusalOf, registered, report, start,
  type Step, tell,
  terms, toUnit, type Who, world,
} from './testing.ts'
import { decide } from './decide.ts'
import type { CaseState } from './words.ts'

test('walks a problem from report to close, and every event says where it led', () => {
  const { c, events } = tell(closedNow)
  assert.deepEqual(events.map((event) => [event.type, event.state]), [
    ['case.reported', 'reported'], ['case.registered', 'registered'], ['case.dispatched', 'dispatched'], ['case.accepted', 'handling'],
    ['case.reported_back', 'handled'], ['case.checked', 'checked'], ['case.closed', 'closed'],
  ])
  assert.equal(c.state, 'closed')
  assert.equal(c.on_time, true)
  assert.equal(c.close_reason, 'done')
  assert.equal(c.seq, 7)
  assert.equal(c.due_at, beijing('2024-03-04 14:32'))
  assert.ok(c.clocks.every((clock) => clock.stopped_at !== null))
  assert.deepEqual(replay(events), c)
})

test('a report back without the photo is taken where it says why there is none, and only then keeps that reason', () => {
  const without = tell([...handlingNow, ['unit', { type: 'report_back', text: '已调解', no_photo_reason: '入户处理，不便拍摄' }]])
  assert.equal(without.c.state, 'handled')
  const last = without.events.at(-1)?.data as { readonly no_photo_reason?: string } | undefined
  assert.equal(last?.no_photo_reason, '入户处理，不便拍摄')
  assert.equal(refusalOf(tell(handlingNow), 'unit', { type: 'report_back', text: '好了', no_photo_reason: ' ' })?.code, 'cases.evidence_missing_after')
})

test('a second look the reporter asked for has a limit, and asking for the check goes on with it', () => {
  const again = tell([...closedNow, ['reporter', { type: 'reopen', reason: '又堆上了' }]])
  assert.equal(again.c.state, 'handled')
  assert.notEqual(again.c.stage_due_at, null)
})

const refusals: readonly (readonly [name: string, steps: readonly Step[], who: Who, command: CaseCommand, code: string, when?: string])[] = [
  ['refuses to dispatch what nobody registered', registered.slice(0, 1), 'dispatcher', toUnit(), 'not_registered'],
  ['refuses to register without a category', registered.slice(0, 1), 'acceptor', { type: 'register', category_id: '', condition_id: null },
    'category_id_required'],
  ['refuses to decline without words', registered.slice(0, 1), 'acceptor', { type: 'decline', reason: 'outside_duty', text: ' ' }, 'text_required'],
  ['refuses the acceptor of another district', registered.slice(0, 1), 'elsewhere', { type: 'decline', reason: 'other', text: '不在' }, 'for_acceptor'],
  ['refuses to let the auditor do anything', registered, 'auditor', toUnit(), 'for_dispatcher'],
  ['refuses a unit the case was not sent to', dispatched, 'roads', { type: 'accept' }, 'for_lead_unit'],
  ['refuses a return without a written reason', handlingNow, 'unit', { type: 'return', reason: '  ' }, 'reason_required'],
  ['refuses to report back before accepting', dispatched, 'unit', backWithPhoto, 'not_accepted_yet'],
  ['refuses to report back without the photo the condition asks for', handlingNow, 'unit', { type: 'report_back', text: '好了' },
    'evidence_missing_after'],
  ['refuses a return while somebody is assigned', [...handlingNow, ['unit', { type: 'assign', handler_account_id: 'unit-2' }]], 'unit',
    { type: 'return', reason: '不归我们' }, 'revoke_assignment_first'],
  ['refuses a return after reporting back', handledNow, 'unit', { type: 'return', reason: '不归我们' }, 'already_reported_back'],
  ['refuses to close a case nobody has checked', handledNow, 'acceptor', { type: 'close', reason: 'done', text: '好' }, 'not_checked'],
  ['refuses to close what the unit still has', handlingNow, 'acceptor', { type: 'close', reason: 'forced', text: '停' }, 'not_reported_back'],
  ['refuses forced closing to the acceptor', checkedNow, 'acceptor', { type: 'close', reason: 'forced', text: '停' }, 'forced_needs_supervisor'],
  ['refuses forced closing without a reason', checkedNow, 'supervisor', { type: 'close', reason: 'forced' }, 'text_required'],
  ['refuses closing by informing where the condition does not allow it', handledNow, 'acceptor', { type: 'close', reason: 'informed', text: '告知' },
    'informed_not_allowed'],
  ['refuses closing to an acceptor who did not register it', checkedNow, 'acceptor2', { type: 'close', reason: 'done' }, 'registrar_closes'],
  ['refuses the person who handled it as checker', handledNow, 'dispatcher', { type: 'request_check', checker_account_id: 'unit-1' },
    'checker_was_handler'],
  ['refuses a failed check without words', handledNow, 'inspector', { type: 'check', result: 'fail' }, 'note_required'],
  ['refuses a check that was given to somebody else', [...handledNow, ['dispatcher', { type: 'request_check', checker_account_id: 'inspector-2' }]],
    'inspector', { type: 'check', result: 'pass' }, 'check_of_another'],
  ['refuses a second passed check', checkedNow, 'inspector', { type: 'check', result: 'pass' }, 'already_checked'],
  ['refuses to reopen what is open', handlingNow, 'supervisor', { type: 'reopen', reason: '没好' }, 'not_closed'],
  ['refuses to reopen long after', closedNow, 'supervisor', { type: 'reopen', reason: '没好' }, 'reopen_too_late', '2024-05-20 09:00'],
  ['refuses to void what is with the unit', handlingNow, 'acceptor', { type: 'void', reason: '重复' }, 'with_the_unit'],
  ['refuses any handling of a closed case', closedNow, 'unit', backWithPhoto, 'case_closed'],
  ['refuses an observation in the future', [], 'acceptor', report(1, { observed_at: beijing('2030-01-01 00:00') }), 'observed_in_the_future'],
  ['refuses a report without a title', [], 'acceptor', report(1, { title: ' ' }), 'title_required'],
  ['refuses a lead unit that assists itself', registered, 'dispatcher',
    { type: 'dispatch', lead_unit_id: 'a', lead_unit_path: 'a', assisting_unit_ids: ['a'] }, 'lead_cannot_assist'],
]
for (const [name, steps, who, command, code, when] of refusals) {
  test(name, () => {
    const told = steps.length > 0 ? tell(steps) : null
    const made = told ? refusalOf(told, who, command, when) : decide(null, command, contextOf(who, start))
    const error = made && 'ok' in made ? (made.ok ? null : made.error) : made
    assert.equal(error?.code, `cases.${code}`)
  })
}

/** The guard table of domain 1.5, row by row: what the receiver may and may not do next. */
const returnedStory: readonly Step[] = [...handlingNow, ['unit', { type: 'return', reason: '不归我们管' }]]
const toAcceptor: readonly Step[] = [...returnedStory, ['dispatcher', { type: 'return_to_acceptor', reason: '类别不对' }]]
const reworkStory: readonly Step[] = [...handledNow, ['inspector', { type: 'check', result: 'fail', note: '还有垃圾' }]]
const guard: readonly (readonly [steps: readonly Step[], who: Who, command: CaseCommand, result: CaseState | string])[] = [
  [returnedStory, 'acceptor', { type: 'close', reason: 'done' }, 'cases.not_reported_back'],
  [returnedStory, 'dispatcher', { type: 'request_check' }, 'cases.returned_cannot_close'],
  [returnedStory, 'dispatcher', toUnit(), 'dispatched'],
  [returnedStory, 'dispatcher', toUnit('roads'), 'dispatched'],
  [returnedStory, 'dispatcher', { type: 'return_to_acceptor', reason: '类别不对' }, 'returned_to_acceptor'],
  [toAcceptor, 'dispatcher', toUnit(), 'cases.register_again_first'],
  [toAcceptor, 'acceptor', { type: 'close', reason: 'done' }, 'cases.register_again_first'],
  [toAcceptor, 'acceptor', { type: 'register', category_id: 'litter', condition_id: null }, 'registered'],
  [toAcceptor, 'acceptor', { type: 'void', reason: '重复' }, 'void'],
  [toAcceptor, 'acceptor', { type: 'request_verification' }, 'verifying'],
  [checkedNow, 'dispatcher', { type: 'order_rework', reason: '照片不清' }, 'rework'],
  [reworkStory, 'unit', { type: 'return', reason: '不归我们' }, 'cases.rework_stays_with_unit'],
  [reworkStory, 'dispatcher', toUnit('roads'), 'cases.rework_stays_with_unit'],
  [reworkStory, 'acceptor', { type: 'close', reason: 'done' }, 'cases.not_reported_back'],
  [reworkStory, 'inspector', { type: 'check', result: 'pass' }, 'cases.not_reported_back'],
  [reworkStory, 'unit', backWithPhoto, 'handled'],
]
for (const [steps, who, command, result] of guard) {
  const last = tell(steps)
  test(`guard table: after ${last.c.state}, ${who} ${command.type} -> ${result}`, () => {
    const made = decide(last.c, command, contextOf(who, last.now))
    assert.equal(made.ok ? made.value.next.state : made.error.code, result)
  })
}

test('asks for verification of what residents report, and takes a written reason instead', () => {
  const told = tell([['reporter', report(1, { source: 'resident_web' })]])
  const register: CaseCommand = { type: 'register', category_id: 'litter', condition_id: null }
  assert.equal(refusalOf(told, 'acceptor', register)?.code, 'cases.verification_needed')
  assert.equal(tell([['acceptor', { ...register, waiver_reason: '照片清楚' }]], told).c.state, 'registered')
  const exists = tell([['acceptor', { type: 'request_verification' }], ['inspector', { type: 'verify', result: 'exist' }], ['acceptor', register]],
    told)
  assert.equal(exists.c.state, 'registered')
  const gone = tell([['acceptor', { type: 'request_verification' }], ['inspector', { type: 'verify', result: 'not_exist' }]], told)
  assert.equal(refusalOf(gone, 'acceptor', { ...register, waiver_reason: '照片清楚' })?.code, 'cases.verified_not_exist')
})

test('keeps the reporter nameless in the ledger', () => {
  const { c, events } = tell([['reporter', report(1, { source: 'resident_web' })], ['reporter', { type: 'add_note', text: '又多了' }]])
  assert.equal(c.reported_by, null)
  assert.ok(!JSON.stringify(events).includes('resident-1'))
  assert.ok(events.every((event) => event.actor.role === 'resident'))
})

test('the accept clock waits while somebody verifies', () => {
  const told = tell([['acceptor', report()], ['acceptor', { type: 'request_verification' }, '2024-03-04 09:05']])
  assert.equal(clockOf(told.c.clocks, 'accept')?.due_at, null)
  assert.equal(told.c.stage_due_at, beijing('2024-03-04 09:35'))
  const back = tell([['inspector', { type: 'verify', result: 'exist' }, '2024-03-04 09:25']], told)
  assert.equal(back.c.stage_due_at, beijing('2024-03-04 09:35'))
})

test('a check of a night stall must be made at night', () => {
  const night = { ...world, terms: { ...terms, same_time_of_day: true } }
  const told = tell([
    ['acceptor', report(1, { observed_at: beijing('2024-03-03 23:10') })],
      ['acceptor', { type: 'register', category_id: 'stalls', condition_id: null }],
    ['dispatcher', toUnit()], ['unit', { type: 'accept' }], ['unit', backWithPhoto],
  ], null, night)
  const refused = refusalOf(told, 'inspector', { type: 'check', result: 'pass' }, '2024-03-04 15:00', {}, night)
  assert.deepEqual(refused, { code: 'cases.wrong_time_of_day', params: { from: '22:00', to: '06:00' } })
  assert.equal(tell([['inspector', { type: 'check', result: 'pass' }, '2024-03-05 00:30']], told, night).c.state, 'checked')
})

test('the role under which somebody acts is the one written down', () => {
  const { events } = tell(closedNow)
  assert.deepEqual(events.map((event) => event.actor.role), ['acceptor', 'acceptor', 'dispatcher', 'handler', 'handler', 'inspector', 'acceptor'])
  assert.equal(events[4]?.actor.unit_id, 'sanitation')
})

test('a supervisor may end a case that cannot be finished, with a reason, and it counts as late when it is', () => {
  const { c } = tell([...handlingNow, ['supervisor', { type: 'close', reason: 'forced', text: '地块已移交' }, '2024-03-06 10:00']])
  assert.deepEqual([c.state, c.close_reason, c.on_time], ['closed', 'forced', false])
  assert.equal(c.overdue_at, beijing('2024-03-04 14:32'))
})

test('merging looks at the other case, splitting at its children', () => {
  const told = tell(registered)
  const into = { id: report(2).id, state: 'handling', merged_into_id: null, category_id: null } as const
  const merge: CaseCommand = { type: 'merge', into_id: into.id, reason: '同一处' }
  assert.equal(refusalOf(told, 'acceptor', merge)?.code, 'cases.merge_target_unknown')
  assert.equal(refusalOf(told, 'acceptor', merge, undefined, { merge_target: { ...into, state: 'closed' } })?.code, 'cases.merge_target_not_open')
  assert.equal(refusalOf(told, 'acceptor', { ...merge, into_id: told.c.id })?.code, 'cases.merge_into_itself')
  const merged = tell([['acceptor', merge, undefined, { merge_target: into }]], told)
  assert.deepEqual([merged.c.state, merged.c.merged_into_id], ['merged', into.id])

  const split: CaseCommand = { type: 'split', child_ids: [report(3).id, report(4).id], reason: '两个单位' }
  assert.equal(refusalOf(told, 'dispatcher', { ...split, child_ids: [report(3).id] })?.code, 'cases.split_needs_two')
  const parent = tell([['dispatcher', split]], told)
  assert.equal(parent.c.state, 'split')
  assert.equal(refusalOf(parent, 'acceptor', { type: 'close', reason: 'done' }, undefined, { open_children: 1 })?.code, 'cases.children_open')
  assert.equal(tell([['system', { type: 'close', reason: 'done' }, undefined, { open_children: 0 }]], parent).c.state, 'closed')
})

test('evidence is counted anew after rework', () => {
  const told = tell(reworkStory)
  assert.equal(refusalOf(told, 'unit', { type: 'report_back', text: '再清一遍' })?.code, 'cases.evidence_missing_after')
  const added = tell([['unit', { type: 'add_file', file: photo('after', 2) }], ['unit', { type: 'report_back', text: '再清一遍' }]], told)
  assert.equal(added.c.state, 'handled')
  assert.equal(added.c.photos.after, 2)
})
