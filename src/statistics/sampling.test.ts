import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#base/seeded-random.ts'
import { allocate, idealAllocation, neymanShares, proportionalShares, varianceOfPlan } from './allocation.ts'
import { inclusionProbabilities, inclusionUnits } from './inclusion-probabilities.ts'
import { localPivotal } from './pivotal.ts'
import { nearestPoints } from './points.ts'
import { spatialBalance } from './spatial-balance.ts'
import { readTable } from '../../tests/reference/survey-tables.ts'
import { systematicSample, systematicUnits } from './systematic.ts'

const close = (found: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`)
const strata = [{ key: 'E', size: 4421 }, { key: 'H', size: 755 }, { key: 'M', size: 1018 }]
const deviations = [131.346298561464, 107.656253591749, 124.717055904762]

test('allocates the school population as the reference does', () => {
  const proportional = idealAllocation(proportionalShares(strata), 200), neyman = idealAllocation(neymanShares(strata, deviations), 200)
  for (const [i, n] of [142.751049403, 24.3784307394, 32.8705198579].entries()) close(proportional[i]!, n)
  for (const [i, n] of [147.208521118, 20.6053886453, 32.1860902368].entries()) close(neyman[i]!, n)
  assert.deepEqual(allocate(proportionalShares(strata), 200), [143, 24, 33])
  assert.deepEqual(allocate(neymanShares(strata, deviations), 200), [147, 21, 32])
  const sizes = strata.map((s) => s.size)
  for (const [plan, variance] of [[proportional, 78.7847601424116], [neyman, 78.485694908406], [[100, 50, 50], 97.1071530400787]] as const) close(varianceOfPlan(sizes, deviations, plan), variance)
})

test('the deviations of the reference come from its population', (t) => {
  const table = readTable(t, 'apipop.csv')
  if (!table) return
  for (const [i, key] of ['E', 'H', 'M'].entries()) {
    const y = table.filter((row) => row.stype === key).map((row) => Number(row.api00)), mean = y.reduce((a, b) => a + b, 0) / y.length
    close(Math.sqrt(y.reduce((s, v) => s + (v - mean) ** 2, 0) / (y.length - 1)), deviations[i]!, 1e-12)
  }
})

test('any allocation keeps floors, caps and the total, and follows its shares between them', () => {
  const plan = fc.array(fc.record({ size: fc.integer({ min: 1, max: 300 }), share: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true })) }), { minLength: 1, maxLength: 30 })
  fc.assert(fc.property(plan, fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, least, at) => {
    const given = list.map((s, i) => ({ ...s, key: String(i) }))
    const low = given.reduce((sum, s) => sum + Math.min(least, s.size), 0), high = given.reduce((sum, s) => sum + s.size, 0)
    const total = Math.round(low + (high - low) * at)
    const found = allocate(given, total, { least }), ideal = idealAllocation(given, total, { least })
    assert.equal(found.reduce((a, b) => a + b, 0), total)
    found.forEach((n, h) => assert.ok(Number.isInteger(n) && n >= Math.min(least, given[h]!.size) && n <= given[h]!.size && Math.abs(n - ideal[h]!) < 1 + 1e-6))
    assert.deepEqual(found, allocate(given, total, { least }))
    const inside = given.map((_, h) => h).filter((h) => ideal[h]! > Math.min(least, given[h]!.size) + 1e-6 && ideal[h]! < given[h]!.size - 1e-6 && given[h]!.share > 0)
    const rates = inside.map((h) => ideal[h]! / given[h]!.share)
    assert.ok(rates.every((r) => Math.abs(r - rates[0]!) <= 1e-6 * rates[0]!))
  }))
  assert.throws(() => allocate([{ key: 'a', size: 5, share: 1 }], 6), RangeError)
  assert.throws(() => allocate([{ key: 'a', size: 5, share: 1 }], 1, { least: 2 }), RangeError)
})

test('inclusion probabilities with the cap iterated', () => {
  const expected = [0.117647058823529, 0.235294117647059, 0.352941176470588, 0.470588235294118, 1, 0.823529411764706, 1, 1]
  inclusionProbabilities([1, 2, 3, 4, 100, 7, 9, 40], 5).forEach((p, i) => close(p, expected[i]!, 1e-14))
  inclusionUnits([1n, 2n, 3n, 4n, 100n, 7n, 9n, 40n], 5, 1e12).forEach((p, i) => close(p / 1e12, expected[i]!, 2e-12))
})

test('whole units add up to the sample exactly and are the probabilities to within a unit', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 }), fc.nat(), (sizes, k) => {
    const count = 1 + k % sizes.length, units = inclusionUnits(sizes.map(BigInt), count, 1e12)
    assert.equal(units.reduce((a, b) => a + b, 0), count * 1e12)
    inclusionProbabilities(sizes, count).forEach((p, i) => assert.ok(Math.abs(p * 1e12 - units[i]!) < 2 && units[i]! > 0 && units[i]! <= 1e12))
  }))
  // A speck beside a mountain keeps a chance.
  assert.deepEqual(inclusionUnits([1n, 10n ** 18n, 10n ** 18n], 1, 1e12).reduce((a, b) => a + b, 0), 1e12)
})

const sizes = [12, 5, 8, 20, 3, 7, 15, 9, 11, 10]
test('systematic samples of the reference, in decimals and in whole units', () => {
  const p = inclusionProbabilities(sizes, 4), units = inclusionUnits(sizes.map(BigInt), 4, 1e12)
  for (const [start, drawn] of [[0.1, [1, 4, 6, 8]], [0.37, [1, 4, 7, 9]], [0.8, [3, 4, 7, 10]]] as const) {
    assert.deepEqual(systematicSample(p, start).map((i) => i + 1), drawn)
    assert.deepEqual(systematicUnits(units, 1e12, start * 1e12).map((i) => i + 1), drawn)
  }
})

test('systematic samples hold pairs as often as the exact joint probabilities say, some never', (t) => {
  const rows = readTable(t, 'systematic_joint_pi.csv', false)
  if (!rows) return
  const units = inclusionUnits(sizes.map(BigInt), 4, 100), joint = sizes.map(() => sizes.map(() => 0))
  for (let start = 1; start <= 100; start++) {
    const drawn = systematicUnits(units, 100, start)
    assert.equal(drawn.length, 4)
    for (const i of drawn) for (const j of drawn) joint[i]![j]! += 0.01
  }
  rows.forEach((row, i) => Object.values(row).forEach((value, j) => close(joint[i]![j]!, Number(value), 1e-12)))
})

test('the nearest point is the nearest of those left, of equally near ones the first', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), { minLength: 2, maxLength: 80 }), fc.infiniteStream(fc.nat()), (points, choice) => {
    const near = nearestPoints(points.map(([x]) => x), points.map(([, y]) => y)), left = points.map((_, i) => i)
    while (left.length > 1) {
      const i = left[choice.next().value % left.length]!
      const best = left.filter((j) => j !== i).sort((a, b) => near.squared(i, a) - near.squared(i, b) || a - b)[0]
      assert.equal(near.nearest(i), best)
      near.remove(i)
      left.splice(left.indexOf(i), 1)
    }
    assert.equal(near.nearest(left[0]!), -1)
  }), { numRuns: 200 })
})

const grid = Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20)] as const)
const gridX = grid.map(([x]) => x), gridY = grid.map(([, y]) => y)
for (const [method, reference, sd] of [['lpm2', 0.07652, 0.02512], ['lpm1', 0.07511, 0.0241]] as const) {
  test(`${method} spreads 20 of a 20 x 20 grid as the reference, each point as often as it should`, () => {
    const random = seededRandom(`pivotal/${method}`), units = grid.map(() => 50_000), counts = grid.map(() => 0), runs = 2_000
    let sum = 0
    for (let run = 0; run < runs; run++) {
      const drawn = localPivotal(units, 1_000_000, gridX, gridY, (n) => random.int(0, n - 1), { method })
      assert.equal(drawn.length, 20)
      for (const i of drawn) counts[i]!++
      sum += spatialBalance(grid.map(() => 0.05), gridX, gridY, drawn)
    }
    // The random order of the indices breaks ties here: the same ones each run cost a little balance.
    assert.ok(Math.abs(sum / runs - reference) < 0.004 + 4 * sd / Math.sqrt(runs) && sum / runs < 0.09, `mean balance ${sum / runs}`)
    const deviation = Math.sqrt(runs * 0.05 * 0.95)
    counts.forEach((n) => assert.ok(Math.abs(n - 100) < 4.5 * deviation, `${n} of 100`))
  })
}

test('unequal probabilities are kept by the local pivotal method', () => {
  const random = seededRandom('unequal'), units = inclusionUnits(sizes.map(BigInt), 4, 1e12), counts = sizes.map(() => 0), runs = 20_000
  const x = sizes.map(() => random.int(0, 100)), y = sizes.map(() => random.int(0, 100))
  for (let run = 0; run < runs; run++) for (const i of localPivotal(units, 1e12, x, y, (n) => random.int(0, n - 1))) counts[i]!++
  counts.forEach((n, i) => {
    const p = sizes[i]! / 25
    assert.ok(Math.abs(n - runs * p) < 4.5 * Math.sqrt(runs * p * (1 - p)), `${i}: ${n} of ${runs * p}`)
  })
})

test('a sample has its size whatever the points, many on one spot too', () => {
  const random = seededRandom('spots')
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 60 }), fc.nat(), (list, k) => {
    const count = 1 + k % list.length, units = inclusionUnits(list.map(([s]) => BigInt(s)), count, 1e12)
    for (const method of ['lpm1', 'lpm2'] as const) {
      const drawn = localPivotal(units, 1e12, list.map(([, x]) => x), list.map(() => 0), (n) => random.int(0, n - 1), { method })
      assert.equal(drawn.length, count)
      units.forEach((u, i) => assert.ok(u < 1e12 || drawn.includes(i)))
    }
  }), { numRuns: 100 })
  const spot = Array.from({ length: 20_000 }, () => 0)
  assert.equal(localPivotal(spot.map(() => 5e9), 1e12, spot, spot, (n) => random.int(0, n - 1)).length, 100)
})
