import { open, rename, rm, stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { exportCases, type ExportFormat, exportFormats, filterAsked, readFilter } from '#cases/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { action, type HomeOptions, localeOf, printJson, say, systemNow, UsageError, usingCity, withCity } from './frame.ts'
import { progressLine } from './progress.ts'

type Options = HomeOptions & { readonly format: ExportFormat; readonly out?: string; readonly bom?: boolean; readonly headings: 'words' | 'names'; readonly filter: readonly string[] }

const filterOf = (given: readonly string[]): Record<string, string> => {
  const pairs = given.map((pair) => {
    const at = pair.indexOf('=')
    if (at < 1) throw new UsageError('app.bad_filter', { given: pair })
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) !== i)
  if (twice) throw new UsageError('app.filter_twice', { name: twice[0] })
  return Object.fromEntries(pairs)
}

export const exportCommand = (): Command => {
  const command = new Command('export').description('give back what is kept')
  withCity(command.command('cases').description('all cases, or those of a filter, as CSV, XLSX or JSON lines; all times are UTC'))
    .addOption(new Option('--format <format>', 'csv, xlsx, or jsonl (one JSON object a line)').choices([...exportFormats]).default('csv'))
    .addOption(new Option('--headings <kind>', 'headings of a workbook: words in your language, or the names of the CSV, which a mapping reads back').choices(['words', 'names']).default('words'))
    .option('--out <file>', 'write to this file instead of standard output').option('--bom', 'begin a CSV with a byte order mark, for spreadsheets')
    .option('--filter <name=value>', 'as in the address bar of the desk: stage, state, area, unit, category, source, due, q, opened_from … (repeatable)', (value: string, all: string[]) => [...all, value], [])
    .action(action(async (options: Options) => {
      const t = translator(localeOf(options)), asked = filterAsked(filterOf(options.filter))
      await usingCity(options, async (city) => {
        const filter = await city.read(everyRow, (tx) => readFilter(tx, asked, { id: null }, city.zone))
        const line = progressLine(() => t('app.said.exporting'))
        const draft = options.out && `${options.out}.part`
        if (options.out !== undefined && (await stat(options.out).catch(() => null))?.isDirectory()) throw new UsageError('app.is_a_folder', { path: options.out })
        const out = draft ? (await open(draft, 'w').catch((error: NodeJS.ErrnoException) => { throw Object.assign(error, { path: options.out }) })).createWriteStream() : process.stdout
        try {
          const count = await exportCases(city, everyRow, filter, {
            format: options.format, locale: localeOf(options), now: systemNow(), bom: options.bom ?? false, headings: options.headings,
            ...(options.out ? { onRows: (done: number) => line.report({ step: 'export', done, total: null }) } : {}),
          }, out)
          if (options.out && draft) await rename(draft, options.out)
          if (options.json && options.out) printJson({ exported: count, file: options.out })
          else say(t('app.said.exported', { count }))
        } catch (error) {
          if (draft) await rm(draft, { force: true })
          throw error
        } finally {
          line.end()
        }
      }, true)
    }))
  return command
}
