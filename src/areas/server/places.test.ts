import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { fromWgs84 } from '#base/geometry/crs.ts'
import { instant } from '#base/instants.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { writeXlsx } from '#platform/documents/index.ts'
import { localFileStore } from '#platform/files/index.ts'
import { buildServer } from '#platform/http/index.ts'
import { createArea, setBoundary } from './commands.ts'
import { areasRoutes } from './routes.ts'
import { areaModelOf } from './snapshot.ts'
import { testDeps } from './testing.ts'

let t: TestCity
let app: FastifyInstance
let folder = ''
const now = instant(Date.parse('2026-03-02T02:00:00Z'))
const quiet = { info: () => undefined, warn: () => undefined, error: (facts: object) => console.error(facts) }
const units = [
  { id: '00000000-0000-7000-8000-0000000000a1', code: 'east', name: '东街办', valid_to: null }, { id: '00000000-0000-7000-8000-0000000000a2', code: 'firm-1', name: '安和物业', valid_to: null },
  { id: '00000000-0000-7000-8000-0000000000a3', code: 'firm-2', name: '安和物业', valid_to: null }, { id: '00000000-0000-7000-8000-0000000000a4', code: 'gone', name: '旧单位', valid_to: '2025-01-01' },
]
before(async () => {
  t = await testCity({ slug: 'places' })
  folder = await mkdtemp(path.join(tmpdir(), 'bihuan-places-'))
  const permissions = new Set(['areas.manage', 'areas.read'])
  app = await buildServer({
    endpoints: areasRoutes(testDeps(units, await localFileStore(folder))), services: { database: t.database }, log: quiet, clock: () => now,
    identify: async () => ({ actor: { id: '00000000-0000-7000-8000-000000000001', name: 'x', roles: [], permissions, restricted: false }, scope: { ...everyRow, 'app.actor': 'x' }, csrfToken: null }),
  })
  await t.city.write(everyRow, async (tx) => {
    const work = { city: t.city, tx, actor: { id: null }, now }
    for (const [code, level, name] of [['370100', 'city', '泉城市'], ['370102', 'district', '历山区'], ['370102001', 'street', '解放街道']] as const) await createArea(work, { code, level, name })
    await t.city.stale(tx, 'areas')
  })
  const street = (await areaModelOf(t.city)).byCode('370102001')?.id as string
  const square = { type: 'Polygon', coordinates: [[[117, 36], [117.1, 36], [117.1, 36.1], [117, 36.1], [117, 36]]] }
  await t.city.write(everyRow, (tx) => setBoundary({ city: t.city, tx, actor: { id: null }, now }, street, { geometry: square, crs: 'wgs84' }))
})
after(async () => {
  await app.close()
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

type Answer = { readonly status: number; readonly body: any; readonly bytes: Buffer } // eslint-disable-line typescript/no-explicit-any
const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object, language = 'zh-CN'): Promise<Answer> => {
  const answer = await app.inject({ method, url, headers: { 'accept-language': language }, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: String(answer.headers['content-type']).includes('json') ? answer.json() : answer.body, bytes: answer.rawPayload }
}
const send = async (method: 'POST' | 'PUT', url: string, name: string, bytes: Buffer | string, fields: Record<string, string> = {}, language = 'zh-CN'): Promise<Answer> => {
  const mark = 'x-part-x'
  const head = Object.entries(fields).map(([key, value]) => `--${mark}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`).join('')
  const payload = Buffer.concat([Buffer.from(`${head}--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`), Buffer.from(bytes), Buffer.from(`\r\n--${mark}--\r\n`)])
  const answer = await app.inject({ method, url, headers: { 'content-type': `multipart/form-data; boundary=${mark}`, 'accept-language': language }, payload })
  return { status: answer.statusCode, body: answer.json(), bytes: answer.rawPayload }
}
const bring = (name: string, bytes: Buffer | string, fields: Record<string, string> = {}, language?: string): Promise<Answer> => send('POST', '/api/places/import', name, bytes, { crs: 'wgs84', ...fields }, language)
const picture = (): Promise<Buffer> => sharp({ create: { width: 64, height: 48, channels: 3, background: '#557799' } }).png().toBuffer()
const figures = ({ body }: Answer): unknown[] => [body.read, body.created, body.updated, body.unchanged, body.rejected, body.saved]
const total = async (): Promise<number> => (await ask('GET', '/api/places')).body.total

test('the 54 usual kinds are added once, changed, retired and used again; a name belongs to one kind', async () => {
  assert.deepEqual((await ask('POST', '/api/place-types/defaults')).body, { added: 54 })
  assert.deepEqual((await ask('POST', '/api/place-types/defaults')).body, { added: 0 })
  const { items } = (await ask('GET', '/api/place-types')).body
  assert.equal(items.length, 54)
  assert.ok(items.every((type: Record<string, string>) => [type['name'], type['name_en'], type['standard'], type['standard_en']].every((word) => word !== '')))
  const changed = await ask('PUT', '/api/place-types/market', { name: '菜市场', standard: '地面干净', retired: true })
  assert.deepEqual([changed.body.name, changed.body.name_en, changed.body.standard, changed.body.retired], ['菜市场', 'Market', '地面干净', true])
  assert.equal((await ask('PUT', '/api/place-types/market', { name: '菜市场', retired: false })).body.retired, false)
  for (const [language, words] of [['zh-CN', /已经有叫“公园”的点位类型（park）/], ['en', /There is a kind called “公园” already \(park\)/]] as const) {
    const used = await ask('PUT', '/api/place-types/garden', { name: '公园' }, language)
    assert.deepEqual([used.status, used.body.code], [409, 'areas.place_type_name_used'])
    assert.match(used.body.detail, words)
  }
  assert.equal((await ask('PUT', '/api/place-types/Park', { name: 'x' })).status, 400)
})

test('a place has a unit, size, risk and standard; what cannot be is told at its field', async () => {
  const good = { name: '东市场', type_code: 'market', lon: 117.01, lat: 36.01, address: '解放路1号', unit_id: units[0]?.id, size: 2.5, risk: 1.2, standard: '早市九点收摊', code: 'M1' }
  const made = await ask('POST', '/api/places', good)
  assert.deepEqual([made.status, made.body.unit_name, made.body.address, made.body.size, made.body.risk, made.body.standard, made.body.last_result], [201, '东街办', '解放路1号', 2.5, 1.2, '早市九点收摊', null])
  assert.deepEqual((await ask('POST', '/api/places', { ...good, name: '又一个' })).body.code, 'areas.place_code_used')
  const noUnit = await ask('PATCH', `/api/places/${made.body.id}`, { unit_id: '00000000-0000-7000-8000-0000000000ff' }, 'en')
  assert.deepEqual([noUnit.status, noUnit.body.errors[0].field, noUnit.body.errors[0].message], [422, 'unit_id', 'There is no such unit, or it is closed.'])
  for (const change of [{ size: 0 }, { size: -1 }, { risk: 0 }, { risk: 1001 }, { address: 'x'.repeat(201) }, { code: 'a b' }, { surprise: 1 }]) assert.equal((await ask('PATCH', `/api/places/${made.body.id}`, change)).status, 400, JSON.stringify(change))
  const changed = await ask('PATCH', `/api/places/${made.body.id}`, { unit_id: null, size: 3, standard: '' })
  assert.deepEqual([changed.body.unit_name, changed.body.size, changed.body.risk, changed.body.standard], [null, 3, 1.2, ''])
  const facts = await t.city.read(everyRow, (tx) => tx.one(sql<{ standard: string; area_path: string; has_photo: boolean }>`select standard, area_path, has_photo from place_facts where id = ${made.body.id}`))
  assert.deepEqual(facts, { standard: '地面干净', area_path: '370100.370102.370102001', has_photo: false })
  assert.deepEqual((await ask('GET', '/api/places?q=解放路')).body.items.map((p: { name: string }) => p.name), ['东市场'])
  assert.deepEqual((await ask('GET', '/api/places/points?unvisited=true')).body.items, [[made.body.id, 117.01, 36.01, null]])
})

const list = `编号,名称,类型,经度,纬度,地址,责任单位,规模,风险,标准
A1,南路口,交通路口,117.02,36.02,南路,东街办,1.5,2,
A2,南公园,park,117.03,36.03,,firm-1,,,花期每日两次
,无号小区,Residential compound,117.04,36.04,,,,,
`
test('a list is taken in once: the same again changes nothing, a changed line changes its place', async () => {
  const before = await total()
  assert.deepEqual(figures(await bring('places.csv', list)), [3, 3, 0, 0, 0, true])
  assert.deepEqual(figures(await bring('places.csv', list)), [3, 0, 0, 3, 0, true])
  assert.equal(await total(), before + 3)
  assert.deepEqual(figures(await bring('places.csv', list.replace('南路,东街办,1.5', '南路2号,,1.5'))), [3, 0, 1, 2, 0, true])
  const [crossing] = (await ask('GET', '/api/places?q=A1')).body.items
  assert.deepEqual([crossing.address, crossing.unit_id, crossing.size, crossing.risk], ['南路2号', null, 1.5, 2])
  assert.deepEqual(figures(await bring('places.csv', 'name,type,lon,lat,code\n南路口,crossing,117.021,36.02,A1\n')), [1, 0, 1, 0, 0, true])
  assert.equal((await ask('GET', '/api/places?q=A1')).body.items[0].address, '南路2号', 'a column that is not there leaves what was')
})

test('positions in another system are converted, by the form or by the line', async () => {
  const [lon, lat] = fromWgs84('gcj02', [117.05, 36.05])
  assert.deepEqual(figures(await bring('gcj.csv', `code,name,type,lon,lat\nG1,高德点,park,${lon},${lat}\n`, { crs: 'gcj02' })), [1, 1, 0, 0, 0, true])
  assert.deepEqual(figures(await bring('gcj.csv', `code,name,type,lon,lat,crs\nG1,高德点,park,${lon},${lat},GCJ-02\n`)), [1, 0, 0, 1, 0, true])
  const [point] = (await ask('GET', '/api/places?q=G1')).body.items
  assert.ok(Math.abs(point.lon - 117.05) < 1e-6 && Math.abs(point.lat - 36.05) < 1e-6)
  assert.equal(point.original_crs, 'gcj02')
})

const wrong = `code,name,type,lon,lat,unit,size,valid_to
B1,,park,117.02,36.02,,,
B2,二,moon,117.02,36.02,,,
B3,三,park,36.02,117.02,,,
B4,四,park,abc,36.02,,,
B5,五,park,100,20,,,
B6,六,park,117.02,36.02,安和物业,,
B7,七,park,117.02,36.02,旧单位,-1,
B8,八,park,117.02,36.02,,,2026-01-01
B9,九,park,117.06,36.06,,,
B9,九又,park,117.06,36.06,,,
,南公园,park,117.07,36.07,,,
,十,park,117.07,36.07,,,
,十,park,117.08,36.08,,,
`
test('every rejected line tells line, column, value and reason in both languages; nothing is half taken unless the good is to be kept', async () => {
  const before = await total()
  for (const [language, reason] of [['zh-CN', '经纬度写反了：应先写经度，后写纬度。'], ['en', 'Longitude and latitude are swapped: longitude comes first.']] as const) {
    const strict = await bring('wrong.csv', wrong, {}, language)
    assert.deepEqual(figures(strict), [13, 2, 1, 0, 10, false])
    assert.deepEqual(strict.body.rejects.map((r: { line: number; column: string; value: string | null; code: string }) => [r.line, r.column, r.value, r.code.slice(6)]), [
      [2, 'name', null, 'name_empty'], [3, 'type', 'moon', 'place_type_unknown'], [4, 'lat', '117.02', 'position_swapped'], [5, 'lon', 'abc', 'not_a_number'], [6, 'lon', '100, 20', 'place_outside'],
      [7, 'unit', '安和物业', 'unit_ambiguous'], [8, 'size', '-1', 'size_range'], [8, 'unit', '旧单位', 'unit_unknown'], [9, 'valid_to', null, 'list_closes'], [11, 'code', 'B9', 'code_twice'], [14, 'name', '十', 'place_twice'],
    ])
    assert.equal(strict.body.rejects[2].reason, reason)
    assert.ok(strict.body.rejects.every((r: { reason: string }) => !r.reason.includes('areas.') && !r.reason.includes('{{')))
  }
  assert.equal(await total(), before)
  assert.deepEqual(figures(await bring('wrong.csv', wrong, { keep_good: 'true' })), [13, 2, 1, 0, 10, true])
  assert.deepEqual(figures(await bring('wrong.csv', wrong, { keep_good: 'true' })), [13, 0, 0, 3, 10, true])
  assert.equal(await total(), before + 2)
})

test('files that are no lists are refused with the reason that is right', async () => {
  assert.equal((await bring('x.csv', list, { crs: 'mars' })).body.errors[0].field, 'crs')
  const columns = await bring('x.csv', 'name,type\na,park\nb,park\n', { keep_good: 'true' }, 'en')
  assert.deepEqual([figures(columns), columns.body.rejects.map((r: { line: number; column: string }) => [r.line, r.column])], [[2, 0, 0, 0, 2, false], [[1, 'lon'], [1, 'lat']]])
  assert.match(columns.body.rejects[0].reason, /There is no column “lon”; there are: name, type/)
  for (const [name, bytes, status] of [['x.csv', '', 422], ['x.geojson', '{"type":"Feature', 422], ['x.geojson', '{"type":"Topology"}', 422], ['x.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 422]] as const) {
    assert.equal((await bring(name, bytes)).status, status, name)
  }
  assert.equal((await ask('POST', '/api/places/import', { crs: 'wgs84' })).status, 415)
})

test('what is exported as CSV, XLSX or GeoJSON states its system and is taken back unchanged', async () => {
  const n = await total()
  for (const format of ['csv', 'xlsx', 'geojson']) {
    const out = await ask('GET', `/api/places/export?format=${format}`)
    assert.equal(out.status, 200)
    assert.deepEqual(figures(await bring(`places.${format}`, out.bytes, { crs: 'bd09' })), [n, 0, 0, n, 0, true], format)
  }
  const { features } = (await ask('GET', '/api/places/export?format=geojson&type=crossing')).body
  assert.deepEqual([features.length, features[0].geometry, features[0].properties.crs, features[0].properties.code], [1, { type: 'Point', coordinates: [117.021, 36.02] }, 'wgs84', 'A1'])
  const lines = await bring('lines.geojson', JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: '线', type: 'park' }, geometry: { type: 'LineString', coordinates: [[117, 36], [117.1, 36]] } }] }))
  assert.deepEqual(lines.body.rejects.map((r: { line: number; code: string; value: string }) => [r.line, r.code, r.value]), [[1, 'areas.not_a_point', 'LineString']])
  const book: Buffer[] = []
  for await (const piece of writeXlsx([['X1', '表格点', '公园', 117.09, 36.09]], { header: ['编号', '名称', '类型', '经度', '纬度'] })) book.push(piece as Buffer)
  assert.deepEqual(figures(await bring('点位.xlsx', Buffer.concat(book))), [1, 1, 0, 0, 0, true])
})

