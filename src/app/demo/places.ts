import { type Random, seededRandom } from '#base/seeded-random.ts'
import type { DemoAreas, DemoCommunity } from './areas.ts'
import { pointInside } from './geography/inside.ts'
import type { LonLat } from './geography/city-shape.ts'
import { estateStems } from './names/words.ts'
import { sure } from './sure.ts'

export type DemoPlace = {
  readonly code: string
  readonly name: string
  /** Code of the place type. */
  readonly type: string
  readonly community: number
  readonly area: string
  readonly point: LonLat
  readonly address: string
  /** Code of the unit that answers for it. */
  readonly unit: string
  readonly size: number
  readonly risk: number
  /** Where it differs from that of its kind. */
  readonly standard: string
}

type Draft = { readonly type: string; readonly count: number; readonly groups: string; readonly name: (c: DemoCommunity,
  random: Random, i: number, street: string, district: string) => string }
const stem = (street: string): string => street.replace(/(街道|镇|乡)$/, '')
const pick = (random: Random): string => random.pick(estateStems)

/** Kinds of places of an on-site test (codes of areas' default kinds), how many the city has of each, and how they are called. 1,200 in all. */
export const placeTypes: readonly Draft[] = [
  { type: 'main_road', count: 110, groups: 'core inner plain', name: (c) => `${c.roads[0]}（${c.area.name.replace(/(社区|村)$/, '')}段）` },
  { type: 'back_lane', count: 120, groups: 'core inner plain', name: (c) => c.lanes[0] ?? '' },
  { type: 'residential_compound', count: 200, groups: 'core inner plain hills',
    name: (c, _r, i) => c.estates[i % c.estates.length] ?? '' },
  { type: 'market', count: 90, groups: 'core inner plain hills',
    name: (_c, r, _i, s) => `${r.next() < 0.5 ? stem(s) : pick(r)}${r.pick(['菜市场', '农贸市场', '便民市场'])}` },
  { type: 'shopping_street', count: 40, groups: 'core inner plain', name: (c) => `${c.roads[1]}商业街` },
  { type: 'mall', count: 60, groups: 'core inner plain', name: (_c, r) => `${pick(r)}${r.pick(['百货', '购物中心', '超市', '生活广场'])}` },
  { type: 'school', count: 90, groups: 'core inner plain hills',
    name: (_c, r, i, s) => `${stem(s)}${r.pick(['小学', '中学', '实验小学', '第二小学'])}${i % 3 === 0 ? '（东校区）' : ''}` },
  { type: 'school_surroundings', count: 30, groups: 'core inner plain', name: (_c, _r, _i, s) => `${stem(s)}中学周边` },
  { type: 'hospital', count: 40, groups: 'core inner plain hills',
    name: (_c, r, _i, s) => `${stem(s)}${r.pick(['社区卫生服务中心', '医院', '中医医院'])}` },
  { type: 'bus_stop', count: 70, groups: 'core inner plain',
    name: (c, r) => `${c.roads[2] ?? c.roads[0]}${r.pick(['口', '东', '西', '南口', '北口'])}公交站` },
  { type: 'crossing', count: 60, groups: 'core inner plain', name: (c) => `${c.roads[0]}与${c.roads[1]}路口` },
  { type: 'park', count: 40, groups: 'core inner plain hills',
    name: (_c, r, _i, s) => `${r.next() < 0.6 ? stem(s) : pick(r)}${r.pick(['公园', '口袋公园', '滨水公园'])}` },
  { type: 'square', count: 24, groups: 'core inner plain', name: (_c, r, _i, s) => `${r.next() < 0.5 ? stem(s) : pick(r)}广场` },
  { type: 'street_office', count: 40, groups: 'core inner plain hills', name: (_c, _r, _i, s) => `${s}便民服务大厅` },
  { type: 'community_office', count: 60, groups: 'core inner plain hills',
    name: (c) => c.area.name.endsWith('村') ? `${c.area.name}党群服务中心` : `${c.area.name}居委会` },
  { type: 'cultural_station', count: 26, groups: 'core inner plain hills', name: (_c, _r, _i, s) => `${stem(s)}综合文化站` },
  { type: 'public_toilet', count: 40, groups: 'core inner plain', name: (c) => `${c.lanes[1] ?? c.roads[0]}公共厕所` },
  { type: 'hotel', count: 20, groups: 'core inner', name: (_c, r) => `${pick(r)}${r.pick(['宾馆', '饭店', '大酒店'])}` },
  { type: 'service_hall', count: 16, groups: 'core inner plain hills', name: (_c, _r, _i, _s, d) => `${d}政务服务中心` },
  { type: 'construction_site', count: 20, groups: 'inner plain', name: (_c, r) => `${pick(r)}${r.pick(['项目工地', '安置房工地', '改造工程'])}` },
  { type: 'scenic_spot', count: 4, groups: 'hills', name: (_c, _r, _i, s) => `${stem(s)}风景区` },
]

