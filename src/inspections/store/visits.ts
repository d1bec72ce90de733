import type { Instant, LocalDate } from '#base/instants.ts'
import { type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { ChecklistItem, Tally, VisitState } from '../rules/index.ts'

export type VisitRow = {
  readonly id: string
  readonly number: string
  readonly programme_id: string
  readonly round_id: string
  readonly draw_id: string | null
  readonly place_id: string | null
  readonly case_id: string | null
  readonly area_id: string
  readonly area_path: string
  readonly unit_id: string | null
  readonly unit_path: string | null
  readonly checklist_version_id: string
  readonly inspector_ids: readonly string[]
  readonly planned_on: LocalDate
  readonly window_from: string | null
  readonly window_to: string | null
  readonly stop_order: number | null
  readonly stratum: string | null
  readonly inclusion_probability: number | null
  readonly state: VisitState
  readonly late: boolean
  readonly started_at: Instant | null
  readonly ended_at: Instant | null
  readonly submitted_at: Instant | null
  readonly received_at: Instant | null
  readonly decided_at: Instant | null
  readonly decided_by: string | null
  readonly reason: string | null
  readonly submission_id: string | null
  readonly conflict: boolean
  readonly score: number | null
  readonly weight_met: number | null
  readonly weight_applicable: number | null
  readonly tally: Tally | null
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracy_m: number | null
}

export const visitById = (tx: Tx, id: string): Promise<VisitRow | null> => tx.maybe(sql<VisitRow>`select v.* from visits v where v.id = ${id}`)

/** Locks a visit the caller may change; null where there is none for it. */
export const lockVisit = (tx: Tx, id: string): Promise<VisitRow | null> => tx.maybe(sql<VisitRow>`select v.* from visits v where v.id = ${id} for update`)

type Changed = Partial<Omit<VisitRow, 'id' | 'number' | 'programme_id' | 'round_id' | 'draw_id' | 'inclusion_probability'>>
const instants = new Set<keyof VisitRow>(['started_at', 'ended_at', 'submitted_at', 'received_at', 'decided_at'])

export const changeVisit = (tx: Tx, id: string, changed: Changed, now: Instant): Promise<number> => {
  const sets: RawBuilder<unknown>[] = Object.entries(changed).map(([name, value]) => {
    if (name === 'tally') return sql`tally = ${value === null ? null : JSON.stringify(value)}::jsonb`
    return sql`${sql.ref(name)} = ${value !== null && instants.has(name as keyof VisitRow) ? new Date(value as Instant) : value}`
  })
  return tx.run(sql`update visits set ${sql.join([...sets, sql`updated_at = ${new Date(now)}`])} where id = ${id}`)
}

/** One decider a place: two visits to it accepted at the same time see each other's cases. */
export const holdPlace = (tx: Tx, placeId: string): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`inspections:${placeId}`}, 0))`)

/** The checklist a visit is made with; items and the language of its labels. */
export type VisitChecklist = { readonly id: string; readonly title: string; readonly form: { readonly default_language?: string }; readonly items: readonly ChecklistItem[] }
export const checklistsById = (tx: Tx, ids: readonly string[]): Promise<readonly VisitChecklist[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<VisitChecklist>`select id, title, form, items from checklist_versions where id = any(${ids}::uuid[])`)

export type VisitListRow = VisitRow & {
  readonly programme_name: string
  readonly programme_kind: string
  readonly place_code: string | null
  readonly place_name: string | null
  readonly place_type: string | null
  readonly place_type_name: string | null
  readonly place_type_name_en: string | null
  readonly place_lon: number | null
  readonly place_lat: number | null
  readonly place_address: string | null
  readonly area_name: string
  readonly unit_name: string | null
  readonly finding_count: number
  readonly undecided_count: number
  readonly file_count: number
}

export type VisitFilter = {
  readonly ids?: readonly string[] | null
  readonly states?: readonly string[]
  readonly programme_id?: string | null
  readonly round_id?: string | null
  readonly place_id?: string | null
  readonly case_id?: string | null
  readonly area_path?: string | null
  readonly unit_path?: string | null
  readonly inspector_id?: string | null
  readonly from?: LocalDate | null
  readonly to?: LocalDate | null
  readonly conflict?: boolean | null
  readonly late?: boolean | null
  /** Part of a number, of the name or number of a place, of the name of an inspector. */
  readonly q?: string | null
}
export type VisitCursor = { readonly day: LocalDate; readonly id: string }

export const below = (column: string, path: string): RawBuilder<unknown> => sql`(${sql.ref(column)} = ${path} or starts_with(${sql.ref(column)}, ${`${path}.`}))`

const clauseOf = (f: VisitFilter): RawBuilder<unknown> => sql.join([
  sql`true`,
  ...(f.ids ? [sql`v.id = any(${f.ids}::uuid[])`] : []), ...(f.states && f.states.length > 0 ? [sql`v.state = any(${f.states}::text[])`] : []),
  ...(f.programme_id ? [sql`v.programme_id = ${f.programme_id}`] : []), ...(f.round_id ? [sql`v.round_id = ${f.round_id}`] : []),
  ...(f.place_id ? [sql`v.place_id = ${f.place_id}`] : []), ...(f.case_id ? [sql`v.case_id = ${f.case_id}`] : []),
  ...(f.area_path ? [below('v.area_path', f.area_path)] : []), ...(f.unit_path ? [below('v.unit_path', f.unit_path)] : []),
  ...(f.inspector_id ? [sql`v.inspector_ids @> array[${f.inspector_id}]::uuid[]`] : []),
  ...(f.from ? [sql`v.planned_on >= ${f.from}`] : []), ...(f.to ? [sql`v.planned_on <= ${f.to}`] : []),
  ...(f.conflict === undefined || f.conflict === null ? [] : [sql`v.conflict = ${f.conflict}`]), ...(f.late === undefined || f.late === null ? [] : [sql`v.late = ${f.late}`]),
  ...(f.q ? [sql`(strpos(lower(v.number), lower(${f.q})) > 0 or exists (select 1 from place_facts s where s.id = v.place_id and (strpos(lower(s.name), lower(${f.q})) > 0 or s.code = ${f.q}))
    or exists (select 1 from account_facts n where n.id = any(v.inspector_ids) and strpos(lower(n.display_name), lower(${f.q})) > 0))`] : []),
], sql` and `)

export const listVisits = (tx: Tx, f: VisitFilter, after: VisitCursor | null, limit: number): Promise<readonly VisitListRow[]> => tx.rows(sql<VisitListRow>`
  with page as (select v.id from visits v where ${clauseOf(f)} and ${after ? sql`(v.planned_on, v.id) < (${after.day}::date, ${after.id}::uuid)` : sql`true`}
    order by v.planned_on desc, v.id desc limit ${limit})
  select v.*, g.name as programme_name, g.kind as programme_kind, p.code as place_code, p.name as place_name, p.type_code as place_type, p.type_name as place_type_name,
    p.type_name_en as place_type_name_en, p.lon as place_lon, p.lat as place_lat, p.address as place_address, a.name as area_name, u.name as unit_name,
    (select count(*) from findings f where f.visit_id = v.id)::int as finding_count,
    (select count(*) from findings f where f.visit_id = v.id and f.state = 'proposed')::int as undecided_count,
    (select count(*) from visit_files f where f.visit_id = v.id)::int as file_count
  from page join visits v on v.id = page.id join programmes g on g.id = v.programme_id left join place_facts p on p.id = v.place_id
    join area_facts a on a.id = v.area_id left join unit_facts u on u.id = v.unit_id order by v.planned_on desc, v.id desc`)

export const countVisits = (tx: Tx, f: VisitFilter): Promise<readonly { readonly state: VisitState; readonly count: number }[]> =>
  tx.rows(sql<{ state: VisitState; count: number }>`select v.state, count(*)::int as count from visits v where ${clauseOf(f)} group by v.state`)

export type Named = { readonly id: string; readonly name: string }
export const accountNames = (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<Named>`select id, display_name as name from account_facts where id = any(${[...new Set(ids)]}::uuid[])`)

export type SubtreeTable = 'area_facts' | 'unit_facts'
/** The path of an area or unit named by id, code or path. */
export const pathNamed = async (tx: Tx, table: SubtreeTable, name: string, id: string | null): Promise<string | null> =>
  (await tx.maybe(sql<{ path: string }>`select f.path from ${sql.ref(table)} f where f.id = ${id}::uuid or f.path = ${name} or f.code = ${name} order by f.id desc limit 1`))?.path ?? null
