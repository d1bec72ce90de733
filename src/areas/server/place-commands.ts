import { type Crs, isCrs } from '#base/geometry/crs.ts'
import { nameKey } from '#base/name-keys.ts'
import type { LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { type Area, cleanName, decideClosePlace, decidePlace, depthOf, type PlaceId } from '../rules/index.ts'
import { areaById } from '../store/areas.ts'
import { placeType } from '../store/place-types.ts'
import { codeHolder, insertPlaces, type PhotoHashes, placeForUpdate, type PlaceRow, savePhoto, savePlace } from '../store/places.ts'
import { pointOf } from './commands.ts'
import { areaModelOf } from './snapshot.ts'
import { type AreaWork, cityDay, recordChange } from './work.ts'

export type PlaceInput = {
  readonly name: string
  readonly type_code: string
  readonly lon: number
  readonly lat: number
  readonly crs?: Crs
  readonly code?: string | null
  /** Where absent: the street, community or cell the point lies in. */
  readonly area_id?: string
  readonly unit_id?: string | null
  readonly address?: string
  /** What this place should be like where it differs from its kind; '' means the kind's standard. */
  readonly standard?: string
  readonly size?: number
  readonly risk?: number
  readonly valid_from?: LocalDate
}

/** What is kept of a new place beside its name, kind, area and point. */
const restOf = (input: PlaceInput) => ({
  code: input.code ?? null, original_crs: input.crs ?? 'wgs84', unit_id: input.unit_id ?? null, address: cleanName(input.address ?? ''), standard: (input.standard ?? '').trim(), size: input.size ?? 1, risk: input.risk ?? 1,
})

/** The area a place is put under: the one named, or the one its point lies in. */
const areaFor = async ({ city, tx }: AreaWork, areaId: string | undefined, lon: number, lat: number): Promise<Area | null> => {
  if (areaId !== undefined) return areaById(tx, areaId)
  const found = (await areaModelOf(city)).locator().locate(lon, lat)
  return found.kind === 'outside' || depthOf(found.area.level) < depthOf('street') ? null : found.area
}

/** A code belongs to one place for ever. */
const freeCode = async ({ tx }: AreaWork, code: string | null, id: string | null): Promise<Result<null, Refusal>> => {
  const holder = code === null ? null : await codeHolder(tx, code, id)
  return holder ? refuse('areas.place_code_used', { code, name: holder.name }) : ok(null)
}
const knownType = async ({ tx }: AreaWork, code: string): Promise<Result<string, Refusal>> => {
  const type = await placeType(tx, code)
  if (!type) return refuse('areas.place_type_unknown', { type: code })
  return type.retired ? refuse('areas.place_type_retired', { type: type.name }) : ok(code)
}

export const createPlace = async (work: AreaWork, input: PlaceInput): Promise<Result<PlaceRow, Refusal>> => {
  const [lon, lat] = pointOf(input)
  const area = await areaFor(work, input.area_id, lon, lat)
  const validFrom = input.valid_from ?? cityDay(work.city, work.now)
  const name = decidePlace({ name: input.name, validFrom }, area)
  if (!name.ok) return name
  const type = await knownType(work, input.type_code)
  if (!type.ok) return type
  const place = {
    id: newId<'Place'>(work.now) as PlaceId, name: name.value, name_key: nameKey(name.value), type_code: input.type_code, area_id: (area as Area).id, lon, lat, ...restOf(input), valid_from: validFrom,
  }
  const free = await freeCode(work, place.code, null)
  if (!free.ok) return free
  await insertPlaces(work.tx, [place], work.now)
  await recordChange(work, 'place.created', { placeId: place.id }, place)
  return ok({ ...place, photo_at: null, valid_to: null, closed_reason: null })
}

/** Many places at once, each already checked to lie in `area_id`; for imports and generated cities. One event tells how many. */
export const createPlaces = async (work: AreaWork, places: readonly (PlaceInput & { readonly area_id: string })[], source: string): Promise<readonly PlaceId[]> => {
  const day = cityDay(work.city, work.now)
  const rows = places.map((input) => {
    const [lon, lat] = pointOf(input)
    const name = cleanName(input.name)
    return {
      id: newId<'Place'>(work.now) as PlaceId, name, name_key: nameKey(name), type_code: input.type_code, area_id: input.area_id as Area['id'], lon, lat, ...restOf(input), valid_from: input.valid_from ?? day,
    }
  })
  for (let i = 0; i < rows.length; i += 1000) await insertPlaces(work.tx, rows.slice(i, i + 1000), work.now)
  await recordChange(work, 'places.imported', {}, { count: rows.length, source })
  return rows.map((row) => row.id)
}

const placeToChange = async ({ tx }: AreaWork, id: string): Promise<PlaceRow> => {
  const place = await placeForUpdate(tx, id)
  if (!place) throw problem('areas.place_not_found', { status: 404 })
  return place
}

/** Changes what is given and leaves the rest. A moved point finds its area anew unless one is named. */
export const updatePlace = async (work: AreaWork, id: string, change: Partial<Omit<PlaceInput, 'valid_from'>>): Promise<Result<PlaceRow, Refusal>> => {
  const place = await placeToChange(work, id)
  if (place.valid_to !== null) return refuse('areas.place_closed', { name: place.name, day: place.valid_to })
  const moved = change.lon !== undefined && change.lat !== undefined
  const crs = moved ? change.crs ?? 'wgs84' : isCrs(place.original_crs) ? place.original_crs : 'wgs84'
  const [lon, lat] = moved ? pointOf({ lon: change.lon, lat: change.lat, crs }) : [place.lon, place.lat]
  const area = moved || change.area_id !== undefined ? await areaFor(work, change.area_id, lon, lat) : await areaById(work.tx, place.area_id)
  const name = decidePlace({ name: change.name ?? place.name, validFrom: place.valid_from > (area?.validFrom ?? '') ? place.valid_from : area?.validFrom ?? place.valid_from }, area)
  if (!name.ok) return name
  if (change.type_code !== undefined && change.type_code !== place.type_code) {
    const type = await knownType(work, change.type_code)
    if (!type.ok) return type
  }
  const next: PlaceRow = {
    ...place, name: name.value, name_key: nameKey(name.value), type_code: change.type_code ?? place.type_code, area_id: (area as Area).id, lon, lat, original_crs: crs,
    code: change.code === undefined ? place.code : change.code, unit_id: change.unit_id === undefined ? place.unit_id : change.unit_id,
    address: change.address === undefined ? place.address : cleanName(change.address), standard: change.standard === undefined ? place.standard : change.standard.trim(),
    size: change.size ?? place.size, risk: change.risk ?? place.risk,
  }
  const free = await freeCode(work, next.code, id)
  if (!free.ok) return free
  await savePlace(work.tx, next, work.now)
  await recordChange(work, 'place.updated', { placeId: id }, { before: place, after: next })
  return ok(next)
}

export const closePlace = async (work: AreaWork, id: string, change: { readonly on?: LocalDate; readonly reason: string }): Promise<Result<PlaceRow, Refusal>> => {
  const place = await placeToChange(work, id)
  const on = decideClosePlace({ name: place.name, validFrom: place.valid_from, validTo: place.valid_to }, change.on ?? cityDay(work.city, work.now), change.reason)
  if (!on.ok) return on
  const next: PlaceRow = { ...place, valid_to: on.value, closed_reason: change.reason.trim() }
  await savePlace(work.tx, next, work.now)
  await recordChange(work, 'place.closed', { placeId: id }, { valid_to: on.value, reason: next.closed_reason })
  return ok(next)
}

/** Gives a place its one photo, or takes it away. The bytes are in the file store already. */
export const setPlacePhoto = async (work: AreaWork, id: string, photo: PhotoHashes | null): Promise<Result<PlaceRow, Refusal>> => {
  const place = await placeToChange(work, id)
  if (place.valid_to !== null) return refuse('areas.place_closed', { name: place.name, day: place.valid_to })
  await savePhoto(work.tx, id, photo, work.now)
  await recordChange(work, photo ? 'place.photo_set' : 'place.photo_removed', { placeId: id }, photo ? { sha256: photo.original } : {})
  return ok({ ...place, photo_at: photo ? work.now : null })
}
