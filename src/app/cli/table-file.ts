import type { Fault } from '#base/results.ts'
import { readTable, rejectsFile, TableProblem } from '#platform/documents/index.ts'
import { type Locale, sentenceOf } from '#platform/i18n/index.ts'
import { say, UsageError } from './frame.ts'

export type FileRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
export type FileFault = Fault & { readonly line: number }

/** All rows of a CSV or XLSX that a person keeps by hand, and the rows that are none. A file that cannot be read is a wrong call. */
export const readWholeTable = async (path: string, locale: Locale): Promise<{ readonly rows: readonly FileRow[]; readonly faults: readonly FileFault[] }> => {
  try {
    const rows: FileRow[] = []
    const faults: FileFault[] = []
    for await (const { line, cells, fault } of await readTable(path, { shortRows: 'fill' })) {
      if (fault) faults.push({ ...fault, line })
      else if (Object.values(cells).some((cell) => cell !== '')) rows.push({ line, cells })
    }
    return { rows, faults }
  } catch (error) {
    if (error instanceof TableProblem) throw new UsageError(sentenceOf(locale)(error.code, error.params))
    throw error
  }
}

const toldAtOnce = 20

/** Says what was rejected: all of it into a file when one is named, the first ones to the reader. Answers them as data. */
export const tellRejected = async (faults: readonly FileFault[], locale: Locale, file: string | undefined) => {
  const sentence = sentenceOf(locale)
  const wire = faults.map(({ line, field, value, code, params }) => ({ line, column: field, value, code, reason: sentence(code, { field, value: value ?? '', ...params }) }))
  for (const { line, column, reason } of wire.slice(0, toldAtOnce)) say(`  ${line}  ${column}: ${reason}`)
  if (wire.length > toldAtOnce) say(`  … +${wire.length - toldAtOnce}`)
  if (file !== undefined) {
    const out = rejectsFile(file, (code, params) => sentence(code, params))
    for (const fault of faults) await out.write(fault.line, [fault])
    await out.close()
  }
  return wire
}
/** Lines, not faults: a line may have several. */
export const rejectedLines = (faults: readonly FileFault[]): number => new Set(faults.map((fault) => fault.line)).size
