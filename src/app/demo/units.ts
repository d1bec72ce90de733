import { seededRandom } from '#base/seeded-random.ts'
import type { DemoAreas } from './areas.ts'
import { estateStems } from './names/words.ts'

export type DemoUnitKind = 'department' | 'street_office' | 'property_firm' | 'enterprise' | 'centre'
export type DemoUnit = {
  readonly code: string
  readonly name: string
  readonly kind: DemoUnitKind
  readonly parent: string | null
  /** Unit codes from the top down, joined by '.'. */
  readonly path: string
  /** Code of the area it works in. */
  readonly area: string
  /** Duty words of the catalogue (`lead_duty`) it answers for. */
  readonly duties: readonly string[]
  /** A switchboard number that no telephone has: area code 000. */
  readonly phone: string
}

type Line = readonly [key: string, name: string, duties: string]

/** City departments and centres: 26. */
const departments: readonly Line[] = [
  ['management', '城市管理委员会', ''], ['enforcement', '城市管理综合行政执法局', ''], ['housing', '住房和城乡建设委员会', ''],
  ['greening', '园林绿化局', ''], ['water', '水务局', ''], ['market', '市场监督管理局', ''], ['police', '公安局', ''], ['traffic', '公安局交通管理局', ''],
  ['sanitation', '环境卫生管理事务中心', ''], ['transport', '交通委员会', 'transport'], ['ecology', '生态环境局', 'ecology'], ['emergency', '应急管理局', 'emergency'],
  ['fire', '消防救援支队', 'fire'], ['civil', '民政局', 'civil_affairs'], ['sports', '体育局', 'sports'], ['culture', '文化和旅游局', 'culture_tourism'],
  ['health', '卫生健康委员会', 'health'], ['education', '教育委员会', 'education'], ['commerce', '商务局', 'commerce'],
  ['civility', '精神文明建设委员会办公室', 'civility_office'], ['planning', '规划和自然资源局', 'planning'], ['agriculture', '农业农村局', 'agriculture'],
  ['cyberspace', '互联网信息办公室', 'cyberspace'], ['post', '邮政管理局', 'post'],
]
const centres: readonly Line[] = [['hotline', '市民热线服务中心', ''], ['operation', '城市运行管理中心', '']]

/** Bureaus of every district, each under the city department of its line: 16 x 10. */
const bureaus: readonly (readonly [key: string, name: string, duties: string, parent: string])[] = [
  ['operation', '城市运行管理中心', '', 'operation'], ['management', '城市管理委员会', 'municipal', 'management'],
  ['enforcement', '综合行政执法局', 'urban_enforcement', 'enforcement'], ['housing', '住房和城乡建设委员会', 'construction', 'housing'],
  ['greening', '园林绿化局', 'greening', 'greening'], ['water', '水务局', 'water', 'water'], ['market', '市场监督管理局', 'market', 'market'],
  ['police', '公安分局', 'police', 'police'], ['traffic', '交通支队', 'traffic_police', 'traffic'], ['sanitation', '环境卫生服务中心', 'sanitation', 'sanitation'],
]

/** Companies of the pipes and wires: the group and its three branches, by peer group of districts. */
const networks: readonly Line[] = [
  ['water-supply', '自来水集团', 'water_supply'], ['drainage', '排水集团', 'drainage'], ['gas', '燃气集团', 'gas'], ['heating', '热力集团', 'heating'],
  ['power', '供电公司', 'power'], ['lighting', '照明运行公司', 'lighting'], ['telecom', '通信设施公司', 'telecom'],
]
const branches: readonly (readonly [key: string, name: string])[] = [['centre', '中心城区分公司'], ['plain', '平原分公司'], ['hills', '山区分公司']]
const otherEnterprises: readonly Line[] = [
  ['bus', '公共交通集团', ''], ['bikes-a', '澜行单车运营公司', ''], ['bikes-b', '小鹭出行运营公司', ''], ['roads', '市政养护集团', ''], ['waste', '环境服务集团', ''],
    ['parks', '园林养护公司', ''],
]
const firmsPerDistrict: Readonly<Record<string, number>> = { core: 7, inner: 9, plain: 4, hills: 2 }

export const branchOf = (group: string | null): string => (group === 'plain' || group === 'hills' ? group : 'centre')

/**
 * 300 units besides the 343 street offices: 24 city departments, 2 centres, 160 district bureaus, 34 enterprises and 80 property firms.
 * All of them belong to a city that does not exist.
 */
export const demoUnits = (areas: DemoAreas): readonly DemoUnit[] => {
  const random = seededRandom('lanchuan/units')
  const units: DemoUnit[] = []
  const paths = new Map<string, string>()
  const add = (code: string, name: string, kind: DemoUnitKind, parent: string | null, area: string, duties: string): void => {
    const path = parent ? `${paths.get(parent) ?? parent}.${code}` : code
    paths.set(code, path)
    const number = String(units.length + 1).padStart(4, '0')
    units.push({ code, name, kind, parent, path, area, duties: duties === '' ? [] : duties.split(' '),
      phone: `000-${55 + (units.length % 9)}${number.slice(0, 2)} ${number.slice(2)}${String(random.int(10, 99))}` })
  }
  const city = areas.city
  for (const [key, name, duties] of departments) add(`city-${key}`, `澜川市${name}`, 'department', null, city.code, duties)
  for (const [key, name, duties] of centres) add(`city-${key}`, `澜川市${name}`, 'centre', null, city.code, duties)
  for (const [key, name] of networks) {
    const [duty] = networks.filter((n) => n[0] === key).map((n) => n[2])
    add(`ent-${key}`, `澜川${name}`, 'enterprise', null, city.code, '')
    for (const [branch, label] of branches) add(`ent-${key}-${branch}`, `澜川${name}${label}`, 'enterprise', `ent-${key}`, city.code, duty ?? '')
  }
  for (const [key, name, duties] of otherEnterprises) add(`ent-${key}`, `澜川${name}`, 'enterprise', null, city.code, duties)
  for (const district of areas.districts) {
    for (const [key, name, duties, parent] of bureaus) add(`${district.code}-${key}`, `${district.name}${name}`, key === 'operation' ? 'centre'
      : 'department', `city-${parent}`, district.code, duties)
  }
  for (const street of areas.streets) {
    const suffix = street.name.endsWith('街道') ? '办事处' : '人民政府'
    add(`street-${street.code}`, `${street.name}${suffix}`, 'street_office', `${street.parent}-operation`, street.code, 'street_office owner')
  }
  const stems = [...estateStems]
  for (const district of areas.districts) {
    for (let i = 0; i < (firmsPerDistrict[district.group ?? 'plain'] ?? 0); i++) {
      const stem = stems.splice(random.int(0, stems.length - 1), 1)[0] ?? '和安'
      add(`firm-${district.code}-${i + 1}`, `${stem}物业服务公司（${district.name.slice(0, -1)}）`, 'property_firm', null, district.code, '')
    }
  }
  return units
}
