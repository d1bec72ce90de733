import type { Box, MultiPolygon, Polygon } from '#base/geometry/shapes.ts'
import type { Instant, LocalDate } from '#base/instants.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { batchInsert } from '#platform/db/batches.ts'
import type { AreaId } from '../rules/index.ts'

export type BoundaryInsert = {
  readonly id: string; readonly areaId: AreaId; readonly validFrom: LocalDate
  readonly geometry: object; readonly box: Box; readonly areaM2: number; readonly positions: number
  readonly originalCrs: string; readonly repair: object | null; readonly digest: string; readonly source: string; readonly createdAt: Instant
}
const insertRows = batchInsert<Record<string, unknown>>('area_boundaries', {
  id: 'uuid', area_id: 'uuid', valid_from: 'date', geometry: 'jsonb', west: 'float8', south: 'float8', east: 'float8', north: 'float8', area_m2: 'float8', positions: 'int4',
  original_crs: 'text', repair: 'jsonb', digest: 'text', source: 'text', created_at: 'instant',
})

/** The boundary in force ends where the new one begins; one that began that very day (or later) gives way to it altogether. */
export const saveBoundaries = async (tx: Tx, boundaries: readonly BoundaryInsert[]): Promise<void> => {
  const ids = boundaries.map((b) => b.areaId)
  const bounded = new Set((await tx.rows(sql<{ area_id: string }>`select area_id from area_boundaries where valid_to is null and area_id = any(${ids}::uuid[])`)).map((row) => row.area_id))
  const fresh: BoundaryInsert[] = boundaries.filter((b) => !bounded.has(b.areaId))
  for (const b of boundaries) {
    if (!bounded.has(b.areaId)) continue
    await tx.run(sql`update area_boundaries set valid_to = ${b.validFrom} where area_id = ${b.areaId} and valid_to is null and valid_from < ${b.validFrom}`)
    const replaced = await tx.run(sql`update area_boundaries set geometry = ${JSON.stringify(b.geometry)}::jsonb, west = ${b.box[0]}, south = ${b.box[1]}, east = ${b.box[2]}, north = ${b.box[3]},
      area_m2 = ${b.areaM2}, positions = ${b.positions}, original_crs = ${b.originalCrs}, repair = ${b.repair ? JSON.stringify(b.repair) : null}::jsonb, digest = ${b.digest}, source = ${b.source}
      where area_id = ${b.areaId} and valid_to is null and valid_from >= ${b.validFrom}`)
    if (replaced === 0) fresh.push(b)
  }
  for (let i = 0; i < fresh.length; i += 200) {
    await insertRows(tx, fresh.slice(i, i + 200).map((b) => ({
      id: b.id, area_id: b.areaId, valid_from: b.validFrom, geometry: b.geometry, west: b.box[0], south: b.box[1], east: b.box[2], north: b.box[3], area_m2: b.areaM2, positions: b.positions,
      original_crs: b.originalCrs, repair: b.repair, digest: b.digest, source: b.source, created_at: b.createdAt,
    })))
  }
}

type Geometry = { readonly type: 'Polygon'; readonly coordinates: Polygon } | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon }
/** Boundaries in force today, by area; of closed areas none. */
export const readBoundaries = async (tx: Tx, day: LocalDate): Promise<ReadonlyMap<AreaId, MultiPolygon>> => {
  const rows = await tx.rows(sql<{ area_id: AreaId; geometry: Geometry }>`select area_id, geometry from area_boundaries where valid_from <= ${day} and (valid_to is null or valid_to > ${day})`)
  return new Map(rows.map(({ area_id: id, geometry }) => [id, geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates]))
}

export type BoundaryFacts = {
  readonly area_id: AreaId; readonly area_m2: number; readonly positions: number; readonly original_crs: string; readonly repair: object | null; readonly digest: string
  readonly source: string; readonly valid_from: LocalDate; readonly west: number; readonly south: number; readonly east: number; readonly north: number
}
const facts = sql.raw('area_id, area_m2, positions, original_crs, repair, digest, source, valid_from, west, south, east, north')
export const boundaryFacts = (tx: Tx, areaId: string): Promise<BoundaryFacts | null> =>
  tx.maybe(sql<BoundaryFacts>`select ${facts} from area_boundaries where area_id = ${areaId} and valid_to is null`)
export const boundaryDigests = async (tx: Tx): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.rows(sql<{ area_id: string; digest: string }>`select area_id, digest from area_boundaries where valid_to is null`)).map((row) => [row.area_id, row.digest]))
