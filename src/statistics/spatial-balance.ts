/**
 * Spatial balance of a sample by Voronoi polygons (Stevens and Olsen 2004): each unit of the population gives its probability to the nearest unit
 * of the sample (equally near ones share it); the answer is the mean of (sum - 1)^2 over the sample. Smaller is better spread.
 */
export const spatialBalance = (probabilities: readonly number[], x: ArrayLike<number>, y: ArrayLike<number>, sample: readonly number[]): number => {
  const held = sample.map(() => 0)
  probabilities.forEach((p, i) => {
    let least = Infinity, ties: number[] = []
    sample.forEach((s, k) => {
      const d = ((x[s] as number) - (x[i] as number)) ** 2 + ((y[s] as number) - (y[i] as number)) ** 2
      if (d < least) {
        least = d
        ties = [k]
      } else if (d === least) ties.push(k)
    })
    for (const k of ties) held[k] = (held[k] as number) + p / ties.length
  })
  return held.reduce((sum, v) => sum + (v - 1) ** 2, 0) / sample.length
}
