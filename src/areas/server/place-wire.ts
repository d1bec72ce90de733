import { type Static, Type } from 'typebox'
import { type Instant, toIso } from '#base/instants.ts'
import type { AreaModel } from '../rules/index.ts'
import type { PlaceType } from '../store/place-types.ts'
import type { PlaceRow } from '../store/places.ts'
import type { LastResult, UnitNames } from './deps.ts'
import { CrsName, Day, Lat, Lon, Nullable, Uuid } from './wire.ts'

export const PlaceWire = Type.Object({
  id: Type.String(), code: Nullable(Type.String()), name: Type.String(), type_code: Type.String(), area_id: Type.String(), area_name: Nullable(Type.String()), area_path: Nullable(Type.String()),
  path_names: Type.String(), lon: Type.Number(), lat: Type.Number(), original_crs: Type.String(), unit_id: Nullable(Type.String()), unit_name: Nullable(Type.String()), address: Type.String(),
  standard: Type.String({ description: 'of this place itself; empty: the standard of its kind' }), size: Type.Number(), risk: Type.Number(), photo_at: Nullable(Type.String()),
  last_result: Nullable(Type.Object({ visit_id: Type.String(), on: Type.String(), score: Nullable(Type.Number()) })),
  valid_from: Type.String(), valid_to: Nullable(Type.String()), closed_reason: Nullable(Type.String()),
})
export const PlaceListWire = Type.Object({ items: Type.Array(PlaceWire), next_cursor: Nullable(Type.String()), total: Type.Integer() })

const place = {
  name: Type.String({ minLength: 1, maxLength: 200 }), type_code: Type.String({ maxLength: 40 }), lon: Lon, lat: Lat, crs: Type.Optional(CrsName),
  code: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 40, pattern: '^\\S+$' }))), area_id: Type.Optional(Uuid), unit_id: Type.Optional(Nullable(Uuid)),
  address: Type.Optional(Type.String({ maxLength: 200 })), standard: Type.Optional(Type.String({ maxLength: 2000 })),
  size: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 })), risk: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000 })),
}
export const PlaceBody = Type.Object({ ...place, valid_from: Type.Optional(Day) }, { additionalProperties: false })
export const PlaceChange = Type.Partial(Type.Object({ ...place, valid_to: Day, closed_reason: Type.String({ maxLength: 500 }) }), { additionalProperties: false, minProperties: 1 })

export const PlaceTypeWire = Type.Object({
  code: Type.String(), name: Type.String(), name_en: Type.String(), standard: Type.String(), standard_en: Type.String(), sort: Type.Integer(), retired: Type.Boolean(), places: Type.Integer({ description: 'open places of this kind' }),
})
export const PlaceTypeBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80 }), name_en: Type.Optional(Type.String({ maxLength: 80 })), standard: Type.Optional(Type.String({ maxLength: 2000 })),
  standard_en: Type.Optional(Type.String({ maxLength: 2000 })), sort: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })), retired: Type.Optional(Type.Boolean()),
}, { additionalProperties: false })

export const placeTypeWire = ({ code, name, name_en, standard, standard_en, sort, retired }: PlaceType, places: number): Static<typeof PlaceTypeWire> => ({ code, name, name_en, standard, standard_en, sort, retired, places })

export const placeWire = (model: AreaModel, units: UnitNames, p: PlaceRow, last: LastResult | null = null): Static<typeof PlaceWire> => {
  const area = model.byId(p.area_id)
  return {
    id: p.id, code: p.code, name: p.name, type_code: p.type_code, area_id: p.area_id, area_name: area?.name ?? null, area_path: area?.path ?? null, path_names: area ? model.pathNames(area).join(' ') : '',
    lon: p.lon, lat: p.lat, original_crs: p.original_crs, unit_id: p.unit_id, unit_name: p.unit_id === null ? null : units.byId(p.unit_id)?.name ?? null, address: p.address, standard: p.standard, size: p.size, risk: p.risk,
    photo_at: p.photo_at === null ? null : toIso(p.photo_at as Instant), last_result: last && { visit_id: last.visit_id, on: last.on, score: last.score }, valid_from: p.valid_from, valid_to: p.valid_to, closed_reason: p.closed_reason,
  }
}
