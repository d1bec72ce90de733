import type { Instant, LocalDate } from '#base/instants.ts'
import { at, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import { batchInsert } from '#platform/db/batches.ts'
import type { PlaceRecord } from '../rules/index.ts'

/** A place, with the moment its photo was added. */
export type PlaceRow = PlaceRecord & { readonly photo_at: Instant | null }
const columns = sql.raw(`p.id, p.code, p.name, p.name_key, p.type_code, p.area_id, p.lon, p.lat, p.original_crs, p.unit_id, p.address, p.standard, p.size, p.risk, p.photo_at,
  p.valid_from, p.valid_to, p.closed_reason`)

const insertRows = batchInsert<Record<string, unknown>>('places', {
  id: 'uuid', code: 'text', name: 'text', name_key: 'text', type_code: 'text', area_id: 'uuid', lon: 'float8', lat: 'float8', original_crs: 'text', unit_id: 'uuid', address: 'text', standard: 'text',
  size: 'float8', risk: 'float8', valid_from: 'date', created_at: 'instant', changed_at: 'instant',
})
export const insertPlaces = (tx: Tx, places: readonly Omit<PlaceRecord, 'valid_to' | 'closed_reason'>[], now: Instant): Promise<void> =>
  insertRows(tx, places.map((p) => ({ ...p, created_at: now, changed_at: now })))

export const placeForUpdate = (tx: Tx, id: string): Promise<PlaceRow | null> => tx.maybe(sql<PlaceRow>`select ${columns} from places p where p.id = ${id} for update`)
export const placeById = (tx: Tx, id: string): Promise<PlaceRow | null> => tx.maybe(sql<PlaceRow>`select ${columns} from places p where p.id = ${id}`)
/** All places, closed ones too, with no other import beginning meanwhile. */
export const placesForImport = async (tx: Tx): Promise<readonly PlaceRow[]> => {
  await tx.run(sql`lock table places in share row exclusive mode`)
  return tx.rows(sql<PlaceRow>`select ${columns} from places p`)
}
export const savePlace = (tx: Tx, p: PlaceRecord, now: Instant): Promise<number> => tx.run(sql`update places set code = ${p.code}, name = ${p.name}, name_key = ${p.name_key}, type_code = ${p.type_code},
  area_id = ${p.area_id}, lon = ${p.lon}, lat = ${p.lat}, original_crs = ${p.original_crs}, unit_id = ${p.unit_id}, address = ${p.address}, standard = ${p.standard}, size = ${p.size}, risk = ${p.risk},
  valid_to = ${p.valid_to}, closed_reason = ${p.closed_reason}, changed_at = ${at(now)} where id = ${p.id}`)
/** Whether another open or closed place has this code. */
export const codeHolder = (tx: Tx, code: string, id: string | null): Promise<PlaceRow | null> =>
  tx.maybe(sql<PlaceRow>`select ${columns} from places p where p.code = ${code} and p.id is distinct from ${id}::uuid`)

export type PhotoHashes = { readonly original: string; readonly view: string; readonly thumb: string }
export const savePhoto = (tx: Tx, id: string, photo: PhotoHashes | null, now: Instant): Promise<number> =>
  tx.run(sql`update places set photo_original_sha256 = ${photo?.original ?? null}, photo_view_sha256 = ${photo?.view ?? null}, photo_thumb_sha256 = ${photo?.thumb ?? null},
    photo_at = ${photo ? at(now) : null}, changed_at = ${at(now)} where id = ${id}`)
export const photoOf = (tx: Tx, id: string): Promise<{ readonly view: string | null; readonly thumb: string | null } | null> =>
  tx.maybe(sql<{ view: string | null; thumb: string | null }>`select photo_view_sha256 as view, photo_thumb_sha256 as thumb from places where id = ${id}`)

export type PlaceFilter = {
  readonly q?: string | undefined
  readonly typeCode?: string | undefined
  readonly areaPath?: string | undefined
  readonly unitId?: string | undefined
  readonly openOn: LocalDate | null
  /** A question for ids of places, of which none may be among the answers: places with a result, told by a floor above. */
  readonly notIn?: RawBuilder<unknown> | undefined
  readonly after: { readonly key: string; readonly id: string } | null
  readonly limit: number
}
const likeText = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
const matching = (f: PlaceFilter) => {
  const like = likeText(f.q ?? '')
  return sql`${f.typeCode === undefined ? sql`true` : sql`p.type_code = ${f.typeCode}`}
    and ${f.unitId === undefined ? sql`true` : sql`p.unit_id = ${f.unitId}`}
    and ${f.openOn === null ? sql`true` : sql`p.valid_from <= ${f.openOn} and (p.valid_to is null or p.valid_to > ${f.openOn})`}
    and ${f.q ? sql`(p.name ilike ${like} or p.code ilike ${like} or p.address ilike ${like} or replace(p.name_key, ' ', '') like ${like.toLowerCase()})` : sql`true`}
    and ${f.areaPath === undefined ? sql`true` : sql`p.area_id in (select a.id from areas a where a.path = ${f.areaPath} or a.path like ${`${f.areaPath.replaceAll(/[\\%_]/g, '\\$&')}.%`})`}
    and ${f.notIn === undefined ? sql`true` : sql`p.id not in (${f.notIn})`}`
}
/** By name, a page at a time. */
export const listPlaces = (tx: Tx, f: PlaceFilter): Promise<readonly PlaceRow[]> => tx.rows(sql<PlaceRow>`select ${columns} from places p where ${matching(f)}
  and ${f.after === null ? sql`true` : sql`(p.name_key, p.id) > (${f.after.key}, ${f.after.id}::uuid)`} order by p.name_key, p.id limit ${f.limit}`)
export const countPlaces = async (tx: Tx, f: PlaceFilter): Promise<number> => (await tx.one(sql<{ n: number }>`select count(*) as n from places p where ${matching(f)}`)).n
/** Only where they are, for the map. */
export const placePoints = (tx: Tx, f: PlaceFilter): Promise<readonly { readonly id: string; readonly lon: number; readonly lat: number }[]> =>
  tx.rows(sql<{ id: string; lon: number; lat: number }>`select p.id, p.lon, p.lat from places p where ${matching(f)} order by p.id limit ${f.limit}`)

/** Names of the places in a box that are open on a day. */
export const namedSpots = (
  tx: Tx, [west, south, east, north]: readonly [number, number, number, number], day: string, limit: number,
): Promise<readonly { readonly name: string; readonly lon: number; readonly lat: number }[]> =>
  tx.rows(sql<{ name: string; lon: number; lat: number }>`select p.name, p.lon, p.lat from places p
    where p.lon between ${west} and ${east} and p.lat between ${south} and ${north} and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date)
    order by p.id limit ${limit}`)
