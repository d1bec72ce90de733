import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { InjectOptions } from 'fastify'
import { addMs, dayMs, instant } from '#base/instants.ts'
import type { CaseActor, CaseCommand } from '#cases/rules/index.ts'
import { runCommand } from '#cases/server/index.ts'
import { catalogueModelOf, type StoredCategory } from '#catalogue/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { type TestIntake, farAway, inEastStreet, testIntake } from '../testing.ts'

let t: TestIntake
/** One with several conditions, one with one. */
let several: StoredCategory, single: StoredCategory
const relaxed = { intake: { reports_per_minute: 1000 }, open311: {} }
before(async () => {
  t = await testIntake()
  await t.settings(relaxed)
  const { leaves } = await catalogueModelOf(t.city)
  several = leaves.find((c) => c.conditions.length > 1) as StoredCategory
  single = leaves.find((c) => c.conditions.length === 1 && !c.same_time_of_day) as StoredCategory
})
after(() => t.close())

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: true })
const base = '/open311/v2'
const get = (path: string, headers: Record<string, string> = {}) => t.app.inject({ url: `${base}${path}`, headers })
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()
const formType = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const post = (format: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  t.app.inject({ method: 'POST', url: `${base}/requests${format}`, payload: form(fields), headers: { ...formType, ...headers } })
type Xml = Record<string, Record<string, never>>
const xml = (body: string): Xml => {
  assert.equal(XMLValidator.validate(body), true, body)
  assert.ok(body.startsWith('<?xml version="1.0" encoding="UTF-8"?>'), body.slice(0, 60))
  return parser.parse(body) as Xml
}
const listed = (value: unknown): Record<string, string>[] => [value].flat() as Record<string, string>[]
const there = { lat: String(inEastStreet.lat), long: String(inEastStreet.lon) }

test('Service Discovery: all fields, both formats', async () => {
  const json = (await get('/discovery.json')).json()
  assert.deepEqual(Object.keys(json), ['changeset', 'contact', 'key_service', 'endpoints'])
  assert.deepEqual(Object.keys(json.endpoints[0]), ['specification', 'url', 'changeset', 'type', 'formats'])
  assert.deepEqual([json.endpoints[0].specification, json.endpoints[0].type, json.endpoints[0].formats],
    ['http://wiki.open311.org/GeoReport_v2', 'production', ['text/xml', 'application/json']])
  const doc = xml((await get('/discovery.xml')).body)
  assert.equal((doc['discovery'] as unknown as { endpoints: { endpoint: { url: string } } }).endpoints.endpoint.url, json.endpoints[0].url)
})

test('Format Support: XML is the default, in UTF-8, with the headers of the specification', async () => {
  for (const [path, type] of [['/services', 'text/xml; charset=utf-8'], ['/services.xml', 'text/xml; charset=utf-8'],
    ['/services.json', 'application/json; charset=utf-8']] as const) {
    const answer = await get(path)
    assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, type])
  }
})

test('GET Service List: seven fields, a list in both formats, names in the reader\'s language', async () => {
  const services = (await get('/services.json')).json() as Record<string, unknown>[]
  assert.deepEqual(Object.keys(services[0] ?? {}), ['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'])
  assert.equal(services.length, (await catalogueModelOf(t.city)).leaves.length)
  assert.equal(services.find((s) => s['service_code'] === several.code)?.['metadata'], true)
  assert.ok(services.every((s) => s['type'] === 'realtime'))
  const doc = xml((await get('/services.xml')).body)
  assert.equal(listed(doc['services']?.['service']).length, services.length)
  const english = (await get('/services.json', { 'accept-language': 'en' })).json() as Record<string, string>[]
  assert.equal(english.find((s) => s['service_code'] === several.code)?.['service_name'], several.name_en)
})

