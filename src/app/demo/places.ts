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
}

type Draft = { readonly type: string; readonly label: string; readonly count: number; readonly groups: string; readonly name: (c: DemoCommunity,
  random: Random, i: number, street: string, district: string) => string }
const stem = (street: string): string => street.replace(/(街道|镇|乡)$/, '')
const pick = (random: Random): string => random.pick(estateStems)

/** Place types of an on-site test (domain 3.3), how many the city has of each, and how they are called. 1,200 in all. */
export const placeTypes: readonly Draft[] = [
  { type: 'main_road', label: '主次干道', count: 110, groups: 'core inner plain', name: (c) => `${c.roads[0]}（${c.area.name.replace(/(社区|村)$/, '')}段）` },
  { type: 'back_lane', label: '背街小巷', count: 120, groups: 'core inner plain', name: (c) => c.lanes[0] ?? '' },
  { type: 'residential_compound', label: '居民小区', count: 200, groups: 'core inner plain hills',
    name: (c, _r, i) => c.estates[i % c.estates.length] ?? '' },
  { type: 'market', label: '集贸市场', count: 90, groups: 'core inner plain hills',
    name: (_c, r, _i, s) => `${r.next() < 0.5 ? stem(s) : pick(r)}${r.pick(['菜市场', '农贸市场', '便民市场'])}` },
  { type: 'shopping_street', label: '商业大街', count: 40, groups: 'core inner plain', name: (c) => `${c.roads[1]}商业街` },
  { type: 'mall', label: '商场超市', count: 60, groups: 'core inner plain', name: (_c, r) => `${pick(r)}${r.pick(['百货', '购物中心', '超市', '生活广场'])}` },
  { type: 'school', label: '中小学校', count: 90, groups: 'core inner plain hills',
    name: (_c, r, i, s) => `${stem(s)}${r.pick(['小学', '中学', '实验小学', '第二小学'])}${i % 3 === 0 ? '（东校区）' : ''}` },
  { type: 'school_surroundings', label: '校园周边', count: 30, groups: 'core inner plain', name: (_c, _r, _i, s) => `${stem(s)}中学周边` },
  { type: 'hospital', label: '医院', count: 40, groups: 'core inner plain hills',
    name: (_c, r, _i, s) => `${stem(s)}${r.pick(['社区卫生服务中心', '医院', '中医医院'])}` },
  { type: 'bus_stop', label: '公交站台', count: 70, groups: 'core inner plain',
    name: (c, r) => `${c.roads[2] ?? c.roads[0]}${r.pick(['口', '东', '西', '南口', '北口'])}公交站` },
  { type: 'crossing', label: '交通路口', count: 60, groups: 'core inner plain', name: (c) => `${c.roads[0]}与${c.roads[1]}路口` },
  { type: 'park', label: '公园', count: 40, groups: 'core inner plain hills',
    name: (_c, r, _i, s) => `${r.next() < 0.6 ? stem(s) : pick(r)}${r.pick(['公园', '口袋公园', '滨水公园'])}` },
  { type: 'square', label: '公共广场', count: 24, groups: 'core inner plain', name: (_c, r, _i, s) => `${r.next() < 0.5 ? stem(s) : pick(r)}广场` },
  { type: 'street_office', label: '街道办事处', count: 40, groups: 'core inner plain hills', name: (_c, _r, _i, s) => `${s}便民服务大厅` },
  { type: 'community_office', label: '社区居委会', count: 60, groups: 'core inner plain hills',
    name: (c) => c.area.name.endsWith('村') ? `${c.area.name}党群服务中心` : `${c.area.name}居委会` },
  { type: 'cultural_station', label: '综合文化站', count: 26, groups: 'core inner plain hills', name: (_c, _r, _i, s) => `${stem(s)}综合文化站` },
  { type: 'public_toilet', label: '室外公共厕所', count: 40, groups: 'core inner plain', name: (c) => `${c.lanes[1] ?? c.roads[0]}公共厕所` },
  { type: 'hotel', label: '宾馆饭店', count: 20, groups: 'core inner', name: (_c, r) => `${pick(r)}${r.pick(['宾馆', '饭店', '大酒店'])}` },
  { type: 'service_hall', label: '政务大厅', count: 16, groups: 'core inner plain hills', name: (_c, _r, _i, _s, d) => `${d}政务服务中心` },
  { type: 'construction_site', label: '建筑工地', count: 20, groups: 'inner plain', name: (_c, r) => `${pick(r)}${r.pick(['项目工地', '安置房工地', '改造工程'])}` },
  { type: 'scenic_spot', label: '景区', count: 4, groups: 'hills', name: (_c, _r, _i, s) => `${stem(s)}风景区` },
]

/** Twelve hundred places: names not repeated, each point inside its community. */
export const demoPlaces = (areas: DemoAreas): readonly DemoPlace[] => {
  const random = seededRandom('lanchuan/places')
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
      })
    }
  }
  return out
}
