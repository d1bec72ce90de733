import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byRoute, metresBetween, nextStop, standingOf } from './standing.ts'
import { draftRow, outRow, photoRow, visitRow } from './testing.ts'

const row = visitRow('v')
const sent = outRow('s', 'v', { state: 'sent', standing: 'current' })
const closed = draftRow('v', { open: false })
const cases: readonly (readonly [string, Parameters<typeof standingOf>, string])[] = [
  ['nothing done', [row, null, [], []], 'todo'],
  ['a draft', [row, draftRow('v'), [], []], 'begun'],
  ['submitted and waiting', [row, closed, [outRow('s', 'v')], [photoRow('p', 'v')]], 'waiting'],
  ['sent, photos behind', [row, closed, [sent], [photoRow('p', 'v')]], 'photos_waiting'],
  ['all sent', [row, closed, [sent], [photoRow('p', 'v', { state: 'sent' })]], 'sent'],
  ['a refused photo', [row, closed, [sent], [photoRow('p', 'v', { state: 'refused' })]], 'refused'],
  ['refused', [row, closed, [outRow('s', 'v', { state: 'refused' })], []], 'refused'],
  ['two devices', [row, closed, [{ ...sent, standing: 'conflict' }], []], 'conflict'],
  ['a conflict that came later', [visitRow('v', {}, { conflict: true }), closed, [sent], []], 'conflict'],
  ['a conflict somebody has decided', [visitRow('v', { downloaded_at: 9 }, { state: 'submitted' }), closed, [{ ...sent, standing: 'conflict', sent_at: 5 }], []], 'sent'],
  ['an old revision arrived', [row, closed, [{ ...sent, standing: 'superseded' }], []], 'superseded'],
  ['changed after sending', [row, draftRow('v', { submitted_revision: 1 }), [sent], []], 'begun'],
  ['returned by the reviewer', [visitRow('v', {}, { state: 'returned' }), closed, [sent], []], 'returned'],
  ['sent from elsewhere', [visitRow('v', {}, { state: 'submitted' }), null, [], []], 'sent'],
  ['accepted', [visitRow('v', {}, { state: 'accepted' }), closed, [sent], []], 'accepted'],
]
for (const [what, given, standing] of cases) test(`${what}: ${standing}`, () => assert.equal(standingOf(...given), standing))

test('the route decides the order; the next stop is what was begun, else the first to do', () => {
  const rows = [visitRow('c', {}, { stop_order: 3 }), visitRow('x'), visitRow('a', {}, { stop_order: 1 }), visitRow('b', {}, { stop_order: 2 })].sort(byRoute)
  assert.deepEqual(rows.map((r) => r.id), ['a', 'b', 'c', 'x'])
  const stands = (standings: readonly string[]) => rows.map((r, i) => ({ row: r, standing: standings[i] as 'todo' }))
  assert.equal(nextStop(stands(['sent', 'todo', 'begun', 'todo']))?.id, 'c')
  assert.equal(nextStop(stands(['sent', 'todo', 'todo', 'todo']))?.id, 'b')
  assert.equal(nextStop(stands(['sent', 'sent', 'sent', 'accepted'])), null)
})

test('a degree of latitude is 111.2 km; without a place there is no distance', () => {
  assert.ok(Math.abs((metresBetween({ lon: 117, lat: 36 }, { lon: 117, lat: 37 }) ?? 0) - 111_195) < 1)
  assert.equal(metresBetween({ lon: null, lat: null }, { lon: 117, lat: 37 }), null)
})
