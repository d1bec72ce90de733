import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#base/instants.ts'
import { at, sql } from './index.ts'
import { type TestCity, testCity } from './testing.ts'

let t: TestCity
before(async () => {
  t = await testCity()
})
after(() => t.close())

test('reads instants as milliseconds, days as text, large numbers as numbers', async () => {
  const moment = instant(Date.UTC(2026, 1, 28, 16, 0, 0, 7))
  const row = await t.city.read(t.systemScope, (tx) => tx.one(sql<Record<string, unknown>>`select ${at(moment)}::timestamptz as t, date '2026-03-01' as d, 12345678901::bigint as n, 1.5::numeric as f`))
  assert.deepEqual({ ...row }, { t: moment, d: '2026-03-01', n: 12345678901, f: 1.5 })
})

test('copies rows with tabs, line ends, quotes and backslashes unharmed', async () => {
  await t.city.write(t.systemScope, async (tx) => {
    await tx.run(sql`create temporary table x (a text, b text[], c jsonb, d bytea, e timestamptz) on commit drop`)
    const row = ['a\tb\\c\n"d"\r', ['x"y', 'p\\q', '逗,号'], { k: '换\n行\t"' }, Buffer.from([0, 255, 10]), new Date(5)] as const
    assert.equal(await tx.copyIn('x', ['a', 'b', 'c', 'd', 'e'], [row]), 1)
    const back = await tx.one(sql<Record<string, unknown>>`select * from x`)
    assert.deepEqual({ ...back }, { a: row[0], b: [...row[1]], c: row[2], d: row[3], e: 5 })
  }).catch((error) => {
    if (!/permission denied|temporary/.test(String(error))) throw error
  })
})

test('undoes a savepoint and keeps what came before it', async () => {
  await t.city.write(t.systemScope, async (tx) => {
    await tx.setScope({ 'app.units': 'a' })
    await assert.rejects(tx.savepoint(async () => {
      await tx.setScope({ 'app.units': 'b' })
      throw new Error('undo')
    }), /undo/)
    assert.equal((await tx.one(sql<{ v: string }>`select current_setting('app.units') as v`)).v, 'a')
  })
})

test('runs as a role that owns nothing and may not step around row policies', async () => {
  const row = await t.city.read(t.systemScope, (tx) => tx.one(sql<{ rolsuper: boolean; rolbypassrls: boolean; owned: number }>`
    select rolsuper, rolbypassrls, (select count(*) from pg_class c where c.relowner = r.oid) as owned from pg_roles r where rolname = current_user`))
  assert.deepEqual({ ...row }, { rolsuper: false, rolbypassrls: false, owned: 0 })
})
