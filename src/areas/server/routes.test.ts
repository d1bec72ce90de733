import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { instant } from '#base/instants.ts'
import { everyRow } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { buildServer } from '#platform/http/index.ts'
import { areasRoutes } from './routes.ts'
import { testDeps } from './testing.ts'

let t: TestCity
let app: FastifyInstance
let permissions: ReadonlySet<string> = new Set()
let signedIn = true
const now = instant(Date.parse('2026-03-02T02:00:00Z'))
const quiet = { info: () => undefined, warn: () => undefined, error: (facts: object) => console.error(facts) }
before(async () => {
  t = await testCity({ slug: 'routes' })
  app = await buildServer({
    endpoints: areasRoutes(testDeps()), services: { database: t.database }, log: quiet, clock: () => now,
    identify: async () => ({ actor: { id: signedIn ? '00000000-0000-7000-8000-000000000001' : null, name: 'x', roles: [], permissions, restricted: false }, scope: { ...everyRow, 'app.actor': signedIn ? 'x' : 'anonymous' }, csrfToken: null }),
  })
})
after(async () => {
  await app.close()
  await t.close()
})

type Body = { readonly id: string; readonly items: readonly { readonly id: string; readonly name: string }[]; readonly code: string; readonly [name: string]: unknown }
const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, body?: object, headers: Record<string, string> = {}) => {
  const answer = await app.inject({ method, url, headers: { 'accept-language': 'en', ...headers }, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: (answer.headers['content-type']?.toString().includes('json') && answer.body !== '' ? answer.json() : null) as Body, headers: answer.headers, text: answer.body }
}
const square = (west: number, south: number, side: number): object => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] })

let city = '', district = '', street = ''
test('areas are managed only with the permission', async () => {
  assert.deepEqual([(await ask('POST', '/api/areas', { code: '370100', name: '泉城' })).status, (await ask('POST', '/api/areas', { code: '370100', name: '泉城' })).body.code], [403, 'http.forbidden'])
  permissions = new Set(['areas.manage'])
  const made = await ask('POST', '/api/areas', { code: '370100', name: '泉城市', level: 'city' })
  assert.equal(made.status, 201)
  city = made.body.id
  district = (await ask('POST', '/api/areas', { code: '370102', name: '历山区' })).body.id
  const made3 = await ask('POST', '/api/areas', { code: '370102001', name: '解放街道' })
  street = made3.body.id
  assert.deepEqual(made3.body, { id: street, code: '370102001', level: 'street', name: '解放街道', parent_id: district, parent_name: '历山区', path: '370100.370102.370102001', path_names: '历山区', valid_from: '2026-03-02', valid_to: null, has_boundary: false })
})

test('a refusal is a 409 and a bad code a 422, both with a sentence', async () => {
  const used = await ask('POST', '/api/areas', { code: '370102001', name: '又一条' })
  assert.deepEqual([used.status, used.body.code], [409, 'areas.code_used'])
  assert.match(String(used.body['detail']), /370102001 was given to “解放街道”/)
  const bad = await ask('POST', '/api/areas', { code: '37x', name: '坏' })
  assert.equal(bad.status, 422)
  assert.match(JSON.stringify(bad.body['errors']), /digits only/)
  assert.equal((await ask('POST', '/api/areas', { code: '370102002', name: '坏', surprise: 1 })).status, 400)
})

test('a boundary is set, mended, drawn for everyone, and answered 304 when known', async () => {
  const bow = { type: 'Polygon', coordinates: [[[117, 36], [117.02, 36.02], [117.02, 36], [117, 36.02], [117, 36]]] }
  const set = await ask('PUT', `/api/areas/${street}/boundary`, { geometry: bow, crs: 'wgs84' })
  assert.equal(set.status, 200, set.text)
  assert.deepEqual((set.body['repair'] as { flaws: string[] }).flaws, ['crossing'])
  assert.equal((await ask('PUT', `/api/areas/${street}/boundary`, { geometry: { type: 'Polygon', coordinates: [] }, crs: 'wgs84' })).status, 422)
  assert.equal((await ask('PUT', `/api/areas/${district}/boundary`, { geometry: square(117, 36, 0.1), crs: 'wgs84' })).status, 200)
  signedIn = false
  const drawn = await ask('GET', '/api/areas/boundaries?level=street&zoom=12')
  assert.equal(drawn.status, 200)
  assert.match(String(drawn.headers['content-type']), /geo\+json/)
  assert.equal((JSON.parse(drawn.text) as { features: { properties: { name: string } }[] }).features[0]?.properties.name, '解放街道')
  assert.equal((await ask('GET', '/api/areas/boundaries?level=street&zoom=12', undefined, { 'if-none-match': String(drawn.headers['etag']) })).status, 304)
  assert.equal((JSON.parse((await ask('GET', '/api/areas/boundaries?level=street&bbox=10,10,20,20')).text) as { features: [] }).features.length, 0)
  assert.deepEqual((await ask('GET', '/api/areas/boundaries?level=street&bbox=20,10,10')).body.code, 'areas.bad_box')
})

