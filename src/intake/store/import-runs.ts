import type { Instant } from '#base/instants.ts'
import { at, atOrNull, sql, type Tx } from '#platform/db/index.ts'

export type ImportCounts = { readonly read: number; readonly created: number; readonly updated: number; readonly unchanged: number;
  readonly rejected: number }

export type ImportRun = {
  readonly id: string
  readonly profile: string
  readonly file_name: string
  readonly file_sha256: string
  readonly mode: 'atomic' | 'keep_good'
  readonly account_id: string | null
  readonly started_at: Instant
}

export const insertRun = (tx: Tx, run: ImportRun): Promise<number> =>
  tx.run(sql`insert into import_runs (id, profile, file_name, file_sha256, mode, state, account_id, started_at)
    values (${run.id}, ${run.profile}, ${run.file_name}, ${run.file_sha256}, ${run.mode}, 'running', ${run.account_id}, ${at(run.started_at)})`)

export const saveRun = (tx: Tx, id: string, state: 'running' | 'done' | 'failed', counts: ImportCounts, finished: Instant | null,
  fault: string): Promise<number> =>
  tx.run(sql`update import_runs set state = ${state}, read_count = ${counts.read}, created_count = ${counts.created}, updated_count = ${counts.updated}, unchanged_count = ${counts.unchanged},
    rejected_count = ${counts.rejected}, finished_at = ${atOrNull(finished)}, fault = ${fault} where id = ${id}`)

/** Runs of the same file that never came to an end: the program stopped in the middle. */
export const markInterrupted = (tx: Tx, profile: string, before: string, now: Instant): Promise<number> =>
  tx.run(sql`update import_runs set state = 'interrupted', finished_at = ${at(now)} where profile = ${profile} and state = 'running' and id <> ${before}`)
