/**
 * Inclusion probabilities proportional to size for a fixed sample of `count`: n x / sum(x), those that reach 1 are certain and the rest is
 * shared out again until none does (Särndal, Swensson, Wretman 1992, 3.6). Sizes not negative; a size of 0 is never drawn.
 */
export const inclusionProbabilities = (sizes: readonly number[], count: number): number[] => {
  const answer = sizes.map(() => 0)
  let open = sizes.flatMap((x, i) => (x > 0 ? [i] : [])), left = count
  if (count > open.length) throw new RangeError(`${count} of ${open.length} cannot be drawn`)
  while (open.length > 0) {
    let total = 0
    for (const i of open) total += sizes[i] as number
    const certain = new Set(open.filter((i) => left * (sizes[i] as number) >= total))
    if (certain.size === 0) {
      for (const i of open) answer[i] = left * (sizes[i] as number) / total
      break
    }
    for (const i of certain) answer[i] = 1
    left -= certain.size
    open = open.filter((i) => !certain.has(i))
  }
  return answer
}

/**
 * The same in whole units of 1 / `one`, exact in whole-number arithmetic, so that every machine and language comes to the same: the units of a
 * sample add up to count x one exactly. `measures` are positive whole numbers. Each probability is cut to whole units (never below one), and the
 * units then missing go one each to the first that are not certain.
 */
export const inclusionUnits = (measures: readonly bigint[], count: number, one: number): number[] => {
  if (count > measures.length) throw new RangeError(`${count} of ${measures.length} cannot be drawn`)
  if (count === 0) return measures.map(() => 0)
  const scale = BigInt(one)
  const units = measures.map(() => 0)
  let open = measures.map((_, i) => i), left = BigInt(count)
  for (;;) {
    let total = 0n
    for (const i of open) total += measures[i] as bigint
    const enough = (total + left - 1n) / left, certain = new Set(open.filter((i) => (measures[i] as bigint) >= enough))
    if (certain.size === 0) {
      const all = left * scale
      let missing = all
      for (const i of open) {
        const share = all * (measures[i] as bigint) / total
        units[i] = share === 0n ? 1 : Number(share)
        missing -= BigInt(units[i] as number)
      }
      for (const i of open) {
        if (missing <= 0n) break
        units[i] = (units[i] as number) + 1
        missing--
      }
      // Only where some were lifted to one unit: the largest give them back.
      for (const i of missing < 0n ? [...open].sort((a, b) => (units[b] as number) - (units[a] as number)) : []) {
        if (missing >= 0n) break
        const back = Math.min(Number(-missing), (units[i] as number) - 1)
        units[i] = (units[i] as number) - back
        missing += BigInt(back)
      }
      return units
    }
    for (const i of certain) units[i] = one
    left -= BigInt(certain.size)
    open = open.filter((i) => !certain.has(i))
    if (open.length === 0 || left === 0n) return units
  }
}
