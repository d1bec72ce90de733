import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitted } from './compress.ts'
import { readSpot, hashOf } from './place-in-app.ts'
import { isFull, roomOf, saveOrFree } from './storage.ts'

const full = (): Error => Object.assign(new Error('full'), { name: 'QuotaExceededError' })

test('a full phone is known however deep the error lies', () => {
  assert.ok(isFull(full()))
  assert.ok(isFull({ name: 'AbortError', inner: { name: 'Error', inner: full() } }))
  assert.ok(!isFull(new Error('other')))
  assert.ok(!isFull(null))
})

test('saving makes room until it succeeds, says no when nothing can be freed, and hides no other error', async () => {
  let tries = 0
  assert.ok(await saveOrFree(async () => { if (++tries < 4) throw full() }, async () => 1))
  assert.equal(tries, 4)
  assert.equal(await saveOrFree(async () => { throw full() }, async () => 0), false)
  await assert.rejects(saveOrFree(async () => { throw new Error('broken') }, async () => 1), /broken/)
})

test('room is short from four fifths on or below fifty megabytes', () => {
  const mb = 1024 ** 2
  assert.deepEqual([[0, 1000], [799, 1000], [800, 1000], [51, 100]].map(([used = 0, quota = 0]) => roomOf(used * mb, quota * mb).short), [false, false, true, true])
  assert.equal(roomOf(0, 0).short, false)
})

test('photos are fitted into 1600 pixels and never enlarged', () => {
  assert.deepEqual(fitted(4000, 3000), { width: 1600, height: 1200 })
  assert.deepEqual(fitted(3000, 4000), { width: 1200, height: 1600 })
  assert.deepEqual(fitted(640, 480), { width: 640, height: 480 })
  assert.deepEqual(fitted(10_000, 1), { width: 1600, height: 1 })
})

test('every screen has an address and is found again by it', () => {
  for (const spot of [{ at: 'today' }, { at: 'queue' }, { at: 'me' }, { at: 'visit', id: 'x' }, { at: 'fill', id: 'x' }, { at: 'review', id: 'x' }, { at: 'problem', id: 'x' }, { at: 'blocked', id: 'x' }] as const) assert.deepEqual(readSpot(hashOf(spot)), spot)
  assert.deepEqual(readSpot('#/nowhere'), { at: 'today' })
})
