import path from 'node:path'
import pg from 'pg'
import type { Instant } from '#base/instants.ts'
import type { MessageParams } from '#base/results.ts'
import { type City, type CityDb, cityOfRow, type NewCity } from './cities.ts'
import { type EmbeddedServer, keptSecret, startEmbedded } from './embedded.ts'
import { listenOn, type Listener } from './listener.ts'
import { migrate, migrateCity } from './migrations.ts'
import { inTransaction, type RowScope, type Tx, txOn } from './transactions.ts'
import { valueTypes } from './values.ts'

/** Where the rows are: a directory for the embedded server, or the owner's URL of any PostgreSQL 15 to 18 with the folder where secrets are kept. */
export type DatabaseHome = { readonly data: string } | { readonly url: string; readonly secrets: string }

/** Why a database cannot be used, for the one who named it; `code` has its text in app.json under `errors`. */
export class DatabaseProblem extends Error {
  readonly code: string
  readonly params: MessageParams
  constructor(code: string, params: MessageParams = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'DatabaseProblem'
    this.code = code
    this.params = params
  }
}

export type DatabaseOptions = {
  readonly home: DatabaseHome
  readonly poolSize?: number
  readonly log?: (message: string) => void
}

/** An open database with all its cities, up to date. */
export type Database = {
  readonly cities: () => Promise<readonly CityDb[]>
  readonly city: (slug: string) => Promise<CityDb | null>
  readonly createCity: (city: NewCity) => Promise<CityDb>
  readonly dropCity: (slug: string) => Promise<void>
  readonly updateCity: (slug: string, change: { readonly name?: string; readonly settings?: Readonly<Record<string, unknown>>; readonly demo?: boolean }) => Promise<void>
  /** A transaction in schema `platform` as the program's own role. */
  readonly platform: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** As the owner of the tables: for maintenance commands and jobs only. */
  readonly asOwner: <T>(schema: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly ownerPool: pg.Pool
  /** Calls `hear` for every notification on a channel, also after the connection was lost and found again. */
  readonly listen: (channel: string, hear: (payload: string) => void) => () => void
  readonly serverPid: () => number | undefined
  readonly migrated: readonly string[]
  readonly close: () => Promise<void>
}

const systemScope: RowScope = { 'app.actor': 'system', 'app.areas': '*' }
const staleChannel = 'bihuan_stale'

const clientConfig = (home: DatabaseHome, embedded: EmbeddedServer | undefined): pg.ClientConfig => ({
  ...('url' in home ? { connectionString: home.url } : embedded?.connection),
  options: '-c TimeZone=UTC',
  types: valueTypes,
  application_name: 'bihuan',
})

/** The program's own login role: owns nothing, may do only what migrations grant. */
const ensureAppRole = async (owner: pg.ClientBase, password: string): Promise<string> => {
  const { datname, user, maker } = (await owner.query(
    `select current_database() as datname, current_user as user, rolcreaterole or rolsuper as maker from pg_roles where rolname = current_user`,
  )).rows[0] as { datname: string; user: string; maker: boolean }
  if (!maker) throw new DatabaseProblem('app.owner_makes_no_roles', { user })
  const role = `bihuan_app_${datname}`.slice(0, 63)
  const secret = `'${password}'`
  await owner.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role "${role}" login nosuperuser nobypassrls; end if;
  exception when duplicate_object or unique_violation then null; end $$`)
  await owner.query(`alter role "${role}" login password ${secret}`).catch((error: Error) => {
    if (!/tuple concurrently updated/.test(error.message)) throw error
  })
  await owner.query(`grant connect on database "${datname}" to "${role}"`)
  return role
}

/**
 * A pool that survives its server. A connection that breaks while it is lent out says so by an `error` event of its own besides failing its query;
 * unheard, that event would end the process.
 */
const poolOn = (config: pg.PoolConfig, log: (message: string) => void): pg.Pool => {
  const pool = new pg.Pool(config)
  pool.on('error', (error) => log(`database connection lost: ${error.message}`))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const refuseByteLocale = async (owner: pg.ClientBase): Promise<void> => {
  const { ctype, version } = (await owner.query(
    `select datctype as ctype, current_setting('server_version_num')::int as version from pg_database where datname = current_database()`,
  )).rows[0] as { ctype: string; version: number }
  if (version < 150000) throw new DatabaseProblem('app.database_too_old', { version: Math.floor(version / 10_000) })
  if (ctype === 'C' || ctype === 'POSIX') {
    throw new DatabaseProblem('app.byte_locale', { ctype })
  }
}

export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  let closing: Promise<void> | undefined
  // Connections that end while the database is closed are no news.
  const log = (message: string): void => {
    if (!closing) options.log?.(message)
  }
  const { home } = options
  const embedded = 'data' in home ? await startEmbedded(home.data, log) : undefined
  let unopened: pg.Pool | undefined
  try {
    const config = clientConfig(home, embedded)
    const ownerPool = poolOn({ ...config, max: 12 }, log)
    unopened = ownerPool
    const owner = await ownerPool.connect()
    let role: string, password: string, migrated: readonly string[], citus: boolean
    try {
      await refuseByteLocale(owner)
      // Made at random and kept, also where the owner's URL carries no password: nothing anyone could work out.
      password = await keptSecret(path.join('data' in home ? path.join(path.resolve(home.data), 'secrets') : home.secrets, 'database-app'))
      role = await ensureAppRole(owner, password)
      citus = (await owner.query(`select 1 from pg_extension where extname = 'citus'`)).rowCount === 1
      migrated = await migrate(owner, role)
    } finally {
      owner.release()
    }
    const appConfig = ((): pg.ClientConfig => {
      if (!('url' in home)) return { ...config, user: role, password }
      const url = new URL(home.url)
      url.username = role
      url.password = password
      return { ...config, connectionString: url.toString() }
    })()
    unopened = undefined
    const pool = poolOn({ ...appConfig, max: options.poolSize ?? 20, statement_timeout: 60_000, idle_in_transaction_session_timeout: 120_000 }, log)

    const snapshots = new Map<string, Promise<unknown>>()
    const listener: Listener = listenOn(config, log)
    listener.on(staleChannel, (payload) => snapshots.delete(payload))
    listener.onGap(() => snapshots.clear())

    const cityDb = (city: City): CityDb => {
      const write = <T>(scope: RowScope, work: (tx: Tx) => Promise<T>): Promise<T> =>
        inTransaction(pool, { schema: city.schema, scope: { ...scope, 'app.write': 'on' }, mode: 'write', citus }, work)
      const read = <T>(scope: RowScope, work: (tx: Tx) => Promise<T>): Promise<T> =>
        inTransaction(pool, { schema: city.schema, scope, mode: 'read', citus }, work)
      return {
        ...city, read, write,
        snapshot: <T>(name: string, load: (tx: Tx) => Promise<T>): Promise<T> => {
          const key = `${city.schema}/${name}`
          const known = snapshots.get(key)
          if (known) return known as Promise<T>
          const loading = read(systemScope, load)
          snapshots.set(key, loading)
          loading.catch(() => snapshots.delete(key))
          return loading
        },
        stale: async (tx, name) => {
          const key = `${city.schema}/${name}`
          await tx.prepared('notify', 'select pg_notify($1, $2)', [staleChannel, key])
          snapshots.delete(key)
        },
      }
    }
    const platform = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      inTransaction(pool, { schema: 'platform', scope: {}, mode: 'write', citus }, work)
    let known: readonly CityDb[] | undefined
    const citiesChannel = 'bihuan_cities'
    listener.on(citiesChannel, () => (known = undefined))
    const cities = async (): Promise<readonly CityDb[]> =>
      (known ??= await platform(async (tx) => (await tx.prepared<Parameters<typeof cityOfRow>[0]>('cities', 'select * from cities order by created_at, slug', [])).map((row) => cityDb(cityOfRow(row)))))
    const withOwner = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
      const client = await ownerPool.connect()
      try {
        return await work(client)
      } finally {
        client.release()
      }
    }
    const changed = async (client: pg.ClientBase): Promise<void> => {
      await client.query('select pg_notify($1, $2)', [citiesChannel, ''])
      known = undefined
      snapshots.clear()
    }
    return {
      cities,
      city: async (slug) => (await cities()).find((city) => city.slug === slug) ?? null,
      createCity: async (made) => {
        const schema = `city_${made.slug.replaceAll('-', '_')}`
        await withOwner(async (client) => {
          await migrateCity(client, schema, role)
          await client.query('insert into platform.cities (slug, name, schema_name, zone, hosts, demo, settings, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
            made.slug, made.name, schema, made.zone, made.hosts ?? [], made.demo ?? false, made.settings ?? {}, new Date(made.now),
          ])
          await changed(client)
        })
        return (await cities()).find((city) => city.slug === made.slug) as CityDb
      },
      dropCity: (slug) =>
        withOwner(async (client) => {
          const found = (await client.query('select schema_name from platform.cities where slug = $1', [slug])).rows[0] as { schema_name: string } | undefined
          if (found) {
            await client.query('begin')
            await client.query('delete from platform.sessions where city_slug = $1', [slug])
            await client.query('delete from platform.cities where slug = $1', [slug])
            await client.query(`drop schema "${found.schema_name}" cascade`)
            await client.query('commit')
          } else await client.query(`drop schema if exists "city_${slug.replaceAll(/[^a-z0-9_]/g, '_')}" cascade`)
          await changed(client)
        }),
      updateCity: (slug, change) =>
        withOwner(async (client) => {
          await client.query(
            'update platform.cities set name = coalesce($2, name), settings = settings || coalesce($3::jsonb, \'{}\'), demo = coalesce($4, demo) where slug = $1',
            [slug, change.name ?? null, change.settings ? JSON.stringify(change.settings) : null, change.demo ?? null],
          )
          await changed(client)
        }),
      platform,
      asOwner: (schema, work) =>
        withOwner(async (client) => {
          await client.query(`begin; set local search_path = "${schema}", extensions, public; set local row_security = off`)
          try {
            const value = await work(txOn(client))
            await client.query('commit')
            return value
          } catch (error) {
            await client.query('rollback').catch(() => {})
            throw error
          }
        }),
      ownerPool,
      listen: (channel, hear) => listener.on(channel, hear),
      serverPid: () => embedded?.pid(),
      migrated,
      close: () => (closing ??= (async () => {
        await listener.close()
        await Promise.all([pool.end(), ownerPool.end()])
        await embedded?.stop()
      })()),
    }
  } catch (error) {
    closing = Promise.resolve()
    await unopened?.end()
    await embedded?.stop()
    throw error
  }
}

/** The row scope of the program itself: sees every row of one city. */
export const everyRow: RowScope = systemScope
export type { Instant }
