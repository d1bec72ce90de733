import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { checkCases } from '#cases/server/index.ts'
import { dutyModelOf } from '#organisations/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { signIn } from '#access/server/index.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { localFileStore } from '#platform/files/index.ts'
import { type DemoProgress, demoSignIns, demoSlug, ensureDemo } from './index.ts'
import { mondayMorning as now } from './testing.ts'

let home: TestCity
before(async () => { home = await testCity() })
after(() => home.close())

const make = (onProgress?: (p: DemoProgress) => void): Promise<boolean> =>
  ensureDemo(home.database, { seed: 'test', data: path.join(home.folder, 'data'), now, always: true, count: 600,
    ...(onProgress ? { onProgress } : {}) })

test('does not make a demo city beside a real one unasked', async () => {
  assert.equal(await ensureDemo(home.database, { seed: 'test', data: home.folder, now, count: 10 }), false)
  assert.equal(await home.database.city(demoSlug), null)
})

test('a making that was cut short is begun anew, without doubles', async () => {
  await assert.rejects(make(({ step, done }) => {
    if (step === 'cases' && done > 0) throw new Error('cut short')
  }), /cut short/)
  assert.equal((await home.database.city(demoSlug))?.settings['demo_state'], 'unfinished')
  const steps = new Set<string>()
  assert.equal(await make(({ step }) => void steps.add(step)), true)
  assert.deepEqual([...steps].sort(), ['accounts', 'areas', 'cases', 'draws', 'index', 'photos', 'places', 'units', 'visits'])
  assert.equal(await make(), false)
})

test('what was loaded is whole: rows, histories, ledger, duty, photos, indexes', async () => {
  const city = await home.database.city(demoSlug)
  assert.ok(city && city.demo)
  const counts = await home.database.asOwner(city.schema,
    (tx) => tx.one<Record<string, number>>(sql`select (select count(*) from cases) as cases, (select count(*) from areas where level = 'street') as streets,
    (select count(*) from places) as places, (select count(*) from area_boundaries) as boundaries, (select count(*) from units) as units,
    (select count(*) from pg_indexes where schemaname = ${city.schema} and tablename = 'cases') as indexes,
    (select count(*) from pg_indexes where schemaname = ${home.city.schema} and tablename = 'cases') as wanted_indexes`))
  assert.deepEqual([counts['cases'], counts['streets'], counts['places'], counts['units']], [600, 343, 1200, 643])
  assert.ok((counts['boundaries'] ?? 0) > 2_300)
  assert.equal(counts['indexes'], counts['wanted_indexes'])
  const { cases, faults } = await checkCases(city)
  assert.deepEqual([cases, faults], [600, []])
  const catalogue = await catalogueModelOf(city)
  const duty = await dutyModelOf(city)
  assert.ok(duty.matrix.rules.length > 0 && catalogue.leaves.length > 0)
  const files = await city.read(everyRow, (tx) => tx.rows<{ view_sha256: string; thumb_sha256: string }>(sql`select distinct view_sha256, thumb_sha256 from case_files`))
  const store = await localFileStore(path.join(home.folder, 'data', 'files'))
  for (const { view_sha256, thumb_sha256 } of files) assert.ok((await store.stat(view_sha256)) && (await store.stat(thumb_sha256)))
})

test('every demo account can sign in', async () => {
  const city = await home.database.city(demoSlug)
  assert.ok(city)
  for (const { username, password } of demoSignIns()) assert.ok((await signIn(city, { username, password }, now)).ok, username)
})
