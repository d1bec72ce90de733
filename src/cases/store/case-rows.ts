import type { Instant } from '#base/instants.ts'
import { type CopyValue, sql, type Tx } from '#platform/db/index.ts'
import { type Case, countsWorkingTime, stageOf } from '../rules/index.ts'

/** What a row of `cases` holds beyond the case's own state. */
export type CaseRowExtras = {
  readonly suggested_unit_id: string | null
  readonly next_alarm_at: Instant | null
  readonly cover_file_id: string | null
  readonly updated_at: Instant
}

/** Columns that follow from the state, with their PostgreSQL types. */
const columns = {
  id: 'uuid', number: 'text', seq: 'integer', head_hash: 'bytea', state: 'text', stage: 'text', source: 'text', external_ref: 'text', imported: 'boolean', title: 'text',
  urgency: 'text', category_id: 'uuid', category_path: 'text', condition_id: 'uuid', area_id: 'uuid', area_path: 'text', place_id: 'uuid', lon: 'double precision',
  lat: 'double precision', address: 'text', lead_unit_id: 'uuid', lead_unit_path: 'text', assisting_unit_ids: 'uuid[]', suggested_unit_id: 'uuid', fallback: 'boolean',
  handler_account_id: 'uuid', reported_by: 'uuid', opened_at: 'instant', registered_at: 'instant', dispatched_at: 'instant', accepted_at: 'instant', handled_at: 'instant',
  checked_at: 'instant', closed_at: 'instant', ended_at: 'instant', due_at: 'instant', due_provisional: 'boolean', stage_due_at: 'instant', stage_counts: 'text', overdue_at: 'instant',
  suspended_until: 'instant', on_time: 'boolean', exempted: 'boolean', close_reason: 'text', decline_reason: 'text', return_count: 'integer', rework_count: 'integer',
  extension_count: 'integer', reopen_count: 'integer', supervision_level: 'integer', supervision_open: 'boolean', application: 'text', parent_id: 'uuid',
  merged_into_id: 'uuid', cover_file_id: 'uuid', next_alarm_at: 'instant', calendar_version: 'text', updated_at: 'instant',
} as const
type Column = keyof typeof columns
const names = Object.keys(columns) as readonly Column[]
/** What never changes after the first event. */
const fixed: readonly Column[] = ['id', 'number', 'source', 'external_ref', 'imported', 'reported_by', 'opened_at', 'parent_id']
/** What a fresh report can hold; every other column has its default. */
const fresh = [
  'id', 'number', 'seq', 'head_hash', 'state', 'stage', 'source', 'external_ref', 'imported', 'title', 'urgency', 'category_id', 'category_path', 'condition_id', 'area_id',
  'area_path', 'place_id', 'lon', 'lat', 'address', 'suggested_unit_id', 'reported_by', 'opened_at', 'stage_due_at', 'stage_counts', 'cover_file_id', 'next_alarm_at', 'calendar_version', 'updated_at',
] as const satisfies readonly Column[]

/** How the limit behind the stage's due time is counted; a due time stated by another system runs day and night. */
const countsOf = (c: Case): 'working' | 'continuous' | null => {
  if (c.stage_due_at === null) return null
  const clock = c.clocks.find((each) => each.stopped_at === null && each.due_at === c.stage_due_at)
  return clock && countsWorkingTime(clock.limit.unit) ? 'working' : 'continuous'
}

const valueOf = (name: Column, c: Case, extras: CaseRowExtras): unknown => {
  switch (name) {
    case 'head_hash': return Buffer.from(c.head_hash ?? '', 'hex')
    case 'stage': return stageOf[c.state]
    case 'supervision_open': return c.supervision !== null && c.supervision.answered_at === null
    case 'application': return c.application?.kind ?? null
    case 'stage_counts': return countsOf(c)
    case 'calendar_version': return c.clocks.find((clock) => clock.stopped_at === null)?.calendar_version ?? null
    case 'suggested_unit_id': case 'next_alarm_at': case 'cover_file_id': case 'updated_at': return extras[name]
    default: return c[name]
  }
}

const typed = (name: Column, value: unknown): CopyValue => {
  if (value === null || value === undefined) return null
  return columns[name] === 'instant' ? new Date(value as number) : (value as CopyValue)
}

const freshArrays = fresh.map((name, i) => `$${i + 1}::${columns[name] === 'instant' ? 'timestamptz' : columns[name]}[]`)
const insertFresh = `insert into cases (${fresh.join(', ')}) select * from unnest(${freshArrays.join(', ')})`

/** New reports, all in one statement. */
export const insertReported = async (tx: Tx, made: readonly { readonly case: Case; readonly extras: CaseRowExtras }[]): Promise<void> => {
  await tx.prepared('insert_reported_cases', insertFresh, fresh.map((name) => made.map((m) => typed(name, valueOf(name, m.case, m.extras)))))
}

/** Cases with a whole history behind them, through COPY. */
export const copyCases = (tx: Tx, made: Iterable<{ readonly case: Case; readonly extras: CaseRowExtras }>): Promise<number> => {
  const rows = function* (): Generator<CopyValue[]> {
    for (const m of made) yield names.map((name) => typed(name, valueOf(name, m.case, m.extras)))
  }
  return tx.copyIn('cases', names, rows())
}

const changing = names.filter((name) => !fixed.includes(name) && name !== 'suggested_unit_id')
const updateText = `update cases set ${changing.map((name, i) => `${name} = $${i + 3}`).join(', ')} where id = $1 and seq = $2 returning 1 as done`

/** Keeps the new state beside the events; false when somebody else was faster (the row is no longer at `seenSeq`). */
export const updateCase = async (tx: Tx, c: Case, extras: CaseRowExtras, seenSeq: number): Promise<boolean> =>
  (await tx.prepared('update_case', updateText, [c.id, seenSeq, ...changing.map((name) => {
    const value = valueOf(name, c, extras)
    return columns[name] === 'uuid[]' ? (value as readonly string[]) : typed(name, value)
  })])).length === 1

/** Locks a case the caller may see; null where there is none for it. */
export const lockCase = async (tx: Tx, id: string): Promise<{ readonly seq: number; readonly cover_file_id: string | null } | null> =>
  tx.maybe(sql<{ seq: number; cover_file_id: string | null }>`select seq, cover_file_id from cases where id = ${id} for update`)

/** Cases whose clocks ask for a deed, taken so that no other process takes them too. */
export const lockAlarming = (tx: Tx, now: Instant, most: number): Promise<readonly { readonly id: string }[]> =>
  tx.rows(sql<{ id: string }>`select id from cases where next_alarm_at <= ${new Date(now)} order by next_alarm_at limit ${most} for update skip locked`)

export const setNextAlarm = (tx: Tx, id: string, next: Instant | null): Promise<number> =>
  tx.run(sql`update cases set next_alarm_at = ${next === null ? null : new Date(next)} where id = ${id}`)
