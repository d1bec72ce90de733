/**
 * The draw: 400 places from 100,000, from places to result with frame, hash, tickets, balanced choice and teams; a month of a city planned; the local
 * pivotal method alone over 100,000 points. Prints JSON lines. `node bench/draw.ts [--rounds 3]`
 */
import { hash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { canonicalFrame, draw, type FrameInput, frameHash, seedOf, type Sha256 } from '#inspections/rules/index.ts'
import { seededRandom } from '#base/seeded-random.ts'
import { localPivotal } from '#statistics/index.ts'
import { median, round } from './support/cpu.ts'

const sha256: Sha256 = (text) => hash('sha256', text)

/** Places in clusters, as in a town: streets full of shops, then none for a while. */
const inputOf = (places: number, inspectors: number, count: number, days: readonly string[]): FrameInput => {
  const random = seededRandom('bench/draw')
  const towns = Array.from({ length: 300 }, () => [116 + random.next(), 39.5 + random.next()] as const)
  const district = (lon: number, lat: number): string => `370000.3701${Math.floor((lon - 115) * 4 % 4)}${Math.floor((lat - 39) * 4 % 4)}`
  return {
    round: { programme: 'bench', number: 1, starts_on: days[0] as string, ends_on: days.at(-1) as string },
    places: Array.from({ length: places }, (_, i) => {
      const [x, y] = random.pick(towns), lon = x + random.normal() * 0.02, lat = y + random.normal() * 0.02
      const id = [...random.bytes(16)].map((b) => b.toString(16).padStart(2, '0')).join('')
      return { id, stratum: `${district(lon, lat)}/${i % 4}`, size: 0.5 + random.next() * 3, risk: random.int(1, 3), lon, lat, area_path: district(lon, lat), unit_id: null }
    }),
    inspectors: Array.from({ length: inspectors }, (_, i) => ({ id: `inspector-${String(i).padStart(3, '0')}`, barred: [`370000.3701${i % 4}${i % 3}`] })),
    settings: {
      sample: { take: 'sample', count, stratify: 'district_and_place_type', allocation: 'proportional', least_per_stratum: 1, quotas: {}, probability: 'size_and_risk', spread: 'balanced' },
      team: { per_visit: 2, most_per_day: 8 }, days,
    },
    code_version: 'bench',
  }
}
const daysOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `2026-03-${String(i + 1).padStart(2, '0')}`)
const drawFrom = (input: FrameInput): void => {
  const frame = canonicalFrame(input)
  const hashed = frameHash(frame, sha256)
  const result = draw(frame, seedOf(hashed, { kind: 'public_value', value: '01382438112797316654' }, sha256), sha256, hashed)
  if (result.shortages.length > 0) throw new Error(`${result.shortages.length} visits without enough people`)
}

const measures: readonly (readonly [name: string, limit: number, prepare: () => () => void])[] = [
  ['a draw of 400 from 100,000 places', 2_000, () => {
    const input = inputOf(100_000, 60, 400, daysOf(5))
    return () => drawFrom(input)
  }],
  ['a month of 1,200 places and 60 inspectors planned', 5_000, () => {
    const input = inputOf(1_200, 60, 1_200, daysOf(22))
    return () => drawFrom(input)
  }],
  ['local pivotal method, 100,000 points', 2_000, () => {
    const random = seededRandom('bench/pivotal')
    const x = Array.from({ length: 100_000 }, () => random.int(0, 99_999)), y = x.map(() => random.int(0, 99_999)), units = x.map(() => 4_000_000_000)
    return () => {
      const drawn = localPivotal(units, 1_000_000_000_000, x, y, (n) => random.int(0, n - 1))
      if (drawn.length !== 400) throw new Error(`${drawn.length} drawn`)
    }
  }],
]

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } })
for (const [name, limit, prepare] of measures) {
  const run = prepare(), times: number[] = [], cpu: number[] = []
  for (let k = 0; k < Math.max(1, Number(values.rounds) || 1); k++) {
    const from = performance.now(), used = process.cpuUsage()
    run()
    times.push(performance.now() - from)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1000)
  }
  const ours = round(median(times), 0)
  process.stdout.write(`${JSON.stringify({ name, ours, unit: 'ms', limit, at_most: true, cpu_ms: round(median(cpu), 0), worst: round(Math.max(...times), 0) })}\n`)
  if (ours > limit) process.exitCode = 1
}
