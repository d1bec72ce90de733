import { seededRandom } from '#base/seeded-random.ts'
import type { DemoAreas, DemoCommunity } from './areas.ts'
import { branchOf, type DemoUnit } from './units.ts'
import { sure } from './sure.ts'

/** Who answers for which duty word where. `unit` is a unit's code. */
export type DutyOwner = { readonly unit: string; readonly because: 'property_firm' | 'street' | 'district' | 'branch' | 'city' }
export type Duties = {
  readonly ownerOf: (duty: string | null, community: DemoCommunity) => DutyOwner
  /** Property firm that looks after a community, if one does. */
  readonly firmOf: ReadonlyMap<number, string>
}

const networks: Readonly<Record<string, string>> = { water_supply: 'water-supply', drainage: 'drainage', gas: 'gas', heating: 'heating',
  power: 'power', lighting: 'lighting', telecom: 'telecom' }
const districtBureaus: Readonly<Record<string, string>> = {
  municipal: 'management', urban_enforcement: 'enforcement', construction: 'housing', greening: 'greening', water: 'water', market: 'market',
  police: 'police', traffic_police: 'traffic', sanitation: 'sanitation',
}

/** Every firm looks after three neighbouring communities of its district. */
const firmsByCommunity = (areas: DemoAreas, units: readonly DemoUnit[]): Map<number, string> => {
  const random = seededRandom('lanchuan/firms')
  const out = new Map<number, string>()
  for (const [d, district] of areas.districts.entries()) {
    const firms = units.filter((unit) => unit.kind === 'property_firm' && unit.area === district.code)
    const own = areas.communities.filter((c) => c.district === d && c.area.name.endsWith('社区'))
    const step = Math.floor(own.length / Math.max(1, firms.length))
    firms.forEach((firm, i) => {
      const first = i * step + random.int(0, Math.max(0, step - 3))
      for (const community of own.slice(first, first + 3)) out.set(community.index, firm.code)
    })
  }
  return out
}

/**

 * Rules of the matrix. A subtree of the catalogue whose leaves share a duty becomes one rule for each area that has its own unit; one rule
 * for the whole catalogue leaves the rest to the territorial unit, which is the fallback unit of the place.
 */
export type DemoDutyRule = { readonly category_path: string; readonly area_path: string; readonly unit: string | null }

export const demoDutyRules = (leaves: readonly { readonly path: string; readonly lead_duty: string | null }[], areas: DemoAreas,
  units: readonly DemoUnit[], duties: Duties): readonly DemoDutyRule[] => {
  const below = new Map<string, Set<string>>()
  for (const { path, lead_duty } of leaves) {
    for (let step = path; step !== ''; step = step.slice(0, Math.max(0, step.lastIndexOf('.')))) below.set(step,
      (below.get(step) ?? new Set()).add(lead_duty ?? ''))
  }
  const cityUnit = new Map(units.filter((u) => u.code.startsWith('city-')).flatMap((u) => u.duties.map((duty) => [duty, u.code] as const)))
  const rules: DemoDutyRule[] = [{ category_path: '', area_path: areas.city.path, unit: null }]
  for (const [category_path, found] of [...below].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [duty] = found
    const parent = category_path.slice(0, Math.max(0, category_path.lastIndexOf('.')))
    if (found.size > 1 || !duty || (parent !== '' && below.get(parent)?.size === 1)) continue
    const city = cityUnit.get(duty)
    if (city) rules.push({ category_path, area_path: areas.city.path, unit: city })
    for (const district of areas.districts) {
      const unit = networks[duty] ? `ent-${networks[duty]}-${branchOf(district.group)}`
        : districtBureaus[duty] ? `${district.code}-${districtBureaus[duty]}` : null
      if (unit) rules.push({ category_path, area_path: district.path, unit })
    }
    if (duty === 'property_manager') {
      for (const [index, unit] of duties.firmOf) rules.push({ category_path, area_path: sure(areas.communities[index]).area.path, unit })
    }
  }
  return rules
}

/** 属地兜底: the street office, above it the operation centres. */
export const demoFallbacks = (areas: DemoAreas): readonly { readonly area_path: string; readonly unit: string }[] => [
  { area_path: areas.city.path, unit: 'city-operation' },
  ...areas.districts.map((district) => ({ area_path: district.path, unit: `${district.code}-operation` })),
  ...areas.streets.map((street) => ({ area_path: street.path, unit: `street-${street.code}` })),
]

/**
 * The city's division of duty: networks by branch, lines by district bureau, the rest by the street office; where a property firm looks
 * after a community, what falls to the property manager is the firm's.
 */
export const demoDuties = (areas: DemoAreas, units: readonly DemoUnit[]): Duties => {
  const firmOf = firmsByCommunity(areas, units)
  const cityUnit = new Map(units.filter((u) => u.code.startsWith('city-')).flatMap((u) => u.duties.map((duty) => [duty, u.code] as const)))
  const ownerOf = (duty: string | null, community: DemoCommunity): DutyOwner => {
    const district = sure(areas.districts[community.district])
    const street: DutyOwner = { unit: `street-${sure(areas.streets[community.street]).code}`, because: 'street' }
    if (duty === null) return street
    const firm = firmOf.get(community.index)
    if (duty === 'property_manager' && firm) return { unit: firm, because: 'property_firm' }
    const network = networks[duty]
    if (network) return { unit: `ent-${network}-${branchOf(district.group)}`, because: 'branch' }
    const bureau = districtBureaus[duty]
    if (bureau) return { unit: `${district.code}-${bureau}`, because: 'district' }
    const city = cityUnit.get(duty)
    return city ? { unit: city, because: 'city' } : street
  }
  return { ownerOf, firmOf }
}
