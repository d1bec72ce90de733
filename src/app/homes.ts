import path from 'node:path'
import { type Database, type DatabaseHome, openDatabase } from '#platform/db/index.ts'
import type { Log } from '#platform/http/index.ts'

export type Homes = {
  /** Folder of files and secrets, and of the embedded database when no URL is given. */
  readonly data: string
  readonly databaseUrl: string | null
}

export const databaseHome = (homes: Homes): DatabaseHome => (homes.databaseUrl === null ? { data: homes.data } : { url: homes.databaseUrl, secrets: path.join(path.resolve(homes.data), 'secrets') })

export const openHomes = async (homes: Homes, log: Log): Promise<Database> =>
  openDatabase({ home: databaseHome(homes), log: (message) => log.warn({}, message) })