test('GET Service Definition: attributes with their values; 404 for an unknown code, in the format asked for', async () => {
  const json = (await get(`/services/${several.code}.json`)).json()
  assert.equal(json.service_code, several.code)
  const [attribute] = json.attributes
  assert.deepEqual([attribute.variable, attribute.code, attribute.datatype, attribute.required, attribute.order, attribute.values.length],
    [true, 'condition', 'singlevaluelist', false, 1, several.conditions.length])
  const doc = xml((await get(`/services/${several.code}.xml`)).body)
  assert.ok(doc['service_definition']?.['attributes'])
  const missing = await get('/services/NOPE.json')
  assert.deepEqual([missing.statusCode, missing.json()[0].code], [404, 404])
  const gone = await get('/services/NOPE.xml')
  assert.deepEqual([gone.statusCode, listed((xml(gone.body)['errors'] as Record<string, unknown>)['error'])[0]?.['code']], [404, '404'])
})

test('POST Service Request and back: a list with an id, found by id, by list and by token; nothing personal comes out', async () => {
  const secret = { first_name: '建国', last_name: '王', phone: '13900004321', email: 'wang@example.org', device_id: 'device-77', account_id: 'acc-88' }
  const answer = await post('.xml', { ...secret, service_code: several.code, ...there, address_string: '和平路 3 号院 301', description: '路面坏了，我叫王建国',
    'attribute[condition]': several.conditions[1]?.code ?? '', media_url: 'https://example.org/a.jpg' })
  assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, 'text/xml; charset=utf-8'], answer.body)
  const [request] = listed((xml(answer.body)['service_requests'] as Record<string, unknown>)['request'])
  assert.match(request?.['service_request_id'] ?? '', /^20260506-\d{6}$/)
  const id = request?.['service_request_id'] ?? ''
  const token = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(request?.['service_notice'] ?? '')?.[0] ?? ''

  const one = await get(`/requests/${id}.json`)
  const [found] = one.json() as Record<string, unknown>[]
  assert.deepEqual(Object.keys(found ?? {}), [
    'service_request_id', 'status', 'status_notes', 'service_name', 'service_code', 'description', 'agency_responsible', 'service_notice',
    'requested_datetime', 'updated_datetime',
    'expected_datetime', 'address', 'address_id', 'zipcode', 'lat', 'long', 'media_url',
  ])
  assert.deepEqual([found?.['service_request_id'], found?.['status'], found?.['service_code'], found?.['description'], found?.['requested_datetime']],
    [id, 'open', several.code, null, '2026-05-06T10:00:00+08:00'])
  assert.equal(found?.['address'], '东街道，历下区')
  const all = await get('/requests.json')
  assert.equal((all.json() as unknown[]).length, 1)
  assert.deepEqual((await get(`/tokens/${token}.json`)).json(), [{ service_request_id: id, token }])
  assert.equal((xml((await get(`/tokens/${token}.xml`)).body)['service_requests'] as Record<string, Record<string,
    string>>)['request']?.['service_request_id'], id)
  const everything = [one.body, all.body, (await get('/requests.xml')).body, (await get('/discovery.xml')).body].join()
  for (const personal of [...Object.values(secret), '王建国', '301']) assert.ok(!everything.includes(personal), personal)
  const [row] = await t.city.read(everyRow, (tx) => tx.prepared<Record<string,
    unknown>>('posted', 'select c.source, c.condition_id, r.has_contact, r.answers from cases c join reports r on r.case_id = c.id where c.number = $1', [id]))
  assert.deepEqual([row?.['source'], row?.['condition_id'], row?.['has_contact']], ['open311', several.conditions[1]?.id, true])
  assert.deepEqual(row?.['answers'], [{ code: 'condition', values: [several.conditions[1]?.code] },
    { code: 'media_url', values: ['https://example.org/a.jpg'] }])
})

