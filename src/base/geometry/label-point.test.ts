import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shapeContains } from './contains.ts'
import { labelPoint } from './label-point.ts'
import type { MultiPolygon } from './shapes.ts'

test('stands the name inside the largest part, off its holes', () => {
  const horseshoe: MultiPolygon = [
    [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]],
    [[[10, 0], [20, 0], [20, 10], [18, 10], [18, 2], [12, 2], [12, 10], [10, 10], [10, 0]], [[14.9, 0.9], [15.1, 0.9], [15.1, 1.1], [14.9, 1.1], [14.9, 0.9]]],
  ]
  const found = labelPoint(horseshoe)
  assert.ok(found && found[0] > 10 && shapeContains(horseshoe, found[0], found[1]))
  assert.equal(labelPoint([]), null)
})
