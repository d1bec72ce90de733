import type { Border } from './mesh.ts'
import type { PlanPoint } from './plan.ts'
import { sure } from '../sure.ts'

/** Twice the signed area: positive for a ring that runs counter-clockwise. */
export const signedArea2 = (ring: readonly (readonly [number, number])[]): number => {
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const p = sure(ring[i]), q = sure(ring[(i + 1) % ring.length])
    sum += p[0] * q[1] - q[0] * p[1]
  }
  return sum
}

type Piece = { readonly from: number; readonly to: number; readonly line: readonly PlanPoint[]; used: boolean }

const chain = (pieces: readonly Piece[]): PlanPoint[][] => {
  const at = new Map<number, Piece[]>()
  for (const piece of pieces) {
    for (const vertex of [piece.from, piece.to]) {
      const known = at.get(vertex)
      if (known) known.push(piece)
      else at.set(vertex, [piece])
    }
  }
  const rings: PlanPoint[][] = []
  for (const first of pieces) {
    if (first.used) continue
    const ring: PlanPoint[] = []
    let piece: Piece | undefined = first, vertex = first.from
    while (piece) {
      piece.used = true
      const forward: boolean = piece.from === vertex
      const line: readonly PlanPoint[] = forward ? piece.line : piece.line.toReversed()
      for (let i = 0; i + 1 < line.length; i++) ring.push(sure(line[i]))
      vertex = forward ? piece.to : piece.from
      piece = at.get(vertex)?.find((next) => !next.used)
    }
    rings.push(ring)
  }
  return rings
}

/**
 * The outlines of groups of cells: for every label the rings around its cells, the largest first (the outer one, counter-clockwise),
 * then holes (clockwise). Two neighbouring groups share exactly the same points, because both take them from the same borders.
 */
export const ringsByLabel = (borders: readonly Border[], labelOf: (site: number) => number): Map<number, PlanPoint[][]> => {
  const pieces = new Map<number, Piece[]>()
  for (const border of borders) {
    const a = labelOf(border.a), b = labelOf(border.b)
    if (a === b) continue
    for (const label of [a, b]) {
      if (label < 0) continue
      const own = pieces.get(label)
      const piece: Piece = { from: border.from, to: border.to, line: border.line, used: false }
      if (own) own.push(piece)
      else pieces.set(label, [piece])
    }
  }
  const out = new Map<number, PlanPoint[][]>()
  for (const [label, own] of [...pieces].sort((p, q) => p[0] - q[0])) {
    const rings = chain(own).sort((p, q) => Math.abs(signedArea2(q)) - Math.abs(signedArea2(p)))
    out.set(label, rings.map((ring, i) => (signedArea2(ring) > 0) === (i === 0) ? ring : ring.toReversed()))
  }
  return out
}

/** Splits of a group that are not joined to its largest part, as lists of sites. */
export const strayParts = (borders: readonly Border[], count: number, labelOf: (site: number) => number): Map<number, number[][]> => {
  const neighbours: number[][] = Array.from({ length: count }, () => [])
  for (const { a, b, length } of borders) {
    if (length < 0.02 || labelOf(a) !== labelOf(b)) continue
    neighbours[a]?.push(b)
    neighbours[b]?.push(a)
  }
  const parts = new Map<number, number[][]>()
  const seen = new Uint8Array(count)
  for (let start = 0; start < count; start++) {
    const label = labelOf(start)
    if (seen[start] || label < 0) continue
    const part = [start]
    seen[start] = 1
    for (let i = 0; i < part.length; i++) {
      for (const next of neighbours[sure(part[i])] ?? []) {
        if (!seen[next]) {
          seen[next] = 1
          part.push(next)
        }
      }
    }
    parts.set(label, [...(parts.get(label) ?? []), part])
  }
  const strays = new Map<number, number[][]>()
  for (const [label, own] of parts) if (own.length > 1) strays.set(label, own.sort((p, q) => q.length - p.length).slice(1))
  return strays
}