const json = (body: string): { code: number; description: string }[] => JSON.parse(body) as never
const wrong: readonly (readonly [string, Record<string, string>, number, number])[] = [
  ['no service_code', { ...there }, 400, 1],
  ['an unknown service_code', { service_code: 'NOPE', ...there }, 404, 1],
  ['no location', { service_code: 'SINGLE' }, 400, 1],
  ['half a location', { service_code: 'SINGLE', lat: '36.6' }, 400, 1],
  ['a location outside the city', { service_code: 'SINGLE', lat: String(farAway.lat), long: String(farAway.lon) }, 400, 1],
  ['coordinates that are none', { service_code: 'SINGLE', lat: '1e2', long: 'x' }, 400, 1],
  ['an attribute nobody asked for', { service_code: 'SINGLE', ...there, 'attribute[colour]': 'red' }, 400, 1],
  ['a description of more than 4,000 characters', { service_code: 'SINGLE', ...there, description: '长'.repeat(4001) }, 400, 1],
  ['several things at once', { service_code: 'SINGLE', lat: '1', media_url: 'ftp://x', 'attribute[a]': '1' }, 400, 3],
  ['another jurisdiction', { service_code: 'SINGLE', ...there, jurisdiction_id: 'boston.gov' }, 404, 1],
]
for (const [name, fields, status, errors] of wrong) test(`POST with ${name} is answered with a list of errors, in the format asked for`, async () => {
  const filled = { ...fields, ...(fields['service_code'] === 'SINGLE' ? { service_code: single.code } : {}) }
  const answer = await post('.json', filled)
  assert.equal(answer.statusCode, status, answer.body)
  const found = json(answer.body)
  assert.deepEqual([found.length, found[0]?.code], [errors, status])
  assert.ok(found.every((e) => e.description.length > 5 && !e.description.includes('intake.')), answer.body)
  const same = await post('.xml', filled)
  assert.deepEqual([same.statusCode, same.headers['content-type']], [status, 'text/xml; charset=utf-8'])
  assert.equal(listed((xml(same.body)['errors'] as Record<string, unknown>)['error']).length, errors)
})

const malformed: readonly (readonly [string, InjectOptions, number])[] = [
  ['JSON instead of a form', { method: 'POST', url: `${base}/requests.json`, payload: { service_code: '1' } }, 400],
  ['broken JSON', { method: 'POST', url: `${base}/requests.json`, payload: '{', headers: { 'content-type': 'application/json' } }, 400],
  ['XML instead of a form', { method: 'POST', url: `${base}/requests.json`, payload: '<a/>', headers: { 'content-type': 'text/xml' } }, 400],
  ['bytes that are no UTF-8', { method: 'POST', url: `${base}/requests.json`,
    payload: Buffer.from('service_code=x&description=%ff%fe&address_string=%c0'), headers: formType }, 404],
  ['nothing', { method: 'POST', url: `${base}/requests.json`, payload: '', headers: formType }, 400],
  ['half a megabyte', { method: 'POST', url: `${base}/requests.json`, payload: `description=${'x'.repeat(500_000)}`, headers: formType }, 400],
  ['an address that is none', { url: `${base}/nothing/here.json` }, 404],
  ['a method that is none', { method: 'PUT', url: `${base}/services.json` }, 405], ['a method that is none where there is nothing', { method: 'DELETE', url: `${base}/nothing.json` }, 404],
  ['an argument twice', { url: `${base}/requests.json?service_code=a&service_code=b` }, 400],
]
for (const [name, request, status] of malformed) test(`${name} gets the clear answer`, async () => {
  const answer = await t.app.inject(request)
  assert.equal(answer.statusCode, status, answer.body)
  assert.equal(json(answer.body)[0]?.code, status)
})

test('damaged characters in a description are refused, not kept', async () => {
  const payload = `service_code=${single.code}&lat=${there.lat}&long=${there.long}&description=%ff%fe`
  const answer = await t.app.inject({ method: 'POST', url: `${base}/requests.json`, payload, headers: formType })
  assert.equal(answer.statusCode, 400, answer.body)
})

