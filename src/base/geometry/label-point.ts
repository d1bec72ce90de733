import { ringArea } from './measure.ts'
import { boxOf, type MultiPolygon, type Polygon, type Position } from './shapes.ts'

const lines = 15

/** Where a horizontal line crosses a polygon's rings, in order. */
const crossings = (polygon: Polygon, y: number): readonly number[] => {
  const xs: number[] = []
  for (const ring of polygon) for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as Position, [bx, by] = ring[i] as Position
    if ((ay > y) !== (by > y)) xs.push(ax + (y - ay) / (by - ay) * (bx - ax))
  }
  return xs.sort((one, two) => one - two)
}

/**
 * A point inside the largest part, far from its borders, to stand a name on: the middle of the widest stretch over fifteen horizontal lines,
 * weighed by how far the line is from top and bottom. Null for an empty shape.
 */
export const labelPoint = (shape: MultiPolygon): Position | null => {
  let largest: Polygon | undefined, size = -1
  for (const polygon of shape) {
    const area = Math.abs(ringArea(polygon[0] ?? []))
    if (area > size) {
      size = area
      largest = polygon
    }
  }
  if (!largest) return null
  const [, south, , north] = boxOf([largest])
  let best: Position | null = null, score = -1
  for (let k = 1; k <= lines; k++) {
    const y = south + (north - south) * k / (lines + 1)
    const xs = crossings(largest, y)
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const low = xs[i] ?? 0, high = xs[i + 1] ?? 0
      const room = Math.min((high - low) / 2, y - south, north - y)
      if (room > score) {
        score = room
        best = [(low + high) / 2, y]
      }
    }
  }
  return best
}
