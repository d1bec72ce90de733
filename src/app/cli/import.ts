import { Command, Option } from 'commander'
import { isZone } from '#base/zones.ts'
import { translator } from '#platform/i18n/index.ts'
import type { LocalDate } from '#base/instants.ts'
import { action, exitCodes, type HomeOptions, localeOf, printJson, say, systemNow, UsageError, usingDatabase, withCity } from './frame.ts'
import { fillCity } from './city-for.ts'
import { importCasesCommand } from './import-cases.ts'
import { ImportAreasProblem, importAreasInto, importAreasWire } from './import-areas.ts'
import { importCatalogueCommand } from './import-catalogue.ts'
import { importDutyCommand, importUnitsCommand } from './import-units.ts'
import { progressLine } from './progress.ts'

type AreaOptions = HomeOptions & {
  readonly prefix?: string; readonly boundaries?: string; readonly level?: string; readonly crs: string; readonly codeProperty?: string; readonly nameProperty?: string
  readonly keepGood?: boolean; readonly createMissing?: boolean; readonly createCity?: boolean; readonly rejects?: string; readonly validFrom?: string; readonly zone: string
}

const areasCommand = (): Command =>
  withCity(new Command('areas').description('area codes of a Chinese city by prefix, boundaries from a GeoJSON file, or both'))
    .option('--prefix <digits>', 'first digits of GB/T 2260 codes: 11 is Beijing, 3201 Nanjing').option('--boundaries <file>', 'GeoJSON of polygons, also .gz')
    .addOption(new Option('--level <level>', 'what the polygons are').choices(['city', 'district', 'street', 'community', 'cell']))
    .addOption(new Option('--crs <system>', 'coordinate system of the file; converted at the door').choices(['wgs84', 'gcj02', 'bd09']).default('wgs84'))
    .option('--code-property <name>', 'property that holds the code').option('--name-property <name>', 'property that holds the name')
    .option('--create-city', 'make the city of --city when it is not here').option('--create-missing', 'make areas the file names and the city lacks').option('--keep-good', 'keep the good records when some are rejected')
    .option('--rejects <file>', 'write what was rejected, with line, column, value and reason, as CSV').option('--valid-from <day>', 'first day of new areas, YYYY-MM-DD')
    .option('--zone <zone>', 'time zone of a city this import makes', 'Asia/Shanghai')
    .action(action(async (options: AreaOptions) => {
      const line = progressLine((step) => step)
      await usingDatabase(options, async (database) => {
        const t = translator(localeOf(options))
        if (!isZone(options.zone)) throw new UsageError('app.bad_zone', { zone: options.zone })
        const otherwise = { name: options.prefix ? `city-${options.prefix}` : 'city', zone: options.zone }
        await fillCity(database, { name: options.city, mayMake: options.createCity ?? false, otherwise }, t, async (city, made) => {
          const { validFrom, createMissing, createCity: _said, ...rest } = options
          const result = await importAreasInto(city, {
            ...rest, createMissing: createMissing ?? made, locale: localeOf(options), now: systemNow(), say, onProgress: (step, done, total) => line.report({ step, done, total }),
            ...(validFrom ? { validFrom: validFrom as LocalDate } : {}),
          })
          line.end()
          if (options.json) printJson(importAreasWire(result))
          if ((result.codes?.rejected ?? 0) + (result.boundaries?.rejected ?? 0) > 0) process.exitCode = exitCodes.findings
          return result.codes?.saved === true || result.boundaries?.saved === true
        }).catch((error: unknown) => {
          line.end()
          throw error instanceof ImportAreasProblem ? new UsageError(error.message) : error
        })
      })
    }))

export const importCommand = (): Command => {
  const command = new Command('import').description('bring in areas, units, the catalogue, the duty matrix or cases from files; safe to repeat')
  for (const each of [importCasesCommand(), areasCommand(), importCatalogueCommand(), importUnitsCommand(), importDutyCommand()]) command.addCommand(each)
  return command
}
