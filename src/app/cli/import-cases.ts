import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Command } from 'commander'
import type { Fault, MessageParams } from '#base/results.ts'
import { builtInProfiles, type Profile, profileFromMapping } from '#intake/rules/index.ts'
import { importCases, type ImportCasesResult, openReporterKeys } from '#intake/server/index.ts'
import { rejectsFile } from '#platform/documents/index.ts'
import { messageKey } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { fillCity } from './city-for.ts'
import { action, exitCodes, type HomeOptions, localeOf, printJson, say, systemNow, UsageError, usingDatabase, withCity } from './frame.ts'
import { progressLine } from './progress.ts'

type Options = HomeOptions & {
  readonly profile?: string; readonly mapping?: string; readonly createMissing?: boolean; readonly createCity?: boolean; readonly keepGood?: boolean; readonly rejects?: string; readonly encoding?: string; readonly sheet?: string
}

/**
 * Cities that a profile's files are about: filled where no other is named, and made when absent, so that a foreign city's cases never land in one's
 * own.
 */
const cityOfProfile: Readonly<Record<string, string>> = { 'boston-311': 'Boston', 'nyc-311': 'New York', 'nyc-council-complaints': 'New York' }

const shownRejects = 10

/** A fault as a sentence; some codes have a second text for when something near was found. */
const reasonIn = (locale: Locale) => (code: string, params: MessageParams): string => {
  const t = translator(locale)
  const near = params['nearest'] ? t(messageKey(`${code}_near`), params) : ''
  return near !== '' && !near.endsWith('_near') ? near : t(messageKey(code), params)
}

const readProfile = async (options: Options, reason: ReturnType<typeof reasonIn>, locale: Locale): Promise<Profile> => {
  const t = translator(locale)
  if (options.mapping !== undefined) {
    const text = await readFile(options.mapping, 'utf8')
    let json: unknown
    try {
      json = JSON.parse(text.replace(/^\u{feff}/u, ''))
    } catch {
      throw new UsageError(t('intake.errors.import_mapping_unreadable', { path: options.mapping }))
    }
    const made = profileFromMapping(json)
    if (made.ok) return made.value
    throw new UsageError(made.error.map((fault) => `${options.mapping}: ${reason(fault.code, { field: fault.field, value: fault.value, ...fault.params })}`).join('\n'))
  }
  const names = Object.keys(builtInProfiles).join(', ')
  if (options.profile === undefined) throw new UsageError('app.profile_or_mapping', { profiles: names })
  const profile = builtInProfiles[options.profile]
  if (!profile) throw new UsageError(t('intake.errors.import_no_such_profile', { profile: options.profile, profiles: names }))
  return profile
}

const tell = (result: ImportCasesResult, options: Options, locale: Locale): void => {
  const t = translator(locale)
  const { read, created, updated, unchanged, rejected, withheld, made, remarks, unused_columns } = result
  say(t('intake.import.done', { read, created, updated, unchanged, rejected }))
  if (!result.saved) say(t('intake.errors.import_faulty_rows', { rejected }))
  if (withheld > 0) say(t('intake.import.withheld', { withheld }))
  if (made.areas + made.units + made.categories > 0) say(t('intake.import.made', made))
  for (const [code, count] of Object.entries(remarks)) say(t('intake.import.remark', { count: count ?? 0, text: t(`import.remarks.${code}`) }))
  if (unused_columns.length > 0) say(t('intake.import.unused', { columns: unused_columns.join(', ') }))
  if (options.rejects !== undefined && rejected > 0) say(t('intake.import.rejects', { path: options.rejects }))
}

/** `bihuan import cases`: a table of another system's cases as full histories. Exit code 1 where rows were rejected. */
export const importCasesCommand = (): Command =>
  withCity(new Command('cases').description('cases of another system, from CSV (also .gz) or XLSX, as full histories with their own dates; safe to repeat'))
    .argument('<file>', 'the table')
    .option('--profile <name>', `how the file is read: ${Object.keys(builtInProfiles).join(', ')}`).option('--mapping <file>',
      'a mapping of your own instead (docs/guides/importing.md)')
    .option('--create-city', 'make the city of --city when it is not here')
    .option('--create-missing', 'make areas, units and categories the file names and the city lacks').option('--keep-good',
      'keep the good rows when some are rejected; without it all rows go in, or none')
    .option('--rejects <file>', 'write what was rejected, with line, column, value, reason and code, as CSV')
    .option('--encoding <name>', 'encoding of a CSV; found from its content otherwise').option('--sheet <name>',
      'sheet of a workbook; the first one otherwise')
    .action(action(async (file: string, options: Options) => {
      const locale = localeOf(options), t = translator(locale), reason = reasonIn(locale)
      if (!existsSync(file)) throw new UsageError('documents.no_such_file', { path: file })
      const profile = await readProfile(options, reason, locale)
      await usingDatabase(options, async (database) => {
        const suggested = cityOfProfile[profile.name]
        const wanted = { name: options.city, own: suggested, mayMake: options.createCity ?? false, otherwise: { name: suggested ?? profile.name, zone: profile.zone } }
        const line = progressLine((step) => t(`intake.import.${step}`) + (step === 'reading' ? t('app.said.rows') : ''))
        let rejects: ReturnType<typeof rejectsFile> | null = null
        let told = 0
        const onReject = async (at: number, faults: readonly Fault[]): Promise<void> => {
          await rejects?.write(at, faults)
          if (++told > shownRejects) return
          line.end()
          for (const fault of faults) say(`${path.basename(file)}:${at}: ${fault.field ? `${fault.field}: ` : ''}${reason(fault.code, { field: fault.field, value: fault.value, ...fault.params })}`)
          if (told === shownRejects) say('…')
        }
        try {
          await fillCity(database, wanted, t, async (city, made) => {
            rejects = options.rejects === undefined ? null : rejectsFile(options.rejects, reason)
            const result = await importCases(database, city, {
              profile, source: file, now: systemNow(), keys: await openReporterKeys(path.join(options.data, 'secrets')),
              createMissing: options.createMissing ?? made, keepGood: options.keepGood ?? false,
              table: { ...(options.encoding ? { encoding: options.encoding } : {}), ...(options.sheet ? { sheet: options.sheet } : {}) },
              onReject, onProgress: (step, done, total) => line.report({ step, done, total }),
            })
            line.end()
            const empty = result.read === 0
            if (empty) say(t('documents.errors.no_rows', { path: file }))
            else tell(result, options, locale)
            if (options.json) printJson({ city: made && (empty || !result.saved) ? null : city.slug, profile: profile.name, file: path.basename(file), ...result })
            if (result.rejected > 0 || empty) process.exitCode = exitCodes.findings
            return result.saved && !empty
          })
        } finally {
          line.end()
          await (rejects as ReturnType<typeof rejectsFile> | null)?.close()
        }
      })
    }))
