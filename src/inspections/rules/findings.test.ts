import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#base/instants.ts'
import { seededRandom } from '#base/seeded-random.ts'
import { photosOf, problemsOf, rectificationOf, rectificationRate, settle, titleOfFinding } from './findings.ts'
import { assignAgain, drawCases, duePeriod, sampledRate, whyNobody } from './re-inspection.ts'
import { decideVisit, visitActions } from './visits.ts'
import { visitStates } from './model.ts'

const openCase = (id: string, category_path: string | null, opened: number) => ({ id, category_path, opened_at: instant(opened) })

test('a finding joins the oldest open case of its sub-category, becomes a new one, or waits', () => {
  const open = [openCase('new', '1.2', 9), openCase('old', '1.2', 3), openCase('other', '1.3', 1)]
  const rows = [['1.2', { kind: 'join', case_id: 'old' }], ['1.4', { kind: 'new' }], [null, { kind: 'wait' }]] as const
  for (const [category_path, expected] of rows) assert.deepEqual(settle({ category_path }, open, null), expected)
  const again = { case_id: 'c', category_path: '1.2' }
  for (const [category_path, kind] of [['1.2', 'reopen'], [null, 'reopen'], ['1.3', 'join'], ['1.9', 'new']] as const) assert.equal(settle({ category_path }, open, again).kind, kind)
})

test('problems of the list come before those outside it, each key once, each with its own photos', () => {
  const found = problemsOf([{ key: 'a:0', item: 'a', instance: 0, category: '1', description: 'x' }], [{ key: 'k', category: null, description: 'y', lon: 1, lat: 2 }, { key: 'a:0', category: null, description: 'z', lon: null, lat: null }])
  assert.deepEqual(found.map((f) => [f.key, f.item]), [['a:0', 'a'], ['k', null]])
  const photos = [{ item: 'a', instance: 0, finding_key: null }, { item: 'a', instance: 1, finding_key: null }, { item: null, instance: 0, finding_key: 'k' }, { item: 'a', instance: 0, finding_key: 'k' }, { item: 'a_photo', instance: 1, finding_key: null }]
  assert.deepEqual([photosOf('a:0', photos).length, photosOf('a:1', photos).length, photosOf('k', photos).length, photosOf('b:0', photos).length], [1, 2, 2, 0])
  assert.deepEqual([titleOfFinding('井盖缺失。危险'), titleOfFinding('  '), titleOfFinding('长'.repeat(80)).length], ['井盖缺失', '', 60])
})

test('where a problem stands follows its case, and the rate says of how many', () => {
  const c = (state: string, more: object = {}) => ({ state, stage_done: false, due_at: null, overdue_at: null, ...more })
  const rows = [
    [{ state: 'proposed' }, null, 'undecided'], [{ state: 'dismissed' }, null, 'dismissed'], [{ state: 'joined' }, null, 'open'], [{ state: 'case_made' }, c('handling'), 'open'],
    [{ state: 'case_made' }, c('handling', { due_at: instant(5) }), 'overdue'], [{ state: 'case_made' }, c('handled', { overdue_at: instant(1) }), 'overdue'], [{ state: 'case_made' }, c('closed', { stage_done: true }), 'rectified'],
    [{ state: 'case_made' }, c('void', { stage_done: true }), 'ended'], [{ state: 'case_made' }, c('split'), 'ended'], [{ state: 'case_made' }, c('rework'), 'open'],
  ] as const
  for (const [finding, of, expected] of rows) assert.equal(rectificationOf(finding, of, instant(10)), expected)
  assert.deepEqual([rectificationRate({ rectified: 3, open: 1 }), rectificationRate({ rectified: 0, open: 0 })], [0.75, null])
})

