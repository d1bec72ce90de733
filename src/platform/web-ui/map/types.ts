import type { Tone } from '../tokens.ts'

export type MapPoint = readonly [lon: number, lat: number, tone: Tone, id: string]
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
