import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import { type CaseFilter, type DueBounds, filterClause, scopeClause } from './filters.ts'

type Scope = Readonly<Record<string, string>>

export type OverviewFigures = {
  readonly opened_today: number
  readonly closed_today: number
  readonly open: number
  readonly due_today: number
  readonly overdue: number
  readonly returned: number
  readonly rework: number
  readonly suspended: number
  readonly supervised: number
  readonly waiting_applications: number
}

const figures = (bounds: DueBounds) => sql`
  count(*) filter (where c.stage <> 'done') as open,
  count(*) filter (where c.stage <> 'done' and c.stage_due_at >= ${at(bounds.now)} and c.stage_due_at < ${at(bounds.today_end)}) as due_today,
  count(*) filter (where c.stage <> 'done' and c.stage_due_at < ${at(bounds.now)}) as overdue,
  count(*) filter (where c.state in ('returned', 'returned_to_acceptor', 'objected')) as returned, count(*) filter (where c.state = 'rework') as rework,
  count(*) filter (where c.state = 'suspended') as suspended, count(*) filter (where c.stage <> 'done' and c.supervision_level > 0) as supervised,
  count(*) filter (where c.stage <> 'done' and c.application is not null) as waiting_applications`

/** Cases that are open, or were opened or closed since `since`: all that today's figures are made of. */
const alive = (filter: CaseFilter, bounds: DueBounds, scope: Scope, since: Instant) => sql`(
  select * from cases c where c.stage <> 'done' and ${filterClause(filter, bounds)} and ${scopeClause(scope)}
  union all select * from cases c where c.stage = 'done' and (c.opened_at >= ${at(since)} or c.closed_at >= ${at(since)}) and ${filterClause(filter, bounds)} and ${scopeClause(scope)}) c`

export const overviewFigures = (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, todayStart: Instant): Promise<OverviewFigures> =>
  tx.one(sql<OverviewFigures>`select ${figures(bounds)}, count(*) filter (where c.opened_at >= ${at(todayStart)}) as opened_today,
    count(*) filter (where c.closed_at >= ${at(todayStart)}) as closed_today from ${alive(filter, bounds, scope, todayStart)}`)

export type OverviewRow = OverviewFigures & { readonly id: string; readonly name: string; readonly path: string }

/** The same figures for each child area of `path`, or each district of the city. */
export const overviewByArea = (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, todayStart: Instant, parentPath: string): Promise<readonly OverviewRow[]> =>
  tx.rows(sql<OverviewRow>`select a.id, a.name, a.path, ${figures(bounds)}, count(*) filter (where c.opened_at >= ${at(todayStart)}) as opened_today,
      count(*) filter (where c.closed_at >= ${at(todayStart)}) as closed_today
    from ${alive(filter, bounds, scope, todayStart)}
    join area_facts a on a.path = ${parentPath} || '.' || split_part(substr(c.area_path, length(${parentPath}::text) + 2), '.', 1)
    where starts_with(c.area_path, ${parentPath}::text || '.') group by a.id, a.name, a.path, a.name_key order by overdue desc, a.name_key`)

export const overviewByUnit = (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, todayStart: Instant, most: number): Promise<readonly OverviewRow[]> =>
  tx.rows(sql<OverviewRow>`select u.id, u.name, u.path, ${figures(bounds)}, count(*) filter (where c.opened_at >= ${at(todayStart)}) as opened_today,
      count(*) filter (where c.closed_at >= ${at(todayStart)}) as closed_today
    from ${alive(filter, bounds, scope, todayStart)} join unit_facts u on u.id = c.lead_unit_id group by u.id, u.name, u.path, u.name_key
    order by count(*) filter (where c.stage <> 'done' and c.stage_due_at < ${at(bounds.now)}) desc, count(*) filter (where c.stage <> 'done') desc, u.name_key limit ${most}`)

export type TrendDay = { readonly day: LocalDate; readonly opened: number; readonly closed: number; readonly closed_late: number; readonly ended: number }

/** Per day of the city's zone: opened, closed, of those closed how many late, and all that ended (closed, declined, void or merged). Days without any are in it with zeros. */
export const trend = (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, days: readonly LocalDate[], from: Instant, zone: string): Promise<readonly TrendDay[]> =>
  tx.rows(sql<TrendDay>`select d.day, coalesce(o.n, 0) as opened, coalesce(k.n, 0) as closed, coalesce(k.late, 0) as closed_late, coalesce(e.n, 0) as ended
    from unnest(${days}::date[]) as d (day)
    left join (select (c.opened_at at time zone ${zone})::date as day, count(*) as n from cases c
      where c.opened_at >= ${at(from)} and ${filterClause(filter, bounds)} and ${scopeClause(scope)} group by 1) o on o.day = d.day
    left join (select (c.closed_at at time zone ${zone})::date as day, count(*) as n, count(*) filter (where c.on_time is false and not c.exempted) as late from cases c
      where c.closed_at >= ${at(from)} and ${filterClause(filter, bounds)} and ${scopeClause(scope)} group by 1) k on k.day = d.day
    left join (select (c.ended_at at time zone ${zone})::date as day, count(*) as n from cases c
      where c.ended_at >= ${at(from)} and ${filterClause(filter, bounds)} and ${scopeClause(scope)} group by 1) e on e.day = d.day
    order by d.day`)

export const cityPath = async (tx: Tx): Promise<string | null> =>
  (await tx.maybe(sql<{ path: string }>`select path from area_facts where parent_id is null order by path limit 1`))?.path ?? null
