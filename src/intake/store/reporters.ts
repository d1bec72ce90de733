import type { Instant } from '#base/instants.ts'
import { batchInsert, sql, type Tx } from '#platform/db/index.ts'

export type ReporterRow = {
  readonly report_id: string
  readonly key_id: string
  readonly nonce: Buffer
  readonly sealed: Buffer
  readonly masked: object
  readonly consent: boolean
  readonly stored_at: Instant
}

const columns = { report_id: 'uuid', key_id: 'text', nonce: 'bytea', sealed: 'bytea', masked: 'jsonb', consent: 'boolean',
  stored_at: 'instant' } as const

export const insertReporters = batchInsert<ReporterRow>('reporters', columns)

/** Needs a scope that says what for (`app.purpose`); otherwise there is nothing to see. */
export const reporterOf = (tx: Tx, reportId: string): Promise<(ReporterRow & { readonly case_id: string }) | null> =>
  tx.maybe(sql<ReporterRow & { case_id: string }>`select p.*, r.case_id from reporters p join reports r on r.id = p.report_id where p.report_id = ${reportId}`)
