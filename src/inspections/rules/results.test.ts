import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { seededRandom } from '#base/seeded-random.ts'
import { readTable } from '../../../tests/reference/survey-tables.ts'
import type { Outcome } from './model.ts'
import { itemFigures, overallScore, type ResultDraw, type ResultVisit, scoreFigures } from './results.ts'

const visit = (id: string, given: Partial<ResultVisit> = {}): ResultVisit => ({
  id, place_id: `place-${id}`, draw_id: 'd1', stratum: 'a', inclusion_probability: 0.1, area_path: 'c.d1', place_type: 'market', unit_id: null, x: null, y: null, score: 80, items: [], ...given,
})
const close = (found: number | null | undefined, expected: number, tolerance = 1e-10): void =>
  assert.ok(found != null && Math.abs(found - expected) <= tolerance * Math.max(1e-3, Math.abs(expected)), `${found} is not ${expected}`)

/** The stratified school sample as if it were inspections: a tenth of the index is the score. R survey 4.1-1. */
const schools = (t: TestContext): { readonly visits: ResultVisit[]; readonly draws: ResultDraw[] } | null => {
  const rows = readTable(t, 'apistrat.csv')
  if (!rows) return null
  const outcome = (row: Record<string, string>): Outcome => (row['comp.imp'] === 'Yes' ? 'pass' : 'fail')
  return {
    visits: rows.map((r) => visit(r.cds!, {
      stratum: r.stype!, place_type: r['sch.wide']!, inclusion_probability: 1 / Number(r.pw), score: Number(r.api00) / 10,
      items: [{ item: 'improved', outcome: outcome(r), observed: null, violations: null }, { item: 'tested', outcome: 'pass', observed: Number(r.enroll), violations: Number(r['api.stu']) }],
    })),
    draws: [{ id: 'd1', method: 'smallest_tickets', strata: [['E', 4421, 100], ['H', 755, 50], ['M', 1018, 50]].map(([key, places, drawn]) => ({ key: key as string, places: places as number, drawn: drawn as number })) }],
  }
}

test('a stratified sample of known answer: overall, by group, share and rate as R survey', (t) => {
  const given = schools(t)
  if (!given) return
  const { visits, draws } = given, all = overallScore(visits, draws)
  close(all?.value, 66.22873631593208, 1e-7)
  close(all?.se, 0.940894080278458, 1e-7)
  assert.deepEqual([all?.visits, all?.df, all?.flags, all?.publishable], [200, 197, [], true])
  close(all?.raw, visits.reduce((s, v) => s + v.score!, 0) / 200)
  const yes = scoreFigures(visits, draws, (v) => v.place_type).find((f) => f.key === 'Yes')
  close(yes?.value, 67.65304436567774, 1e-7)
  close(yes?.se, 1.0520389200100593, 1e-7)
  assert.equal(yes?.df, 149)
  const items = itemFigures(visits, draws), improved = items.find((i) => i.key === 'improved'), tested = items.find((i) => i.key === 'tested')
  close(improved?.value, 0.655649011943978, 1e-7)
  close(improved?.se, 0.033725495798288985, 1e-6)
  assert.deepEqual([improved?.measure, improved!.tally.pass + improved!.tally.fail], ['pass_share', 200])
  assert.equal(tested?.measure, 'violation_rate')
  close(tested?.value, 0.8369568869405217, 1e-7)
  close(tested?.se, 0.007757103166637883, 1e-6)
})

test('visits from no draw count in the raw figure and are said, never weighted', () => {
  const draws: ResultDraw[] = [{ id: 'd1', method: 'smallest_tickets', strata: [{ key: 'a', places: 200, drawn: 20 }] }]
  const random = seededRandom('mixed'), drawn = Array.from({ length: 20 }, (_, i) => visit(`v${i}`, { score: 60 + random.int(0, 30) }))
  const extra = visit('hand', { draw_id: null, inclusion_probability: null, stratum: null, score: 0 })
  const alone = overallScore(drawn, draws)!, both = overallScore([...drawn, extra], draws)!
  close(both.value, alone.value!)
  assert.ok(both.raw! < alone.raw! && both.flags.includes('not_from_design') && both.visits === 21)
  const none = overallScore([extra], draws)!
  assert.deepEqual([none.value, none.se, none.raw, none.publishable], [null, null, 0, false])
})

