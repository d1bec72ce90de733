import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#base/seeded-random.ts'
import type { Below } from '#statistics/index.ts'
import { planDay, type RouteStop, type RouteTerms } from './day.ts'
import { metresBetween, routeOrder } from './order.ts'
import { shortestTour } from './tour.ts'

const belowOf = (seed: string): Below => {
  const random = seededRandom(seed)
  return (n) => random.int(0, n - 1)
}

/** TSPLIB (Reinelt 1991), EUC_2D: distances rounded to whole numbers. */
const instances = {
  eil51: [426, '37 52 49 49 52 64 20 26 40 30 21 47 17 63 31 62 52 33 51 21 42 41 31 32 5 25 12 42 36 16 52 41 27 23 17 33 13 13 57 58 62 42 42 57 16 57 8 52 7 38 27 68 30 48 43 67 58 48 58 27 37 69 38 46 46 10 61 33 62 63 63 69 32 22 45 35 59 15 5 6 10 17 21 10 5 64 30 15 39 10 32 39 25 32 25 55 48 28 56 37 30 40'],
  berlin52: [7542, '565 575 25 185 345 750 945 685 845 655 880 660 25 230 525 1000 580 1175 650 1130 1605 620 1220 580 1465 200 1530 5 845 680 725 370 145 665 415 635 510 875 560 365 300 465 520 585 480 415 835 625 975 580 1215 245 1320 315 1250 400 660 180 410 250 420 555 575 665 1150 1160 700 580 685 595 685 610 770 610 795 645 720 635 760 650 475 960 95 260 875 920 700 500 555 815 830 485 1170 65 830 610 605 625 595 360 1340 725 1740 245'],
} as const
for (const [name, [optimum, text]] of Object.entries(instances)) {
  test(`finds the proven optimum of ${name}, ${optimum}`, () => {
    const numbers = text.split(' ').map(Number), spots = Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i]!, y: numbers[2 * i + 1]! }))
    const { order, length } = shortestTour(spots.length, (a, b) => metresBetween(spots[a]!, spots[b]!), belowOf(name), 10_000)
    assert.equal(length, optimum)
    assert.deepEqual([...order].sort((a, b) => a - b), spots.map((_, i) => i))
    assert.equal(order.reduce((sum, stop, i) => sum + metresBetween(spots[stop]!, spots[order[(i + 1) % order.length]!]!), 0), optimum)
  })
}

const permutations = (n: number): number[][] => n === 0 ? [[]] : permutations(n - 1).flatMap((p) => Array.from({ length: n }, (_, i) => p.toSpliced(i, 0, n - 1)))
const spot = fc.record({ x: fc.integer({ min: 0, max: 5000 }), y: fc.integer({ min: 0, max: 5000 }) })

test('an open way of few stops is the shortest from its start', () => {
  fc.assert(fc.property(fc.array(spot, { minLength: 1, maxLength: 7 }), fc.string(), (spots, seed) => {
    const order = routeOrder(spots, belowOf(seed))
    const length = (way: readonly number[]): number => way.slice(1).reduce((sum, stop, i) => sum + metresBetween(spots[way[i]!]!, spots[stop]!), 0)
    assert.deepEqual([...order].sort((a, b) => a - b), spots.map((_, i) => i))
    const best = Math.min(...permutations(spots.length).filter((p) => p[0] === order[0]).map(length))
    assert.ok(length(order) <= best * 1.05 + 1, `${length(order)} instead of ${best}`)
    assert.deepEqual(routeOrder(spots, belowOf(seed)), order)
  }), { numRuns: 60 })
})

test('the seed chooses the start, and the direction of a round', () => {
  const spots = Array.from({ length: 12 }, (_, i) => ({ x: Math.round(1000 * Math.cos(i * Math.PI / 6)), y: Math.round(1000 * Math.sin(i * Math.PI / 6)) }))
  const starts = new Set(Array.from({ length: 60 }, (_, k) => routeOrder(spots, belowOf(`start ${k}`))[0]))
  assert.ok(starts.size >= 8)
  const rounds = new Set(Array.from({ length: 40 }, (_, k) => routeOrder(spots, belowOf(`round ${k}`), { depot: { x: 1100, y: 0 }, back: true }).join()))
  assert.ok(rounds.size >= 2 && [...rounds].some((way) => rounds.has(way.split(',').reverse().join())))
  assert.deepEqual(routeOrder([], belowOf('none')), [])
})

