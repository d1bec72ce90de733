import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { everyRow } from '#platform/db/index.ts'
import { acceptImage, type FileStore, storePhoto } from '#platform/files/index.ts'
import { type Asked, endpoint, type Feed, problem, unwrap, uploadedForm } from '#platform/http/index.ts'
import { newId, randomCode } from '#platform/random/index.ts'
import { type CaseFile, type CaseId, type PhotoKind, photoKinds } from '../../rules/index.ts'
import { attachFiles, type CaseFileRow, fileById, insertFiles } from '../../store/file-rows.ts'
import { placeOfCase } from '../../store/names.ts'
import { commandInTx } from '../commands.ts'
import { caseModelOf } from '../case-model.ts'
import { actorOf } from '../decide-context.ts'

const Upload = Type.Object({ file_id: Type.String(), secret: Type.String(), kind: Type.String(), width: Type.Integer(), height: Type.Integer(), taken_at: Type.Union([Type.String(), Type.Null()]), lon: Type.Union([Type.Number(), Type.Null()]), lat: Type.Union([Type.Number(), Type.Null()]) })

const photoLimit = 25 * 1024 * 1024
/** The photo and the form around it. */
const uploadLimit = photoLimit + 1024 * 1024

/** The one photo of a multipart request and what is said of it. */
const readUpload = async (request: FastifyRequest): Promise<{ readonly bytes: Buffer; readonly kind: PhotoKind }> => {
  const { file, fields } = await uploadedForm(request, { fileSize: photoLimit })
  const kind = fields.get('kind') ?? 'near'
  if (!file || file.bytes.length === 0) throw problem('cases.file_missing', { status: 422 })
  if (!(photoKinds as readonly string[]).includes(kind)) throw problem('http.invalid_input', { status: 422, params: { count: 1 }, faults: [{ field: 'kind', value: kind.slice(0, 80), code: 'http.invalid.enum', params: { right: photoKinds.join(', ') } }] })
  return { bytes: file.bytes, kind: kind as PhotoKind }
}

/** Checks, redraws and keeps a photo; the row follows in the caller's transaction. */
const keepPhoto = async (store: FileStore, r: Pick<Asked<never, never, never>, 'request' | 'now' | 'actor'>): Promise<CaseFileRow> => {
  const { bytes, kind } = await readUpload(r.request)
  const accepted = await acceptImage(bytes)
  if (!accepted.ok) throw problem(accepted.error.code, { status: 422, ...(accepted.error.params ? { params: accepted.error.params } : {}) })
  const { facts } = accepted.value
  const stored = await storePhoto(store, accepted.value, { keepOriginal: true })
  const copy = (name: 'large' | 'small') => stored.copies.find((c) => c.name === name) as (typeof stored.copies)[number]
  const large = copy('large')
  return {
    id: newId(r.now), case_id: null, secret: randomCode(24), kind, original_sha256: stored.original?.sha256 ?? large.sha256, view_sha256: large.sha256,
    thumb_sha256: copy('small').sha256, width: large.width, height: large.height, taken_at: facts.takenAt, lon: facts.position?.lon ?? null, lat: facts.position?.lat ?? null,
    added_at: r.now, added_by: r.actor.id,
  }
}


export const fileRoutes = (store: FileStore, feed: Feed) => [
  endpoint({
    id: 'cases.upload', method: 'POST', path: '/api/uploads', summary: 'Bring a photo before the report or the report back it belongs to; its id and secret attach it', access: 'public',
    perMinute: 60, consumes: ['multipart/form-data'], bodyLimit: uploadLimit, status: 201, response: Upload, problems: ['cases.file_missing', 'files.not_a_photo', 'http.too_large'],
    handler: async (r) => {
      const row = await keepPhoto(store, r)
      await r.city.write(everyRow, (tx) => insertFiles(tx, [row]))
      return { file_id: row.id, secret: row.secret as string, kind: row.kind, width: row.width, height: row.height, taken_at: row.taken_at === null ? null : toIso(row.taken_at), lon: row.lon, lat: row.lat }
    },
  }),
  endpoint({
    id: 'cases.add_photo', method: 'POST', path: '/api/cases/:id/files', summary: 'Add a photo to a case', access: { permission: 'cases.read' }, params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    consumes: ['multipart/form-data'], bodyLimit: uploadLimit, status: 201, response: Type.Object({ file_id: Type.String() }), problems: ['cases.not_found', 'cases.file_missing', 'files.not_a_photo'],
    handler: async (r) => {
      // A photo for a case that is not there is not even looked at.
      if (!(await r.city.read(r.scope, (tx) => placeOfCase(tx, r.params.id)))) throw problem('cases.not_found', { status: 404 })
      const row = await keepPhoto(store, r)
      const model = await caseModelOf(r.city)
      await r.city.write(r.scope, async (tx) => {
        await insertFiles(tx, [row])
        const file: CaseFile = { file_id: row.id, kind: row.kind, taken_at: row.taken_at, lon: row.lon, lat: row.lat }
        unwrap(await commandInTx(tx, r.city, model, feed, { id: r.params.id, command: { type: 'add_file', file }, expected_seq: null, actor: actorOf(r.actor) }, r.now))
        await tx.setScope({ 'app.upload': row.secret as string })
        await attachFiles(tx, [{ file_id: row.id, case_id: r.params.id as CaseId, kind: row.kind }])
      })
      return { file_id: row.id }
    },
  }),
  endpoint({
    id: 'cases.file', method: 'GET', path: '/api/files/:id', summary: 'A photo, without its camera data: thumb or view; the original for those who may check evidence', access: 'signed_in',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }), query: Type.Object({ size: Type.Optional(Type.Union([Type.Literal('thumb'), Type.Literal('view'), Type.Literal('original')])) }),
    produces: ['image/jpeg'], problems: ['cases.file_unknown', 'http.forbidden'],
    handler: async (r) => {
      const row = await r.city.read(r.scope, (tx) => fileById(tx, r.params.id))
      if (!row) throw problem('cases.file_unknown', { status: 404 })
      const size = r.query.size ?? 'view'
      // The original carries the camera's own data, so it is for those who judge evidence.
      if (size === 'original' && !r.actor.permissions.has('cases.review') && !r.actor.permissions.has('cases.ledger')) throw problem('http.forbidden', { status: 403 })
      const found = await store.get(size === 'thumb' ? row.thumb_sha256 : size === 'view' ? row.view_sha256 : row.original_sha256)
      if (!found) throw problem('cases.file_unknown', { status: 404 })
      r.reply.header('cache-control', 'private, max-age=31536000, immutable').header('content-length', found.size).header('content-disposition', 'inline')
      r.reply.type(size === 'original' ? 'application/octet-stream' : 'image/jpeg')
      return found.stream
    },
  }),
]