test('everyone may search and locate; details want a sign-in', async () => {
  assert.deepEqual((await ask('GET', '/api/areas?q=jfjd')).body.items.map((area) => area.name), ['解放街道'])
  const inside = await ask('GET', '/api/locate?lon=117.015&lat=36.005')
  assert.equal(inside.body['kind'], 'inside', inside.text)
  assert.deepEqual((inside.body['chain'] as { name: string }[]).map((area) => area.name), ['泉城市', '历山区', '解放街道'])
  const near = await ask('GET', '/api/locate?lon=117.1011&lat=36.05')
  assert.deepEqual([near.body['kind'], Math.round(Number(near.body['metres']))], ['near', 99])
  assert.deepEqual((await ask('GET', '/api/locate?lon=0&lat=0')).body, { kind: 'outside', area: null, chain: [], metres: null })
  assert.equal((await ask('GET', '/api/locate?lon=200&lat=0')).status, 400)
  assert.equal((await ask('GET', `/api/areas/${street}`)).status, 401)
  signedIn = true
})

test('lists go down the tree with counts and page by page', async () => {
  assert.deepEqual((await ask('GET', '/api/areas?parent=top&counts=true')).body.items, [{ id: city, code: '370100', level: 'city', name: '泉城市', parent_id: null, parent_name: null, path: '370100', path_names: '', valid_from: '2026-03-02', valid_to: null, has_boundary: false, counts: { district: 1, street: 1 } }])
  for (const n of [2, 3, 4]) await ask('POST', '/api/areas', { code: `37010200${n}`, name: `第${n}街道` })
  const first = await ask('GET', `/api/areas?parent=${district}&limit=3`)
  const second = await ask('GET', `/api/areas?parent=${district}&limit=3&cursor=${String(first.body['next_cursor'])}`)
  assert.deepEqual([first.body.items.length, second.body.items.map((area) => area.name), second.body['next_cursor'], second.body['total']], [3, ['第4街道'], null, 4])
  assert.equal((await ask('GET', '/api/areas?parent=00000000-0000-7000-8000-000000000009')).status, 404)
  const detail = await ask('GET', `/api/areas/${street}`)
  assert.deepEqual([(detail.body['chain'] as []).length, (detail.body['boundary'] as { original_crs: string }).original_crs, (detail.body['names'] as []).length], [3, 'wgs84', 1])
})

test('an area is renamed and closed by PATCH', async () => {
  const target = (await ask('GET', '/api/areas?q=370102004')).body.items[0]?.id ?? ''
  assert.equal((await ask('PATCH', `/api/areas/${target}`, { name: '和平路街道' })).body['name'], '和平路街道')
  assert.equal((await ask('PATCH', `/api/areas/${target}`, { valid_to: '2026-04-01' })).body.code, 'areas.reason_empty')
  assert.equal((await ask('PATCH', `/api/areas/${target}`, { valid_to: '2026-04-01', closed_reason: '并入第3街道' })).body['valid_to'], '2026-04-01')
  assert.equal((await ask('PATCH', `/api/areas/${target}`, { name: '迟了' })).body.code, 'areas.closed')
})

test('places are made, listed by filter and page, changed and closed', async () => {
  assert.equal((await ask('PUT', '/api/place-types/market', { name: '集贸市场' })).status, 200)
  assert.deepEqual((await ask('GET', '/api/place-types')).body.items, [{ code: 'market', name: '集贸市场', name_en: '', standard: '', standard_en: '', sort: 1000, retired: false, places: 0 }])
  const names = ['东市场', '南市场', '西市场']
  for (const name of names) assert.equal((await ask('POST', '/api/places', { name, type_code: 'market', lon: 117.015, lat: 36.005 })).status, 201)
  assert.equal((await ask('POST', '/api/places', { name: '远', type_code: 'market', lon: 0, lat: 0 })).body.code, 'areas.place_outside')
  const first = await ask('GET', `/api/places?area=${district}&type=market&limit=2`)
  assert.deepEqual([first.body.items.map((p) => p.name), first.body['total']], [['东市场', '南市场'], 3])
  assert.deepEqual((await ask('GET', `/api/places?limit=2&cursor=${String(first.body['next_cursor'])}`)).body.items.map((p) => p.name), ['西市场'])
  assert.deepEqual((await ask('GET', '/api/places?q=nansh')).body.items.map((p) => p.name), ['南市场'])
  const id = first.body.items[0]?.id ?? ''
  const changed = await ask('PATCH', `/api/places/${id}`, { name: '大东市场', code: 'M-1' })
  assert.deepEqual([changed.body['name'], changed.body.code, changed.body['area_name']], ['大东市场', 'M-1', '解放街道'])
  assert.equal((await ask('PATCH', `/api/places/${id}`, { valid_to: '2026-03-03', closed_reason: '拆除' })).body['closed_reason'], '拆除')
  assert.equal((await ask('GET', '/api/places?closed=true')).body['total'], 3)
  assert.equal((await ask('GET', `/api/places/${id}`)).body['name'], '大东市场')
  assert.equal((await ask('PATCH', '/api/area-settings', { tolerance_metres: 10 })).body['tolerance_metres'], 10)
  assert.equal((await ask('GET', '/api/locate?lon=117.1011&lat=36.05')).body['kind'], 'outside')
})
