import { Command, Option } from 'commander'
import type { Crs } from '#base/geometry/crs.ts'
import { translator } from '#platform/i18n/index.ts'
import { action, exitCodes, type HomeOptions, localeOf, say, usingCity, withCity } from './frame.ts'
import { locatePoints } from './locate.ts'
import { progressLine } from './progress.ts'

export const locateCommand = (): Command =>
  withCity(new Command('locate').description('the areas each point of a table lies in, from the city down; a point just outside gets its nearest area and the distance'))
    .argument('<file>', 'CSV (also .gz) or XLSX with coordinates').option('--lon <column>', 'column of the longitude', 'lon').option('--lat <column>', 'column of the latitude', 'lat')
    .addOption(new Option('--crs <system>', 'coordinate system of the points').choices(['wgs84', 'gcj02', 'bd09']).default('wgs84'))
    .action(action(async (file: string, options: HomeOptions & { lon: string; lat: string; crs: Crs }) => {
      const t = translator(localeOf(options))
      const line = progressLine(() => t('app.said.locating'))
      await usingCity(options, async (city) => {
        const counts = await locatePoints(city, file, {
          lon: options.lon, lat: options.lat, crs: options.crs, json: options.json ?? false, locale: localeOf(options), out: process.stdout, say,
          onProgress: (read) => line.report({ step: 'locate', done: read, total: null }),
        }).finally(() => line.end())
        say(t('app.said.located', counts))
        if (counts.rejected > 0) process.exitCode = exitCodes.findings
      }, true)
    }))
