import { PassThrough } from 'node:stream'
import { localReading } from '#base/zones.ts'
import { endpoint } from '#platform/http/index.ts'
import { casePoints, countCases, listCases } from '../../store/case-lists.ts'
import { termsOfModel, caseModelOf } from '../case-model.ts'
import { dueBounds, dueStateOf, dueStates } from '../due.ts'
import { exportCases, type ExportFormat, exportTypes } from '../export.ts'
import { readCursor, readFilter, sortOf } from '../read-filter.ts'
import { rowWire } from '../row-wire.ts'
import { CaseCountsWire, CaseListWire, CasePointsWire, FilterQuery } from '../wire.ts'

const read = { permission: 'cases.read' } as const
/** More points than this no screen shows apart; the answer says that it was cut. */
const mostPoints = 50_000
const mostCounted = 100_000

export const listRoutes = [
  endpoint({
    id: 'cases.list', method: 'GET', path: '/api/cases', summary: 'Cases by filter, keyset-paged', access: read, query: FilterQuery, response: CaseListWire,
    problems: ['cases.no_such_filter', 'http.bad_cursor'],
    handler: async (r) => {
      const model = await caseModelOf(r.city)
      return r.city.read(r.scope, async (tx) => {
        const filter = await readFilter(tx, r.query, r.actor, r.city.zone)
        const bounds = dueBounds(r.now, r.city.zone), sort = sortOf(r.query, filter), limit = r.query.limit ?? 50
        const found = await listCases(tx, filter, bounds, r.scope, { sort, after: readCursor(r.query.cursor), limit: limit + 1 })
        const items = found.slice(0, limit)
        const { calendar } = termsOfModel(model, null)
        const last = items.at(-1)
        const key = last && (sort === 'due' ? last.stage_due_at : sort === 'opened' ? last.opened_at : last.updated_at)
        return { items: items.map((c) => rowWire(c, bounds, calendar)), next_cursor: found.length > limit && last ? `${key ?? ''}~${last.id}` : null }
      })
    },
  }),
  endpoint({
    id: 'cases.counts', method: 'GET', path: '/api/cases/counts', summary: 'How many cases a filter finds, by stage and by limit', access: read, query: FilterQuery, response: CaseCountsWire,
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const filter = await readFilter(tx, r.query, r.actor, r.city.zone)
        const counts = await countCases(tx, filter, dueBounds(r.now, r.city.zone), r.scope, mostCounted)
        const sum = (pick: (c: (typeof counts)[number]) => number): number => counts.reduce((total, c) => total + pick(c), 0)
        return {
          by_stage: Object.fromEntries(counts.map((c) => [c.stage, c.count])), by_due: { overdue: sum((c) => c.overdue), today: sum((c) => c.today), paused: sum((c) => c.paused) },
          total: sum((c) => c.count), total_is_exact: !counts.some((c) => c.cut),
        }
      }),
  }),
  endpoint({
    id: 'cases.points', method: 'GET', path: '/api/cases/points', summary: 'Where the cases of a filter lie', access: read, query: FilterQuery, response: CasePointsWire,
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const filter = await readFilter(tx, r.query, r.actor, r.city.zone)
        const bounds = dueBounds(r.now, r.city.zone)
        const found = await casePoints(tx, filter, bounds, r.scope, mostPoints + 1)
        return {
          due_states: [...dueStates], truncated: found.length > mostPoints,
          points: found.slice(0, mostPoints).map((p) => [Number(p.lon.toFixed(6)), Number(p.lat.toFixed(6)), dueStates.indexOf(dueStateOf(p, bounds)), p.id]),
        }
      }),
  }),
  endpoint({
    id: 'cases.export', method: 'GET', path: '/api/cases/export', summary: 'All cases of a filter as a file, streamed', access: { permission: 'cases.export' }, query: FilterQuery,
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/x-ndjson'],
    handler: async (r) => {
      const format = (r.query.format ?? 'csv') as ExportFormat
      const filter = await r.city.read(r.scope, (tx) => readFilter(tx, r.query, r.actor, r.city.zone))
      const out = new PassThrough()
      const day = localReading(r.now, r.city.zone).date
      r.reply.header('content-disposition', `attachment; filename="cases-${day}.${format}"`)
      r.reply.type(exportTypes[format])
      exportCases(r.city, r.scope, filter, { format, locale: r.locale, now: r.now, bom: true }, out).catch((error: Error) => {
        r.log.error({ err: error }, 'export ended early')
        out.destroy(error)
      })
      return out
    },
  }),
]
