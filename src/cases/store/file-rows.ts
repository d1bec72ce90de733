import type { Instant } from '#base/instants.ts'
import { at, batchInsert, sql, type Tx } from '#platform/db/index.ts'
import type { PhotoKind } from '../rules/index.ts'

export type CaseFileRow = {
  readonly id: string
  readonly case_id: string | null
  readonly secret: string | null
  readonly kind: PhotoKind
  readonly original_sha256: string
  readonly view_sha256: string
  readonly thumb_sha256: string
  readonly width: number
  readonly height: number
  readonly taken_at: Instant | null
  readonly lon: number | null
  readonly lat: number | null
  readonly added_at: Instant
  readonly added_by: string | null
}

export const fileColumns = {
  id: 'uuid', case_id: 'uuid', secret: 'text', kind: 'text', original_sha256: 'text', view_sha256: 'text', thumb_sha256: 'text', width: 'integer', height: 'integer',
  taken_at: 'instant', lon: 'double precision', lat: 'double precision', added_at: 'instant', added_by: 'uuid',
} as const

export const insertFiles = batchInsert<CaseFileRow>('case_files', fileColumns)

export const fileById = (tx: Tx, id: string): Promise<CaseFileRow | null> => tx.maybe(sql<CaseFileRow>`select * from case_files where id = ${id}`)

export const filesOfCase = (tx: Tx, caseId: string): Promise<readonly CaseFileRow[]> =>
  tx.prepared<CaseFileRow>('files_of_case', 'select * from case_files where case_id = $1 order by added_at, id', [caseId])

/** Loose uploads the caller can name by id and secret, locked so that each is attached once. */
export const looseFiles = async (tx: Tx, wanted: readonly { readonly file_id: string; readonly secret: string }[]): Promise<readonly CaseFileRow[]> => {
  if (wanted.length === 0) return []
  return tx.rows(sql<CaseFileRow>`select f.* from case_files f join unnest(${wanted.map((w) => w.file_id)}::uuid[], ${wanted.map((w) => w.secret)}::text[]) as w (id, secret)
    on w.id = f.id and w.secret = f.secret where f.case_id is null order by f.id for update of f`)
}

export const attachFiles = async (tx: Tx, attached: readonly { readonly file_id: string; readonly case_id: string; readonly kind: PhotoKind }[]): Promise<void> => {
  if (attached.length === 0) return
  await tx.run(sql`update case_files f set case_id = w.case_id, secret = null, kind = w.kind
    from unnest(${attached.map((a) => a.file_id)}::uuid[], ${attached.map((a) => a.case_id)}::uuid[], ${attached.map((a) => a.kind)}::text[]) as w (id, case_id, kind) where f.id = w.id`)
}

/** Uploads nobody made part of a case. */
export const deleteLooseFiles = (tx: Tx, before: Instant): Promise<number> => tx.run(sql`delete from case_files where case_id is null and added_at < ${at(before)}`)
