/**
 * Systematic sampling with unequal probabilities (Madow 1949): a unit is drawn where start + k, for some whole k, lies in its stretch of the running
 * total of probabilities, the end included. `start` above 0 and up to 1. The sample is as large as the sum of the probabilities when that is whole.
 * Answers indices in order.
 */
export const systematicSample = (probabilities: readonly number[], start: number): number[] => {
  const drawn: number[] = []
  let to = 0
  probabilities.forEach((p, i) => {
    to += p
    // Adding 0.1 ten times gives less than 1: a hair must not decide.
    if (start + drawn.length <= to + 1e-12) drawn.push(i)
  })
  return drawn
}

/** The same in whole units of 1 / `one`, exact; `start` is a whole number from 1 to `one`. */
export const systematicUnits = (units: readonly number[], one: number, start: number): number[] => {
  const drawn: number[] = []
  // What is left of the way to the next mark.
  let way = start
  units.forEach((unit, i) => {
    if (way <= unit) {
      drawn.push(i)
      way += one
    }
    way -= unit
  })
  return drawn
}
