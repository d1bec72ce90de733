import { addDefaultPlaceTypes } from '#areas/server/index.ts'
import { seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { addDefaultBadgeKinds } from '#inspections/server/index.ts'
import { seedCaseSettings } from '#cases/server/index.ts'
import { seedDefaultChecklists } from '#inspections/server/index.ts'
import { type CityDb, type Database, everyRow, type NewCity, type Tx } from '#platform/db/index.ts'

/** A city whose making was cut short; the next `makeCity` of that name begins it again. */
export const isUnfinished = (city: CityDb): boolean => city.settings['unfinished'] === true

/** A city ready for work: its tables, the default catalogue, the usual kinds of places and badges, the default clocks and calendars, and what `fill` adds. A making that was cut short is begun again. */
export const makeCity = async (database: Database, made: NewCity, fill: (city: CityDb, tx: Tx) => Promise<void> = async () => {}): Promise<CityDb> => {
  const known = await database.city(made.slug)
  if (known && isUnfinished(known)) await database.dropCity(made.slug)
  const city = await database.createCity({ ...made, settings: { ...made.settings, unfinished: true } })
  await city.write(everyRow, async (tx) => {
    await seedDefaultCatalogue(city, tx, made.now)
    await seedCaseSettings(tx, made.zone, made.now)
    await seedDefaultChecklists(tx, made.now)
    await city.stale(tx, 'cases')
    const work = { city, tx, actor: { id: null }, now: made.now }
    await addDefaultPlaceTypes(work)
    await addDefaultBadgeKinds(work)
    await fill(city, tx)
  })
  await database.updateCity(made.slug, { settings: { unfinished: false } })
  return (await database.city(made.slug)) as CityDb
}
