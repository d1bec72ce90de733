import { Command } from 'commander'
import { databaseFigures } from '#platform/db/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { action, exitCodes, type HomeOptions, localeOf, print, printJson, usingDatabase, withHome } from './frame.ts'

export const databaseCommand = (): Command => {
  const db = new Command('db').description('the database behind it all')
  withHome(db.command('migrate').description('bring every schema up to date (every start does it too)'))
    .action(action(async (options: HomeOptions) => {
      await usingDatabase(options, async (database) => {
        if (options.json) printJson({ applied: database.migrated })
        else print(database.migrated.length === 0 ? translator(localeOf(options))('app.said.nothing_to_do') : database.migrated.join('\n'))
      })
    }))
  withHome(db.command('info').description('server version, size, cities and rows'))
    .action(action(async (options: HomeOptions) => {
      await usingDatabase(options, async (database) => {
        const figures = await databaseFigures(database)
        if (options.json) return printJson(figures)
        print(`PostgreSQL ${figures.version}, ${Math.round(figures.bytes / 1024 ** 2)} MB`)
        for (const city of figures.cities) print(`${city.slug.padEnd(20)} ${city.tables.map((t) => `${t.table} ${t.rows}`).join(', ')}`)
      }, true)
    }))
  withHome(db.command('check').description('what can be wrong with what is kept: every case row against its history'))
    .action(action(async (options: HomeOptions) => {
      const t = translator(localeOf(options))
      const { checkCases } = await import('#cases/server/index.ts')
      await usingDatabase(options, async (database) => {
        const results = []
        for (const city of await database.cities()) results.push({ city: city.slug, ...(await checkCases(city)) })
        const faults = results.reduce((sum, r) => sum + r.faults.length, 0)
        if (options.json) printJson(results)
        else for (const r of results) {
          for (const fault of r.faults) print(t('app.said.case_fault', { city: r.city, number: fault.number, what: fault.what }))
          print(t('app.said.cases_checked', { city: r.city, cases: r.cases, faults: r.faults.length }))
        }
        if (faults > 0) process.exitCode = exitCodes.findings
      }, true)
    }))
  return db
}
