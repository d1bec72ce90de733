import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Instant } from '#base/instants.ts'
import type { CityDb, RowScope, Tx } from '#platform/db/index.ts'
import { type Cell, writeCsv, writeXlsx } from '#platform/documents/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { type CaseListRow, streamCases } from '../store/case-lists.ts'
import { type CaseFilter } from '../store/filters.ts'
import { dueBounds } from './due.ts'
import { isoOrNull } from './row-wire.ts'

/** Columns of an exported list: name and value. Names are stable; a workbook shows them in the reader's language, as categories are in both. */
const columns: readonly (readonly [string, (c: CaseListRow, now: Instant, locale: Locale) => Cell])[] = [
  ['number', (c) => c.number], ['external_ref', (c) => c.external_ref], ['title', (c) => c.title], ['state', (c) => c.state], ['stage', (c) => c.stage],
  ['source', (c) => c.source], ['urgency', (c) => c.urgency], ['category_code', (c) => c.category_code], ['category', (c, _now, locale) => (locale === 'en' ? c.category_name_en : null) ?? c.category_name],
  ['area', (c) => c.area_name], ['area_parent', (c) => c.area_parent_name], ['address', (c) => c.address], ['lon', (c) => c.lon], ['lat', (c) => c.lat],
  ['lead_unit', (c) => c.unit_name], ['opened_at', (c) => isoOrNull(c.opened_at)], ['registered_at', (c) => isoOrNull(c.registered_at)],
  ['dispatched_at', (c) => isoOrNull(c.dispatched_at)], ['handled_at', (c) => isoOrNull(c.handled_at)], ['due_at', (c) => isoOrNull(c.due_at)],
  ['closed_at', (c) => isoOrNull(c.closed_at)], // An open case past its limit is late already, whatever becomes of it (facts.ts, onTime).
  ['on_time', (c, now) => c.on_time ?? (c.stage !== 'done' && c.due_at !== null && c.due_at < now ? false : null)], ['exempted', (c) => c.exempted], ['overdue_at', (c) => isoOrNull(c.overdue_at)],
  ['close_reason', (c) => c.close_reason], ['decline_reason', (c) => c.decline_reason], ['return_count', (c) => c.return_count], ['rework_count', (c) => c.rework_count],
  ['extension_count', (c) => c.extension_count], ['supervision_level', (c) => c.supervision_level], ['imported', (c) => c.imported],
]
export const exportColumns: readonly string[] = columns.map(([name]) => name)

/** `jsonl`: one JSON object a line, with the names of the columns. */
export const exportFormats = ['csv', 'xlsx', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]
export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', jsonl: 'application/x-ndjson; charset=utf-8',
}

export type ExportOptions = {
  readonly format: ExportFormat
  readonly locale: Locale
  readonly now: Instant
  readonly bom?: boolean
  /** Headings of a workbook: words in the reader's language, or the names a CSV has, which a mapping reads back. */
  readonly headings?: 'words' | 'names'
  readonly onRows?: (done: number) => void
}

async function* rowsOf(tx: Tx, city: CityDb, scope: RowScope, filter: CaseFilter, options: ExportOptions): AsyncGenerator<readonly Cell[]> {
  let done = 0
  for await (const portion of streamCases(tx, filter, dueBounds(options.now, city.zone), scope)) {
    for (const c of portion) yield columns.map(([, value]) => value(c, options.now, options.locale))
    options.onRows?.((done += portion.length))
  }
}

async function* linesOf(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(Object.fromEntries(exportColumns.map((name, i) => [name, row[i] ?? null])))}\n`
}

/** Streams every case of a filter into `out` with constant memory, inside one snapshot of the database. Answers how many. */
export const exportCases = (city: CityDb, scope: RowScope, filter: CaseFilter, options: ExportOptions, out: Writable): Promise<number> =>
  city.read(scope, async (tx) => {
    let count = 0
    const rows = rowsOf(tx, city, scope, filter, { ...options, onRows: (done) => { count = done; options.onRows?.(done) } })
    const t = translator(options.locale)
    const header = options.format === 'csv' || options.headings === 'names' ? exportColumns : exportColumns.map((name) => t(`cases.columns.${name}`))
    if (options.format === 'jsonl') await pipeline(linesOf(rows), out)
    else await pipeline(options.format === 'csv' ? writeCsv(rows, { header, bom: options.bom ?? false }) : writeXlsx(rows, { header, sheet: t('cases.sheet') }), out)
    return count
  })
