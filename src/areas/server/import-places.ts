import { nameKey } from '#base/name-keys.ts'
import type { Crs } from '#base/geometry/crs.ts'
import { newId } from '#platform/random/index.ts'
import { depthOf, isValidOn, type PlaceCells, type PlaceId, planPlaces, readPlaceTable, type Rejected } from '../rules/index.ts'
import { appendEvent } from '../store/areas.ts'
import { readPlaceTypes } from '../store/place-types.ts'
import { insertPlaces, placesForImport, savePlace } from '../store/places.ts'
import type { UnitNames } from './deps.ts'
import type { ImportResult } from './import-areas.ts'
import { areaModelOf } from './snapshot.ts'
import { type AreaWork, cityDay, recordChange } from './work.ts'

export type PlaceImportOptions = {
  /** Where the list comes from, kept with the event. */
  readonly source: string
  /** The coordinate system of lines that state none of their own. */
  readonly crs: Crs
  readonly keepGood?: boolean
}
const portion = 1000

/**
 * Takes a list of places in. Any fault keeps everything out unless `keepGood`; taking the same list again changes nothing (rules/place-plan.ts).
 * `before` are lines that could not even be read.
 */
export const importPlaces = async (work: AreaWork, rows: readonly PlaceCells[], before: readonly Rejected[], units: UnitNames, options: PlaceImportOptions): Promise<ImportResult> => {
  const { tx, city, now } = work
  const day = cityDay(city, now)
  const existing = await placesForImport(tx)
  const types = await readPlaceTypes(tx)
  const typeWords = new Map([...types.flatMap((t) => [[t.name_en.toLowerCase(), t.code], [t.name.toLowerCase(), t.code]] as const), ...types.map((t) => [t.code, t.code] as const)])
  const retired = new Set(types.filter((t) => t.retired).map((t) => t.code))
  const open = units.all.filter((unit) => unit.valid_to === null || unit.valid_to > day)
  const unitCodes = new Map(open.map((unit) => [unit.code, unit.id])), unitNames = Map.groupBy(open, (unit) => unit.name)
  const { lines, rejected } = readPlaceTable(rows, options.crs, {
    typeOf: (text) => typeWords.get(text.toLowerCase()) ?? null, unitByCode: (code) => unitCodes.get(code) ?? null, unitsByName: (name) => (unitNames.get(name) ?? []).map((unit) => unit.id),
  })
  const model = await areaModelOf(city)
  const plan = planPlaces(lines, {
    existing, day, keyOf: nameKey, newId: () => newId<'Place'>(now) as PlaceId, isRetired: (code) => retired.has(code), areaById: model.byId,
    areaByCode: (code) => {
      const area = model.byCode(code)
      return area && isValidOn(area, day) ? area : null
    },
    areaAt: (lon, lat) => {
      const found = model.locator().locate(lon, lat)
      return found.kind === 'outside' || depthOf(found.area.level) < depthOf('street') ? null : found.area
    },
  })
  const rejects = [...before, ...rejected, ...plan.rejected].toSorted((a, b) => a.line - b.line)
  // A missing column is told at line 1 and keeps every line out.
  const unread = rejected.length === 1 && rejected[0]?.faults[0]?.code === 'areas.column_missing' ? rows.length - 1 : 0
  const saved = rejects.length === 0 || (options.keepGood === true && unread === 0)
  const result: ImportResult = {
    read: rows.length + before.length, created: plan.create.length, updated: plan.update.length, unchanged: plan.unchanged, rejected: rejects.length + unread, saved, rejects,
  }
  if (!saved || plan.create.length + plan.update.length === 0) return result
  for (let i = 0; i < plan.create.length; i += portion) await insertPlaces(tx, plan.create.slice(i, i + portion), now)
  for (const { before: was, after } of plan.update) {
    await savePlace(tx, after, now)
    await appendEvent(tx, { id: newId(now), kind: 'place.updated', placeId: after.id, actor: work.actor.id ?? 'system', at: now, data: { before: was, after } })
  }
  const { rejects: _, ...figures } = result
  await recordChange(work, 'places.imported', {}, { source: options.source, crs: options.crs, ...figures })
  return result
}
