import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shapeContains } from './contains.ts'
import { areaLost, repairShape, type ShapeFlaw } from './repair.ts'
import { shoelaceArea } from './measure.ts'
import type { MultiPolygon, Position, Ring } from './shapes.ts'
import { whyInvalid } from './validity.testing.ts'

/** Points on a plane of thousandths of a degree near the equator, where a square is about 110 m wide each way. */
const ring = (...corners: readonly (readonly [number, number])[]): Ring =>
  [...corners, corners[0] ?? [0, 0]].map(([x, y]) => [x / 1000, y / 1000] as Position)
const square = (x: number, y: number, side: number): Ring => ring([x, y], [x + side, y], [x + side, y + side], [x, y + side])
const unit = shoelaceArea([[square(0, 0, 1)]])

const drawings: readonly {
  readonly name: string; readonly shape: MultiPolygon; readonly units: number; readonly parts: number; readonly flaws: readonly ShapeFlaw[]
}[] = [
  { name: 'leaves a sound square alone', shape: [[square(0, 0, 2)]], units: 4, parts: 1, flaws: [] },
  { name: 'turns a clockwise square round', shape: [[square(0, 0, 2).toReversed()]], units: 4, parts: 1, flaws: [] },
  { name: 'keeps a sound hole', shape: [[square(0, 0, 4), square(1, 1, 1)]], units: 15, parts: 1, flaws: [] },
  { name: 'keeps both loops of a bow-tie, of which buffer(0) keeps one', shape: [[ring([0, 0], [2, 2], [2, 0], [0, 2])]], units: 2, parts: 2, flaws: ['crossing'] },
  { name: 'keeps a part written where a hole was expected', shape: [[square(0, 0, 2), square(5, 0, 1)]], units: 5, parts: 2, flaws: ['outside_hole'] },
  { name: 'keeps all loops of a chain of squares drawn in turn both ways round',
    shape: [[ring([0, 0], [1, 0], [1, 1], [2, 1], [2, 0], [1, 0], [1, 1], [0, 1])]], units: 2, parts: 1, flaws: ['touching'] },
  { name: 'keeps ground enclosed twice, once', shape: [[ring([0, 0], [3, 0], [3, 3], [1, 3], [1, 1], [2, 1], [2, 2], [0, 2])]], units: 8, parts: 1, flaws: ['crossing'] },
  { name: 'joins parts that overlap', shape: [[square(0, 0, 2)], [square(1, 0, 2)]], units: 6, parts: 1, flaws: ['touching', 'overlapping_parts'] },
  { name: 'drops a spike', shape: [[ring([0, 0], [2, 0], [2, 1], [5, 1], [2, 1], [2, 2], [0, 2])]], units: 4, parts: 1, flaws: ['touching'] },
  { name: 'reads a hole reached by a bridge as a hole',
    shape: [[ring([0, 0], [4, 0], [4, 4], [0, 4], [0, 1], [1, 1], [1, 2], [2, 2], [2, 1], [1, 1], [0, 1])]], units: 15, parts: 1, flaws: ['touching'] },
  { name: 'keeps a hole that touches its outer ring in one corner', shape: [[ring([0, 0], [4, 0], [4, 4], [0, 4]), ring([0, 0], [2, 1], [1, 2])]], units: 14.5, parts: 1, flaws: [] },
  { name: 'splits a part whose hole touches its outer ring twice', shape: [[square(0, 0, 4), ring([0, 0], [4, 4], [2, 1])]], units: 14, parts: 2, flaws: [] },
]
for (const { name, shape, units, parts, flaws } of drawings) test(name, () => {
  const mended = repairShape(shape)
  assert.ok(mended)
  assert.equal(whyInvalid(mended.shape), null)
  assert.equal(mended.shape.length, parts)
  assert.ok(Math.abs(mended.report.after / unit - units) < 1e-5 * units, `${mended.report.after / unit} units`)
  assert.ok(areaLost(mended.report) < 1e-9)
  assert.deepEqual([...mended.report.flaws].sort(), [...flaws].sort())
})

test('finds nothing to keep in a line drawn as an area', () => {
  assert.equal(repairShape([[ring([0, 0], [1, 1], [2, 2])]]), null)
})

const scribble = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), { minLength: 3, maxLength: 12 })
test('any scribble becomes valid, and mending it again changes nothing', () => {
  fc.assert(fc.property(fc.array(fc.array(scribble, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), fc.constantFrom(1e-4, 1), (parts, scale) => {
    const mended = repairShape(parts.map((part) => part.map((corners) => ring(...corners.map(([x, y]) => [x * scale, y * scale] as const)))))
    if (!mended) return
    assert.equal(whyInvalid(mended.shape), null)
    assert.ok(Math.abs(mended.report.after - mended.report.drawn) <= 1e-6 * mended.report.drawn)
    const again = repairShape(mended.shape)
    assert.ok(again)
    assert.deepEqual([again.report.flaws, again.shape.length], [[], mended.shape.length])
    assert.ok(Math.abs(again.report.after - mended.report.after) <= 1e-9 * mended.report.after)
  }), { numRuns: 300 })
})

/** Winding number of a point by summing angles: slow, and knows nothing of grids, cuts or rings. */
const windsAround = (line: Ring, x: number, y: number): boolean => {
  let sum = 0
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1] as Position, [bx, by] = line[i] as Position
    sum += Math.atan2((ax - x) * (by - y) - (bx - x) * (ay - y), (ax - x) * (bx - x) + (ay - y) * (by - y))
  }
  return Math.round(sum / (2 * Math.PI)) !== 0
}
test('keeps exactly the ground around which the line winds', () => {
  fc.assert(fc.property(scribble, (corners) => {
    const line = ring(...corners)
    const mended = repairShape([[line]])
    for (let i = 0; i < 14; i++) for (let j = 0; j < 14; j++) {
      // Off the lattice, so that no sample lies on a line.
      const x = (i + Math.SQRT1_2 / 5 + j * 0.0113) / 1000, y = (j + Math.E / 4 - i * 0.0171) / 1000
      assert.equal(mended ? shapeContains(mended.shape, x, y) : false, windsAround(line, x, y))
    }
  }), { numRuns: 100 })
})
