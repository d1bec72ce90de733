import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { seededRandom } from '#base/seeded-random.ts'
import { assignVisits } from './assignment.ts'
import { draw, plannedVisits } from './draw.ts'
import { canonicalFrame, frameFaults } from './frame.ts'
import type { DrawFrame, FrameInput, FramePlace, Sha256 } from './model.ts'
import { isBarred } from './recusal.ts'
import { selectPlaces } from './select.ts'
import { hashStream } from './stream.ts'
import { districts, exampleInput } from './testing.ts'
import { canonicalText, commitmentOf, decimalOf, frameHash, frameText, isPlainText, publicValueFaults, secretFaults, seedOf, ticketOf, unitsOf } from './text.ts'

const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
const seeded = (frame: DrawFrame, value = 'value-1'): string => seedOf(frameHash(frame, sha256), { kind: 'public_value', value }, sha256)

test('a frame is the same text whatever the order of its parts, and canonical by the package too', () => {
  const input = exampleInput(), frame = canonicalFrame(input)
  const shuffled = { ...input, places: [...input.places].reverse(), inspectors: [...input.inspectors].reverse(), excluded: [...input.excluded ?? []].reverse() }
  assert.equal(frameText(canonicalFrame(shuffled)), frameText(frame))
  assert.equal(frameText(frame), canonicalize(frame))
  const stored = JSON.parse(JSON.stringify(frame), (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length)) : value) as DrawFrame
  assert.equal(frameText(stored), frameText(frame))
  assert.equal(canonicalText({ places: [], 10: 1, 9: 2 }), canonicalize({ places: [], 10: 1, 9: 2 }))
  assert.doesNotMatch(frameText(frame), /[0-9]\.[0-9]+[,}\]]/, 'no number with a fraction: other languages print them otherwise')
})

test('one example to the byte, so that no machine or version of the method differs unseen', () => {
  const frame = canonicalFrame(exampleInput())
  const seed = seedOf(frameHash(frame, sha256), { kind: 'public_value', value: '01382438112797316654' }, sha256)
  assert.deepEqual([frameHash(frame, sha256), seed, sha256(canonicalText(draw(frame, seed, sha256)))], [
    '14c07ebf2201e5d7459507003b1b7c1978c6cd2e1e5e9d983bb3c6a9c704e0da', 'b56a5cb5c45cde26efe9338bf1dbf6ae2b9794710f876286ddf9fdec652d6b35',
    '03134aca11a76fef45830be825f163333efa41fa6e153301c40cf79555a0921b',
  ])
})

test('probabilities of a stratum add up to its sample exactly and are as size x risk', () => {
  const frame = canonicalFrame(exampleInput())
  assert.equal(frame.strata.reduce((sum, s) => sum + s.sample, 0), 40)
  for (const { key, sample } of frame.strata) {
    const places = frame.places.filter((p) => p.stratum === key), units = places.map((p) => unitsOf(p.pi)!)
    assert.equal(units.reduce((a, b) => a + b, 0), sample * 1e12)
    const rates = places.filter((_, i) => units[i]! < 1e12).map((p) => Number(p.pi) / (Number(p.size) * Number(p.risk)))
    assert.ok(rates.every((r) => Math.abs(r / rates[0]! - 1) < 1e-9))
  }
  assert.equal(decimalOf(4_000_000_000), '0.004000000000')
  assert.equal(decimalOf(1e12), '1.000000000000')
  assert.equal(unitsOf('0.1'), null)
})

test('fixed quotas, Neyman shares and everything', () => {
  const keys = canonicalFrame(exampleInput()).strata.map((s) => s.key)
  const fixed = canonicalFrame(exampleInput({ sample: { allocation: 'fixed', quotas: { [keys[0]!]: 3, [keys[1]!]: 1000 } } }))
  assert.deepEqual(fixed.strata.map((s) => s.sample), [3, fixed.strata[1]!.places, 0, 0, 0, 0])
  assert.ok(draw(fixed, seeded(fixed), sha256).selected.every((p) => Number(p.pi) > 0))
  const neyman = canonicalFrame({ ...exampleInput({ sample: { allocation: 'neyman' } }), deviations: { [keys[0]!]: 30, [keys[1]!]: 10 } })
  assert.equal(neyman.strata[0]!.share, String(neyman.strata[0]!.places * 30_000))
  assert.equal(neyman.strata[5]!.share, String(neyman.strata[5]!.places * 20_000))
  assert.ok(neyman.strata[0]!.sample > neyman.strata[1]!.sample)
  const all = canonicalFrame(exampleInput({ places: 30, sample: { take: 'all' } })), result = draw(all, seeded(all), sha256)
  assert.equal(result.selected.length, 30)
  assert.ok(result.selected.every((p) => p.pi === '1.000000000000'))
})

