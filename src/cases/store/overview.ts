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

export type OverviewRow = OverviewFigures & { readonly id: string; readonly name: string; readonly path: string; readonly name_key: string }
export type Overview = { readonly figures: OverviewFigures; readonly by_area: readonly OverviewRow[]; readonly by_unit: readonly OverviewRow[] }
type Grouped = OverviewFigures & {
  readonly kind: 'all' | 'area' | 'unit'
  readonly id: string | null
  readonly name: string
  readonly path: string
  readonly name_key: string
}

const byName = (a: OverviewRow, b: OverviewRow): number => (a.name_key < b.name_key ? -1 : a.name_key > b.name_key ? 1 : 0)

/**
 * Today's figures: of everything, of each child area of `parentPath`, and of the units that have most to do. Made in one look at the cases that are open, or were
 * opened or closed since `since`.
 */
export const overviewOf = async (
  tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, since: Instant, parentPath: string, mostUnits: number,
): Promise<Overview> => {
  const mine = await scopeClause(tx, scope), where = sql`${filterClause(filter, bounds)} and ${mine}`
  const columns = sql`c.stage, c.state, c.stage_due_at, c.supervision_level, c.application, c.opened_at, c.closed_at, c.lead_unit_id,
    case when starts_with(c.area_path, ${parentPath}::text || '.') then ${parentPath}::text || '.' || split_part(substr(c.area_path, length(${parentPath}::text) + 2), '.', 1) end as child`
  const rows = await tx.rows(sql<Grouped>`select case when g.is_area = 0 then 'area' when g.is_unit = 0 then 'unit' else 'all' end as kind, coalesce(a.id, u.id) as id,
      coalesce(a.name, u.name) as name, coalesce(a.path, u.path) as path, coalesce(a.name_key, u.name_key) as name_key, g.* from (
    select c.child, c.lead_unit_id, grouping(c.child) as is_area, grouping(c.lead_unit_id) as is_unit, ${figures(bounds)}, count(*) filter (where c.opened_at >= ${at(since)}) as opened_today,
      count(*) filter (where c.closed_at >= ${at(since)}) as closed_today from (
      select ${columns} from cases c where c.stage <> 'done' and ${where}
      union all select ${columns} from cases c where c.stage = 'done' and (c.opened_at >= ${at(since)} or c.closed_at >= ${at(since)}) and ${where}) c
    group by grouping sets ((), (c.child), (c.lead_unit_id))) g
    left join area_facts a on a.path = g.child left join unit_facts u on u.id = g.lead_unit_id`)
  const of = (kind: Grouped['kind']): readonly OverviewRow[] => rows.flatMap((row) => (row.kind === kind && row.id !== null ? [{ ...row, id: row.id }] : []))
  return {
    figures: rows.find((row) => row.kind === 'all') as Grouped,
    by_area: of('area').toSorted((a, b) => b.overdue - a.overdue || byName(a, b)),
    by_unit: of('unit').toSorted((a, b) => b.overdue - a.overdue || b.open - a.open || byName(a, b)).slice(0, mostUnits),
  }
}

export type TrendDay = { readonly day: LocalDate; readonly opened: number; readonly closed: number; readonly closed_late: number; readonly ended: number }

/** Per day of the city's zone: opened, closed, of those closed how many late, and all that ended (closed, declined, void or merged). Days without any are in it with zeros. */
export const trend = async (tx: Tx, filter: CaseFilter, bounds: DueBounds, scope: Scope, days: readonly LocalDate[], from: Instant, zone: string): Promise<readonly TrendDay[]> => {
  const where = sql`${filterClause(filter, bounds)} and ${await scopeClause(tx, scope)}`
  return tx.rows(sql<TrendDay>`select d.day, coalesce(o.n, 0) as opened, coalesce(k.n, 0) as closed, coalesce(k.late, 0) as closed_late, coalesce(e.n, 0) as ended
    from unnest(${days}::date[]) as d (day)
    left join (select (c.opened_at at time zone ${zone})::date as day, count(*) as n from cases c
      where c.opened_at >= ${at(from)} and ${where} group by 1) o on o.day = d.day
    left join (select (c.closed_at at time zone ${zone})::date as day, count(*) as n, count(*) filter (where c.on_time is false and not c.exempted) as late from cases c
      where c.closed_at >= ${at(from)} and ${where} group by 1) k on k.day = d.day
    left join (select (c.ended_at at time zone ${zone})::date as day, count(*) as n from cases c
      where c.ended_at >= ${at(from)} and ${where} group by 1) e on e.day = d.day
    order by d.day`)
}

export const cityPath = async (tx: Tx): Promise<string | null> =>
  (await tx.maybe(sql<{ path: string }>`select path from area_facts where parent_id is null order by path limit 1`))?.path ?? null
