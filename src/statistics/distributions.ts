/** Lanczos coefficients for g = 607/128 (Godfrey 2001): relative error below 1e-15. */
const lanczos = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978, 0.33994649984811888699e-4,
  0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.21743961811521264320e-3,
  -0.16431810653676389022e-3, 0.84418223983852743293e-4, -0.26190838401581408670e-4, 0.36899182659531622704e-5,
]

/** Logarithm of the gamma function, x > 0. */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  let sum = lanczos[0] as number
  for (let i = 1; i < lanczos.length; i++) sum += (lanczos[i] as number) / (z + i)
  const t = z + 607 / 128 + 0.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method. */
const betaFraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300
  let c = 1, d = 1 - (a + b) * x / (a + 1)
  d = 1 / (Math.abs(d) < tiny ? tiny : d)
  let h = d
  for (let m = 1; m <= 10_000; m++) {
    for (const term of [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 + term * d
      d = 1 / (Math.abs(d) < tiny ? tiny : d)
      c = 1 + term / c
      if (Math.abs(c) < tiny) c = tiny
      h *= d * c
    }
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return h
}

/** Regularised incomplete beta function: P(X <= x) for X ~ Beta(a, b). */
export const betaCdf = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
}

/** Quantile of Beta(a, b) by Newton steps kept inside a shrinking bracket. */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (p <= 0) return 0
  if (p >= 1) return 1
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
  let low = 0, high = 1, x = a / (a + b)
  for (let i = 0; i < 200; i++) {
    const error = betaCdf(x, a, b) - p
    if (error > 0) high = x
    else low = x
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta)
    let next = x - error / density
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - x) <= 1e-16 * x) return next
    x = next
  }
  return x
}

const ratio = (numerator: readonly number[], denominator: readonly number[], r: number): number => {
  const poly = (c: readonly number[]): number => c.reduceRight((sum, k) => sum * r + k, 0)
  return poly(numerator) / poly(denominator)
}
/** Standard normal quantile, algorithm AS 241 (Wichura 1988): relative error about 1e-16. */
export const normalQuantile = (p: number): number => {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    return q * ratio(
      [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
        33430.575583588128105, 2509.0809287301226727],
      [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674,
        5226.4952788528545610], 0.180625 - q * q)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const value = r <= 5
    ? ratio([1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258,
      0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4],
    [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966,
      5.47593808499534494600e-4, 1.05075007164441684324e-9], r - 1.6)
    : ratio([6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930,
      1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
    [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
      1.42151175831644588870e-7, 2.04426310338993978564e-15], r - 5)
  return q < 0 ? -value : value
}

/** Student's t: P(T <= t). */
export const tCdf = (t: number, df: number): number => {
  const tail = betaCdf(df / (df + t * t), df / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** Quantile of Student's t; an infinite `df` is the normal distribution. */
export const tQuantile = (p: number, df: number): number => {
  if (!Number.isFinite(df) || df > 1e10) return normalQuantile(p)
  if (p === 0.5) return 0
  const tail = 2 * Math.min(p, 1 - p)
  // The smaller of x and 1 - x is the one found to full precision.
  const x = betaQuantile(tail, df / 2, 0.5)
  const t = x > 0.5 ? Math.sqrt(df * betaQuantile(1 - tail, 0.5, df / 2) / x) : Math.sqrt(df * (1 - x) / x)
  return p < 0.5 ? -t : t
}
