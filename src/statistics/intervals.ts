import { betaQuantile, normalQuantile, tQuantile } from './distributions.ts'

export type Interval = { readonly lower: number; readonly upper: number }

/** Wilson's score interval (1927) for `hits` of `n` independent trials; both may be fractions (effective counts). Sane at 0 and n. */
export const wilsonInterval = (hits: number, n: number, level = 0.95): Interval => {
  const z = normalQuantile((1 + level) / 2), p = hits / n
  const centre = (p + z * z / (2 * n)) / (1 + z * z / n)
  const half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
  return { lower: hits <= 0 ? 0 : Math.max(0, centre - half), upper: hits >= n ? 1 : Math.min(1, centre + half) }
}

/** Clopper-Pearson's exact interval (1934); `hits` and `n` may be effective counts. */
export const clopperPearsonInterval = (hits: number, n: number, level = 0.95): Interval => {
  const tail = (1 - level) / 2
  return { lower: hits <= 0 ? 0 : betaQuantile(tail, hits, n - hits + 1), upper: hits >= n ? 1 : betaQuantile(1 - tail, hits + 1, n - hits) }
}

/** Newcombe's hybrid score interval (1998, method 10) for the difference of two independent proportions a / n - b / m. */
export const newcombeInterval = (a: number, n: number, b: number, m: number, level = 0.95): Interval => {
  const one = wilsonInterval(a, n, level), two = wilsonInterval(b, m, level), p = a / n, q = b / m
  return { lower: p - q - Math.hypot(p - one.lower, two.upper - q), upper: p - q + Math.hypot(one.upper - p, q - two.lower) }
}

/** Interval for a proportion made on the logit scale and turned back, t on the design's degrees of freedom (R svyciprop, method "logit"). 0 < p < 1. */
export const logitInterval = (p: number, se: number, df: number, level = 0.95): Interval => {
  const half = tQuantile((1 + level) / 2, df) * se / (p * (1 - p)), at = Math.log(p / (1 - p))
  return { lower: 1 / (1 + Math.exp(half - at)), upper: 1 / (1 + Math.exp(-half - at)) }
}

/**
 * Korn and Graubard's interval (1998): Clopper-Pearson with the effective sample size of the design, corrected for its degrees of freedom
 * (R svyciprop, method "beta"). `n` is the number of observations. 0 < p < 1 and se > 0.
 */
export const kornGraubardInterval = (p: number, se: number, n: number, df: number, level = 0.95): Interval => {
  const correction = (tQuantile((1 + level) / 2, n - 1) / tQuantile((1 + level) / 2, df)) ** 2
  const effective = p * (1 - p) / (se * se) * correction
  return clopperPearsonInterval(p * effective, effective, level)
}
