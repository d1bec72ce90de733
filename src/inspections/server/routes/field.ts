import { type Static, Type } from 'typebox'
import { type LocalDate, parseLocalDate } from '#base/instants.ts'
import type { Refusal } from '#base/results.ts'
import { endpoint, messageKey, problem, uploadedForm } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import type { InspectionsDeps } from '../deps.ts'
import { findingContext } from '../context.ts'
import { dayDownload } from '../day-download.ts'
import { SubmissionWire } from '../field-wire.ts'
import { takeSubmissions } from '../sync.ts'
import { keepVisitPhoto, photoLimit, readPhotoForm } from '../uploads.ts'
import { cityDay } from '../work.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Text = Type.String(), Any = Type.Record(Type.String(), Type.Unknown())
const visit = { permission: 'inspections.visit' } as const

const DayWire = Type.Object({
  server_time: Text, account: Type.Object({ id: Text, name: Text }), checklists: Type.Array(Type.Object({ version_id: Text, title: Text, form: Any, items: Type.Array(Any) })),
  visits: Type.Array(Type.Object({
    id: Text, number: Text, programme: Type.Object({ name: Text, kind: Text }),
    place: Nullable(Type.Object({
      id: Text, code: Nullable(Text), name: Text, type: Type.Object({ code: Text, name: Text, name_en: Text }), address: Text, lon: Type.Number(), lat: Type.Number(), standard: Text, standard_en: Text, area: Text,
      has_photo: Type.Boolean(),
    })),
    planned_on: Text, window: Nullable(Type.Object({ from: Nullable(Text), to: Nullable(Text) })), stop_order: Nullable(Type.Integer()), inspectors: Type.Array(Type.Object({ id: Text, name: Text })),
    checklist_version_id: Text, state: Text, reason: Nullable(Text), conflict: Type.Boolean({ description: 'different submissions stand beside each other until somebody chooses' }), revision_known: Type.Integer({ description: 'highest revision the server has, from any device; 0: none' }),
    revisions: Type.Record(Type.String(), Type.Integer(), { description: 'by device' }),
    last_result: Nullable(Type.Object({ visited_on: Text, score: Nullable(Type.Number()), findings: Type.Integer() })),
    open_cases: Type.Array(Type.Object({ id: Text, number: Text, title: Text, category: Nullable(Text), state: Text, opened_at: Text })), open_case_count: Type.Integer(),
    re_inspects: Nullable(Type.Object({
      case_id: Text, number: Text, title: Text, category: Nullable(Text), state: Text, closed_at: Nullable(Text), lon: Nullable(Type.Number()), lat: Nullable(Type.Number()),
      photos: Type.Array(Type.Object({ id: Text, kind: Text })),
    })),
    submission: Nullable(Any),
  })),
  categories: Type.Array(Type.Object({ code: Text, name: Text, name_en: Nullable(Text), parent: Nullable(Text), kind: Text })), media_base: Type.Object({ visits: Text, cases: Text }),
})
export type DayWire = Static<typeof DayWire>

const said = (error: Refusal | null, locale: Locale) =>
  error && { code: error.code, params: { ...error.params } as Record<string, unknown>, text: translator(locale)(messageKey(error.code), error.params) }

export const fieldRoutes = (deps: InspectionsDeps) => [
  endpoint({
    id: 'inspections.field_day', method: 'GET', path: '/api/field/day', summary: 'One inspector\'s days to work without a network: own visits, checklists, open cases at the places, the catalogue in short', access: visit,
    query: Type.Object({ from: Type.Optional(Type.String({ format: 'date' })), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })) }), response: DayWire,
    handler: async (r) => {
      const asked = r.query.from === undefined ? null : parseLocalDate(r.query.from)
      const from = asked === null ? cityDay(r.city, r.now) : asked.ok && asked.value > '1900-01-01' && asked.value < '2200-01-01' ? asked.value : null
      if (from === null) throw problem('http.invalid_input', { status: 400, params: { count: 1 }, faults: [{ field: 'from', value: r.query.from ?? null, code: 'http.invalid.format', params: { right: 'YYYY-MM-DD' } }] })
      return dayDownload(r.city, r.scope, r.actor, from as LocalDate, r.query.days ?? 1, r.now)
    },
  }),
  endpoint({
    id: 'inspections.field_submissions', method: 'POST', path: '/api/field/submissions', summary: 'Visits from a device\'s queue, in any order and as often as needed; each is answered on its own', access: visit, bodyLimit: 8 * 1024 * 1024,
    body: Type.Object({ submissions: Type.Array(SubmissionWire, { minItems: 1, maxItems: 20 }) }, { additionalProperties: false }),
    response: Type.Object({
      server_time: Text, results: Type.Array(Type.Object({ id: Text, visit_id: Text, standing: Nullable(Text), visit_state: Nullable(Text), conflict: Type.Boolean(), error: Nullable(Type.Object({ code: Text, params: Any, text: Text })) })),
    }),
    handler: async (r) => {
      const x = await findingContext(r.city, deps.feed, r.actor, 'inspector')
      const taken = await takeSubmissions(x, r.scope, r.body.submissions, r.now)
      return { server_time: new Date(r.now).toISOString(), results: taken.map((t) => ({ ...t, error: said(t.error, r.locale) })) }
    },
  }),
  endpoint({
    id: 'inspections.field_photo', method: 'POST', path: '/api/field/photos', access: visit, consumes: ['multipart/form-data'], bodyLimit: photoLimit + 1024 * 1024,
    summary: 'One photo of a visit under the id its device gave it: 201 when it is new, 200 when it was there; fields id, visit_id, kind, item, instance, finding_key, taken_at, sent_at, lon, lat, accuracy_m, and the file',
    response: Type.Object({ id: Text, visit_id: Text, added: Type.Boolean() }),
    problems: ['inspections.photo_missing', 'inspections.visit_not_found', 'inspections.not_your_visit', 'inspections.photo_of_another_visit', 'files.not_a_photo', 'http.too_large'],
    handler: async (r) => {
      const told = readPhotoForm(await uploadedForm(r.request, { fileSize: photoLimit }), r.now)
      const { row, added } = await keepVisitPhoto(await findingContext(r.city, deps.feed, r.actor, 'inspector'), r.scope, deps.files, told, r.now)
      if (added) r.reply.status(201)
      return { id: row.id, visit_id: row.visit_id, added }
    },
  }),
]
