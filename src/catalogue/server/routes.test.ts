import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { instant } from '#base/instants.ts'
import { createArea } from '#areas/server/index.ts'
import { permissionsOf } from '#access/rules/index.ts'
import { organisationsFaults, organisationsProblems, organisationsRoutes, type UnitWork } from '#organisations/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { buildServer, type Caller, type Endpoint } from '#platform/http/index.ts'
import { textsOf } from '#platform/i18n/index.ts'
import { catalogueEntries, catalogueFaults, cataloguePermissions, catalogueProblems, catalogueRoutes, seedDefaultCatalogue } from './index.ts'

let t: TestCity
let app: FastifyInstance
let role: 'administrator' | 'inspector' | null = 'administrator'
const now = instant(Date.parse('2026-03-02T01:00:00Z'))
const account = '0195f000-0000-7000-8000-000000000001'
const endpoints: readonly Endpoint[] = [...organisationsRoutes(catalogueEntries), ...catalogueRoutes]
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

before(async () => {
  t = await testCity()
  await t.city.write(everyRow, (tx) => seedDefaultCatalogue(t.city, tx, now))
  for (const [code, level, name] of [['110000', 'city', '测试市'], ['110101', 'district', '东区'], ['110101001', 'street', '甲街道'],
    ['110101001001', 'community', '一社区']] as const) {
    await t.city.write(everyRow, (tx) => createArea({ city: t.city, tx, actor: { id: null }, now } satisfies UnitWork, { code, level, name,
      valid_from: '2020-01-01' }))
  }
  app = await buildServer({
    endpoints, services: { database: t.database }, log: quiet, clock: () => now,
    identify: async () => {
      const actor: Caller = { id: role ? account : null, name: '', roles: [], permissions: permissionsOf(role ? [role] : []), restricted: false }
      const scope: Record<string, string> = role ? { 'app.actor': account, 'app.staff': 'on' } : { 'app.actor': 'anonymous' }
      return { actor, scope, csrfToken: null }
    },
  })
})
after(async () => {
  await app.close()
  await t.close()
})

