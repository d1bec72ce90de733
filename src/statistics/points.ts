/** The nearest of the points that are still there, with points taken out one by one. */
export type NearestPoints = {
  /** Nearest other point that is there: by squared distance, of equally near ones the lowest index. -1 when none is left. */
  readonly nearest: (index: number) => number
  readonly remove: (index: number) => void
  readonly squared: (a: number, b: number) => number
}

const leafSize = 8

/**
 * A k-d tree over points in the plane with removal. Exact for whole-number coordinates below 2^26 (squares stay whole).
 * Building is O(n log n), a query about O(log n) as long as the points do not all lie on one spot.
 */
export const nearestPoints = (x: ArrayLike<number>, y: ArrayLike<number>): NearestPoints => {
  const n = x.length
  const order = Int32Array.from({ length: n }, (_, i) => i), place = new Int32Array(n), leafOf = new Int32Array(n)
  const lo: number[] = [], alive: number[] = [], left: number[] = [], parent: number[] = []
  /** Lowest index that is still there. */
  const least: number[] = []
  const minX: number[] = [], minY: number[] = [], maxX: number[] = [], maxY: number[] = []

  /** Puts the k smallest by `key` in front (Hoare's selection). */
  const select = (from: number, to: number, k: number, key: ArrayLike<number>): void => {
    let a = from, b = to
    while (b > a) {
      const pivot = key[order[(a + b) >> 1] as number] as number
      let i = a, j = b
      while (i <= j) {
        while ((key[order[i] as number] as number) < pivot) i++
        while ((key[order[j] as number] as number) > pivot) j--
        if (i <= j) {
          const t = order[i] as number
          order[i++] = order[j] as number
          order[j--] = t
        }
      }
      if (k <= j) b = j
      else if (k >= i) a = i
      else return
    }
  }
  const setLeast = (node: number): void => {
    let lowest = n
    if (left[node] === -1) {
      const from = lo[node] as number, to = from + (alive[node] as number)
      for (let k = from; k < to; k++) lowest = Math.min(lowest, order[k] as number)
    } else lowest = Math.min(least[left[node] as number] as number, least[rightOf[node] as number] as number)
    least[node] = lowest
  }
  const build = (from: number, to: number, up: number): number => {
    const node = lo.length
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity
    for (let k = from; k < to; k++) {
      const i = order[k] as number, px = x[i] as number, py = y[i] as number
      if (px < x0) x0 = px
      if (px > x1) x1 = px
      if (py < y0) y0 = py
      if (py > y1) y1 = py
    }
    lo.push(from)
    alive.push(to - from)
    left.push(-1)
    least.push(-1)
    parent.push(up)
    minX.push(x0)
    minY.push(y0)
    maxX.push(x1)
    maxY.push(y1)
    if (to - from > leafSize) {
      const middle = (from + to) >> 1
      select(from, to - 1, middle, x1 - x0 >= y1 - y0 ? x : y)
      left[node] = build(from, middle, node)
      rightOf[node] = build(middle, to, node)
    } else for (let k = from; k < to; k++) {
      leafOf[order[k] as number] = node
      place[order[k] as number] = k
    }
    setLeast(node)
    return node
  }
  const rightOf: number[] = []
  if (n > 0) build(0, n, -1)

  const toBox = (node: number, px: number, py: number): number => {
    const dx = px < (minX[node] as number) ? (minX[node] as number) - px : px > (maxX[node] as number) ? px - (maxX[node] as number) : 0
    const dy = py < (minY[node] as number) ? (minY[node] as number) - py : py > (maxY[node] as number) ? py - (maxY[node] as number) : 0
    return dx * dx + dy * dy
  }
  let best = -1, bestSquared = Infinity
  /** Of equally near ones only the part that may hold a lower index is looked at: many places may stand on one spot. */
  const look = (node: number, squared: number, self: number, px: number, py: number): void => {
    if (squared < bestSquared || (squared === bestSquared && squared < Infinity && (least[node] as number) < best)) visit(node, self, px, py)
  }
  const visit = (node: number, self: number, px: number, py: number): void => {
    if (left[node] === -1) {
      const from = lo[node] as number, to = from + (alive[node] as number)
      for (let k = from; k < to; k++) {
        const j = order[k] as number
        if (j === self) continue
        const dx = (x[j] as number) - px, dy = (y[j] as number) - py, d = dx * dx + dy * dy
        if (d < bestSquared || (d === bestSquared && j < best)) {
          best = j
          bestSquared = d
        }
      }
      return
    }
    const a = left[node] as number, b = rightOf[node] as number
    const toA = (alive[a] as number) > 0 ? toBox(a, px, py) : Infinity, toB = (alive[b] as number) > 0 ? toBox(b, px, py) : Infinity
    if (toA < toB || (toA === toB && (least[a] as number) < (least[b] as number))) {
      look(a, toA, self, px, py)
      look(b, toB, self, px, py)
    } else {
      look(b, toB, self, px, py)
      look(a, toA, self, px, py)
    }
  }
  return {
    nearest: (index) => {
      best = -1
      bestSquared = Infinity
      if (n > 0) visit(0, index, x[index] as number, y[index] as number)
      return best
    },
    remove: (index) => {
      const leaf = leafOf[index] as number, last = (lo[leaf] as number) + (alive[leaf] as number) - 1, at = place[index] as number
      const other = order[last] as number
      order[last] = index
      order[at] = other
      place[other] = at
      place[index] = last
      for (let node = leaf; node !== -1; node = parent[node] as number) {
        alive[node] = (alive[node] as number) - 1
        if (least[node] === index) setLeast(node)
      }
    },
    squared: (a, b) => ((x[a] as number) - (x[b] as number)) ** 2 + ((y[a] as number) - (y[b] as number)) ** 2,
  }
}
