import type { Instant } from '#base/instants.ts'
import { batchInsert, sql, type Tx } from '#platform/db/index.ts'

/** How the area of a report was found. */
export const placings = ['point', 'near', 'place', 'area', 'address', 'outside', 'none'] as const
export type Placing = (typeof placings)[number]

export type ReportRow = {
  readonly id: string
  readonly case_id: string
  readonly code: string | null
  readonly source: string
  readonly external_system: string | null
  readonly external_ref: string | null
  readonly row_hash: Buffer | null
  readonly import_run_id: string | null
  readonly reported_at: Instant
  readonly received_at: Instant
  readonly account_id: string | null
  readonly entered_by: string | null
  readonly has_contact: boolean
  readonly placed: Placing
  readonly answers: readonly object[]
}

const columns = {
  id: 'uuid', case_id: 'uuid', code: 'text', source: 'text', external_system: 'text', external_ref: 'text', row_hash: 'bytea', import_run_id: 'uuid',
  reported_at: 'instant',
  received_at: 'instant', account_id: 'uuid', entered_by: 'uuid', has_contact: 'boolean', placed: 'text', answers: 'jsonb',
} as const

export const insertReports = batchInsert<ReportRow>('reports', columns)

export const copyReports = (tx: Tx, rows: readonly ReportRow[]): Promise<number> =>
  tx.copyIn('reports', Object.keys(columns), (function* () {
    for (const r of rows) {
      yield [
        r.id, r.case_id, r.code, r.source, r.external_system, r.external_ref, r.row_hash, r.import_run_id, new Date(r.reported_at),
        new Date(r.received_at), r.account_id,
        r.entered_by, r.has_contact, r.placed, JSON.stringify(r.answers),
      ]
    }
  })())

export const reportByCode = async (tx: Tx, code: string): Promise<{ readonly id: string; readonly case_id: string } | null> =>
  (await tx.prepared<{ id: string; case_id: string }>('report_by_code', 'select id, case_id from reports where code = $1', [code]))[0] ?? null

export type KnownRow = { readonly id: string; readonly external_ref: string; readonly case_id: string; readonly row_hash: Buffer | null;
  readonly code: string | null }

/** Which references of a system are here already. */
export const knownReferences = (tx: Tx, system: string, refs: readonly string[]): Promise<readonly KnownRow[]> =>
  tx.prepared<KnownRow>('known_references',
    'select id, external_ref, case_id, row_hash, code from reports where external_system = $1 and external_ref = any($2::text[])', [system, refs])

export const hasReferences = async (tx: Tx, system: string): Promise<boolean> =>
  (await tx.rows(sql`select 1 from reports where external_system = ${system} limit 1`)).length > 0

export const markRow = (tx: Tx, id: string, rowHash: Buffer, runId: string): Promise<number> =>
  tx.run(sql`update reports set row_hash = ${rowHash}, import_run_id = ${runId} where id = ${id}`)

export type ReportListRow = {
  readonly id: string
  readonly source: string
  readonly external_system: string | null
  readonly external_ref: string | null
  readonly reported_at: Instant
  readonly received_at: Instant
  readonly has_contact: boolean
  readonly placed: Placing
  readonly answers: readonly object[]
  readonly entered_by: string | null
  readonly masked: { readonly name: string; readonly phone: string; readonly email: string } | null
  readonly consent: boolean | null
}

/** The reports of a case the scope may see; `masked` is null where the scope has not said that it may look. */
export const reportsOfCase = (tx: Tx, caseId: string): Promise<readonly ReportListRow[]> =>
  tx.rows(sql<ReportListRow>`select r.id, r.source, r.external_system, r.external_ref, r.reported_at, r.received_at, r.has_contact, r.placed, r.answers, r.entered_by, p.masked, p.consent
    from reports r left join reporters p on p.report_id = r.id where r.case_id = ${caseId} order by r.reported_at, r.id`)

/** What one account reported itself, newest first. */
export const reportsOfAccount = (
  tx: Tx, accountId: string, most: number,
): Promise<readonly { readonly case_id: string; readonly code: string | null; readonly reported_at: Instant }[]> =>
  tx.rows(sql`select case_id, code, reported_at from reports where account_id = ${accountId} order by reported_at desc, id desc limit ${most}`)
