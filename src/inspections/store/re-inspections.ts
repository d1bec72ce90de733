import type { Instant, LocalDate } from '#base/instants.ts'
import { batchInsert } from '#platform/db/batches.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { below } from './visits.ts'

export type ClosedCase = {
  readonly id: string; readonly number: string; readonly area_id: string; readonly area_path: string; readonly place_id: string | null; readonly place_type: string | null
  readonly lead_unit_id: string | null; readonly lead_unit_path: string | null; readonly closed_at: Instant
  readonly inspector_ids: readonly string[]; readonly checklist_version_id: string
}

/** Cases that came of a visit, were closed between two moments, and were not looked at again since. */
export const closedOfInspections = (tx: Tx, f: { readonly area_path: string; readonly from: Instant; readonly until: Instant }): Promise<readonly ClosedCase[]> => tx.rows(sql<ClosedCase>`
  select distinct on (c.id) c.id, c.number, c.area_id, c.area_path, c.place_id, p.type_code as place_type, c.lead_unit_id, c.lead_unit_path, c.closed_at, v.inspector_ids, v.checklist_version_id
  from case_facts c join findings f on f.case_id = c.id join visits v on v.id = f.visit_id left join place_facts p on p.id = c.place_id
  where c.state = 'closed' and c.closed_at >= ${new Date(f.from)} and c.closed_at < ${new Date(f.until)} and ${below('c.area_path', f.area_path)}
    and not exists (select 1 from visits w where w.case_id = c.id and w.state <> 'cancelled' and w.created_at >= c.closed_at)
  order by c.id, v.ended_at desc nulls last`)

export type RoundLooked = { readonly id: string; readonly number: number; readonly starts_on: LocalDate; readonly ends_on: LocalDate }
/** The round of a programme that is on and has not been filled; locked. */
export const openRound = (tx: Tx, programmeId: string, today: LocalDate): Promise<RoundLooked | null> => tx.maybe(sql<RoundLooked>`
  select id, number, starts_on, ends_on from rounds where programme_id = ${programmeId} and state = 'planned' and starts_on <= ${today} and ends_on >= ${today} order by number limit 1 for update`)
/** Up to which day of closing the rounds of a programme have looked. */
export const lookedUpTo = async (tx: Tx, programmeId: string): Promise<LocalDate | null> => (await tx.one(sql<{ day: LocalDate | null }>`
  select max((settings -> 're_inspection' ->> 'closed_to')::date) as day from rounds where programme_id = ${programmeId} and state <> 'void'`)).day

export type AgainVisit = {
  readonly id: string; readonly number: string; readonly programme_id: string; readonly round_id: string; readonly place_id: string | null; readonly case_id: string; readonly area_id: string
  readonly area_path: string; readonly unit_id: string | null; readonly unit_path: string | null; readonly checklist_version_id: string; readonly inspector_ids: readonly string[]; readonly planned_on: LocalDate
  readonly window_from: string; readonly window_to: string; readonly stop_order: number; readonly stratum: string; readonly inclusion_probability: number; readonly state: 'planned'
  readonly created_at: Instant; readonly updated_at: Instant
}
export const insertAgain = batchInsert<AgainVisit>('visits', {
  id: 'uuid', number: 'text', programme_id: 'uuid', round_id: 'uuid', place_id: 'uuid', case_id: 'uuid', area_id: 'uuid', area_path: 'text', unit_id: 'uuid', unit_path: 'text',
  checklist_version_id: 'uuid', inspector_ids: 'uuid[]', planned_on: 'date', window_from: 'time', window_to: 'time', stop_order: 'integer', stratum: 'text', inclusion_probability: 'float8', state: 'text',
  created_at: 'instant', updated_at: 'instant',
})
