import assert from 'node:assert/strict'
import { test } from 'node:test'
import { batchLimit, duePhotos, freeable, nextBatch, replaced, settle } from './queue.ts'
import { outRow, photoRow } from './testing.ts'

const always = (): boolean => true

test('submissions go oldest first, twenty at a time', () => {
  const rows = Array.from({ length: 50 }, (_, i) => outRow(`s${i}`, `v${i}`, { made_at: 100 - i }))
  const batch = nextBatch(rows, always, new Set())
  assert.equal(batch.length, batchLimit)
  assert.deepEqual(batch.slice(0, 2).map((row) => row.id), ['s49', 's48'])
})

test('a batch stays well below the server\'s limit of a megabyte, and one large submission still goes', () => {
  const large = (id: string, made_at: number) => outRow(id, id, { made_at, body: { ...outRow(id, id).body, answers: { text: 'x'.repeat(400_000) } } })
  assert.deepEqual(nextBatch([large('a', 1), large('b', 2)], always, new Set()).map((row) => row.id), ['a'])
})

test('what was refused in company goes alone, and pausing ones are passed over', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id, i) => outRow(id, id, { made_at: i }))
  assert.deepEqual(nextBatch(rows, always, new Set(['a'])).map((row) => row.id), ['a'])
  assert.deepEqual(nextBatch(rows, always, new Set(['c'])).map((row) => row.id), ['a', 'b'])
  assert.deepEqual(nextBatch(rows, (id) => id !== 'a', new Set()).map((row) => row.id), ['b', 'c', 'd'])
})

test('photos wait for the submission of their own visit only', () => {
  const photos = [photoRow('p1', 'v1', { taken_at: 2 }), photoRow('p2', 'v2', { taken_at: 1 }), photoRow('p3', 'v3', { state: 'kept' })]
  const out = [outRow('s1', 'v1'), outRow('s2', 'v2', { state: 'refused' })]
  assert.deepEqual(duePhotos(photos, out, always).map((photo) => photo.id), ['p2'])
})

test('the answer decides: taken with its standing, refused with its reason, a busy database waits', () => {
  const row = outRow('s', 'v')
  const answer = { id: 's', visit_id: 'v', standing: 'conflict', visit_state: 'submitted' } as const
  assert.deepEqual(settle(row, [answer], 9), { ...row, state: 'sent', tries: 1, sent_at: 9, standing: 'conflict' })
  const refused = settle(row, [{ ...answer, standing: null, error: { code: 'inspections.not_your_visit' } }], 9)
  assert.deepEqual([refused.state, refused.reason], ['refused', { code: 'inspections.not_your_visit', detail: null }])
  assert.equal(settle(row, [{ ...answer, error: { code: 'http.try_again' } }], 9), row)
  assert.equal(settle(row, [], 9), row)
})

test('a newer submission takes the place of those that never left', () => {
  const rows = [outRow('a', 'v'), outRow('b', 'v', { revision: 2, state: 'sent' }), outRow('c', 'other')]
  assert.deepEqual(replaced(rows, outRow('d', 'v', { revision: 3 })), ['a'])
})

test('only sent photos may be freed, the oldest first', () => {
  const photos = [photoRow('late', 'v', { state: 'sent', sent_at: 9 }), photoRow('early', 'v', { state: 'sent', sent_at: 1 }), photoRow('gone', 'v', { state: 'sent', sent_at: 0, freed: true }), photoRow('w', 'v'), photoRow('k', 'v', { state: 'kept' })]
  assert.deepEqual(freeable(photos).map((photo) => photo.id), ['early', 'late'])
})
