import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#base/seeded-random.ts'
import {
  changeDays, checkMatrix, compileMatrix, diffMatrices, type DutyMatrix, type DutyRule, type DutyUnit, isPublishable, proposeRules, resolveDuty,
  type Unit,
} from './index.ts'

const on = '2022-06-01'
const unit = (id: string, valid_to: string | null = null): DutyUnit => ({ id, code: id, name: id, path: id, valid_from: '2020-01-01', valid_to })
const rule = (id: string, category: string, area: string, lead: string | null, more: Partial<DutyRule> = {}): DutyRule => ({
  id, category_path: category, area_path: area, lead_unit_id: lead, assisting_unit_ids: [], valid_from: '2022-01-01', valid_to: null, ...more,
})
const fallback = (area: string, unit_id: string) =>
  ({ area_path: area, unit_id, limit: { value: 1, unit: 'work_day' as const }, valid_from: '2022-01-01', valid_to: null })
const matrix = (rules: readonly DutyRule[], fallbacks: DutyMatrix['fallbacks'] = [],
  units = [unit('env'), unit('street'), unit('gone', '2022-03-01')]): DutyMatrix => ({ number: 0, rules, fallbacks, units })
const leaves = ['E01.E0110', 'E01.E0136', 'E02.E0201']
const communities = ['city.d1.s1.c1', 'city.d1.s1.c2', 'city.d1.s2.c3']

test('names every gap, and tells which a fallback covers', () => {
  const open = checkMatrix(matrix([rule('1', 'E01', 'city', 'env')]), leaves, communities, on)
  assert.equal(open.combinations, 9)
  assert.equal(open.resolved, 6)
  assert.equal(open.uncovered, 3)
  assert.ok(!isPublishable(open))
  const [gap] = open.gaps
  assert.ok(gap)
  assert.deepEqual(open.category_groups[gap.category_group]?.paths, ['E02.E0201'])
  assert.deepEqual(open.area_groups[gap.area_group]?.paths, communities)
  const covered = checkMatrix(matrix([rule('1', 'E01', 'city', 'env')], [fallback('city.d1.s1', 'street')]), leaves, communities, on)
  assert.deepEqual([covered.resolved, covered.covered_by_fallback, covered.uncovered], [6, 2, 1])
  assert.ok(isPublishable(checkMatrix(matrix([rule('1', 'E01', 'city', 'env')], [fallback('city', 'street')]), leaves, communities, on)))
})

test('names conflicts by their rules, even where a fallback would catch them', () => {
  const check = checkMatrix(matrix([rule('1', 'E01.E0136', 'city', 'env'), rule('2', '', 'city.d1.s1', 'street'), rule('3', '', 'city', 'env')], [
    fallback('city', 'street')]), leaves, communities, on)
  assert.equal(check.conflicting, 2)
  assert.deepEqual(check.conflicts.map((c) => c.rule_ids), [['1', '2']])
  assert.ok(!isPublishable(check))
})

test('refuses rules that name what is not there', () => {
  const table: readonly (readonly [DutyRule, string])[] = [
    [rule('1', '', 'city', 'nobody'), 'unknown_unit'], [rule('1', '', 'city', 'gone'), 'closed_unit'],
    [rule('1', 'E77', 'city', 'env'), 'unknown_category'],
    [rule('1', '', 'elsewhere', 'env'), 'unknown_area'], [rule('1', '', 'city', 'env', { assisting_unit_ids: ['env'] }), 'lead_assists'],
  ]
  for (const [bad, code] of table) {
    const check = checkMatrix(matrix([bad, rule('0', '', 'city', 'street')].slice(0, code === 'unknown_area' || code === 'unknown_category' ? 2
      : 1)), leaves, communities, on)
    assert.deepEqual(check.rule_faults.map((f) => f.code), [code])
    assert.ok(!isPublishable(check))
  }
  assert.deepEqual(checkMatrix(matrix([rule('1', '', 'city', 'env'), rule('2', '', 'city', 'env')]), leaves, communities, on).rule_faults.map((f) =>
    f.code), ['overlap'])
})

test('lists the days on which something begins or ends', () => {
  const m = matrix([rule('1', '', 'city', 'env', { valid_to: '2022-09-01' }), rule('2', '', 'city', 'env', { valid_from: '2022-09-01' })], [],
    [unit('env', '2023-01-01')])
  assert.deepEqual(changeDays(m, on), [on, '2022-09-01', '2023-01-01'])
})

