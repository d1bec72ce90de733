import type { Instant } from '#base/instants.ts'
import { batchInsert } from '#platform/db/batches.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { FindingState, OpenCase } from '../rules/index.ts'

export type FindingRow = {
  readonly id: string
  readonly visit_id: string
  readonly place_id: string | null
  readonly key: string
  readonly item: string | null
  readonly category_id: string | null
  readonly description: string
  readonly lon: number | null
  readonly lat: number | null
  readonly state: FindingState
  readonly case_id: string | null
  readonly decided_at: Instant | null
  readonly decided_by: string | null
  readonly reason: string | null
  readonly created_at: Instant
}

const insertRows = batchInsert<FindingRow>('findings', {
  id: 'uuid', visit_id: 'uuid', place_id: 'uuid', key: 'text', item: 'text', category_id: 'uuid', description: 'text', lon: 'double precision', lat: 'double precision', state: 'text',
  case_id: 'uuid', decided_at: 'instant', decided_by: 'uuid', reason: 'text', created_at: 'instant',
})

export const findingsOf = (tx: Tx, visitId: string): Promise<readonly FindingRow[]> =>
  tx.rows(sql<FindingRow>`select * from findings where visit_id = ${visitId} order by created_at, key`)
export const lockFindings = (tx: Tx, visitId: string): Promise<readonly FindingRow[]> =>
  tx.rows(sql<FindingRow>`select * from findings where visit_id = ${visitId} order by created_at, key for update`)
export const findingById = (tx: Tx, id: string): Promise<FindingRow | null> => tx.maybe(sql<FindingRow>`select * from findings where id = ${id}`)

/** What the current submission found: new keys are added, undecided ones said anew, undecided ones nobody says any more go. Decided ones stay as they are. */
export const replaceFindings = async (tx: Tx, visitId: string, rows: readonly FindingRow[]): Promise<void> => {
  const known = new Map((await findingsOf(tx, visitId)).map((f) => [f.key, f]))
  const keys = rows.map((r) => r.key)
  await tx.run(sql`delete from findings where visit_id = ${visitId} and state = 'proposed' and not (key = any(${keys}::text[]))`)
  await insertRows(tx, rows.filter((r) => !known.has(r.key)))
  for (const r of rows) {
    const k = known.get(r.key)
    if (k?.state !== 'proposed' || (k.description === r.description && k.category_id === r.category_id && k.lon === r.lon && k.lat === r.lat)) continue
    await tx.run(sql`update findings set description = ${r.description}, category_id = ${r.category_id}, item = ${r.item}, lon = ${r.lon}, lat = ${r.lat} where id = ${k.id}`)
  }
}

export type Decided = Pick<FindingRow, 'state' | 'case_id' | 'decided_at' | 'decided_by' | 'reason'> & { readonly category_id?: string | null }
export const decideFinding = (tx: Tx, id: string, d: Decided): Promise<number> => tx.run(sql`
  update findings set state = ${d.state}, case_id = ${d.case_id}, decided_at = ${d.decided_at === null ? null : new Date(d.decided_at)}, decided_by = ${d.decided_by}, reason = ${d.reason},
    category_id = ${d.category_id === undefined ? sql`category_id` : sql`${d.category_id}::uuid`} where id = ${id}`)

/** Cases not finished at one place. */
export const openCasesAt = (tx: Tx, placeId: string): Promise<readonly OpenCase[]> =>
  tx.rows(sql<OpenCase>`select id, category_path, opened_at from case_facts where place_id = ${placeId} and ended_at is null order by opened_at`)

export type CaseRef = {
  readonly id: string; readonly number: string; readonly state: string; readonly title: string; readonly category_path: string | null; readonly area_id: string | null
  readonly area_path: string | null; readonly place_id: string | null; readonly lon: number | null; readonly lat: number | null; readonly lead_unit_id: string | null
  readonly lead_unit_path: string | null; readonly closed_at: Instant | null; readonly ended_at: Instant | null; readonly due_at: Instant | null
}
export const caseRef = (tx: Tx, id: string): Promise<CaseRef | null> => tx.maybe(sql<CaseRef>`select id, number, state, title, category_path, area_id, area_path, place_id, lon, lat,
  lead_unit_id, lead_unit_path, closed_at, ended_at, due_at from case_facts where id = ${id}`)

export type PlaceRef = {
  readonly id: string; readonly code: string | null; readonly name: string; readonly type_code: string; readonly area_id: string; readonly area_path: string; readonly lon: number; readonly lat: number
  readonly address: string; readonly unit_id: string | null
}
export const placeRef = (tx: Tx, id: string): Promise<PlaceRef | null> =>
  tx.maybe(sql<PlaceRef>`select id, code, name, type_code, area_id, area_path, lon, lat, address, unit_id from place_facts where id = ${id}`)
