import type { Instant } from '#base/instants.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { Standing, Submitted } from '../rules/index.ts'

export type SubmissionRow = {
  readonly id: string
  readonly visit_id: string
  readonly account_id: string
  readonly device_id: string
  readonly revision: number
  readonly made_at: Instant
  readonly clock_offset_ms: number
  readonly received_at: Instant
  readonly checklist_version_id: string
  readonly body_sha256: string
  readonly standing: Standing
}
/** As the device sent it (server/field-wire.ts reads it). */
export type SubmissionBody = Readonly<Record<string, unknown>>

const columns = sql.raw('s.id, s.visit_id, s.account_id, s.device_id, s.revision, s.made_at, s.clock_offset_ms, s.received_at, s.checklist_version_id, s.body_sha256, s.standing')

export const submissionsOf = (tx: Tx, visitId: string): Promise<readonly SubmissionRow[]> =>
  tx.rows(sql<SubmissionRow>`select ${columns} from visit_submissions s where s.visit_id = ${visitId} order by s.made_at, s.id`)

export const bodyOf = async (tx: Tx, id: string): Promise<SubmissionBody | null> =>
  (await tx.maybe(sql<{ body: SubmissionBody }>`select body from visit_submissions where id = ${id}`))?.body ?? null

export const bodiesOf = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly body: SubmissionBody }[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<{ id: string; body: SubmissionBody }>`select id, body from visit_submissions where id = any(${ids}::uuid[])`)

export const insertSubmission = (tx: Tx, row: SubmissionRow, body: SubmissionBody): Promise<number> => tx.run(sql`
  insert into visit_submissions (id, visit_id, account_id, device_id, revision, made_at, clock_offset_ms, received_at, checklist_version_id, body, body_sha256, standing)
  values (${row.id}, ${row.visit_id}, ${row.account_id}, ${row.device_id}, ${row.revision}, ${new Date(row.made_at)}, ${row.clock_offset_ms}, ${new Date(row.received_at)},
    ${row.checklist_version_id}, ${JSON.stringify(body)}::jsonb, ${row.body_sha256}, ${row.standing})`)

export const setStandings = async (tx: Tx, changed: readonly (readonly [string, Standing])[]): Promise<void> => {
  if (changed.length === 0) return
  await tx.run(sql`update visit_submissions s set standing = w.standing from unnest(${changed.map(([id]) => id)}::uuid[], ${changed.map(([, standing]) => standing)}::text[]) as w (id, standing)
    where s.id = w.id and s.standing <> w.standing`)
}

export const asSubmitted = (row: SubmissionRow): Submitted =>
  ({ id: row.id, device_id: row.device_id, revision: row.revision, made_at: row.made_at, content: row.body_sha256, standing: row.standing })

/** The highest revision known of each visit, and whose. */
export const revisionsKnown = (tx: Tx, visitIds: readonly string[]): Promise<readonly { readonly visit_id: string; readonly device_id: string; readonly revision: number }[]> =>
  visitIds.length === 0 ? Promise.resolve([]) : tx.rows(sql<{ visit_id: string; device_id: string; revision: number }>`
    select visit_id, device_id, max(revision) as revision from visit_submissions where visit_id = any(${visitIds}::uuid[]) group by 1, 2`)
