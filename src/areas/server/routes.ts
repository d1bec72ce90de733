import { Type } from 'typebox'
import type { Box } from '#base/geometry/shapes.ts'
import { type Endpoint, endpoint, problem, unwrap } from '#platform/http/index.ts'
import { readNames, readSettings } from '../store/areas.ts'
import { boundaryFacts } from '../store/boundaries.ts'
import { repairWire } from './boundary.ts'
import { closeArea, changeAreaSettings, createArea, renameArea, setBoundary } from './commands.ts'
import { drawBoundaries } from './drawing.ts'
import { listAreas, locatePoint } from './queries.ts'
import { parseCursor, writeCursor } from './paging.ts'
import { fileRoutes } from './file-routes.ts'
import type { AreasDeps } from './deps.ts'
import { landmarkRoutes } from './landmark-routes.ts'
import { placeFileRoutes } from './place-file-routes.ts'
import { placePhotoRoutes } from './place-photo-routes.ts'
import { placeRoutes } from './place-routes.ts'
import { placeTypeRoutes } from './place-type-routes.ts'
import { areaModelOf } from './snapshot.ts'
import {
  AreaBody, AreaChange, AreaDetailWire, AreaListWire, areaWire, AreaWire, BoundaryBody, CrsName, Day, Lat, Level, linkWire, LocatedWire, locatedWire, Lon, Scheme, Uuid,
} from './wire.ts'
import { cityDay } from './work.ts'

const IdParam = Type.Object({ id: Uuid })
const manage = { permission: 'areas.manage' } as const

const boxFrom = (text: string | undefined): Box | undefined => {
  if (text === undefined) return undefined
  const [west = NaN, south = NaN, east = NaN, north = NaN, more] = text.split(',').map(Number)
  if (more !== undefined || ![west, south, east, north].every(Number.isFinite) || west > east || south > north) throw problem('areas.bad_box', { params: { box: text } })
  // Rounded outwards, so that small moves of the map ask for the same answer.
  return [Math.floor(west * 100) / 100, Math.floor(south * 100) / 100, Math.ceil(east * 100) / 100, Math.ceil(north * 100) / 100]
}

