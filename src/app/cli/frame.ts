import { type Command, Option } from 'commander'
import { instant, type Instant } from '#base/instants.ts'
import { type CityDb, type Database, DataDirectoryInUse } from '#platform/db/index.ts'
import type { Locale } from '#platform/i18n/index.ts'
import { terseLog } from '#platform/log/index.ts'
import { exitCodes } from './exit-codes.ts'
import { openHomes } from '../homes.ts'

export { exitCodes } from './exit-codes.ts'

export type HomeOptions = { readonly data: string; readonly database?: string; readonly json?: boolean; readonly city?: string; readonly lang?: string }

/** A mistake of the caller, said in one sentence. */
export class UsageError extends Error {}

export const withHome = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of files, secrets and the embedded database', process.env['BIHUAN_DATA'] ?? 'data')
    .option('--database <url>', 'use this PostgreSQL (15 to 18) instead of the embedded one; the URL of its owner', process.env['BIHUAN_DATABASE_URL'])
    .option('--json', 'print the result as JSON on standard output')
    .addOption(new Option('--lang <locale>', 'language of messages').choices(['zh-CN', 'en']).default(process.env['BIHUAN_LANG'] ?? ((process.env['LANG'] ?? '').startsWith('zh') ? 'zh-CN' : 'en')))

export const withCity = (command: Command): Command => withHome(command).option('--city <name>', 'which city, by slug or name; not needed when there is only one')

export const localeOf = (options: { readonly lang?: string }): Locale => (options.lang === 'en' ? 'en' : 'zh-CN')
export const systemNow = (): Instant => instant(Date.now())

export const homesOf = (options: HomeOptions): { data: string; databaseUrl: string | null } => ({ data: options.data, databaseUrl: options.database ?? null })

/** Opens the database for one command and closes it whatever happens. */
export const usingDatabase = async <T>(options: HomeOptions, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openHomes(homesOf(options), terseLog())
  const stop = (): void => void database.close().finally(() => process.exit(130))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(database)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await database.close()
  }
}

export const cityNamed = async (database: Database, name: string | undefined): Promise<CityDb> => {
  const cities = await database.cities()
  const known = cities.map((c) => `${c.slug} (${c.name})`).join(', ') || 'none'
  if (name === undefined) {
    if (cities.length === 1) return cities[0] as CityDb
    throw new UsageError(cities.length === 0 ? 'there is no city here yet: make one with "bihuan city create"' : `which city? say --city; here are ${known}`)
  }
  const found = cities.find((c) => c.slug === name || c.name === name)
  if (!found) throw new UsageError(`no city is called ${name}; here are: ${known}`)
  return found
}

export const usingCity = <T>(options: HomeOptions, work: (city: CityDb, database: Database) => Promise<T>): Promise<T> =>
  usingDatabase(options, async (database) => work(await cityNamed(database, options.city), database))

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
export const say = (text: string): void => void process.stderr.write(`${text}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** Runs a command's action; every failure ends in one sentence and a code. */
export const action = <A extends unknown[]>(work: (...given: A) => Promise<void>) => async (...given: A): Promise<void> => {
  try {
    await work(...given)
  } catch (error) {
    if (error instanceof DataDirectoryInUse) {
      say(error.message)
      process.exitCode = exitCodes.inUse
    } else if (error instanceof UsageError) {
      say(error.message)
      process.exitCode = exitCodes.usage
    } else {
      say(process.env['BIHUAN_DEBUG'] ? String((error as Error).stack) : (error as Error).message)
      process.exitCode = exitCodes.failed
    }
  }
}