test('a draw depends on nothing but frame and seed, and another seed draws others', () => {
  const frame = canonicalFrame(exampleInput()), ids = (value: string): string => draw(frame, seeded(frame, value), sha256).selected.map((p) => p.place_id).join()
  assert.deepEqual(draw(frame, seeded(frame), sha256), draw(JSON.parse(JSON.stringify(frame)) as DrawFrame, seeded(frame), sha256))
  assert.notEqual(ids('value-1'), ids('value-2'))
})

for (const sample of [
  { probability: 'equal', spread: 'plain' }, { probability: 'size_and_risk', spread: 'plain' }, { probability: 'equal', spread: 'balanced' }, { probability: 'size_and_risk', spread: 'balanced' },
] as const) {
  test(`each place is drawn as often as its probability says: ${sample.probability}, ${sample.spread}`, () => {
    const frame = canonicalFrame(exampleInput({ places: 60, sample: { ...sample, count: 12, stratify: 'district' } })), runs = 3_000
    const counts = new Map(frame.places.map((p) => [p.id, 0]))
    for (let run = 0; run < runs; run++) {
      for (const { key, drawn } of selectPlaces(frame, sha256(`run ${run}`), sha256)) {
        assert.equal(drawn.length, frame.strata.find((s) => s.key === key)!.sample)
        for (const { place } of drawn) counts.set(place.id, counts.get(place.id)! + 1)
      }
    }
    for (const { id, pi } of frame.places) {
      const p = Number(pi), sd = Math.sqrt(runs * p * (1 - p))
      assert.ok(Math.abs(counts.get(id)! - runs * p) <= 4.5 * sd, `${id}: ${counts.get(id)} of ${runs * p}`)
    }
  })
}

test('the smallest tickets win where probabilities are equal, and the next are the reserves', () => {
  const frame = canonicalFrame(exampleInput({ sample: { probability: 'equal', spread: 'plain', stratify: 'whole' } })), seed = seeded(frame), result = draw(frame, seed, sha256)
  for (const { key, sample } of frame.strata) {
    const order = frame.places.filter((p) => p.stratum === key).map((p) => ({ id: p.id, ticket: ticketOf(seed, p.id, sha256) })).sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    assert.deepEqual(result.selected.filter((p) => p.stratum === key).map((p) => p.place_id), order.slice(0, sample).map((p) => p.id).sort())
    const reserves = result.reserves.find((r) => r.stratum === key)!.place_ids
    assert.deepEqual(reserves, order.slice(sample, sample + reserves.length).map((p) => p.id))
    // Enlarging the sample keeps whom it had: the larger one begins with the smaller.
    assert.ok(reserves.length >= 10)
  }
})

test('nobody goes where they are barred, the same person twice, or too often on a day; loads are even', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(1, 2, 3), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 5 }), (n, per_visit, days, most_per_day) => {
    const input = exampleInput({ name: `pair ${n}`, places: 120, inspectors: 15, days, sample: { count: Math.max(6, Math.min(60, Math.floor(days * 15 * most_per_day / per_visit * 0.5))) }, team: { per_visit, most_per_day } })
    assert.deepEqual(frameFaults(input), [])
    const frame = canonicalFrame(input), result = draw(frame, sha256(`seed ${n}`), sha256), places = new Map(frame.places.map((p) => [p.id, p])), load = new Map<string, number>(), total = new Map<string, number>()
    assert.deepEqual(result.shortages, [])
    for (const visit of result.selected) {
      assert.equal(new Set(visit.inspector_ids).size, per_visit)
      assert.ok(frame.settings.days.includes(visit.day))
      for (const id of visit.inspector_ids) {
        assert.ok(!isBarred(frame.inspectors.find((p) => p.id === id)!, places.get(visit.place_id)!))
        load.set(`${id} ${visit.day}`, (load.get(`${id} ${visit.day}`) ?? 0) + 1)
        total.set(id, (total.get(id) ?? 0) + 1)
      }
    }
    assert.ok([...load.values()].every((count) => count <= most_per_day))
    const mean = result.selected.length * per_visit / 15
    assert.ok([...total.values()].every((count) => count <= mean + 2 * most_per_day), `${[...total.values()].join()} around ${mean}`)
  }), { numRuns: 40 })
})

