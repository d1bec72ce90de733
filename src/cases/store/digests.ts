import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { Head } from '../rules/index.ts'

export type DigestRow = {
  readonly day: LocalDate
  readonly until: Instant
  readonly previous: string | null
  readonly hash: string
  readonly case_count: number
  readonly event_count: number
  readonly head_count: number
  readonly file: Buffer
  readonly key_id: string
  readonly created_at: Instant
}

/** Everything read from here on is of one moment, whatever others write meanwhile: first statement of a transaction. */
export const standStill = (tx: Tx): Promise<number> => tx.run(sql`set transaction isolation level repeatable read`)

export const lastDigest = (tx: Tx): Promise<DigestRow | null> => tx.maybe(sql<DigestRow>`select * from ledger_digests order by day desc limit 1`)
export const everyDigest = (tx: Tx): Promise<readonly DigestRow[]> => tx.rows(sql<DigestRow>`select * from ledger_digests order by day`)
export const digestOfDay = (tx: Tx, day: LocalDate): Promise<DigestRow | null> => tx.maybe(sql<DigestRow>`select * from ledger_digests where day = ${day}`)
export const digestCovering = (tx: Tx, recorded: Instant): Promise<{ readonly day: LocalDate } | null> =>
  tx.maybe(sql<{ day: LocalDate }>`select day from ledger_digests where until > ${at(recorded)} order by day limit 1`)

export const listDigests = (tx: Tx, limit: number): Promise<readonly Omit<DigestRow, 'file'>[]> =>
  tx.rows(sql<Omit<DigestRow, 'file'>>`select day, until, previous, hash, case_count, event_count, head_count, key_id, created_at from ledger_digests order by day desc limit ${limit}`)

export const insertDigest = (tx: Tx, d: DigestRow): Promise<number> =>
  tx.run(sql`insert into ledger_digests (day, until, previous, hash, case_count, event_count, head_count, file, key_id, created_at)
    values (${d.day}, ${at(d.until)}, ${d.previous}, ${d.hash}, ${d.case_count}, ${d.event_count}, ${d.head_count}, ${d.file}, ${d.key_id}, ${at(d.created_at)}) on conflict (day) do nothing`)

/**
 * Where every chain stood when `until` came: the row's own head where nothing was written down since, else the last event before.
 * `changed` is true where it grew at or after `since`.
 */
export const headsAt = (tx: Tx, until: Instant, since: Instant | null): AsyncGenerator<readonly (Head & { readonly changed: boolean })[]> =>
  tx.stream(sql<Head & { changed: boolean }>`
    select h.case_id, h.seq, encode(h.hash, 'hex') as hash, (${since === null} or e.recorded_at >= ${at(since ?? until)}) as changed from (
      select id as case_id, seq, head_hash as hash from cases where updated_at < ${at(until)}
      union all
      (select distinct on (v.case_id) v.case_id, v.seq, v.hash from case_events v join cases c on c.id = v.case_id
        where c.updated_at >= ${at(until)} and v.recorded_at < ${at(until)} order by v.case_id, v.seq desc)) h
    join case_events e on e.case_id = h.case_id and e.seq = h.seq`, 10_000)

export const eventCountUntil = async (tx: Tx, until: Instant): Promise<number> =>
  (await tx.one(sql<{ n: number }>`select count(*) as n from case_events where recorded_at < ${at(until)}`)).n

export const firstRecordedAt = async (tx: Tx): Promise<Instant | null> => (await tx.one(sql<{ first: Instant | null }>`select min(recorded_at) as first from case_events`)).first

export type RowHead = Head & { readonly number: string }

/** Where each case's row says its chain ends, in order of id. */
export const rowHeads = (tx: Tx): AsyncGenerator<readonly RowHead[]> =>
  tx.stream(sql<RowHead>`select id as case_id, seq, encode(head_hash, 'hex') as hash, number from cases order by id`, 5_000)

export type CheckedRow = RowHead & {
  readonly state: string
  readonly stage: string
  readonly due_at: Instant | null
  readonly closed_at: Instant | null
  readonly on_time: boolean | null
  readonly lead_unit_id: string | null
  readonly rework_count: number
  readonly return_count: number
  readonly supervision_level: number
}

/** What of each row follows from its history, for checking. */
export const checkedRows = (tx: Tx): AsyncGenerator<readonly CheckedRow[]> =>
  tx.stream(sql<CheckedRow>`select id as case_id, number, seq, encode(head_hash, 'hex') as hash, state, stage, due_at, closed_at, on_time, lead_unit_id, rework_count,
    return_count, supervision_level from cases`, 5_000)
