import { placeById } from '#areas/server/index.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'

export type ReportPlace = { readonly area_id: string; readonly lon: number; readonly lat: number; readonly name: string }

/** An open place (点位) by its id. One look a report that names one; most name a point. */
export const placeOf = async (city: CityDb, id: string): Promise<ReportPlace | null> => {
  const place = await city.read(everyRow, (tx) => placeById(tx, id))
  return place === null || place.valid_to !== null ? null : place
}
