import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { exportCases, readFilter } from '#cases/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { action, type HomeOptions, localeOf, printJson, say, systemNow, usingCity, withCity } from './frame.ts'
import { progressLine } from './progress.ts'

type Options = HomeOptions & { readonly format: 'csv' | 'xlsx'; readonly out?: string; readonly bom?: boolean; readonly filter: readonly string[] }

const filterOf = (given: readonly string[]): Record<string, string> =>
  Object.fromEntries(given.map((pair) => {
    const at = pair.indexOf('=')
    if (at < 1) throw new Error(`--filter ${pair}: write it as name=value, for example --filter due=overdue`)
    return [pair.slice(0, at), pair.slice(at + 1)]
  }))

export const exportCommand = (): Command => {
  const command = new Command('export').description('give back what is kept')
  withCity(command.command('cases').description('all cases, or those of a filter, as CSV or XLSX'))
    .addOption(new Option('--format <format>', 'csv or xlsx').choices(['csv', 'xlsx']).default('csv'))
    .option('--out <file>', 'write to this file instead of standard output').option('--bom', 'begin a CSV with a byte order mark, for spreadsheets')
    .option('--filter <name=value>', 'as in the address bar of the desk: stage, state, area, unit, category, source, due, q, opened_from … (repeatable)', (value: string, all: string[]) => [...all, value], [])
    .action(action(async (options: Options) => {
      await usingCity(options, async (city) => {
        const filter = await city.read(everyRow, (tx) => readFilter(tx, filterOf(options.filter) as never, { id: null }, city.zone))
        const line = progressLine(() => 'exporting')
        const draft = options.out && `${options.out}.part`
        const out = draft ? createWriteStream(draft) : process.stdout
        try {
          const count = await exportCases(city, everyRow, filter, {
            format: options.format, locale: localeOf(options), now: systemNow(), bom: options.bom ?? false,
            ...(options.out ? { onRows: (done: number) => line.report({ step: 'export', done, total: null }) } : {}),
          }, out)
          if (options.out && draft) await rename(draft, options.out)
          if (options.json && options.out) printJson({ exported: count, file: options.out })
          else say(`${count} cases exported`)
        } catch (error) {
          if (draft) await rm(draft, { force: true })
          throw error
        } finally {
          line.end()
        }
      })
    }))
  return command
}
