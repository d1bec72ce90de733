import { Readable } from 'node:stream'
import { guardFormula } from './apostrophes.ts'

/** What a table can hold. Times are written by the caller as ISO text, so that reading gives back what was written. */
export type Cell = string | number | boolean | null | undefined
export type Rows = AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>

export type CsvWriteOptions = {
  readonly header: readonly string[]
  /** A byte order mark: Excel takes a CSV without one for the system's own encoding. */
  readonly bom?: boolean
  readonly delimiter?: ',' | ';' | '\t'
  /** Text that a spreadsheet would run as a formula gets an apostrophe (see apostrophes.ts). On unless told. */
  readonly guardFormulas?: boolean
}

const needsQuotes = /["\r\n]|^ | $/

/** One line, with its line end (RFC 4180). */
export const csvLine = (cells: readonly Cell[], delimiter = ',', guard = true): string => {
  let line = ''
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (i > 0) line += delimiter
    if (cell === null || cell === undefined) continue
    if (typeof cell !== 'string') {
      line += String(cell)
      continue
    }
    const text = guard ? guardFormula(cell) : cell
    const quoted = text.includes(delimiter) || needsQuotes.test(text)
    line += quoted ? `"${text.replaceAll('"', '""')}"` : text
  }
  // A line that is empty would be passed over by readers: a single empty value is written as a quoted one.
  return line === '' ? '""\r\n' : `${line}\r\n`
}

const portionChars = 65_536

async function* portions(rows: Rows, { header, bom = false, delimiter = ',', guardFormulas = true }: CsvWriteOptions): AsyncGenerator<Buffer> {
  let text = `${bom ? '\uFEFF' : ''}${csvLine(header, delimiter, guardFormulas)}`
  for await (const row of rows) {
    text += csvLine(row, delimiter, guardFormulas)
    if (text.length >= portionChars) {
      yield Buffer.from(text, 'utf8')
      text = ''
    }
  }
  if (text !== '') yield Buffer.from(text, 'utf8')
}

/** A CSV as a stream of bytes in constant memory; rows are asked for as fast as the reader takes them. */
export const writeCsv = (rows: Rows, options: CsvWriteOptions): Readable => Readable.from(portions(rows, options), { objectMode: false })
