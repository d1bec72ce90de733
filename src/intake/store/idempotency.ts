import type { Instant } from '#base/instants.ts'
import { at, batchInsert, sql, type Tx } from '#platform/db/index.ts'

export type IdempotencyRow = {
  readonly key_sha256: Buffer
  readonly request_sha256: Buffer
  readonly report_id: string
  readonly answer: object
  readonly created_at: Instant
  readonly expires_at: Instant
}

const columns = { key_sha256: 'bytea', request_sha256: 'bytea', report_id: 'uuid', answer: 'jsonb', created_at: 'instant',
  expires_at: 'instant' } as const

export const insertKeys = batchInsert<IdempotencyRow>('idempotency_keys', columns)

/** All keys of a batch with one look. */
export const knownKeys = (tx: Tx, keys: readonly Buffer[]): Promise<readonly Pick<IdempotencyRow, 'key_sha256' | 'request_sha256' | 'answer'>[]> =>
  tx.prepared('known_keys', 'select key_sha256, request_sha256, answer from idempotency_keys where key_sha256 = any($1::bytea[])', [keys])

export const deleteExpiredKeys = (tx: Tx, now: Instant): Promise<number> => tx.run(sql`delete from idempotency_keys where expires_at <= ${at(now)}`)
