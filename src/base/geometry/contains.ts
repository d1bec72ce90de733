import type { MultiPolygon } from './shapes.ts'

/**
 * Whether the ray from (x, y) to the east meets the edge a-b, by the half-open rule: an edge owns its lower end and not its upper.
 * The edge is always read upwards, so that two neighbours sharing it, one in each direction, compute the very same number:
 * every point of a shared border then belongs to exactly one of them.
 */
export const rayMeets = (x: number, y: number, ax: number, ay: number, bx: number, by: number): boolean => {
  if ((ay > y) === (by > y)) return false
  return ay < by ? x < ax + (y - ay) / (by - ay) * (bx - ax) : x < bx + (y - by) / (ay - by) * (ax - bx)
}

/** Point in shape by counting crossings of every edge: plain and slow, the yardstick for the indexed one. */
export const shapeContains = (shape: MultiPolygon, x: number, y: number): boolean => {
  let inside = false
  for (const polygon of shape) for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1], to = ring[i]
      if (from && to && rayMeets(x, y, from[0], from[1], to[0], to[1])) inside = !inside
    }
  }
  return inside
}
