import path from 'node:path'
import { Command } from 'commander'
import { localReading } from '#base/zones.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { readDutyTable, readUnitTable } from '#organisations/rules/index.ts'
import { importRules, importUnits, publishMatrix, unitModelOf } from '#organisations/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { sentenceOf, translator } from '#platform/i18n/index.ts'
import { action, exitCodes, type HomeOptions, localeOf, printJson, say, systemNow, UsageError, usingCity, withCity } from './frame.ts'
import { readWholeTable, rejectedLines, tellRejected } from './table-file.ts'

type Options = HomeOptions & { readonly keepGood?: boolean; readonly rejects?: string }

const withRejects = (command: Command): Command =>
  command.option('--keep-good', 'take the good lines when some are rejected').option('--rejects <file>',
    'write what was rejected, with line, column, value and reason, as CSV')

/** `bihuan import units FILE`: departments, street offices, firms with their parents, areas, duties and a contact each; safe to repeat. */
export const importUnitsCommand = (): Command =>
  withRejects(withCity(new Command('units').description(
    'units from CSV or XLSX: code, name, kind, parent_code, area_code, duties, a contact; known codes are brought up to date')))
    .argument('<file>', 'CSV or XLSX, headings in English or Chinese')
    .action(action(async (file: string, options: Options) => {
      const locale = localeOf(options)
      const table = await readWholeTable(file, locale)
      await usingCity(options, async (city) => {
        const [units, areas] = [await unitModelOf(city), await areaModelOf(city)]
        const found = readUnitTable(table.rows, { units: new Set(units.all.map((unit) => unit.code)), areas: new Set(areas.all.map((area) =>
          area.code)) })
        const faults = [...table.faults, ...found.faults].sort((a, b) => a.line - b.line)
        const saved = found.units.length > 0 && (faults.length === 0 || options.keepGood === true)
        const counts = saved
          ? await city.write(everyRow, (tx) => importUnits({ city, tx, actor: { id: null }, now: systemNow() }, found.units, {
            file: path.basename(file) }))
          : { created: 0, updated: 0, unchanged: 0 }
        const rejects = await tellRejected(faults, locale, options.rejects)
        const all = { read: found.lines + table.faults.length, ...counts, rejected: rejectedLines(faults) }
        say(translator(locale)(saved ? 'organisations.import.units' : 'organisations.import.not_saved', all))
        if (options.json) printJson({ ...all, saved, rejects })
        if (faults.length > 0) process.exitCode = exitCodes.findings
      })
    }))

/** `bihuan import duty FILE`: the rules of a duty matrix into a new draft, checked and in force at once with `--publish`. */
export const importDutyCommand = (): Command =>
  withRejects(withCity(new Command('duty').description(
    'a duty matrix from CSV or XLSX: category, area, lead_unit ("territorial" for the unit of the place), assisting_units, valid_from, valid_to')))
    .argument('<file>', 'CSV or XLSX, headings in English or Chinese').option('--publish',
      'check it and put it in force at once').option('--note <text>', 'why this version', '')
    .action(action(async (file: string, options: Options & { readonly publish?: boolean; readonly note: string }) => {
      const locale = localeOf(options)
      const table = await readWholeTable(file, locale)
      await usingCity(options, async (city) => {
        const [units, areas, catalogue] = [await unitModelOf(city), await areaModelOf(city), await catalogueModelOf(city)]
        const now = systemNow()
        const found = readDutyTable(table.rows, {
          category: (text) => (catalogue.byCode(text) ?? catalogue.byPath(text))?.path ?? null, area: (text) =>
            (areas.byCode(text) ?? areas.byPath(text))?.path ?? null,
          unit: (code) => units.byCode(code)?.id ?? null,
        }, localReading(now, city.zone).date)
        const faults = [...table.faults, ...found.faults].sort((a, b) => a.line - b.line)
        const saved = found.rules.length > 0 && (faults.length === 0 || options.keepGood === true)
        const result = saved
          ? await city.write(everyRow, async (tx) => {
            const work = { city, tx, actor: { id: null }, now }
            const id = await importRules(work, null, found.rules, { file: path.basename(file), note: options.note })
            if (options.publish !== true) return { id, number: null }
            const published = await publishMatrix(work, id, catalogue.leaves)
            if (!published.ok) throw new UsageError(sentenceOf(locale)(published.error.code, published.error.params))
            return { id, number: published.value.number }
          })
          : { id: null, number: null }
        const rejects = await tellRejected(faults, locale, options.rejects)
        const counts = { read: found.lines + table.faults.length, rules: saved ? found.rules.length : 0, rejected: rejectedLines(faults) }
        say(translator(locale)(saved ? 'organisations.import.duty' : 'organisations.import.not_saved', counts))
        if (options.json) printJson({ ...counts, saved, matrix_id: result.id, published: result.number, rejects })
        if (faults.length > 0) process.exitCode = exitCodes.findings
      })
    }))