test('a census has no error; a stratum visited by half keeps its weight', () => {
  const census: ResultDraw[] = [{ id: 'd1', method: 'all', strata: [{ key: 'a', places: 12, drawn: 12 }, { key: 'b', places: 12, drawn: 12 }] }]
  const visits = Array.from({ length: 24 }, (_, i) => visit(`v${i}`, { stratum: i < 12 ? 'a' : 'b', inclusion_probability: 1, score: i < 12 ? 90 - i : 50 + i }))
  const all = overallScore(visits, census)!
  assert.deepEqual([all.se, all.lower === all.upper], [0, true])
  const half = overallScore(visits.filter((_, i) => i < 12 || i % 2 === 0), census)!
  const a = visits.slice(0, 12).reduce((s, v) => s + v.score!, 0) / 12, b = visits.filter((_, i) => i >= 12 && i % 2 === 0).reduce((s, v) => s + v.score!, 0) / 6
  close(half.value, (a + b) / 2)
  assert.ok(half.se! > 0)
})

test('all or none keeps a wide interval, few visits keep a figure from being published', () => {
  const draws: ResultDraw[] = [{ id: 'd1', method: 'local_pivotal', strata: [{ key: 'a', places: 300, drawn: 30 }] }]
  const made = (n: number): ResultVisit[] => Array.from({ length: n }, (_, i) => visit(`v${i}`, { x: i * 100, y: (i * 37) % 900, items: [{ item: 'clean', outcome: 'pass', observed: null, violations: null }] }))
  const [clean] = itemFigures(made(30), draws)
  assert.ok(clean!.flags.includes('boundary') && clean!.value === 1 && clean!.upper === 1 && clean!.lower! > 0.85 && clean!.lower! < 0.9)
  const [few] = itemFigures(made(6), draws)
  assert.ok(few!.flags.includes('too_few') && few!.flags.includes('wide') && !few!.publishable)
  const [single] = itemFigures(made(1), draws)
  assert.ok(single!.flags.includes('no_error') && single!.se === null)
})

test('strata with a single visit are taken together, and it is said', () => {
  const strata = ['a', 'b', 'c', 'd'], draws: ResultDraw[] = [{ id: 'd1', method: 'systematic', strata: strata.map((key) => ({ key, places: 10, drawn: key === 'a' ? 12 : 1 })) }]
  const visits = [...Array.from({ length: 12 }, (_, i) => visit(`a${i}`, { score: 70 + i })), ...['b', 'c', 'd'].map((key, i) => visit(key, { stratum: key, score: 50 + 10 * i }))]
  const all = overallScore(visits, draws)!
  assert.ok(all.se! > 0 && all.flags.includes('collapsed') && all.df === 13)
  const one = overallScore(visits.filter((v) => v.stratum === 'a' || v.stratum === 'b'), draws)!
  assert.ok(one.se! > 0 && one.df === 12)
})

test('two draws add up: each with its own weights and error', () => {
  const random = seededRandom('two'), draws = ['d1', 'd2'].map((id): ResultDraw => ({ id, method: 'smallest_tickets', strata: [{ key: 'a', places: 100, drawn: 10 }] }))
  const visits = draws.flatMap(({ id }, d) => Array.from({ length: 10 }, (_, i) => visit(`${id}-${i}`, { draw_id: id, place_id: `p${i}`, score: 60 + 10 * d + random.int(0, 9) })))
  const [one, two] = draws.map((d) => overallScore(visits.filter((v) => v.draw_id === d.id), draws)!), all = overallScore(visits, draws)!
  close(all.value, (one!.value! + two!.value!) / 2)
  close(all.se, Math.sqrt(one!.se! ** 2 + two!.se! ** 2) / 2)
  assert.deepEqual([all.df, all.places], [18, 10])
})

test('checks that were not applicable or not observed leave the share and stand in the tally', () => {
  const draws: ResultDraw[] = [{ id: 'd1', method: 'smallest_tickets', strata: [{ key: 'a', places: 100, drawn: 40 }] }]
  const outcomes: readonly Outcome[] = ['pass', 'pass', 'fail', 'partial', 'not_applicable', 'not_observed', 'pass', 'fail']
  const visits = Array.from({ length: 40 }, (_, i) => visit(`v${i}`, { items: [outcomes[i % 8]!, outcomes[(i + 3) % 8]!].map((outcome) => ({ item: 'lamp', outcome, observed: null, violations: null })) }))
  const [lamp] = itemFigures(visits, draws)
  assert.deepEqual(lamp!.tally, { pass: 30, partial: 10, fail: 20, not_applicable: 10, not_observed: 10 })
  close(lamp!.raw, 0.5)
  close(lamp!.value, 0.5)
  assert.ok(lamp!.lower! < 0.5 && lamp!.upper! > 0.5 && lamp!.publishable)
})
