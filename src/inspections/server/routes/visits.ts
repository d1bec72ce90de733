import { Type } from 'typebox'
import { isUuid } from '#base/ids.ts'
import { parseLocalDate } from '#base/instants.ts'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import { visitStates } from '../../rules/index.ts'
import { fileById } from '../../store/files.ts'
import { countVisits, listVisits, type VisitCursor, type VisitFilter } from '../../store/visits.ts'
import { findingContext } from '../context.ts'
import type { InspectionsDeps } from '../deps.ts'
import { dayOrNull, pathOrNull, uuidOrNull } from '../ledger.ts'
import { resolveConflict, reviewVisit } from '../review.ts'
import { visitDetail, visitsWire } from '../visit-detail.ts'
import { Day, IdParam, MaybeText, Nullable, Reason, Text, Uuid, VisitDetailWire, VisitWire } from './visit-wire.ts'

const read = { permission: 'inspections.read' } as const
const review = { permission: 'inspections.review' } as const

const statesOf = (text: string | undefined): readonly string[] => (text ?? '').split(',').filter(Boolean).map((word) => {
  if ((visitStates as readonly string[]).includes(word)) return word
  throw problem('http.invalid_input', { status: 400, params: { count: 1 }, faults: [{ field: 'state', value: word.slice(0, 80), code: 'http.invalid.enum', params: { right: visitStates.join(', ') } }] })
})
const cursorOf = (text: string | undefined): VisitCursor | null => {
  if (!text) return null
  const [day = '', id = ''] = text.split('~')
  const parsed = parseLocalDate(day)
  if (!parsed.ok || !isUuid(id) || parsed.value < '1900-01-01' || parsed.value > '2200-01-01') throw problem('http.bad_cursor', { status: 400 })
  return { day: parsed.value, id }
}
const Filter = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 120, description: 'one or more, with commas' })), programme: Type.Optional(Uuid), round: Type.Optional(Uuid), place: Type.Optional(Uuid), case: Type.Optional(Uuid),
  area: Type.Optional(Type.String({ maxLength: 200 })), unit: Type.Optional(Type.String({ maxLength: 200 })), inspector: Type.Optional(Type.String({ maxLength: 40, description: 'an account, or me' })), from: Type.Optional(Day),
  q: Type.Optional(Type.String({ maxLength: 60, description: 'number, place or inspector' })), to: Type.Optional(Day), conflict: Type.Optional(Type.Boolean()), late: Type.Optional(Type.Boolean()), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), cursor: Type.Optional(Type.String({ maxLength: 80 })),
})
const Reviewed = Type.Object({ state: Text, settled: Nullable(Type.Object({ made: Type.Integer(), joined: Type.Integer(), waiting: Type.Integer(), reopened: Type.Boolean() })), visit: Nullable(VisitDetailWire) })
const problems = ['inspections.visit_not_found', 'inspections.visit_state', 'inspections.visit_in_conflict'] as const