/** 20 places of four districts, 12 inspectors each barred from one, two for each visit, at most four: 40 of 48 seats. */
const tight = (days = 1): FrameInput => ({
  ...exampleInput(),
  places: Array.from({ length: 20 }, (_, i) => ({ id: `t-${10 + i}`, stratum: 'all', size: 1, risk: 1, lon: 117 + (i % 5) / 100, lat: 36 + Math.floor(i / 5) / 100, area_path: `c.d${i % 4}`, unit_id: null })),
  inspectors: Array.from({ length: 12 }, (_, i) => ({ id: `i-${10 + i}`, barred: [`c.d${i % 4}`] })),
  settings: { sample: { ...exampleInput().settings.sample, take: 'all' }, team: { per_visit: 2, most_per_day: 4 }, days: Array.from({ length: days }, (_, d) => `2026-04-0${d + 1}`) },
})

test('a tight team is always paired where any pairing exists, and every pair comes up', () => {
  const frame = canonicalFrame(tight()), counts = new Map<string, number>(), runs = 1_000
  for (let run = 0; run < runs; run++) {
    const { days, shortages } = assignVisits(frame, frame.places, sha256(`tight ${run}`), sha256)
    assert.deepEqual(shortages, [])
    for (const { place, inspector_ids } of days[0]!.visits) for (const id of inspector_ids) counts.set(`${place.id} ${id}`, (counts.get(`${place.id} ${id}`) ?? 0) + 1)
  }
  // 9 may go to each place, 2 do: 0.222 if all were alike.
  assert.equal(counts.size, 20 * 9)
  for (const [pair, count] of counts) assert.ok(count / runs > 0.1 && count / runs < 0.36, `${pair} ${count / runs}`)
})

test('where no pairing exists it says which place on which day lacks whom', () => {
  const input = tight(), barred = input.inspectors.map((p, i) => ({ ...p, barred: i < 11 ? [...p.barred, 't-13'] : p.barred }))
  const [fault] = frameFaults({ ...input, inspectors: barred })
  assert.deepEqual([fault?.code, fault?.value, fault?.params], ['inspections.draw_nobody_may_go', 't-13', { free: 0, needed: 2 }])
  // Enough people for each place and in all, not for the places together: 5 places of d0 may only be visited by two.
  const few = { ...input, inspectors: input.inspectors.map((p, i) => ({ ...p, barred: i < 10 ? ['c.d0'] : [] })) }
  assert.deepEqual(frameFaults(few), [])
  const frame = canonicalFrame(few), result = draw(frame, seeded(frame), sha256)
  assert.ok(result.shortages.length >= 1 && result.shortages.length <= 2)
  for (const short of result.shortages) {
    assert.ok(frame.places.find((p) => p.id === short.place_id)!.area_path === 'c.d0' && short.found < short.needed)
    assert.equal(short.barred.length, 10)
    assert.ok(short.full.length >= 1)
  }
  // With a second day they can be served.
  const two = canonicalFrame({ ...few, settings: { ...few.settings, days: ['2026-04-01', '2026-04-02'] } })
  for (let run = 0; run < 20; run++) assert.deepEqual(draw(two, sha256(`two ${run}`), sha256).shortages, [])
})

test('stops of a day are numbered from 1 for each lead without a gap, and planned visits carry the weight', () => {
  const frame = canonicalFrame(exampleInput()), result = draw(frame, seeded(frame), sha256)
  for (const list of Map.groupBy(result.selected, (p) => `${p.day} ${p.inspector_ids[0]}`).values()) assert.deepEqual(list.map((p) => p.stop_order).sort((a, b) => a - b), list.map((_, i) => i + 1))
  const visits = plannedVisits(result)
  assert.deepEqual(visits.map((v) => v.inclusion_probability), result.selected.map((p) => Number(p.pi)))
})