test('an empty argument is as if not given', async () => {
  const answer = await post('.json', { service_code: single.code, ...there, address_string: '', address_id: '', email: '', jurisdiction_id: '',
    'attribute[condition]': '' })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(Object.keys(answer.json()[0]), ['service_request_id', 'service_notice', 'account_id'])
  assert.equal(answer.json()[0].account_id, null)
})

test('the same post with the same key is one request', async () => {
  const fields = { service_code: single.code, ...there, description: '重试' }
  const ids = (await Promise.all([1, 2, 3].map(() => post('.json', fields,
    { 'idempotency-key': 'client-retry-1' })))).map((a) => a.json()[0].service_request_id)
  assert.equal(new Set(ids).size, 1)
})

test('with keys given out, 403 without one and with a wrong one; a right one reports', async () => {
  const sha256 = createHash('sha256').update('the-key').digest('hex')
  await t.settings({ ...relaxed, open311: { api_keys: [{ name: 'app', sha256 }] } })
  const fields = { service_code: single.code, ...there }
  for (const api_key of ['', 'wrong']) {
    const answer = await post('.json', { ...fields, api_key })
    assert.deepEqual([answer.statusCode, json(answer.body)[0]?.code], [403, 403])
  }
  assert.equal((await post('.json', { ...fields, api_key: 'the-key' })).statusCode, 200)
  assert.match((await get('/discovery.json')).json().key_service, /api_key/)
  assert.equal((await get('/requests.json')).statusCode, 200)
  await t.settings(relaxed)
})

test('reporting too often is 429 in the form of the interface', async () => {
  await t.settings({ ...relaxed, intake: { reports_per_minute: 1 } })
  t.clock.now = addMs(t.clock.now, 120_000)
  await post('.json', { service_code: single.code, ...there })
  const answer = await post('.json', { service_code: single.code, ...there })
  assert.deepEqual([answer.statusCode, json(answer.body)[0]?.code], [429, 429])
  await t.settings(relaxed)
})

const queries: readonly (readonly [string, number])[] = [
  ['?status=open', 200], ['?status=', 200], ['?status=open,closed', 200], ['?status=in_progress', 400],
  ['?start_date=2026-05-01T00:00:00Z&end_date=2026-05-10T00:00:00Z', 200],
  ['?start_date=2026-05-01T08:00:00+08:00', 200], ['?start_date=2026-05-01', 400],
  ['?start_date=2026-01-01T00:00:00Z&end_date=2026-05-10T00:00:00Z', 400], ['?service_code=NOPE', 404],
  ['?jurisdiction_id=other.gov', 404], ['?page=2&page_size=50&extensions=true', 200], ['?start_date=%00', 400],
]
for (const [query, status] of queries) test(`GET requests${query} is ${status}`, async () => {
  const answer = await get(`/requests.json${query}`)
  assert.equal(answer.statusCode, status, answer.body)
  if (status !== 200) assert.equal(json(answer.body)[0]?.code, status)
  const same = await get(`/requests.xml${query}`)
  assert.equal(same.statusCode, status)
  xml(same.body)
})

test('selects by service, by status, by date, and by ids over all else', async () => {
  const made = (await post('.json', { service_code: single.code, ...there })).json()[0].service_request_id as string
  const of = async (query: string): Promise<string[]> => ((await get(`/requests.json${query}`)).json() as { service_request_id: string }[]).map((r) => r.service_request_id)
  assert.ok((await of(`?service_code=${single.code}`)).includes(made))
  assert.ok(!(await of(`?service_code=${several.code}`)).includes(made))
  assert.deepEqual(await of('?status=closed'), [])
  assert.deepEqual(await of(`?service_request_id=${made},unknown&status=closed`), [made])
  assert.deepEqual(await of('?end_date=2026-05-01T00:00:00Z'), [])
  assert.equal((await get('/requests/20200101-000001.json')).statusCode, 404)
})

