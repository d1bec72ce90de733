import type { Instant, LocalDate } from '#base/instants.ts'
import { type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { FindingState, RectificationState } from '../rules/index.ts'
import { below } from './visits.ts'

export type LedgerRow = {
  readonly id: string
  readonly key: string
  readonly item: string | null
  readonly state: FindingState
  readonly description: string
  readonly reason: string | null
  readonly decided_at: Instant | null
  readonly visit_id: string
  readonly visit_number: string
  readonly visit_state: string
  readonly found_at: Instant
  readonly planned_on: LocalDate
  readonly programme_id: string
  readonly programme_name: string
  readonly programme_kind: string
  readonly place_id: string | null
  readonly place_code: string | null
  readonly place_name: string | null
  readonly place_type: string | null
  readonly place_type_name: string | null
  readonly place_type_name_en: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly area_id: string
  readonly area_name: string
  readonly area_path: string
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly category_code: string | null
  readonly category_name: string | null
  readonly category_name_en: string | null
  readonly case_id: string | null
  readonly case_number: string | null
  readonly case_state: string | null
  readonly stage_done: boolean
  readonly opened_at: Instant | null
  readonly due_at: Instant | null
  readonly overdue_at: Instant | null
  readonly handled_at: Instant | null
  readonly closed_at: Instant | null
  readonly on_time: boolean | null
  readonly rework_count: number
  readonly reopen_count: number
}

export type LedgerFilter = {
  readonly view: 'problems' | 'rectification'
  readonly status: RectificationState | null
  readonly unit_path: string | null
  readonly area_path: string | null
  readonly programme_id: string | null
  readonly place_id: string | null
  readonly visit_id: string | null
  readonly category_path: string | null
  readonly q: string | null
  /** Moments of finding: from, and before. */
  readonly from: Instant | null
  readonly until: Instant | null
  readonly now: Instant
}
export type LedgerCursor = { readonly at: Instant; readonly id: string }

const joined = sql`from findings f join visits v on v.id = f.visit_id join programmes g on g.id = v.programme_id join area_facts a on a.id = v.area_id
  left join place_facts p on p.id = v.place_id left join category_facts k on k.id = f.category_id left join case_facts c on c.id = f.case_id
  left join unit_facts u on u.id = coalesce(c.lead_unit_id, v.unit_id)`

/** The same decision as rules/findings.ts rectificationOf, where lists are filtered and counted; a test compares. */
const statusOf = (now: Instant): RawBuilder<RectificationState> => sql`case when f.state = 'proposed' then 'undecided' when f.state = 'dismissed' then 'dismissed' when c.id is null then 'open'
  when c.state = 'closed' then 'rectified' when c.ended_at is not null or c.state = 'split' then 'ended' when c.overdue_at is not null or c.due_at < ${new Date(now)} then 'overdue' else 'open' end`

/** What a place, an area, a unit has in the list: accepted visits, and what became a case before its visit was accepted. */
const clauseOf = (f: LedgerFilter): RawBuilder<unknown> => sql.join([
  f.view === 'rectification' ? sql`f.case_id is not null` : sql`(v.state = 'accepted' or f.case_id is not null)`,
  ...(f.status ? [sql`${statusOf(f.now)} = ${f.status}`] : []),
  ...(f.unit_path ? [below('u.path', f.unit_path)] : []), ...(f.area_path ? [below('v.area_path', f.area_path)] : []),
  ...(f.programme_id ? [sql`v.programme_id = ${f.programme_id}`] : []), ...(f.place_id ? [sql`v.place_id = ${f.place_id}`] : []), ...(f.visit_id ? [sql`v.id = ${f.visit_id}`] : []),
  ...(f.category_path ? [below('k.path', f.category_path)] : []),
  ...(f.q ? [sql`(strpos(f.description, ${f.q}) > 0 or strpos(p.name, ${f.q}) > 0 or c.number = ${f.q} or v.number = ${f.q})`] : []),
  ...(f.from ? [sql`v.ended_at >= ${new Date(f.from)}`] : []), ...(f.until ? [sql`v.ended_at < ${new Date(f.until)}`] : []),
], sql` and `)

const columns = sql`f.id, f.key, f.item, f.state, f.description, f.reason, f.decided_at, v.id as visit_id, v.number as visit_number, v.state as visit_state, coalesce(v.ended_at, f.created_at) as found_at,
  v.planned_on, g.id as programme_id, g.name as programme_name, g.kind as programme_kind, p.id as place_id, p.code as place_code, p.name as place_name, p.type_code as place_type,
  p.type_name as place_type_name, p.type_name_en as place_type_name_en, coalesce(f.lon, p.lon) as lon, coalesce(f.lat, p.lat) as lat, a.id as area_id, a.name as area_name, v.area_path,
  u.id as unit_id, u.name as unit_name, k.code as category_code, k.name as category_name, k.name_en as category_name_en, f.case_id, c.number as case_number, c.state as case_state,
  coalesce(c.ended_at is not null, false) as stage_done, c.opened_at, c.due_at, c.overdue_at, c.handled_at, c.closed_at, c.on_time, coalesce(c.rework_count, 0) as rework_count,
  coalesce(c.reopen_count, 0) as reopen_count`

const order = sql`order by coalesce(v.ended_at, f.created_at) desc, f.id desc`

export const listLedger = (tx: Tx, f: LedgerFilter, after: LedgerCursor | null, limit: number): Promise<readonly LedgerRow[]> => tx.rows(sql<LedgerRow>`
  select ${columns} ${joined} where ${clauseOf(f)} and ${after ? sql`(coalesce(v.ended_at, f.created_at), f.id) < (${new Date(after.at)}, ${after.id}::uuid)` : sql`true`} ${order} limit ${limit}`)

export const streamLedger = (tx: Tx, f: LedgerFilter): AsyncGenerator<readonly LedgerRow[]> => tx.stream(sql<LedgerRow>`select ${columns} ${joined} where ${clauseOf(f)} ${order}`)

export type LedgerCounts = {
  readonly total: number; readonly undecided: number; readonly dismissed: number
  readonly cases: number; readonly rectified: number; readonly open: number; readonly overdue: number; readonly ended: number; readonly on_time: number; readonly reworked: number
}
/** Problems one by one, cases once each however many problems joined them. */
export const countLedger = (tx: Tx, f: LedgerFilter): Promise<LedgerCounts> => tx.one(sql<LedgerCounts>`
  with found as (select f.id, f.case_id, ${statusOf(f.now)} as status, c.on_time, coalesce(c.rework_count, 0) + coalesce(c.reopen_count, 0) as again ${joined} where ${clauseOf(f)}),
  each as (select distinct on (case_id) case_id, status, on_time, again from found where case_id is not null order by case_id)
  select (select count(*) from found)::int as total, (select count(*) from found where status = 'undecided')::int as undecided, (select count(*) from found where status = 'dismissed')::int as dismissed,
    count(*)::int as cases, count(*) filter (where status = 'rectified')::int as rectified, count(*) filter (where status in ('open', 'overdue'))::int as open,
    count(*) filter (where status = 'overdue')::int as overdue, count(*) filter (where status = 'ended')::int as ended, count(*) filter (where status = 'rectified' and on_time)::int as on_time,
    count(*) filter (where again > 0)::int as reworked from each`)

export type GroupBy = 'unit' | 'area' | 'programme' | 'place'
export type LedgerGroup = { readonly id: string | null; readonly name: string | null; readonly problems: number; readonly cases: number; readonly rectified: number; readonly open: number; readonly overdue: number }
const groups: Readonly<Record<GroupBy, readonly [RawBuilder<unknown>, RawBuilder<unknown>]>> = {
  unit: [sql`u.id`, sql`u.name`], area: [sql`a.id`, sql`a.name`], programme: [sql`g.id`, sql`g.name`], place: [sql`p.id`, sql`p.name`],
}
export const groupLedger = (tx: Tx, f: LedgerFilter, by: GroupBy, most: number): Promise<readonly LedgerGroup[]> => tx.rows(sql<LedgerGroup>`
  with found as (select ${groups[by][0]} as id, ${groups[by][1]} as name, f.case_id, ${statusOf(f.now)} as status ${joined} where ${clauseOf(f)})
  select id, name, count(*)::int as problems, count(distinct case_id)::int as cases, (count(distinct case_id) filter (where status = 'rectified'))::int as rectified,
    (count(distinct case_id) filter (where status in ('open', 'overdue')))::int as open, (count(distinct case_id) filter (where status = 'overdue'))::int as overdue
  from found group by id, name order by problems desc, name limit ${most}`)

export type CasePhoto = { readonly id: string; readonly case_id: string; readonly kind: string; readonly taken_at: Instant | null; readonly added_at: Instant }
/** Photos of cases that show them put right. */
export const afterPhotos = (tx: Tx, caseIds: readonly string[]): Promise<readonly CasePhoto[]> =>
  caseIds.length === 0 ? Promise.resolve([]) : tx.rows(sql<CasePhoto>`select id, case_id, kind, taken_at, added_at from case_photo_facts where case_id = any(${caseIds}::uuid[]) and kind = 'after' order by added_at, id`)

export const categoryPath = async (tx: Tx, name: string, id: string | null): Promise<string | null> =>
  (await tx.maybe(sql<{ path: string }>`select path from category_facts where id = ${id}::uuid or path = ${name} or code = ${name} order by id desc limit 1`))?.path ?? null

export type ReInspectionCounts = { readonly closed: number; readonly drawn: number; readonly visited: number; readonly passed: number; readonly failed: number }
/** Re-inspections among cases of the filter: closed at some time, chosen, looked at again, found good. */
export const countReInspections = (tx: Tx, f: LedgerFilter): Promise<ReInspectionCounts> => tx.one(sql<ReInspectionCounts>`
  with each as (select distinct f.case_id ${joined} where ${clauseOf({ ...f, view: 'rectification', status: null })}),
  last as (select distinct on (v.case_id) v.case_id, v.state, v.weight_applicable, exists (select 1 from findings x where x.visit_id = v.id and x.case_id = v.case_id) as failed
    from visits v join each on each.case_id = v.case_id where v.state <> 'cancelled' order by v.case_id, v.planned_on desc, v.id desc)
  select (select count(*) from each join case_facts c on c.id = each.case_id where c.closed_at is not null or exists (select 1 from visits w where w.case_id = c.id))::int as closed,
    count(*)::int as drawn, (count(*) filter (where state = 'accepted' and (weight_applicable > 0 or failed)))::int as visited,
    (count(*) filter (where state = 'accepted' and weight_applicable > 0 and not failed))::int as passed, (count(*) filter (where state = 'accepted' and failed))::int as failed from last`)
