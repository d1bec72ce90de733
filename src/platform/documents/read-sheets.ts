import { csvParser } from './csv-parser.ts'
import { tableLimits, TableProblem } from './table.ts'
import { readXls } from './xls-reader.ts'
import { readXlsxSheets, type WholeSheet } from './xlsx-reader.ts'

const startsWith = (bytes: Buffer, ...head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte)

/**
 * Reads a workbook whose sheets belong together: .xlsx (also with macros, which are left alone), .xls of Excel 97 to 2003, or a CSV whose
 * first column names the sheet. Small files only: everything is in memory.
 */
export const readSheets = async (bytes: Buffer): Promise<readonly WholeSheet[]> => {
  if (bytes.length === 0) throw new TableProblem('documents.empty_file')
  const limits = { ...tableLimits, maxFieldChars: 32_767, maxBytes: 64 * 1024 ** 2 }
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return readXlsxSheets(bytes, limits)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return readXls(bytes)
  if (bytes.includes(0)) throw new TableProblem('documents.not_a_table')
  return csvSheets(bytes.toString('utf8').replace(/^\uFEFF/, ''))
}

/** `"survey",,` alone begins a sheet; the rows under it have an empty first cell. */
const csvSheets = (text: string): readonly WholeSheet[] => {
  const parser = csvParser({ delimiter: ',', newline: text.includes('\n') ? '\n' : '\r', ...tableLimits })
  const sheets: { name: string; rows: (readonly string[])[] }[] = []
  for (const { values } of [...parser.push(text, false), ...parser.end()]) {
    const [name = '', ...cells] = values
    if (name.trim() !== '') sheets.push({ name: name.trim(), rows: [] })
    if (cells.some((cell) => cell.trim() !== '')) sheets.at(-1)?.rows.push(cells)
  }
  if (sheets.length === 0) throw new TableProblem('documents.not_a_workbook')
  return sheets
}
