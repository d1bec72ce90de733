import type { Tone } from '../tokens.ts'

/** Steps of a size that is no state, drawn in the sequential colours of areas; 0 is a ring: no value. */
export const mapScale = ['scale-0', 'scale-1', 'scale-2', 'scale-3', 'scale-4', 'scale-5'] as const
export type MapScale = (typeof mapScale)[number]
export type MapPoint = readonly [lon: number, lat: number, tone: Tone | MapScale, id: string]
export type MapArea = {
  readonly id: string
  readonly name: string
  readonly geometry: GeoJSON.Geometry
  readonly value: number | null
  readonly step: number
  /** Drawn finer and only where the map is looked at from near: communities within their streets. */
  readonly detail?: boolean
}
/** A named spot to find one's way by. */
export type MapLandmark = readonly [lon: number, lat: number, name: string]
export type Box = readonly [west: number, south: number, east: number, north: number]