test('two statuses only: whatever happens inside, it is open or closed; a merged request follows its target', async () => {
  const ids = (await Promise.all([1, 2].map(() => post('.json', { service_code: single.code,
    ...there })))).map((a) => a.json()[0].service_request_id as string)
  const rows = await t.city.read(everyRow, (tx) => tx.prepared<{ id: string; number: string }>('both',
    'select id, number from cases where number = any($1)', [ids]))
  const caseId = (number: string | undefined): string => rows.find((r) => r.number === number)?.id ?? ''
  const acceptor: CaseActor = { account_id: null, grants: [{ role: 'acceptor', area_path: '370100', unit_path: null, unit_id: null },
    { role: 'supervisor', area_path: '370100', unit_path: null, unit_id: null }] }
  const act = async (id: string, command: CaseCommand, more: object = {}): Promise<void> => {
    const done = await runCommand(t.city, everyRow, null, { id, command, expected_seq: null, actor: acceptor, more }, t.clock.now)
    assert.ok(done.ok, JSON.stringify(done))
  }
  await act(caseId(ids[1]), { type: 'merge', into_id: caseId(ids[0]) as never, reason: '同一处' })
  const merged = (await get(`/requests/${ids[1]}.json`)).json()[0]
  assert.deepEqual([merged.service_request_id, merged.status], [ids[1], 'open'])
  assert.ok(merged.status_notes.includes(ids[0]))
  t.clock.now = addMs(t.clock.now, 3_600_000)
  await act(caseId(ids[0]), { type: 'decline', reason: 'outside_duty', text: '不归城市管理' })
  for (const id of ids) assert.equal((await get(`/requests/${id}.json`)).json()[0].status, 'closed')
  const open = ((await get('/requests.json?status=open')).json() as { service_request_id: string }[]).map((r) => r.service_request_id)
  assert.ok(!open.includes(ids[0] ?? '') && !open.includes(ids[1] ?? ''))
  const closed = ((await get('/requests.json?status=closed')).json() as { service_request_id: string }[]).map((r) => r.service_request_id)
  assert.deepEqual(closed.sort(), ids.sort())
})

test('texts, addresses and exact places go out where the city has decided so', async () => {
  await t.settings({ ...relaxed, open311: { publish_descriptions: true, publish_addresses: true, publish_positions: 'exact',
    jurisdiction_id: 'jn.example' } })
  const id = (await post('.json', { service_code: single.code, lat: '36.6654321', long: '117.0254321', address_string: '和平路',
    description: 'a < b & "c"\n第二行', jurisdiction_id: 'jn.example' })).json()[0].service_request_id as string
  const [found] = (await get(`/requests/${id}.json`)).json()
  assert.deepEqual([found.description, found.lat, found.long, found.address], ['a < b & "c"\n第二行', 36.6654321, 117.0254321, '和平路，东街道，历下区'])
  assert.ok((await get(`/requests/${id}.xml`)).body.includes('a &lt; b &amp; '))
  await t.settings(relaxed)
})

test('never more than a thousand, nor older than ninety days unless asked', async () => {
  t.clock.now = instant(t.clock.now + 91 * dayMs)
  assert.deepEqual((await get('/requests.json')).json(), [])
  assert.deepEqual(xml((await get('/requests.xml')).body)['service_requests'], '')
})

test('nothing of all this was a defect', () => assert.deepEqual(t.faults, []))

test('a wrong method tells the right ones, and a wrong argument is named', async () => {
  const allow = async (method: 'PUT' | 'DELETE' | 'PATCH' | 'POST', path: string): Promise<unknown> => (await t.app.inject({ method, url: `${base}${path}` })).headers['allow']
  assert.deepEqual([await allow('DELETE', '/requests.json'), await allow('PUT', '/services/E0110.xml'), await allow('PATCH', '/discovery.xml')], ['GET, HEAD, POST', 'GET, HEAD', 'GET, HEAD'])
  const named = async (query: string): Promise<string> => json((await get(`/requests.json?${query}`)).body)[0]?.description as unknown as string
  assert.match(await named('service_code=a&service_code=b'), /service_code/)
  assert.match(await named('service_request_id=%00'), /service_request_id/)
})
