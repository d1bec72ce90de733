import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Case } from './case.ts'
import { caseFacts as facts } from './facts.ts'
import { beijing, checkedNow, closedLate, closedNow, handledNow, handlingNow, registered, report, type Step, tell } from './testing.ts'

const at = beijing('2024-03-06 09:00')
const rework: readonly Step[] = [...handledNow, ['inspector', { type: 'check', result: 'fail', note: '没好' }]]
const suspended: readonly Step[] = [
  ...handlingNow, ['unit', { type: 'request_suspension', reason: '季节', until: beijing('2024-06-01 09:00') }],
    ['dispatcher', { type: 'decide_suspension', approved: true }],
]
const told = (steps: readonly Step[]): Case => tell(steps).c

const table: readonly (readonly [name: string, c: Case, holds: Partial<Record<Exclude<keyof typeof facts, 'shouldClose' | 'isOverdue' | 'onTime'>,
  boolean>> & { shouldClose: boolean; isOverdue: boolean; onTime: boolean | null }])[] = [
  ['only reported', told([['acceptor', report()]]), { isValidReport: true, isRegistered: false, shouldHandle: false, isHandled: false,
    shouldClose: false, isOverdue: false, onTime: null }],
  ['declined', told([['acceptor', report()], ['acceptor', { type: 'decline', reason: 'unlawful', text: '不合法' }]]),
    { isValidReport: false, isRegistered: false, isClosed: false, shouldClose: false, isOverdue: false, onTime: null }],
  ['registered', told(registered), { isRegistered: true, shouldHandle: false, shouldClose: false, isOverdue: false, onTime: null }],
  ['being handled past its due time', told(handlingNow),
    { shouldHandle: true, isHandled: false, isClosed: false, shouldClose: true, isOverdue: true, onTime: false }],
  ['reported back in time, not closed', told(handledNow),
    { isHandled: true, isHandledOnTime: true, shouldCloseHandled: true, isClosed: false, shouldClose: true, isOverdue: false, onTime: null }],
  ['passed its check', told(checkedNow), { passedCheck: true, isClosed: false, shouldClose: true, isOverdue: false, onTime: null }],
  ['closed in time', told(closedNow), { isClosed: true, isClosedOnTime: true, isDoneAtOnce: true, isAccuratelyDispatched: true, wasOverdue: false,
    shouldClose: true, isOverdue: false, onTime: true }],
  ['closed late', told(closedLate), { isClosed: true, isClosedOnTime: false, isHandledOnTime: false, wasOverdue: true, isExempt: false,
    shouldClose: true, isOverdue: false, onTime: false }],
  ['in rework', told(rework), { wasReworked: true, isHandled: false, passedCheck: false, shouldClose: true, isOverdue: true, onTime: false }],
  ['suspended', told(suspended), { isSuspended: true, wasSuspended: true, isHandled: false, shouldClose: false, isOverdue: false, onTime: null }],
  ['returned', told([...handlingNow, ['unit', { type: 'return', reason: '不归我们' }]]),
    { wasReturned: true, isAccuratelyDispatched: false, shouldClose: false, isOverdue: false, onTime: null }],
  ['void', told([...registered, ['acceptor', { type: 'void', reason: '重复' }]]),
    { isValidReport: false, isRegistered: false, shouldHandle: false, shouldClose: false, isOverdue: false, onTime: null }],
]
for (const [name, c, { shouldClose, isOverdue, onTime, ...others }] of table) {
  test(`a case ${name} is counted as it should`, () => {
    assert.equal(facts.shouldClose(c, at), shouldClose, 'shouldClose')
    assert.equal(facts.isOverdue(c, at), isOverdue, 'isOverdue')
    assert.equal(facts.onTime(c, at), onTime, 'onTime')
    for (const [fact, value] of Object.entries(others)) assert.equal((facts[fact as keyof typeof facts] as (c: Case) => boolean)(c), value, fact)
  })
}

test('a case is due no earlier than its due time', () => {
  const c = told(handlingNow)
  assert.equal(facts.shouldClose(c, beijing('2024-03-04 14:31')), false)
  assert.equal(facts.shouldClose(c, beijing('2024-03-04 14:32')), true)
  assert.equal(facts.isOverdue(c, beijing('2024-03-04 14:32')), false)
})
