import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/zones.ts'
import { badgeRuleFaults, type BadgeNow, type BadgeRules, decayOf, decideEarn, decideKeep, defaultBadgeKinds, isReviewDue, relapseOf } from './badges.ts'

const rules: BadgeRules = {
  place_types: ['crossing'], earn: { visits: 2, least_score: 90, window_days: 100, open_cases_most: 0, wait_days: 60 }, keep: { every_days: 90, visits: 1, least_score: 85, open_cases_most: 1 },
  lose: { score_below: 70, cases_at_least: 3, window_days: 30 }, expire_days: 30,
}
const day = '2026-06-30'
const visit = (on: string, score: number | null) => ({ id: `v-${on}`, on, score })
const problem = (opened: string, open = true) => ({ id: `c-${opened}`, opened_on: opened, open })
const crossing = { type_code: 'crossing', open: true }
const good = { visits: [visit('2026-06-01', 95), visit('2026-05-01', 92)], cases: [] }
const held = (change: Partial<BadgeNow> = {}): BadgeNow => ({ state: 'accepted', accepted_on: '2026-05-01', review_due_on: '2026-07-30', reviewed_on: null, ended_on: null, ...change })
const codeOf = (r: { ok: boolean; error?: { code: string } }): string => (r.ok ? 'ok' : r.error?.code.slice('inspections.badge_'.length) ?? '')

test('a badge is earned by enough good visits in the window, and refused with the reason that is right', () => {
  const rows: readonly (readonly [string, string, Parameters<typeof decideEarn>[1], Parameters<typeof decideEarn>[2], readonly BadgeNow[]])[] = [
    ['two good visits', 'ok', crossing, good, []],
    ['the newest two count, an older bad one does not', 'ok', crossing, { ...good, visits: [...good.visits, visit('2026-04-20', 40)] }, []],
    ['another kind of place', 'wrong_type', { ...crossing, type_code: 'park' }, good, []],
    ['a place closed', 'place_closed', { ...crossing, open: false }, good, []],
    ['too few visits', 'few_visits', crossing, { ...good, visits: good.visits.slice(1) }, []],
    ['visits too long ago', 'few_visits', crossing, { ...good, visits: [visit('2026-01-02', 99), visit('2026-01-01', 99)] }, []],
    ['a visit with nothing to score', 'few_visits', crossing, { ...good, visits: [visit('2026-06-01', 95), visit('2026-06-20', null)] }, []],
    ['one visit too low', 'low_score', crossing, { ...good, visits: [visit('2026-06-20', 89.9), visit('2026-06-01', 95)] }, []],
    ['a case open', 'open_cases', crossing, { ...good, cases: [problem('2026-06-02')] }, []],
    ['a case done', 'ok', crossing, { ...good, cases: [problem('2026-06-02', false)] }, []],
    ['held already', 'held', crossing, good, [held()]],
    ['lost a month ago', 'wait', crossing, good, [held({ state: 'revoked', ended_on: '2026-05-30' })]],
    ['lost long ago, but no visits since', 'few_visits', crossing, { ...good, visits: [visit('2026-04-25', 95), visit('2026-05-01', 92)] }, [held({ state: 'revoked', accepted_on: '2026-01-01', ended_on: '2026-04-30' })]],
    ['expired: nothing to wait for', 'ok', crossing, good, [held({ state: 'expired', accepted_on: '2026-01-01', ended_on: '2026-04-30' })]],
  ]
  for (const [name, code, place, facts, before] of rows) assert.equal(codeOf(decideEarn(rules, place, facts, before, day)), code, name)
  const earned = decideEarn(rules, crossing, good, [], day)
  assert.deepEqual(earned.ok && earned.value, { rule: 'earned', visits: 2, least: 92, open_cases: 0 })
})

test('a review keeps the badge on visits since the last one, not before its time and not after its end', () => {
  assert.equal(codeOf(decideKeep(rules, held(), good, day)), 'ok')
  assert.equal(codeOf(decideKeep(rules, held(), good, '2026-06-29')), 'too_early')
  assert.equal(codeOf(decideKeep(rules, held({ state: 'revoked', ended_on: '2026-06-02' }), good, day)), 'ended')
  assert.equal(codeOf(decideKeep(rules, held({ reviewed_on: '2026-06-01' }), good, day)), 'few_visits')
  assert.equal(codeOf(decideKeep(rules, held(), { ...good, visits: [visit('2026-06-10', 84)] }, day)), 'low_score')
  assert.equal(codeOf(decideKeep(rules, held(), { ...good, cases: [problem('2026-06-02'), problem('2026-06-03')] }, day)), 'open_cases')
})

