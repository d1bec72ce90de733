import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type AreaFallback, compileMatrix, type Duty, type DutyMatrix, type DutyRule, resolveDuty, stepsUp, type DutyUnit,
} from './index.ts'

const unit = (id: string): DutyUnit => ({ id, code: id, name: `单位${id}`, path: id, valid_from: '2020-01-01', valid_to: null })
const units = ['env', 'traffic', 'street-a', 'street-b', 'district', 'firm'].map(unit)
const rule = (id: string, category: string, area: string, lead: string | null, more: Partial<DutyRule> = {}): DutyRule => ({
  id, category_path: category, area_path: area, lead_unit_id: lead, assisting_unit_ids: [], valid_from: '2022-01-01', valid_to: null, ...more,
})
const fallback = (area: string, id: string): AreaFallback =>
  ({ area_path: area, unit_id: id, limit: { value: 4, unit: 'work_hour' }, valid_from: '2022-01-01', valid_to: null })
const matrix = (rules: readonly DutyRule[], fallbacks: readonly AreaFallback[] = []): DutyMatrix => ({ number: 3, rules, fallbacks, units })
const ask = (m: DutyMatrix, category: string, area: string, on = '2022-06-01'): Duty =>
  resolveDuty(compileMatrix(m), { category_path: category, area_path: area, on })
const told = (duty: Duty): string => `${duty.kind === 'none' ? '-' : duty.lead_unit_id} ${duty.because.code}`

test('the most specific rule wins, by category and by area', () => {
  const m = matrix([rule('1', '', 'city', 'district'), rule('2', 'E01', 'city', 'env'), rule('3', 'E01', 'city.d1.s1', 'street-a'),
    rule('4', 'E01.E0136', 'city.d1.s1', 'firm')])
  const table: readonly (readonly [string, string, string])[] = [
    ['E01.E0136', 'city.d1.s1.c1', 'firm rule'], ['E01.E0110', 'city.d1.s1.c1', 'street-a rule'], ['E01.E0110', 'city.d1.s2.c9', 'env rule'],
    ['E02.E0201', 'city.d1.s1.c1', 'district rule'], ['E012', 'city.d1.s10', 'district rule'], ['E01.E0136', 'other.d1', '- none'],
  ]
  for (const [category, area, expected] of table) assert.equal(told(ask(m, category, area)), expected, `${category} in ${area}`)
})

test('a deeper category against a deeper area is a tie, and a rule for both settles it', () => {
  const tied = [rule('1', 'E01.E0136', 'city', 'env'), rule('2', 'E01', 'city.d1.s1', 'street-a')]
  assert.equal(told(ask(matrix(tied), 'E01.E0136', 'city.d1.s1.c1')), '- none_conflict')
  assert.equal(told(ask(matrix(tied, [fallback('city', 'district')]), 'E01.E0136', 'city.d1.s1.c1')), 'district fallback_conflict')
  assert.equal(told(ask(matrix([...tied, rule('3', 'E01.E0136', 'city.d1.s1', 'street-a')]), 'E01.E0136', 'city.d1.s1.c1')), 'street-a rule')
  assert.equal(told(ask(matrix([tied[0] as DutyRule, rule('2', 'E01', 'city.d1.s1', 'env')]), 'E01.E0136', 'city.d1.s1.c1')), 'env rule',
    'the same unit twice is no tie')
})

test('a rule holds from its first day to the day before its last', () => {
  const m = matrix([rule('1', '', 'city', 'env', { valid_to: '2022-07-01' }), rule('2', '', 'city', 'traffic', { valid_from: '2022-07-01' })])
  assert.equal(told(ask(m, 'E01', 'city', '2021-12-31')), '- none')
  assert.equal(told(ask(m, 'E01', 'city', '2022-06-30')), 'env rule')
  assert.equal(told(ask(m, 'E01', 'city', '2022-07-01')), 'traffic rule')
})

test('the nearest fallback catches what no rule names, with its own clock and its reason', () => {
  const m = matrix([rule('1', 'E05', 'city', 'env')], [fallback('city', 'district'), fallback('city.d1.s1', 'street-a')])
  const duty = ask(m, 'E01.E0136', 'city.d1.s1.c2')
  assert.equal(duty.kind, 'fallback')
  if (duty.kind === 'fallback') assert.deepEqual(duty.limit, { value: 4, unit: 'work_hour' })
  assert.deepEqual(duty.because, { code: 'fallback', params: { category: 'E01.E0136', area: 'city.d1.s1.c2', matrix: 3, unit: '单位street-a',
    territory: 'city.d1.s1' } })
  assert.equal(told(ask(m, 'E01.E0136', 'city.d1.s2.c1')), 'district fallback')
})

test('a rule may give a category to the territorial unit of each place', () => {
  const m = matrix([rule('1', 'E04', 'city', null, { assisting_unit_ids: ['env'] })],
    [fallback('city.d1.s1', 'street-a'), fallback('city.d1.s2', 'street-b')])
  assert.equal(told(ask(m, 'E04.E0406', 'city.d1.s1.c1')), 'street-a territorial')
  assert.equal(told(ask(m, 'E04.E0406', 'city.d1.s2.c1')), 'street-b territorial')
  assert.equal(told(ask(m, 'E04.E0406', 'city.d2')), '- none')
})

const categories = ['a', 'a.b', 'a.b.c', 'a.d', 'e', 'e.f']
const areas = ['x', 'x.p', 'x.p.1', 'x.p.2', 'x.q', 'x.q.1']
/** The definition, word for word, over all rules. */
const naive = (m: DutyMatrix, category: string, area: string): string => {
  const within = (path: string, root: string): boolean => root === '' || stepsUp(path).includes(root)
  const matching = m.rules.filter((r) => within(category, r.category_path) && within(area, r.area_path))
  const outdone = (r: DutyRule): boolean => matching.some((o) => o !== r && o.category_path.length >= r.category_path.length &&
    o.area_path.length >= r.area_path.length)
  const best = matching.filter((r) => !outdone(r))
  if (best.length === 0) return '- none'
  return new Set(best.map((r) => r.lead_unit_id)).size === 1 ? `${best[0]?.lead_unit_id} rule` : '- none_conflict'
}
test('agrees with the definition of "most specific" for any set of rules', () => {
  const places = fc.uniqueArray(fc.tuple(fc.constantFrom('', ...categories), fc.constantFrom(...areas), fc.constantFrom('env', 'traffic', 'firm')),
    { selector: ([c, a]) => `${c}|${a}`, maxLength: 20 })
  fc.assert(
    fc.property(places, fc.constantFrom(...categories), fc.constantFrom(...areas), (given, category, area) => {
      const m = matrix(given.map(([c, a, lead], i) => rule(String(i), c, a, lead)))
      assert.equal(told(ask(m, category, area)), naive(m, category, area))
    }),
    { numRuns: 2000 },
  )
})
