import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand } from './commands.ts'
import { caseFacts } from './facts.ts'
import { backWithPhoto, beijing, closedLate, closedNow, handledNow, handlingNow, refusalOf, type Step, tell } from './testing.ts'

const ask: CaseCommand = { type: 'request_extension', reason: '要开挖' }
const grant: CaseCommand = { type: 'decide_extension', approved: true }
const suspend = (until: string): CaseCommand => ({ type: 'request_suspension', reason: '季节不宜', until: beijing(until) })

test('an extension adds one original limit to the present due time', () => {
  const told = tell([...handlingNow, ['unit', ask], ['dispatcher', grant]])
  assert.deepEqual([told.c.extension_count, told.c.due_at], [1, beijing('2024-03-05 09:32')])
  const twice = tell([['unit', ask], ['dispatcher', grant]], told)
  assert.equal(twice.c.due_at, beijing('2024-03-05 15:02'))
  assert.deepEqual(refusalOf(twice, 'unit', ask), { code: 'cases.extensions_used_up', params: { max: 2 } })
})

test('a refused extension does not count', () => {
  const told = tell([...handlingNow, ['unit', ask], ['dispatcher', { type: 'decide_extension', approved: false, note: '来得及' }]])
  assert.deepEqual([told.c.extension_count, told.c.application], [0, null])
  assert.equal(refusalOf(told, 'unit', ask), null)
})

test('an extension asked in time may be granted after the due time, and then the case is not overdue', () => {
  const told = tell([...handlingNow, ['unit', ask], ['system', { type: 'mark_overdue', clock: 'handle' }, '2024-03-04 15:00']])
  assert.equal(told.c.overdue_at, beijing('2024-03-04 14:32'))
  const granted = tell([['dispatcher', grant]], told)
  assert.deepEqual([granted.c.overdue_at, granted.c.due_at], [null, beijing('2024-03-05 09:32')])
  assert.ok(granted.events.some((event) => event.type === 'case.overdue'))
})

const refused: readonly (readonly [name: string, steps: readonly Step[], who: 'unit' | 'unit2' | 'roads' | 'dispatcher' | 'supervisor',
  command: CaseCommand, code: string, when?: string])[] = [
  ['extension after the due time', handlingNow, 'unit', ask, 'already_overdue', '2024-03-04 14:33'],
  ['extension by a unit that does not have it', handlingNow, 'roads', ask, 'for_lead_unit'],
  ['a second application while one waits', [...handlingNow, ['unit', ask]], 'unit', suspend('2024-06-01 09:00'), 'application_open'],
  ['a return while an application waits', [...handlingNow, ['unit', ask]], 'unit', { type: 'return', reason: '不归我们' }, 'application_open'],
  ['a refusal without words', [...handlingNow, ['unit', ask]], 'dispatcher', { type: 'decide_extension', approved: false }, 'note_required'],
  ['deciding a suspension that is an extension', [...handlingNow, ['unit', ask]], 'dispatcher', { type: 'decide_suspension', approved: true },
    'nothing_to_decide'],
  ['suspension for more than a year', handlingNow, 'unit', suspend('2025-03-05 09:05'), 'suspension_too_long'],
  ['suspension into the past', handlingNow, 'unit', suspend('2024-03-04 09:00'), 'suspension_in_the_past'],
  ['suspension when overdue', handlingNow, 'unit', suspend('2024-06-01 09:00'), 'already_overdue', '2024-03-04 14:33'],
  ['suspension before accepting', handlingNow.slice(0, 3), 'unit', suspend('2024-06-01 09:00'), 'not_accepted_yet'],
  ['suspension in rework', [...handledNow, ['supervisor', { type: 'order_rework', reason: '不行' }]], 'unit', suspend('2024-06-01 09:00'),
    'only_while_handling'],
  ['an appeal of what was in time', closedNow, 'unit', { type: 'request_appeal', reason: '下雨' }, 'not_overdue'],
  ['an appeal by another unit', closedLate, 'roads', { type: 'request_appeal', reason: '下雨' }, 'for_lead_unit'],
  ['an appeal long after closing', closedLate, 'unit', { type: 'request_appeal', reason: '下雨' }, 'appeal_too_late', '2024-05-05 09:00'],
  ['an appeal of what is open', handlingNow, 'unit', { type: 'request_appeal', reason: '下雨' }, 'not_closed'],
]
for (const [name, steps, who, command, code, when] of refused) {
  test(`refuses ${name}`, () => assert.equal(refusalOf(tell(steps), who, command, when)?.code, `cases.${code}`))
}

test('a suspension stops the clock, refuses handling, resumes by itself and is had once', () => {
  const told = tell([...handlingNow, ['unit', suspend('2024-06-03 09:00'), '2024-03-04 10:02'],
    ['dispatcher', { type: 'decide_suspension', approved: true }, '2024-03-04 10:02']])
  assert.deepEqual([told.c.state, told.c.due_at, told.c.suspension_used], ['suspended', null, true])
  assert.equal(refusalOf(told, 'unit', backWithPhoto)?.code, 'cases.case_suspended')
  assert.equal(refusalOf(told, 'system', { type: 'resume' }, '2024-06-03 08:59')?.code, 'cases.not_yet_time_to_resume')
  const late = tell([['system', { type: 'resume' }, '2024-06-03 11:00']], told)
  assert.deepEqual([late.c.state, late.c.due_at], ['handling', beijing('2024-06-03 13:30') - 90 * 60_000])
  assert.equal(refusalOf(late, 'unit', suspend('2024-09-01 09:00'), '2024-06-03 11:01')?.code, 'cases.suspension_used_up')
  const early = tell([['unit', { type: 'resume', reason: '已到货' }, '2024-03-05 09:00']], told)
  assert.equal(early.c.due_at, beijing('2024-03-05 12:00'))
})

test('an appeal needs two different reviewers, exempts the statistics and never hides the delay', () => {
  const told = tell([...closedLate, ['unit', { type: 'request_appeal', reason: '连日暴雨' }]])
  assert.equal(told.c.on_time, false)
  const yes: CaseCommand = { type: 'decide_appeal', approved: true }
  const once = tell([['supervisor', yes]], told)
  assert.deepEqual([once.c.exempted, once.c.application?.first_reviewed_by], [false, 'supervisor-1'])
  assert.equal(refusalOf(once, 'supervisor', yes)?.code, 'cases.second_reviewer_must_differ')
  assert.equal(refusalOf(once, 'unit', { type: 'withdraw_application' })?.code, 'cases.review_began')
  const upheld = tell([['office', yes]], once)
  assert.deepEqual([upheld.c.exempted, upheld.c.on_time, upheld.c.overdue_at], [true, false, beijing('2024-03-04 14:32')])
  assert.ok(caseFacts.isClosedOnTime(upheld.c) && !caseFacts.isClosedOnTime(upheld.c, { exempt: false }) && caseFacts.wasOverdue(upheld.c))
  assert.equal(refusalOf(upheld, 'unit', { type: 'request_appeal', reason: '再来' })?.code, 'cases.appeal_used_up')
  const rejected = tell([['office', { type: 'decide_appeal', approved: false, note: '无预警记录' }]], once)
  assert.deepEqual([rejected.c.exempted, rejected.c.application], [false, null])
})
