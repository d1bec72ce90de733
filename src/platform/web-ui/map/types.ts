import type { Tone } from '../tokens.ts'

export type MapPoint = readonly [lon: number, lat: number, tone: Tone, id: string]
export type MapArea = {
  readonly id: string
  readonly name: string
  readonly geometry: GeoJSON.Geometry
  readonly value: number | null
  readonly step: number
}
export type Box = readonly [west: number, south: number, east: number, north: number]
