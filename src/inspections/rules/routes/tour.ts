import type { Below } from '#statistics/index.ts'

/** Distance between two stops by index; symmetric. */
export type Distance = (a: number, b: number) => number
export type Tour = { readonly order: readonly number[]; readonly length: number }

const nearCount = 10

/** Nearest neighbour from a start, then 2-opt and Or-opt until neither helps. */
const improve = (tour: Int32Array, n: number, d: Float64Array, near: Int32Array, position: Int32Array, queue: number[]): void => {
  const width = near.length / n
  const at = (i: number): number => tour[i < 0 ? i + n : i >= n ? i - n : i] as number
  const reverse = (from: number, to: number): void => {
    // From position `from` forward to `to`, both included, round the end if need be; or what is left, which is the same tour.
    let i = from, j = to, count = ((to - from + n) % n) + 1
    if (2 * count > n) {
      i = (to + 1) % n
      j = (from - 1 + n) % n
      count = n - count
    }
    for (let k = count >> 1; k > 0; k--) {
      const a = tour[i] as number, b = tour[j] as number
      tour[i] = b
      position[b] = i
      tour[j] = a
      position[a] = j
      i = i + 1 === n ? 0 : i + 1
      j = j === 0 ? n - 1 : j - 1
    }
  }
  const dist = (a: number, b: number): number => d[a * n + b] as number
  const tryTwoOpt = (a: number): boolean => {
    for (const forward of [true, false]) {
      const i = position[a] as number, s = at(forward ? i + 1 : i - 1), here = dist(a, s)
      for (let k = 0; k < width; k++) {
        const c = near[a * width + k] as number, toC = dist(a, c)
        if (toC >= here) break
        const j = position[c] as number, t = at(forward ? j + 1 : j - 1)
        if (c === s || t === a) continue
        if (here + dist(c, t) - toC - dist(s, t) > 1e-7) {
          if (forward) reverse((i + 1) % n, j)
          else reverse(j, (i - 1 + n) % n)
          queue.push(a, s, c, t)
          return true
        }
      }
    }
    return false
  }
  const tryOrOpt = (a: number): boolean => {
    for (let size = 1; size <= 3 && size < n - 2; size++) {
      for (const forward of [true, false]) {
        // The segment begins with a and goes on away from the gap that is to be closed.
        const i = position[a] as number, step = forward ? 1 : -1
        const end = at(i + step * (size - 1)), before = at(i - step), after = at(i + step * size)
        const gain = dist(before, a) + dist(end, after) - dist(before, after)
        if (gain <= 1e-7) continue
        for (let k = 0; k < width; k++) {
          const c = near[a * width + k] as number
          if (dist(a, c) >= gain) break
          const offset = (((position[c] as number) - i) * step + n) % n
          if (offset < size) continue
          for (const other of [at((position[c] as number) + 1), at((position[c] as number) - 1)]) {
            const place = (((position[other] as number) - i) * step + n) % n
            if (place < size) continue
            if (gain - dist(a, c) - dist(end, other) + dist(c, other) <= 1e-7) continue
            const segment = Array.from({ length: size }, (_, m) => at(i + step * m))
            const rest: number[] = []
            for (let m = 0; m < n - size; m++) rest.push(at(i + step * (size + m)))
            const x = rest.indexOf(c), y = rest.indexOf(other)
            const cIsFirst = (x + 1) % rest.length === y
            const seat = cIsFirst ? x + 1 : y + 1
            rest.splice(seat, 0, ...(cIsFirst ? segment : segment.toReversed()))
            rest.forEach((v, m) => {
              tour[m] = v
              position[v] = m
            })
            queue.push(a, end, before, after, c, other)
            return true
          }
        }
      }
    }
    return false
  }
  while (queue.length > 0) {
    const a = queue.pop() as number
    while (tryTwoOpt(a) || tryOrOpt(a)) { /* until this stop cannot be placed better */ }
  }
}

/**
 * A short closed tour: nearest neighbour from a random stop, 2-opt and Or-opt with lists of the ten nearest, then double bridges on short stretches,
 * kept when not worse (iterated local search; Johnson and McGeoch 1997). `kicks` bridges, not milliseconds: the same stream gives the same tour
 * everywhere. Finds the optimum of eil51 and berlin52 in well under a second.
 */
export const shortestTour = (n: number, distance: Distance, below: Below, kicks: number): Tour => {
  const start = n > 0 ? below(n) : 0
  const d = new Float64Array(n * n)
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) d[a * n + b] = a === b ? 0 : distance(a, b)
  const lengthOf = (tour: Int32Array): number => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += d[(tour[i] as number) * n + (tour[(i + 1) % n] as number)] as number
    return sum
  }
  const tour = new Int32Array(n), used = new Uint8Array(n)
  for (let i = 0, stop = start; i < n; i++) {
    tour[i] = stop
    used[stop] = 1
    let best = -1
    for (let b = 0; b < n; b++) if (!used[b] && (best < 0 || (d[stop * n + b] as number) < (d[stop * n + best] as number))) best = b
    stop = best
  }
  if (n < 4) return { order: [...tour], length: lengthOf(tour) }
  const width = Math.min(nearCount, n - 1), near = new Int32Array(n * width)
  for (let a = 0; a < n; a++) {
    const others = Array.from({ length: n }, (_, b) => b).filter((b) => b !== a).sort((b, c) => (d[a * n + b] as number) - (d[a * n + c] as number) || b - c)
    for (let k = 0; k < width; k++) near[a * width + k] = others[k] as number
  }
  const position = new Int32Array(n)
  tour.forEach((stop, i) => { position[stop] = i })
  improve(tour, n, d, near, position, [...tour].reverse())
  let length = lengthOf(tour)
  const kept = tour.slice()
  for (let kick = 0; kick < kicks && n >= 8; kick++) {
    // A double bridge inside a stretch of up to 50 stops: A B C D becomes A C B D.
    const span = Math.min(n, 50), from = below(n)
    const cuts = [1 + below(span - 3), 1 + below(span - 3), 1 + below(span - 3)].sort((a, b) => a - b) as [number, number, number]
    const [p, q, r] = [cuts[0], cuts[1] + 1, cuts[2] + 2]
    const rotated = Array.from({ length: n }, (_, i) => kept[(from + i) % n] as number)
    const bridged = [...rotated.slice(0, p), ...rotated.slice(q, r), ...rotated.slice(p, q), ...rotated.slice(r)]
    bridged.forEach((stop, i) => {
      tour[i] = stop
      position[stop] = i
    })
    improve(tour, n, d, near, position, [p - 1, p, q - 1, q, r - 1, r].map((i) => rotated[i % n] as number))
    const found = lengthOf(tour)
    if (found <= length + 1e-9) {
      length = found
      kept.set(tour)
    }
  }
  return { order: [...kept], length }
}
