import { type Static, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { addDays, instantAt, localReading } from '#base/zones.ts'
import { endpoint } from '#platform/http/index.ts'
import { cityPath, overviewOf, type OverviewRow, trend } from '../../store/overview.ts'
import { dueBounds } from '../due.ts'
import { readFilter } from '../read-filter.ts'

const trendDays = 30
const mostUnits = 30
const Count = Type.Integer()
const Figures = Type.Object({
  opened_today: Count, closed_today: Count, open: Count, due_today: Count, overdue: Count, returned: Count, rework: Count, suspended: Count, supervised: Count, waiting_applications: Count,
})
const Line = Type.Object({ id: Type.String(), name: Type.String(), path: Type.String(), ...Figures.properties })

const figuresOf = (row: Static<typeof Figures>): Static<typeof Figures> => ({
  opened_today: row.opened_today, closed_today: row.closed_today, open: row.open, due_today: row.due_today, overdue: row.overdue, returned: row.returned, rework: row.rework,
  suspended: row.suspended, supervised: row.supervised, waiting_applications: row.waiting_applications,
})
const lineOf = (row: OverviewRow): Static<typeof Line> => ({ id: row.id, name: row.name, path: row.path, ...figuresOf(row) })

/** Which list each figure opens; the same filter the figure was counted with. */
const opens = (day: string): Record<keyof Static<typeof Figures>, Record<string, string>> => ({
  opened_today: { opened_from: day, opened_to: day }, closed_today: { closed_from: day, closed_to: day }, open: { stage: 'accept,dispatch,handle,check,close' },
  due_today: { due: 'today' }, overdue: { due: 'overdue' }, returned: { state: 'returned,returned_to_acceptor,objected' }, rework: { state: 'rework' },
  suspended: { state: 'suspended' }, supervised: { supervision: 'true', stage: 'accept,dispatch,handle,check,close' },
  waiting_applications: { stage: 'accept,dispatch,handle,check,close', application: 'any' },
})

export const overviewRoutes = [
  endpoint({
    id: 'cases.overview', method: 'GET', path: '/api/overview', summary: 'How it stands today, by area and unit; each figure names the list it was counted from', access: { permission: 'cases.read' },
    query: Type.Object({ area: Type.Optional(Type.String({ maxLength: 100 })), unit: Type.Optional(Type.String({ maxLength: 100 })), category: Type.Optional(Type.String({ maxLength: 100 })) }),
    response: Type.Object({
      as_of: Type.String(), today: Type.String(), figures: Figures, opens: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())), by_area: Type.Array(Line), by_unit: Type.Array(Line),
      trend: Type.Array(Type.Object({ date: Type.String(), opened: Count, closed: Count, closed_late: Count, ended: Count })),
    }),
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const filter = await readFilter(tx, r.query, r.actor, r.city.zone)
        const bounds = dueBounds(r.now, r.city.zone)
        const today = localReading(r.now, r.city.zone).date
        const start = instantAt(today, 0, r.city.zone)
        const days = Array.from({ length: trendDays }, (_, i) => addDays(today, i - trendDays + 1))
        const parent = filter.area?.path ?? (await cityPath(tx))
        const { figures, by_area, by_unit } = await overviewOf(tx, filter, bounds, r.scope, start, parent ?? '', mostUnits)
        return {
          as_of: toIso(r.now), today, figures: figuresOf(figures), opens: opens(today), by_area: by_area.map(lineOf), by_unit: by_unit.map(lineOf),
          trend: (await trend(tx, filter, bounds, r.scope, days, instantAt(days[0] ?? today, 0, r.city.zone), r.city.zone)).map(({ day, ...counts }) => ({ date: day, ...counts })),
        }
      }),
  }),
]
