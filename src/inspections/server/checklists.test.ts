import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { instant } from '#base/instants.ts'
import { permissionsOf } from '#access/rules/index.ts'
import { seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { readSheets, writeXlsxSheets } from '#platform/documents/index.ts'
import { buildServer, type Caller } from '#platform/http/index.ts'
import { textsOf } from '#platform/i18n/index.ts'
import { defaultChecklists } from '../rules/index.ts'
import type { InspectionsDeps } from './deps.ts'
import { codeOf, seedDefaultChecklists } from './checklists.ts'
import { inspectionsFaults, inspectionsProblems } from './permissions.ts'
import { checklistRoutes } from './routes/checklists.ts'

let t: TestCity
let app: FastifyInstance
let role: 'civility_office' | 'inspector' = 'civility_office'
const now = instant(Date.parse('2026-11-02T01:00:00Z'))
const account = '0195f000-0000-7000-8000-000000000001'
const kept: Buffer[] = []
const files = { put: async (bytes: Uint8Array) => { kept.push(Buffer.from(bytes)); return { sha256: 'a'.repeat(64), size: bytes.length } } } as unknown as InspectionsDeps['files']
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

before(async () => {
  t = await testCity()
  await t.city.write(everyRow, async (tx) => {
    await seedDefaultCatalogue(t.city, tx, now)
    await seedDefaultChecklists(tx, now)
    await tx.run(sql`insert into accounts (id, username, display_name, created_at) values (${account}, 'planner', '计划员', ${new Date(now)})`)
  })
  app = await buildServer({
    endpoints: checklistRoutes({ files, feed: null }), services: { database: t.database }, log: quiet, clock: () => now,
    identify: async () => {
      const actor: Caller = { id: account, name: '', roles: [], permissions: permissionsOf([role]), restricted: false }
      return { actor, scope: { 'app.actor': account, 'app.staff': 'on' }, csrfToken: null }
    },
  })
})
after(async () => {
  await app.close()
  await t.close()
})

const call = async (method: 'GET' | 'POST' | 'DELETE', url: string) => {
  const answer = await app.inject({ method, url })
  return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : null, raw: answer.rawPayload }
}
const upload = async (bytes: Buffer, fields: Record<string, string> = {}, name = 'list.xlsx') => {
  const mark = 'mark1234'
  const payload = Buffer.concat([
    ...Object.entries(fields).map(([field, value]) => Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`)),
    Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`), bytes, Buffer.from(`\r\n--${mark}--\r\n`),
  ])
  const answer = await app.inject({ method: 'POST', url: '/api/inspections/checklists/import', payload, headers: { 'content-type': `multipart/form-data; boundary=${mark}`, 'x-locale': 'en' } })
  return { status: answer.statusCode, body: answer.json() }
}
const book = async (sheets: Parameters<typeof writeXlsxSheets>[0]): Promise<Buffer> => Buffer.concat(await writeXlsxSheets(sheets).toArray())
type Listed = { id: string; code: string; retired_at: string | null; versions: { id: string; version: number; state: string; title: string; title_en: string | null; items: number }[] }
const listed = async (): Promise<Listed[]> => (await call('GET', '/api/inspections/checklists')).body.items

test('a new city has the default checklists published, and seeding again adds none', async () => {
  const all = await listed()
  assert.deepEqual(all.map((one) => one.code).toSorted(), defaultChecklists.map((one) => one.code).toSorted())
  assert.ok(all.every((one) => one.versions.length === 1 && one.versions[0]?.state === 'published' && (one.versions[0]?.items ?? 0) >= 9 && one.versions[0]?.title_en))
  assert.deepEqual(await t.city.write(everyRow, (tx) => seedDefaultChecklists(tx, now)), [])
})

test('an exported checklist, changed and taken in again, becomes the next version of the same checklist, and what it changes is told', async () => {
  const road = (await listed()).find((one) => one.code === 'main_road') as Listed
  const first = road.versions[0]?.id as string
  const sheets = (await readSheets((await call('GET', `/api/inspections/checklist-versions/${first}/export`)).raw)).map((sheet) => ({ name: sheet.name, rows: sheet.rows.map((row) => [...row]) }))
  const survey = sheets.find((sheet) => sheet.name === 'survey')
  const [header = [], ...rows] = survey?.rows ?? []
  const bins = rows.find((row) => row[header.indexOf('name')] === 'bins') as string[]
  bins[header.indexOf('inspect::weight')] = '5'
  const saved = await upload(await book(sheets))
  assert.deepEqual([saved.status, saved.body.saved, saved.body.checklist_id, saved.body.faults], [200, true, road.id, []])
  assert.equal(kept.length, 1)
  const diff = (await call('GET', `/api/inspections/checklist-versions/${saved.body.version_id}/diff`)).body
  assert.deepEqual(diff.items.map((change: { name: string; fields: string[] }) => [change.name, change.fields]), [['bins', ['inspect::weight']]])
  // A second file replaces the draft.
  const again = await upload(await book(sheets), { checklist_id: road.id })
  assert.equal((await listed()).find((one) => one.id === road.id)?.versions.length, 2)
  assert.equal((await call('GET', `/api/inspections/checklist-versions/${saved.body.version_id}`)).status, 404)
  const published = await call('POST', `/api/inspections/checklist-versions/${again.body.version_id}/publish`)
  assert.deepEqual([published.status, published.body.version, published.body.state], [200, 2, 'published'])
  assert.deepEqual((await listed()).find((one) => one.id === road.id)?.versions.map((one) => one.state), ['published', 'retired'])
  const twice = await call('POST', `/api/inspections/checklist-versions/${again.body.version_id}/publish`)
  assert.deepEqual([twice.status, twice.body.code], [409, 'inspections.checklist_not_draft'])
  assert.equal((await call('DELETE', `/api/inspections/checklist-versions/${first}`)).status, 409)
})

