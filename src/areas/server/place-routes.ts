import { Type } from 'typebox'
import type { CityDb, RowScope } from '#platform/db/index.ts'
import { type Endpoint, endpoint, problem, unwrap } from '#platform/http/index.ts'
import { countPlaces, listPlaces, placeById, type PlaceFilter, placePoints, type PlaceRow } from '../store/places.ts'
import type { AreasDeps, UnitNames } from './deps.ts'
import { parseKeyCursor, writeKeyCursor } from './paging.ts'
import { closePlace, createPlace, updatePlace } from './place-commands.ts'
import { areaModelOf } from './snapshot.ts'
import { Uuid } from './wire.ts'
import { PlaceBody, PlaceChange, PlaceListWire, placeWire, PlaceWire } from './place-wire.ts'
import { cityDay } from './work.ts'

const IdParam = Type.Object({ id: Uuid })
const manage = { permission: 'areas.manage' } as const

/** What a list, a map and a file of places can be narrowed by. */
export const PlaceNarrowing = {
  q: Type.Optional(Type.String({ maxLength: 60 })), type: Type.Optional(Type.String({ maxLength: 40 })), area: Type.Optional(Uuid), unit: Type.Optional(Uuid),
  closed: Type.Optional(Type.Boolean({ description: 'closed ones too' })), unvisited: Type.Optional(Type.Boolean({ description: 'only those without a result' })),
}
type Narrowing = { readonly q?: string; readonly type?: string; readonly area?: string; readonly unit?: string; readonly closed?: boolean; readonly unvisited?: boolean }
export const filterOf = async (deps: AreasDeps, r: { readonly city: CityDb; readonly now: Parameters<typeof cityDay>[1]; readonly query: Narrowing }, rest: Pick<PlaceFilter, 'after' | 'limit'>): Promise<PlaceFilter> => {
  const { q, type, area: areaId, unit, closed, unvisited } = r.query
  const area = areaId === undefined ? undefined : (await areaModelOf(r.city)).byId(areaId)
  if (area === null) throw problem('areas.not_found', { status: 404 })
  return {
    q: q?.trim() || undefined, typeCode: type, unitId: unit, areaPath: area?.path, openOn: closed ? null : cityDay(r.city, r.now), ...(unvisited ? { notIn: deps.results.visited() } : {}), ...rest,
  }
}

/** A unit that is not there is told at its field. */
const knownUnit = (units: UnitNames, id: string | null | undefined): void => {
  if (id == null || units.byId(id)) return
  throw problem('http.invalid_input', { status: 422, params: { count: 1 }, faults: [{ field: 'unit_id', value: id, code: 'areas.unit_unknown' }] })
}

export const placeRoutes = (deps: AreasDeps): readonly Endpoint[] => {
  const wireOf = async (city: CityDb, scope: RowScope, place: PlaceRow) => {
    const last = await city.read(scope, (tx) => deps.results.lastOf(tx, [place.id]))
    return placeWire(await areaModelOf(city), await deps.units(city), place, last.get(place.id))
  }
  return [
    endpoint({
      id: 'areas.places', method: 'GET', path: '/api/places', summary: 'Places by name, filtered by text, type, area, unit and whether they have a result', access: 'signed_in',
      query: Type.Object({ ...PlaceNarrowing, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })), cursor: Type.Optional(Type.String({ maxLength: 600 })) }),
      response: PlaceListWire, problems: ['areas.not_found'],
      handler: async (r) => {
        const { limit = 100, cursor } = r.query
        const filter = await filterOf(deps, r, { after: parseKeyCursor(cursor), limit: limit + 1 })
        const [model, units] = [await areaModelOf(r.city), await deps.units(r.city)]
        const { rows, total, last } = await r.city.read(r.scope, async (tx) => {
          const found = await listPlaces(tx, filter)
          return { rows: found, total: await countPlaces(tx, filter), last: await deps.results.lastOf(tx, found.map((place) => place.id)) }
        })
        const items = rows.slice(0, limit), end = items.at(-1)
        return { items: items.map((place) => placeWire(model, units, place, last.get(place.id))), next_cursor: rows.length > limit && end ? writeKeyCursor(end.name_key, end.id) : null, total }
      },
    }),
    endpoint({
      id: 'areas.place_points', method: 'GET', path: '/api/places/points', summary: 'Where the places of a filter are and how they last did, for the map; 20,000 at most', access: 'signed_in', query: Type.Object(PlaceNarrowing),
      response: Type.Object({ items: Type.Array(Type.Unsafe<[string, number, number, number | null]>({ type: 'array', items: {} }), { description: 'id, lon, lat, last score' }), next_cursor: Type.Null(), total: Type.Integer() }),
      problems: ['areas.not_found'],
      handler: async (r) => {
        const filter = await filterOf(deps, r, { after: null, limit: 20_000 })
        const { points, total, last } = await r.city.read(r.scope, async (tx) => {
          const found = await placePoints(tx, filter)
          return { points: found, total: await countPlaces(tx, filter), last: await deps.results.lastOf(tx, found.map((point) => point.id)) }
        })
        return { items: points.map(({ id, lon, lat }): [string, number, number, number | null] => [id, lon, lat, last.get(id)?.score ?? null]), next_cursor: null, total }
      },
    }),
    endpoint({
      id: 'areas.place', method: 'GET', path: '/api/places/:id', summary: 'One place', access: 'signed_in', params: IdParam, response: PlaceWire, problems: ['areas.place_not_found'],
      handler: async (r) => {
        const place = await r.city.read(r.scope, (tx) => placeById(tx, r.params.id))
        if (!place) throw problem('areas.place_not_found', { status: 404 })
        return wireOf(r.city, r.scope, place)
      },
    }),
    endpoint({
      id: 'areas.create_place', method: 'POST', path: '/api/places', summary: 'Make a place; its area follows from the point where none is named', access: manage, body: PlaceBody, response: PlaceWire, status: 201,
      problems: ['areas.place_outside', 'areas.area_closed', 'areas.place_area_too_large', 'areas.place_type_unknown', 'areas.place_type_retired', 'areas.place_code_used'],
      handler: async (r) => {
        const units = await deps.units(r.city)
        knownUnit(units, r.body.unit_id)
        return placeWire(await areaModelOf(r.city), units, await r.city.write(r.scope, async (tx) => unwrap(await createPlace({ ...r, tx }, r.body))))
      },
    }),
    endpoint({
      id: 'areas.change_place', method: 'PATCH', path: '/api/places/:id', summary: 'Change a place, or close it with a reason', access: manage, params: IdParam, body: PlaceChange, response: PlaceWire,
      problems: ['areas.place_not_found', 'areas.place_closed', 'areas.place_outside', 'areas.place_area_too_large', 'areas.place_type_unknown', 'areas.place_type_retired', 'areas.place_code_used', 'areas.reason_empty', 'areas.not_after_start'],
      handler: async (r) => {
        const { valid_to: on, closed_reason: reason, ...change } = r.body
        knownUnit(await deps.units(r.city), change.unit_id)
        const place = await r.city.write(r.scope, async (tx) => {
          const work = { ...r, tx }
          const changed = Object.keys(change).length > 0 ? unwrap(await updatePlace(work, r.params.id, change)) : null
          return on !== undefined || reason !== undefined ? unwrap(await closePlace(work, r.params.id, { reason: reason ?? '', ...(on ? { on } : {}) })) : changed
        })
        if (!place) throw problem('areas.place_not_found', { status: 404 })
        return wireOf(r.city, r.scope, place)
      },
    }),
  ]
}
