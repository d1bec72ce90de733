import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isUuid } from '#base/ids.ts'
import { type Instant, instant, type LocalDate, parseLocalDate, toIso } from '#base/instants.ts'
import { addDays, instantAt } from '#base/zones.ts'
import type { CityDb, RowScope, Tx } from '#platform/db/index.ts'
import { type Cell, writeCsv, writeXlsx } from '#platform/documents/index.ts'
import { problem } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { photosOf, rectificationOf, rectificationRate, type RectificationState, sampledRate } from '../rules/index.ts'
import { filesOfVisits } from '../store/files.ts'
import {
  afterPhotos, categoryPath, countLedger, countReInspections, type GroupBy, groupLedger, type LedgerCursor, type LedgerFilter, type LedgerRow, listLedger, streamLedger,
} from '../store/ledger.ts'
import { pathNamed } from '../store/visits.ts'

export type LedgerAsked = {
  readonly view?: 'problems' | 'rectification'; readonly status?: RectificationState; readonly unit?: string; readonly area?: string; readonly programme?: string; readonly place?: string
  readonly visit?: string; readonly category?: string; readonly q?: string; readonly from?: string; readonly to?: string
}

const wrong = (field: string, value: string, code: string, right = ''): never => {
  throw problem('http.invalid_input', { status: 400, params: { count: 1 }, faults: [{ field, value: value.slice(0, 80), code, params: { right } }] })
}
export const uuidOrNull = (field: string, text: string | undefined): string | null => (!text ? null : isUuid(text) ? text : wrong(field, text, 'http.invalid.format', 'uuid'))
export const dayOrNull = (field: string, text: string | undefined): LocalDate | null => {
  if (!text) return null
  const read = parseLocalDate(text)
  return read.ok && read.value >= '1900-01-01' && read.value < '2200-01-01' ? read.value : wrong(field, text, 'http.invalid.format', 'YYYY-MM-DD')
}
export const pathOrNull = async (tx: Tx, field: 'area' | 'unit', text: string | undefined): Promise<string | null> =>
  text ? ((await pathNamed(tx, `${field}_facts`, text, isUuid(text) ? text : null)) ?? wrong(field, text, 'inspections.no_such_filter')) : null

/** A list's address as a filter; what cannot be read is said by field and value. Days are those of finding, both included. */
export const readLedgerFilter = async (tx: Tx, asked: LedgerAsked, zone: string, now: Instant): Promise<LedgerFilter> => {
  const from = dayOrNull('from', asked.from), to = dayOrNull('to', asked.to)
  return {
    view: asked.view ?? 'problems', status: asked.status ?? null, unit_path: await pathOrNull(tx, 'unit', asked.unit), area_path: await pathOrNull(tx, 'area', asked.area),
    programme_id: uuidOrNull('programme', asked.programme), place_id: uuidOrNull('place', asked.place), visit_id: uuidOrNull('visit', asked.visit),
    category_path: asked.category ? ((await categoryPath(tx, asked.category, isUuid(asked.category) ? asked.category : null)) ?? wrong('category', asked.category, 'inspections.no_such_filter')) : null,
    q: asked.q?.trim() || null, from: from === null ? null : instantAt(from, 0, zone), until: to === null ? null : instantAt(addDays(to, 1), 0, zone), now,
  }
}

export const readLedgerCursor = (text: string | undefined): LedgerCursor | null => {
  if (!text) return null
  const [ms = '', id = ''] = text.split('~')
  if (!/^\d{1,15}$/.test(ms) || !isUuid(id)) throw problem('http.bad_cursor', { status: 400 })
  return { at: instant(Number(ms)), id }
}

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at))

export const statusOfRow = (r: LedgerRow, now: Instant): RectificationState =>
  rectificationOf(r, r.case_state === null ? null : { state: r.case_state, stage_done: r.stage_done, due_at: r.due_at, overdue_at: r.overdue_at }, now)

