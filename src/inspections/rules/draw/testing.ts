import { seededRandom } from '#base/seeded-random.ts'
import { draw, publishedDraw } from './draw.ts'
import { canonicalFrame } from './frame.ts'
import type { FrameInput, PublishedDraw, PublishedSeed, Sha256 } from './model.ts'
import { commitmentOf, frameHash, seedOf } from './text.ts'

type Plan = {
  readonly places: number
  readonly inspectors: number
  readonly days: number
  readonly sample: Partial<FrameInput['settings']['sample']>
  readonly team: Partial<FrameInput['settings']['team']>
  readonly name: string
}
export const districts = ['370000.370102', '370000.370103', '370000.370104'] as const
const usual = {
  take: 'sample', count: 40, stratify: 'district_and_place_type', allocation: 'proportional', least_per_stratum: 1, quotas: {}, probability: 'size_and_risk', spread: 'balanced',
} as const

/** A made-up round: places in three districts, inspectors each barred from their home district, one from a single place and one from a unit. */
export const exampleInput = (plan: Partial<Plan> = {}): FrameInput => {
  const { places = 300, inspectors = 14, days = 5, sample = {}, team = {}, name = 'example' } = plan
  const random = seededRandom(name)
  return {
    round: { programme: '周检查-2026', number: 3, starts_on: '2026-03-02', ends_on: '2026-03-06' },
    places: Array.from({ length: places }, (_, i) => {
      const district = random.pick(districts)
      return {
        id: `p-${String(i + 1).padStart(5, '0')}`, stratum: `${district}/${random.pick(['market', 'square'])}`, size: random.int(1, 40) / 4, risk: random.int(1, 3),
        lon: 117 + random.next() * 0.3, lat: 36.6 + random.next() * 0.2, area_path: `${district}.${random.int(1, 4)}`, unit_id: `u-${random.int(1, 9)}`,
      }
    }),
    excluded: [{ id: 'p-99998', reason: '正在施工' }, { id: 'p-99997', reason: '上周刚查过' }],
    inspectors: Array.from({ length: inspectors }, (_, i) => ({
      id: `i-${String(i + 1).padStart(2, '0')}`, barred: [districts[i % 3] as string, ...(i === 0 ? ['p-00001'] : []), ...(i === 1 ? ['u-1'] : [])],
    })),
    settings: { sample: { ...usual, ...sample }, team: { per_visit: 2, most_per_day: 4, ...team }, days: Array.from({ length: days }, (_, i) => `2026-03-${String(i + 2).padStart(2, '0')}`) },
    code_version: '0.1.0',
  }
}

/** An input drawn and published, by a public value or by two secrets. */
export const examplePublished = (input: FrameInput, sha256: Sha256, kind: PublishedSeed['kind'] = 'public_value', value = '01382438112797316654'): PublishedDraw => {
  const frame = canonicalFrame(input), hash = frameHash(frame, sha256)
  const secrets = [`${value}-first-secret-of-20`, `${value}-second-secret-of-20`] as const, parties = ['文明办', '纪检监察室'] as const
  const source: PublishedSeed = kind === 'public_value' ? { kind, name: '双色球 2026025 期', value } : {
    kind,
    commitments: parties.map((party, i) => ({ party, commitment: commitmentOf(hash, party, secrets[i] as string, sha256), at: `2026-03-01T0${i + 2}:00:00.000Z` })),
    reveals: parties.map((party, i) => ({ party, secret: secrets[i] as string, at: `2026-03-01T0${i + 6}:00:00.000Z` })),
  }
  const seed = seedOf(hash, kind === 'public_value' ? { kind, value } : { kind, secrets }, sha256)
  return publishedDraw({ frame, result: draw(frame, seed, sha256), source, committed_at: '2026-03-01T01:00:00.000Z', drawn_at: '2026-03-01T13:20:00.000Z' }, sha256)
}
