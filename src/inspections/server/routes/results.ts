import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { LocalDate } from '#base/instants.ts'
import { writeCsv } from '#platform/documents/index.ts'
import { endpoint } from '#platform/http/index.ts'
import { words } from '../field-wire.ts'
import { dayOrNull } from '../ledger.ts'
import { resultsOf, resultViews } from '../results.ts'
import { Day, Num, Nullable, Text, Uuid } from './visit-wire.ts'

const read = { permission: 'inspections.read' } as const
const query = Type.Object({ by: words(resultViews), programme: Uuid, from: Day, to: Day })
const FigureWire = Type.Object({
  key: Text, name: Text, visits: Type.Integer(), places: Type.Integer(), raw: Num, value: Num, se: Num, lower: Num, upper: Num, df: Type.Number(), effective: Type.Number(), flags: Type.Array(Text), publishable: Type.Boolean(),
  tally: Type.Optional(Type.Record(Type.String(), Type.Integer())), observed: Type.Optional(Type.Integer()), violations: Type.Optional(Type.Integer()), measure: Type.Optional(Text),
})
const filterOf = (q: { readonly programme: string; readonly from: string; readonly to: string }) => ({ programme_id: q.programme, from: dayOrNull('from', q.from) as LocalDate, to: dayOrNull('to', q.to) as LocalDate })
const columns = ['key', 'name', 'visits', 'places', 'raw', 'value', 'se', 'lower', 'upper', 'df', 'effective', 'publishable'] as const

/** Results of programmes: estimates from the design beside raw counts. */
export const resultRoutes = [
  endpoint({
    id: 'inspections.results', method: 'GET', path: '/api/results', summary: 'Results of a programme in a time: estimated from its draws with standard error and interval, beside raw counts', access: read, query,
    response: Type.Object({
      items: Type.Array(FigureWire), next_cursor: Type.Null(), visits: Type.Integer(), period: Type.Object({ from: Text, to: Text }),
      rule: Type.Object({ least_visits: Type.Number(), least_effective: Type.Number(), widest: Type.Number(), level: Type.Number() }), scale: Nullable(Type.Integer()),
    }),
    handler: async (r) => {
      const found = await resultsOf(r.city, r.scope, filterOf(r.query), r.query.by, r.locale)
      return {
        items: found.figures.map((f) => ({ ...f, flags: [...f.flags], ...(f.tally ? { tally: { ...f.tally } } : {}) })) as never, next_cursor: null, visits: found.visits, period: { from: r.query.from, to: r.query.to }, rule: { ...found.rule },
        scale: r.query.by === 'item' ? 1 : 100,
      }
    },
  }),
  endpoint({
    id: 'inspections.results_export', method: 'GET', path: '/api/results/export', summary: 'The same figures as CSV', access: read, query, produces: ['text/csv'],
    handler: async (r) => {
      const found = await resultsOf(r.city, r.scope, filterOf(r.query), r.query.by, r.locale)
      const rows = found.figures.map((f) => [...columns.map((name) => f[name]), f.flags.join(' '), r.query.from, r.query.to])
      r.reply.header('content-disposition', `attachment; filename="results-${r.query.by}-${r.query.from}.csv"`).type('text/csv; charset=utf-8')
      return Readable.from(writeCsv(rows, { header: [...columns, 'flags', 'from', 'to'], bom: true }))
    },
  }),
] as const
