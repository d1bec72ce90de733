import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { instant, type Instant } from '#base/instants.ts'
import type { CityDb, Database } from '#platform/db/index.ts'
import type { Locale } from '#platform/i18n/index.ts'
import { terseLog } from '#platform/log/index.ts'
import { openHomes } from '../homes.ts'
import { usualLang } from './locale-asked.ts'
import { told, UsageError } from './sentences.ts'

export { exitCodes } from './exit-codes.ts'
export { UsageError } from './sentences.ts'

export type HomeOptions = { readonly data: string; readonly database?: string; readonly json?: boolean; readonly city?: string; readonly lang?: string }

export const langOption = (): Option => new Option('--lang <locale>', 'language of messages').choices(['zh-CN', 'en']).default(usualLang())

export const withHome = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of files, secrets and the embedded database', process.env['BIHUAN_DATA'] ?? 'data')
    .option('--database <url>', 'use this PostgreSQL (15 to 18) instead of the embedded one; the URL of its owner', process.env['BIHUAN_DATABASE_URL'])
    .option('--json', 'print the result as JSON on standard output')
    .addOption(langOption())

export const withCity = (command: Command): Command => withHome(command).option('--city <name>', 'which city, by slug or name; not needed when there is only one')

export const localeOf = (options: { readonly lang?: string }): Locale => (options.lang === undefined ? usualLang() : options.lang === 'en' ? 'en' : 'zh-CN')
export const systemNow = (): Instant => instant(Date.now())

export const homesOf = (options: HomeOptions): { data: string; databaseUrl: string | null } => ({ data: options.data, databaseUrl: options.database ?? null })

const repeatMs = 1_000

/**
 * Calls `deed` at an interruption (Ctrl+C, TERM). npx, npm and the starter each pass a Ctrl+C on to us that the terminal sends us too, so what comes
 * again within a second is the same wish; what comes later is impatience.
 */
export const onInterrupt = (deed: () => void): (() => void) => {
  let first: number | undefined
  const hear = (): void => {
    const now = performance.now()
    if (first === undefined) {
      first = now
      deed()
    } else if (now - first > repeatMs) process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, hear)
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, hear)
  }
}

/** A database that is only read from must be there: a mistyped folder is no reason to make one, nor to give the program's role a new password. */
const mustBeThere = (options: HomeOptions): void => {
  const embedded = options.database === undefined
  if (existsSync(path.join(options.data, ...(embedded ? ['postgres', 'bihuan-ready'] : ['secrets', 'database-app'])))) return
  throw new UsageError(embedded ? 'app.no_database_here' : 'app.no_secrets_here', { folder: path.resolve(options.data) })
}

/** What is no address of a database is said before anything is asked of it. */
export const checkHome = (options: HomeOptions): void => {
  const { database } = options
  if (database === undefined || (URL.canParse(database) && /^postgres(ql)?:/.test(database))) return
  throw new UsageError('app.bad_database_url', { url: database.replace(/:[^:@/]*@/, ':…@') })
}

/** Opens the database for one command and closes it whatever happens. `reads`: the command changes nothing and makes no database. */
export const usingDatabase = async <T>(options: HomeOptions, work: (database: Database) => Promise<T>, reads = false): Promise<T> => {
  checkHome(options)
  if (reads) mustBeThere(options)
  let database: Database | undefined, interrupted = false
  const leave = onInterrupt(() => {
    interrupted = true
    if (database) void database.close().finally(() => process.exit(130))
    else process.exit(130)
  })
  try {
    database = await openHomes(homesOf(options), terseLog())
    return await work(database)
  } catch (error) {
    // What breaks because the database is being closed is no news; the process ends at once.
    if (interrupted) return await new Promise<never>(() => {})
    throw error
  } finally {
    if (!interrupted) leave()
    await database?.close()
  }
}

export const citiesText = (cities: readonly CityDb[]): string => cities.map((c) => `${c.slug} (${c.name})`).join(', ')

/** The city of that slug, else the only one of that name; several of one name are told apart by their slugs. */
export const cityIn = (cities: readonly CityDb[], name: string): CityDb | undefined => {
  const bySlug = cities.find((c) => c.slug === name)
  if (bySlug) return bySlug
  const named = cities.filter((c) => c.name === name)
  if (named.length > 1) throw new UsageError('app.several_cities', { name, cities: citiesText(named) })
  return named[0]
}

export const cityNamed = async (database: Database, name: string | undefined): Promise<CityDb> => {
  const cities = await database.cities()
  if (cities.length === 0) throw new UsageError('app.no_city', {})
  if (name === undefined) {
    if (cities.length === 1) return cities[0] as CityDb
    throw new UsageError('app.which_city', { cities: citiesText(cities) })
  }
  const found = cityIn(cities, name)
  if (!found) throw new UsageError('app.no_such_city', { name, cities: citiesText(cities) })
  return found
}

export const usingCity = <T>(options: HomeOptions, work: (city: CityDb, database: Database) => Promise<T>, reads = false): Promise<T> =>
  usingDatabase(options, async (database) => work(await cityNamed(database, options.city), database), reads)

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
export const say = (text: string): void => void process.stderr.write(`${text}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** Runs a command's action; every failure ends in one sentence and a code. */
export const action = <A extends unknown[]>(work: (...given: A) => Promise<void>) => async (...given: A): Promise<void> => {
  try {
    await work(...given)
  } catch (error) {
    // Commander hands over the arguments, the options and the command.
    const { text, code } = told(error, localeOf((given.at(-2) ?? {}) as { lang?: string }))
    say(text)
    if (process.env['BIHUAN_DEBUG']) say(String((error as Error).stack))
    process.exitCode = code
  }
}