test('every state says what can be done, and a repeated acceptance is the same', () => {
  const at = (state: (typeof visitStates)[number], conflict = false) => visitActions({ state, conflict, submission_id: 's' })
  assert.deepEqual(visitStates.map((s) => [s, at(s).join(' ')]), [
    ['planned', 'cancel'], ['started', 'cancel'], ['submitted', 'accept return'], ['returned', 'cancel'], ['accepted', 'reopen'], ['missed', 'cancel'], ['cancelled', 'reopen'],
  ])
  assert.deepEqual(at('submitted', true), ['resolve'])
  assert.deepEqual(decideVisit({ state: 'accepted', conflict: false, submission_id: 's' }, { type: 'accept' }), { ok: true, value: 'accepted' })
  assert.equal(decideVisit({ state: 'cancelled', conflict: false, submission_id: null }, { type: 'reopen', reason: 'x' }).ok && 'planned', 'planned')
})

test('a round of re-inspection answers for all days since the one before it', () => {
  const rows = [
    ['day', '2026-03-12', '2026-03-10', { from: '2026-03-11', to: '2026-03-11' }], ['day', '2026-03-16', '2026-03-12', { from: '2026-03-13', to: '2026-03-15' }], ['week', '2026-03-16', null, { from: '2026-03-09', to: '2026-03-15' }],
    ['month', '2026-04-01', '2026-02-28', { from: '2026-03-01', to: '2026-03-31' }], ['day', '2026-03-12', '2026-03-11', null],
  ] as const
  for (const [every, starts, last, expected] of rows) assert.deepEqual(duePeriod(every, starts, last), expected)
})

test('a sample is drawn with equal chances, and its error shrinks to nothing when all are seen', () => {
  const cases = Array.from({ length: 20 }, (_, i) => i), hits = cases.map(() => 0)
  for (let n = 0; n < 4_000; n++) {
    const { drawn, inclusion_probability } = drawCases(cases, 'sample', 5, seededRandom(`s${n}`))
    assert.deepEqual([new Set(drawn).size, inclusion_probability], [5, 0.25])
    for (const i of drawn) hits[i] = (hits[i] ?? 0) + 1
  }
  for (const n of hits) assert.ok(Math.abs(n - 1_000) < 5 * Math.sqrt(4_000 * 0.25 * 0.75), String(hits))
  assert.deepEqual(drawCases(cases, 'all', 5, seededRandom('x')).inclusion_probability, 1)
  // Cochran 1977, 3.12: p = 0.2, n = 10 of N = 50: sqrt(0.8 x 0.16 / 9).
  const some = sampledRate(2, 10, 50)
  assert.ok(Math.abs((some.standard_error as number) - Math.sqrt((0.8 * 0.16) / 9)) < 1e-12)
  assert.ok((some.low as number) > 0 && (some.low as number) < 0.2 && (some.high as number) < 1)
  assert.deepEqual(sampledRate(9, 10, 10), { rate: 0.9, standard_error: 0, low: 0.9, high: 0.9 })
  assert.ok((sampledRate(10, 10, 100).low as number) < 1, 'all good in a sample is no proof of all')
  assert.equal(sampledRate(0, 0, 5).rate, null)
})

test('somebody else looks again where there is somebody, and nobody more often than a day allows', () => {
  const load = new Map([['b', 2], ['c', 1]])
  const ask = (first: readonly string[], barred: readonly string[], per = 1, most = 3) => assignAgain(['a', 'b', 'c'], (id) => barred.includes(id), first, load, per, most)
  assert.deepEqual([ask(['a'], []), ask(['a'], ['b', 'c']), ask([], ['a', 'c'], 1, 2), ask([], [], 2)], [['c'], ['a'], [], ['a', 'c']])
})

test('says why nobody can go to look again', () => {
  assert.deepEqual([whyNobody(0, ['a'], () => false, 1), whyNobody(3, ['a', 'b'], (id) => id === 'a', 2), whyNobody(3, [], () => false, 1), whyNobody(3, ['a', 'b'], () => false, 2)],
    ['no_days', 'recused', 'recused', 'full'])
})
