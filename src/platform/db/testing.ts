import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { instant } from '#base/instants.ts'
import type { CityDb } from './cities.ts'
import { type Database, everyRow, openDatabase } from './connect.ts'
import { startEmbedded, type EmbeddedServer } from './embedded.ts'
import type { RowScope } from './transactions.ts'

/** A migrated, empty city on a real PostgreSQL, for one test file. */
export type TestCity = {
  readonly database: Database
  readonly city: CityDb
  readonly systemScope: RowScope
  /** A folder of this test's own. */
  readonly folder: string
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Opens a database of its own on the server of `BIHUAN_TEST_DATABASE_URL` (the test command starts the embedded one and sets it),
 * or on an embedded server started for this file alone.
 */
export const testCity = async (options: { readonly slug?: string; readonly zone?: string } = {}): Promise<TestCity> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bihuan-test-'))
  const given = process.env['BIHUAN_TEST_DATABASE_URL']
  let own: EmbeddedServer | undefined
  let serverUrl = given
  if (!serverUrl) {
    const { chmod } = await import('node:fs/promises')
    await chmod(folder, 0o755)
    own = await startEmbedded(path.join(folder, 'data'))
    const c = own.connection
    serverUrl = `postgres://${c.user}:${c.password}@localhost/postgres?host=${encodeURIComponent(c.host)}&port=${c.port}`
  }
  const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6).toString(36)}`
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  await admin.query(`create database ${name} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`)
  const target = new URL(serverUrl)
  target.pathname = `/${name}`
  const database = await openDatabase({ home: { url: target.toString(), secrets: path.join(folder, 'secrets') }, poolSize: 8 })
  const city = await database.createCity({ slug: options.slug ?? 'test', name: '测试市', zone: options.zone ?? 'Asia/Shanghai', now: instant(Date.now()) })
  return {
    database, city, systemScope: everyRow, folder, url: target.toString(),
    close: async () => {
      await database.close()
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.query(`drop role if exists "bihuan_app_${name}"`).catch(() => {})
      await admin.end()
      await own?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
