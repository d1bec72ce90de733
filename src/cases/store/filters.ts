import type { Instant } from '#base/instants.ts'
import { at, type RawBuilder, sql } from '#platform/db/index.ts'
import { type CaseStage, type CaseState, searchQuery } from '../rules/index.ts'

/** What a list, a count, a map or an export is asked for. Empty lists and nulls do not restrict. */
export type CaseFilter = {
  readonly stages: readonly CaseStage[]
  readonly states: readonly CaseState[]
  readonly area_path: string | null
  readonly unit_path: string | null
  readonly category_path: string | null
  readonly sources: readonly string[]
  readonly due: 'overdue' | 'today' | 'soon' | 'on_track' | 'paused' | null
  readonly supervised: boolean
  readonly returned: boolean
  readonly reworked: boolean
  readonly application: string | null
  readonly handler_account_id: string | null
  readonly reported_by: string | null
  readonly place_id: string | null
  readonly on_time: boolean | null
  readonly q: string | null
  readonly bbox: readonly [number, number, number, number] | null
  readonly opened_from: Instant | null
  readonly opened_to: Instant | null
  readonly closed_from: Instant | null
  readonly closed_to: Instant | null
}

export const everyCase: CaseFilter = {
  stages: [], states: [], area_path: null, unit_path: null, category_path: null, sources: [], due: null, supervised: false, returned: false, reworked: false,
  application: null, handler_account_id: null, reported_by: null, place_id: null, on_time: null, q: null, bbox: null, opened_from: null, opened_to: null, closed_from: null, closed_to: null,
}

/** Bounds of today in the city's zone, and how long "soon" is; given so that a list and its figure agree. */
export type DueBounds = { readonly now: Instant; readonly today_end: Instant; readonly soon_end: Instant }

/** A subtree of dot-joined paths as a range of a column in byte order: `.` is followed by `/`. */
const within = (column: RawBuilder<unknown>, path: string): RawBuilder<unknown> =>
  sql`(${column} >= ${path} and ${column} < ${`${path}/`} and starts_with(${column} || '.', ${`${path}.`}))`

const dueClause = (due: NonNullable<CaseFilter['due']>, bounds: DueBounds): RawBuilder<unknown> => {
  const now = at(bounds.now), today = at(bounds.today_end), soon = at(bounds.soon_end)
  const open = sql`c.stage <> 'done'`
  switch (due) {
    case 'overdue': return sql`${open} and c.stage_due_at < ${now}`
    case 'today': return sql`${open} and c.stage_due_at >= ${now} and c.stage_due_at < ${today}`
    case 'soon': return sql`${open} and c.stage_due_at >= ${now} and c.stage_due_at < ${soon}`
    case 'on_track': return sql`${open} and c.stage_due_at >= ${today}`
    case 'paused': return sql`${open} and c.stage_due_at is null`
  }
}

const searched = (q: string): RawBuilder<unknown> => {
  const text = q.trim()
  if (/^\d[\d-]*$/.test(text) && text.length >= 6) return sql`(c.number >= ${text} and c.number < ${`${text}~`})`
  const query = searchQuery(text)
  if (!query) return sql`false`
  return sql`c.id in (select find_case_texts(${query.tsquery}::tsquery, ${query.phrase}, 20000))`
}

/** The `where` of a filter over `cases c`. */
export const filterClause = (f: CaseFilter, bounds: DueBounds): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (f.stages.length === 1) parts.push(sql`c.stage = ${f.stages[0]}`)
  else if (f.stages.length > 1) parts.push(f.stages.includes('done') ? sql`c.stage = any(${f.stages})` : sql`c.stage <> 'done' and c.stage = any(${f.stages})`)
  if (f.states.length > 0) parts.push(sql`c.state = any(${f.states})`)
  if (f.area_path) parts.push(within(sql`c.area_path`, f.area_path))
  if (f.unit_path) parts.push(within(sql`c.lead_unit_path`, f.unit_path))
  if (f.category_path) parts.push(within(sql`c.category_path`, f.category_path))
  if (f.sources.length > 0) parts.push(sql`c.source = any(${f.sources})`)
  if (f.due) parts.push(dueClause(f.due, bounds))
  if (f.supervised) parts.push(sql`c.supervision_level > 0`)
  if (f.returned) parts.push(sql`c.return_count > 0`)
  if (f.reworked) parts.push(sql`c.rework_count > 0`)
  if (f.application) parts.push(f.application === 'any' ? sql`c.application is not null` : sql`c.application = ${f.application}`)
  if (f.handler_account_id) parts.push(sql`c.handler_account_id = ${f.handler_account_id}`)
  if (f.reported_by) parts.push(sql`c.reported_by = ${f.reported_by}`)
  if (f.place_id) parts.push(sql`c.place_id = ${f.place_id}`)
  if (f.on_time !== null) parts.push(sql`c.on_time = ${f.on_time}`)
  if (f.q) parts.push(searched(f.q))
  if (f.bbox) parts.push(sql`c.lon between ${f.bbox[0]} and ${f.bbox[2]} and c.lat between ${f.bbox[1]} and ${f.bbox[3]}`)
  if (f.opened_from !== null) parts.push(sql`c.opened_at >= ${at(f.opened_from)}`)
  if (f.opened_to !== null) parts.push(sql`c.opened_at < ${at(f.opened_to)}`)
  if (f.closed_from !== null) parts.push(sql`c.closed_at >= ${at(f.closed_from)}`)
  if (f.closed_to !== null) parts.push(sql`c.closed_at < ${at(f.closed_to)}`)
  return sql.join(parts, sql` and `)
}

/**
 * The reader's own scope as ranges an index can serve, where it is one area or one unit.
 * The row policies decide in any case; this only tells the planner what they will leave.
 */
export const scopeClause = (scope: Readonly<Record<string, string>>): RawBuilder<unknown> => {
  const areas = (scope['app.areas'] ?? '').split(',').filter(Boolean)
  const units = (scope['app.units'] ?? '').split(',').filter(Boolean)
  if (areas.length === 1 && areas[0] !== '*' && units.length === 0) return within(sql`c.area_path`, areas[0] as string)
  return sql`true`
}
