import { unguardFormula } from './apostrophes.ts'
import { csvParser } from './csv-parser.ts'
import type { Opened } from './source.ts'
import { fitRow, headerNames, recordsOf, type Table, type TableLimits, type TableOptions, TableProblem, type TableRow } from './table.ts'
import { textDecoding } from './text-decoding.ts'

const candidates = [',', ';', '\t', '|']

/** The delimiter that occurs most often outside quotes in the first line; a comma when none does. */
export const delimiterOf = (firstLine: string): string => {
  const bare = firstLine.replaceAll(/"(?:[^"]|"")*"/g, '')
  let best = ',', most = 0
  for (const candidate of candidates) {
    const count = bare.split(candidate).length - 1
    if (count > most) [best, most] = [candidate, count]
  }
  return best
}

const newlineOf = (text: string): '\n' | '\r' => (text.includes('\n') || !/\r./s.test(text) ? '\n' : '\r')

export const readCsv = async (opened: Opened, bytes: AsyncIterable<Buffer>, options: TableOptions, limits: TableLimits): Promise<Table> => {
  const decoding = textDecoding(options.encoding)
  const input = bytes[Symbol.asyncIterator]()
  let ended = false
  const nextText = async (): Promise<{ text: string; damaged: boolean }> => {
    const next = await input.next()
    if (!next.done) return decoding.write(next.value)
    ended = true
    return decoding.end()
  }

  let first = { text: '', damaged: false }
  while (!ended && !/[^\r\n][\r\n]/.test(first.text) && first.text.length <= limits.maxRecordChars) {
    const more = await nextText()
    first = { text: first.text + more.text, damaged: first.damaged || more.damaged }
  }
  let text = first.text.charCodeAt(0) === 0xfeff ? first.text.slice(1) : first.text
  const newline = newlineOf(text)
  const named = /^sep=(.)\r?\n/.exec(text)
  if (named) text = text.slice(named[0].length)
  const delimiter = options.delimiter ?? named?.[1] ?? delimiterOf(/[^\r\n]*/.exec(text.replace(/^[\r\n]+/, ''))?.[0] ?? '')
  const parser = csvParser({ delimiter, newline, ...limits })
  const shift = named ? 1 : 0

  const wanted = options.headerLine ?? 1
  let rows: readonly TableRow[] = parser.push(text, first.damaged)
  const headerAt = (): number => rows.findIndex((row) => row.line + shift >= wanted)
  while (headerAt() === -1) {
    if (ended) {
      rows = parser.end()
      break
    }
    const more = await nextText()
    rows = parser.push(more.text, more.damaged)
  }
  const at = headerAt()
  const headerRow = rows[at]
  if (!headerRow) throw new TableProblem('documents.no_header')
  if (headerRow.fault) {
    if (headerRow.fault.code === 'documents.bad_encoding') throw new TableProblem('documents.wrong_encoding', { line: headerRow.line + shift, encoding: decoding.encoding() })
    const binary = headerRow.fault.code === 'documents.nul_character'
    throw new TableProblem(binary ? 'documents.not_a_table' : 'documents.bad_header', headerRow.fault.params)
  }
  const header = headerNames(headerRow.values, limits.maxColumns)
  rows = rows.slice(at + 1)

  const shortRows = options.shortRows ?? 'fault'
  const undo = options.apostrophes !== 'keep'
  const finished = (raw: readonly TableRow[]): readonly TableRow[] => {
    const out: TableRow[] = []
    for (const row of raw) {
      if (row.fault) {
        out.push(shift === 0 ? row : { ...row, line: row.line + shift })
        continue
      }
      const values = row.values as string[]
      if (undo) for (let i = 0; i < values.length; i++) values[i] = unguardFormula(values[i] as string)
      out.push(values.length === header.length && shift === 0 ? row : fitRow(row.line + shift, values, header.length, shortRows))
    }
    return out
  }

  async function* batches(): AsyncGenerator<readonly TableRow[]> {
    try {
      if (rows.length > 0) yield finished(rows)
      while (!ended) {
        const more = await nextText()
        const portion = parser.push(more.text, more.damaged)
        if (portion.length > 0) yield finished(portion)
      }
      const last = parser.end()
      if (last.length > 0) yield finished(last)
    } finally {
      await input.return?.()
    }
  }

  return {
    kind: 'csv', header, headerLine: headerRow.line + shift, delimiter, sheet: null, sheets: [],
    get encoding() {
      return decoding.encoding()
    },
    batches,
    [Symbol.asyncIterator]: () => recordsOf(header, batches()),
    progress: () => (opened.total === null ? null : opened.total === 0 ? 1 : Math.min(1, opened.read() / opened.total)),
    close: async () => {
      await input.return?.()
    },
  }
}