test('a dry run says where the answer changes and nowhere else', () => {
  const before = matrix([rule('1', '', 'city', 'env')])
  const diff = diffMatrices(before, matrix([rule('1', '', 'city', 'env'), rule('2', 'E01.E0136', 'city.d1.s1', 'street')]), leaves, communities, on)
  assert.equal(diff.changed, 2)
  const [change] = diff.changes
  assert.ok(change && change.before.kind === 'lead' && change.after.kind === 'lead')
  assert.deepEqual([change.before.lead_unit_id, change.after.lead_unit_id], ['env', 'street'])
  assert.deepEqual(diff.area_groups[change.area_group]?.paths, ['city.d1.s1.c1', 'city.d1.s1.c2'])
  assert.equal(diffMatrices(before, before, leaves, communities, on).changed, 0)
})

/** A city of Beijing's size: 240 leaves, 7,535 communities in 343 streets and 16 districts, with 3,000 rules. */
const bigCity = () => {
  const random = seededRandom('duty')
  const many = Array.from({ length: 240 }, (_, i) => `E${String(i % 12).padStart(2, '0')}.g${i % 48}.s${i}`)
  const streets = Array.from({ length: 343 }, (_, i) => `110000.1101${String(i % 16).padStart(2, '0')}.s${i}`)
  const everywhere = Array.from({ length: 7535 }, (_, i) => `${streets[i % 343]}.c${i}`)
  const rules = [rule('root', '', '110000', 'env')]
  const taken = new Set<string>()
  while (rules.length < 3000) {
    const leaf = random.pick(many)
    const area = random.pick(streets)
    if (taken.has(leaf + area)) continue
    taken.add(leaf + area)
    rules.push(rule(String(rules.length), leaf, area, random.pick(['env', 'street'])))
  }
  return { many, everywhere, m: matrix(rules, [fallback('110000', 'street')]), random }
}

test('checks 240 leaf categories in 7,535 communities under 3,000 rules in less than two seconds', () => {
  const { many, everywhere, m } = bigCity()
  const begun = performance.now()
  const check = checkMatrix(m, many, everywhere, on)
  const took = performance.now() - begun
  assert.equal(check.combinations, 240 * 7535)
  assert.equal(check.resolved, check.combinations)
  assert.ok(took < 2000, `${took} ms`)
})

test('answers in a few microseconds', () => {
  const { many, everywhere, m, random } = bigCity()
  const compiled = compileMatrix(m)
  const questions = Array.from({ length: 20_000 }, () => ({ category_path: random.pick(many), area_path: random.pick(everywhere), on }))
  for (const question of questions) resolveDuty(compiled, question)
  const begun = performance.now()
  for (const question of questions) resolveDuty(compiled, question)
  const micros = ((performance.now() - begun) * 1000) / questions.length
  assert.ok(micros < 20, `${micros} µs`)
})

test('a proposed draft has no gap and no conflict', () => {
  const made = (id: string, duties: readonly string[], area_path: string | null): Unit =>
    ({ id, code: id, name: id, kind: 'department', parent_id: null, path: id, area_path, duties, valid_from: '2020-01-01', valid_to: null })
  const rules = proposeRules(
    [{ path: 'E01.g.E0110', lead_duty: 'sanitation' }, { path: 'E01.g.E0112', lead_duty: 'sanitation' },
      { path: 'E02.g.E0201', lead_duty: 'street_office' }, { path: 'E02.g.E0203', lead_duty: 'urban_enforcement' }],
    [made('san', ['sanitation'], null), made('san-d1', ['sanitation'], 'city.d1'), made('law', ['urban_enforcement'], null)], 'city',
  )
  assert.deepEqual(rules.map((r) => `${r.category_path}@${r.area_path}:${r.lead_unit_id}`),
    [':city:null'.replace(':', '@'), 'E01@city:san', 'E01@city.d1:san-d1', 'E02.g.E0203@city:law'])
  const full = matrix(rules.map((r, i) => ({ ...r, id: String(i), valid_from: '2022-01-01', valid_to: null })), [fallback('city', 'street')],
    ['san', 'san-d1', 'law', 'street'].map((id) => unit(id)))
  const check = checkMatrix(full, ['E01.g.E0110', 'E01.g.E0112', 'E02.g.E0201', 'E02.g.E0203'], communities, on)
  assert.equal(check.resolved, check.combinations)
  assert.ok(isPublishable(check))
})
