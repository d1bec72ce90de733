import type { Instant } from '#base/instants.ts'
import { at, batchInsert, sql, type Tx } from '#platform/db/index.ts'
import type { ChecklistItem, ItemAnswer, Tally, VisitState } from '../rules/index.ts'

/** Visits as they ended elsewhere or were made up, written whole: for generated cities and files of other systems. */
export type EndedVisit = {
  readonly id: string; readonly state: VisitState; readonly late: boolean; readonly started_at: Instant | null; readonly ended_at: Instant | null; readonly received_at: Instant | null
  readonly decided_at: Instant | null; readonly decided_by: string | null; readonly reason: string | null; readonly submission_id: string | null
  readonly score: number | null; readonly weight_met: number | null; readonly weight_applicable: number | null; readonly tally: Tally | null; readonly lon: number | null; readonly lat: number | null; readonly accuracy_m: number | null
}
export type EndedSubmission = {
  readonly id: string; readonly visit_id: string; readonly account_id: string; readonly device_id: string; readonly revision: number; readonly made_at: Instant; readonly clock_offset_ms: number
  readonly received_at: Instant; readonly checklist_version_id: string; readonly body: object; readonly body_sha256: string; readonly standing: 'current'
}
export type EndedFinding = {
  readonly id: string; readonly visit_id: string; readonly place_id: string; readonly key: string; readonly item: string; readonly category_id: string | null; readonly description: string
  readonly lon: number | null; readonly lat: number | null; readonly state: 'case_made' | 'joined' | 'dismissed' | 'proposed'; readonly case_id: string | null; readonly decided_at: Instant | null
  readonly decided_by: string | null; readonly reason: string | null; readonly created_at: Instant
}
const submissions = batchInsert<EndedSubmission>('visit_submissions', {
  id: 'uuid', visit_id: 'uuid', account_id: 'uuid', device_id: 'text', revision: 'integer', made_at: 'instant', clock_offset_ms: 'bigint', received_at: 'instant', checklist_version_id: 'uuid',
  body: 'jsonb', body_sha256: 'text', standing: 'text',
})
const answers = batchInsert<ItemAnswer & { readonly visit_id: string }>('visit_answers', {
  visit_id: 'uuid', item: 'text', instance: 'integer', label: 'text', outcome: 'text', weight: 'float8', met: 'float8', observed: 'integer', violations: 'integer', value: 'jsonb', note: 'text',
})
const findings = batchInsert<EndedFinding>('findings', {
  id: 'uuid', visit_id: 'uuid', place_id: 'uuid', key: 'text', item: 'text', category_id: 'uuid', description: 'text', lon: 'float8', lat: 'float8', state: 'text', case_id: 'uuid', decided_at: 'instant',
  decided_by: 'uuid', reason: 'text', created_at: 'instant',
})
const inPortions = async <T>(rows: readonly T[], write: (portion: readonly T[]) => Promise<void>): Promise<void> => {
  for (let i = 0; i < rows.length; i += 4000) await write(rows.slice(i, i + 4000))
}
export const insertEnded = async (
  tx: Tx, rows: { readonly submissions: readonly EndedSubmission[]; readonly answers: readonly (ItemAnswer & { readonly visit_id: string })[]; readonly findings: readonly EndedFinding[] },
): Promise<void> => {
  await inPortions(rows.submissions, (portion) => submissions(tx, portion))
  await inPortions(rows.answers, (portion) => answers(tx, portion))
  await inPortions(rows.findings, (portion) => findings(tx, portion))
}
const time = (value: Instant | null): Date | null => (value === null ? null : at(value))
export const endVisits = (tx: Tx, visits: readonly EndedVisit[]): Promise<void> => inPortions(visits, async (portion) => {
  const of = <T>(pick: (v: EndedVisit) => T): T[] => portion.map(pick)
  await tx.run(sql`update visits v set state = r.state, late = r.late, started_at = r.started_at, ended_at = r.ended_at, submitted_at = r.ended_at, received_at = r.received_at, decided_at = r.decided_at,
      decided_by = r.decided_by, reason = r.reason, submission_id = r.submission_id, score = r.score, weight_met = r.weight_met, weight_applicable = r.weight_applicable, tally = r.tally,
      lon = r.lon, lat = r.lat, accuracy_m = r.accuracy_m, updated_at = coalesce(r.decided_at, r.received_at, v.updated_at)
    from unnest(${of((v) => v.id)}::uuid[], ${of((v) => v.state)}::text[], ${of((v) => v.late)}::boolean[], ${of((v) => time(v.started_at))}::timestamptz[], ${of((v) => time(v.ended_at))}::timestamptz[],
      ${of((v) => time(v.received_at))}::timestamptz[], ${of((v) => time(v.decided_at))}::timestamptz[], ${of((v) => v.decided_by)}::uuid[], ${of((v) => v.reason)}::text[],
      ${of((v) => v.submission_id)}::uuid[], ${of((v) => v.score)}::float8[], ${of((v) => v.weight_met)}::float8[], ${of((v) => v.weight_applicable)}::float8[],
      ${of((v) => (v.tally === null ? null : JSON.stringify(v.tally)))}::jsonb[], ${of((v) => v.lon)}::float8[], ${of((v) => v.lat)}::float8[], ${of((v) => v.accuracy_m)}::float8[])
      as r (id, state, late, started_at, ended_at, received_at, decided_at, decided_by, reason, submission_id, score, weight_met, weight_applicable, tally, lon, lat, accuracy_m)
    where v.id = r.id`)
})

export type PlannedForHistory = {
  readonly id: string; readonly round_id: string; readonly place_id: string; readonly planned_on: string; readonly inspector_ids: readonly string[]; readonly checklist_version_id: string
  readonly stop_order: number; readonly lon: number; readonly lat: number; readonly type_code: string; readonly risk: number
}
export const plannedForHistory = (tx: Tx): Promise<readonly PlannedForHistory[]> =>
  tx.rows(sql<PlannedForHistory>`select v.id, v.round_id, v.place_id, v.planned_on, v.inspector_ids, v.checklist_version_id, v.stop_order, p.lon, p.lat, p.type_code, p.risk
    from visits v join place_facts p on p.id = v.place_id where v.state = 'planned' and cardinality(v.inspector_ids) > 0 order by v.number`)
export const itemsOfVersions = (tx: Tx): Promise<readonly { readonly id: string; readonly items: readonly ChecklistItem[] }[]> =>
  tx.rows(sql`select id, items from checklist_versions where state = 'published'`)
/** Cases at places since a moment, for telling which of them a visit found. */
export const casesAtPlaces = (tx: Tx, since: Instant): Promise<readonly { readonly id: string; readonly place_id: string; readonly category_id: string; readonly opened_at: Instant; readonly ended_at: Instant | null }[]> =>
  tx.rows(sql`select id, place_id, category_id, opened_at, ended_at from case_facts where place_id is not null and category_id is not null and opened_at >= ${at(since)} order by opened_at`)
