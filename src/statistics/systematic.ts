/**
 * Systematic sampling with unequal probabilities (Madow 1949): a unit is drawn where its stretch of the running total of probabilities holds
 * start + k. `start` in [0, 1). The sample is as large as the sum of the probabilities when that is whole. Answers indices in order.
 */
export const systematicSample = (probabilities: readonly number[], start: number): number[] => {
  const drawn: number[] = []
  let from = 0, next = start
  probabilities.forEach((p, i) => {
    // Adding 0.1 ten times gives less than 1; without this a unit at the end may fall out.
    let to = from + p
    if (Math.abs(to - Math.round(to)) < 1e-9) to = Math.round(to)
    if (next < to && next >= from) {
      drawn.push(i)
      next += 1
    }
    from = to
  })
  return drawn
}

/** The same in whole units of 1 / `one`, exact; `start` is a whole number below `one`. */
export const systematicUnits = (units: readonly number[], one: number, start: number): number[] => {
  const drawn: number[] = []
  let position = start
  units.forEach((unit, i) => {
    // The position counts down from the start: what is left of the way to the next mark.
    if (position < unit) {
      drawn.push(i)
      position += one
    }
    position -= unit
  })
  return drawn
}
