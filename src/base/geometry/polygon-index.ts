import { rayMeets } from './contains.ts'
import { boxOf, countPositions, type MultiPolygon } from './shapes.ts'

/** Shapes in order of preference: where shapes overlap, the earlier one has the point. */
export type PolygonIndex = {
  /** Number of the shape that holds the point, or -1. Longitude and latitude in degrees. */
  readonly find: (x: number, y: number) => number
}

/** All edges of all shapes, read upwards, in flat arrays. */
const flatten = (shapes: readonly MultiPolygon[]) => {
  let most = 0
  for (const shape of shapes) most += countPositions(shape)
  const lowX = new Float64Array(most), lowY = new Float64Array(most), highX = new Float64Array(most), highY = new Float64Array(most)
  const starts = new Uint32Array(shapes.length + 1)
  let n = 0
  shapes.forEach((shape, s) => {
    for (const polygon of shape) for (const ring of polygon) for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1], to = ring[i]
      if (!from || !to) continue
      const up = from[1] <= to[1]
      lowX[n] = up ? from[0] : to[0]
      lowY[n] = up ? from[1] : to[1]
      highX[n] = up ? to[0] : from[0]
      highY[n] = up ? to[1] : from[1]
      n++
    }
    starts[s + 1] = n
  })
  return { lowX, lowY, highX, highY, starts, count: n }
}

/** Groups items by bucket (counting sort): `items` of bucket b stand at starts[b] … starts[b + 1]. */
const group = (buckets: number, total: number, visit: (put: (bucket: number, item: number) => void) => void) => {
  const starts = new Uint32Array(buckets + 1)
  visit((bucket) => { starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1 })
  for (let b = 0; b < buckets; b++) starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0)
  const items = new Int32Array(Math.max(total, starts[buckets] ?? 0))
  const next = starts.slice()
  visit((bucket, item) => {
    const place = next[bucket] ?? 0
    items[place] = item
    next[bucket] = place + 1
  })
  return { starts, items }
}

const outside = -1

/**
 * A grid over all shapes. A cell no border runs through knows its shape, so most points cost one look-up; in the others each candidate is
 * asked by the half-open ray rule (`rayMeets`) over its edges in the point's row of cells only. The answer is the same, bit for bit, as
 * testing every edge of every shape in turn.
 * `cellsPerSide` trades memory for speed; the default suits a city.
 */
