import { degreesOfFreedom, type SampleDesign, type VarianceMethod, varianceOf } from './design.ts'
import { tQuantile } from './distributions.ts'
import { clopperPearsonInterval, type Interval, kornGraubardInterval, logitInterval, wilsonInterval } from './intervals.ts'

/** Values of the units of a sample; null where a unit has none: it is then outside the domain, never dropped. */
export type Values = readonly (number | null)[]
/** Which units a figure is about. */
export type Domain = (i: number) => boolean
const everyone: Domain = () => true

/** A statistic with its weighted influence values: their variance under the design is the statistic's. */
export type Linear = {
  readonly value: number
  readonly influence: readonly number[]
  /** Units of the domain with a value. */
  readonly n: number
  readonly within: Domain
}
export type Estimate = {
  readonly value: number
  /** Standard error; null where the design leaves no degree of freedom to estimate it. */
  readonly se: number | null
  readonly df: number
  readonly n: number
  readonly lower: number | null
  readonly upper: number | null
  readonly level: number
  readonly variance: VarianceMethod
}
export type ProportionMethod = 'logit' | 'korn_graubard' | 'wilson'
export type ProportionEstimate = Estimate & {
  readonly interval: ProportionMethod
  /** Every unit had it, or none: the interval is Clopper-Pearson's for so many observations (at most n, as the weights leave). */
  readonly boundary: boolean
  /** The design fixes this share (it is a stratum's own): the error is 0 and the interval a point. */
  readonly degenerate: boolean
}

const present = (y: Values, domain: Domain): Domain => (i) => y[i] != null && domain(i)

/** Estimated total of `y`: sum of w y. */
export const totalOf = (design: SampleDesign, y: Values, domain: Domain = everyone): Linear => {
  const within = present(y, domain)
  let value = 0, n = 0
  const influence = design.weights.map((w, i) => {
    if (!within(i)) return 0
    const z = w * (y[i] as number)
    value += z
    n++
    return z
  })
  return { value, influence, n, within }
}

/** Estimated ratio of two totals, sum w y / sum w x; influence w (y - R x) / sum w x (Woodruff 1971). NaN where the domain is empty. */
export const ratioOf = (design: SampleDesign, y: Values, x: Values, domain: Domain = everyone): Linear => {
  const both = (i: number): boolean => y[i] != null && x[i] != null && domain(i)
  const top = totalOf(design, y, both), bottom = totalOf(design, x, both), value = top.value / bottom.value
  const influence = top.influence.map((z, i) => (both(i) ? (z - value * (bottom.influence[i] as number)) / bottom.value : 0))
  return { value, influence, n: top.n, within: both }
}

/** Estimated mean: the ratio of the total to the estimated count (Hájek). */
export const meanOf = (design: SampleDesign, y: Values, domain: Domain = everyone): Linear =>
  ratioOf(design, y, design.weights.map(() => 1), domain)

/** a - b with the covariance of the two: for changes between rounds and for contrasts of domains. */
export const differenceOf = (a: Linear, b: Linear): Linear => ({
  value: a.value - b.value,
  influence: a.influence.map((z, i) => z - (b.influence[i] as number)),
  n: a.n + b.n,
  within: (i) => a.within(i) || b.within(i),
})

/** Value, standard error and t interval on the design's degrees of freedom in the domain. */
export const estimate = (design: SampleDesign, linear: Linear, level = 0.95): Estimate => {
  const df = degreesOfFreedom(design, linear.within)
  const common = { value: linear.value, df, n: linear.n, level, variance: design.variance }
  if (df < 1 || !Number.isFinite(linear.value)) return { ...common, se: null, lower: null, upper: null }
  const se = Math.sqrt(varianceOf(design, linear.influence)), half = tQuantile((1 + level) / 2, df) * se
  return { ...common, se, lower: linear.value - half, upper: linear.value + half }
}

/** Effective sample size by the weights alone (Kish 1965): (sum w)^2 / sum w^2. */
export const effectiveSize = (weights: readonly number[]): number => {
  let sum = 0, squares = 0
  for (const w of weights) {
    sum += w
    squares += w * w
  }
  return squares === 0 ? 0 : sum * sum / squares
}

/**
 * A proportion (or any mean of values between 0 and 1) with an interval inside 0..1. When all or none have it there is no variance to go by: the
 * interval is then Clopper-Pearson's with Kish's effective size, and `boundary` says so.
 */
export const proportion = (
  design: SampleDesign, flags: Values, options: { readonly domain?: Domain; readonly interval?: ProportionMethod; readonly level?: number } = {},
): ProportionEstimate => {
  const level = options.level ?? 0.95, interval = options.interval ?? 'logit'
  const linear = meanOf(design, flags, options.domain), found = estimate(design, linear, level)
  const answer = (given: Interval | null, boundary: boolean, degenerate: boolean): ProportionEstimate =>
    ({ ...found, lower: given?.lower ?? null, upper: given?.upper ?? null, interval, boundary, degenerate })
  const p = found.value
  if (linear.n === 0) return answer(null, false, false)
  if (p <= 1e-12 || p >= 1 - 1e-12) {
    const size = effectiveSize(design.weights.filter((_, i) => linear.within(i)))
    return answer(clopperPearsonInterval(p < 0.5 ? 0 : size, size, level), true, false)
  }
  if (found.se === null) return answer(null, false, false)
  if (found.se <= 1e-12) return answer({ lower: p, upper: p }, false, true)
  if (interval === 'logit') return answer(logitInterval(p, found.se, found.df, level), false, false)
  if (interval === 'korn_graubard') return answer(kornGraubardInterval(p, found.se, linear.n, found.df, level), false, false)
  const size = p * (1 - p) / (found.se * found.se)
  return answer(wilsonInterval(p * size, size, level), false, false)
}

/** One estimate for each value of `groups` (null belongs to none), in the order of the keys. */
export const byGroup = <T>(groups: readonly (string | null)[], of: (domain: Domain) => T): Map<string, T> =>
  new Map([...new Set(groups)].filter((key) => key !== null).sort().map((key) => [key, of((i) => groups[i] === key)]))
