import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#base/instants.ts'
import { everyRow } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import {
  areaModelOf, type AreaWork, changeAreaSettings, closeArea, closePlace, createArea, createPlace, importAreas, importBoundaries, locatePoint, readDivisions, renameArea, savePlaceType, setBoundary, updatePlace,
} from './index.ts'
import { drawBoundaries } from './drawing.ts'

let t: TestCity
before(async () => { t = await testCity({ slug: 'areas' }) })
after(() => t.close())

const now = instant(Date.parse('2026-03-02T02:00:00Z'))
const write = <T>(work: (w: AreaWork) => Promise<T>): Promise<T> => t.city.write(everyRow, (tx) => work({ city: t.city, tx, actor: { id: null }, now }))
const square = (west: number, south: number, side = 0.1) => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] })
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string => result.ok ? 'ok' : result.error?.code ?? ''

test('a prefix brings a whole city; asking again changes nothing', async () => {
  const divisions = await readDivisions('1101')
  assert.ok(divisions.ok)
  const steps: number[] = []
  const first = await write((w) => importAreas(w, divisions.value.records, { source: divisions.value.source, onProgress: (done) => steps.push(done) }))
  assert.deepEqual([first.read, first.created, first.updated, first.unchanged, first.rejected, first.saved], [7901, 7901, 0, 0, 0, true])
  assert.ok(steps.length > 5)
  const again = await write((w) => importAreas(w, divisions.value.records, { source: divisions.value.source }))
  assert.deepEqual([again.created, again.updated, again.unchanged, again.rejected], [0, 0, 7901, 0])
  const model = await areaModelOf(t.city)
  assert.deepEqual([model.city?.code, model.city?.name, model.scheme], ['110000', '北京市', 'gb2260'])
  assert.deepEqual(model.city && model.countsBelow(model.city, '2026-03-02'), { district: 16, street: 349, community: 7535 })
  assert.equal(model.byCode('110101001001')?.path, '110000.110101.110101001.110101001001')
  assert.deepEqual(model.search('dhm', { level: 'street' }).map((a) => a.name), ['东华门街道', '大红门街道'])
})

test('a list with a fault keeps everything out, unless the good is to be kept', async () => {
  const records = [
    { line: 2, code: '110101001', name: '东华门新街道' }, { line: 3, code: '110101099', name: '新设街道' }, { line: 4, code: '11010x', name: '坏' },
    { line: 5, code: '120101001', name: '别处' }, { line: 6, code: '110101099', name: '又一个' }, { line: 7, code: '110101002', name: ' ' }, { line: 8, code: '110102001', name: '西长安街街道' },
  ]
  const strict = await write((w) => importAreas(w, records, { source: 'list.csv' }))
  assert.deepEqual([strict.read, strict.created, strict.updated, strict.unchanged, strict.rejected, strict.saved], [7, 1, 1, 1, 4, false])
  assert.deepEqual(strict.rejects.map((r) => [r.line, r.faults[0]?.code]), [[4, 'areas.code_not_digits'], [5, 'areas.parent_missing'], [6, 'areas.code_twice'], [7, 'areas.name_empty']])
  assert.equal((await areaModelOf(t.city)).byCode('110101099'), null)
  const kept = await write((w) => importAreas(w, records, { source: 'list.csv', keepGood: true }))
  assert.equal(kept.saved, true)
  const model = await areaModelOf(t.city)
  assert.deepEqual([model.byCode('110101001')?.name, model.byCode('110101099')?.name], ['东华门新街道', '新设街道'])
})

test('areas are made, renamed and closed, names keep their history, codes are never given twice', async () => {
  assert.equal(codeOf(await write((w) => createArea(w, { code: '110101001900', name: '早产', valid_from: '2020-01-01' }))), 'areas.parent_closed')
  const made = await write((w) => createArea(w, { code: '110101001900', name: '试验社区' }))
  assert.ok(made.ok)
  const { id } = made.value
  assert.equal(codeOf(await write((w) => createArea(w, { code: '110101001900', name: '另一个' }))), 'areas.code_used')
  assert.equal(codeOf(await write((w) => renameArea(w, id, { name: '实验社区', from: '2026-03-05' }))), 'ok')
  assert.equal(codeOf(await write((w) => renameArea(w, id, { name: '试验田社区', from: '2026-03-05' }))), 'ok')
  const cell = await write((w) => createArea(w, { code: '110101001900001', name: '第一网格' }))
  assert.ok(cell.ok)
  assert.equal(codeOf(await write((w) => closeArea(w, id, { reason: '撤并', on: '2026-03-08' }))), 'areas.has_open_children')
  assert.equal(codeOf(await write((w) => closeArea(w, cell.value.id, { reason: '撤并', on: '2026-03-09' }))), 'ok')
  assert.equal(codeOf(await write((w) => closeArea(w, id, { reason: '撤并', on: '2026-03-10' }))), 'ok')
  assert.equal(codeOf(await write((w) => createArea(w, { code: '110101001900', name: '再来' }))), 'areas.code_used')
  assert.equal(codeOf(await write((w) => renameArea(w, id, { name: '晚了' }))), 'areas.closed')
  const { readNames } = await import('../store/areas.ts')
  assert.deepEqual((await t.city.read(everyRow, (tx) => readNames(tx, id))).map((n) => [n.name, n.valid_from, n.valid_to]), [['试验社区', '2026-03-02', '2026-03-05'], ['试验田社区', '2026-03-05', '2026-03-10']])
  assert.equal(codeOf(await write((w) => changeAreaSettings(w, { scheme: 'free' }))), 'areas.scheme_in_use')
})

