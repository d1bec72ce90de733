import { Type, type Static } from 'typebox'
import { crsNames } from '#base/geometry/crs.ts'
import type { LocalDate } from '#base/instants.ts'
import { type Area, areaLevels, type AreaModel, codeSchemes, type Located } from '../rules/index.ts'

export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const words = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] })

export const Level = words(areaLevels)
export const CrsName = words(crsNames)
export const Scheme = words(codeSchemes)
export const Uuid = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
export const Lon = Type.Number({ minimum: -180, maximum: 180 })
export const Lat = Type.Number({ minimum: -90, maximum: 90 })
const Counts = Type.Partial(Type.Object({ district: Type.Integer(), street: Type.Integer(), community: Type.Integer(), cell: Type.Integer() }))

const link = { id: Type.String(), code: Type.String(), level: Level, name: Type.String() }
export const LinkWire = Type.Object(link)
export const AreaWire = Type.Object({
  ...link, parent_id: Nullable(Type.String()), parent_name: Nullable(Type.String()), path: Type.String(), path_names: Type.String(), valid_from: Type.String(), valid_to: Nullable(Type.String()),
  counts: Type.Optional(Counts), has_boundary: Type.Boolean(),
})
export const BoundaryWire = Type.Object({
  area_m2: Type.Number(), positions: Type.Integer(), original_crs: Type.String(), repair: Nullable(Type.Record(Type.String(), Type.Unknown())), bbox: Type.Array(Type.Number()), valid_from: Type.String(), source: Type.String(),
})
export const AreaDetailWire = Type.Object({
  ...AreaWire.properties, chain: Type.Array(LinkWire), names: Type.Array(Type.Object({ name: Type.String(), valid_from: Type.String(), valid_to: Nullable(Type.String()) })), boundary: Nullable(BoundaryWire),
})
export const AreaListWire = Type.Object({ items: Type.Array(AreaWire), next_cursor: Nullable(Type.String()), total: Type.Integer() })
export const LocatedWire = Type.Object({
  kind: Type.Union([Type.Literal('inside'), Type.Literal('near'), Type.Literal('outside')]), area: Nullable(LinkWire), chain: Type.Array(LinkWire), metres: Nullable(Type.Number()),
})
export const AreaBody = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 40 }), name: Type.String({ minLength: 1, maxLength: 200 }), level: Type.Optional(Level), parent_id: Type.Optional(Uuid), valid_from: Type.Optional(Day),
}, { additionalProperties: false })
export const AreaChange = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })), name_from: Type.Optional(Day), valid_to: Type.Optional(Day), closed_reason: Type.Optional(Type.String({ maxLength: 500 })),
}, { additionalProperties: false, minProperties: 1 })
export const BoundaryBody = Type.Object({ geometry: Type.Unknown(), crs: CrsName, valid_from: Type.Optional(Day) }, { additionalProperties: false })
export const linkWire = (area: Area): Static<typeof LinkWire> => ({ id: area.id, code: area.code, level: area.level, name: area.name })

/** An area with the names above it; `day` adds how many areas lie below. */
export const areaWire = (model: AreaModel, area: Area, day?: LocalDate): Static<typeof AreaWire> => ({
  ...linkWire(area), parent_id: area.parentId, parent_name: area.parentId ? model.byId(area.parentId)?.name ?? null : null, path: area.path, path_names: model.pathNames(area).slice(0, -1).join(' '),
  valid_from: area.validFrom, valid_to: area.validTo, has_boundary: model.boundaryOf(area.id) !== null, ...(day === undefined ? {} : { counts: model.countsBelow(area, day) }),
})

export const locatedWire = (found: Located): Static<typeof LocatedWire> => found.kind === 'outside' ? { kind: 'outside', area: null, chain: [], metres: null }
  : { kind: found.kind, area: linkWire(found.area), chain: found.chain.map(linkWire), metres: Math.round(found.metres * 10) / 10 }
