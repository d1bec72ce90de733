import type { Instant, LocalDate } from '#base/instants.ts'
import { at, batchInsert, sql, type Tx } from '#platform/db/index.ts'
import type { PlaceForPlan, VisitState } from '../rules/index.ts'

/** Places open on some day of a period under an area. */
export const placesForPlan = (tx: Tx, areaPath: string, from: LocalDate, to: LocalDate): Promise<readonly PlaceForPlan[]> =>
  tx.rows(sql<PlaceForPlan>`select id, type_code, area_path, lon, lat, unit_id, size, risk from place_facts
    where starts_with(area_path || '.', ${`${areaPath}.`}) and valid_from <= ${to} and (valid_to is null or valid_to > ${from})`)
/** The last day each place was visited and accepted, or waits to be, before a day. */
export const lastVisits = (tx: Tx, since: LocalDate, before: LocalDate): Promise<readonly { readonly place_id: string; readonly day: LocalDate }[]> =>
  tx.rows(sql`select place_id, max(planned_on) as day from visits where place_id is not null and state in ('accepted', 'submitted') and planned_on >= ${since} and planned_on < ${before} group by place_id`)
/** How much accepted scores vary within each stratum of a programme; strata with two visits at least. */
export const deviationsOf = (tx: Tx, programmeId: string): Promise<readonly { readonly stratum: string; readonly deviation: number }[]> =>
  tx.rows(sql`select stratum, stddev_samp(score) as deviation from visits where programme_id = ${programmeId} and state = 'accepted' and score is not null and stratum is not null
    group by stratum having count(*) > 1`)
export const unitPaths = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly path: string }[]> =>
  tx.rows(sql`select id, path from unit_facts where id = any(${ids}::uuid[])`)
export const areaIdsByPath = (tx: Tx, paths: readonly string[]): Promise<readonly { readonly id: string; readonly path: string }[]> =>
  tx.rows(sql`select id, path from area_facts where path = any(${paths}::text[])`)

export type PlannedVisitRow = {
  readonly id: string; readonly number: string; readonly programme_id: string; readonly round_id: string; readonly draw_id: string | null; readonly place_id: string
  readonly area_id: string; readonly area_path: string; readonly unit_id: string | null; readonly unit_path: string | null; readonly checklist_version_id: string
  readonly inspector_ids: readonly string[]; readonly planned_on: LocalDate; readonly window_from: string; readonly window_to: string; readonly stop_order: number
  readonly stratum: string | null; readonly inclusion_probability: number | null; readonly state: VisitState; readonly created_at: Instant; readonly updated_at: Instant
}
const insertRows = batchInsert<PlannedVisitRow>('visits', {
  id: 'uuid', number: 'text', programme_id: 'uuid', round_id: 'uuid', draw_id: 'uuid', place_id: 'uuid', area_id: 'uuid', area_path: 'text', unit_id: 'uuid', unit_path: 'text',
  checklist_version_id: 'uuid', inspector_ids: 'uuid[]', planned_on: 'date', window_from: 'time', window_to: 'time', stop_order: 'integer', stratum: 'text',
  inclusion_probability: 'float8', state: 'text', created_at: 'instant', updated_at: 'instant',
})
export const insertPlannedVisits = async (tx: Tx, visits: readonly PlannedVisitRow[]): Promise<void> => {
  for (let i = 0; i < visits.length; i += 2000) await insertRows(tx, visits.slice(i, i + 2000))
}
/** How many visits a round has, counting those of void draws: numbers go on from here. */
export const visitsOfRound = async (tx: Tx, roundId: string): Promise<number> => (await tx.one(sql<{ n: number }>`select count(*) as n from visits where round_id = ${roundId}`)).n
/** Visits of a draw that somebody has begun. */
export const begunVisits = async (tx: Tx, drawId: string): Promise<number> =>
  (await tx.one(sql<{ n: number }>`select count(*) as n from visits where draw_id = ${drawId} and state not in ('planned', 'missed', 'cancelled')`)).n
