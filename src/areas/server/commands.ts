import type { Crs } from '#base/geometry/crs.ts'
import { toWgs84 } from '#base/geometry/crs.ts'
import { nameKey } from '#base/name-keys.ts'
import type { LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import {
  type Area, type AreaLevel, childPath, type CodeScheme, decideClose, decideCreate, decideRename, parseCode, schemeOfCityCode,
} from '../rules/index.ts'
import { areaByCode, areaById, areaForUpdate, cityArea, closeArea as closeRow, countOpenBelow, insertAreas, readSettings, renameArea as renameRow, saveSettings } from '../store/areas.ts'
import { saveBoundaries } from '../store/boundaries.ts'
import { boundaryRow, prepareBoundary, type PreparedBoundary } from './boundary.ts'
import { type AreaWork, cityDay, recordChange } from './work.ts'

export type AreaInput = {
  readonly code: string
  readonly name: string
  /** Needed under the free scheme; follows from the code under the national one. */
  readonly level?: AreaLevel
  /** Where absent: the area above that the code tells, or the city. */
  readonly parent_id?: string
  readonly valid_from?: LocalDate
}

const parentOf = async ({ tx }: AreaWork, input: AreaInput, level: AreaLevel, parents: readonly string[]): Promise<Area | null> => {
  if (level === 'city') return null
  if (input.parent_id !== undefined) return areaById(tx, input.parent_id)
  for (const code of parents) {
    const found = await areaByCode(tx, code)
    if (found) return found
  }
  return parents.length === 0 ? cityArea(tx) : null
}

/** Makes one area. The first is the city; its code decides the scheme unless one was set before. */
export const createArea = async (work: AreaWork, input: AreaInput): Promise<Result<Area, Refusal>> => {
  const { tx, now, city } = work
  const own = await cityArea(tx)
  let { scheme } = await readSettings(tx)
  if (!own && input.level === 'city') {
    scheme = schemeOfCityCode(input.code.trim())
    await saveSettings(tx, { scheme })
  }
  const parsed = parseCode(scheme, input.code, input.level)
  if (!parsed.ok) throw problem('http.invalid_input', { params: { count: 1 }, faults: [parsed.error] })
  const { code, level, parents } = parsed.value
  const parent = await parentOf(work, input, level, parents)
  const decided = decideCreate({ code, level, name: input.name, validFrom: input.valid_from ?? cityDay(city, now) }, { holder: await areaByCode(tx, code), parent, city: own })
  if (!decided.ok) return decided
  const { name, validFrom } = decided.value
  const area: Area = { id: newId(now), code, level, name, nameKey: nameKey(name), parentId: parent?.id ?? null, path: childPath(parent, code), validFrom, validTo: null }
  await insertAreas(tx, [{ ...area, source: '', createdAt: now }], [newId(now)])
  await recordChange(work, 'area.created', { areaId: area.id }, { code, level, name, path: area.path, valid_from: validFrom })
  return ok(area)
}

const areaToChange = async ({ tx }: AreaWork, id: string): Promise<Area> => {
  const area = await areaForUpdate(tx, id)
  if (!area) throw problem('areas.not_found', { status: 404 })
  return area
}

/** A new name from a day on (today where absent); the old one stays in the history of names. */
export const renameArea = async (work: AreaWork, id: string, change: { readonly name: string; readonly from?: LocalDate }): Promise<Result<Area, Refusal>> => {
  const area = await areaToChange(work, id)
  const from = change.from ?? cityDay(work.city, work.now)
  const name = decideRename(area, change.name, from)
  if (!name.ok) return name
  const key = nameKey(name.value)
  await renameRow(work.tx, { id, nameId: newId(work.now), name: name.value, nameKey: key, from, now: work.now })
  await recordChange(work, 'area.renamed', { areaId: id }, { from: area.name, to: name.value, valid_from: from })
  return ok({ ...area, name: name.value, nameKey: key })
}

/** Closes an area from a day on. Its code stays taken for ever. */
export const closeArea = async (work: AreaWork, id: string, change: { readonly on?: LocalDate; readonly reason: string }): Promise<Result<Area, Refusal>> => {
  const area = await areaToChange(work, id)
  const on = decideClose(area, change.on ?? cityDay(work.city, work.now), change.reason, await countOpenBelow(work.tx, id))
  if (!on.ok) return on
  const reason = change.reason.trim()
  await closeRow(work.tx, { id, on: on.value, reason, now: work.now })
  await recordChange(work, 'area.closed', { areaId: id }, { valid_to: on.value, reason })
  return ok({ ...area, validTo: on.value })
}

/** Gives an area its boundary from a day on; says what had to be mended. */
export const setBoundary = async (
  work: AreaWork, id: string, given: { readonly geometry: unknown; readonly crs: Crs; readonly from?: LocalDate },
): Promise<Result<PreparedBoundary, Refusal>> => {
  const area = await areaToChange(work, id)
  if (area.validTo !== null) return refuse('areas.closed', { name: area.name, day: area.validTo })
  const prepared = prepareBoundary(given.geometry, given.crs)
  if (!prepared.ok) throw problem('http.invalid_input', { params: { count: prepared.error.length }, faults: prepared.error })
  const from = given.from ?? cityDay(work.city, work.now)
  await saveBoundaries(work.tx, [boundaryRow(prepared.value, area.id, from, '', work.now)])
  await recordChange(work, 'area.boundary_set', { areaId: id }, { valid_from: from, area_m2: Math.round(prepared.value.row.areaM2), digest: prepared.value.row.digest, crs: given.crs })
  return prepared
}

/** How far outside a point may lie and still be given its nearest area; and, before any area is made, the scheme of codes. */
export const changeAreaSettings = async (work: AreaWork, change: { readonly scheme?: CodeScheme; readonly tolerance_metres?: number }): Promise<Result<null, Refusal>> => {
  const own = await cityArea(work.tx)
  if (change.scheme !== undefined && own) return refuse('areas.scheme_in_use', { name: own.name })
  await saveSettings(work.tx, change)
  await recordChange(work, 'areas.settings_changed', {}, change)
  return ok(null)
}

/** A point as it comes in, in WGS-84. */
export const pointOf = (given: { readonly lon: number; readonly lat: number; readonly crs?: Crs }): readonly [number, number] => toWgs84(given.crs ?? 'wgs84', [given.lon, given.lat])