test('everything that stands against a draw is said before it', () => {
  const input = exampleInput(), settings = input.settings, place = input.places[0]!
  const rows: readonly (readonly [Partial<FrameInput>, string, string])[] = [
    [{ places: [] }, 'places', 'draw_no_places'],
    [{ places: [place, place] }, 'places[1].id', 'draw_id_twice'],
    [{ places: [{ ...place, id: 'a b' }] }, 'places[0].id', 'draw_id_not_plain'],
    [{ places: [{ ...place, id: 'a|b' }] }, 'places[0].id', 'draw_id_not_plain'],
    [{ places: [{ ...place, id: 'e\u0301' }] }, 'places[0].id', 'draw_id_not_plain'],
    [{ places: [{ ...place, size: 0 }] }, 'places[0].size', 'draw_size_out_of_range'],
    [{ places: [{ ...place, risk: Number.NaN }] }, 'places[0].risk', 'draw_size_out_of_range'],
    [{ places: [{ ...place, lat: 91 }] }, 'places[0].lat', 'draw_point_out_of_range'],
    [{ excluded: [{ id: place.id, reason: 'x' }] }, 'excluded[0].id', 'draw_excluded_in_frame'],
    [{ settings: { ...settings, days: [] } }, 'settings.days', 'draw_no_days'],
    [{ settings: { ...settings, days: ['2026-03-02', '2026-03-02'] } }, 'settings.days', 'draw_day_twice'],
    [{ settings: { ...settings, team: { per_visit: 4 as 3, most_per_day: 1 } } }, 'settings.team.per_visit', 'draw_team_out_of_range'],
    [{ settings: { ...settings, team: { per_visit: 1, most_per_day: 0 } } }, 'settings.team.most_per_day', 'draw_most_per_day_out_of_range'],
    [{ settings: { ...settings, sample: { ...settings.sample, count: 0 } } }, 'settings.sample.count', 'draw_count_missing'],
    [{ settings: { ...settings, sample: { ...settings.sample, count: 9, least_per_stratum: 2 } } }, 'settings.sample.count', 'draw_count_below_floors'],
    [{ settings: { ...settings, sample: { ...settings.sample, allocation: 'fixed', quotas: {} } } }, 'settings.sample.quotas', 'draw_count_missing'],
    [{ inspectors: input.inspectors.slice(0, 3) }, 'inspectors', 'draw_team_too_small'],
  ]
  for (const [change, field, code] of rows) {
    const faults = frameFaults({ ...input, ...change })
    assert.ok(faults.some((f) => f.field === field && f.code === `inspections.${code}`), `${code}: ${JSON.stringify(faults.slice(0, 3))}`)
    assert.throws(() => canonicalFrame({ ...input, ...change }), RangeError)
  }
  assert.ok(isPlainText('点位-3') && !isPlainText('') && !isPlainText('a\u200bb'))
})

test('places without a point, on one spot, or alone in a stratum are drawn all the same', () => {
  fc.assert(fc.property(fc.array(fc.record({ stratum: fc.constantFrom('a', 'b', 'c'), at: fc.constantFrom(null, 117, 117.1), size: fc.integer({ min: 1, max: 5000 }) }), { minLength: 1, maxLength: 40 }), fc.nat(), (list, k) => {
    const input = exampleInput({ sample: { count: 3 + k % 30, least_per_stratum: 1 } })
    const places = list.map(({ stratum, at, size }, i) => ({ id: `x${i}`, stratum, size: size / 1000, risk: 1, lon: at, lat: at && 36, area_path: districts[0], unit_id: null }))
    const given = { ...input, excluded: [], places, inspectors: input.inspectors.map((p) => ({ ...p, barred: [] })) }
    assert.deepEqual(frameFaults(given), [])
    const frame = canonicalFrame(given), result = draw(frame, sha256(String(k)), sha256)
    assert.equal(result.selected.length, Math.min(list.length, 3 + k % 30))
    assert.equal(new Set(result.selected.map((p) => p.place_id)).size, result.selected.length)
  }), { numRuns: 100 })
})

test('numbers from a seed favour none and come from the hash alone', () => {
  const below = hashStream('seed', 'name', sha256), counts = Array.from({ length: 7 }, () => 0)
  for (let i = 0; i < 70_000; i++) counts[below(7)]!++
  assert.ok(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0) < 22.5, counts.join())
  const block = sha256('seed|other|0'), again = hashStream('seed', 'other', sha256)
  assert.deepEqual([again(2 ** 40), again(2 ** 40)], [Number.parseInt(block.slice(0, 12), 16) % 2 ** 40, Number.parseInt(block.slice(12, 24), 16) % 2 ** 40])
})

