import type { Instant } from '#base/instants.ts'
import { at, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import { type CaseStage, type CaseState, type SearchQuery, searchQuery } from '../rules/index.ts'

/** Everything at or below a dot-joined path. `leaf`: there is nothing below it, so that an index gives its rows in their order. */
export type Subtree = { readonly path: string; readonly leaf: boolean }

/** What a list, a count, a map or an export is asked for. Empty lists and nulls do not restrict. */
export type CaseFilter = {
  readonly stages: readonly CaseStage[]
  readonly states: readonly CaseState[]
  readonly area: Subtree | null
  readonly unit: Subtree | null
  readonly category: Subtree | null
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
  stages: [], states: [], area: null, unit: null, category: null, sources: [], due: null, supervised: false, returned: false, reworked: false,
  application: null, handler_account_id: null, reported_by: null, place_id: null, on_time: null, q: null, bbox: null, opened_from: null, opened_to: null, closed_from: null, closed_to: null,
}

/** Bounds of today in the city's zone, and how long "soon" is; given so that a list and its figure agree. */
export type DueBounds = { readonly now: Instant; readonly today_end: Instant; readonly soon_end: Instant }

/**
 * A subtree as a range of a column in byte order: `.` is followed by `/`, and what lies between a path and its own dot (`E01-waste` beside `E01`) is
 * somebody else's. Comparisons only, for these an index may answer below the row policies and the planner knows how many rows they leave.
 */
const within = (column: RawBuilder<unknown>, { path, leaf }: Subtree): RawBuilder<unknown> =>
  leaf ? sql`${column} = ${path}` : sql`(${column} >= ${path} and ${column} < ${`${path}/`} and not (${column} > ${path} and ${column} < ${`${path}.`}))`

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

const numberLike = (q: string): boolean => /^\d[\d-]*$/.test(q) && q.length >= 6

/** The question a filter puts to the index of words; null where it puts none, or asks for a number. `nothing` where no text can match. */
export const wordsOf = (f: CaseFilter): SearchQuery | 'nothing' | null => {
  const q = f.q?.trim() ?? ''
  return q === '' || numberLike(q) ? null : (searchQuery(q) ?? 'nothing')
}

/** Whether only open cases can be meant. */
export const onlyOpen = (f: CaseFilter): boolean => f.due !== null || (f.stages.length > 0 && !f.stages.includes('done'))

/** Ids of cases whose texts match, in no order; the row policies apply to what is read with them. */
export const found = (query: SearchQuery, open: boolean, most: number): RawBuilder<unknown> => (open
  ? sql`select find_open_case_texts(${query.tsquery}::tsquery, ${query.phrase}, ${most})` : sql`select find_case_texts(${query.tsquery}::tsquery, ${query.phrase}, ${most})`)

/** More matches than this a count or a map does not look at. */
export const mostFound = 20_000

const searched = (f: CaseFilter, open: boolean, most: number): RawBuilder<unknown> => {
  const text = f.q?.trim() ?? ''
  if (numberLike(text)) return sql`(c.number >= ${text} and c.number < ${`${text}~`})`
  const query = wordsOf(f)
  return query === null ? sql`true` : query === 'nothing' ? sql`false` : sql`c.id in (${found(query, open, open ? 1_000_000 : most)})`
}

/** The `where` of a filter over `cases c`. Of frequent words `most` matches are looked at, all of them among open cases. */
export const filterClause = (f: CaseFilter, bounds: DueBounds, options: { readonly open?: boolean; readonly most?: number } = {}): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (f.stages.length === 1) parts.push(sql`c.stage = ${f.stages[0]}`)
  else if (f.stages.length > 1) parts.push(f.stages.includes('done') ? sql`c.stage = any(${f.stages})` : sql`c.stage <> 'done' and c.stage = any(${f.stages})`)
  if (f.states.length > 0) parts.push(sql`c.state = any(${f.states})`)
  if (f.area) parts.push(within(sql`c.area_path`, f.area))
  if (f.unit) parts.push(within(sql`c.lead_unit_path`, f.unit))
  if (f.category) parts.push(within(sql`c.category_path`, f.category))
  if (f.sources.length > 0) parts.push(sql`c.source = any(${f.sources})`)
  if (f.due) parts.push(dueClause(f.due, bounds))
  if (f.supervised) parts.push(sql`c.supervision_level > 0`)
  if (f.returned) parts.push(sql`c.return_count > 0`)
  if (f.reworked) parts.push(sql`c.rework_count > 0`)
  if (f.application) parts.push(f.application === 'any' ? sql`c.application is not null` : sql`c.application = ${f.application}`)
  if (f.handler_account_id) parts.push(sql`c.handler_account_id = ${f.handler_account_id}`)
  if (f.reported_by) parts.push(sql`c.reported_by = ${f.reported_by}`)
  if (f.place_id) parts.push(sql`c.place_id = ${f.place_id}`)
  if (f.on_time !== null) parts.push(f.on_time ? sql`c.on_time` : sql`not c.on_time`)
  if (f.q) parts.push(searched(f, options.open ?? onlyOpen(f), options.most ?? mostFound))
  if (f.bbox) parts.push(sql`c.lon between ${f.bbox[0]} and ${f.bbox[2]} and c.lat between ${f.bbox[1]} and ${f.bbox[3]}`)
  if (f.opened_from !== null) parts.push(sql`c.opened_at >= ${at(f.opened_from)}`)
  if (f.opened_to !== null) parts.push(sql`c.opened_at < ${at(f.opened_to)}`)
  if (f.closed_from !== null) parts.push(sql`c.closed_at >= ${at(f.closed_from)}`)
  if (f.closed_to !== null) parts.push(sql`c.closed_at < ${at(f.closed_to)}`)
  return sql.join(parts, sql` and `)
}

