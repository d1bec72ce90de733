import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shapeContains } from './contains.ts'
import { distanceToSegment, metresPerDegree } from './measure.ts'
import { buildNearestIndex } from './nearest.ts'
import { buildPolygonIndex } from './polygon-index.ts'
import { repairShape } from './repair.ts'
import type { MultiPolygon, Position } from './shapes.ts'

const plain = (shapes: readonly MultiPolygon[], x: number, y: number): number => shapes.findIndex((shape) => shapeContains(shape, x, y))

/** A few random shapes, mended, that overlap and leave gaps. */
const corner = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
const shapesOf = fc.array(fc.array(corner, { minLength: 3, maxLength: 9 }), { minLength: 1, maxLength: 6 }).map((drawings) =>
  drawings.flatMap((corners) => {
    const ring = corners.map(([x, y]) => [116 + x / 100, 39 + y / 100] as Position)
    return repairShape([[[...ring, ring[0] as Position]]])?.shape ?? []
  }).map((polygon) => [polygon] as MultiPolygon))

test('answers exactly like testing every shape in turn, on corners and borders too', () => {
  fc.assert(fc.property(shapesOf, fc.constantFrom(0, 3, 50), fc.array(fc.tuple(fc.integer({ min: -5, max: 90 }), fc.integer({ min: -5, max: 90 })), { minLength: 20 }), (shapes, side, samples) => {
    const index = buildPolygonIndex(shapes, side)
    const corners = shapes.flat(2).flatMap((ring) => ring.slice(1).flatMap((p, i) => {
      const q = ring[i] ?? p
      return [[p[0], p[1]], [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]] as const
    }))
    for (const [x, y] of [...corners, ...samples.map(([i, j]) => [116 + i / 200, 39 + j / 200] as const)]) assert.equal(index.find(x, y), plain(shapes, x, y), `${x} ${y}`)
  }), { numRuns: 200 })
})

test('a point on a shared border belongs to exactly one of the neighbours', () => {
  // Two shapes on either side of a jagged line, as two files would have it: the same corners in opposite directions.
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 20 }), fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 10 }), (bends, along) => {
    const line = [[0.5, 0], ...bends.map((x, i) => [x / 100, (i + 1) / (bends.length + 1)] as const), [0.5, 1]].map(([x = 0, y = 0]) => [116 + x, 39 + y] as Position)
    const west: MultiPolygon = [[[[116, 39], ...line, [116, 40], [116, 39]]]]
    const east: MultiPolygon = [[[[117, 40], ...line.toReversed(), [117, 39], [117, 40]]]]
    for (const t of along) {
      const i = Math.min(line.length - 2, Math.floor(t * (line.length - 1)))
      const [ax, ay] = line[i] as Position, [bx, by] = line[i + 1] as Position
      const part = t * (line.length - 1) - i
      const x = ax + part * (bx - ax), y = ay + part * (by - ay)
      if (y <= 39 || y >= 40) continue
      assert.equal(Number(shapeContains(west, x, y)) + Number(shapeContains(east, x, y)), 1)
      assert.equal(buildPolygonIndex([west, east]).find(x, y), plain([west, east], x, y))
    }
  }), { numRuns: 100 })
})

test('where shapes overlap, the first has the point', () => {
  const square = (side: number): MultiPolygon => [[[[116, 39], [116 + side, 39], [116 + side, 39 + side], [116, 39 + side], [116, 39]]]]
  assert.equal(buildPolygonIndex([square(0.1), square(1)]).find(116.05, 39.05), 0)
  assert.equal(buildPolygonIndex([square(1), square(0.1)]).find(116.05, 39.05), 0)
  assert.equal(buildPolygonIndex([square(0.1), square(1)]).find(116.5, 39.5), 1)
})

test('has no answer without shapes, far away, or for what is not a number', () => {
  assert.equal(buildPolygonIndex([]).find(116, 39), -1)
  const index = buildPolygonIndex([[[[[116, 39], [117, 39], [117, 40], [116, 39]]]]])
  for (const [x, y] of [[0, 0], [NaN, 39], [116, NaN], [Infinity, 39]] as const) assert.equal(index.find(x, y), -1)
})

test('the nearest shape is the one a plain search finds', () => {
  fc.assert(fc.property(shapesOf.filter((shapes) => shapes.length > 0), fc.double({ min: 115.9, max: 116.6, noNaN: true }), fc.double({ min: 38.9, max: 39.6, noNaN: true }), (shapes, x, y) => {
    const [kx, ky] = metresPerDegree(y)
    let metres = Infinity
    for (const ring of shapes.flat(2)) for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as Position, [bx, by] = ring[i] as Position
      metres = Math.min(metres, distanceToSegment(x, y, ax, ay, bx, by, kx, ky))
    }
    const found = buildNearestIndex(shapes).find(x, y, 5000)
    if (metres > 5000) assert.equal(found, null)
    else assert.equal(found?.metres, metres)
  }), { numRuns: 100 })
})