export const cancelVisitsOfDraw = (tx: Tx, drawId: string, reason: string, by: string | null, now: Instant): Promise<number> =>
  tx.run(sql`update visits set state = 'cancelled', reason = ${reason}, decided_at = ${at(now)}, decided_by = ${by}, updated_at = ${at(now)} where draw_id = ${drawId} and state in ('planned', 'missed')`)
export const cancelVisitsOfRound = (tx: Tx, roundId: string, reason: string, by: string | null, now: Instant): Promise<number> =>
  tx.run(sql`update visits set state = 'cancelled', reason = ${reason}, decided_at = ${at(now)}, decided_by = ${by}, updated_at = ${at(now)} where round_id = ${roundId} and state in ('planned', 'missed')`)

/** Planned visits whose round is over become missed; answers which. A visit that was begun waits for what its device still holds. */
export const missVisitsBefore = (tx: Tx, day: LocalDate, now: Instant): Promise<readonly { readonly id: string; readonly planned_on: LocalDate }[]> =>
  tx.rows(sql`update visits v set state = 'missed', updated_at = ${at(now)} from rounds r where r.id = v.round_id and v.state = 'planned' and r.ends_on < ${day} and v.planned_on < ${day}
    returning v.id, v.planned_on`)

export type PlannedListed = {
  readonly id: string; readonly number: string; readonly place_id: string | null; readonly place_name: string | null; readonly place_type: string | null; readonly area_name: string | null
  readonly lon: number | null; readonly lat: number | null; readonly inspector_names: readonly string[]; readonly planned_on: LocalDate; readonly stop_order: number | null
  readonly stratum: string | null; readonly inclusion_probability: number | null; readonly state: VisitState; readonly late: boolean; readonly score: number | null
}
/** Visits of a round in the order they are walked. */
export const listPlanned = (tx: Tx, roundId: string): Promise<readonly PlannedListed[]> =>
  tx.rows(sql<PlannedListed>`select v.id, v.number, v.place_id, p.name as place_name, p.type_code as place_type, p.area_name, p.lon, p.lat,
    array(select a.display_name from unnest(v.inspector_ids) with ordinality i (id, n) join account_facts a on a.id = i.id order by i.n) as inspector_names,
    v.planned_on, v.stop_order, v.stratum, v.inclusion_probability, v.state, v.late, v.score
    from visits v left join place_facts p on p.id = v.place_id where v.round_id = ${roundId} and v.state <> 'cancelled' order by v.planned_on, v.stop_order, v.number`)
/** How many visits each day of a span has, by programme, and how they stand. */
export type DayCount = { readonly day: LocalDate; readonly programme_id: string; readonly planned: number; readonly done: number; readonly missed: number; readonly late: number }
export const dayCounts = (tx: Tx, from: LocalDate, to: LocalDate, programmeId: string | null): Promise<readonly DayCount[]> =>
  tx.rows(sql<DayCount>`select planned_on as day, programme_id, count(*) as planned, count(*) filter (where state in ('submitted', 'returned', 'accepted')) as done,
    count(*) filter (where state = 'missed') as missed, count(*) filter (where late) as late
    from visits where planned_on between ${from} and ${to} and state <> 'cancelled' and ${programmeId === null ? sql`true` : sql`programme_id = ${programmeId}`}
    group by planned_on, programme_id order by planned_on`)
/** Names of places by id, for lists of what was drawn. */
export const placeNames = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly name: string; readonly type_code: string; readonly area_name: string; readonly lon: number; readonly lat: number }[]> =>
  tx.rows(sql`select id, name, type_code, area_name, lon, lat from place_facts where id = any(${ids}::uuid[])`)
export const accountNames = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly display_name: string }[]> =>
  tx.rows(sql`select id, display_name from account_facts where id = any(${ids}::uuid[])`)
export const placeTypeFacts = (tx: Tx): Promise<readonly { readonly code: string; readonly name: string; readonly name_en: string; readonly retired: boolean }[]> =>
  tx.rows(sql`select code, name, name_en, retired_at is not null as retired from place_type_facts order by sort, name_key, code`)
