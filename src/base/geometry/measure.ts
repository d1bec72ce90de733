import type { MultiPolygon, Position, Ring } from './shapes.ts'

/** WGS-84 ellipsoid (NIMA TR8350.2): semi-major axis in metres, first eccentricity squared. */
const a = 6_378_137
const e2 = 0.00669437999014132
const e = Math.sqrt(e2)
const radians = Math.PI / 180

/** q of Snyder, Map Projections - A Working Manual (1987), 3-12: turns a latitude into an equal-area ordinate. */
const equalAreaOrdinate = (lat: number): number => {
  const s = Math.sin(lat * radians)
  return (1 - e2) * (s / (1 - e2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e))
}

/**
 * Signed area of a closed ring in square metres on the WGS-84 ellipsoid, anticlockwise positive: the shoelace sum in the cylindrical
 * equal-area projection (Snyder 10). For a ring that crosses itself this is the sum of winding number x area, not the ground it covers.
 */
export const ringArea = (ring: Ring): number => {
  const start = ring[0]
  if (!start) return 0
  const y0 = equalAreaOrdinate(start[1])
  let sum = 0, px = 0, py = 0
  for (const [lon, lat] of ring) {
    const x = lon - start[0], y = equalAreaOrdinate(lat) - y0
    sum += px * y - x * py
    px = x
    py = y
  }
  return (sum * radians * a * a) / 4
}

/** Shoelace area in square metres: outer rings less holes, whatever way round they are written. */
export const shoelaceArea = (shape: MultiPolygon): number => {
  let sum = 0
  for (const polygon of shape) polygon.forEach((ring, i) => { sum += (i === 0 ? 1 : -1) * Math.abs(ringArea(ring)) })
  return sum
}

/** Metres per degree of longitude and of latitude at a latitude (radii of curvature of the ellipsoid). */
export const metresPerDegree = (lat: number): readonly [number, number] => {
  const s = Math.sin(lat * radians)
  const w = 1 - e2 * s * s
  return [radians * Math.cos(lat * radians) * a / Math.sqrt(w), radians * a * (1 - e2) / (w * Math.sqrt(w))]
}

/** Metres between two positions a city apart or less: plane in the local radii of the middle latitude (error under 1e-5 within 50 km). */
export const distanceMetres = (from: Position, to: Position): number => {
  const [kx, ky] = metresPerDegree((from[1] + to[1]) / 2)
  return Math.hypot((to[0] - from[0]) * kx, (to[1] - from[1]) * ky)
}

/** Metres from (lon, lat) to the segment a-b, in the local plane with `kx`, `ky` metres per degree. */
export const distanceToSegment = (
  lon: number, lat: number, ax: number, ay: number, bx: number, by: number, kx: number, ky: number,
): number => {
  const dx = (bx - ax) * kx, dy = (by - ay) * ky
  const px = (lon - ax) * kx, py = (lat - ay) * ky
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2))
  return Math.hypot(px - t * dx, py - t * dy)
}
