import { type Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { CaseState } from '../rules/index.ts'

/** What may leave the house about a case, as far as a row of the list knows it. Whoever sends it decides what of it is published. */
export type PublicCaseRow = {
  readonly id: string
  readonly number: string
  readonly state: CaseState
  readonly open: boolean
  readonly category_path: string | null
  readonly area_path: string | null
  readonly place_id: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly address: string
  readonly lead_unit_id: string | null
  readonly opened_at: Instant
  readonly updated_at: Instant
  readonly ended_at: Instant | null
  readonly due_at: Instant | null
  readonly close_reason: string | null
  readonly decline_reason: string | null
  readonly merged_into_id: string | null
}

const columns = sql`c.id, c.number, c.state, c.stage <> 'done' as open, c.category_path, c.area_path, c.place_id, c.lon, c.lat, c.address, c.lead_unit_id, c.opened_at,
  c.updated_at, c.ended_at, c.due_at, c.close_reason, c.decline_reason, c.merged_into_id`

export const publicRowsByNumber = (tx: Tx, numbers: readonly string[]): Promise<readonly PublicCaseRow[]> =>
  numbers.length === 0 ? Promise.resolve([]) : tx.rows(sql<PublicCaseRow>`select ${columns} from cases c where c.number = any(${numbers}::text[]) order by c.opened_at desc, c.id desc`)

export const publicRowsById = (tx: Tx, ids: readonly string[]): Promise<readonly PublicCaseRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<PublicCaseRow>`select ${columns} from cases c where c.id = any(${ids}::uuid[])`)

export type PublicRange = {
  readonly from: Instant
  readonly to: Instant
  /** Whole paths of categories; null: all. */
  readonly category_paths: readonly string[] | null
  readonly open: boolean | null
  readonly most: number
}

/** The newest cases opened in a range. A merged case is open or closed as the one it went into. */
export const publicRowsInRange = (tx: Tx, r: PublicRange): Promise<readonly PublicCaseRow[]> => {
  const category = r.category_paths === null ? sql`true` : sql`c.category_path = any(${r.category_paths}::text[])`
  const status = r.open === null ? sql`true` : sql`coalesce(t.stage, c.stage) ${r.open ? sql`<>` : sql`=`} 'done'`
  const target = r.open === null ? sql`` : sql`left join cases t on t.id = c.merged_into_id`
  return tx.rows(sql<PublicCaseRow>`select ${columns} from cases c ${target} where c.opened_at >= ${at(r.from)} and c.opened_at <= ${at(r.to)} and ${category} and ${status}
    order by c.opened_at desc, c.id desc limit ${r.most}`)
}

export type NearbyRow = { readonly id: string; readonly number: string; readonly state: CaseState; readonly category_path: string | null;
  readonly opened_at: Instant; readonly lon: number; readonly lat: number }

/** Open cases within a box of degrees, opened since a moment; newest first. */
export const openRowsInBox = (tx: Tx, box: readonly [number, number, number, number], since: Instant, most: number): Promise<readonly NearbyRow[]> =>
  tx.rows(sql<NearbyRow>`select c.id, c.number, c.state, c.category_path, c.opened_at, c.lon, c.lat from cases c
    where c.stage <> 'done' and c.lon between ${box[0]} and ${box[2]} and c.lat between ${box[1]} and ${box[3]} and c.opened_at >= ${at(since)} order by c.opened_at desc limit ${most}`)

/** What was said of cases when they were reported. */
export const descriptionsOf = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly case_id: string; readonly description: string }[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql`select case_id, data ->> 'description' as description from case_events where case_id = any(${ids}::uuid[]) and seq = 1`)