/** Rows with their photos side by side: as it was found, and as it was put right. */
export const ledgerWire = async (tx: Tx, rows: readonly LedgerRow[], now: Instant) => {
  const files = await filesOfVisits(tx, [...new Set(rows.map((r) => r.visit_id))])
  const after = await afterPhotos(tx, [...new Set(rows.flatMap((r) => r.case_id ?? []))])
  return rows.map((r) => ({
    id: r.id, key: r.key, item: r.item, state: r.state, status: statusOfRow(r, now), description: r.description, reason: r.reason, found_at: toIso(r.found_at),
    visit: { id: r.visit_id, number: r.visit_number, state: r.visit_state, planned_on: r.planned_on }, programme: { id: r.programme_id, name: r.programme_name, kind: r.programme_kind },
    place: r.place_id === null ? null : { id: r.place_id, code: r.place_code, name: r.place_name ?? '', type: r.place_type ?? '', type_name: r.place_type_name ?? '', type_name_en: r.place_type_name_en ?? '' },
    lon: r.lon, lat: r.lat, area: { id: r.area_id, name: r.area_name, path: r.area_path }, unit: r.unit_id === null ? null : { id: r.unit_id, name: r.unit_name ?? '' },
    category: r.category_code === null ? null : { code: r.category_code, name: r.category_name ?? '', name_en: r.category_name_en },
    case: r.case_id === null || r.case_number === null ? null : {
      id: r.case_id, number: r.case_number, state: r.case_state ?? '', opened_at: iso(r.opened_at), due_at: iso(r.due_at), handled_at: iso(r.handled_at), closed_at: iso(r.closed_at), on_time: r.on_time,
      overdue: r.overdue_at !== null, rework_count: r.rework_count, reopen_count: r.reopen_count,
    },
    before: photosOf(r.key, files.filter((f) => f.visit_id === r.visit_id)).map((f) => ({ id: f.id, kind: f.kind, taken_at: iso(f.taken_at), url: `/api/visit-photos/${f.id}` })),
    after: after.filter((f) => f.case_id === r.case_id).map((f) => ({ id: f.id, kind: f.kind, taken_at: iso(f.taken_at), url: `/api/files/${f.id}` })),
  }))
}

export const ledgerPage = async (tx: Tx, filter: LedgerFilter, after: LedgerCursor | null, limit: number) => {
  const found = await listLedger(tx, filter, after, limit + 1)
  const rows = found.slice(0, limit), last = rows.at(-1)
  return { items: await ledgerWire(tx, rows, filter.now), next_cursor: found.length > limit && last ? `${last.found_at}~${last.id}` : null }
}

/** Figures of the same filter: 整改率 with what it is a share of, and what re-inspection says of it, with its error where it was a sample. */
export const ledgerSummary = async (tx: Tx, filter: LedgerFilter, by: GroupBy | null, zone: string, asked: LedgerAsked) => {
  const counts = await countLedger(tx, filter)
  const again = await countReInspections(tx, filter)
  return {
    period: { from: asked.from ?? null, to: asked.to ?? null, zone, by: 'found_at' },
    counts, rectification: { rate: rectificationRate(counts), rectified: counts.rectified, of: counts.rectified + counts.open, left_out: counts.ended },
    re_inspection: { ...again, ...sampledRate(again.passed, again.visited, again.closed) },
    groups: by === null ? [] : (await groupLedger(tx, filter, by, 500)).map((g) => ({ ...g, rate: rectificationRate(g) })),
  }
}

type Column = readonly [string, (r: LedgerRow, locale: Locale, now: Instant) => Cell]
const inLocale = (locale: Locale, zh: string | null, en: string | null): string => (locale === 'en' ? en || zh : zh) ?? ''
const problemColumns: readonly Column[] = [
  ['found_at', (r) => toIso(r.found_at)], ['visit', (r) => r.visit_number], ['programme', (r) => r.programme_name], ['place_code', (r) => r.place_code ?? ''], ['place', (r) => r.place_name ?? ''],
  ['place_type', (r, locale) => inLocale(locale, r.place_type_name, r.place_type_name_en)], ['area', (r) => r.area_name], ['unit', (r) => r.unit_name ?? ''], ['category_code', (r) => r.category_code ?? ''],
  ['category', (r, locale) => inLocale(locale, r.category_name, r.category_name_en)], ['description', (r) => r.description], ['status', (r, locale, now) => translator(locale)(`inspections.ledger.status.${statusOfRow(r, now)}`)],
  ['case', (r) => r.case_number ?? ''], ['due_at', (r) => iso(r.due_at) ?? ''],
]
const rectificationColumns: readonly Column[] = [
  ...problemColumns, ['handled_at', (r) => iso(r.handled_at) ?? ''], ['closed_at', (r) => iso(r.closed_at) ?? ''], ['on_time', (r) => r.on_time], ['overdue', (r) => r.overdue_at !== null],
  ['rework', (r) => r.rework_count], ['reopened', (r) => r.reopen_count], ['lon', (r) => r.lon], ['lat', (r) => r.lat],
]

/** Streams the list of a filter with constant memory. Column names are stable in CSV; a workbook has them in the reader's language. */
export const exportLedger = (city: CityDb, scope: RowScope, filter: LedgerFilter, format: 'csv' | 'xlsx', locale: Locale, out: Writable): Promise<void> => city.read(scope, async (tx) => {
  const columns = filter.view === 'problems' ? problemColumns : rectificationColumns
  const t = translator(locale)
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for await (const portion of streamLedger(tx, filter)) for (const r of portion) yield columns.map(([, value]) => value(r, locale, filter.now))
  }
  const names = columns.map(([name]) => name)
  await pipeline(format === 'csv' ? writeCsv(rows(), { header: names, bom: true })
    : writeXlsx(rows(), { header: names.map((name) => t(`inspections.ledger.columns.${name}`)), sheet: t(`inspections.ledger.sheets.${filter.view}`) }), out)
})
