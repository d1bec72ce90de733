import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import { batchInsert } from '#platform/db/batches.ts'
import type { Area, AreaId, AreaLevel, CodeScheme, ServiceClass } from '../rules/index.ts'

type AreaRow = {
  readonly id: AreaId; readonly code: string; readonly level: AreaLevel; readonly name: string; readonly name_key: string
  readonly parent_id: AreaId | null; readonly path: string; readonly valid_from: LocalDate; readonly valid_to: LocalDate | null; readonly service_class: ServiceClass | null
}
const areaOf = (row: AreaRow): Area => ({
  id: row.id, code: row.code, level: row.level, name: row.name, nameKey: row.name_key, parentId: row.parent_id, path: row.path,
  validFrom: row.valid_from, validTo: row.valid_to, serviceClass: row.service_class,
})
const columns = sql.raw('id, code, level, name, name_key, parent_id, path, valid_from, valid_to, service_class')

export const readSettings = (tx: Tx): Promise<{ readonly scheme: CodeScheme; readonly tolerance_metres: number }> =>
  tx.one(sql<{ scheme: CodeScheme; tolerance_metres: number }>`select scheme, tolerance_metres from area_settings`)

/** The day it is in a zone by the database's clock. */
export const databaseDay = async (tx: Tx, zone: string): Promise<LocalDate> => (await tx.one(sql<{ day: LocalDate }>`select (now() at time zone ${zone})::date as day`)).day

export const saveSettings = (tx: Tx, change: { readonly scheme?: CodeScheme | undefined; readonly tolerance_metres?: number | undefined }): Promise<number> =>
  tx.run(sql`update area_settings set scheme = coalesce(${change.scheme ?? null}, scheme), tolerance_metres = coalesce(${change.tolerance_metres ?? null}, tolerance_metres)`)

export const readAreas = async (tx: Tx): Promise<readonly Area[]> => (await tx.rows(sql<AreaRow>`select ${columns} from areas`)).map(areaOf)

const maybeArea = (row: AreaRow | null): Area | null => row ? areaOf(row) : null
/** Locks the row: two people changing one area wait for each other. */
export const areaForUpdate = async (tx: Tx, id: string): Promise<Area | null> => maybeArea(await tx.maybe(sql<AreaRow>`select ${columns} from areas where id = ${id} for update`))
export const areaByCode = async (tx: Tx, code: string): Promise<Area | null> => maybeArea(await tx.maybe(sql<AreaRow>`select ${columns} from areas where code = ${code}`))
export const areaById = async (tx: Tx, id: string): Promise<Area | null> => maybeArea(await tx.maybe(sql<AreaRow>`select ${columns} from areas where id = ${id}`))
export const cityArea = async (tx: Tx): Promise<Area | null> => maybeArea(await tx.maybe(sql<AreaRow>`select ${columns} from areas where level = 'city'`))

export type AreaInsert = Area & { readonly source: string; readonly createdAt: Instant }
const insertRows = batchInsert<Record<string, unknown>>('areas', {
  id: 'uuid', code: 'text', level: 'text', name: 'text', name_key: 'text', parent_id: 'uuid', path: 'text', valid_from: 'date', service_class: 'text', source: 'text', created_at: 'instant', changed_at: 'instant',
})
const insertNames = batchInsert<Record<string, unknown>>('area_names', { id: 'uuid', area_id: 'uuid', name: 'text', valid_from: 'date' })

/** New areas with their first names. Parents must come before or with their children. */
export const insertAreas = async (tx: Tx, areas: readonly AreaInsert[], nameIds: readonly string[]): Promise<void> => {
  await insertRows(tx, areas.map((a) => ({
    id: a.id, code: a.code, level: a.level, name: a.name, name_key: a.nameKey, parent_id: a.parentId, path: a.path, valid_from: a.validFrom, service_class: a.serviceClass ?? null, source: a.source,
    created_at: a.createdAt, changed_at: a.createdAt,
  })))
  await insertNames(tx, areas.map((a, i) => ({ id: nameIds[i], area_id: a.id, name: a.name, valid_from: a.validFrom })))
}

/** The name in force ends and the new one begins on `from`; a name that began that very day is corrected in place. */
export const renameArea = async (tx: Tx, change: { readonly id: string; readonly nameId: string; readonly name: string; readonly nameKey: string; readonly from: LocalDate; readonly now: Instant }): Promise<void> => {
  await tx.run(sql`update areas set name = ${change.name}, name_key = ${change.nameKey}, changed_at = ${at(change.now)} where id = ${change.id}`)
  const corrected = await tx.run(sql`update area_names set name = ${change.name} where area_id = ${change.id} and valid_to is null and valid_from >= ${change.from}`)
  if (corrected > 0) return
  await tx.run(sql`update area_names set valid_to = ${change.from} where area_id = ${change.id} and valid_to is null`)
  await tx.run(sql`insert into area_names (id, area_id, name, valid_from) values (${change.nameId}, ${change.id}, ${change.name}, ${change.from})`)
}

export const closeArea = async (tx: Tx, change: { readonly id: string; readonly on: LocalDate; readonly reason: string; readonly now: Instant }): Promise<void> => {
  await tx.run(sql`update areas set valid_to = ${change.on}, closed_reason = ${change.reason}, changed_at = ${at(change.now)} where id = ${change.id}`)
  await tx.run(sql`update area_names set valid_to = ${change.on} where area_id = ${change.id} and valid_to is null and valid_from < ${change.on}`)
  await tx.run(sql`update area_boundaries set valid_to = ${change.on} where area_id = ${change.id} and valid_to is null and valid_from < ${change.on}`)
}

export const countOpenBelow = (tx: Tx, id: string): Promise<{ readonly children: number; readonly places: number }> =>
  tx.one(sql<{ children: number; places: number }>`select
    (select count(*) from areas where parent_id = ${id} and valid_to is null) as children,
    (select count(*) from places where area_id = ${id} and valid_to is null) as places`)

export const readNames = (tx: Tx, id: string): Promise<readonly { readonly name: string; readonly valid_from: LocalDate; readonly valid_to: LocalDate | null }[]> =>
  tx.rows(sql<{ name: string; valid_from: LocalDate; valid_to: LocalDate | null }>`select name, valid_from, valid_to from area_names where area_id = ${id} order by valid_from`)

export type AreaEvent = { readonly id: string; readonly kind: string; readonly areaId?: string | null; readonly placeId?: string | null; readonly actor: string; readonly at: Instant; readonly data: object }
export const appendEvent = (tx: Tx, event: AreaEvent): Promise<number> =>
  tx.run(sql`insert into area_events (id, kind, area_id, place_id, actor, at, data)
    values (${event.id}, ${event.kind}, ${event.areaId ?? null}, ${event.placeId ?? null}, ${event.actor}, ${at(event.at)}, ${JSON.stringify(event.data)}::jsonb)`)
