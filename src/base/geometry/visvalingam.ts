import type { Position } from './shapes.ts'

/**
 * Importance of each vertex of a line (Visvalingam and Whyatt 1993, "Line generalisation by repeated elimination of points"): the area in m2 of
 * the triangle it makes with its neighbours at the moment it is the least important one, never less than that of one removed before it.
 * Dropping all vertices below a threshold gives the line at that scale. The ends get Infinity. `kx`, `ky`: metres per degree.
 */
export const visvalingam = (line: readonly Position[], kx: number, ky: number): Float64Array => {
  const n = line.length
  const weights = new Float64Array(n).fill(Infinity)
  if (n < 3) return weights
  const before = Int32Array.from({ length: n }, (_, i) => i - 1)
  const after = Int32Array.from({ length: n }, (_, i) => i + 1)
  const triangle = (i: number): number => {
    const a = line[before[i] ?? 0], b = line[i], c = line[after[i] ?? 0]
    if (!a || !b || !c) return Infinity
    return Math.abs((b[0] - a[0]) * kx * (c[1] - a[1]) * ky - (b[1] - a[1]) * ky * (c[0] - a[0]) * kx) / 2
  }
  const area = new Float64Array(n).fill(Infinity)
  // A binary heap of vertex numbers ordered by area, with each vertex's place in it.
  const heap = new Int32Array(n)
  const place = new Int32Array(n).fill(-1)
  let size = 0
  const less = (i: number, j: number): boolean => (area[i] ?? 0) < (area[j] ?? 0) || (area[i] === area[j] && i < j)
  const put = (vertex: number, at: number): void => {
    heap[at] = vertex
    place[vertex] = at
  }
  const up = (start: number): void => {
    let at = start
    const vertex = heap[at] ?? 0
    while (at > 0) {
      const parent = (at - 1) >> 1
      const other = heap[parent] ?? 0
      if (!less(vertex, other)) break
      put(other, at)
      at = parent
    }
    put(vertex, at)
  }
  const down = (start: number): void => {
    let at = start
    const vertex = heap[at] ?? 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && less(heap[child + 1] ?? 0, heap[child] ?? 0)) child++
      const other = heap[child] ?? 0
      if (!less(other, vertex)) break
      put(other, at)
      at = child
    }
    put(vertex, at)
  }
  for (let i = 1; i < n - 1; i++) {
    area[i] = triangle(i)
    put(i, size)
    up(size++)
  }
  let highest = 0
  while (size > 0) {
    const vertex = heap[0] ?? 0
    size--
    place[vertex] = -1
    if (size > 0) {
      put(heap[size] ?? 0, 0)
      down(0)
    }
    highest = Math.max(highest, area[vertex] ?? 0)
    weights[vertex] = highest
    const left = before[vertex] ?? 0, right = after[vertex] ?? 0
    after[left] = right
    before[right] = left
    for (const neighbour of [left, right]) {
      const at = place[neighbour] ?? -1
      if (at < 0) continue
      area[neighbour] = triangle(neighbour)
      up(at)
      down(place[neighbour] ?? 0)
    }
  }
  return weights
}
