import { unitsPerDegree } from './grid-lines.ts'
import { metresPerDegree } from './measure.ts'
import type { MultiPolygon, Position, Ring } from './shapes.ts'
import { visvalingam } from './visvalingam.ts'

/** A stretch of border between two places where borders meet; shared by the shapes on either side. */
type Arc = { readonly points: readonly Position[]; readonly weights: Float64Array }
type ArcUse = { readonly arc: number; readonly backwards: boolean }
type ArcRing = readonly ArcUse[]

export type SimplifyOptions = {
  /** Vertices whose triangle with their neighbours is smaller than this are dropped. */
  readonly squareMetres: number
  /** At most about this many positions over all chosen shapes: the threshold is raised until they fit. */
  readonly budget: number
  readonly decimals: number
}
export type Topology = {
  /** The chosen shapes, simplified alike on both sides of every shared border: neighbours stay neighbours, without gaps or overlaps. */
  readonly simplified: (chosen: readonly number[], options: SimplifyOptions) => readonly MultiPolygon[]
}

const idOf = () => {
  const ids = new Map<string, number>()
  const positions: Position[] = []
  return {
    positions,
    id: (position: Position): number => {
      const key = `${Math.round(position[0] * unitsPerDegree)},${Math.round(position[1] * unitsPerDegree)}`
      let id = ids.get(key)
      if (id === undefined) {
        ids.set(key, (id = positions.length))
        positions.push(position)
      }
      return id
    },
  }
}

/** Vertices where some ring goes on to a different neighbour than another ring does: there arcs begin and end. */
const junctionsOf = (rings: readonly (readonly number[])[], count: number): Uint8Array => {
  const one = new Int32Array(count).fill(-1), two = new Int32Array(count).fill(-1)
  const junction = new Uint8Array(count)
  for (const ring of rings) ring.forEach((id, i) => {
    const before = ring[(i + ring.length - 1) % ring.length] ?? id, after = ring[(i + 1) % ring.length] ?? id
    const low = Math.min(before, after), high = Math.max(before, after)
    if (one[id] === -1) {
      one[id] = low
      two[id] = high
    } else if (one[id] !== low || two[id] !== high) junction[id] = 1
  })
  return junction
}

/** Starts a ring at a junction, or, having none, at its lowest vertex, so that both owners of a lone ring cut it alike. */
const rotated = (ring: readonly number[], junction: Uint8Array): readonly number[] => {
  let start = ring.findIndex((id) => junction[id] === 1)
  if (start < 0) start = ring.indexOf(ring.reduce((low, id) => Math.min(low, id), Infinity))
  return [...ring.slice(start), ...ring.slice(0, start)]
}

const cutRing = (ring: readonly number[], junction: Uint8Array): readonly (readonly number[])[] => {
  const closed = [...ring, ring[0] ?? 0]
  const pieces: number[][] = []
  let piece: number[] = []
  closed.forEach((id, i) => {
    piece.push(id)
    if (i > 0 && (junction[id] === 1 || i === closed.length - 1)) {
      pieces.push(piece)
      piece = [id]
    }
  })
  return pieces
}

/** Arcs are read in the direction in which their ends, or else their inner neighbours, ascend. */
const isBackwards = (ids: readonly number[]): boolean => {
  const first = ids[0] ?? 0, last = ids.at(-1) ?? 0
  return first !== last ? first > last : (ids[1] ?? 0) > (ids.at(-2) ?? 0)
}

/** Prepares shapes that share borders (vertex for vertex) for simplification at any scale. */
export const buildTopology = (shapes: readonly MultiPolygon[]): Topology => {
  const { id, positions } = idOf()
  const ringIds = shapes.map((shape) => shape.map((polygon) => polygon.map((ring) => ring.slice(0, -1).map(id))))
  const junction = junctionsOf(ringIds.flat(2), positions.length)
  const arcs: Arc[] = []
  const known = new Map<string, number>()
  const arcOf = (ids: readonly number[], pieces: number): ArcUse => {
    const backwards = isBackwards(ids)
    const ordered = backwards ? ids.toReversed() : ids
    const key = `${ordered.length}:${ordered[0]},${ordered[1]},${ordered.at(-2)},${ordered.at(-1)}`
    let arc = known.get(key)
    if (arc === undefined) {
      const line = ordered.map((vertex) => positions[vertex] ?? ([0, 0] as Position))
      arc = arcs.push({ points: line, weights: weigh(line) }) - 1
      known.set(key, arc)
    }
    keepArea(arcs[arc]?.weights, pieces)
    return { arc, backwards }
  }
  const rings: readonly (readonly (readonly ArcRing[])[])[] = ringIds.map((shape) => shape.map((polygon) => polygon.map((ring) => {
    const pieces = cutRing(rotated(ring, junction), junction)
    return pieces.map((piece) => arcOf(piece, pieces.length))
  })))
  return {
    simplified: (chosen, { squareMetres, budget, decimals }) => {
      const used = chosen.flatMap((shape) => rings[shape] ?? []).flat(2)
      let threshold = squareMetres
      while (countKept(used, arcs, threshold) > budget && threshold < 1e15) threshold = Math.max(1, threshold * 1.4)
      const step = 10 ** decimals
      const thinned = new Map<number, readonly Position[]>()
      const lineOf = (arc: number): readonly Position[] => {
        let line = thinned.get(arc)
        if (!line) {
          const { points, weights } = arcs[arc] ?? { points: [], weights: new Float64Array() }
          line = points.filter((_, i) => (weights[i] ?? 0) >= threshold).map(([x, y]) => [Math.round(x * step) / step, Math.round(y * step) / step] as const)
          thinned.set(arc, line)
        }
        return line
      }
      return chosen.map((shape) => (rings[shape] ?? []).map((polygon) => polygon.map((ring) => joined(ring, lineOf))))
    },
  }
}

const countKept = (used: readonly ArcUse[], arcs: readonly Arc[], threshold: number): number => {
  let count = 0
  for (const { arc } of used) {
    for (const weight of arcs[arc]?.weights ?? []) if (weight >= threshold) count++
    count--
  }
  return count
}

const joined = (ring: ArcRing, lineOf: (arc: number) => readonly Position[]): Ring => {
  const line: Position[] = []
  for (const { arc, backwards } of ring) {
    const points = backwards ? lineOf(arc).toReversed() : lineOf(arc)
    for (const point of line.length === 0 ? points : points.slice(1)) line.push(point)
  }
  return line
}

/** Weights of an arc's vertices in m2; its ends always stay. */
const weigh = (line: readonly Position[]): Float64Array => {
  const [kx, ky] = metresPerDegree(line[0]?.[1] ?? 0)
  return visvalingam(line, kx, ky)
}

/** Marks so many inner vertices for keeping that a ring made of one or two arcs does not collapse into a line. */
const keepArea = (weights: Float64Array | undefined, pieces: number): void => {
  const mustKeep = pieces === 1 ? 2 : pieces === 2 ? 1 : 0
  if (!weights || mustKeep === 0) return
  const inner = Array.from(weights.keys()).slice(1, -1).sort((i, j) => (weights[j] ?? 0) - (weights[i] ?? 0) || i - j)
  for (const i of inner.slice(0, mustKeep)) weights[i] = Infinity
}
