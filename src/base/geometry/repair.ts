import { cutAtMeetings, fromGridRing, type GridRing, toGridRing, turn, unitsPerDegree } from './grid-lines.ts'
import { ringArea, shoelaceArea } from './measure.ts'
import type { MultiPolygon } from './shapes.ts'
import { type Directed, doubleArea, traceRings } from './trace.ts'
import { type GridEdge, uniqueEdges, windingsBeside, type Windings } from './windings.ts'

/** What was wrong with a drawing before it was mended. */
export type ShapeFlaw = 'crossing' | 'touching' | 'outside_hole' | 'overlapping_parts' | 'collapsed_ring'

/**
 * How a drawing was mended, with its areas in m2. For a ring that crosses itself "the area" has three readings, all given:
 * `drawn` is the ground the lines enclose, the reading this program keeps (a loop drawn backwards or drawn twice is ground all the same);
 * `shoelace` is the formula of a simple ring, in which loops drawn backwards count against the others and double ones twice;
 * `evenOdd` counts ground enclosed twice as not enclosed. `after` is the mended shape.
 */
export type RepairReport = {
  readonly flaws: readonly ShapeFlaw[]
  readonly drawn: number
  readonly shoelace: number
  readonly evenOdd: number
  readonly after: number
  readonly partsBefore: number
  readonly partsAfter: number
}

/** Which rings are outer ones of which part, and which are holes. */
type Roles = { readonly outers: readonly number[]; readonly holes: readonly number[] }

const insidePart = (part: Roles, windings: Windings): boolean =>
  part.outers.some((ring) => windings.has(ring)) && !part.holes.some((ring) => windings.has(ring))

/** Non-zero winding: inside a part when one of its outer rings winds around and none of its holes does. */
const insideOf = (roles: readonly Roles[], windings: Windings): boolean =>
  windings.size > 0 && roles.some((part) => insidePart(part, windings))

/**
 * A later ring of a polygon is a hole if most of it runs inside the first ring. One that runs outside is not a hole that fell out of
 * its polygon but another part, written in the wrong place: taken as a hole it would be lost, and its ground with it.
 */
const rolesOf = (
  parts: readonly (readonly number[])[], edges: readonly GridEdge[], beside: readonly { readonly left: Windings; readonly right: Windings }[],
): readonly Roles[] => {
  const partOf = new Map<number, readonly number[]>()
  for (const rings of parts) for (const ring of rings) partOf.set(ring, rings)
  const balance = new Map<number, number>()
  edges.forEach((edge, i) => {
    const sides = beside[i]
    if (!sides) return
    const length = Math.hypot(edge.highX - edge.lowX, edge.highY - edge.lowY)
    for (const ring of edge.along.keys()) {
      const first = partOf.get(ring)?.[0]
      if (first === undefined || first === ring || edge.along.has(first)) continue
      balance.set(ring, (balance.get(ring) ?? 0) + (sides.left.has(first) ? length : -length))
    }
  })
  return parts.map(([first, ...rest]) => ({
    outers: [...(first === undefined ? [] : [first]), ...rest.filter((ring) => (balance.get(ring) ?? 0) <= 0)],
    holes: rest.filter((ring) => (balance.get(ring) ?? 0) > 0),
  }))
}

/** Whether (x, y), in doubled grid units and not on the ring, lies inside it. */
const ringHolds = (ring: GridRing, x: number, y: number): boolean => {
  let inside = false
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length
    const x1 = 2 * (ring[i] ?? 0), y1 = 2 * (ring[i + 1] ?? 0), x2 = 2 * (ring[j] ?? 0), y2 = 2 * (ring[j + 1] ?? 0)
    if ((y1 > y) !== (y2 > y) && (turn(x1, y1, x2, y2, x, y) > 0) === (y2 > y1)) inside = !inside
  }
  return inside
}

/** Puts every hole into the smallest outer ring around it. Outer rings by area, largest first. */
const assemble = (rings: readonly GridRing[]): readonly (readonly GridRing[])[] => {
  const sized = rings.map((ring) => ({ ring, area: doubleArea(ring) })).sort((one, two) => two.area - one.area)
  const polygons = sized.filter((entry) => entry.area > 0).map((entry) => [entry.ring])
  for (const { ring, area } of sized) {
    if (area >= 0) continue
    const x = (ring[0] ?? 0) + (ring[2] ?? 0), y = (ring[1] ?? 0) + (ring[3] ?? 0)
    polygons.findLast((polygon) => polygon[0] && doubleArea(polygon[0]) >= -area && ringHolds(polygon[0], x, y))?.push(ring)
  }
  return polygons
}

const boundaryOf = (
  edges: readonly GridEdge[], beside: readonly { readonly left: Windings; readonly right: Windings }[], inside: (w: Windings) => boolean,
): readonly Directed[] => edges.flatMap((edge, i) => {
  const sides = beside[i]
  if (!sides) return []
  const left = inside(sides.left), right = inside(sides.right)
  if (left === right) return []
  return left
    ? [{ fromX: edge.lowX, fromY: edge.lowY, toX: edge.highX, toY: edge.highY }]
    : [{ fromX: edge.highX, fromY: edge.highY, toX: edge.lowX, toY: edge.lowY }]
})

