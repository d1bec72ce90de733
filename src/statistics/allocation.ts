/** One stratum of a plan: how many there are, and what its share is proportional to. */
export type AllocationStratum = {
  readonly key: string
  readonly size: number
  /** Share of the sample: N_h for proportional, N_h x S_h for Neyman. Not negative. */
  readonly share: number
}
export type AllocationOptions = { readonly least?: number }

/**
 * Real-valued sample sizes proportional to `share`, each between its floor min(least, N_h) and its cap N_h, adding up to `total`.
 * Strata beyond a bound are set to it, the side that is further out first, until none is (projection on a box-constrained simplex).
 * Throws RangeError when the floors alone ask for more than `total` or the caps allow less.
 */
export const idealAllocation = (strata: readonly AllocationStratum[], total: number, options: AllocationOptions = {}): number[] => {
  const least = options.least ?? 0
  const low = strata.map((s) => Math.min(least, s.size)), high = strata.map((s) => s.size)
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
  if (sum(low) > total) throw new RangeError(`floors need ${sum(low)}, the sample has ${total}`)
  if (sum(high) < total) throw new RangeError(`${total} of ${sum(high)} cannot be drawn`)
  const answer = strata.map(() => 0)
  let free = strata.map((_, h) => h), left = total
  while (free.length > 0) {
    // Strata that share nothing get what is left only when nobody else can take it.
    let shares = sum(free.map((h) => strata[h]?.share ?? 0))
    const equal = shares <= 0
    if (equal) shares = free.length
    for (const h of free) answer[h] = left * (equal ? 1 : strata[h]?.share ?? 0) / shares
    const over = free.filter((h) => (answer[h] as number) > (high[h] as number)), under = free.filter((h) => (answer[h] as number) < (low[h] as number))
    if (over.length === 0 && under.length === 0) break
    const excess = sum(over.map((h) => (answer[h] as number) - (high[h] as number)))
    const deficit = sum(under.map((h) => (low[h] as number) - (answer[h] as number)))
    const [fixed, bound] = excess >= deficit ? [over, high] : [under, low]
    for (const h of fixed) {
      answer[h] = bound[h] as number
      left -= bound[h] as number
    }
    const gone = new Set(fixed)
    free = free.filter((h) => !gone.has(h))
  }
  return answer
}

/**
 * Whole sample sizes: the ideal ones cut to whole numbers, all strata first, and the rest one each to the largest remainders
 * (Hamilton; of equal remainders the larger share, then the earlier key), never above N_h. Deterministic: only + - x / of IEEE doubles.
 */
export const allocate = (strata: readonly AllocationStratum[], total: number, options: AllocationOptions = {}): number[] => {
  const ideal = idealAllocation(strata, total, options)
  // A hair below a whole number is that number: 200 x 0.35 may come out as 69.99999999999999.
  const whole = ideal.map((n) => Math.floor(n + 1e-9))
  let left = total - whole.reduce((a, b) => a + b, 0)
  const byRemainder = strata.map((s, h) => ({ h, key: s.key, share: s.share, remainder: (ideal[h] as number) - (whole[h] as number) }))
    .sort((a, b) => Math.abs(b.remainder - a.remainder) > 1e-9 ? b.remainder - a.remainder : b.share - a.share || (a.key < b.key ? -1 : 1))
  for (let turn = 0; left > 0 && turn < 2; turn++) {
    for (const { h } of byRemainder) {
      if (left === 0) break
      if ((whole[h] as number) >= (strata[h]?.size ?? 0)) continue
      whole[h] = (whole[h] as number) + 1
      left--
    }
  }
  return whole
}

/** Proportional allocation: n_h ~ N_h. */
export const proportionalShares = (strata: readonly { readonly key: string; readonly size: number }[]): AllocationStratum[] =>
  strata.map(({ key, size }) => ({ key, size, share: size }))

/** Neyman's optimum for the mean: n_h ~ N_h S_h (Neyman 1934; Cochran, Sampling Techniques, 5.5). `deviations` are the S_h in the order of the strata. */
export const neymanShares = (
  strata: readonly { readonly key: string; readonly size: number }[], deviations: readonly number[],
): AllocationStratum[] => strata.map(({ key, size }, h) => ({ key, size, share: size * (deviations[h] ?? 0) }))

/** Variance of the stratified mean, sum W_h^2 (1 - n_h / N_h) S_h^2 / n_h, for comparing plans. Infinity where a stratum that varies has no sample. */
export const varianceOfPlan = (sizes: readonly number[], deviations: readonly number[], samples: readonly number[]): number => {
  const population = sizes.reduce((a, b) => a + b, 0)
  let sum = 0
  sizes.forEach((size, h) => {
    const s = deviations[h] ?? 0, n = samples[h] ?? 0
    if (s > 0) sum += (size / population) ** 2 * (1 - n / size) * s * s / n
  })
  return sum
}