test('one visit below the bound or so many cases in the window is a relapse; what came before the last review is forgiven', () => {
  assert.equal(relapseOf(rules, held(), good, day), null)
  assert.deepEqual(relapseOf(rules, held(), { ...good, visits: [visit('2026-06-10', 69.9)] }, day), { rule: 'low_score', visit_id: 'v-2026-06-10', on: '2026-06-10', score: 69.9, below: 70 })
  assert.equal(relapseOf(rules, held(), { ...good, visits: [visit('2026-06-10', 70)] }, day), null)
  assert.equal(relapseOf(rules, held(), { ...good, visits: [visit('2026-05-20', 10)] }, day), null, 'outside the window')
  assert.equal(relapseOf(rules, held({ state: 'kept', reviewed_on: '2026-06-15' }), { ...good, visits: [visit('2026-06-10', 10)] }, day), null)
  const cases = ['2026-06-02', '2026-06-03', '2026-06-20'].map((on) => problem(on, false))
  assert.deepEqual(relapseOf(rules, held(), { visits: [], cases }, day), { rule: 'cases', count: 3, at_least: 3, window_days: 30 })
  assert.equal(relapseOf(rules, held(), { visits: [], cases: cases.slice(1) }, day), null)
  assert.equal(relapseOf({ ...rules, lose: { ...rules.lose, cases_at_least: 0 } }, held(), { visits: [], cases }, day), null)
})

test('a badge nobody reviews is due, then gone', () => {
  const none = { visits: [], cases: [] }
  assert.deepEqual([isReviewDue(held(), '2026-07-29'), isReviewDue(held(), '2026-07-30')], [false, true])
  assert.equal(decayOf(rules, held(), none, '2026-08-29'), null)
  assert.deepEqual(decayOf(rules, held(), none, '2026-08-30'), { state: 'expired', basis: { rule: 'not_reviewed', due_on: '2026-07-30', expire_days: 30 } })
  assert.equal(decayOf(rules, held(), { visits: [visit('2026-08-20', 5)], cases: [] }, '2026-08-30')?.state, 'revoked', 'a relapse goes first')
  assert.equal(decayOf(rules, held({ state: 'expired', ended_on: '2026-08-30' }), none, '2027-01-01'), null)
})

test('what a review has just kept is not lost the same day', () => {
  fc.assert(fc.property(fc.array(fc.record({ ago: fc.integer({ min: 0, max: 200 }), score: fc.integer({ min: 0, max: 100 }) }), { maxLength: 8 }), fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 6 }), (visits, cases) => {
    const facts = { visits: visits.map(({ ago, score }, i) => ({ id: `v${i}`, on: addDays(day, -ago), score })), cases: cases.map((ago, i) => ({ id: `c${i}`, opened_on: addDays(day, -ago), open: false })) }
    const kept = decideKeep(rules, held(), facts, day)
    if (kept.ok) assert.equal(decayOf(rules, held({ state: 'kept', reviewed_on: day, review_due_on: addDays(day, rules.keep.every_days) }), facts, day), null)
  }))
})

test('rules out of bounds are told where; the usual ones are sound', () => {
  for (const kind of defaultBadgeKinds) assert.deepEqual(badgeRuleFaults(kind.rules), [])
  assert.deepEqual(badgeRuleFaults({ ...rules, earn: { ...rules.earn, visits: 0, least_score: 101 }, expire_days: 1.5 }).map((f) => f.field), ['rules.earn.visits', 'rules.earn.least_score', 'rules.expire_days'])
  assert.deepEqual(badgeRuleFaults({ ...rules, lose: { ...rules.lose, score_below: 86 } }).map((f) => f.code), ['inspections.badge_lose_above_keep'])
  assert.equal(badgeRuleFaults({ ...rules, keep: { ...rules.keep, least_score: NaN } }).length, 1)
})
