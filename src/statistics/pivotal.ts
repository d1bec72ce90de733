import { nearestPoints } from './points.ts'

/** A whole number from 0 up to but not including `n`, each as likely. */
export type Below = (n: number) => number

export type PivotalOptions = {
  /** `lpm2`: a unit meets its nearest neighbour. `lpm1`: only when each is the other's nearest, which spreads a little better and takes longer. */
  readonly method?: 'lpm1' | 'lpm2'
}

/**
 * Local pivotal method (Grafström, Lundström, Schelin, Biometrics 68, 2012): neighbours compete for their probabilities, so that two near units
 * are seldom drawn both. Probabilities are whole units of 1 / `one` (`one` up to 2^47), and every step is whole-number arithmetic: with the same
 * stream `below` the sample is the same everywhere. Units are given in random order where ties of distance matter: the lower index counts as nearer.
 *
 * A step: take the k-th of the undecided (k = below(count)), and its nearest undecided neighbour; with p + q <= 1 one of them gets p + q and the
 * other leaves (i stays when below(p + q) < p); else one is drawn and the other keeps p + q - 1 (i is drawn when below(2 - p - q) < 1 - q). Whoever
 * is decided leaves the list, the list's last taking that seat; i before j.
 * Answers the indices drawn, in ascending order; as many as the units add up to when that is a multiple of `one`.
 */
export const localPivotal = (
  units: readonly number[], one: number, x: ArrayLike<number>, y: ArrayLike<number>, below: Below, options: PivotalOptions = {},
): number[] => {
  const p = Float64Array.from(units)
  const points = nearestPoints(x, y)
  const open: number[] = [], seat = new Int32Array(p.length)
  p.forEach((unit, i) => {
    if (unit > 0 && unit < one) seat[i] = open.push(i) - 1
    else points.remove(i)
  })
  const settle = (i: number): void => {
    if ((p[i] as number) > 0 && (p[i] as number) < one) return
    const last = open.pop() as number
    if (last !== i) {
      open[seat[i] as number] = last
      seat[last] = seat[i] as number
    }
    points.remove(i)
  }
  while (open.length > 1) {
    const i = open[below(open.length)] as number, j = points.nearest(i)
    if (options.method === 'lpm1' && points.squared(j, points.nearest(j)) < points.squared(i, j)) continue
    const a = p[i] as number, b = p[j] as number, sum = a + b
    if (sum <= one) {
      const stays = below(sum) < a
      p[i] = stays ? sum : 0
      p[j] = stays ? 0 : sum
    } else {
      const drawn = below(2 * one - sum) < one - b
      p[i] = drawn ? one : sum - one
      p[j] = drawn ? sum - one : one
    }
    settle(i)
    settle(j)
  }
  // Only where the probabilities do not add up to a whole number.
  const rest = open[0]
  if (rest !== undefined) p[rest] = below(one) < (p[rest] as number) ? one : 0
  const drawn: number[] = []
  p.forEach((unit, i) => { if (unit >= one) drawn.push(i) })
  return drawn
}
