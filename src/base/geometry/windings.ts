import Flatbush from 'flatbush'
import { type GridRing, turn } from './grid-lines.ts'

/** How often each ring winds around a point: ring number -> winding number, zeros left out. */
export type Windings = ReadonlyMap<number, number>

/** An edge of the cut-up drawing, read upwards (or eastwards when level), with how often each ring runs along it in that direction. */
export type GridEdge = {
  readonly lowX: number; readonly lowY: number; readonly highX: number; readonly highY: number
  readonly along: Windings
}

export const uniqueEdges = (rings: readonly GridRing[]): readonly GridEdge[] => {
  const found = new Map<string, { readonly edge: GridEdge; readonly along: Map<number, number> }>()
  rings.forEach((ring, r) => {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length
      const x1 = ring[i] ?? 0, y1 = ring[i + 1] ?? 0, x2 = ring[j] ?? 0, y2 = ring[j + 1] ?? 0
      if (x1 === x2 && y1 === y2) continue
      const up = y1 < y2 || (y1 === y2 && x1 < x2)
      const [lowX, lowY, highX, highY] = up ? [x1, y1, x2, y2] : [x2, y2, x1, y1]
      const key = `${lowX},${lowY},${highX},${highY}`
      let entry = found.get(key)
      if (!entry) {
        const along = new Map<number, number>()
        found.set(key, (entry = { edge: { lowX, lowY, highX, highY, along }, along }))
      }
      const net = (entry.along.get(r) ?? 0) + (up ? 1 : -1)
      if (net === 0) entry.along.delete(r)
      else entry.along.set(r, net)
    }
  })
  return [...found.values()].map((entry) => entry.edge).filter((edge) => edge.along.size > 0)
}

const add = (to: Map<number, number>, along: Windings, times: number): void => {
  for (const [ring, net] of along) {
    const sum = (to.get(ring) ?? 0) + net * times
    if (sum === 0) to.delete(ring)
    else to.set(ring, sum)
  }
}

/**
 * Winding numbers just left and just right of the middle of every edge (Hormann and Agathos 2001), by a ray that leaves the edge: to the
 * east, or to the north from a level edge. Doubled coordinates make the middle a whole number, so every comparison is exact.
 * The edges must meet only at their ends.
 */
export const windingsBeside = (edges: readonly GridEdge[]): readonly { readonly left: Windings; readonly right: Windings }[] => {
  if (edges.length === 0) return []
  const index = new Flatbush(edges.length)
  for (const e of edges) index.add(Math.min(e.lowX, e.highX), e.lowY, Math.max(e.lowX, e.highX), e.highY)
  index.finish()
  return edges.map((edge, i) => {
    const mx = edge.lowX + edge.highX, my = edge.lowY + edge.highY
    const level = edge.lowY === edge.highY
    const near = level
      ? index.search(mx / 2, my / 2, mx / 2, Infinity, (j) => j !== i)
      : index.search(mx / 2, my / 2, Infinity, my / 2, (j) => j !== i)
    const outer = new Map<number, number>()
    for (const j of near) {
      const other = edges[j]
      if (!other) continue
      const { lowX, lowY, highX, highY } = other
      if (level) {
        if (2 * lowX > mx === 2 * highX > mx) continue
        const east = lowX < highX
        const below = turn(2 * lowX, 2 * lowY, 2 * highX, 2 * highY, mx, my) * (east ? 1 : -1) < 0
        if (below) add(outer, other.along, east ? -1 : 1)
      } else if (2 * lowY > my !== 2 * highY > my && turn(2 * lowX, 2 * lowY, 2 * highX, 2 * highY, mx, my) > 0) add(outer, other.along, 1)
    }
    const inner = new Map(outer)
    add(inner, edge.along, level ? -1 : 1)
    // A level edge runs east: north of it is left. Any other edge runs up: east of it is right.
    return level ? { left: outer, right: inner } : { left: inner, right: outer }
  })
}
