import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import { batchInsert } from '#platform/db/batches.ts'
import type { AreaId, PlaceId } from '../rules/index.ts'

export type PlaceRow = {
  readonly id: PlaceId; readonly code: string | null; readonly name: string; readonly name_key: string; readonly type_code: string; readonly area_id: AreaId
  readonly lon: number; readonly lat: number; readonly original_crs: string; readonly unit_id: string | null
  readonly valid_from: LocalDate; readonly valid_to: LocalDate | null; readonly closed_reason: string | null
}
const columns = sql.raw('p.id, p.code, p.name, p.name_key, p.type_code, p.area_id, p.lon, p.lat, p.original_crs, p.unit_id, p.valid_from, p.valid_to, p.closed_reason')

export type PlaceType = { readonly code: string; readonly name: string; readonly name_key: string; readonly retired: boolean }
export const readPlaceTypes = (tx: Tx): Promise<readonly PlaceType[]> =>
  tx.rows(sql<PlaceType>`select code, name, name_key, retired_at is not null as retired from place_types order by name_key, code`)
export const placeType = (tx: Tx, code: string): Promise<PlaceType | null> =>
  tx.maybe(sql<PlaceType>`select code, name, name_key, retired_at is not null as retired from place_types where code = ${code}`)
/** Makes a type, or gives a known one its new name. */
export const savePlaceType = (tx: Tx, type: { readonly code: string; readonly name: string; readonly nameKey: string; readonly retiredAt: Instant | null }): Promise<number> =>
  tx.run(sql`insert into place_types (code, name, name_key, retired_at) values (${type.code}, ${type.name}, ${type.nameKey}, ${type.retiredAt === null ? null : at(type.retiredAt)})
    on conflict (code) do update set name = excluded.name, name_key = excluded.name_key, retired_at = excluded.retired_at`)

const insertRows = batchInsert<Record<string, unknown>>('places', {
  id: 'uuid', code: 'text', name: 'text', name_key: 'text', type_code: 'text', area_id: 'uuid', lon: 'float8', lat: 'float8', original_crs: 'text', unit_id: 'uuid', valid_from: 'date', created_at: 'instant', changed_at: 'instant',
})
export const insertPlaces = (tx: Tx, places: readonly Omit<PlaceRow, 'valid_to' | 'closed_reason'>[], now: Instant): Promise<void> =>
  insertRows(tx, places.map((p) => ({ ...p, created_at: now, changed_at: now })))

export const placeForUpdate = (tx: Tx, id: string): Promise<PlaceRow | null> => tx.maybe(sql<PlaceRow>`select ${columns} from places p where p.id = ${id} for update`)
export const placeById = (tx: Tx, id: string): Promise<PlaceRow | null> => tx.maybe(sql<PlaceRow>`select ${columns} from places p where p.id = ${id}`)
export const savePlace = (tx: Tx, p: PlaceRow, now: Instant): Promise<number> => tx.run(sql`update places set code = ${p.code}, name = ${p.name}, name_key = ${p.name_key}, type_code = ${p.type_code},
  area_id = ${p.area_id}, lon = ${p.lon}, lat = ${p.lat}, original_crs = ${p.original_crs}, unit_id = ${p.unit_id}, valid_to = ${p.valid_to}, closed_reason = ${p.closed_reason}, changed_at = ${at(now)} where id = ${p.id}`)

export type PlaceFilter = {
  readonly q?: string | undefined; readonly typeCode?: string | undefined; readonly areaPath?: string | undefined; readonly unitId?: string | undefined
  readonly openOn: LocalDate | null; readonly after: { readonly key: string; readonly id: string } | null; readonly limit: number
}
const likeText = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
const matching = (f: PlaceFilter) => {
  const like = likeText(f.q ?? '')
  return sql`${f.typeCode === undefined ? sql`true` : sql`p.type_code = ${f.typeCode}`}
    and ${f.unitId === undefined ? sql`true` : sql`p.unit_id = ${f.unitId}`}
    and ${f.openOn === null ? sql`true` : sql`p.valid_from <= ${f.openOn} and (p.valid_to is null or p.valid_to > ${f.openOn})`}
    and ${f.q ? sql`(p.name ilike ${like} or p.code ilike ${like} or replace(p.name_key, ' ', '') like ${like.toLowerCase()})` : sql`true`}
    and ${f.areaPath === undefined ? sql`true` : sql`p.area_id in (select a.id from areas a where a.path = ${f.areaPath} or a.path like ${`${f.areaPath.replaceAll(/[\\%_]/g, '\\$&')}.%`})`}`
}
/** By name, a page at a time. */
export const listPlaces = (tx: Tx, f: PlaceFilter): Promise<readonly PlaceRow[]> => tx.rows(sql<PlaceRow>`select ${columns} from places p where ${matching(f)}
  and ${f.after === null ? sql`true` : sql`(p.name_key, p.id) > (${f.after.key}, ${f.after.id}::uuid)`} order by p.name_key, p.id limit ${f.limit}`)
export const countPlaces = async (tx: Tx, f: PlaceFilter): Promise<number> => (await tx.one(sql<{ n: number }>`select count(*) as n from places p where ${matching(f)}`)).n