const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
  let answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  // A machine that is busy with other tests says so (503); a client asks again.
  for (let again = 0; answer.statusCode === 503 && again < 10; again++) {
    await setTimeout(1000)
    answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  }
  return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : answer.body, raw: answer.rawPayload,
    type: answer.headers['content-type'] }
}
const upload = async (url: string, bytes: Buffer, fields: Record<string, string> = {}) => {
  const mark = 'mark1234'
  const field = (name: string, value: string): Buffer =>
    Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const payload = Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => field(name, value)),
    Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: application/octet-stream\r\n\r\n`),
    bytes, Buffer.from(`\r\n--${mark}--\r\n`),
  ])
  const answer = await app.inject({ method: 'POST', url, headers: { 'content-type': `multipart/form-data; boundary=${mark}` }, payload })
  return { status: answer.statusCode, body: answer.json() }
}

test('anyone reads the categories in force and searches them', async () => {
  role = null
  const list = await call('GET', '/api/categories?under=E04&audience=inspector')
  assert.equal(list.status, 200)
  assert.ok(list.body.items.some((c: { code: string }) => c.code === 'E0406'))
  assert.equal((await call('GET', `/api/categories/suggest?q=${encodeURIComponent('占道摆摊')}`)).body.items[0].code, 'E0406')
  const one = await call('GET', '/api/categories/E0406')
  assert.equal(one.body.conditions[0].limit.unit, 'urgent_hour')
  const none = await call('GET', '/api/categories/E7777')
  assert.deepEqual([none.status, none.body.code, none.body.detail], [404, 'catalogue.no_such_category', '没有类别“E7777”。'])
  assert.equal((await call('GET', '/api/catalogue/versions')).status, 401)
  role = 'inspector'
  assert.equal((await call('POST', '/api/catalogue/versions', { start: 'empty' })).status, 403)
  role = 'administrator'
})

for (const format of ['csv', 'xlsx'] as const) {
  test(`a version exported as ${format} and imported again is the same`, async () => {
    const [version] = (await call('GET', '/api/catalogue/versions')).body.items.filter((v: { status: string }) => v.status === 'published')
    const file = await call('GET', `/api/catalogue/versions/${version.id}/export?format=${format}`)
    assert.equal(file.status, 200)
    const imported = await upload('/api/catalogue/import', file.raw, { note: 'again' })
    assert.deepEqual([imported.status, imported.body.saved, imported.body.conditions, imported.body.rejected], [200, true, version.conditions, []],
      JSON.stringify(imported.body.rejected?.slice(0, 3)))
    const diff = await call('GET', `/api/catalogue/versions/${imported.body.version_id}/diff`)
    assert.deepEqual(diff.body.items, [])
    assert.equal((await call('DELETE', `/api/catalogue/versions/${imported.body.version_id}`)).status, 204)
  })
}

test('a table with bad lines is refused with line, column, value and reason, or taken without them', async () => {
  const csv = Buffer.from('层级,编码,上级编码,类型,名称,立案条件,处置时限,结案条件\n大类,S01,,事件,市容,,,\n小类,S0101,S01,事件,堆物,占道,马上,清除\n小类,S0102,S01,事件,小广告,张贴,1工作日,清除\n')
  const refused = await upload('/api/catalogue/import', csv)
  assert.deepEqual([refused.body.saved, refused.body.version_id], [false, null])
  assert.deepEqual(refused.body.rejected, [{
    line: 3, column: 'limit_value', value: '马上', code: 'catalogue.bad_limit', reason: '时限“马上”看不懂：请写成“4 工作时”“2 紧急工作时”“5 工作日”这样的形式。',
  }])
  const taken = await upload('/api/catalogue/import', csv, { keep_good: 'true' })
  assert.deepEqual([taken.body.saved, taken.body.categories, taken.body.rejected.length], [true, 2, 1])
  assert.equal((await upload('/api/catalogue/import', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))).body.code, 'documents.old_excel')
})

test('a draft is edited, checked and published over HTTP', async () => {
  const { body: { id } } = await call('POST', '/api/catalogue/versions', { start: 'current', note: '改时限' })
  const entry = (await call('GET', '/api/categories/E0137')).body
  const condition = { ...entry.conditions[0], limit: { value: 2, unit: 'work_hour' }, class_limits: {} }
  delete condition.id
  const { level, kind, parent_code, name, name_en, lead_duty, legal_source, keywords, tags, same_time_of_day, hotline_only, source } = entry
  const body = { level, kind, parent_code, name, name_en, lead_duty, legal_source, keywords, tags, same_time_of_day, hotline_only, source,
    conditions: [condition] }
  assert.equal((await call('PUT', `/api/catalogue/versions/${id}/categories/E0137`, body)).status, 204)
  const bad = await call('PUT', `/api/catalogue/versions/${id}/categories/E0137`, { ...body, parent_code: 'C01-covers' })
  assert.deepEqual([bad.status, bad.body.errors[0].code, bad.body.errors[0].message], [422, 'catalogue.kind_differs', '类型与上级不同：事件和部件不能混在一起。'])
  assert.equal((await call('GET', `/api/catalogue/versions/${id}/check`)).body.publishable, true)
  assert.deepEqual((await call('GET', `/api/catalogue/versions/${id}/diff`)).body.items.map((c: { code: string }) => c.code), ['E0137'])
  assert.deepEqual((await call('POST', `/api/catalogue/versions/${id}/publish`)).body, { number: 2 })
  assert.deepEqual((await call('GET', '/api/categories/E0137')).body.conditions[0].limit, { value: 2, unit: 'work_hour' })
  assert.equal((await call('POST', `/api/catalogue/versions/${id}/publish`)).status, 409)
})

test('units, duty matrix, fallback and the answer who is responsible, over HTTP', async () => {
  const made = await call('POST', '/api/units', { code: 'HW', name: '环卫中心', kind: 'department', duties: ['sanitation'], contacts: [
    { role: 'duty_desk', name: '', phone: '000-1', email: '', note: '' }] })
  assert.equal(made.status, 201)
  const street = await upload('/api/units/import', Buffer.from('code,name,kind,area_code\nJIA,甲街道办事处,street_office,110101001\n'))
  assert.deepEqual([street.body.saved, street.body.created], [true, 1])
  assert.equal((await call('POST', '/api/units', { code: 'HW', name: '又一个', kind: 'department' })).body.code, 'organisations.code_used')
  const list = (await call('GET', '/api/units?q=hw&limit=1')).body
  assert.deepEqual(list.items.map((u: { code: string }) => u.code), ['HW'])
  assert.equal((await call('GET', `/api/units/${made.body.id}`)).body.contacts.length, 1)
  const { body: { id } } = await call('POST', '/api/duty/matrices', { start: 'proposed' })
  const check = (await call('GET', `/api/duty/matrices/${id}/check`)).body
  assert.ok(check.check.uncovered > 0 && !check.check.publishable && check.check.gaps.length > 0)
  const refused = await call('POST', `/api/duty/matrices/${id}/publish`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'organisations.matrix_not_ready'])
  const jia = (await call('GET', '/api/units?q=JIA')).body.items[0]
  assert.equal((await call('PUT', `/api/duty/fallbacks/${jia.area_id}`, { unit_id: jia.id, limit: { value: 4, unit: 'work_hour' } })).status, 204)
  assert.deepEqual((await call('POST', `/api/duty/matrices/${id}/publish`)).body, { number: 1 })
  const answer = (await call('GET', '/api/duty/resolve?category=E01.E01-waste.E0110&area=110000.110101.110101001.110101001001')).body
  assert.deepEqual([answer.kind, answer.lead_unit.code], ['lead', 'HW'])
  assert.match(answer.text, /测试市范围内的这类问题由环卫中心主责/)
  const file = await call('GET', `/api/duty/matrices/${id}/export`)
  const again = await upload('/api/duty/import', file.raw)
  assert.deepEqual([again.body.saved, again.body.rejected], [true, []])
  assert.equal((await call('GET', `/api/duty/matrices/${again.body.matrix_id}/diff`)).body.changed, 0)
  const rules = (await call('GET', `/api/duty/matrices/${id}/rules?category=E01.E01-waste.E0110`)).body
  assert.ok(rules.items.length >= 1 && rules.items.every((r: { category_path: string }) => 'E01.E01-waste.E0110'.startsWith(r.category_path)))
  assert.equal((await call('POST', `/api/units/${made.body.id}/close`, { on: '2026-12-01', reason: '改革' })).body.code, 'organisations.has_duties')
  assert.equal((await call('GET', '/api/duty/fallbacks')).body.items[0].unit.code, 'JIA')
  assert.equal((await call('DELETE', `/api/duty/fallbacks/${jia.area_id}`)).body.code, 'organisations.fallback_needed')
})

test('every problem and fault has its words in both languages, and every permission is given by some role', () => {
  for (const [name, codes] of [['catalogue', [...Object.keys(catalogueProblems), ...catalogueFaults]],
    ['organisations', [...Object.keys(organisationsProblems), ...organisationsFaults]]] as const) {
    for (const locale of ['zh-CN', 'en'] as const) {
      const errors = (textsOf(locale)[name] as unknown as { errors: Record<string, string> }).errors
      assert.deepEqual(Object.keys(errors).sort(), [...new Set(codes.map((code) => code.slice(name.length + 1)))].sort(), `${name} ${locale}`)
    }
  }
  const known = new Set([...Object.keys(catalogueProblems), ...Object.keys(organisationsProblems)])
  for (const endpoint of endpoints) for (const code of endpoint.problems ?? []) assert.ok(known.has(code) || /^(http|documents)\./.test(code),
    `${endpoint.id}: ${code}`)
  assert.ok(cataloguePermissions.every((permission) => permissionsOf(['administrator']).has(permission)))
})
