import { seededRandom } from '#base/seeded-random.ts'
import { type Border, bordersOf } from './mesh.ts'
import { cityPlan, districtPlans, type PlanPoint } from './plan.ts'
import { ringsByLabel, strayParts } from './rings.ts'
import { citySites, type Site } from './sites.ts'
import { sure } from '../sure.ts'

/** Longitude and latitude in degrees, WGS-84, five decimals (about one metre). */
export type LonLat = readonly [lon: number, lat: number]
/** Rings of one polygon as GeoJSON wants them: closed, the outer one counter-clockwise, then holes. */
export type Rings = readonly (readonly LonLat[])[]

/** The city lies in the sand of the Badain Jaran desert, where no city is: a base map under it shows at once that it is generated. */
const origin = { lon: 102.3, lat: 40.4 }
const kmPerDegreeLat = 111.04
const kmPerDegreeLon = 84.87

export const toLonLat = ([x, y]: PlanPoint): LonLat =>
  [Math.round((origin.lon + x / kmPerDegreeLon) * 1e5) / 1e5, Math.round((origin.lat + y / kmPerDegreeLat) * 1e5) / 1e5]
export const toPlan = ([lon, lat]: LonLat): PlanPoint => [(lon - origin.lon) * kmPerDegreeLon, (lat - origin.lat) * kmPerDegreeLat]

export type CommunityShape = { readonly district: number; readonly street: number; readonly centre: LonLat; readonly rings: Rings }
export type CityShape = {
  /** Communities ordered by street; streets ordered by district, each from north-west to south-east. */
  readonly communities: readonly CommunityShape[]
  readonly streets: readonly { readonly district: number; readonly rings: Rings }[]
  readonly districts: readonly { readonly rings: Rings }[]
  readonly city: Rings
  readonly river: readonly LonLat[]
}

/** Hand a stray cell to the neighbouring street it shares the longest border with. */
const joinStrays = (sites: readonly Site[], borders: readonly Border[], districtOfStreet: ReadonlyMap<number, number>): void => {
  for (const level of ['street', 'district'] as const) {
    const labelOf = (i: number): number => {
      const street = sites[i]?.street ?? -1
      return level === 'street' ? street : districtOfStreet.get(street) ?? -1
    }
    for (let round = 0; round < 4; round++) {
      const strays = strayParts(borders, sites.length, labelOf)
      if (strays.size === 0) break
      for (const [label, parts] of strays) {
        for (const part of parts) {
          const shared = new Map<number, number>()
          const own = new Set(part)
          for (const { a, b, length } of borders) {
            const other = own.has(a) ? b : own.has(b) ? a : -1
            const street = sites[other]?.street ?? -1
            if (other < 0 || street < 0 || labelOf(other) === label) continue
            shared.set(street, (shared.get(street) ?? 0) + length)
          }
          const [best] = [...shared].sort((p, q) => q[1] - p[1])
          if (best) for (const i of part) sure(sites[i]).street = best[0]
        }
      }
    }
  }
}

const closed = (rings: readonly (readonly PlanPoint[])[]): Rings => rings.map((ring) => {
  const out: LonLat[] = []
  for (const point of ring) {
    const next = toLonLat(point), last = out.at(-1)
    if (!last || last[0] !== next[0] || last[1] !== next[1]) out.push(next)
  }
  return [...out, sure(out[0])]
})

/** The fictional city's whole plan. It is always the same city: a demo's seed changes what happens in it, not where it lies. */
export const cityShape = (): CityShape => {
  const random = seededRandom('lanchuan')
  const plan = cityPlan(random.fork('plan'))
  const sites = citySites(plan, random.fork('sites'))
  const at = sites.map((s) => s.at)
  const texture = ([x, y]: PlanPoint): { step: number; roughness: number } => {
    const r = Math.sqrt(x * x + y * y)
    return { step: Math.min(0.34, 0.09 + r * 0.008), roughness: Math.min(0.26, 0.025 + Math.max(0, r - 8) * 0.009) }
  }
  const borders = bordersOf(at, texture, random.fork('borders'))
  const first = new Map(sites.map((s) => [s.street, s.district]))
  joinStrays(sites, borders, first)

  const streetKeys = [...new Set(sites.filter((s) => s.street >= 0).map((s) => s.street))]
  const middle = (street: number): PlanPoint => {
    const own = sites.filter((s) => s.street === street)
    return [own.reduce((a, s) => a + s.at[0], 0) / own.length, own.reduce((a, s) => a + s.at[1], 0) / own.length]
  }
  const middles = new Map(streetKeys.map((s) => [s, middle(s)]))
  const southEast = (p: PlanPoint): number => p[0] * 0.35 - p[1]
  streetKeys.sort((p, q) => sure(first.get(p)) - sure(first.get(q)) || southEast(sure(middles.get(p))) - southEast(sure(middles.get(q))))
  const streetIndex = new Map(streetKeys.map((key, i) => [key, i]))

  const cells = sites.map((site, i) => ({ site, i, street: streetIndex.get(site.street) ?? -1 })).filter((c) => c.street >= 0)
    .sort((p, q) => p.street - q.street || southEast(p.site.at) - southEast(q.site.at))
  const streetOfSite = new Map(cells.map((c) => [c.i, c.street]))
  const label = (of: (street: number) => number) => (i: number): number => {
    const street = streetOfSite.get(i)
    return street === undefined ? -1 : of(street)
  }
  const districtOf = streetKeys.map((key) => sure(first.get(key)))
  const cellRings = ringsByLabel(borders, (i) => (streetOfSite.has(i) ? i : -1))
  const streetRings = ringsByLabel(borders, label((s) => s))
  const districtRings = ringsByLabel(borders, label((s) => sure(districtOf[s])))
  return {
    communities: cells.map((c) => ({
      district: sure(districtOf[c.street]), street: c.street, centre: toLonLat(c.site.at), rings: closed(cellRings.get(c.i) ?? []),
    })),
    streets: districtOf.map((district, s) => ({ district, rings: closed(streetRings.get(s) ?? []) })),
    districts: districtPlans.map((_, d) => ({ rings: closed(districtRings.get(d) ?? []) })),
    city: closed(ringsByLabel(borders, label(() => 0)).get(0) ?? []),
    river: plan.river.filter((p) => plan.districtAt(p) >= 0).map(toLonLat),
  }
}
