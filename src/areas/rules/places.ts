import type { LocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import type { AreaId, PlaceId } from './areas.ts'

/** A place as it stands. `size` and `risk` are positive; the chance of being drawn grows with their product. `standard` '' means that of its kind. */
export type PlaceRecord = {
  readonly id: PlaceId
  readonly code: string | null
  readonly name: string
  readonly name_key: string
  readonly type_code: string
  readonly area_id: AreaId
  /** WGS-84 degrees. */
  readonly lon: number
  readonly lat: number
  readonly original_crs: string
  readonly unit_id: string | null
  readonly address: string
  readonly standard: string
  readonly size: number
  readonly risk: number
  readonly valid_from: LocalDate
  readonly valid_to: LocalDate | null
  readonly closed_reason: string | null
}

/** Bounds of what is said of a place; the table checks the same. */
export const placeBounds = { address: 200, standard: 2000, code: 40, size: 1_000_000, risk: 1000 } as const

/** Code of a kind of place: a readable word. */
export const placeTypeCode = /^[a-z][a-z0-9_]{0,39}$/

const outside = (value: number, most: number): boolean => !(value > 0 && value <= most)
/** Faults of size and risk: each above 0 and up to its bound. */
export const measureFaults = (given: { readonly size?: number; readonly risk?: number }): readonly Fault[] => (['size', 'risk'] as const).flatMap((field) => {
  const value = given[field]
  return value !== undefined && outside(value, placeBounds[field]) ? [{ field, value: String(value), code: `areas.${field}_range`, params: { most: placeBounds[field] } }] : []
})
