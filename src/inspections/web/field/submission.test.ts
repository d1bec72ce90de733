import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextRevision, submissionOf } from './submission.ts'
import { draftRow, outRow, photoRow, visitRow } from './testing.ts'

const facts = { id: 's', device_id: 'd', now: 60_000, fix: { lon: 120, lat: 30, accuracy_m: 8 } }

test('the revision stands above everything known, here or at the server', () => {
  assert.equal(nextRevision(draftRow('v'), visitRow('v'), []), 1)
  assert.equal(nextRevision(draftRow('v', { submitted_revision: 2 }), visitRow('v'), [outRow('x', 'v', { revision: 4 }), outRow('y', 'other', { revision: 9 })]), 5)
  assert.equal(nextRevision(draftRow('v'), visitRow('v', {}, { revision_known: 7 }), []), 8)
})

test('a submission is the whole visit, with the checklist version it was begun with', () => {
  const row = submissionOf(draftRow('v', { answers: { lamp: 'fail' } }), visitRow('v', {}, { checklist_version_id: 'v2' }), [photoRow('p', 'v', { taken_at: 30_000 })], [], facts)
  assert.deepEqual([row.body.checklist_version_id, row.body.answers, row.body.lon, row.body.accuracy_m], ['v1', { lamp: 'fail' }, 120, 8])
  assert.deepEqual(row.body.photos.map((photo) => [photo.id, photo.taken_at]), [['p', '1970-01-01T00:00:30.000Z']])
  assert.equal(row.state, 'waiting')
})

test('a place that could not be inspected sends its reason and no answers; without a position none is made up', () => {
  const { body } = submissionOf(draftRow('v', { answers: { lamp: 'fail' }, not_done_reason: '关着门' }), visitRow('v'), [], [], { ...facts, fix: null })
  assert.deepEqual([body.answers, body.not_done_reason, body.lon, body.lat, body.accuracy_m], [{}, '关着门', null, null, null])
})

test('a clock set back in the middle of a visit gives no visit that ends before it began', () => {
  const { body } = submissionOf(draftRow('v', { started_at: 90_000 }), visitRow('v'), [], [], facts)
  assert.ok(body.ended_at >= body.started_at)
})
