import type { Fault, MessageParams } from '#base/results.ts'

/** One record of a table. `line` counts from 1 and includes the header; in a CSV it is the physical line the record begins on. */
export type TableRow = {
  readonly line: number
  /** As many values as the header has columns; empty when `fault` is set. */
  readonly values: readonly string[]
  readonly fault: Fault | null
}

/** The same record by column name. */
export type TableRecord = { readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly fault: Fault | null }

export type Table = AsyncIterable<TableRecord> & {
  readonly kind: 'csv' | 'xlsx'
  readonly header: readonly string[]
  readonly headerLine: number
  /** CSV: the encoding found. XLSX: always utf-8. */
  readonly encoding: string
  readonly delimiter: string | null
  /** XLSX: the sheet read, and all there are. */
  readonly sheet: string | null
  readonly sheets: readonly string[]
  /** The hot path: rows as arrays, in portions. Use either this or the iteration by name, once. */
  readonly batches: () => AsyncGenerator<readonly TableRow[]>
  /** Share of the input read so far, 0 to 1, or null when the size of the input is unknown. */
  readonly progress: () => number | null
  readonly close: () => Promise<void>
}

export type TableLimits = {
  readonly maxFieldChars: number
  readonly maxRecordChars: number
  readonly maxColumns: number
  /** Bytes after unpacking. */
  readonly maxBytes: number
}
export const tableLimits: TableLimits = { maxFieldChars: 65_536, maxRecordChars: 1_048_576, maxColumns: 1_000, maxBytes: 4 * 1024 ** 3 }

export type TableOptions = {
  /** A name iconv-lite knows; found from the content when absent. */
  readonly encoding?: string
  readonly delimiter?: string
  /** XLSX: the sheet to read; the first visible one when absent. */
  readonly sheet?: string
  /** Line of the header; the first line that is not empty when absent (XLSX: a title line with one cell above it is passed over). */
  readonly headerLine?: number
  /** A leading apostrophe written against formulas is taken away again unless this is 'keep'. */
  readonly apostrophes?: 'undo' | 'keep'
  /** Rows shorter than the header: a fault, or filled with empty values. */
  readonly shortRows?: 'fault' | 'fill'
  readonly limits?: Partial<TableLimits>
}

/** The file as a whole cannot be read. `code` has its text in documents.json under `errors`. */
export class TableProblem extends Error {
  readonly code: string
  readonly params: MessageParams
  constructor(code: string, params: MessageParams = {}) {
    super(code)
    this.name = 'TableProblem'
    this.code = code
    this.params = params
  }
}

const short = (value: string): string => (value.length > 120 ? `${value.slice(0, 119)}…` : value)

export const rowFault = (line: number, code: string, field = '', value: string | null = null, params: MessageParams = {}): TableRow => ({
  line, values: [], fault: { field, value: value === null ? null : short(value), code: `documents.${code}`, params: { line, ...params } },
})

/** Column names: trimmed, empty ones at the end dropped, empty ones between named by position, repeated ones numbered. */
export const headerNames = (cells: readonly string[], maxColumns: number): readonly string[] => {
  const names = cells.map((cell) => cell.replace(/^\uFEFF/, '').replace(/\s+/g, ' ').trim())
  while (names.length > 0 && names.at(-1) === '') names.pop()
  if (names.length === 0) throw new TableProblem('documents.no_header')
  if (names.length > maxColumns) throw new TableProblem('documents.too_many_columns', { found: names.length, limit: maxColumns })
  if (names.some((name) => name.includes('\0'))) throw new TableProblem('documents.not_a_table')
  const seen = new Map<string, number>()
  return names.map((name, index) => {
    const base = name === '' ? `#${index + 1}` : name
    const count = (seen.get(base) ?? 0) + 1
    seen.set(base, count)
    return count === 1 ? base : `${base} (${count})`
  })
}

/** Gives a row the header's width: extra empty values are dropped, missing ones filled or a fault, others a fault. */
export const fitRow = (line: number, values: string[], width: number, shortRows: 'fault' | 'fill'): TableRow => {
  if (values.length === width) return { line, values, fault: null }
  const found = values.length
  while (values.length > width && values.at(-1) === '') values.pop()
  if (shortRows === 'fill') while (values.length < width) values.push('')
  return values.length === width ? { line, values, fault: null } : rowFault(line, 'row_width', '', values.join(' | '), { expected: width, found })
}

const noCells: Readonly<Record<string, string>> = Object.freeze({})

/** Rows by column name, from rows as arrays. */
export async function* recordsOf(header: readonly string[], batches: AsyncGenerator<readonly TableRow[]>): AsyncGenerator<TableRecord> {
  for await (const batch of batches) {
    for (const row of batch) {
      if (row.fault) yield { line: row.line, cells: noCells, fault: row.fault }
      else {
        const cells: Record<string, string> = {}
        for (let i = 0; i < header.length; i++) cells[header[i] as string] = row.values[i] as string
        yield { line: row.line, cells, fault: null }
      }
    }
  }
}
