import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type TestCity, testCity } from '#platform/db/testing.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let t: TestCity
before(async () => {
  t = await testCity()
})
after(() => t.close())

const query = async <R extends object>(text: string): Promise<readonly R[]> => (await t.database.ownerPool.query<R>(text, [t.city.schema])).rows

test('gives every foreign key an index that begins with its columns', async () => {
  const bare = await query<{ table: string; key: string }>(`
    select c.conrelid::regclass::text as table, c.conname as key from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname = $1 and not exists (
      select 1 from pg_index i where i.indrelid = c.conrelid and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] @> c.conkey and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] <@ c.conkey)`)
  assert.deepEqual(bare, [])
})

test('says of every table which capability owns it and what it holds', async () => {
  const tables = await query<{ name: string; comment: string | null }>(`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'v')`)
  assert.ok(tables.length > 20)
  assert.deepEqual(tables.filter((table) => !/^(platform|areas|organisations|access|catalogue|cases|intake|inspections): .{10,}/.test(table.comment ?? '')).map((table) => table.name), [])
})

test('lets every table of a city be read through row policies only', async () => {
  const open = await query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind = 'r' and not c.relrowsecurity and c.relname <> 'migrations'`)
  assert.deepEqual(open, [])
})

test('shows no row of any table to a transaction without an actor', async () => {
  const tables = (await query<{ name: string }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r' and c.relname <> 'migrations'`)).map((r) => r.name)
  const { sql } = await import('#platform/db/index.ts')
  await t.city.read({}, async (tx) => {
    for (const name of tables) {
      const { n } = await tx.one(sql<{ n: number }>`select count(*) as n from ${sql.ref(name)}`)
      assert.equal(n, 0, `${name} shows rows to nobody`)
    }
  })
})

test('speaks in each capability\'s SQL of its own tables and of others\' facts only', async () => {
  const owners = new Map((await query<{ name: string; comment: string; kind: string }>(`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind = 'r' and c.relname <> 'migrations'`)).map((r) => [r.name, r.comment.split(':')[0] as string]))
  const strangers: string[] = []
  for (const capability of new Set(owners.values())) {
    const folder = path.join(root, 'src', capability, 'store')
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      const text = readFileSync(path.join(folder, file), 'utf8')
      for (const [, word] of text.matchAll(/\b(?:from|join|into|update)\s+([a-z_]{3,})\b/g)) {
        const owner = owners.get(word as string)
        if (owner && owner !== capability) strangers.push(`${capability}/store/${file} speaks of ${word}, which ${owner} owns`)
      }
    }
  }
  assert.deepEqual(strangers, [])
})

test('names in each README the tables its capability owns', async () => {
  const tables = await query<{ name: string; comment: string }>(`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r' and c.relname <> 'migrations'`)
  const missing = tables.filter(({ name, comment }) => !readFileSync(path.join(root, 'src', comment.split(':')[0] as string, 'README.md'), 'utf8').includes(`\`${name}\``))
  assert.deepEqual(missing.map((m) => m.name), [])
})