test('a workbook with faults is not saved, and every fault has sheet, row, column, value and what to do', async () => {
  const before = (await listed()).length
  const { status, body } = await upload(await book([
    { name: 'survey', rows: [['type', 'name', 'label', 'relevant', 'inspect::category'], ['select_one verdict', 'a', 'A', '${nobody} = 1', 'X1'], ['selct_one verdict', 'b', 'B', '', '']] },
    { name: 'choices', rows: [['list_name', 'name', 'label'], ['verdict', 'pass', 'Yes'], ['verdict', 'fail', 'No']] },
  ]))
  assert.deepEqual([status, body.saved], [200, false])
  assert.deepEqual(body.faults.map((f: { sheet: string; row: number; column: string; code: string }) => [f.sheet, f.row, f.column, f.code]), [
    ['survey', 2, 'relevant', 'forms.no_such_question'], ['survey', 3, 'type', 'forms.unknown_type'],
  ])
  assert.match(body.faults[1].message, /selct_one.*Perhaps “select_one” was meant/)
  const items = await upload(await book([
    { name: 'survey', rows: [['type', 'name', 'label', 'inspect::category'], ['select_one verdict', 'a', 'A', 'X1']] },
    { name: 'choices', rows: [['list_name', 'name', 'label'], ['verdict', 'pass', 'Yes'], ['verdict', 'fail', 'No']] },
  ]))
  assert.deepEqual([items.body.faults[0].sheet, items.body.faults[0].row, items.body.faults[0].column, items.body.faults[0].code], ['survey', 2, 'inspect::category', 'inspections.unknown_category'])
  assert.equal((await listed()).length, before)
})

test('what is no workbook is refused in words', async () => {
  assert.equal((await upload(Buffer.from('%PDF-1.7 \0'))).body.code, 'documents.not_a_table')
  assert.equal((await upload(Buffer.alloc(0))).body.code, 'documents.empty_file')
  assert.equal((await upload(await book([{ name: 'survey', rows: [['type']] }]), { checklist_id: '0195f000-0000-7000-8000-00000000ffff' })).body.saved, false)
})

test('a checklist of its own can be drafted, discarded, published and retired', async () => {
  const sheets = [
    { name: 'survey', rows: [['type', 'name', 'label'], ['select_one verdict', 'a', 'A']] },
    { name: 'choices', rows: [['list_name', 'name', 'label'], ['verdict', 'pass', 'Yes'], ['verdict', 'fail', 'No']] },
    { name: 'settings', rows: [['form_title', 'form_id'], ['学校门口', 'School Gate']] },
  ]
  const draft = await upload(await book(sheets))
  assert.equal((await call('DELETE', `/api/inspections/checklist-versions/${draft.body.version_id}`)).status, 204)
  assert.equal((await listed()).some((one) => one.code === 'school_gate'), false)
  const second = await upload(await book(sheets))
  await call('POST', `/api/inspections/checklist-versions/${second.body.version_id}/publish`)
  const made = (await listed()).find((one) => one.code === 'school_gate') as Listed
  assert.equal(made.versions[0]?.title, '学校门口')
  assert.equal((await call('POST', `/api/inspections/checklists/${made.id}/retire`)).status, 204)
  assert.ok((await listed()).find((one) => one.id === made.id)?.retired_at)
  assert.equal((await call('POST', `/api/inspections/checklists/${made.id}/restore`)).status, 204)
  assert.equal((await listed()).find((one) => one.id === made.id)?.retired_at, null)
})

test('an inspector reads checklists and changes none', async () => {
  role = 'inspector'
  try {
    const [one] = await listed()
    assert.equal((await call('GET', `/api/inspections/checklist-versions/${one?.versions[0]?.id}`)).status, 200)
    assert.equal((await call('POST', `/api/inspections/checklists/${one?.id}/retire`)).status, 403)
    assert.equal((await upload(Buffer.from('x'))).status, 403)
  } finally {
    role = 'civility_office'
  }
})

test('every code of a checklist has its words in both languages', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const texts = textsOf(locale) as unknown as Record<string, { errors: Record<string, string> }>
    for (const code of [...Object.keys(inspectionsProblems), ...inspectionsFaults].filter((one) => one.includes('checklist') || inspectionsFaults.slice(0, 11).includes(one as never))) {
      assert.ok(texts['inspections']?.errors[code.slice(12)], `${locale} ${code}`)
    }
  }
})

for (const [id, code] of [['main_road', 'main_road'], ['School Gate', 'school_gate'], ['学校', null], ['data', null], ['2024-Form 1', 'form_1']] as const) {
  test(`the form id ${id} makes the code ${code}`, () => assert.equal(codeOf(id), code))
}
