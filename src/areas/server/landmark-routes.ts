import { Type } from 'typebox'
import { endpoint, problem } from '#platform/http/index.ts'
import { namedSpots } from '../store/places.ts'
import { cityDay } from './work.ts'

const most = 400

/** Public places by name, to find one's way on a map without tiles. Nothing of how they are judged. */
export const landmarkRoutes = [
  endpoint({
    id: 'areas.landmarks', method: 'GET', path: '/api/landmarks', summary: `Named public places in a piece of map, ${most} at most: lon, lat, name`, access: 'public', perMinute: 240,
    query: Type.Object({ bbox: Type.String({ maxLength: 100, description: 'west,south,east,north' }) }),
    response: Type.Object({ items: Type.Array(Type.Tuple([Type.Number(), Type.Number(), Type.String()])), next_cursor: Type.Null() }), problems: ['areas.bad_box'],
    handler: async (r) => {
      const [west = NaN, south = NaN, east = NaN, north = NaN, more] = r.query.bbox.split(',').map(Number)
      if (more !== undefined || ![west, south, east, north].every(Number.isFinite) || west > east || south > north) throw problem('areas.bad_box', { params: { box: r.query.bbox } })
      const found = await r.city.read({ 'app.actor': 'anonymous' }, (tx) => namedSpots(tx, [west, south, east, north], cityDay(r.city, r.now), most))
      return { items: found.map(({ lon, lat, name }): [number, number, string] => [lon, lat, name]), next_cursor: null }
    },
  }),
] as const
