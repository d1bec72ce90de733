import { nearestPoints } from './points.ts'

/**
 * How the variance is estimated; the name stands with every estimate.
 * - `stratified`: stratified simple random sampling of clusters (or single units), with the finite population correction where populations are
 *   known: sum (1 - f_h) n_h / (n_h - 1) sum (z_hj - mean z_h)^2 (Cochran 1977, 5; Binder 1983 for linearised statistics).
 * - `with_replacement`: the same without the correction; for unequal probabilities a cautious bound (Hansen and Hurwitz 1943).
 * - `hartley_rao`: unequal probabilities, systematic in random order, fixed size (Hartley and Rao 1962), within each stratum.
 * - `local_neighbour`: spatially balanced samples, half the sum of squared differences to the nearest neighbour within the stratum
 *   (Grafström and Schelin, Scand. J. Statist. 41, 2014, V_SB). Assumes that near places are alike; has no finite population correction.
 */
export type VarianceMethod = 'stratified' | 'with_replacement' | 'hartley_rao' | 'local_neighbour'

/** What one unit in a stratum with a single sampled unit adds: an error, nothing, its distance from the grand mean, or the mean of the others. */
export type Lonely = 'fail' | 'certainty' | 'adjust' | 'average'

export type SampleDesign = {
  /** One over the inclusion probability. */
  readonly weights: readonly number[]
  /** All in one stratum when null. */
  readonly strata: readonly string[] | null
  /** Primary sampling units, named within their stratum; each unit its own when null. */
  readonly clusters: readonly string[] | null
  /** How many primary sampling units each stratum has in the population (key '' without strata); null for no correction. */
  readonly populations: ReadonlyMap<string, number> | null
  readonly variance: VarianceMethod
  /** Planar coordinates in any unit, for `local_neighbour`. */
  readonly points: readonly (readonly [number, number])[] | null
  readonly lonely: Lonely
}

const plain = { strata: null, clusters: null, populations: null, variance: 'stratified', points: null, lonely: 'fail' } as const

/** A design with what is not said as in simple random sampling with replacement. */
export const sampleDesign = (design: Partial<SampleDesign> & Pick<SampleDesign, 'weights'>): SampleDesign => ({ ...plain, ...design })

const stratumOf = (design: SampleDesign, i: number): string => design.strata?.[i] ?? ''

/** Clusters by stratum, each a list of unit indices, in the order in which they first appear. */
export const clustersOf = (design: SampleDesign): Map<string, number[][]> => {
  const found = new Map<string, { readonly byName: Map<string, number>; readonly members: number[][] }>()
  design.weights.forEach((_, i) => {
    const key = stratumOf(design, i)
    let stratum = found.get(key)
    if (!stratum) found.set(key, stratum = { byName: new Map(), members: [] })
    const name = design.clusters?.[i]
    const at = name === undefined ? undefined : stratum.byName.get(name)
    if (at !== undefined) stratum.members[at]?.push(i)
    else {
      stratum.members.push([i])
      if (name !== undefined) stratum.byName.set(name, stratum.members.length - 1)
    }
  })
  return new Map([...found].map(([key, stratum]) => [key, stratum.members]))
}

/** Degrees of freedom: primary sampling units less strata, among the units for which `counts` holds (a domain). */
export const degreesOfFreedom = (design: SampleDesign, counts: (i: number) => boolean = () => true): number => {
  let units = 0, strata = 0
  for (const members of clustersOf(design).values()) {
    const here = members.filter((list) => list.some(counts)).length
    units += here
    if (here > 0) strata++
  }
  return units - strata
}

const centredSquares = (values: readonly number[]): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0)
}

const stratifiedVariance = (design: SampleDesign, z: readonly number[]): number => {
  const strata = [...clustersOf(design)].map(([key, members]) => {
    const totals = members.map((list) => list.reduce((sum, i) => sum + (z[i] ?? 0), 0))
    const population = design.variance === 'with_replacement' ? undefined : design.populations?.get(key)
    return { key, totals, rest: population === undefined ? 1 : Math.max(0, 1 - totals.length / population) }
  })
  const all = strata.flatMap((s) => s.totals), grand = all.reduce((a, b) => a + b, 0) / all.length
  let sum = 0, good = 0
  for (const { key, totals, rest } of strata) {
    if (totals.length > 1) {
      good++
      sum += rest * totals.length / (totals.length - 1) * centredSquares(totals)
    } else if (rest <= 0) good++
    else if (design.lonely === 'fail') throw new RangeError(`stratum ${key} has a single sampled unit`)
    else if (design.lonely === 'adjust') sum += rest * ((totals[0] as number) - grand) ** 2
  }
  return design.lonely === 'average' && good > 0 ? sum * strata.length / good : sum
}

/**
 * Hartley and Rao's approximation of the Yates-Grundy variance: 1 / (n - 1) sum over pairs (1 - p_i - p_j + sum p^2 / n) (z_i - z_j)^2, z = weighted
 * influence; the population's sum of p^2 is estimated by the sample's sum of p, which has it as its expectation.
 */
const hartleyRao = (p: readonly number[], z: readonly number[]): number => {
  const n = z.length
  if (n < 2) return 0
  const mean = z.reduce((a, b) => a + b, 0) / n
  const share = p.reduce((a, b) => a + b, 0) / n
  let squares = 0, weighted = 0
  // With z centred, the sum over j of (z_i - z_j)^2 is n z_i^2 + S.
  for (const v of z) squares += (v - mean) ** 2
  z.forEach((v, i) => { weighted += (p[i] ?? 0) * (n * (v - mean) ** 2 + squares) })
  return Math.max(0, ((1 + share) * n * squares - weighted) / (n - 1))
}

const localNeighbour = (z: readonly number[], points: readonly (readonly [number, number])[]): number => {
  if (z.length < 2) return 0
  const x = points.map(([a]) => a), y = points.map(([, b]) => b), near = nearestPoints(x, y)
  let sum = 0
  z.forEach((v, i) => {
    const j = near.nearest(i), d = near.squared(i, j)
    // Equally near ones (places of one building) count alike.
    const ties = d > 0 ? [j] : z.flatMap((_, k) => (k !== i && near.squared(i, k) === 0 ? [k] : []))
    sum += ties.reduce((s, k) => s + (v - (z[k] as number)) ** 2, 0) / ties.length
  })
  return sum / 2
}

/**
 * Variance of a linearised statistic from its weighted influence values, one for each unit of the sample (0 outside a domain). The one place
 * where designs differ: means, totals, ratios, proportions and differences all come here.
 */
export const varianceOf = (design: SampleDesign, influence: readonly number[]): number => {
  if (design.variance === 'stratified' || design.variance === 'with_replacement') return stratifiedVariance(design, influence)
  let sum = 0
  for (const [key, members] of clustersOf(design)) {
    // A unit drawn for certain adds nothing: it is in every sample.
    const units = members.flat().filter((i) => (design.weights[i] as number) > 1 + 1e-9)
    const z = units.map((i) => influence[i] ?? 0)
    if (units.length === 1 && design.lonely === 'fail') throw new RangeError(`stratum ${key} has a single sampled unit`)
    sum += design.variance === 'hartley_rao'
      ? hartleyRao(units.map((i) => 1 / (design.weights[i] as number)), z)
      : localNeighbour(z, units.map((i) => design.points?.[i] ?? [0, 0]))
  }
  return sum
}
