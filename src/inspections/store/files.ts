import type { Instant } from '#base/instants.ts'
import { atOrNull, sql, type Tx } from '#platform/db/index.ts'
import type { VisitPhoto } from '../rules/index.ts'

export type VisitFileRow = Omit<VisitPhoto, 'taken_at'> & {
  readonly visit_id: string
  readonly original_sha256: string
  readonly view_sha256: string
  readonly thumb_sha256: string
  readonly width: number
  readonly height: number
  readonly taken_at: Instant | null
  readonly added_at: Instant
  readonly added_by: string | null
}

export const fileById = (tx: Tx, id: string): Promise<VisitFileRow | null> => tx.maybe(sql<VisitFileRow>`select * from visit_files where id = ${id}`)

export const filesOfVisits = (tx: Tx, visitIds: readonly string[]): Promise<readonly VisitFileRow[]> =>
  visitIds.length === 0 ? Promise.resolve([]) : tx.rows(sql<VisitFileRow>`select * from visit_files where visit_id = any(${visitIds}::uuid[]) order by taken_at nulls last, id`)

/** Whether the row is new; an id that is there already is left as it is. */
export const insertFile = async (tx: Tx, f: VisitFileRow): Promise<boolean> => (await tx.run(sql`
  insert into visit_files (id, visit_id, item, instance, finding_key, kind, original_sha256, view_sha256, thumb_sha256, width, height, taken_at, lon, lat, accuracy_m, added_at, added_by)
  values (${f.id}, ${f.visit_id}, ${f.item}, ${f.instance}, ${f.finding_key}, ${f.kind}, ${f.original_sha256}, ${f.view_sha256}, ${f.thumb_sha256}, ${f.width}, ${f.height},
    ${atOrNull(f.taken_at)}, ${f.lon}, ${f.lat}, ${f.accuracy_m}, ${new Date(f.added_at)}, ${f.added_by}) on conflict (id) do nothing`)) === 1
