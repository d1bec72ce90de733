import Flatbush from 'flatbush'
import type { Ring } from './shapes.ts'

/**
 * Boundaries are kept to 1e-7 degrees (about 1 cm): on that grid every coordinate is a whole number and "left of" is exact, so mending
 * a ring needs no tolerance. A ring is a flat list x0, y0, x1, y1, … without the closing repeat.
 */
export const unitsPerDegree = 1e7
export type GridRing = readonly number[]

/** Sign of the turn a -> b -> c: positive to the left. Exact: where doubles cannot tell, whole numbers of any size decide. */
export const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number => {
  const l = (bx - ax) * (cy - ay), r = (by - ay) * (cx - ax)
  const det = l - r
  if (Math.abs(det) > 1e-15 * (Math.abs(l) + Math.abs(r))) return det
  const exact = BigInt(bx - ax) * BigInt(cy - ay) - BigInt(by - ay) * BigInt(cx - ax)
  return exact > 0n ? 1 : exact < 0n ? -1 : 0
}

const dropRepeats = (points: readonly number[]): number[] => {
  const kept: number[] = []
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0, y = points[i + 1] ?? 0
    if (kept.length === 0 || kept[kept.length - 2] !== x || kept[kept.length - 1] !== y) kept.push(x, y)
  }
  while (kept.length > 2 && kept[0] === kept[kept.length - 2] && kept[1] === kept[kept.length - 1]) kept.length -= 2
  return kept
}

export const toGridRing = (ring: Ring): GridRing => {
  const points: number[] = []
  for (const [lon, lat] of ring) points.push(Math.round(lon * unitsPerDegree), Math.round(lat * unitsPerDegree))
  return dropRepeats(points)
}

export const fromGridRing = (points: GridRing): Ring => {
  const ring: [number, number][] = []
  for (let i = 0; i < points.length; i += 2) ring.push([(points[i] ?? 0) / unitsPerDegree, (points[i + 1] ?? 0) / unitsPerDegree])
  const first = ring[0]
  if (first) ring.push([first[0], first[1]])
  return ring
}

/** One pass: every place where an edge must be cut because another edge crosses it or a vertex lies on it. */
const findCuts = (rings: readonly GridRing[]): ReadonlyMap<number, number[]> => {
  let count = 0
  for (const ring of rings) count += ring.length / 2
  const ax = new Float64Array(count), ay = new Float64Array(count), bx = new Float64Array(count), by = new Float64Array(count)
  let n = 0
  for (const ring of rings) for (let i = 0; i < ring.length; i += 2, n++) {
    const j = (i + 2) % ring.length
    ax[n] = ring[i] ?? 0; ay[n] = ring[i + 1] ?? 0; bx[n] = ring[j] ?? 0; by[n] = ring[j + 1] ?? 0
  }
  const cuts = new Map<number, number[]>()
  if (count === 0) return cuts
  const cut = (edge: number, x: number, y: number): void => {
    const list = cuts.get(edge)
    if (list) list.push(x, y)
    else cuts.set(edge, [x, y])
  }
  const index = new Flatbush(count)
  for (let i = 0; i < count; i++) {
    const x1 = ax[i] ?? 0, x2 = bx[i] ?? 0, y1 = ay[i] ?? 0, y2 = by[i] ?? 0
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))
  }
  index.finish()
  for (let i = 0; i < count; i++) {
    const px = ax[i] ?? 0, py = ay[i] ?? 0, qx = bx[i] ?? 0, qy = by[i] ?? 0
    const within = (x: number, y: number): boolean => (x !== px || y !== py) && (x !== qx || y !== qy) &&
      x >= Math.min(px, qx) && x <= Math.max(px, qx) && y >= Math.min(py, qy) && y <= Math.max(py, qy)
    for (const j of index.search(Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy), (other) => other !== i)) {
      const rx = ax[j] ?? 0, ry = ay[j] ?? 0, sx = bx[j] ?? 0, sy = by[j] ?? 0
      const r = turn(px, py, qx, qy, rx, ry), s = turn(px, py, qx, qy, sx, sy)
      if (r === 0 && within(rx, ry)) cut(i, rx, ry)
      if (s === 0 && within(sx, sy)) cut(i, sx, sy)
      if (j < i || r === 0 || s === 0 || (r > 0) === (s > 0)) continue
      const p = turn(rx, ry, sx, sy, px, py), q = turn(rx, ry, sx, sy, qx, qy)
      if (p === 0 || q === 0 || (p > 0) === (q > 0)) continue
      const t = ((rx - px) * (sy - ry) - (ry - py) * (sx - rx)) / ((qx - px) * (sy - ry) - (qy - py) * (sx - rx))
      const x = px + Math.round(t * (qx - px)), y = py + Math.round(t * (qy - py))
      if ((x !== px || y !== py) && (x !== qx || y !== qy)) cut(i, x, y)
      if ((x !== rx || y !== ry) && (x !== sx || y !== sy)) cut(j, x, y)
    }
  }
  return cuts
}

const applyCuts = (rings: readonly GridRing[], cuts: ReadonlyMap<number, number[]>): readonly GridRing[] => {
  let edge = 0
  return rings.map((ring) => {
    const points: number[] = []
    for (let i = 0; i < ring.length; i += 2, edge++) {
      const x = ring[i] ?? 0, y = ring[i + 1] ?? 0
      points.push(x, y)
      const list = cuts.get(edge)
      if (!list) continue
      const places: { readonly x: number; readonly y: number; readonly far: number }[] = []
      for (let k = 0; k < list.length; k += 2) {
        const cx = list[k] ?? 0, cy = list[k + 1] ?? 0
        places.push({ x: cx, y: cy, far: (cx - x) ** 2 + (cy - y) ** 2 })
      }
      places.sort((one, two) => one.far - two.far)
      for (const place of places) points.push(place.x, place.y)
    }
    return dropRepeats(points)
  })
}

/**
 * Cuts the rings until edges meet only at their ends. A crossing is rounded to the grid, which bends both lines by less than 1 cm and may
 * let them touch a third: hence the rounds (iterated snap rounding, Halperin and Packer 2002). `cuts` is 0 when nothing had to be cut.
 * Null when the rounds do not come to rest, which no drawn boundary has been seen to do.
 */
export const cutAtMeetings = (rings: readonly GridRing[]): { readonly rings: readonly GridRing[]; readonly cuts: number } | null => {
  let current = rings, total = 0
  for (let round = 0; round < 60; round++) {
    const cuts = findCuts(current)
    if (cuts.size === 0) return { rings: current, cuts: total }
    total += cuts.size
    current = applyCuts(current, cuts)
  }
  return null
}
