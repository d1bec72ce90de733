import { PassThrough } from 'node:stream'
import { Type } from 'typebox'
import { endpoint } from '#platform/http/index.ts'
import { rectificationStates } from '../../rules/index.ts'
import { words } from '../field-wire.ts'
import { exportLedger, ledgerPage, ledgerSummary, readLedgerCursor, readLedgerFilter } from '../ledger.ts'
import { placeStory } from '../place-story.ts'
import { cityDay } from '../work.ts'
import { Any, Day, IdParam, LedgerRowWire, LedgerSummaryWire, LedgerWire, MaybeText, Nullable, Num, PhotoWire, Text, Uuid, VisitWire } from './visit-wire.ts'

const read = { permission: 'inspections.read' } as const
const filter = {
  view: Type.Optional(words(['problems', 'rectification'])), status: Type.Optional(words(rectificationStates)), unit: Type.Optional(Type.String({ maxLength: 200 })), area: Type.Optional(Type.String({ maxLength: 200 })),
  programme: Type.Optional(Uuid), place: Type.Optional(Uuid), visit: Type.Optional(Uuid), category: Type.Optional(Type.String({ maxLength: 60 })), q: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(Day), to: Type.Optional(Day),
}
const page = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), cursor: Type.Optional(Type.String({ maxLength: 80 })) }

export const ledgerRoutes = [
  endpoint({
    id: 'inspections.ledger', method: 'GET', path: '/api/ledger', summary: 'Problem list (问题清单) or rectification ledger (整改台账), newest first, with photos before and after', access: read, query: Type.Object({ ...filter, ...page }),
    response: LedgerWire, problems: ['inspections.no_such_filter', 'http.bad_cursor'],
    handler: (r) => r.city.read(r.scope, async (tx) => ledgerPage(tx, await readLedgerFilter(tx, r.query, r.city.zone, r.now), readLedgerCursor(r.query.cursor), r.query.limit ?? 50)),
  }),
  endpoint({
    id: 'inspections.findings', method: 'GET', path: '/api/findings', summary: 'Findings by filter; the problem list under its other name', access: read, query: Type.Object({ ...filter, ...page }), response: LedgerWire,
    problems: ['inspections.no_such_filter', 'http.bad_cursor'],
    handler: (r) => r.city.read(r.scope, async (tx) => ledgerPage(tx, await readLedgerFilter(tx, r.query, r.city.zone, r.now), readLedgerCursor(r.query.cursor), r.query.limit ?? 50)),
  }),
  endpoint({
    id: 'inspections.ledger_summary', method: 'GET', path: '/api/ledger/summary', access: read, response: LedgerSummaryWire, problems: ['inspections.no_such_filter'],
    summary: 'Figures of a ledger: problems, cases, rectification rate with its denominator, what re-inspection found with its error; by unit, area, programme or place',
    query: Type.Object({ ...filter, by: Type.Optional(words(['unit', 'area', 'programme', 'place'])) }),
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const f = await readLedgerFilter(tx, r.query, r.city.zone, r.now)
      const { counts, ...rest } = await ledgerSummary(tx, f, r.query.by ?? null, r.city.zone, r.query)
      return { counts: { ...counts }, ...rest }
    }),
  }),
  endpoint({
    id: 'inspections.ledger_export', method: 'GET', path: '/api/ledger/export', summary: 'The whole list of a filter as a file, streamed', access: read, query: Type.Object({ ...filter, format: Type.Optional(words(['csv', 'xlsx'])) }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], problems: ['inspections.no_such_filter'],
    handler: async (r) => {
      const format = r.query.format === 'xlsx' ? 'xlsx' : 'csv'
      const f = await r.city.read(r.scope, (tx) => readLedgerFilter(tx, r.query, r.city.zone, r.now))
      const out = new PassThrough()
      r.reply.header('content-disposition', `attachment; filename="${f.view}-${cityDay(r.city, r.now)}.${format}"`)
      r.reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      exportLedger(r.city, r.scope, f, format, r.locale, out).catch((error: Error) => {
        r.log.error({ err: error }, 'export ended early')
        out.destroy(error)
      })
      return out
    },
  }),
  endpoint({
    id: 'inspections.place_story', method: 'GET', path: '/api/places/:id/story', summary: 'What was seen at a place: visits with scores, problems and what became of them, badges, photos, newest first', access: read, params: IdParam,
    problems: ['areas.place_not_found'],
    response: Type.Object({
      place: Type.Object({
        id: Text, code: MaybeText, name: Text, type: Text, type_name: Text, type_name_en: Text, area: Text, address: Text, lon: Type.Number(), lat: Type.Number(), standard: Text, standard_en: Text,
        unit: Nullable(Type.Object({ id: Text, name: Text })), has_photo: Type.Boolean(), valid_to: MaybeText,
      }),
      visits: Type.Array(VisitWire), problems: Type.Array(LedgerRowWire), photos: Type.Array(PhotoWire), badges: Type.Array(Any), open_cases: Type.Array(Any),
      figures: Type.Object({ visits: Type.Integer(), accepted: Type.Integer(), last_score: Num, mean_score: Num, problems: Type.Integer(), rectified: Type.Integer(), of: Type.Integer(), rate: Num }),
    }),
    handler: (r) => r.city.read(r.scope, (tx) => placeStory(tx, r.params.id, r.actor.permissions, r.now)),
  }),
]
