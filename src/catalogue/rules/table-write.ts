import type { Catalogue, Category, Condition } from './entries.ts'
import { limitText } from './limits.ts'
import { catalogueColumns } from './table-columns.ts'

const yes = (flag: boolean): string => (flag ? 'yes' : 'no')
/** An entry of several words cannot stand in a list divided by spaces: such a list is divided by `|`. */
const listText = (words: readonly string[]): string => (words.some((word) => word.includes(' ')) ? words.join('|') : words.join(' '))

const entryCells = (entry: Category): Readonly<Record<string, string>> => ({
  level: entry.level, code: entry.code, parent_code: entry.parent_code ?? '', kind: entry.kind, name: entry.name, name_en: entry.name_en ?? '',
  lead_duty: entry.lead_duty ?? '', legal_source: entry.legal_source ?? '', keywords: listText(entry.keywords), tags: listText(entry.tags),
  same_time_of_day: yes(entry.same_time_of_day), hotline_only: yes(entry.hotline_only), source: entry.source,
})

const conditionCells = (condition: Condition): Readonly<Record<string, string>> => {
  const { core, main, ordinary } = condition.class_limits
  return {
    condition_code: condition.code, condition: condition.text, condition_en: condition.text_en ?? '',
    limit_value: String(condition.limit.value), limit_unit: condition.limit.unit,
    core_limit: core ? limitText(core) : '', main_limit: main ? limitText(main) : '', ordinary_limit: ordinary ? limitText(ordinary) : '',
    urgency: condition.urgency, closing_condition: condition.closing_condition, closing_condition_en: condition.closing_condition_en ?? '',
    informed_closing: yes(condition.informed_closing), report_photos: condition.evidence.report_photos.join(' '),
    after_photos: String(condition.evidence.after_photos), condition_source: condition.source,
  }
}

const row = (cells: Readonly<Record<string, string>>): readonly string[] => catalogueColumns.map((column) => cells[column] ?? '')

/** Rows of a catalogue under `catalogueColumns`; `readCatalogueTable` gives the same catalogue back. */
export function* catalogueRows(catalogue: Catalogue): Generator<readonly string[]> {
  for (const entry of catalogue) {
    const cells = entryCells(entry)
    if (entry.conditions.length === 0) yield row(cells)
    for (const condition of entry.conditions) yield row({ ...cells, ...conditionCells(condition) })
  }
}
