import { Type } from 'typebox'
import { endpoint, unwrap } from '#platform/http/index.ts'
import { countByType, readPlaceTypes } from '../store/place-types.ts'
import { addDefaultPlaceTypes, savePlaceType } from './place-type-commands.ts'
import { PlaceTypeBody, PlaceTypeWire, placeTypeWire } from './place-wire.ts'

const manage = { permission: 'areas.manage' } as const

/** The catalogue of kinds of places: read by all, changed by those who manage places. */
export const placeTypeRoutes = [
  endpoint({
    id: 'areas.place_types', method: 'GET', path: '/api/place-types', summary: 'Kinds of places with their standards, in the city\'s order', access: 'signed_in', response: Type.Object({ items: Type.Array(PlaceTypeWire), next_cursor: Type.Null() }),
    handler: async (r) => r.city.read(r.scope, async (tx) => {
      const counts = await countByType(tx)
      return { items: (await readPlaceTypes(tx)).map((type) => placeTypeWire(type, counts.get(type.code) ?? 0)), next_cursor: null }
    }),
  }),
  endpoint({
    id: 'areas.add_default_place_types', method: 'POST', path: '/api/place-types/defaults', summary: 'Add those of the 54 usual kinds that are missing; nothing there is changed', access: manage, response: Type.Object({ added: Type.Integer() }),
    handler: async (r) => ({ added: await r.city.write(r.scope, (tx) => addDefaultPlaceTypes({ ...r, tx })) }),
  }),
  endpoint({
    id: 'areas.save_place_type', method: 'PUT', path: '/api/place-types/:code', summary: 'Make or change a kind of place: its names, standard, order, whether it is retired', access: manage,
    params: Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }) }), body: PlaceTypeBody, response: PlaceTypeWire, problems: ['areas.name_empty', 'areas.place_type_name_used'],
    handler: async (r) => r.city.write(r.scope, async (tx) => {
      const type = unwrap(await savePlaceType({ ...r, tx }, { ...r.body, code: r.params.code }))
      return placeTypeWire(type, (await countByType(tx)).get(type.code) ?? 0)
    }),
  }),
] as const