test('a boundary file finds its areas, is converted and mended, and says so; repeating it changes nothing', async () => {
  const features = [
    { properties: { name: '景山街道', adcode: '110101' }, geometry: square(116.39, 39.92, 0.01) },
    { properties: { name: '交道口街道', adcode: '110101' }, geometry: { type: 'Polygon', coordinates: [[[116.40, 39.93], [116.42, 39.95], [116.42, 39.93], [116.40, 39.95], [116.40, 39.93]]] } },
    { properties: { name: '查无此街道', adcode: '110101' }, geometry: square(116.5, 39.92, 0.01) },
    { properties: { name: '安定门街道', adcode: '110101' }, geometry: { type: 'Polygon', coordinates: [[[39.9, 116.4], [39.9, 116.5], [39.95, 116.5], [39.9, 116.4]]] } },
  ]
  const options = { source: 'streets.geojson', level: 'street', crs: 'gcj02' } as const
  const strict = await write((w) => importBoundaries(w, features, options))
  assert.deepEqual([strict.read, strict.created, strict.rejected, strict.saved], [4, 2, 2, false])
  assert.deepEqual(strict.rejects.map((r) => [r.line, r.faults[0]?.code]), [[3, 'areas.feature_unknown'], [4, 'areas.position_swapped']])
  const kept = await write((w) => importBoundaries(w, features, { ...options, keepGood: true }))
  assert.deepEqual(kept.mended.map((m) => [m.line, m.name, m.flaws, m.parts_after, m.lost_share]), [[2, '交道口街道', ['crossing'], 2, 0]])
  const again = await write((w) => importBoundaries(w, features, { ...options, keepGood: true }))
  assert.deepEqual([again.created, again.updated, again.unchanged, again.rejected], [0, 0, 2, 2])
  const missing = await write((w) => importBoundaries(w, features.slice(0, 3), { ...options, createMissing: true }))
  assert.deepEqual([missing.created, missing.unchanged, missing.areas_created, missing.rejected], [1, 2, 1, 0])
  assert.equal((await areaModelOf(t.city)).byCode('110101999')?.name, '查无此街道')
  // The file said GCJ-02: the same numbers asked as GCJ-02 are inside, as WGS-84 they are half a kilometre off.
  const asGcj = await locatePoint(t.city, { lon: 116.391, lat: 39.929, crs: 'gcj02' })
  assert.deepEqual(asGcj.kind === 'inside' && asGcj.chain.map((a) => a.name), ['北京市', '东城区', '景山街道'])
  assert.notEqual((await locatePoint(t.city, { lon: 116.399, lat: 39.9205 })).kind, 'inside')
})

test('a single boundary can be set and replaced from a day on, and drawn', async () => {
  const street = (await areaModelOf(t.city)).byCode('110102001')
  assert.ok(street)
  const hit = async (lon: number, lat: number): Promise<string> => {
    const found = await locatePoint(t.city, { lon, lat })
    return found.kind === 'outside' ? 'outside' : found.area.name
  }
  assert.equal(codeOf(await write((w) => setBoundary(w, street.id, { geometry: square(116.30, 39.85, 0.02), crs: 'wgs84', from: '2026-01-01' }))), 'ok')
  assert.equal(await hit(116.31, 39.86), street.name)
  assert.equal(codeOf(await write((w) => setBoundary(w, street.id, { geometry: square(116.32, 39.85, 0.02), crs: 'wgs84' }))), 'ok')
  assert.equal(await hit(116.31, 39.86), 'outside')
  assert.equal(await hit(116.33, 39.86), street.name)
  await assert.rejects(write((w) => setBoundary(w, street.id, { geometry: { type: 'Point', coordinates: [116, 39] }, crs: 'wgs84' })), { code: 'http.invalid_input', status: 422 })
  const { body, etag } = drawBoundaries(await areaModelOf(t.city), { level: 'street', zoom: 12 })
  const drawn = JSON.parse(body) as { features: { properties: { name: string; label: [number, number] } }[] }
  assert.ok(drawn.features.some((f) => f.properties.name === street.name))
  assert.equal(drawBoundaries(await areaModelOf(t.city), { level: 'street', zoom: 12 }).etag, etag)
  assert.equal((JSON.parse(drawBoundaries(await areaModelOf(t.city), { level: 'street', zoom: 12, within: '110000.110102' }).body) as { features: [] }).features.length, 1)
})

