import type { Random } from '#base/seeded-random.ts'
import type { LonLat, Rings } from './city-shape.ts'
import { sure } from '../sure.ts'

/** Even-odd test on the outer ring; communities have no holes. */
export const isInside = (rings: Rings, lon: number, lat: number): boolean => {
  const ring = rings[0] ?? []
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const p = sure(ring[i]), q = sure(ring[j])
    if ((p[1] > lat) !== (q[1] > lat) && lon < ((q[0] - p[0]) * (lat - p[1])) / (q[1] - p[1]) + p[0]) inside = !inside
  }
  return inside
}

/** Six decimals: ten centimetres. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

/**
 * A point inside the polygon: a random corner of the outline pulled towards the centre by a random share (the cells are nearly convex, so
 * a few tries are enough); the centre itself where none fits. `reach` 1 goes to the border.
 */
export const pointInside = (rings: Rings, centre: LonLat, random: Random, reach: number): LonLat => {
  const ring = rings[0] ?? []
  for (let tries = 0; tries < 6; tries++) {
    const corner = ring[random.int(0, ring.length - 1)] ?? centre
    const share = Math.sqrt(random.next()) * reach
    const lon = rounded(centre[0] + (corner[0] - centre[0]) * share), lat = rounded(centre[1] + (corner[1] - centre[1]) * share)
    if (isInside(rings, lon, lat)) return [lon, lat]
  }
  return centre
}