const terms: RouteTerms = { from: 8 * 60, to: 18 * 60, speed_kmh: 20, detour: 1.3, depot: null, back: false }
const stop = fc.record({
  x: fc.integer({ min: 0, max: 8000 }), y: fc.integer({ min: 0, max: 8000 }), minutes: fc.integer({ min: 0, max: 40 }),
  window: fc.option(fc.tuple(fc.integer({ min: 480, max: 1000 }), fc.integer({ min: 30, max: 240 })).map(([from, span]) => ({ from, to: from + span }))),
})
const named = (stops: readonly Omit<RouteStop, 'id'>[]): RouteStop[] => stops.map((s, i) => ({ ...s, id: `s${i}` }))

test('arrivals follow each other: way, waiting, visit; every stop once; the same for the same seed', () => {
  fc.assert(fc.property(fc.array(stop, { maxLength: 14 }), fc.option(spot), fc.boolean(), fc.string(), (given, depot, back, seed) => {
    const stops = named(given), day = { ...terms, depot, back }, route = planDay(stops, day, belowOf(seed)), byId = new Map(stops.map((s) => [s.id, s]))
    assert.deepEqual(route.legs.map((l) => l.id).sort(), stops.map((s) => s.id).sort())
    let clock = day.from, here = depot as { x: number; y: number } | null
    for (const leg of route.legs) {
      const at = byId.get(leg.id)!, way = here ? metresBetween(here, at) * 1.3 / (20_000 / 60) : 0
      assert.ok(Math.abs(leg.arrives - clock - way) < 1e-6 && leg.waits >= 0)
      assert.ok(leg.arrives + leg.waits >= (at.window?.from ?? 0) - 1e-9 && Math.abs(leg.leaves - leg.arrives - leg.waits - at.minutes) < 1e-9)
      assert.ok(Math.abs(leg.late - Math.max(0, leg.arrives + leg.waits - (at.window?.to ?? Infinity))) < 1e-9)
      clock = leg.leaves
      here = at
    }
    assert.deepEqual(route.beyond, route.legs.filter((l) => l.leaves > 1080).map((l) => l.id))
    assert.deepEqual(planDay(stops, day, belowOf(seed)), route)
  }), { numRuns: 60 })
})

test('windows are kept wherever an order keeps them', () => {
  fc.assert(fc.property(fc.array(stop, { minLength: 2, maxLength: 6 }), fc.string(), (given, seed) => {
    const stops = named(given), day = { ...terms, depot: { x: 4000, y: 4000 } }
    const late = (order: readonly number[]): number => {
      let clock = day.from, here: { x: number; y: number } = day.depot, sum = 0
      for (const i of order) {
        const s = stops[i]!
        clock = Math.max(clock + metresBetween(here, s) * 1.3 / (20_000 / 60), s.window?.from ?? 0)
        sum += Math.max(0, clock - (s.window?.to ?? Infinity))
        clock += s.minutes
        here = s
      }
      return sum
    }
    const best = Math.min(...permutations(stops.length).map(late)), found = planDay(stops, day, belowOf(seed)).late_minutes
    assert.ok(best > 0 ? found <= best + 30 : found < 1e-9, `${found} late, ${best} is possible`)
  }), { numRuns: 80 })
})

test('150 stops with windows are planned in seconds', () => {
  const random = seededRandom('long day'), started = performance.now()
  const stops = Array.from({ length: 150 }, (_, i) => ({
    id: `s${i}`, x: random.int(0, 9000), y: random.int(0, 9000), minutes: 1, window: i % 5 === 0 ? { from: 480 + 60 * (i % 7), to: 720 + 60 * (i % 7) } : null,
  }))
  const route = planDay(stops, terms, belowOf('long'))
  assert.equal(route.legs.length, 150)
  assert.ok(performance.now() - started < 30_000, `${performance.now() - started} ms`)
})
