import { type CopyValue, type Tx } from '#platform/db/index.ts'
import { type CaseFileRow, fileColumns } from './file-rows.ts'

const names = Object.keys(fileColumns) as readonly (keyof typeof fileColumns)[]

/** Photos that belong to cases already, through COPY. */
export const copyFiles = (tx: Tx, files: Iterable<CaseFileRow>): Promise<number> => {
  const rows = function* (): Generator<CopyValue[]> {
    for (const file of files) yield names.map((name): CopyValue => (fileColumns[name] === 'instant' && file[name] !== null
      ? new Date(file[name] as number) : file[name]))
  }
  return tx.copyIn('case_files', names, rows())
}
