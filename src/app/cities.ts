import { seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { seedCaseSettings } from '#cases/server/index.ts'
import { type CityDb, type Database, everyRow, type NewCity } from '#platform/db/index.ts'

/** A city ready for work: its tables, the default catalogue, the default clocks and calendars. A making that was cut short is begun again. */
export const makeCity = async (database: Database, made: NewCity): Promise<CityDb> => {
  const city = await database.createCity(made)
  await city.write(everyRow, async (tx) => {
    await seedDefaultCatalogue(city, tx, made.now)
    await seedCaseSettings(tx, made.zone, made.now)
    await city.stale(tx, 'cases')
  })
  return city
}
