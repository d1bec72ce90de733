import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#base/instants.ts'
import { everyRow } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { defaultCatalogue, type CategoryInput } from '../rules/index.ts'
import { entriesOf, plain } from '../store/entries.ts'
import { listVersions } from '../store/versions.ts'
import {
  addMissingCategories, catalogueModelOf, discardDraft, draftCatalogue, importCatalogue, publishCatalogue, putDraftCategory, removeDraftCategory,
  seedDefaultCatalogue,
} from './index.ts'

let t: TestCity
const now = instant(Date.parse('2026-03-02T01:00:00Z'))
const me = { id: null }
before(async () => {
  t = await testCity()
})
after(() => t.close())

test('a new city gets the default catalogue, whole and in order, once', async () => {
  await t.city.write(everyRow, (tx) => seedDefaultCatalogue(t.city, tx, now))
  await t.city.write(everyRow, (tx) => seedDefaultCatalogue(t.city, tx, now))
  const versions = await t.city.read(everyRow, listVersions)
  assert.deepEqual(versions.map((v) => [v.number, v.status, v.subcategories]), [[1, 'published', 236]])
  const stored = await t.city.read(everyRow, (tx) => entriesOf(tx, versions[0]?.id ?? ''))
  assert.deepEqual(plain(stored), defaultCatalogue)
})

test('the model finds entries by code, path and id and answers suggestions', async () => {
  const model = await catalogueModelOf(t.city)
  assert.equal(model.version?.number, 1)
  assert.equal(model.leaves.length, 236)
  const entry = model.byCode('E0136')
  assert.equal(entry?.path, 'E01.E01-piling.E0136')
  assert.equal(model.byPath('E01.E01-piling.E0136'), entry)
  assert.equal(model.category(entry?.id ?? ''), entry)
  assert.equal(model.condition(entry?.conditions[0]?.id ?? '')?.code, 'E0136-1')
  assert.equal(model.suggest('路边乱堆东西占地')[0]?.category.code, 'E0136')
})

const entry: CategoryInput = {
  code: 'E0178', level: 'subcategory', kind: 'event', parent_code: 'E01-waste', name: '落叶堆积', name_en: null, lead_duty: 'sanitation',
  legal_source: null, keywords: ['落叶'], tags: [],
  same_time_of_day: false, hotline_only: false, source: 'default',
  conditions: [{
    code: 'E0178-1', text: '成堆落叶未清运', text_en: null, limit: { value: 1, unit: 'work_day' }, class_limits: {}, urgency: 'ordinary',
    closing_condition: '清运', closing_condition_en: null,
    informed_closing: false, evidence: { report_photos: ['near', 'far'], after_photos: 2 }, source: 'default',
  }],
}

test('publishing a draft keeps the entries of the version before it, and the model follows', async () => {
  const old = await catalogueModelOf(t.city)
  const condition = old.byCode('E0136')?.conditions[0]
  const id = await t.city.write(everyRow, (tx) => draftCatalogue(tx, me, { start: 'current', note: '增加落叶' }, now))
  const put = await t.city.write(everyRow, (tx) => putDraftCategory(tx, me, id, entry, now))
  assert.ok(put.ok)
  assert.ok((await t.city.write(everyRow, (tx) => removeDraftCategory(tx, me, id, 'E0137', now))).ok)
  assert.equal((await catalogueModelOf(t.city)).byCode('E0178'), null, 'a draft is not in force')
  const published = await t.city.write(everyRow, (tx) => publishCatalogue(t.city, tx, me, id, instant(now + 1000)))
  assert.deepEqual(published, { ok: true, value: { number: 2 } })
  const model = await catalogueModelOf(t.city)
  assert.equal(model.byCode('E0178')?.conditions[0]?.evidence.after_photos, 2)
  assert.equal(model.byCode('E0137'), null)
  assert.equal(model.condition(condition?.id ?? '')?.text, condition?.text, 'a running case still finds its condition')
  assert.deepEqual((await t.city.read(everyRow, listVersions)).map((v) => [v.number, v.status]), [[2, 'published'], [1, 'retired']])
})

