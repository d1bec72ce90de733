import type { Instant } from '#base/instants.ts'
import { at, atOrNull, sql, type Tx } from '#platform/db/index.ts'

export type AuditEntry = {
  readonly id: string
  readonly at: Instant
  readonly account_id: string | null
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly reason: string
  readonly detail: Readonly<Record<string, unknown>>
}

export const insertAudit = (tx: Tx, e: AuditEntry): Promise<number> =>
  tx.run(sql`insert into audit_entries (id, at, account_id, action, subject_kind, subject_id, reason, detail)
    values (${e.id}, ${at(e.at)}, ${e.account_id}, ${e.action}, ${e.subject_kind}, ${e.subject_id}, ${e.reason}, ${JSON.stringify(e.detail)})`)

export type AuditFilter = {
  readonly account_id: string | null
  readonly action: string | null
  /** From this moment on, and before that one. */
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly before: { readonly at: Instant; readonly id: string } | null
  readonly limit: number
}

export const listAudit = (tx: Tx, asked: AuditFilter): Promise<readonly (AuditEntry & { readonly account_name: string | null; readonly subject_name: string | null })[]> =>
  tx.rows(sql`select e.*, a.display_name as account_name, s.display_name as subject_name from audit_entries e left join accounts a on a.id = e.account_id
    left join accounts s on e.subject_kind = 'account' and s.id::text = e.subject_id
    where (${asked.account_id}::uuid is null or e.account_id = ${asked.account_id} or (e.subject_kind = 'account' and e.subject_id = ${asked.account_id}::text)) and (${asked.action}::text is null or e.action = ${asked.action})
      and (${atOrNull(asked.from ?? null)}::timestamptz is null or e.at >= ${atOrNull(asked.from ?? null)}::timestamptz)
      and (${atOrNull(asked.to ?? null)}::timestamptz is null or e.at < ${atOrNull(asked.to ?? null)}::timestamptz)
      and (${asked.before === null} or (e.at, e.id) < (${atOrNull(asked.before?.at ?? null)}::timestamptz, ${asked.before?.id ?? null}::uuid))
    order by e.at desc, e.id desc limit ${asked.limit}`)
