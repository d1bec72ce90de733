import { isUuid } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'
import { type Fault, type MessageParams } from '#base/results.ts'
import { photoKinds } from '#cases/rules/index.ts'
import type { RowScope } from '#platform/db/index.ts'
import { acceptImage, type FileStore, storePhoto } from '#platform/files/index.ts'
import { problem, type UploadedForm } from '#platform/http/index.ts'
import { clockOffset, setRight, type VisitPhoto } from '../rules/index.ts'
import { fileById, insertFile, type VisitFileRow } from '../store/files.ts'
import { visitById } from '../store/visits.ts'
import type { FindingContext } from './context.ts'
import { timeOf } from './field-wire.ts'
import { attachLate } from './findings.ts'

export const photoLimit = 25 * 1024 * 1024

type Told = Omit<VisitPhoto, 'taken_at'> & { readonly visit_id: string; readonly taken_at: Instant | null }

/** What the form says of the photo, each field by its name. */
export const readPhotoForm = ({ file, fields }: UploadedForm, now: Instant): Told & { readonly bytes: Buffer } => {
  if (!file || file.bytes.length === 0) throw problem('inspections.photo_missing', { status: 422 })
  const faults: Fault[] = []
  const wrong = (field: string, code: string, params: MessageParams = {}): null => {
    faults.push({ field, value: (fields.get(field) ?? '').toWellFormed().replaceAll('\0', '').slice(0, 80) || null, code, params })
    return null
  }
  const text = (field: string, most: number): string | null => {
    const value = fields.get(field) ?? ''
    if (value.includes('\0') || !value.isWellFormed()) return wrong(field, 'http.invalid.text')
    return value.length > most ? wrong(field, 'http.invalid.maxLength', { right: most }) : value === '' ? null : value
  }
  const id = (field: string): string => {
    const value = fields.get(field) ?? ''
    if (isUuid(value)) return value
    wrong(field, value === '' ? 'http.invalid.required' : 'http.invalid.format', { right: 'uuid' })
    return ''
  }
  const number = (field: string, low: number, high: number): number | null => {
    const value = fields.get(field) ?? ''
    if (value === '') return null
    const n = /^-?\d{1,12}(\.\d{1,20})?$/.test(value) ? Number(value) : NaN
    return n >= low && n <= high ? n : wrong(field, 'http.invalid.format', { right: `${low} … ${high}` })
  }
  const moment = (field: string): Instant | null => {
    const value = fields.get(field) ?? ''
    if (value === '') return null
    const read = timeOf(field, value)
    return read.ok ? read.value : wrong(field, 'http.invalid.format', { right: 'ISO 8601' })
  }
  const kind = fields.get('kind') ?? 'other'
  if (!(photoKinds as readonly string[]).includes(kind)) wrong('kind', 'http.invalid.enum', { right: photoKinds.join(', ') })
  const lon = number('lon', -180, 180), lat = number('lat', -90, 90), instance = number('instance', 0, 10_000)
  const taken = moment('taken_at'), sent = moment('sent_at')
  const told: Told = {
    id: id('id'), visit_id: id('visit_id'), kind: kind as VisitPhoto['kind'], item: text('item', 200), instance: Math.trunc(instance ?? 0), finding_key: text('finding_key', 100),
    taken_at: taken === null ? null : sent === null ? taken : setRight(taken, clockOffset(sent, now), now), lon: lat === null ? null : lon, lat: lon === null ? null : lat,
    accuracy_m: number('accuracy_m', 0, 1_000_000),
  }
  if (faults.length > 0) throw problem('http.invalid_input', { status: 422, params: { count: faults.length }, faults })
  return { ...told, bytes: file.bytes }
}

/**
 * Keeps one photo of a visit under the id its device gave it: before or after the visit itself arrives, once however often it is sent. The bytes are on disk before
 * the row is written, so a crash in between leaves a file nobody names and never a row without a picture.
 */
export const keepVisitPhoto = async (
  x: FindingContext, scope: RowScope, store: FileStore, told: Told & { readonly bytes: Buffer }, now: Instant,
): Promise<{ readonly row: VisitFileRow; readonly added: boolean }> => {
  const { bytes, ...said } = told
  const seen = await x.city.read(scope, async (tx) => ({ visit: await visitById(tx, said.visit_id), file: await fileById(tx, said.id) }))
  if (!seen.visit) throw problem('inspections.visit_not_found', { status: 404 })
  if (x.by === null || !seen.visit.inspector_ids.includes(x.by)) throw problem('inspections.not_your_visit', { status: 403 })
  if (seen.file) {
    if (seen.file.visit_id !== said.visit_id) throw problem('inspections.photo_of_another_visit', { status: 409 })
    return { row: seen.file, added: false }
  }
  const accepted = await acceptImage(bytes)
  if (!accepted.ok) throw problem(accepted.error.code, { status: 422, ...(accepted.error.params ? { params: accepted.error.params } : {}) })
  const { facts } = accepted.value
  const stored = await storePhoto(store, accepted.value, { keepOriginal: true })
  const copy = (name: 'large' | 'small') => stored.copies.find((c) => c.name === name) as (typeof stored.copies)[number]
  const large = copy('large')
  const row: VisitFileRow = {
    ...said, taken_at: said.taken_at ?? facts.takenAt, lon: said.lon ?? facts.position?.lon ?? null, lat: said.lat ?? facts.position?.lat ?? null,
    original_sha256: stored.original?.sha256 ?? large.sha256, view_sha256: large.sha256, thumb_sha256: copy('small').sha256, width: large.width, height: large.height, added_at: now, added_by: x.by,
  }
  return x.city.write(scope, async (tx) => {
    const added = await insertFile(tx, row)
    // Somebody else's upload of the same id was faster: its row stands, unless it is of a visit this one may not see.
    if (!added) {
      const there = await fileById(tx, row.id)
      if (there?.visit_id !== row.visit_id) throw problem('inspections.photo_of_another_visit', { status: 409 })
      return { row: there, added }
    }
    await attachLate(tx, x, row.visit_id, row, now)
    return { row, added }
  })
}
