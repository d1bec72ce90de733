/** Lanczos coefficients for g = 607/128 (Godfrey 2001): relative error below 1e-15. */
const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 0.00003399464998481189,
  0.00004652362892704858, -0.00009837447530487956, 0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265,
  -0.0001643181065367639, 0.00008441822398385275, -0.000026190838401581408, 0.0000036899182659531625,
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
      [3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
        33430.57558358813, 2509.0809287301227],
      [1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
        5226.495278852854], 0.180625 - q * q)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const value = r <= 5
    ? ratio([1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
      0.2417807251774506, 0.022723844989269184, 0.0007745450142783414],
    [1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
      0.0005475938084995345, 1.0507500716444169e-9], r - 1.6)
    : ratio([6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
      0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7],
    [1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
      1.421511758316446e-7, 2.0442631033899397e-15], r - 5)
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
