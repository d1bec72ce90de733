import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { backOffMs } from './back-off.ts'

test('waits two seconds, then twice as long each time, never more than six minutes', () => {
  assert.deepEqual([0, 1, 2, 3, 8, 9, 500].map((fails) => backOffMs(fails, 0.5)), [0, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000])
  fc.assert(fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (fails, random) => {
    const wait = backOffMs(fails, random)
    return wait >= 0 && wait <= 360_000 && wait <= backOffMs(fails + 1, random)
  }))
})
