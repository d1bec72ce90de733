import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MultiPolygon } from '#base/geometry/shapes.ts'
import type { Area, AreaId, AreaLevel } from './areas.ts'
import { buildAreaModel } from './model.ts'
import { matchFeatures } from './boundary-matching.ts'

const area = (level: AreaLevel, code: string, parent: string | null, name: string, nameKey = name): Area => ({
  id: code as AreaId, code, level, name, nameKey, parentId: parent as AreaId | null, path: code, validFrom: '2020-01-01', validTo: null,
})
const box = (west: number, south: number, east: number, north: number): MultiPolygon => [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]]
const areas = [
  area('city', '370100', null, '测试市', 'ce shi shi'), area('district', '370102', '370100', '东区', 'dong qu'), area('district', '370103', '370100', '西区', 'xi qu'),
  area('street', '370102001', '370102', '东华门街道', 'dong hua men jie dao'), area('street', '370102002', '370102', '和平镇', 'he ping zhen'),
  area('community', '370102001001', '370102001', '多福巷社区', 'duo fu xiang she qu'), area('street', '370103001', '370103', '和平街道', 'he ping jie dao'),
].map((a, _, all) => ({ ...a, path: [a.code.length > 9 ? a.code.slice(0, 9) : '', a.code.length > 6 ? a.code.slice(0, 6) : ''].filter((c) => c !== a.code && all.some((b) => b.code === c)).reverse().concat(a.code).reduce((path, c) => `${path}.${c}`, '370100').replace('370100.370100', '370100') }))
const boundaries = new Map<AreaId, MultiPolygon>([
  ['370102' as AreaId, box(117, 36, 117.1, 36.1)], ['370103' as AreaId, box(116.9, 36, 117, 36.1)],
  ['370102001' as AreaId, box(117, 36, 117.05, 36.1)], ['370102002' as AreaId, box(117, 36, 117.1, 36.1)], ['370102001001' as AreaId, box(117.01, 36.01, 117.02, 36.02)],
])
const model = buildAreaModel({ scheme: 'gb2260', areas, boundaries, toleranceMetres: 100, day: '2024-01-01' })
const chain = (lon: number, lat: number): string => {
  const found = model.locator().locate(lon, lat)
  return found.kind === 'outside' ? 'outside' : `${found.kind}: ${found.chain.map((a) => a.name).join(' ')}`
}

const points: readonly (readonly [string, number, number, string])[] = [
  ['in a community: the whole chain', 117.015, 36.015, 'inside: 测试市 东区 东华门街道 多福巷社区'],
  ['in a street without communities there', 117.03, 36.05, 'inside: 测试市 东区 东华门街道'],
  ['where streets overlap the smaller has the point', 117.04, 36.05, 'inside: 测试市 东区 东华门街道'],
  ['in the larger street only', 117.08, 36.05, 'inside: 测试市 东区 和平镇'],
  ['in a district of which no street is drawn', 116.95, 36.05, 'inside: 测试市 西区'],
  ['45 m outside', 117.1005, 36.05, 'near: 测试市 东区 和平镇'],
  ['180 m outside', 117.102, 36.05, 'outside'],
  ['on the other side of the world', -71, 42, 'outside'],
  ['no number', NaN, 36, 'outside'],
  ['on the border between the districts', 117, 36.05, 'inside: 测试市 东区 东华门街道'],
  ['on the outer border, which the half-open rule leaves out', 117.1, 36.05, 'inside: 测试市 东区 和平镇'],
]
for (const [name, lon, lat, expected] of points) test(`locates a point ${name}`, () => assert.equal(chain(lon, lat), expected))

test('the distance of the nearest area is measured on the ground', () => {
  const found = model.locator().locate(117.1005, 36.05)
  assert.ok(found.kind === 'near' && Math.abs(found.metres - 45.06) < 0.2, JSON.stringify(found))
})

test('areas are found by code, name, pinyin and its first letters, best match first', () => {
  const names = (text: string): string => model.search(text).map((a) => a.name).join(' ')
  assert.equal(names('dhm'), '东华门街道')
  assert.equal(names('dhmjd'), '东华门街道')
  assert.equal(names('donghua'), '东华门街道')
  assert.equal(names('和平'), '和平镇 和平街道')
  assert.equal(names('370103'), '西区 和平街道')
  assert.equal(names('华门'), '东华门街道')
  assert.equal(names('没有'), '')
  assert.deepEqual(model.search('', { level: 'street', within: '370100.370102' }).map((a) => a.code), ['370102001', '370102002'])
})

test('counts what lies below, and names the way down', () => {
  const district = model.byCode('370102') as Area
  assert.deepEqual(model.countsBelow(district, '2024-01-01'), { street: 2, community: 1 })
  assert.deepEqual(model.pathNames(model.byCode('370102001001') as Area), ['东区', '东华门街道', '多福巷社区'])
})

test('features find their areas by code, by name within the district they name, and by stem when the ending changed', () => {
  const found = matchFeatures([
    { code: '370102001' }, { name: '和平街道', district: '西区' }, { name: '和平乡', adcode: '370102' }, { name: '和平镇', adcode: '370102' }, { name: '无名街道', adcode: '370103' }, { other: 'x' },
  ], areas, { level: 'street' })
  assert.deepEqual(found.map((m) => m.kind === 'matched' ? m.area.code : m.fault.code), [
    '370102001', '370103001', 'areas.feature_unknown', '370102002', 'areas.feature_unknown', 'areas.feature_nameless',
  ])
  const missing = found[4]
  assert.equal(missing?.kind === 'unmatched' ? missing.parent?.code : '', '370103')
  assert.deepEqual(matchFeatures([{ name: '和平乡', adcode: '370102' }], areas, { level: 'street' }).map((m) => m.kind === 'matched' ? m.area.code : m.fault.code), ['370102002'])
  assert.deepEqual(matchFeatures([{ code: '370102001' }, { name: '东华门街道' }], areas, { level: 'street' }).map((m) => m.kind === 'matched' ? m.area.code : m.fault.code), ['370102001', 'areas.feature_twice'])
  assert.deepEqual(matchFeatures([{ name: '和平' }], areas, { level: 'street' }).map((m) => m.kind === 'matched' ? m.area.code : m.fault.code), ['areas.feature_ambiguous'])
})
