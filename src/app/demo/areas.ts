import { type Random, seededRandom } from '#base/seeded-random.ts'
import { type CityShape, cityShape, type LonLat, type Rings } from './geography/city-shape.ts'
import { type DistrictGroup, districtPlans } from './geography/plan.ts'
import { stemsOf, streetStems } from './names/street-stems.ts'
import { estateEndings, estateStems, laneEndings, roadEndings, roadStems, villageFirst, villageSecond } from './names/words.ts'
import { sure } from './sure.ts'

export type DemoLevel = 'city' | 'district' | 'street' | 'community' | 'cell'
export type DemoArea = {
  readonly code: string
  readonly level: DemoLevel
  readonly name: string
  readonly parent: string | null
  /** Codes from the city down, joined by '.'. */
  readonly path: string
  readonly group: DistrictGroup | null
  /** A point well inside; the parent's for a grid cell. */
  readonly centre: LonLat
  /** No boundary is drawn for grid cells: they exist as codes only. */
  readonly rings: Rings | null
}

/** A community with what addresses in it need. `index` counts through the city; `street` and `district` index those lists. */
export type DemoCommunity = {
  readonly area: DemoArea
  readonly index: number
  readonly street: number
  readonly district: number
  readonly rings: Rings
  readonly roads: readonly string[]
  readonly lanes: readonly string[]
  readonly estates: readonly string[]
}

export type DemoAreas = {
  /** Parents before children. */
  readonly all: readonly DemoArea[]
  readonly city: DemoArea
  readonly districts: readonly DemoArea[]
  readonly streets: readonly DemoArea[]
  readonly communities: readonly DemoCommunity[]
  readonly cells: readonly DemoArea[]
  readonly river: readonly LonLat[]
}

export const cityName = '澜川市'
/** No division of GB/T 2260 begins with 99. */
export const cityCode = '990100'

const shuffled = <T>(items: readonly T[], random: Random): T[] => {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.int(0, i)
    const held = sure(out[i])
    out[i] = sure(out[j])
    out[j] = held
  }
  return out
}

/** Streets of the built-up districts are 街道; the plain has towns among them; the hills mostly towns and townships. */
const streetSuffix = (group: DistrictGroup, rank: number, random: Random): string => {
  if (group === 'core' || group === 'inner') return '街道'
  const draw = random.next()
  if (rank === 0) return '街道'
  if (group === 'plain') return draw < 0.42 ? '街道' : '镇'
  return draw < 0.14 ? '街道' : draw < 0.76 ? '镇' : '乡'
}
const codeBase: Readonly<Record<string, number>> = { 街道: 0, 镇: 99, 乡: 199 }

const streetsOf = (shape: CityShape, districts: readonly DemoArea[], random: Random): DemoArea[] => {
  const stems = new Map((['core', 'inner', 'plain', 'hills'] as const).map((group) => [group,
    shuffled(stemsOf(streetStems[group]), random.fork(group))]))
  const counters = new Map<string, number>()
  const ranks = districts.map(() => 0)
  return shape.streets.map(({ district, rings }) => {
    const parent = sure(districts[district])
    const group = parent.group ?? 'plain'
    const rank = sure(ranks[district])
    ranks[district] = rank + 1
    const ownStem = parent.name.slice(0, -1)
    const stem = rank === 0 && (group === 'plain' || group === 'hills') ? ownStem : sure(sure(stems.get(group)).pop())
    const suffix = streetSuffix(group, rank, random)
    const key = `${district}/${suffix}`
    const number = (counters.get(key) ?? 0) + 1
    counters.set(key, number)
    const code = `${parent.code}${String((codeBase[suffix] ?? 0) + number).padStart(3, '0')}`
    const points = rings[0] ?? []
    const centre: LonLat = [points.reduce((a, p) => a + p[0], 0) / points.length, points.reduce((a, p) => a + p[1], 0) / points.length]
    return { code, level: 'street', name: stem + suffix, parent: parent.code, path: `${parent.path}.${code}`, group, centre, rings }
  })
}

const stemOfStreet = (name: string): string => name.replace(/(街道|镇|乡)$/, '')