const areaRoutes = [
  endpoint({
    id: 'areas.list', method: 'GET', path: '/api/areas', summary: 'Areas below one (`parent`, an id or `top`), or found by code, name or pinyin (`q`)', access: 'public',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 60 })), parent: Type.Optional(Type.String({ maxLength: 36 })), within: Type.Optional(Type.String({ maxLength: 200 })), level: Type.Optional(Level), on: Type.Optional(Day),
      counts: Type.Optional(Type.Boolean()), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })), cursor: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    response: AreaListWire,
    handler: async (r) => {
      const model = await areaModelOf(r.city)
      const { q, level, within, parent: asked, limit = 100 } = r.query
      const parent = asked === undefined || asked === '' ? undefined : asked === 'top' ? 'top' as const : model.byId(asked)
      if (parent === null) throw problem('areas.not_found', { status: 404 })
      const day = r.query.on ?? cityDay(r.city, r.now)
      const offset = parseCursor(r.query.cursor)
      const { items, total } = listAreas(model, { ...(q ? { q } : {}), ...(level ? { level } : {}), ...(within ? { within } : {}), ...(parent ? { parent } : {}), day, offset, limit })
      return { items: items.map((area) => areaWire(model, area, r.query.counts ? day : undefined)), next_cursor: offset + limit < total ? writeCursor(offset + limit) : null, total }
    },
  }),
  endpoint({
    id: 'areas.boundaries', method: 'GET', path: '/api/areas/boundaries', summary: 'Boundaries of a level as GeoJSON, simplified for a map zoom; below 400 kB', access: 'public', produces: ['application/geo+json'],
    query: Type.Object({
      level: Level, zoom: Type.Optional(Type.Integer({ minimum: 0, maximum: 22 })), within: Type.Optional(Type.String({ maxLength: 200, description: 'only areas on or below this path' })),
      bbox: Type.Optional(Type.String({ maxLength: 100, description: 'west,south,east,north' })),
    }),
    problems: ['areas.bad_box'],
    handler: async (r) => {
      const { level, zoom = 10, within, bbox } = r.query
      const box = boxFrom(bbox)
      const { body, etag } = drawBoundaries(await areaModelOf(r.city), { level, zoom, ...(within ? { within } : {}), ...(box ? { box } : {}) })
      r.reply.header('etag', etag).header('cache-control', 'public, max-age=0, must-revalidate').type('application/geo+json; charset=utf-8')
      if (r.request.headers['if-none-match'] === etag) {
        r.reply.code(304)
        return ''
      }
      return body
    },
  }),
  endpoint({
    id: 'areas.get', method: 'GET', path: '/api/areas/:id', summary: 'One area with the areas above it, its names and its boundary\'s facts', access: 'signed_in', params: IdParam, response: AreaDetailWire,
    problems: ['areas.not_found'],
    handler: async (r) => {
      const model = await areaModelOf(r.city)
      const area = model.byId(r.params.id)
      if (!area) throw problem('areas.not_found', { status: 404 })
      const { names, facts } = await r.city.read(r.scope, async (tx) => ({ names: await readNames(tx, area.id), facts: await boundaryFacts(tx, area.id) }))
      return {
        ...areaWire(model, area, cityDay(r.city, r.now)), chain: model.chainOf(area).map(linkWire), names: [...names],
        boundary: facts && { area_m2: facts.area_m2, positions: facts.positions, original_crs: facts.original_crs, repair: facts.repair as Record<string, unknown> | null, bbox: [facts.west, facts.south, facts.east, facts.north], valid_from: facts.valid_from, source: facts.source },
      }
    },
  }),
  endpoint({
    id: 'areas.locate', method: 'GET', path: '/api/locate', summary: 'Which areas a point lies in; the nearest one just outside, else outside', access: 'public',
    query: Type.Object({ lon: Lon, lat: Lat, crs: Type.Optional(CrsName) }), response: LocatedWire,
    handler: async (r) => locatedWire(await locatePoint(r.city, r.query)),
  }),
  endpoint({
    id: 'areas.create', method: 'POST', path: '/api/areas', summary: 'Make an area', access: manage, body: AreaBody, response: AreaWire, status: 201,
    problems: ['areas.code_used', 'areas.city_exists', 'areas.parent_missing', 'areas.parent_closed', 'areas.parent_level', 'areas.name_empty', 'areas.name_too_long'],
    handler: async (r) => {
      const area = await r.city.write(r.scope, async (tx) => unwrap(await createArea({ ...r, tx }, r.body)))
      return areaWire(await areaModelOf(r.city), area)
    },
  }),
  endpoint({
    id: 'areas.change', method: 'PATCH', path: '/api/areas/:id', summary: 'Rename an area from a day on, or close it with a reason', access: manage, params: IdParam, body: AreaChange, response: AreaWire,
    problems: ['areas.not_found', 'areas.closed', 'areas.same_name', 'areas.before_start', 'areas.reason_empty', 'areas.not_after_start', 'areas.has_open_children', 'areas.has_open_places'],
    handler: async (r) => {
      const { name, name_from: from, valid_to: on, closed_reason: reason } = r.body
      await r.city.write(r.scope, async (tx) => {
        const work = { ...r, tx }
        if (name !== undefined) unwrap(await renameArea(work, r.params.id, { name, ...(from ? { from } : {}) }))
        if (on !== undefined || reason !== undefined) unwrap(await closeArea(work, r.params.id, { reason: reason ?? '', ...(on ? { on } : {}) }))
      })
      const model = await areaModelOf(r.city)
      const area = model.byId(r.params.id)
      if (!area) throw problem('areas.not_found', { status: 404 })
      return areaWire(model, area)
    },
  }),
  endpoint({
    id: 'areas.set_boundary', method: 'PUT', path: '/api/areas/:id/boundary', summary: 'Give an area its boundary; what crosses itself is mended and told', access: manage, params: IdParam, body: BoundaryBody, bodyLimit: 20 * 1024 * 1024,
    response: Type.Object({ area_m2: Type.Number(), positions: Type.Integer(), repair: Type.Record(Type.String(), Type.Unknown()) }), problems: ['areas.not_found', 'areas.closed'],
    handler: async (r) => {
      const { geometry, crs, valid_from: from } = r.body
      const made = await r.city.write(r.scope, async (tx) => unwrap(await setBoundary({ ...r, tx }, r.params.id, { geometry, crs, ...(from ? { from } : {}) })))
      return { area_m2: made.row.areaM2, positions: made.row.positions, repair: repairWire(made.report) }
    },
  }),
  endpoint({
    id: 'areas.settings', method: 'GET', path: '/api/area-settings', summary: 'How this city numbers its areas, and the tolerance of locating', access: 'signed_in', response: Type.Object({ scheme: Scheme, tolerance_metres: Type.Integer() }),
    handler: async (r) => r.city.read(r.scope, readSettings),
  }),
  endpoint({
    id: 'areas.change_settings', method: 'PATCH', path: '/api/area-settings', summary: 'Change the tolerance of locating, or, before any area is made, the scheme of codes', access: manage,
    body: Type.Object({ scheme: Type.Optional(Scheme), tolerance_metres: Type.Optional(Type.Integer({ minimum: 0, maximum: 50_000 })) }, { additionalProperties: false, minProperties: 1 }),
    response: Type.Object({ scheme: Scheme, tolerance_metres: Type.Integer() }), problems: ['areas.scheme_in_use'],
    handler: async (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await changeAreaSettings({ ...r, tx }, r.body))
      return readSettings(tx)
    }),
  }),
] as const

/** Areas, their boundaries, locating, and places. `deps` brings what floors above know of places: who answers for them, how they last did. */
export const areasRoutes = (deps: AreasDeps): readonly Endpoint[] => [
  ...areaRoutes, ...landmarkRoutes, ...fileRoutes, ...placeFileRoutes(deps), ...placeRoutes(deps), ...placePhotoRoutes(deps), ...placeTypeRoutes,
]