test('a place finds its street by its point, moves, and is closed with a reason', async () => {
  await write((w) => savePlaceType(w, { code: 'park', name: '公园' }))
  assert.equal(codeOf(await write((w) => createPlace(w, { name: '无类点位', type_code: 'moon', lon: 116.33, lat: 39.86 }))), 'areas.place_type_unknown')
  assert.equal(codeOf(await write((w) => createPlace(w, { name: '远方', type_code: 'park', lon: 110, lat: 30 }))), 'areas.place_outside')
  const made = await write((w) => createPlace(w, { name: '月坛公园', type_code: 'park', lon: 116.33, lat: 39.86, code: 'P-001' }))
  assert.ok(made.ok)
  const model = await areaModelOf(t.city)
  assert.equal(model.byId(made.value.area_id)?.code, '110102001')
  assert.equal(made.value.name_key, 'yue tan gong yuan')
  const other = model.byCode('110101002')
  assert.equal(codeOf(await write((w) => updatePlace(w, made.value.id, { name: '景山公园', area_id: other?.id as string }))), 'ok')
  assert.equal(codeOf(await write((w) => closeArea(w, other?.id as string, { reason: '撤并', on: '2027-01-01' }))), 'areas.has_open_children')
  assert.equal(codeOf(await write((w) => closePlace(w, made.value.id, { reason: '' }))), 'areas.reason_empty')
  assert.equal(codeOf(await write((w) => closePlace(w, made.value.id, { reason: '改造', on: '2026-06-01' }))), 'ok')
  assert.equal(codeOf(await write((w) => updatePlace(w, made.value.id, { name: '晚了' }))), 'areas.place_closed')
  await write((w) => savePlaceType(w, { code: 'park', name: '公园', retired: true }))
  assert.equal(codeOf(await write((w) => createPlace(w, { name: '新公园', type_code: 'park', lon: 116.33, lat: 39.86 }))), 'areas.place_type_retired')
})

test('prefixes that name no city, or several, are refused and say which', async () => {
  assert.equal(codeOf(await readDivisions('37')), 'areas.prefix_spans_cities')
  assert.equal(codeOf(await readDivisions('99')), 'areas.prefix_unknown')
  assert.equal(codeOf(await readDivisions('110')), 'areas.prefix_bad')
  for (const [prefix, code, name] of [['3701', '370100', '济南市'], ['4419', '441900', '东莞市'], ['429004', '429000', '仙桃市'], ['110106', '110000', '北京市'], ['50', '500000', '重庆市']] as const) {
    const read = await readDivisions(prefix)
    assert.ok(read.ok)
    assert.deepEqual([read.value.records[0]?.code, read.value.records[0]?.name], [code, name])
  }
})

test('what was done is written down, and a city of words gets the free scheme', async () => {
  const { sql } = await import('#platform/db/index.ts')
  const kinds = await t.city.read(everyRow, (tx) => tx.rows(sql<{ kind: string }>`select distinct kind from area_events order by kind`))
  assert.deepEqual(kinds.map((k) => k.kind), ['area.boundary_set', 'area.closed', 'area.created', 'area.renamed', 'areas.imported', 'boundaries.imported', 'place.closed', 'place.created', 'place.updated', 'place_type.saved'])
  const other = await t.database.createCity({ slug: 'harbour', name: 'Harbour', zone: 'America/New_York', now })
  const made = await other.write(everyRow, async (tx) => {
    const w = { city: other, tx, actor: { id: null }, now }
    return importAreas(w, [{ line: 1, code: 'harbour', name: 'Harbour', level: 'city' }, { line: 2, code: 'ward-1', name: 'Ward 1', level: 'district', parentCode: 'harbour' }], { source: 'wards' })
  })
  assert.deepEqual([made.created, made.rejected], [2, 0])
  assert.equal((await areaModelOf(other)).byCode('ward-1')?.path, 'harbour.ward-1')
})
