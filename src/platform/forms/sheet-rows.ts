import { columnOf, type Column, type Field } from './column-names.ts'
import type { FormFault, Sheet, Words } from './model.ts'

export type Row = {
  readonly row: number
  readonly text: (field: Field) => string
  readonly words: (field: Field) => Words
  /** Header of a field as the sheet spells it. */
  readonly header: (field: Field) => string
  readonly extra: Readonly<Record<string, string>>
  readonly empty: boolean
}
export type Rows = { readonly sheet: string; readonly columns: readonly Column[]; readonly rows: readonly Row[]; readonly faults: readonly FormFault[]; readonly languages: readonly string[] }

/** A person sees `word` with curly quotes as the same; around the whole there may be blanks of any width. */
const clean = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u3000]/g, ' ').trim()

/** Rows of a sheet by the meaning of their columns. The first row with any text is the header. */
export const rowsOf = ({ name, rows }: Sheet): Rows => {
  const at = rows.findIndex((row) => row.some((cell) => clean(cell) !== ''))
  if (at < 0) return { sheet: name, columns: [], rows: [], faults: [], languages: [] }
  const header = rows[at] ?? []
  const columns = header.map((cell, index) => columnOf(clean(cell), index)).filter((column) => column.header !== '')
  const faults: FormFault[] = []
  const seen = new Map<string, string>()
  for (const column of columns) {
    const key = column.field ? `${column.field}::${column.language}` : column.header
    const before = seen.get(key)
    if (before !== undefined) faults.push({ sheet: name, row: at + 1, column: column.header, value: column.header, code: 'forms.column_twice', params: { other: before } })
    seen.set(key, column.header)
  }
  const languages = [...new Set(columns.filter((column) => column.field !== null && column.language !== 'default').map((column) => column.language))]
  const made = rows.slice(at + 1).map((cells, index): Row => {
    const value = (column: Column): string => clean(cells[column.index])
    return {
      row: at + 2 + index,
      text: (field) => columns.filter((column) => column.field === field).map(value).find((text) => text !== '') ?? '',
      words: (field) => Object.fromEntries(columns.filter((column) => column.field === field && value(column) !== '').map((column) => [column.language, value(column)])),
      header: (field) => columns.find((column) => column.field === field)?.header ?? field,
      extra: Object.fromEntries(columns.filter((column) => column.field === null && value(column) !== '').map((column) => [column.header, value(column)])),
      empty: columns.every((column) => value(column) === ''),
    }
  })
  return { sheet: name, columns, rows: made, faults, languages }
}
