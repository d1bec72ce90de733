import type { MultiPolygon, Position, Ring } from './shapes.ts'

/** Exact turn on the 1e-7 grid, independent of the code under test. */
const turn = (a: Position, b: Position, c: Position): number => {
  const n = (v: number): bigint => BigInt(Math.round(v * 1e7))
  const d = (n(b[0]) - n(a[0])) * (n(c[1]) - n(a[1])) - (n(b[1]) - n(a[1])) * (n(c[0]) - n(a[0]))
  return d > 0n ? 1 : d < 0n ? -1 : 0
}

type Segment = { readonly a: Position; readonly b: Position; readonly low: number; readonly high: number }
const segmentsOf = (rings: readonly Ring[]): readonly Segment[] => rings.flatMap((ring) => ring.slice(1).map((b, i) => {
  const a = ring[i] ?? b
  return { a, b, low: Math.min(a[0], b[0]), high: Math.max(a[0], b[0]) }
})).sort((one, two) => one.low - two.low)

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1]
const onSegment = (p: Position, { a, b }: Segment): boolean => turn(a, b, p) === 0 && !same(p, a) && !same(p, b) &&
  p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0]) && p[1] >= Math.min(a[1], b[1]) && p[1] <= Math.max(a[1], b[1])

/** Why a shape is not valid, by a plain sweep over all pairs of edges; null when it is. For tests. */
export const whyInvalid = (shape: MultiPolygon): string | null => {
  const rings = shape.flat()
  for (const ring of rings) {
    const open = ring.slice(0, -1)
    if (new Set(open.map(String)).size < open.length) return `a ring passes ${open.find((p, i) => open.findIndex((q) => same(p, q)) < i)} twice`
    if (open.length < 3) return 'a ring of fewer than three corners'
  }
  const segments = segmentsOf(rings)
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i] as Segment
    for (let j = i + 1; j < segments.length; j++) {
      const t = segments[j] as Segment
      if (t.low > s.high) break
      if (Math.max(s.a[1], s.b[1]) < Math.min(t.a[1], t.b[1]) || Math.min(s.a[1], s.b[1]) > Math.max(t.a[1], t.b[1])) continue
      if ((same(s.a, t.a) && same(s.b, t.b)) || (same(s.a, t.b) && same(s.b, t.a))) return `two rings share the edge ${s.a} ${s.b}`
      if (onSegment(t.a, s) || onSegment(t.b, s) || onSegment(s.a, t) || onSegment(s.b, t)) return `a corner lies on an edge near ${s.a}`
      if (turn(s.a, s.b, t.a) * turn(s.a, s.b, t.b) < 0 && turn(t.a, t.b, s.a) * turn(t.a, t.b, s.b) < 0) return `edges cross near ${s.a}`
    }
  }
  return null
}

/** Two shapes' worth of ground compared: share of sample points, on a lattice over the box, on which `one` and `two` disagree. */
export const disagreement = (box: readonly [number, number, number, number], one: (x: number, y: number) => boolean, two: (x: number, y: number) => boolean, side = 60): number => {
  let bad = 0
  for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) {
    const x = box[0] + (i + 0.4567) / side * (box[2] - box[0]), y = box[1] + (j + 0.5432) / side * (box[3] - box[1])
    if (one(x, y) !== two(x, y)) bad++
  }
  return bad / side ** 2
}
