import { mediaFields } from './column-names.ts'
import type { Choice, FormFault, Words } from './model.ts'
import type { Rows } from './sheet-rows.ts'

export type ReadChoices = { readonly lists: ReadonlyMap<string, readonly Choice[]>; readonly faults: readonly FormFault[]; readonly warnings: readonly FormFault[] }
export const mediaOf = (words: (field: (typeof mediaFields)[number]) => Words): Readonly<Record<string, Words>> | null => {
  const media = Object.fromEntries(mediaFields.map((field) => [field, words(field)] as const).filter(([, found]) => Object.keys(found).length > 0))
  return Object.keys(media).length > 0 ? media : null
}

/** Lists of a choices sheet. On that sheet `value` is another name for `name`. */
export const readChoices = ({ sheet, rows, columns, faults: before }: Rows, duplicates: boolean): ReadChoices => {
  const faults: FormFault[] = [...before], warnings: FormFault[] = []
  const lists = new Map<string, Choice[]>()
  const valued = !columns.some((column) => column.field === 'name')
  if (rows.some((row) => !row.empty) && !columns.some((column) => column.field === 'list_name')) {
    return { lists, warnings, faults: [...faults, { sheet, row: 1, column: 'list_name', value: null, code: 'forms.column_missing', params: { column: 'list_name' } }] }
  }
  const columnNames = columns.filter((column) => column.field === null && /\s/.test(column.header)).map((column) => column.header)
  // XML names have no blanks, so no expression can ask for such a column.
  for (const header of columnNames) warnings.push({ sheet, row: 1, column: header, value: header, code: 'forms.bad_column_name', params: {} })
  for (const row of rows) {
    if (row.empty) continue
    const list = row.text('list_name')
    const { value: extraValue, ...others } = row.extra
    const name = valued ? (extraValue ?? row.extra['Value'] ?? '') : row.text('name')
    const wrong = (column: string, value: string | null, code: string): void => void faults.push({ sheet, row: row.row, column, value, code, params: { list } })
    // A row without a list is a remark.
    if (list === '') {
      warnings.push({ sheet, row: row.row, column: row.header('list_name'), value: null, code: 'forms.remark_row', params: {} })
      continue
    }
    if (name === '') {
      wrong(row.header('name'), null, 'forms.choice_without_name')
      continue
    }
    const known = lists.get(list) ?? []
    lists.set(list, known)
    if (!duplicates && known.some((choice) => choice.name === name)) wrong(row.header('name'), name, 'forms.choice_twice')
    const label = row.words('label')
    const media = mediaOf(row.words)
    if (Object.keys(label).length === 0 && !media) warnings.push({ sheet, row: row.row, column: row.header('label'), value: null, code: 'forms.choice_without_label', params: { list } })
    known.push({ name, label, ...(media ? { media } : {}), extra: valued ? others : row.extra })
  }
  return { lists, faults, warnings }
}
