import { compoundStream } from './compound-file.ts'
import { TableProblem } from './table.ts'
import { formatKind, type NumberKind, numberText, serialText } from './xlsx-parts.ts'
import type { WholeSheet } from './xlsx-reader.ts'

type Piece = { readonly type: number; readonly data: Buffer; readonly at: number }

/** BIFF8 records (MS-XLS 2.1.4), CONTINUE left as its own record. */
const recordsOf = (book: Buffer): readonly Piece[] => {
  const found: Piece[] = []
  for (let at = 0; at + 4 <= book.length;) {
    const size = book.readUInt16LE(at + 2)
    if (at + 4 + size > book.length) break
    found.push({ type: book.readUInt16LE(at), data: book.subarray(at + 4, at + 4 + size), at })
    at += 4 + size
  }
  return found
}

/** Reads texts that may go on in the next record, which then begins with a byte that says how wide its characters are (MS-XLS 2.5.293). */
const textReader = (pieces: readonly Buffer[]) => {
  let piece = 0, at = 0
  const step = (): void => {
    while (piece < pieces.length && at >= (pieces[piece] as Buffer).length) {
      piece++
      at = 0
    }
  }
  const byte = (): number => {
    step()
    const value = pieces[piece]?.[at++]
    if (value === undefined) throw new TableProblem('documents.damaged_archive')
    return value
  }
  const word = (): number => byte() | (byte() << 8)
  const skip = (count: number): void => {
    for (let n = 0; n < count; n++) byte()
  }
  const text = (): string => {
    const length = word()
    let flags = byte()
    const runs = flags & 8 ? word() : 0
    const more = flags & 4 ? word() | (word() << 16) : 0
    let made = ''
    for (let n = 0; n < length; n++) {
      if (piece < pieces.length && at >= (pieces[piece] as Buffer).length) {
        step()
        flags = (flags & ~1) | (byte() & 1)
      }
      made += String.fromCharCode(flags & 1 ? word() : byte())
    }
    skip(runs * 4 + more)
    return made
  }
  return { word, skip, text }
}

/** RK: 30 bits of a number, whole or the upper half of a double, perhaps hundredths (MS-XLS 2.5.217). */
const rkNumber = (raw: number): number => {
  const double = Buffer.alloc(8)
  double.writeInt32LE(raw & ~3, 4)
  const value = raw & 2 ? raw >> 2 : double.readDoubleLE(0)
  return raw & 1 ? value / 100 : value
}
const bofRecord = 0x809, eofRecord = 0x0a, continued = 0x3c

/** The sheets of an Excel 97-2003 workbook: values only; formulas by the result kept with them. */
export const readXls = (bytes: Buffer): readonly WholeSheet[] => {
  const book = compoundStream(bytes, ['Workbook', 'Book'])
  if (!book) throw new TableProblem('documents.old_excel')
  const records = recordsOf(book)
  // BIFF5 of Excel 95 keeps its texts in code pages; a FILEPASS record means a password.
  if (records[0]?.type !== bofRecord || records[0].data.readUInt16LE(0) !== 0x600 || records.some(({ type }) => type === 0x2f)) throw new TableProblem('documents.old_excel')
  const names: { readonly name: string; readonly at: number }[] = []
  const formats = new Map<number, NumberKind>()
  const kinds: NumberKind[] = []
  let texts: readonly string[] = []
  let date1904 = false
  for (const [index, { type, data }] of records.entries()) {
    if (type === eofRecord) break
    if (type === 0x22) date1904 = data.readUInt16LE(0) === 1
    else if (type === 0x41e) formats.set(data.readUInt16LE(0), formatKind(textReader([data.subarray(2)]).text()))
    else if (type === 0xe0) {
      const format = data.readUInt16LE(2)
      kinds.push(formats.get(format) ?? (format >= 14 && format <= 17 || format === 22 ? 'date' : format >= 18 && format <= 21 || format >= 45 && format <= 47 ? 'time' : 'number'))
    } else if (type === 0x85 && data[5] === 0) {
      const wide = (data[7] ?? 0) & 1, length = data[6] ?? 0
      names.push({ at: data.readUInt32LE(0), name: data.subarray(8, 8 + length * (wide ? 2 : 1)).toString(wide ? 'utf16le' : 'latin1') })
    } else if (type === 0xfc) {
      const pieces = [data]
      for (let next = index + 1; records[next]?.type === continued; next++) pieces.push((records[next] as Piece).data)
      const reader = textReader(pieces)
      reader.skip(4)
      const count = reader.word() | (reader.word() << 16)
      texts = Array.from({ length: Math.min(count, 1_000_000) }, reader.text)
    }
  }
  const say = (value: number, style: number): string => {
    const kind = kinds[style] ?? 'number'
    return kind === 'number' || !(value >= 0 && value < 2_958_466) ? numberText(String(value)) : serialText(value, kind, date1904)
  }
  return names.map(({ name, at }) => ({ name, rows: sheetRows(records.slice(records.findIndex((record) => record.at === at)), texts, say) }))
}

const sheetRows = (records: readonly Piece[], texts: readonly string[], say: (value: number, style: number) => string): readonly (readonly string[])[] => {
  const rows: string[][] = []
  const put = (row: number, column: number, value: string): void => {
    while (rows.length <= row) rows.push([])
    const cells = rows[row] as string[]
    while (cells.length < column) cells.push('')
    cells[column] = value
  }
  let waiting: readonly [number, number] | null = null
  let deep = 0
  for (const { type, data } of records) {
    if (type === bofRecord) deep++
    if (type === eofRecord && --deep === 0) break
    if (deep !== 1 || data.length < 6) {
      if (type !== 0x207) continue
    }
    const row = data.length >= 2 ? data.readUInt16LE(0) : 0, column = data.length >= 4 ? data.readUInt16LE(2) : 0
    const style = data.length >= 6 ? data.readUInt16LE(4) : 0
    if (type === 0xfd) put(row, column, texts[data.readUInt32LE(6)] ?? '')
    else if (type === 0x204) put(row, column, textReader([data.subarray(6)]).text())
    else if (type === 0x203) put(row, column, say(data.readDoubleLE(6), style))
    else if (type === 0x27e) put(row, column, say(rkNumber(data.readInt32LE(6)), style))
    else if (type === 0xbd) {
      for (let i = 0, from = 4; from + 6 <= data.length - 2; i++, from += 6) put(row, column + i, say(rkNumber(data.readInt32LE(from + 2)), data.readUInt16LE(from)))
    } else if (type === 0x205 && data[7] === 0) put(row, column, data[6] ? 'TRUE' : 'FALSE')
    else if (type === 0x06) {
      waiting = null
      if (data.readUInt16LE(12) !== 0xffff) put(row, column, say(data.readDoubleLE(6), style))
      else if (data[6] === 0) waiting = [row, column]
      else if (data[6] === 1) put(row, column, data[8] ? 'TRUE' : 'FALSE')
    } else if (type === 0x207 && waiting) {
      put(waiting[0], waiting[1], textReader([data]).text())
      waiting = null
    }
  }
  return rows
}
