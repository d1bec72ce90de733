import { err, type Fault, ok, type Result } from '#base/results.ts'
import { type Area, isValidOn } from '#areas/rules/index.ts'
import { areaModelOf } from '#areas/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import type { IntakeSettings, ReadReport } from '../rules/index.ts'
import type { Placing } from '../store/reports.ts'
import { placeOf } from './places.ts'

export type Placed = {
  readonly placed: Placing
  readonly area_id: string | null
  readonly area_path: string | null
  readonly place_id: string | null
  readonly lon: number | null
  readonly lat: number | null
}

const fault = (field: string, value: string | null, code: string, params?: Fault['params']): { readonly ok: false; readonly error: Fault } =>
  err({ field, value, code: `intake.${code}`, ...(params ? { params } : {}) })

/** The named area where it lies within the one found: boundaries often end at the street, and people know their community. */
const closer = (found: Area, named: Area | null): Area => (named && named.path.startsWith(`${found.path}.`) ? named : found)

/**
 * Which area a report is about: that of the place named, the one its point lies in or near, the one named, else none and a desk places it. A point
 * outside every boundary is refused or taken unplaced, as the city wants it; a city without boundaries can judge no point and takes it as it is.
 * Faults: `intake.place_unknown`, `intake.area_unknown`, `intake.outside`.
 */
export const placeReport = async (city: CityDb, settings: IntakeSettings, report: ReadReport): Promise<Result<Placed, Fault>> => {
  const areas = await areaModelOf(city)
  const at = (placed: Placing, area: Area | null, more: Partial<Placed> = {}): { readonly ok: true; readonly value: Placed } =>
    ok({ placed, area_id: area?.id ?? null, area_path: area?.path ?? null, place_id: null, lon: report.point?.lon ?? null,
      lat: report.point?.lat ?? null, ...more })
  const named = report.area_id === null ? null : areas.byId(report.area_id)
  if (report.area_id !== null && (!named || !isValidOn(named, areas.day))) return fault('area_id', report.area_id, 'area_unknown')
  if (report.place_id !== null) {
    const place = await placeOf(city, report.place_id)
    const area = place && areas.byId(place.area_id)
    if (!place || !area) return fault('place_id', report.place_id, 'place_unknown')
    return at('place', area, { place_id: report.place_id, ...(report.point ?? { lon: place.lon, lat: place.lat }) })
  }
  if (report.point !== null) {
    const locator = areas.locator()
    const found = locator.locate(report.point.lon, report.point.lat)
    if (found.kind !== 'outside') return at(found.kind === 'inside' ? 'point' : 'near', closer(found.area, named))
    if (locator.levels.length === 0) return at(named ? 'area' : 'none', named)
    if (settings.outside === 'refuse') return fault('lon', `${report.point.lon}, ${report.point.lat}`, 'outside', { city: city.name })
    return at('outside', named)
  }
  return named ? at('area', named) : at('address', null)
}