/** Bureau of the district that answers for a kind of place, by the end of its unit's code. */
const bureauOf: Readonly<Record<string, string>> = {
  main_road: 'management', shopping_street: 'enforcement', crossing: 'traffic', market: 'market', mall: 'market', hotel: 'market', park: 'greening', square: 'management', public_toilet: 'sanitation', service_hall: 'operation',
  construction_site: 'housing',
}
const cityUnits: Readonly<Record<string, string>> = { bus_stop: 'ent-bus', school: 'city-education', school_surroundings: 'city-education', hospital: 'city-health', scenic_spot: 'city-culture' }
const firmsOf: Readonly<Record<string, number>> = { core: 7, inner: 9, plain: 4, hills: 2 }
/** How much there is to look at in an ordinary place of a kind, and how much goes wrong there. */
const weightsOf: Readonly<Record<string, readonly [size: number, risk: number]>> = {
  main_road: [1.6, 1.2], back_lane: [0.8, 1.5], residential_compound: [2, 1.2], market: [1.4, 1.6], shopping_street: [1.5, 1.3], mall: [1.8, 0.8], school: [1.2, 0.7], school_surroundings: [0.8, 1.2], hospital: [1.6, 0.9],
  bus_stop: [0.5, 1], crossing: [0.6, 1.2], park: [1.6, 0.8], square: [1.2, 1], public_toilet: [0.5, 1.3], construction_site: [1.2, 1.6], scenic_spot: [2.4, 1],
}
const ownStandards: Readonly<Record<string, string>> = {
  market: '早市 9 时前收摊并清扫；其余按集贸市场的标准。', main_road: '地铁施工期间：围挡外人行道宽度不少于 1.5 米，夜间有照明；其余按主次干道的标准。',
  residential_compound: '老旧小区改造期间：材料归堆、通道不堵、扬尘覆盖；其余按居民小区的标准。', park: '花期每日巡查两次，看台阶和护栏；其余按公园的标准。',
}
const tenths = (n: number): number => Math.max(0.1, Math.round(n * 10) / 10)

/** What is known of a place beside where it is; of a chance of its own, so that points and names stay what they are. */
const dutyOf = (type: string, community: DemoCommunity, street: string, district: string, random: Random): Pick<DemoPlace, 'unit' | 'size' | 'risk' | 'standard'> => {
  const group = community.area.group ?? 'plain'
  const [size, risk] = weightsOf[type] ?? [1, 0.9]
  const firm = `firm-${district}-${random.int(1, firmsOf[group] ?? 2)}`
  const unit = type === 'residential_compound' ? firm : cityUnits[type] ?? (bureauOf[type] ? `${district}-${bureauOf[type]}` : `street-${street}`)
  const busy = group === 'core' ? 1.3 : group === 'inner' ? 1.1 : 0.9
  const own = random.next() < 0.04 ? ownStandards[type] ?? '' : ''
  return { unit, size: tenths(size * (0.5 + random.next() * 1.2) * (random.next() < 0.08 ? 2 : 1)), risk: tenths(risk * busy * (0.6 + random.next() * 0.9)), standard: own }
}

/** Twelve hundred places: names not repeated, each point inside its community. */
export const demoPlaces = (areas: DemoAreas): readonly DemoPlace[] => {
  const random = seededRandom('lanchuan/places'), duty = seededRandom('lanchuan/places/duty')
  const out: DemoPlace[] = []
  const names = new Set<string>()
  const weights: Readonly<Record<string, number>> = { core: 2.2, inner: 1.3, plain: 0.8, hills: 0.6 }
  for (const draft of placeTypes) {
    const allowed = areas.communities.filter((c) => draft.groups.includes(c.area.group ?? ''))
    for (let made = 0, tries = 0; made < draft.count; tries++) {
      const community = random.pick(allowed)
      if (random.next() > (weights[community.area.group ?? 'plain'] ?? 1) / 2.2) continue
      const street = sure(areas.streets[community.street])
      const district = sure(areas.districts[community.district])
      const plain = draft.name(community, random, tries, street.name, district.name)
      if (draft.type === 'service_hall' && names.has(plain)) continue
      const name = names.has(plain) ? `${plain}（${community.area.name.replace(/(社区|村)$/, '')}）` : plain
      if (names.has(name) || plain === '') continue
      names.add(name)
      made++
      out.push({
        code: `P${String(out.length + 1).padStart(4, '0')}`, name, type: draft.type, community: community.index, area: community.area.code,
        point: pointInside(community.rings, community.area.centre, random, 0.8),
          address: `${district.name}${street.name}${random.pick(community.roads)}${random.int(1, 320)}号`,
        ...dutyOf(draft.type, community, street.code, district.code, duty),
      })
    }
  }
  return out
}
