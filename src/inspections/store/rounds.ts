import type { Instant, LocalDate } from '#base/instants.ts'
import { at, batchInsert, sql, type Tx } from '#platform/db/index.ts'
import type { ProgrammeKind, ProgrammeSettings, ProgrammeState, RoundState } from '../rules/index.ts'

export type RoundRow = {
  readonly id: string; readonly programme_id: string; readonly number: number; readonly starts_on: LocalDate; readonly ends_on: LocalDate
  readonly state: RoundState; readonly settings: ProgrammeSettings; readonly created_at: Instant; readonly updated_at: Instant
}
/** A round with what its programme says, and how its visits stand. */
export type RoundListed = RoundRow & {
  readonly programme_number: string; readonly programme_name: string; readonly kind: ProgrammeKind; readonly programme_state: ProgrammeState; readonly area_path: string
  readonly checklist_id: string | null
  readonly visits: number; readonly done: number; readonly missed: number; readonly late: number; readonly cancelled: number
  readonly draw_id: string | null; readonly draw_state: 'committed' | 'drawn' | 'void' | null; readonly attempts: number
}

const insertRows = batchInsert<RoundRow>('rounds', {
  id: 'uuid', programme_id: 'uuid', number: 'integer', starts_on: 'date', ends_on: 'date', state: 'text', settings: 'jsonb', created_at: 'instant', updated_at: 'instant',
})
export const insertRounds = (tx: Tx, rounds: readonly RoundRow[]): Promise<void> => insertRows(tx, rounds)

const listed = sql`select r.id, r.programme_id, r.number, r.starts_on, r.ends_on, r.state, r.settings, r.created_at, r.updated_at,
    p.number as programme_number, p.name as programme_name, p.kind, p.state as programme_state, p.area_path, p.checklist_id,
    coalesce(v.visits, 0) as visits, coalesce(v.done, 0) as done, coalesce(v.missed, 0) as missed, coalesce(v.late, 0) as late, coalesce(v.cancelled, 0) as cancelled,
    d.id as draw_id, d.state as draw_state, coalesce(d.attempt, 0) as attempts
  from rounds r join programmes p on p.id = r.programme_id
  left join lateral (select count(*) filter (where state <> 'cancelled') as visits, count(*) filter (where state in ('submitted', 'returned', 'accepted')) as done,
    count(*) filter (where state = 'missed') as missed, count(*) filter (where late) as late, count(*) filter (where state = 'cancelled') as cancelled
    from visits where round_id = r.id) v on true
  left join lateral (select id, state, attempt from draws where round_id = r.id order by attempt desc limit 1) d on true`

export const roundById = (tx: Tx, id: string): Promise<RoundListed | null> => tx.maybe(sql<RoundListed>`${listed} where r.id = ${id}`)
/** The round itself, locked. */
export const roundForUpdate = (tx: Tx, id: string): Promise<RoundRow | null> =>
  tx.maybe(sql<RoundRow>`select id, programme_id, number, starts_on, ends_on, state, settings, created_at, updated_at from rounds where id = ${id} for update`)
/** Rounds that touch a span of days, both ends included; of one programme, or of all. */
export const roundsBetween = (tx: Tx, from: LocalDate, to: LocalDate, programmeId: string | null): Promise<readonly RoundListed[]> =>
  tx.rows(sql<RoundListed>`${listed} where r.starts_on <= ${to} and r.ends_on >= ${from} and r.state <> 'void'
    and ${programmeId === null ? sql`true` : sql`r.programme_id = ${programmeId}`} order by r.starts_on, p.number, r.number`)
export const roundsOf = (tx: Tx, programmeId: string): Promise<readonly Pick<RoundRow, 'id' | 'number' | 'starts_on' | 'ends_on' | 'state'>[]> =>
  tx.rows(sql<RoundRow>`select id, number, starts_on, ends_on, state from rounds where programme_id = ${programmeId} order by number`)
export const saveRound = (tx: Tx, r: Pick<RoundRow, 'id' | 'state' | 'settings'>, now: Instant): Promise<number> =>
  tx.run(sql`update rounds set state = ${r.state}, settings = ${JSON.stringify(r.settings)}::jsonb, updated_at = ${at(now)} where id = ${r.id}`)
/** Rounds planned but not begun of a programme, from a day on: they go when the programme ends or is paused. */
export const voidPlannedRounds = (tx: Tx, programmeId: string, from: LocalDate, now: Instant): Promise<readonly { readonly id: string; readonly number: number }[]> =>
  tx.rows(sql`update rounds set state = 'void', updated_at = ${at(now)} where programme_id = ${programmeId} and state = 'planned' and starts_on >= ${from} returning id, number`)
/** Drawn rounds that are over and have nothing left to be done. */
export const closeRoundsBefore = (tx: Tx, day: LocalDate, now: Instant): Promise<readonly { readonly id: string }[]> =>
  tx.rows(sql`update rounds r set state = 'closed', updated_at = ${at(now)} where r.state = 'drawn' and r.ends_on < ${day}
    and not exists (select 1 from visits v where v.round_id = r.id and v.state in ('planned', 'started')) returning r.id`)
