/** Upper ends of up to five classes, and the class (1 to 5) of a value; 0 for nothing known. */
export type Steps = { readonly ends: readonly number[]; readonly stepOf: (value: number | null) => number }

/**
 * Classes by quantiles of the values: every shade of the map is used by about as many areas. Equal ends are merged.
 * Values are counts of at least 0.
 */
export const stepsOf = (values: readonly number[], classes = 5): Steps => {
  const sorted = values.toSorted((a, b) => a - b)
  const endOf = (i: number): number => sorted[Math.ceil(((i + 1) * sorted.length) / classes) - 1] ?? 0
  const ends = sorted.length === 0 ? [] : [...new Set(Array.from({ length: classes }, (_, i) => endOf(i)))]
  const stepOf = (value: number | null): number => {
    if (value === null || ends.length === 0) return 0
    const at = ends.findIndex((end) => value <= end)
    return at < 0 ? ends.length : at + 1
  }
  return { ends, stepOf }
}
