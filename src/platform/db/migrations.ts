import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

export type Migration = { readonly name: string; readonly capability: string; readonly sql: string; readonly sha256: string }

/** The migrations of the repository in their order. A file is `NNNN-capability-what.sql`; `platform` ones run once per database, others once per city. */
export const readMigrations = async (): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const capability = /^\d{4}-([a-z]+)-[a-z0-9-]+\.sql$/.exec(name)?.[1]
      if (!capability) throw new Error(`migrations/${name} is not named NNNN-capability-what.sql`)
      const text = await readFile(new URL(name, `file://${folder}`), 'utf8')
      return { name, capability, sql: text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

const applyIn = async (client: pg.ClientBase, schema: string, appRole: string, migrations: readonly Migration[]): Promise<readonly string[]> => {
  await client.query(`create table if not exists "${schema}".migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  await client.query(`comment on table "${schema}".migrations is 'platform: which migrations this schema has had, and the hash of each'`)
  const applied = new Map<string, string>((await client.query(`select name, sha256 from "${schema}".migrations`)).rows.map((r) => [r.name, r.sha256]))
  const done: string[] = []
  for (const migration of migrations) {
    const known = applied.get(migration.name)
    if (known === migration.sha256) continue
    if (known) throw new Error(`migrations/${migration.name} was changed after it ran in schema ${schema}: put it back and write a new migration`)
    await client.query('begin')
    try {
      await client.query(`set local search_path = "${schema}", extensions, public`)
      await client.query(migration.sql.replaceAll(':app_role', `"${appRole}"`))
      await client.query(`insert into "${schema}".migrations (name, sha256) values ($1, $2)`, [migration.name, migration.sha256])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`migrations/${migration.name} failed in schema ${schema}: ${(error as Error).message}`, { cause: error })
    }
    done.push(migration.name)
  }
  return done
}

/** Brings schema `platform` and then every city's schema up to date; safe to run again and from several processes. */
export const migrate = async (client: pg.ClientBase, appRole: string): Promise<readonly string[]> => {
  const migrations = await readMigrations()
  await client.query(`select pg_advisory_lock(hashtext('bihuan.migrate'))`)
  try {
    await client.query('create schema if not exists extensions; create schema if not exists platform')
    await client.query('create extension if not exists btree_gist with schema extensions; create extension if not exists pg_trgm with schema extensions')
    await client.query(`grant usage on schema platform, extensions to "${appRole}"`)
    const done = [...(await applyIn(client, 'platform', appRole, migrations.filter((m) => m.capability === 'platform')))]
    for (const { schema_name: schema } of (await client.query('select schema_name from platform.cities order by slug')).rows) {
      done.push(...(await migrateCity(client, schema, appRole, migrations)))
    }
    return done
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('bihuan.migrate'))`)
  }
}

/** Creates a city's schema when it is absent and applies what it lacks. */
export const migrateCity = async (client: pg.ClientBase, schema: string, appRole: string, migrations?: readonly Migration[]): Promise<readonly string[]> => {
  await client.query(`create schema if not exists "${schema}"; grant usage on schema "${schema}" to "${appRole}"`)
  const all = migrations ?? (await readMigrations())
  return (await applyIn(client, schema, appRole, all.filter((m) => m.capability !== 'platform'))).map((name) => `${schema}/${name}`)
}
