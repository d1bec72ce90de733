import type { LocalDate } from '#base/instants.ts'
import { isDay, type LineFault, missingColumns, type TableLine } from './unit-table.ts'

/** A rule as a line of a table: category and area by code or path, units by code. */
export type DutyLine = {
  readonly line: number
  readonly category_path: string
  readonly area_path: string
  /** null: the territorial unit. */
  readonly lead_unit_id: string | null
  readonly assisting_unit_ids: readonly string[]
  readonly valid_from: LocalDate
  readonly valid_to: LocalDate | null
  readonly note: string
}
/** How the words of a table are looked up; null when there is no such thing. */
export type DutyLookup = {
  readonly category: (codeOrPath: string) => string | null
  readonly area: (codeOrPath: string) => string | null
  readonly unit: (code: string) => string | null
}

export const dutyColumns = ['category', 'area', 'lead_unit', 'assisting_units', 'valid_from', 'valid_to', 'note'] as const
type Column = (typeof dutyColumns)[number]
const headings: Readonly<Record<string, Column>> = {
  类别: 'category', 问题类别: 'category', 区域: 'area', 主责单位: 'lead_unit', 牵头单位: 'lead_unit', 协办单位: 'assisting_units', 配合单位: 'assisting_units',
  生效日期: 'valid_from', 失效日期: 'valid_to', 备注: 'note',
}
const columnOf = (heading: string): Column | null => {
  const name = heading.trim()
  return (dutyColumns as readonly string[]).includes(name) ? (name as Column) : (headings[name] ?? null)
}
/** What stands in the table for the whole catalogue and for "the territorial unit leads". */
export const wholeCatalogue = '*'
export const territorialLead = 'territorial'
const wholeWords = new Set([wholeCatalogue, '全部', '所有'])
const territorialWords = new Set([territorialLead, '属地'])

export type DutyTableRead = { readonly rules: readonly DutyLine[]; readonly faults: readonly LineFault[]; readonly lines: number }

/**
 * Reads the lines of a duty matrix; every line that cannot be taken is told with line, column, value and reason. `from`: validity where none is
 * given.
 */
export const readDutyTable = (rows: readonly TableLine[], lookup: DutyLookup, from: LocalDate): DutyTableRead => {
  const missing = missingColumns(rows, ['category', 'area', 'lead_unit'], columnOf)
  if (missing.length > 0) return { rules: [], faults: missing, lines: rows.length }
  const faults: LineFault[] = []
  const rules: DutyLine[] = []
  const byPlace = new Map<string, DutyLine[]>()
  for (const { line, cells: given } of rows) {
    const cells: Partial<Record<Column, string>> = {}
    for (const [heading, value] of Object.entries(given)) {
      const column = columnOf(heading)
      if (column) cells[column] = value.trim()
    }
    const text = (column: Column): string => cells[column] ?? ''
    const before = faults.length
    const bad = (field: Column, code: string, value = text(field)): void => {
      faults.push({ line, field, value, code: `organisations.${value === '' ? 'missing_value' : code}` })
    }
    const category = wholeWords.has(text('category')) ? '' : lookup.category(text('category'))
    if (category === null || text('category') === '') bad('category', 'unknown_category')
    const area = lookup.area(text('area'))
    if (area === null) bad('area', 'unknown_area')
    const territorial = territorialWords.has(text('lead_unit'))
    const lead = territorial ? null : lookup.unit(text('lead_unit'))
    if (!territorial && lead === null) bad('lead_unit', 'unknown_unit')
    const assisting: string[] = []
    for (const code of text('assisting_units').split(/[\s,，、;；|]+/).filter(Boolean)) {
      const id = lookup.unit(code)
      if (id === null) bad('assisting_units', 'unknown_unit', code)
      else if (id === lead) bad('assisting_units', 'lead_assists', code)
      else if (!assisting.includes(id)) assisting.push(id)
    }
    const begins = text('valid_from') === '' ? from : (text('valid_from') as LocalDate)
    const ends = text('valid_to') === '' ? null : (text('valid_to') as LocalDate)
    if (!isDay(begins)) bad('valid_from', 'not_a_date')
    if (ends !== null && !isDay(ends)) bad('valid_to', 'not_a_date')
    else if (ends !== null && ends <= begins) bad('valid_to', 'ends_before_it_begins')
    if (faults.length > before || category === null || area === null) continue
    const rule: DutyLine = { line, category_path: category, area_path: area, lead_unit_id: lead, assisting_unit_ids: assisting, valid_from: begins,
      valid_to: ends, note: text('note') }
    const place = `${category}|${area}`
    const other = byPlace.get(place)?.find((known) => (known.valid_to === null || begins < known.valid_to) &&
      (ends === null || known.valid_from < ends))
    if (other) faults.push({ line, field: 'category', value: text('category'), code: 'organisations.overlapping_rule', params: { line: other.line } })
    else {
      byPlace.set(place, [...(byPlace.get(place) ?? []), rule])
      rules.push(rule)
    }
  }
  return { rules, faults, lines: rows.length }
}
