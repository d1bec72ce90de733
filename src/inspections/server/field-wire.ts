import { type Static, Type } from 'typebox'
import { type Instant, parseInstant } from '#base/instants.ts'
import { err, type Fault, ok, type Result } from '#base/results.ts'
import { photoKinds } from '#cases/rules/index.ts'
import type { VisitPhoto, VisitSubmission } from '../rules/index.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
export const words = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] })
const Uuid = Type.String({ format: 'uuid' })
const Time = Type.String({ format: 'date-time' })
const Lon = Nullable(Type.Number({ minimum: -180, maximum: 180 }))
const Lat = Nullable(Type.Number({ minimum: -90, maximum: 90 }))
const Metres = Nullable(Type.Number({ minimum: 0, maximum: 1_000_000 }))

const Photo = Type.Object({
  id: Uuid, kind: words(photoKinds), item: Nullable(Type.String({ maxLength: 200 })), instance: Type.Integer({ minimum: 0, maximum: 10_000 }), finding_key: Nullable(Type.String({ maxLength: 100 })),
  taken_at: Time, lon: Lon, lat: Lat, accuracy_m: Metres,
}, { additionalProperties: false })
const Loose = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 100 }), category: Nullable(Type.String({ maxLength: 60 })), description: Type.String({ minLength: 1, maxLength: 2000 }), lon: Lon, lat: Lat,
}, { additionalProperties: false })

/** One visit as a device sends it, whole each time. */
export const SubmissionWire = Type.Object({
  id: Uuid, visit_id: Uuid, device_id: Type.String({ minLength: 1, maxLength: 80 }), revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }), checklist_version_id: Uuid,
  started_at: Time, ended_at: Time, sent_at: Time, answers: Type.Record(Type.String({ maxLength: 200 }), Type.Unknown(), { maxProperties: 2000 }), photos: Type.Array(Photo, { maxItems: 300 }),
  findings: Type.Array(Loose, { maxItems: 100 }), lon: Lon, lat: Lat, accuracy_m: Metres, not_done_reason: Nullable(Type.String({ minLength: 1, maxLength: 500 })),
}, { additionalProperties: false })
export type SubmissionWire = Static<typeof SubmissionWire>

/** The years a visit can have been made in; a device whose clock says another is wrong beyond repair. */
const [first, last] = [Date.UTC(2000, 0, 1), Date.UTC(2200, 0, 1)]
export const timeOf = (field: string, text: string): Result<Instant, Fault> => {
  const read = parseInstant(text)
  return read.ok && read.value >= first && read.value < last ? ok(read.value) : err({ field, value: text.slice(0, 60), code: 'http.invalid.format', params: { right: 'ISO 8601' } })
}

/** The wire's words as the rules know them; faults name the times that cannot be read. */
export const readSubmission = (w: SubmissionWire): Result<VisitSubmission, readonly Fault[]> => {
  const faults: Fault[] = []
  const at = (field: string, text: string): Instant => {
    const read = timeOf(field, text)
    if (!read.ok) faults.push(read.error)
    return (read.ok ? read.value : 0) as Instant
  }
  const photos = w.photos.map((p, i): VisitPhoto => ({ ...p, taken_at: at(`photos.${i}.taken_at`, p.taken_at) }))
  const read: VisitSubmission = { ...w, started_at: at('started_at', w.started_at), ended_at: at('ended_at', w.ended_at), sent_at: at('sent_at', w.sent_at), photos }
  return faults.length > 0 ? err(faults) : ok(read)
}

/** A kept submission again; it was readable when it was kept. */
export const keptSubmission = (body: Readonly<Record<string, unknown>>): VisitSubmission => {
  const read = readSubmission(body as unknown as SubmissionWire)
  if (!read.ok) throw new Error(`a kept submission cannot be read: ${JSON.stringify(read.error)}`)
  return read.value
}
