import type { Instant, LocalDate } from '#base/instants.ts'
import { at, atOrNull, sql, type Tx } from '#platform/db/index.ts'
import type { ProgrammeKind } from '../rules/index.ts'
import type { DrawFrame, DrawResult } from '../rules/index.ts'

export type Commitment = { readonly party: string; readonly account_id: string; readonly commitment: string; readonly at: string }
export type Reveal = { readonly party: string; readonly account_id: string; readonly secret: string; readonly at: string }
export type DrawRow = {
  readonly id: string; readonly round_id: string; readonly attempt: number; readonly state: 'committed' | 'drawn' | 'void'
  readonly frame: DrawFrame; readonly frame_sha256: string; readonly content_sha256: string | null
  readonly seed_source: 'public_value' | 'commit_reveal'; readonly public_value_name: string | null; readonly public_value_at: Instant | null
  readonly commitments: readonly Commitment[]; readonly reveals: readonly Reveal[]
  readonly public_value: string | null; readonly seed: string | null; readonly result: DrawResult | null; readonly result_sha256: string | null
  readonly committed_at: Instant; readonly committed_by: string | null; readonly drawn_at: Instant | null; readonly drawn_by: string | null
  readonly voided_at: Instant | null; readonly void_reason: string | null
}
const columns = sql.raw(`id, round_id, attempt, state, frame, frame_sha256, content_sha256, seed_source, public_value_name, public_value_at, commitments, reveals, public_value, seed, result,
  result_sha256, committed_at, committed_by, drawn_at, drawn_by, voided_at, void_reason`)

export const insertDraw = (tx: Tx, d: DrawRow): Promise<number> =>
  tx.run(sql`insert into draws (id, round_id, attempt, state, frame, frame_sha256, content_sha256, seed_source, public_value_name, public_value_at, committed_at, committed_by)
    values (${d.id}, ${d.round_id}, ${d.attempt}, ${d.state}, ${JSON.stringify(d.frame)}::jsonb, ${d.frame_sha256}, ${d.content_sha256}, ${d.seed_source}, ${d.public_value_name},
      ${atOrNull(d.public_value_at)}, ${at(d.committed_at)}, ${d.committed_by})`)
export const saveDraw = (tx: Tx, d: DrawRow): Promise<number> =>
  tx.run(sql`update draws set state = ${d.state}, commitments = ${JSON.stringify(d.commitments)}::jsonb, reveals = ${JSON.stringify(d.reveals)}::jsonb, public_value = ${d.public_value}, seed = ${d.seed},
    result = ${d.result === null ? null : JSON.stringify(d.result)}::jsonb, result_sha256 = ${d.result_sha256}, drawn_at = ${atOrNull(d.drawn_at)}, drawn_by = ${d.drawn_by},
    voided_at = ${atOrNull(d.voided_at)}, void_reason = ${d.void_reason} where id = ${d.id}`)
export const drawById = (tx: Tx, id: string): Promise<DrawRow | null> => tx.maybe(sql<DrawRow>`select ${columns} from draws where id = ${id}`)
export const drawForUpdate = (tx: Tx, id: string): Promise<DrawRow | null> => tx.maybe(sql<DrawRow>`select ${columns} from draws where id = ${id} for update`)
/** Who drew from this frame before. */
export const drawOfFrame = (tx: Tx, sha256: string): Promise<{ readonly id: string; readonly attempt: number } | null> => tx.maybe(sql`select id, attempt from draws where frame_sha256 = ${sha256}`)

/** Former attempts of a round, without what is large. */
export type Attempt = {
  readonly id: string; readonly attempt: number; readonly state: 'committed' | 'drawn' | 'void'; readonly frame_sha256: string; readonly content_sha256: string | null
  readonly chance_seen: boolean; readonly committed_at: Instant; readonly drawn_at: Instant | null; readonly voided_at: Instant | null; readonly void_reason: string | null
  readonly committed_by_name: string | null; readonly drawn_by_name: string | null
}
export const attemptsOf = (tx: Tx, roundId: string): Promise<readonly Attempt[]> =>
  tx.rows(sql<Attempt>`select d.id, d.attempt, d.state, d.frame_sha256, d.content_sha256, (d.seed is not null or jsonb_array_length(d.reveals) > 0) as chance_seen, d.committed_at, d.drawn_at,
    d.voided_at, d.void_reason, c.display_name as committed_by_name, w.display_name as drawn_by_name
    from draws d left join account_facts c on c.id = d.committed_by left join account_facts w on w.id = d.drawn_by where d.round_id = ${roundId} order by d.attempt`)

export type DrawListed = {
  readonly id: string; readonly attempt: number; readonly state: 'committed' | 'drawn' | 'void'; readonly frame_sha256: string; readonly seed_source: 'public_value' | 'commit_reveal'
  readonly public_value_name: string | null; readonly committed_at: Instant; readonly drawn_at: Instant | null; readonly voided_at: Instant | null; readonly void_reason: string | null
  readonly round_id: string; readonly round_number: number; readonly starts_on: LocalDate; readonly ends_on: LocalDate
  readonly programme_id: string; readonly programme_number: string; readonly programme_name: string; readonly kind: ProgrammeKind
  readonly places: number; readonly drawn: number | null
}
const listedFrom = sql`select d.id, d.attempt, d.state, d.frame_sha256, d.seed_source, d.public_value_name, d.committed_at, d.drawn_at, d.voided_at, d.void_reason,
  r.id as round_id, r.number as round_number, r.starts_on, r.ends_on, p.id as programme_id, p.number as programme_number, p.name as programme_name, p.kind,
  jsonb_array_length(d.frame -> 'places') as places, jsonb_array_length(d.result -> 'selected') as drawn
  from draws d join rounds r on r.id = d.round_id join programmes p on p.id = r.programme_id`
export const listDraws = (tx: Tx, f: { readonly programmeId: string | null; readonly after: { readonly key: string; readonly id: string } | null; readonly limit: number }): Promise<readonly DrawListed[]> =>
  tx.rows(sql<DrawListed>`${listedFrom} where ${f.programmeId === null ? sql`true` : sql`p.id = ${f.programmeId}`}
    and ${f.after === null ? sql`true` : sql`(d.committed_at, d.id) < (${f.after.key}::timestamptz, ${f.after.id}::uuid)`} order by d.committed_at desc, d.id desc limit ${f.limit}`)
/** What everybody may know of a draw's round and programme. */
export const drawListed = (tx: Tx, id: string): Promise<DrawListed | null> => tx.maybe(sql<DrawListed>`${listedFrom} where d.id = ${id}`)
