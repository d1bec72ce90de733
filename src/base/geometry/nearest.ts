import Flatbush from 'flatbush'
import { distanceToSegment, metresPerDegree } from './measure.ts'
import { countPositions, type MultiPolygon } from './shapes.ts'

export type Nearest = { readonly shape: number; readonly metres: number }
export type NearestIndex = {
  /** The shape whose border runs nearest to the point, if within `tolerance` metres. Of two equally near the earlier one. */
  readonly find: (lon: number, lat: number, tolerance: number) => Nearest | null
}

/** An index over the borders of shapes, by distance on the ground. */
export const buildNearestIndex = (shapes: readonly MultiPolygon[]): NearestIndex => {
  let count = 0
  for (const shape of shapes) for (const polygon of shape) for (const ring of polygon) count += Math.max(0, ring.length - 1)
  if (count === 0) return { find: () => null }
  const points = new Float64Array(4 * count)
  const owner = new Uint32Array(count)
  const index = new Flatbush(count)
  let n = 0
  shapes.forEach((shape, s) => {
    if (countPositions(shape) === 0) return
    for (const polygon of shape) for (const ring of polygon) for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1], to = ring[i]
      if (!from || !to) continue
      points.set([from[0], from[1], to[0], to[1]], 4 * n)
      owner[n++] = s
      index.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]))
    }
  })
  index.finish()
  return {
    find: (lon, lat, tolerance) => {
      const [kx, ky] = metresPerDegree(lat)
      const dx = tolerance / Math.max(kx, 1e-9), dy = tolerance / ky
      let best = -1, metres = Infinity
      for (const e of index.search(lon - dx, lat - dy, lon + dx, lat + dy)) {
        const far = distanceToSegment(lon, lat, points[4 * e] ?? 0, points[4 * e + 1] ?? 0, points[4 * e + 2] ?? 0, points[4 * e + 3] ?? 0, kx, ky)
        const shape = owner[e] ?? 0
        if (far < metres || (far === metres && shape < best)) {
          metres = far
          best = shape
        }
      }
      return best >= 0 && metres <= tolerance ? { shape: best, metres } : null
    },
  }
}
