import { readCsv } from './csv-reader.ts'
import { gunzipped, limited, openSource, type TableSource, wholeSource } from './source.ts'
import { type Table, tableLimits, type TableOptions, TableProblem } from './table.ts'
import { readXlsx } from './xlsx-reader.ts'

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte)

/** What a file is by its first bytes, whatever its name says. */
const refuseOthers = (head: Buffer): void => {
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableProblem('documents.old_excel')
  const text = head.subarray(0, 512).toString('latin1').trimStart().toLowerCase()
  const picture = startsWith(head, 0x89, 0x50, 0x4e, 0x47) || startsWith(head, 0xff, 0xd8, 0xff)
  if (picture || text.startsWith('%pdf')) throw new TableProblem('documents.not_a_table')
  if (text.startsWith('<') && /^<(!doctype|html|table|\?xml|meta|head)/.test(text)) throw new TableProblem('documents.not_a_table')
}

/**
 * Reads a CSV (also packed with gzip) or an XLSX, told apart by content. The header is read before this returns; rows
 * follow by name (`for await (const { line, cells, fault } of table)`) or in fast portions (`table.batches()`). A bad row is
 * a row with a fault; a file that cannot be read at all throws a TableProblem, also later, while reading.
 */
export const readTable = async (source: TableSource, options: TableOptions = {}): Promise<Table> => {
  const limits = { ...tableLimits, ...options.limits }
  const opened = await openSource(source)
  if (opened.head.length === 0) throw new TableProblem('documents.empty_file')
  if (startsWith(opened.head, 0x1f, 0x8b)) {
    const inner = await openSource(gunzipped(opened.bytes, limits.maxBytes))
    if (inner.head.length === 0) throw new TableProblem('documents.empty_file')
    if (startsWith(inner.head, 0x50, 0x4b, 3, 4)) throw new TableProblem('documents.packed_twice')
    refuseOthers(inner.head)
    return readCsv(opened, inner.bytes, options, limits)
  }
  if (startsWith(opened.head, 0x50, 0x4b, 3, 4)) return readXlsx(await wholeSource(source, opened, limits.maxBytes), options, limits)
  refuseOthers(opened.head)
  return readCsv(opened, limited(opened.bytes, limits.maxBytes), options, limits)
}
