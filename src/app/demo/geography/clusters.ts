import type { Random } from '#base/seeded-random.ts'
import type { PlanPoint } from './plan.ts'
import { sure } from '../sure.ts'

/**
 * k-means over points of one region (Lloyd's iteration, started by drawing far points): the cluster of each point and the centres.
 * Few rounds on purpose: real streets are not a honeycomb. No cluster is left empty.
 */
export const clustersOf = (points: readonly PlanPoint[], k: number, rounds: number,
  random: Random): { readonly of: Int32Array; readonly centres: PlanPoint[] } => {
  if (points.length < k) throw new RangeError(`${points.length} points for ${k} clusters`)
  const centres: [number, number][] = []
  const nearest = new Float64Array(points.length).fill(Infinity)
  const add = (index: number): void => {
    const [cx, cy] = sure(points[index])
    centres.push([cx, cy])
    for (let i = 0; i < points.length; i++) {
      const p = sure(points[i])
      const d = (p[0] - cx) ** 2 + (p[1] - cy) ** 2
      if (d < sure(nearest[i])) nearest[i] = d
    }
  }
  add(random.int(0, points.length - 1))
  while (centres.length < k) {
    let best = -1, far = -1
    for (let tries = 0; tries < 12; tries++) {
      const i = random.int(0, points.length - 1)
      if (sure(nearest[i]) > far) [best, far] = [i, sure(nearest[i])]
    }
    if (far <= 0) best = nearest.indexOf(Math.max(...nearest))
    add(best)
  }
  const of = new Int32Array(points.length)
  const assign = (): void => {
    for (let i = 0; i < points.length; i++) {
      const p = sure(points[i])
      let best = Infinity, chosen = 0
      for (let c = 0; c < k; c++) {
        const centre = sure(centres[c])
        const d = (p[0] - centre[0]) ** 2 + (p[1] - centre[1]) ** 2
        if (d < best) [best, chosen] = [d, c]
      }
      of[i] = chosen
    }
  }
  assign()
  for (let round = 0; round < rounds; round++) {
    const sums = centres.map(() => [0, 0, 0] as [number, number, number])
    points.forEach((p, i) => {
      const sum = sure(sums[sure(of[i])])
      sum[0] += p[0]
      sum[1] += p[1]
      sum[2]++
    })
    sums.forEach((sum, c) => {
      if (sum[2] > 0) centres[c] = [sum[0] / sum[2], sum[1] / sum[2]]
    })
    assign()
  }
  return { of, centres }
}