type Scope = Readonly<Record<string, string>>
const listOf = (text: string | undefined): readonly string[] => (text ?? '').split(',').filter(Boolean)

/** Cases the reader's units assist in, as far as a list of ids may go; the row policies then leave what may be seen. */
const assistedCases = async (tx: Tx, scope: Scope): Promise<readonly string[]> => {
  const units = listOf(scope['app.unit_ids'])
  if (units.length === 0) return []
  return (await tx.prepared<{ id: string }>('assisted_cases', 'select find_assisted_cases($1::uuid[], 5000) as id', [units])).map((row) => row.id)
}

/** One way a case comes into a reader's scope; `area` where that is one area. */
export type Way = { readonly clause: RawBuilder<unknown>; readonly area: Subtree | null }
const way = (clause: RawBuilder<unknown>): Way => ({ clause, area: null })

/**
 * The reader's own scope, one condition for each way a case comes into it, each of which an index can answer. Empty: everything is seen, or no more can be
 * said. The row policies decide in any case; this only tells the planner what they will leave.
 */
export const scopeWays = async (tx: Tx, scope: Scope): Promise<readonly Way[]> => {
  const areas = listOf(scope['app.areas']), units = listOf(scope['app.units'])
  if (areas.includes('*') || scope['app.case'] || areas.length + units.length === 0) return []
  const any = (column: RawBuilder<unknown>, paths: readonly string[]): RawBuilder<unknown> => sql`(${sql.join(paths.map((path) => within(column, { path, leaf: false })), sql` or `)})`
  const assisted = await assistedCases(tx, scope)
  return [
    ...(areas.length > 0 ? [{ clause: any(sql`c.area_path`, areas), area: areas.length === 1 ? { path: areas[0] as string, leaf: false } : null }] : []),
    ...(units.length > 0 ? [way(any(sql`c.lead_unit_path`, units))] : []), ...(assisted.length > 0 ? [way(sql`c.id = any(${assisted}::uuid[])`)] : []),
    ...(scope['app.account'] ? [way(sql`c.reported_by = ${scope['app.account']}::uuid`)] : []),
  ]
}

/** The same as one condition. */
export const scopeClause = async (tx: Tx, scope: Scope): Promise<RawBuilder<unknown>> => {
  const ways = await scopeWays(tx, scope)
  return ways.length === 0 ? sql`true` : sql`(${sql.join(ways.map((w) => w.clause), sql` or `)})`
}