test('a published version cannot be changed, not even by SQL of the program', async () => {
  const model = await catalogueModelOf(t.city)
  const id = model.version?.id ?? ''
  await assert.rejects(t.city.write(everyRow, (tx) => putDraftCategory(tx, me, id, entry, now)), { code: 'catalogue.not_a_draft', status: 409 })
  const { sql } = await import('#platform/db/index.ts')
  assert.equal(await t.city.write(everyRow, (tx) => tx.run(sql`update conditions set limit_value = 9 where version_id = ${id}`)), 0)
  assert.equal(await t.city.write(everyRow, (tx) => tx.run(sql`delete from conditions where version_id = ${id}`)), 0)
})

test('a draft with errors is not published; bad entries are refused with their faults', async () => {
  const id = await t.city.write(everyRow, (tx) => draftCatalogue(tx, me, { start: 'empty', note: '' }, now))
  assert.deepEqual(await t.city.write(everyRow, (tx) => publishCatalogue(t.city, tx, me, id, now)),
    { ok: false, error: { code: 'catalogue.has_errors', params: { count: 1 } } })
  const refused = await t.city.write(everyRow, (tx) => putDraftCategory(tx, me, id, entry, now))
  assert.ok(!refused.ok && refused.error.some((f) => f.code === 'catalogue.unknown_parent'))
  await t.city.write(everyRow, (tx) => discardDraft(tx, me, id, now))
  await assert.rejects(t.city.write(everyRow, (tx) => discardDraft(tx, me, id, now)), { code: 'catalogue.no_such_version', status: 404 })
})

test('moving a group takes its entries along; a group with entries is not removed', async () => {
  const id = await t.city.write(everyRow, (tx) => draftCatalogue(tx, me, { start: 'current', note: '' }, now))
  const refused = await t.city.write(everyRow, (tx) => removeDraftCategory(tx, me, id, 'E01-waste', now))
  assert.equal(refused.ok ? '' : refused.error.code, 'catalogue.has_children')
  const group = defaultCatalogue.find((c) => c.code === 'E01-waste')
  assert.ok(group)
  assert.ok((await t.city.write(everyRow, (tx) => putDraftCategory(tx, me, id, { ...group, parent_code: 'E06' }, now))).ok)
  const stored = await t.city.read(everyRow, (tx) => entriesOf(tx, id))
  assert.equal(stored.find((c) => c.code === 'E0110')?.path, 'E06.E01-waste.E0110')
  const circular = await t.city.write(everyRow, (tx) => putDraftCategory(tx, me, id, { ...group, parent_code: 'E0110' }, now))
  assert.ok(!circular.ok)
  await t.city.write(everyRow, (tx) => discardDraft(tx, me, id, now))
})

test('an import may add what is missing, and adds nothing the second time', async () => {
  const more: readonly CategoryInput[] = [
    { ...entry, code: 'X', level: 'class', parent_code: null, name: 'Public Works', conditions: [] },
    { ...entry, code: 'X-1', parent_code: 'X', name: 'Pothole Repair', conditions: [] },
  ]
  assert.deepEqual(await t.city.write(everyRow, (tx) => addMissingCategories(t.city, tx, me, more, { note: 'import' }, instant(now + 2000))),
    ['X', 'X-1'])
  assert.deepEqual(await t.city.write(everyRow, (tx) => addMissingCategories(t.city, tx, me, more, { note: 'import' }, instant(now + 3000))), [])
  const model = await catalogueModelOf(t.city)
  assert.equal(model.byCode('X-1')?.path, 'X.X-1')
  assert.equal(model.version?.number, 3)
})

test('a whole catalogue is imported into a new draft', async () => {
  const id = await t.city.write(everyRow, (tx) => importCatalogue(tx, me, null, defaultCatalogue.slice(0, 5), { note: '', file: 'a.csv' }, now))
  assert.equal((await t.city.read(everyRow, (tx) => entriesOf(tx, id))).length, 5)
})

test('without an actor no row is seen, and without staff rights no event', async () => {
  const { sql } = await import('#platform/db/index.ts')
  assert.deepEqual(await t.city.read({}, listVersions), [])
  const count = (scope: Record<string, string>) => t.city.read(scope, (tx) => tx.one(sql<{ n: number }>`select count(*) as n from catalogue_events`))
  assert.equal((await count({ 'app.actor': 'anonymous' })).n, 0)
  assert.ok((await count(everyRow)).n > 5)
})
