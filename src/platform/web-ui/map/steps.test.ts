import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepsOf } from './steps.ts'

test('five classes hold about as many areas each', () => {
  const { ends, stepOf } = stepsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  assert.deepEqual(ends, [2, 4, 6, 8, 10])
  assert.deepEqual([1, 2, 3, 10].map(stepOf), [1, 1, 2, 5])
})
test('equal values make one class, nothing known makes none', () => {
  const { ends, stepOf } = stepsOf([3, 3, 3])
  assert.deepEqual(ends, [3])
  assert.equal(stepOf(3), 1)
  assert.equal(stepOf(null), 0)
  assert.equal(stepsOf([]).stepOf(4), 0)
})
