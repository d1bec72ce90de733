import type { Tx } from '#platform/db/index.ts'
import { copyFiles } from '../store/file-copies.ts'
import type { CaseFileRow } from '../store/file-rows.ts'

export type { CaseFileRow }

/** Rows for photos of cases written by `writeHistories`; their bytes are in the file store already. As the owner of the tables, like those. */
export const writeFiles = (tx: Tx, files: Iterable<CaseFileRow>): Promise<number> => copyFiles(tx, files)