/** m2 of what lies left of a set of edges, before any ring is traced: an account of the area that does not depend on the tracing. */
const edgeArea = (edges: readonly Directed[], scale: (ring: GridRing) => number): number => {
  const origin = edges[0]
  if (!origin) return 0
  let sum = 0
  for (const e of edges) sum += scale([origin.fromX, origin.fromY, e.fromX, e.fromY, e.toX, e.toY])
  return sum
}
const gridArea = (ring: GridRing): number => ringArea(fromGridRing(ring))

const hasRepeats = (ring: GridRing): boolean => {
  const seen = new Set<string>()
  for (let i = 0; i < ring.length; i += 2) seen.add(`${ring[i]},${ring[i + 1]}`)
  return seen.size * 2 < ring.length
}

/** One part, one ring, nothing cut, no vertex twice: already right but for its direction. Most boundaries are. */
const isSimple = (parts: readonly (readonly GridRing[])[], cuts: number): boolean =>
  cuts === 0 && parts.length === 1 && parts[0]?.length === 1 && parts[0][0] !== undefined && !hasRepeats(parts[0][0])

const turned = (ring: GridRing): GridRing => {
  const points: number[] = []
  for (let i = ring.length - 2; i >= 0; i -= 2) points.push(ring[i] ?? 0, ring[i + 1] ?? 0)
  return points
}

/**
 * Mends a drawing so that it is valid (OGC 06-103r4 6.1.11: rings simple, holes inside, parts apart) and keeps the ground its lines
 * enclose: all lines are cut where they meet, every piece of ground is kept or not by non-zero winding, and rings are traced anew around what is
 * kept. Coordinates come out on the 1e-7 degree grid. Null when nothing is left (all rings collapse) or the drawing cannot be cut up.
 *
 * `buffer(0)`, the usual remedy, keeps only loops drawn in one direction and drops rings that stand where a hole was expected.
 */
export const repairShape = (shape: MultiPolygon): { readonly shape: MultiPolygon; readonly report: RepairReport } | null => {
  const flaws = new Set<ShapeFlaw>()
  const rings: GridRing[] = []
  const parts: number[][] = []
  for (const polygon of shape) {
    const part: number[] = []
    for (const ring of polygon) {
      const points = toGridRing(ring)
      if (points.length < 6 || doubleArea(points) === 0 && !hasRepeats(points) && points.length === 6) flaws.add('collapsed_ring')
      else part.push(rings.push(points) - 1)
    }
    if (part.length > 0) parts.push(part)
  }
  const shoelace = shoelaceArea(shape)
  const cut = cutAtMeetings(rings)
  if (!cut) return null
  if (isSimple(parts.map((part) => part.map((ring) => rings[ring] ?? [])), cut.cuts)) {
    const only = rings[0] ?? []
    const mended: MultiPolygon = [[fromGridRing(doubleArea(only) > 0 ? only : turned(only))]]
    const after = shoelaceArea(mended)
    return { shape: mended, report: { flaws: [...flaws], drawn: after, shoelace, evenOdd: after, after, partsBefore: shape.length, partsAfter: 1 } }
  }
  const edges = uniqueEdges(cut.rings)
  const beside = windingsBeside(edges)
  const roles = rolesOf(parts, edges, beside)
  const odd = (w: Windings): boolean => [...w.values()].reduce((sum, n) => sum + n, 0) % 2 !== 0
  const kept = boundaryOf(edges, beside, (w) => insideOf(roles, w))
  const polygons = assemble(traceRings(kept))
  if (polygons.length === 0) return null
  const mended = polygons.map((polygon) => polygon.map(fromGridRing))
  const drawn = edgeArea(kept, gridArea)
  const evenOdd = edgeArea(boundaryOf(edges, beside, odd), gridArea)
  const after = shoelaceArea(mended)
  if (cut.rings.some(hasRepeats)) flaws.add(cut.cuts > 0 || beside.some((s) => [...s.left.values(), ...s.right.values()].some((w) => Math.abs(w) > 1)) ? 'crossing' : 'touching')
  else if (cut.cuts > 0) flaws.add('touching')
  if (roles.some((part) => part.outers.length > 1)) flaws.add('outside_hole')
  if (beside.some((s) => [s.left, s.right].some((w) => roles.filter((part) => insidePart(part, w)).length > 1))) flaws.add('overlapping_parts')
  return { shape: mended, report: { flaws: [...flaws], drawn, shoelace, evenOdd, after, partsBefore: shape.length, partsAfter: polygons.length } }
}

/** Share of the drawn ground that mending lost (0.005 = 0.5 %); gains count as 0. */
export const areaLost = (report: RepairReport): number => report.drawn > 0 ? Math.max(0, 1 - report.after / report.drawn) : 0

/** Length of the grid's step in degrees, for whoever compares stored boundaries. */
export const gridStep = 1 / unitsPerDegree
