import type { Instant, LocalDate } from '#base/instants.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import { type AreaModel, buildAreaModel } from '../rules/index.ts'
import { databaseDay, readAreas, readSettings } from '../store/areas.ts'
import { readBoundaries } from '../store/boundaries.ts'
import { cityDay, modelName } from './work.ts'

/** Reads all areas and boundaries and builds the snapshot as of `day`. The locator's index is built on first use. */
export const loadAreaModel = async (tx: Tx, day: LocalDate): Promise<AreaModel> => {
  const { scheme, tolerance_metres: toleranceMetres } = await readSettings(tx)
  return buildAreaModel({ scheme, areas: await readAreas(tx), boundaries: await readBoundaries(tx, day), toleranceMetres, day })
}

/**
 * The city's snapshot: loaded once, shared by all callers, forgotten when areas change (platform/db snapshot). Its day is the day of loading:
 * the worker calls `turnAreaDay` now and then, so that changes dated ahead take hold.
 */
export const areaModelOf = (city: CityDb): Promise<AreaModel> => city.snapshot(modelName, async (tx) => loadAreaModel(tx, await databaseDay(tx, city.zone)))

/** For the worker: forgets the snapshot when the city's day has turned since it was made, and only then. */
export const turnAreaDay = async (city: CityDb, now: Instant): Promise<void> => {
  if ((await areaModelOf(city)).day === cityDay(city, now)) return
  await city.write(everyRow, (tx) => city.stale(tx, modelName))
}
