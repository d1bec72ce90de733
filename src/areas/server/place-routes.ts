import { Type } from 'typebox'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import { countPlaces, listPlaces, placeById, readPlaceTypes } from '../store/places.ts'
import { parseKeyCursor, writeKeyCursor } from './paging.ts'
import { closePlace, createPlace, savePlaceType, updatePlace } from './place-commands.ts'
import { areaModelOf } from './snapshot.ts'
import { PlaceBody, PlaceChange, PlaceListWire, PlaceTypeWire, PlaceWire, placeWire, Uuid } from './wire.ts'
import { cityDay } from './work.ts'

const IdParam = Type.Object({ id: Uuid })
const manage = { permission: 'areas.manage' } as const

export const placeRoutes = [
  endpoint({
    id: 'areas.places', method: 'GET', path: '/api/places', summary: 'Places by name, filtered by text, type, area and unit', access: 'signed_in',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 60 })), type: Type.Optional(Type.String({ maxLength: 40 })), area: Type.Optional(Uuid), unit: Type.Optional(Uuid), closed: Type.Optional(Type.Boolean({ description: 'closed ones too' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })), cursor: Type.Optional(Type.String({ maxLength: 600 })),
    }),
    response: PlaceListWire, problems: ['areas.not_found'],
    handler: async (r) => {
      const model = await areaModelOf(r.city)
      const { q, type, area: areaId, unit, closed, limit = 100, cursor } = r.query
      const area = areaId === undefined ? undefined : model.byId(areaId)
      if (area === null) throw problem('areas.not_found', { status: 404 })
      const filter = { q: q?.trim() || undefined, typeCode: type, unitId: unit, areaPath: area?.path, openOn: closed ? null : cityDay(r.city, r.now), after: parseKeyCursor(cursor), limit: limit + 1 }
      const { rows, total } = await r.city.read(r.scope, async (tx) => ({ rows: await listPlaces(tx, filter), total: await countPlaces(tx, filter) }))
      const items = rows.slice(0, limit), last = items.at(-1)
      return { items: items.map((place) => placeWire(model, place)), next_cursor: rows.length > limit && last ? writeKeyCursor(last.name_key, last.id) : null, total }
    },
  }),
  endpoint({
    id: 'areas.place', method: 'GET', path: '/api/places/:id', summary: 'One place', access: 'signed_in', params: IdParam, response: PlaceWire, problems: ['areas.place_not_found'],
    handler: async (r) => {
      const place = await r.city.read(r.scope, (tx) => placeById(tx, r.params.id))
      if (!place) throw problem('areas.place_not_found', { status: 404 })
      return placeWire(await areaModelOf(r.city), place)
    },
  }),
  endpoint({
    id: 'areas.create_place', method: 'POST', path: '/api/places', summary: 'Make a place; its area follows from the point where none is named', access: manage, body: PlaceBody, response: PlaceWire, status: 201,
    problems: ['areas.place_outside', 'areas.area_closed', 'areas.place_area_too_large', 'areas.place_type_unknown', 'areas.place_type_retired'],
    handler: async (r) => placeWire(await areaModelOf(r.city), await r.city.write(r.scope, async (tx) => unwrap(await createPlace({ ...r, tx }, r.body)))),
  }),
  endpoint({
    id: 'areas.change_place', method: 'PATCH', path: '/api/places/:id', summary: 'Change a place, or close it with a reason', access: manage, params: IdParam, body: PlaceChange, response: PlaceWire,
    problems: ['areas.place_not_found', 'areas.place_closed', 'areas.place_outside', 'areas.place_area_too_large', 'areas.place_type_unknown', 'areas.reason_empty', 'areas.not_after_start'],
    handler: async (r) => {
      const { valid_to: on, closed_reason: reason, ...change } = r.body
      const place = await r.city.write(r.scope, async (tx) => {
        const work = { ...r, tx }
        const changed = Object.keys(change).length > 0 ? unwrap(await updatePlace(work, r.params.id, change)) : null
        return on !== undefined || reason !== undefined ? unwrap(await closePlace(work, r.params.id, { reason: reason ?? '', ...(on ? { on } : {}) })) : changed
      })
      if (!place) throw problem('areas.place_not_found', { status: 404 })
      return placeWire(await areaModelOf(r.city), place)
    },
  }),
  endpoint({
    id: 'areas.place_types', method: 'GET', path: '/api/place-types', summary: 'Kinds of places', access: 'signed_in', response: Type.Object({ items: Type.Array(PlaceTypeWire), next_cursor: Type.Null() }),
    handler: async (r) => ({ items: (await r.city.read(r.scope, readPlaceTypes)).map(({ code, name, retired }) => ({ code, name, retired })), next_cursor: null }),
  }),
  endpoint({
    id: 'areas.save_place_type', method: 'PUT', path: '/api/place-types/:code', summary: 'Make, rename or retire a kind of place', access: manage, params: Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }) }),
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }), retired: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), response: PlaceTypeWire,
    handler: async (r) => {
      await r.city.write(r.scope, (tx) => savePlaceType({ ...r, tx }, { ...r.body, code: r.params.code }))
      return { code: r.params.code, name: r.body.name, retired: r.body.retired ?? false }
    },
  }),
] as const
