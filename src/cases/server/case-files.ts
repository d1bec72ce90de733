import type { Instant } from '#base/instants.ts'
import type { Refusal, Result } from '#base/results.ts'
import { ok } from '#base/results.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import type { Feed } from '#platform/http/index.ts'
import type { CaseActor, CaseId } from '../rules/index.ts'
import { copyFiles } from '../store/file-copies.ts'
import { attachFiles, type CaseFileRow, insertFiles } from '../store/file-rows.ts'
import type { CaseModel } from './case-model.ts'
import { commandInTx } from './commands.ts'

export type { CaseFileRow }

/** Rows for photos of cases written by `writeHistories`; their bytes are in the file store already. As the owner of the tables, like those. */
export const writeFiles = (tx: Tx, files: Iterable<CaseFileRow>): Promise<number> => copyFiles(tx, files)

/** Photos whose bytes are in the file store already, ready to be named by id and secret in a report of this transaction. */
export const bringFiles = (tx: Tx, files: readonly CaseFileRow[]): Promise<void> => insertFiles(tx, files)

/** Adds such photos to a case that is there, each an event of its own. The first refusal ends it. */
export const addFiles = async (
  tx: Tx, city: CityDb, model: CaseModel, feed: Feed | null, caseId: string, files: readonly (CaseFileRow & { readonly secret: string })[], actor: CaseActor, now: Instant,
): Promise<Result<number, Refusal>> => {
  await insertFiles(tx, files)
  for (const f of files) {
    const file = { file_id: f.id, kind: f.kind, taken_at: f.taken_at, lon: f.lon, lat: f.lat }
    const done = await commandInTx(tx, city, model, feed, { id: caseId, command: { type: 'add_file', file }, expected_seq: null, actor }, now)
    if (!done.ok) return done
    await tx.setScope({ 'app.upload': f.secret })
    await attachFiles(tx, [{ file_id: f.id, case_id: caseId as CaseId, kind: f.kind }])
  }
  return ok(files.length)
}
