import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openBatcher, QueueFull } from './batcher.ts'

test('collects what arrives while a batch is written and gives each its own answer', async () => {
  const sizes: number[] = []
  const began = Promise.withResolvers<void>()
  const batcher = openBatcher(async (asked: readonly number[]) => {
    sizes.push(asked.length)
    began.resolve()
    await sleep(5)
    return asked.map((n) => n * 2)
  }, { most: 4 })
  const first = [1, 2].map(batcher.submit)
  await began.promise
  const later = [3, 4, 5, 6, 7].map(batcher.submit)
  assert.deepEqual(await Promise.all([...first, ...later]), [2, 4, 6, 8, 10, 12, 14])
  assert.deepEqual(sizes, [2, 4, 1])
})

test('one that cannot be written hurts no other', async () => {
  const batcher = openBatcher(async (asked: readonly number[]) => {
    if (asked.includes(3)) throw new Error('three')
    return asked
  })
  const results = await Promise.allSettled([1, 2, 3, 4].map(batcher.submit))
  assert.deepEqual(results.map((r) => (r.status === 'fulfilled' ? r.value : String(r.reason))), [1, 2, 'Error: three', 4])
})

test('does not try again what a lost connection may have committed', async () => {
  let tries = 0
  const batcher = openBatcher(async (asked: readonly number[]) => {
    tries++
    if (asked.length > 0) throw Object.assign(new Error('Connection terminated unexpectedly'), {})
    return asked
  })
  const results = await Promise.allSettled([1, 2, 3].map(batcher.submit))
  assert.deepEqual([tries, results.every((r) => r.status === 'rejected')], [1, true])
})

test('refuses when too many wait, and goes on afterwards', async () => {
  const batcher = openBatcher(async (asked: readonly number[]) => asked, { mostWaiting: 2 })
  const results = await Promise.allSettled([1, 2, 3].map(batcher.submit))
  assert.ok(results[2]?.status === 'rejected' && results[2].reason instanceof QueueFull)
  assert.equal(await batcher.submit(9), 9)
  await batcher.idle()
})