/** Names of communities are not repeated in the city. */
const communityNamer = (random: Random) => {
  const used = new Set<string>()
  const free = (make: () => string): string => {
    for (let tries = 0; ; tries++) {
      const name = tries < 40 ? make() : make().replace(/(社区|村)$/, `${random.pick(['一', '二', '三', '四'])}$1`)
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
  return (street: DemoArea, rank: number): string => {
    const stem = stemOfStreet(street.name)
    const town = street.group === 'plain' || street.group === 'hills'
    if (rank === 0) return free(() => `${stem}社区`)
    if (!town || random.next() < (street.name.endsWith('街道') ? 0.7 : 0.18)) {
      return free(() => random.next() < 0.25 ? `${stem}${random.pick(['东', '西', '南', '北', '中', '新'])}${random.pick(['里', '园', '街', '苑'])}社区`
        : `${random.pick(estateStems)}${random.pick(estateEndings).replace('小区', '园').replace('雅居', '居')}社区`)
    }
    const second = villageSecond[street.group === 'hills' ? 'hills' : 'plain']
    return free(() => {
      const first = random.next() < 0.3 ? stem.slice(0, 2) : random.pick(villageFirst), last = random.pick(second)
      return `${first}${first.endsWith(last) ? '庄' : last}村`
    })
  }
}

const roadNames = (random: Random, stems: readonly string[], endings: readonly string[], count: number): string[] => {
  const out = new Set<string>()
  while (out.size < count) out.add(random.pick(stems) + random.pick(endings))
  return [...out]
}

export const demoAreas = (): DemoAreas => {
  const random = seededRandom('lanchuan/names')
  const shape = cityShape()
  const city: DemoArea = { code: cityCode, level: 'city', name: cityName, parent: null, path: cityCode, group: null, centre: [102.3, 40.4],
    rings: shape.city }
  const districts = districtPlans.map((plan, d): DemoArea => {
    const code = `9901${String(d + 2).padStart(2, '0')}`
    const inside = shape.communities.filter((c) => c.district === d)
    const centre = sure(inside[Math.floor(inside.length / 2)]).centre
    return { code, level: 'district', name: plan.name, parent: cityCode, path: `${cityCode}.${code}`, group: plan.group, centre,
      rings: sure(shape.districts[d]).rings }
  })
  const streets = streetsOf(shape, districts, random.fork('streets'))
  const trunk = districts.map((_, d) => roadNames(random.fork(`trunk/${d}`), roadStems, roadEndings, 22))
  const streetRoads = streets.map((street, s) => {
    const own = random.fork(`roads/${s}`)
    const stem = stemOfStreet(street.name)
    const through = shuffled(sure(trunk[sure(shape.streets[s]).district]), own).slice(0, 4)
    const local = roadNames(own, [stem, stem, own.pick(roadStems)], ['路', '街', '东路', '西路', '南街', '北街'], 3)
    return { roads: [...through, ...local], lanes: roadNames(own, [stem, own.pick(roadStems), own.pick(estateStems)], laneEndings, 6) }
  })
  const nameOf = communityNamer(random.fork('communities'))
  const ranks = streets.map(() => 0)
  const numbers = new Map<string, number>()
  const communities = shape.communities.map((cell, index): DemoCommunity => {
    const street = sure(streets[cell.street])
    const rank = sure(ranks[cell.street])
    ranks[cell.street] = rank + 1
    const name = nameOf(street, rank)
    const village = name.endsWith('村')
    const key = `${street.code}/${village}`
    const number = (numbers.get(key) ?? 0) + 1
    numbers.set(key, number)
    const code = `${street.code}${String((village ? 200 : 0) + number).padStart(3, '0')}`
    const own = random.fork(`community/${index}`)
    const stem = name.replace(/(社区|村)$/, '')
    const estates = village ? [`${stem}新居`, `${own.pick(estateStems)}家园`]
      : [...new Set([/[里苑园居村]$/.test(stem) ? stem : `${stem}小区`, own.pick(estateStems) + own.pick(estateEndings),
        own.pick(estateStems) + own.pick(estateEndings)])]
    const { roads, lanes } = sure(streetRoads[cell.street])
    return {
      area: { code, level: 'community', name, parent: street.code, path: `${street.path}.${code}`, group: street.group, centre: cell.centre,
        rings: cell.rings },
      index, street: cell.street, district: cell.district, rings: cell.rings, estates, roads: shuffled(roads, own).slice(0, 4),
        lanes: shuffled(lanes, own).slice(0, 3),
    }
  })
  const cells = communities.filter((c) => c.area.group === 'core').flatMap(({ area, index }) =>
    Array.from({ length: 2 + (index % 3) }, (_, i): DemoArea => {
      const code = `${area.code}${String(i + 1).padStart(3, '0')}`
      return { code, level: 'cell', name: `${area.name.replace(/(社区|村)$/, '')}第${i + 1}网格`, parent: area.code, path: `${area.path}.${code}`,
        group: 'core', centre: area.centre, rings: null }
    }))
  return { all: [city, ...districts, ...streets, ...communities.map((c) => c.area), ...cells], city, districts, streets, communities, cells,
    river: shape.river }
}
