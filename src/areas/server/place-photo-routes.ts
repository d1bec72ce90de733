import { Type } from 'typebox'
import { acceptImage, storePhoto } from '#platform/files/index.ts'
import { type Endpoint, endpoint, problem, unwrap, uploadedForm } from '#platform/http/index.ts'
import { photoOf, placeById } from '../store/places.ts'
import type { AreasDeps } from './deps.ts'
import { setPlacePhoto } from './place-commands.ts'
import { areaModelOf } from './snapshot.ts'
import { placeWire, PlaceWire } from './place-wire.ts'
import { Uuid } from './wire.ts'

const IdParam = Type.Object({ id: Uuid })
const manage = { permission: 'areas.manage' } as const
const photoLimit = 25 * 1024 * 1024

/** The one photo that shows a place. */
export const placePhotoRoutes = (deps: AreasDeps): readonly Endpoint[] => [
  endpoint({
    id: 'areas.place_photo', method: 'GET', path: '/api/places/:id/photo', summary: 'The photo of a place: thumb or view', access: 'signed_in', params: IdParam,
    query: Type.Object({ size: Type.Optional(Type.Union([Type.Literal('thumb'), Type.Literal('view')])), at: Type.Optional(Type.String({ maxLength: 40, description: 'photo_at of the place, so that a new photo has a new address' })) }),
    produces: ['image/jpeg'], problems: ['areas.place_photo_missing'],
    handler: async (r) => {
      const photo = await r.city.read(r.scope, (tx) => photoOf(tx, r.params.id))
      const hash = r.query.size === 'thumb' ? photo?.thumb : photo?.view
      const found = hash ? await deps.files.get(hash) : null
      if (!found) throw problem('areas.place_photo_missing', { status: 404 })
      r.reply.header('cache-control', r.query.at ? 'private, max-age=31536000, immutable' : 'private, no-cache').header('content-length', found.size).header('content-disposition', 'inline')
      r.reply.type('image/jpeg')
      return found.stream
    },
  }),
  endpoint({
    id: 'areas.set_place_photo', method: 'PUT', path: '/api/places/:id/photo', summary: 'Give a place its photo', access: manage, params: IdParam, consumes: ['multipart/form-data'], bodyLimit: photoLimit + 1024 * 1024, perMinute: 60,
    response: PlaceWire, problems: ['areas.place_not_found', 'areas.place_closed', 'documents.empty_file', 'files.not_a_photo', 'http.too_large'],
    handler: async (r) => {
      // A photo for a place that is not there is not even looked at.
      if (!(await r.city.read(r.scope, (tx) => placeById(tx, r.params.id)))) throw problem('areas.place_not_found', { status: 404 })
      const { file } = await uploadedForm(r.request, { fileSize: photoLimit })
      if (!file || file.bytes.length === 0) throw problem('documents.empty_file', { status: 422 })
      const accepted = await acceptImage(file.bytes)
      if (!accepted.ok) throw problem(accepted.error.code, { status: 422, ...(accepted.error.params ? { params: accepted.error.params } : {}) })
      const stored = await storePhoto(deps.files, accepted.value, { keepOriginal: true })
      const hash = (name: 'large' | 'small'): string => stored.copies.find((copy) => copy.name === name)?.sha256 ?? ''
      const place = await r.city.write(r.scope, async (tx) => unwrap(await setPlacePhoto({ ...r, tx }, r.params.id, { original: stored.original?.sha256 ?? hash('large'), view: hash('large'), thumb: hash('small') })))
      return placeWire(await areaModelOf(r.city), await deps.units(r.city), place)
    },
  }),
  endpoint({
    id: 'areas.remove_place_photo', method: 'DELETE', path: '/api/places/:id/photo', summary: 'Take the photo of a place away', access: manage, params: IdParam, response: PlaceWire, problems: ['areas.place_not_found', 'areas.place_closed'],
    handler: async (r) => {
      const place = await r.city.write(r.scope, async (tx) => unwrap(await setPlacePhoto({ ...r, tx }, r.params.id, null)))
      return placeWire(await areaModelOf(r.city), await deps.units(r.city), place)
    },
  }),
]