export const visitRoutes = (deps: InspectionsDeps) => [
  endpoint({
    id: 'inspections.visits', method: 'GET', path: '/api/visits', summary: 'Visits by filter, newest day first, keyset-paged; how many stand where', access: read, query: Filter,
    response: Type.Object({ items: Type.Array(VisitWire), next_cursor: MaybeText, counts: Type.Record(Type.String(), Type.Integer()) }), problems: ['inspections.no_such_filter', 'http.bad_cursor'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const q = r.query, limit = q.limit ?? 50
      const filter: VisitFilter = {
        states: statesOf(q.state), programme_id: uuidOrNull('programme', q.programme), round_id: uuidOrNull('round', q.round), place_id: uuidOrNull('place', q.place), case_id: uuidOrNull('case', q.case),
        area_path: await pathOrNull(tx, 'area', q.area), unit_path: await pathOrNull(tx, 'unit', q.unit), inspector_id: q.inspector === 'me' ? r.actor.id : uuidOrNull('inspector', q.inspector),
        from: dayOrNull('from', q.from), to: dayOrNull('to', q.to), conflict: q.conflict ?? null, late: q.late ?? null,
        q: q.q?.trim() || null,
      }
      const found = await listVisits(tx, filter, cursorOf(q.cursor), limit + 1)
      const rows = found.slice(0, limit), last = rows.at(-1)
      const counts = Object.fromEntries((await countVisits(tx, { ...filter, states: [] })).map((c) => [c.state, c.count]))
      return { items: await visitsWire(tx, rows), next_cursor: found.length > limit && last ? `${last.planned_on}~${last.id}` : null, counts }
    }),
  }),
  endpoint({
    id: 'inspections.visit', method: 'GET', path: '/api/visits/:id', summary: 'One visit: answers, photos, findings, what each device sent, its story, and what can be done now', access: read, params: IdParam,
    response: VisitDetailWire, problems: ['inspections.visit_not_found'], handler: (r) => r.city.read(r.scope, (tx) => visitDetail(tx, r.params.id, r.actor.permissions)),
  }),
  endpoint({
    id: 'inspections.accept_visit', method: 'POST', path: '/api/visits/:id/accept', summary: 'Accept a visit: its findings become cases, join open ones, or wait for a category; a second time nothing more happens', access: review,
    params: IdParam, response: Reviewed, problems,
    handler: async (r) => {
      const x = await findingContext(r.city, deps.feed, r.actor, 'civility_office')
      const done = await r.city.write(r.scope, async (tx) => unwrap(await reviewVisit(tx, x, r.params.id, { type: 'accept' }, r.now)))
      return { ...done, visit: await r.city.read(r.scope, (tx) => visitDetail(tx, r.params.id, r.actor.permissions)) }
    },
  }),
  ...([['return', 'Send a visit back to its inspectors with a reason'], ['cancel', 'Call a visit off with a reason'], ['reopen', 'Look at a decided visit again, with a reason']] as const).map(([type, summary]) => endpoint({
    id: `inspections.${type}_visit`, method: 'POST', path: `/api/visits/:id/${type}`, summary, access: review, params: IdParam, body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    response: Reviewed, problems: [...problems, 'inspections.reason_missing'],
    handler: async (r) => {
      const x = await findingContext(r.city, deps.feed, r.actor, 'civility_office')
      const done = await r.city.write(r.scope, async (tx) => unwrap(await reviewVisit(tx, x, r.params.id, { type, reason: r.body.reason }, r.now)))
      return { ...done, visit: await r.city.read(r.scope, (tx) => visitDetail(tx, r.params.id, r.actor.permissions)) }
    },
  })),
  endpoint({
    id: 'inspections.resolve_visit', method: 'POST', path: '/api/visits/:id/resolve', summary: 'Two devices said different things: choose which it is; the other is set aside and kept', access: review, params: IdParam,
    body: Type.Object({ submission_id: Uuid, reason: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false }), response: Reviewed,
    problems: ['inspections.visit_not_found', 'inspections.nothing_to_resolve', 'inspections.submission_not_waiting'],
    handler: async (r) => {
      const x = await findingContext(r.city, deps.feed, r.actor, 'civility_office')
      const done = await r.city.write(r.scope, async (tx) => unwrap(await resolveConflict(tx, x, r.params.id, r.body.submission_id, r.body.reason ?? '', r.now)))
      return { ...done, visit: await r.city.read(r.scope, (tx) => visitDetail(tx, r.params.id, r.actor.permissions)) }
    },
  }),
  endpoint({
    id: 'inspections.visit_photo', method: 'GET', path: '/api/visit-photos/:id', summary: 'A photo of a visit, without its camera data: thumb or view; the original for those who review', access: read, params: IdParam,
    query: Type.Object({ size: Type.Optional(Type.Union([Type.Literal('thumb'), Type.Literal('view'), Type.Literal('original')])) }), produces: ['image/jpeg'], problems: ['inspections.photo_unknown', 'http.forbidden'],
    handler: async (r) => {
      const row = await r.city.read(r.scope, (tx) => fileById(tx, r.params.id))
      if (!row) throw problem('inspections.photo_unknown', { status: 404 })
      const size = r.query.size ?? 'view'
      if (size === 'original' && !r.actor.permissions.has('inspections.review') && !r.actor.permissions.has('cases.ledger')) throw problem('http.forbidden', { status: 403 })
      const found = await deps.files.get(size === 'thumb' ? row.thumb_sha256 : size === 'view' ? row.view_sha256 : row.original_sha256)
      if (!found) throw problem('inspections.photo_unknown', { status: 404 })
      r.reply.header('cache-control', 'private, max-age=31536000, immutable').header('content-length', found.size).header('content-disposition', 'inline')
      r.reply.type(size === 'original' ? 'application/octet-stream' : 'image/jpeg')
      return found.stream
    },
  }),
]