test('public values and secrets that can be guessed or mistaken are refused; a commitment holds for its party and frame only', () => {
  assert.deepEqual(publicValueFaults('03 11 17 22 28 31 + 09'), [])
  assert.equal(publicValueFaults(' 12 ')[0]?.code, 'inspections.draw_text_too_short')
  assert.equal(publicValueFaults('a|bcdefgh')[0]?.code, 'inspections.draw_text_not_plain')
  assert.equal(secretFaults('short')[0]?.code, 'inspections.draw_text_too_short')
  const secret = 'a secret of more than twenty'
  assert.notEqual(commitmentOf('f1', 'A', secret, sha256), commitmentOf('f1', 'B', secret, sha256))
  assert.notEqual(commitmentOf('f1', 'A', secret, sha256), commitmentOf('f2', 'A', secret, sha256))
  assert.equal(seedOf('f', { kind: 'public_value', value: ' e\u0301 ' }, sha256), sha256('f|é'))
  assert.equal(seedOf('f', { kind: 'commit_reveal', secrets: ['r1', 'r2'] }, sha256), sha256('f|r1|r2'))
})

test('comparison: the vectors of RFC 3797 and of the consistent sampler, from the same hash primitives', () => {
  // RFC 3797, section 6: MD5 of 0x0000 or the round before and after the key, modulo what is left of the pool.
  const key = '9319./2.5.8.10.12./9.18.26.34.41.45./', pool = Array.from({ length: 25 }, (_, i) => i + 1), chosen: number[] = []
  for (let i = 0; i < 16; i++) {
    const mark = Buffer.from([i >> 8, i & 255])
    const digest = createHash('md5').update(mark).update(key).update(mark).digest('hex')
    chosen.push(pool.splice(Number(BigInt(`0x${digest}`) % BigInt(pool.length)), 1)[0]!)
  }
  assert.deepEqual(chosen, [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4])
  // Rivest's consistent sampler: the fraction of an id is the decimal number SHA-256(SHA-256(seed) id) read backwards; the smallest win, as tickets do here.
  const fraction = (id: string, seed: string): string => `0.${[...String(BigInt(`0x${sha256(sha256(seed) + id)}`)).padStart(64, '0')].reverse().join('')}`
  const sampled = (ids: readonly string[], seed: string, take: number): string[] =>
    ids.map((id) => ({ id, at: fraction(id, seed) })).sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, take).map(({ id }) => id)
  assert.match(fraction('AB-130', '01382438112797316654'), /^0\.262997141228380/)
  assert.deepEqual(sampled(['A-1', 'A-2', 'A-3', 'B-1', 'B-2', 'B-3'], '314159', 4), ['B-2', 'B-3', 'A-3', 'A-2'])
  const ids = Array.from({ length: 20 }, (_, i) => `P${String(i + 1).padStart(4, '0')}`)
  assert.deepEqual(sampled(ids, 'bihuan-2026-03|beacon', 6), ['P0016', 'P0018', 'P0015', 'P0014', 'P0007', 'P0006'])
  assert.match(fraction('P0016', 'bihuan-2026-03|beacon'), /^0\.131902483/)
})

test('a map of many places keeps its balance against simple chance', () => {
  const random = seededRandom('map'), spots = Array.from({ length: 900 }, () => [117 + random.next() * 0.3, 36.6 + random.next() * 0.2] as const)
  const gaps = (spread: 'balanced' | 'plain'): number => {
    const input = exampleInput({ sample: { count: 60, spread, probability: 'equal', least_per_stratum: 0 } })
    const frame = canonicalFrame({ ...input, excluded: [], places: spots.map(([lon, lat], i) => ({ id: `g${i}`, stratum: 'all', size: 1, risk: 1, lon, lat, area_path: 'c', unit_id: null })) })
    let sum = 0
    for (let run = 0; run < 20; run++) {
      const drawn: FramePlace[] = selectPlaces(frame, sha256(`map ${run}`), sha256).flatMap((s) => s.drawn.map((p) => p.place))
      for (const a of drawn) sum += Math.min(...drawn.filter((b) => b !== a).map((b) => Math.hypot(a.x - b.x, a.y - b.y)))
    }
    return sum
  }
  assert.ok(gaps('balanced') > 1.25 * gaps('plain'), `${gaps('balanced') / gaps('plain')}`)
})
