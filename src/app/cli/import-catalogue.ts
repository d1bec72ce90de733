import path from 'node:path'
import { Command } from 'commander'
import { isZone } from '#base/zones.ts'
import { readCatalogueTable } from '#catalogue/rules/index.ts'
import { importCatalogue, publishCatalogue } from '#catalogue/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { sentenceOf, translator } from '#platform/i18n/index.ts'
import { fillCity } from './city-for.ts'
import { action, exitCodes, type HomeOptions, localeOf, printJson, say, systemNow, UsageError, usingDatabase, withCity } from './frame.ts'
import { readWholeTable, rejectedLines, tellRejected } from './table-file.ts'

type Options = HomeOptions & { readonly keepGood?: boolean; readonly publish?: boolean; readonly rejects?: string; readonly createCity?: boolean; readonly note: string;
  readonly zone: string }

/** `bihuan import catalogue FILE`: a whole catalogue into a new draft, and in force at once with `--publish`. */
export const importCatalogueCommand = (): Command =>
  withCity(new Command('catalogue').description(
    'a catalogue from CSV or XLSX: one row per registration condition, headings in English or Chinese, into a new draft'))
    .argument('<file>', 'CSV or XLSX, as "bihuan export" and the administration page write it')
    .option('--create-city', 'make the city of --city when it is not here')
    .option('--publish', 'put it in force at once').option('--keep-good', 'take the good lines when some are rejected').option('--note <text>',
      'why this version', '')
    .option('--rejects <file>', 'write what was rejected, with line, column, value and reason, as CSV').option('--zone <zone>',
      'time zone of a city this import makes', 'Asia/Shanghai')
    .action(action(async (file: string, options: Options) => {
      const locale = localeOf(options)
      const table = await readWholeTable(file, locale)
      const { catalogue, faults: found, lines } = readCatalogueTable(table.rows)
      const faults = [...table.faults, ...found].sort((a, b) => a.line - b.line)
      await usingDatabase(options, async (database) => {
        if (!isZone(options.zone)) throw new UsageError('app.bad_zone', { zone: options.zone })
        const wanted = { name: options.city, mayMake: options.createCity ?? false, otherwise: { name: 'city', zone: options.zone } }
        await fillCity(database, wanted, translator(locale), async (city) => {
          const saved = catalogue.length > 0 && (faults.length === 0 || options.keepGood === true)
          const result = saved
            ? await city.write(everyRow, async (tx) => {
              const now = systemNow()
              const id = await importCatalogue(tx, { id: null }, null, catalogue, { note: options.note, file: path.basename(file) }, now)
              if (options.publish !== true) return { id, number: null }
              const published = await publishCatalogue(city, tx, { id: null }, id, now)
              if (!published.ok) throw new UsageError(sentenceOf(locale)(published.error.code, published.error.params))
              return { id, number: published.value.number }
            })
            : { id: null, number: null }
          const rejects = await tellRejected(faults, locale, options.rejects)
          const counts = {
            read: lines + table.faults.length, rejected: rejectedLines(faults), categories: saved ? catalogue.length : 0,
            conditions: saved ? catalogue.reduce((sum, entry) => sum + entry.conditions.length, 0) : 0,
          }
          say(translator(locale)(saved ? 'catalogue.import.saved' : 'catalogue.import.not_saved', counts))
          if (options.json) printJson({ ...counts, saved, version_id: result.id, published: result.number, rejects })
          if (faults.length > 0) process.exitCode = exitCodes.findings
          return saved
        })
      })
    }))
