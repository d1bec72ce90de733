import type { Instant } from '#base/instants.ts'
import { at, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { CaseStage, CaseState } from '../rules/index.ts'
import { type CaseFilter, type DueBounds, filterClause, found, mostFound, onlyOpen, scopeClause, scopeWays, type Way, wordsOf } from './filters.ts'
import { searchPage } from './search-pages.ts'

export type CaseListRow = {
  readonly id: string
  readonly number: string
  readonly seq: number
  readonly title: string
  readonly state: CaseState
  readonly stage: CaseStage
  readonly source: string
  readonly urgency: string
  readonly address: string
  readonly external_ref: string | null
  readonly imported: boolean
  readonly category_code: string | null
  readonly category_name: string | null
  readonly category_name_en: string | null
  readonly area_id: string | null
  readonly area_name: string | null
  readonly area_parent_name: string | null
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly suggested_unit_id: string | null
  readonly suggested_unit_name: string | null
  readonly opened_at: Instant
  readonly registered_at: Instant | null
  readonly dispatched_at: Instant | null
  readonly handled_at: Instant | null
  readonly closed_at: Instant | null
  readonly ended_at: Instant | null
  readonly updated_at: Instant
  readonly due_at: Instant | null
  readonly stage_due_at: Instant | null
  readonly stage_counts: 'working' | 'continuous' | null
  readonly due_provisional: boolean
  readonly overdue_at: Instant | null
  readonly suspended_until: Instant | null
  readonly on_time: boolean | null
  readonly exempted: boolean
  readonly close_reason: string | null
  readonly decline_reason: string | null
  readonly return_count: number
  readonly rework_count: number
  readonly reopen_count: number
  readonly extension_count: number
  readonly supervision_level: number
  readonly supervision_open: boolean
  readonly application: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly cover_file_id: string | null
  readonly merged_into_id: string | null
}

const columnsText = `c.id, c.number, c.seq, c.title, c.state, c.stage, c.source, c.urgency, c.address, c.external_ref, c.imported,
  k.code as category_code, k.name as category_name, k.name_en as category_name_en, a.id as area_id, a.name as area_name, p.name as area_parent_name, u.id as unit_id, u.name as unit_name,
  s.id as suggested_unit_id, s.name as suggested_unit_name, c.opened_at, c.registered_at, c.dispatched_at, c.handled_at, c.closed_at, c.ended_at, c.updated_at,
  c.due_at, c.stage_due_at, c.stage_counts, c.due_provisional, c.overdue_at, c.suspended_until, c.on_time, c.exempted, c.close_reason, c.decline_reason, c.return_count, c.rework_count, c.reopen_count,
  c.extension_count, c.supervision_level, c.supervision_open, c.application, c.lon, c.lat, c.cover_file_id, c.merged_into_id`

const joinsText = `left join category_facts k on k.id = c.category_id left join area_facts a on a.id = c.area_id left join area_facts p on p.id = a.parent_id
  left join unit_facts u on u.id = c.lead_unit_id left join unit_facts s on s.id = c.suggested_unit_id`

const columns = sql.raw(columnsText), joins = sql.raw(joinsText)
const rowsSql = `select ${columnsText} from cases c ${joinsText} where c.id = any($1::uuid[])`

export type CaseSort = 'due' | 'opened' | 'updated'
export type CaseCursor = { readonly at: Instant | null; readonly id: string }

const orderOf: Readonly<Record<CaseSort, RawBuilder<unknown>>> = {
  due: sql`c.stage_due_at asc nulls last, c.id asc`, opened: sql`c.opened_at desc, c.id desc`, updated: sql`c.updated_at desc, c.id desc`,
}

const beyond = (sort: CaseSort, cursor: CaseCursor | null): RawBuilder<unknown> => {
  if (!cursor) return sql`true`
  if (sort === 'due') {
    return cursor.at === null
      ? sql`(c.stage_due_at is null and c.id > ${cursor.id}::uuid)`
      : sql`((c.stage_due_at, c.id) > (${at(cursor.at)}, ${cursor.id}::uuid) or c.stage_due_at is null)`
  }
  const column = sort === 'opened' ? sql`c.opened_at` : sql`c.updated_at`
  return sql`(${column}, c.id) < (${at(cursor.at as Instant)}, ${cursor.id}::uuid)`
}

type Scope = Readonly<Record<string, string>>

type Page = { readonly sort: CaseSort; readonly after: CaseCursor | null; readonly limit: number }
type Asked = { readonly filter: CaseFilter; readonly bounds: DueBounds; readonly ways: readonly Way[] }

const keyOf: Readonly<Record<CaseSort, RawBuilder<unknown>>> = { due: sql`c.stage_due_at`, opened: sql`c.opened_at`, updated: sql`c.updated_at` }
const outerOrder: Readonly<Record<CaseSort, RawBuilder<unknown>>> = { due: sql`at asc nulls last, id asc`, opened: sql`at desc, id desc`, updated: sql`at desc, id desc` }
const everybody: Way = { clause: sql`true`, area: null }

/**
 * The keys of one page in their order, under one more condition. A reader of some areas or units is asked for each way a case can come into his scope, so that
 * each is a walk along an index, and not a filter over everybody's cases.
 */
const keysOfPage = ({ filter, bounds, ways }: Asked, page: Page, more: (way: Way) => RawBuilder<unknown> = () => sql`true`): RawBuilder<CaseCursor> => {
  const where = filterClause({ ...filter, q: wordsOf(filter) === null ? filter.q : null }, bounds)
  const one = (way: Way): RawBuilder<CaseCursor> => sql<CaseCursor>`select c.id, ${keyOf[page.sort]} as at from cases c
    where ${where} and ${more(way)} and ${way.clause} and ${beyond(page.sort, page.after)} order by ${orderOf[page.sort]} limit ${page.limit}`
  if (ways.length < 2) return one(ways[0] ?? everybody)
  return sql<CaseCursor>`select id, at from (${sql.join(ways.map((way) => sql`(${one(way)})`), sql` union `)}) k order by ${outerOrder[page.sort]} limit ${page.limit}`
}

/** Rows with their names, in the order of the ids; those the scope does not show are left out. */
const rowsByIds = async (tx: Tx, ids: readonly string[]): Promise<readonly CaseListRow[]> => {
  if (ids.length === 0) return []
  const rows = new Map((await tx.prepared<CaseListRow>('case_list_rows', rowsSql, [ids])).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** One page: the keys first, so that names are joined to the rows of the page only. */
export const listCases = async (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, page: Page): Promise<readonly CaseListRow[]> => {
  const asked: Asked = { filter, bounds, ways: await scopeWays(tx, scope) }
  const words = wordsOf(filter)
  if (words === 'nothing') return []
  const keys = words === null ? await tx.rows(keysOfPage(asked, page)) : await searchPage(tx, words, onlyOpen(filter), { ...page, now: bounds.now, order: outerOrder[page.sort] }, {
    part: (part, more) => keysOfPage(asked, part, more), area: filter.area,
    whole: sql`select from cases c where ${filterClause({ ...filter, q: null }, bounds)} and ${(asked.ways[0] ?? everybody).clause} and ${beyond(page.sort, page.after)}`,
  })
  return rowsByIds(tx, keys.map((key) => key.id))
}

export const caseRowById = async (tx: Tx, id: string): Promise<CaseListRow | null> => (await rowsByIds(tx, [id]))[0] ?? null

export const caseIdByNumber = async (tx: Tx, number: string): Promise<string | null> =>
  (await tx.maybe(sql<{ id: string }>`select id from cases where number = ${number}`))?.id ?? null

/** All rows of a filter in portions, oldest first, for export. */
export const streamCases = async function* (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope): AsyncGenerator<readonly CaseListRow[]> {
  const where = sql`${filterClause(filter, bounds, { most: 100_000_000 })} and ${await scopeClause(tx, scope)}`
  yield* tx.stream(sql<CaseListRow>`select ${columns} from cases c ${joins} where ${where} order by c.opened_at, c.id`, 2_000)
}

export type StageCount = { readonly stage: CaseStage; readonly count: number; readonly overdue: number; readonly today: number; readonly paused: number; readonly cut: boolean }

/** Counts by stage, exact for open cases. Finished ones are counted up to `most`, and of frequent words among `mostFound` matches, since nobody waits for them; `cut` says so. */
export const countCases = async (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, most: number): Promise<readonly StageCount[]> => {
  const mine = await scopeClause(tx, scope), words = wordsOf(filter)
  const open = tx.rows(sql<StageCount>`select c.stage, count(*) as count, count(*) filter (where c.stage_due_at < ${at(bounds.now)}) as overdue,
      count(*) filter (where c.stage_due_at >= ${at(bounds.now)} and c.stage_due_at < ${at(bounds.today_end)}) as today, count(*) filter (where c.stage_due_at is null) as paused, false as cut
    from cases c where ${filterClause(filter, bounds, { open: true })} and ${mine} and c.stage <> 'done' group by c.stage`)
  if (onlyOpen(filter)) return open
  const many = words === null || words === 'nothing' ? sql`false` : sql`(select count(*) from (${found(words, false, mostFound)}) m) >= ${mostFound}`
  const done = await tx.one(sql<StageCount>`select 'done' as stage, count(*) as count, 0 as overdue, 0 as today, 0 as paused, count(*) >= ${most} or ${many} as cut
    from (select 1 from cases c where ${filterClause(filter, bounds)} and ${mine} and c.stage = 'done' limit ${most}) finished`)
  return [...await open, done]
}

export type CasePoint = { readonly id: string; readonly lon: number; readonly lat: number; readonly stage: CaseStage; readonly stage_due_at: Instant | null }

export const casePoints = async (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, most: number): Promise<readonly CasePoint[]> =>
  tx.rows(sql<CasePoint>`select c.id, c.lon, c.lat, c.stage, c.stage_due_at from cases c
    where c.lon is not null and ${filterClause(filter, bounds)} and ${await scopeClause(tx, scope)} order by c.opened_at desc limit ${most}`)
