import { type GridRing, turn } from './grid-lines.ts'

export type Directed = { readonly fromX: number; readonly fromY: number; readonly toX: number; readonly toY: number }

/** Twice the signed area, in grid units; anticlockwise positive. */
export const doubleArea = (ring: GridRing): number => {
  const x0 = ring[0] ?? 0, y0 = ring[1] ?? 0
  let sum = 0
  for (let i = 2; i + 3 < ring.length; i += 2) {
    sum += ((ring[i] ?? 0) - x0) * ((ring[i + 3] ?? 0) - y0) - ((ring[i + 1] ?? 0) - y0) * ((ring[i + 2] ?? 0) - x0)
  }
  return sum
}

/** Whether `a` comes before `b` when turning clockwise from the direction `back`, all as seen from one vertex. */
const sooner = (backX: number, backY: number, ax: number, ay: number, bx: number, by: number): boolean => {
  const a = turn(0, 0, backX, backY, ax, ay), b = turn(0, 0, backX, backY, bx, by)
  // Right of `back` is the first half of a clockwise turn, then straight on, then left of it.
  const half = (side: number): number => side < 0 ? 0 : side === 0 ? 1 : 2
  return half(a) === half(b) ? turn(0, 0, ax, ay, bx, by) < 0 : half(a) < half(b)
}

/**
 * Rings from edges that have the inside on their left. At a vertex with several ways on, the walk keeps to its own face, and a ring is cut
 * off wherever the walk comes back to a vertex: so no ring touches itself, and holes that touch their outer ring stay holes.
 */
export const traceRings = (edges: readonly Directed[]): readonly GridRing[] => {
  const leaving = new Map<string, Directed[]>()
  const key = (x: number, y: number): string => `${x},${y}`
  for (const edge of edges) {
    const k = key(edge.fromX, edge.fromY)
    const list = leaving.get(k)
    if (list) list.push(edge)
    else leaving.set(k, [edge])
  }
  const takeNext = (arrived: Directed): Directed | undefined => {
    const list = leaving.get(key(arrived.toX, arrived.toY))
    if (!list || list.length === 0) return undefined
    const backX = arrived.fromX - arrived.toX, backY = arrived.fromY - arrived.toY
    let best = 0
    for (let i = 1; i < list.length; i++) {
      const one = list[i], two = list[best]
      if (one && two && sooner(backX, backY, one.toX - one.fromX, one.toY - one.fromY, two.toX - two.fromX, two.toY - two.fromY)) best = i
    }
    return list.splice(best, 1)[0]
  }
  const rings: GridRing[] = []
  for (const list of leaving.values()) {
    while (list.length > 0) {
      let edge = list.pop()
      const path: number[] = []
      const places = new Map<string, number>()
      while (edge) {
        const k = key(edge.fromX, edge.fromY)
        const seen = places.get(k)
        if (seen !== undefined) {
          const loop = path.splice(seen)
          for (let i = 0; i < loop.length; i += 2) places.delete(key(loop[i] ?? 0, loop[i + 1] ?? 0))
          rings.push(loop)
        }
        places.set(k, path.length)
        path.push(edge.fromX, edge.fromY)
        edge = takeNext(edge)
      }
      if (path.length >= 6) rings.push(path)
    }
  }
  return rings
}