export const buildPolygonIndex = (shapes: readonly MultiPolygon[], cellsPerSide = 0): PolygonIndex => {
  const edges = flatten(shapes)
  const side = cellsPerSide || Math.min(2048, Math.max(16, Math.ceil(Math.sqrt(edges.count) * 3)))
  const boxes = shapes.map(boxOf)
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity
  for (const box of boxes) {
    west = Math.min(west, box[0]); south = Math.min(south, box[1]); east = Math.max(east, box[2]); north = Math.max(north, box[3])
  }
  if (!(east > west && north > south)) return { find: () => outside }
  const perX = side / (east - west), perY = side / (north - south)
  const column = (x: number): number => Math.min(side - 1, Math.max(0, Math.floor((x - west) * perX)))
  const row = (y: number): number => Math.min(side - 1, Math.max(0, Math.floor((y - south) * perY)))

  // Edges by shape and row: what a ray in that row can meet.
  const rowsBefore = new Uint32Array(shapes.length + 1)
  const firstRow = new Int32Array(shapes.length)
  boxes.forEach((box, s) => {
    const low = row(box[1]), high = row(box[3])
    firstRow[s] = low
    rowsBefore[s + 1] = (rowsBefore[s] ?? 0) + (high >= low ? high - low + 1 : 0)
  })
  const bands = group(rowsBefore[shapes.length] ?? 0, 0, (put) => {
    for (let s = 0; s < shapes.length; s++) for (let e = edges.starts[s] ?? 0; e < (edges.starts[s + 1] ?? 0); e++) {
      const base = (rowsBefore[s] ?? 0) - (firstRow[s] ?? 0)
      for (let r = row(edges.lowY[e] ?? 0), last = row(edges.highY[e] ?? 0); r <= last; r++) put(base + r, e)
    }
  })
  const { lowX, lowY, highX, highY } = edges
  const holds = (s: number, r: number, x: number, y: number): boolean => {
    const band = (rowsBefore[s] ?? 0) + r - (firstRow[s] ?? 0)
    let inside = false
    for (let k = bands.starts[band] ?? 0, end = bands.starts[band + 1] ?? 0; k < end; k++) {
      const e = bands.items[k] as number
      if (rayMeets(x, y, lowX[e] as number, lowY[e] as number, highX[e] as number, highY[e] as number)) inside = !inside
    }
    return inside
  }

  // Candidates by cell, in order of preference: s * 2 + 1 where the whole cell is in shape s, s * 2 where its border runs through.
  const border = new Uint8Array(side)
  const cells = group(side * side, 0, (put) => {
    for (let s = 0; s < shapes.length; s++) {
      const box = boxes[s]
      if (!box || !(box[3] > box[1])) continue
      const left = column(box[0]), right = column(box[2])
      for (let r = row(box[1]), top = row(box[3]); r <= top; r++) {
        border.fill(0, left, right + 1)
        markBorder(border, edges, bands, (rowsBefore[s] ?? 0) + r - (firstRow[s] ?? 0), south + r / perY, south + (r + 1) / perY, column, 1e-6 / perX)
        let known = -1
        for (let c = left; c <= right; c++) {
          if (border[c]) {
            known = -1
            put(r * side + c, s * 2)
            continue
          }
          if (known < 0) known = holds(s, r, west + (c + 0.5) / perX, south + (r + 0.5) / perY) ? 1 : 0
          if (known === 1) put(r * side + c, s * 2 + 1)
        }
      }
    }
  })
  const { starts, items } = cells
  // A cell with one sure answer keeps it in a flat array: one look-up for most points. -1 outside, -2 ask the candidates.
  const sure = new Int32Array(side * side)
  for (let c = 0; c < sure.length; c++) {
    const first = starts[c] as number
    const entry = items[first] as number
    sure[c] = first === starts[c + 1] ? outside : entry & 1 ? entry >> 1 : -2
  }
  return {
    find: (x, y) => {
      if (!(x >= west && x <= east && y >= south && y <= north)) return outside
      const r = Math.min(side - 1, Math.floor((y - south) * perY))
      const c = r * side + Math.min(side - 1, Math.floor((x - west) * perX))
      const answer = sure[c] as number
      if (answer !== -2) return answer
      for (let k = starts[c] as number, end = starts[c + 1] as number; k < end; k++) {
        const entry = items[k] as number
        if (entry & 1 || holds(entry >> 1, r, x, y)) return entry >> 1
      }
      return outside
    },
  }
}

/**
 * Marks the cells of one row that a shape's edges run through, a hair wider than they are: a cell left unmarked is wholly inside or outside.
 */
const markBorder = (
  border: Uint8Array, edges: { readonly lowX: Float64Array; readonly lowY: Float64Array; readonly highX: Float64Array; readonly highY: Float64Array },
  bands: { readonly starts: Uint32Array; readonly items: Int32Array }, band: number, bottom: number, top: number,
  column: (x: number) => number, hair: number,
): void => {
  for (let k = bands.starts[band] ?? 0; k < (bands.starts[band + 1] ?? 0); k++) {
    const e = bands.items[k] ?? 0
    const ax = edges.lowX[e] ?? 0, ay = edges.lowY[e] ?? 0, bx = edges.highX[e] ?? 0, by = edges.highY[e] ?? 0
    const slope = by > ay ? (bx - ax) / (by - ay) : 0
    const atBottom = ay >= bottom ? ax : ax + (bottom - ay) * slope
    const atTop = by <= top ? bx : ax + (top - ay) * slope
    // Clipped to the edge's own extent: on nearly level edges the slope magnifies rounding without bound.
    const low = Math.min(ax, bx), high = Math.max(ax, bx)
    const widen = hair + Math.abs(slope) * 1e-13
    const from = Math.max(low, Math.min(atBottom, atTop) - widen) - hair, to = Math.min(high, Math.max(atBottom, atTop) + widen) + hair
    border.fill(1, column(from), column(to) + 1)
  }
}
