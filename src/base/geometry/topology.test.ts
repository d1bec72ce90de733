import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../seeded-random.ts'
import { shoelaceArea } from './measure.ts'
import type { MultiPolygon, Position } from './shapes.ts'
import { buildTopology } from './topology.ts'

const size = 6
/** A patchwork of squares whose shared sides are jagged lines of 40 corners, each the same for both neighbours. */
const patchwork = (): readonly MultiPolygon[] => {
  const sides = new Map<string, readonly Position[]>()
  const random = seededRandom('patchwork')
  const side = (x1: number, y1: number, x2: number, y2: number): readonly Position[] => {
    const backwards = x2 < x1 || y2 < y1
    const key = backwards ? `${x2},${y2},${x1},${y1}` : `${x1},${y1},${x2},${y2}`
    let line = sides.get(key)
    if (!line) {
      const [fx, fy, tx, ty] = backwards ? [x2, y2, x1, y1] : [x1, y1, x2, y2]
      line = Array.from({ length: 41 }, (_, i) => {
        const wobble = i === 0 || i === 40 ? 0 : (random.next() - 0.5) * 0.02
        const at = (low: number, high: number, other: number): number => Math.round((low + (high - low) * i / 40 + (other !== 0 ? wobble : 0)) * 1e5) / 1e7
        return [116 + at(fx, tx, ty - fy), 39 + at(fy, ty, tx - fx)] as Position
      })
      sides.set(key, line)
    }
    return backwards ? line.toReversed() : line
  }
  return Array.from({ length: size * size }, (_, k) => {
    const x = k % size, y = Math.floor(k / size)
    return [[[...side(x, y, x + 1, y), ...side(x + 1, y, x + 1, y + 1).slice(1), ...side(x + 1, y + 1, x, y + 1).slice(1), ...side(x, y + 1, x, y).slice(1)]]]
  })
}
const all = Array.from({ length: size * size }, (_, i) => i)
const edgesOf = (shapes: readonly MultiPolygon[]): readonly string[] => shapes.flat(2).flatMap((ring) => ring.slice(1).map((to, i) => `${ring[i]}|${to}`))

test('neighbours still share every inner edge after simplification, however strong', () => {
  const topology = buildTopology(patchwork())
  for (const squareMetres of [0, 50, 500, 5e3, 1e9]) {
    const edges = new Set(edgesOf(topology.simplified(all, { squareMetres, budget: 1e9, decimals: 7 })))
    const inner = [...edges].filter((edge) => {
      const [a = '', b = ''] = edge.split('|')
      return !edges.has(`${b}|${a}`)
    })
    // What has no counterpart is the outer border alone.
    const onRim = (point: string): boolean => point.split(',').some((v, i) => {
      const unit = (Number(v) - (i === 0 ? 116 : 39)) * 100
      return unit < 0.02 || unit > size - 0.02
    })
    assert.ok(inner.every((edge) => edge.split('|').every(onRim)))
  }
})

test('keeps everything at threshold 0 and keeps to its budget', () => {
  const shapes = patchwork()
  const topology = buildTopology(shapes)
  const count = (chosen: readonly MultiPolygon[]): number => edgesOf(chosen).length
  assert.equal(count(topology.simplified(all, { squareMetres: 0, budget: 1e9, decimals: 7 })), count(shapes))
  assert.ok(count(topology.simplified(all, { squareMetres: 0, budget: 1000, decimals: 7 })) <= 1000)
  const area = (chosen: readonly MultiPolygon[]): number => chosen.reduce((sum, shape) => sum + shoelaceArea(shape), 0)
  assert.ok(Math.abs(area(topology.simplified(all, { squareMetres: 0, budget: 1000, decimals: 7 })) / area(shapes) - 1) < 0.01)
})

test('an island and the hole it fills stay one line, and neither collapses', () => {
  const round = Array.from({ length: 60 }, (_, i) => [116.5 + Math.round(1e5 * Math.cos(i / 30 * Math.PI)) / 1e7, 39.5 + Math.round(1e5 * Math.sin(i / 30 * Math.PI)) / 1e7] as Position)
  const closed = [...round, round[0] as Position]
  const island: MultiPolygon = [[closed]]
  const sea: MultiPolygon = [[[[116, 39], [117, 39], [117, 40], [116, 40], [116, 39]], closed.toReversed()]]
  const [one, two] = buildTopology([sea, island]).simplified([0, 1], { squareMetres: 1e12, budget: 1e9, decimals: 7 })
  const hole = one?.[0]?.[1] ?? [], shore = two?.[0]?.[0] ?? []
  assert.ok(shore.length >= 4)
  assert.deepEqual(new Set(hole.map(String)), new Set(shore.map(String)))
})