test('a place shows one photo, exchanged and taken away; what is no photo is refused', async () => {
  const [place] = (await ask('GET', '/api/places?q=X1')).body.items
  const url = `/api/places/${place.id}/photo`
  assert.equal((await ask('GET', url)).body.code, 'areas.place_photo_missing')
  const png = await picture()
  const set = await send('PUT', url, 'a.png', png)
  assert.deepEqual([set.status, set.body.photo_at], [200, '2026-03-02T02:00:00.000Z'])
  assert.equal((await ask('GET', `${url}?size=thumb`)).bytes.subarray(0, 2).toString('hex'), 'ffd8')
  assert.equal((await send('PUT', url, 'a.txt', 'hello')).status, 422)
  assert.equal((await send('PUT', '/api/places/00000000-0000-7000-8000-00000000dead/photo', 'a.png', png)).status, 404)
  assert.equal((await ask('DELETE', url)).body.photo_at, null)
  assert.equal((await ask('GET', url)).status, 404)
})

test('a closed place is not opened or changed by a list, and may stand in one', async () => {
  const [place] = (await ask('GET', '/api/places?q=X1')).body.items
  await ask('PATCH', `/api/places/${place.id}`, { valid_to: '2026-03-10', closed_reason: '拆除' })
  const row = 'code,name,type,lon,lat,valid_to\nX1,新名,park,117.09,36.09,'
  assert.equal((await bring('x.csv', `${row}\n`)).body.rejects[0].code, 'areas.place_closed')
  assert.deepEqual(figures(await bring('x.csv', `${row}2026-03-10\n`)), [1, 0, 0, 1, 0, true])
  assert.equal((await send('PUT', `/api/places/${place.id}/photo`, 'a.png', await picture())).body.code, 'areas.place_closed')
})
