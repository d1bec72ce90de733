/** Column names as they are compared when the exact one is not there: case, width, spaces and punctuation set aside. */
export const looseName = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/[\s_\-/·.()（）]+/g, '')

export type ColumnFinder = {
  /** Position of a column, or -1. Notes the column as used. */
  readonly find: (name: string) => number
  readonly used: ReadonlySet<number>
}

/** Finds columns by name: exactly, else loosely (`Unique Key` for `unique_key`). */
export const columnFinder = (header: readonly string[]): ColumnFinder => {
  const exact = new Map<string, number>()
  const loose = new Map<string, number>()
  for (const [index, name] of header.entries()) {
    if (!exact.has(name)) exact.set(name, index)
    if (!loose.has(looseName(name))) loose.set(looseName(name), index)
  }
  const used = new Set<number>()
  return {
    find: (name) => {
      const index = exact.get(name) ?? loose.get(looseName(name)) ?? -1
      if (index !== -1) used.add(index)
      return index
    },
    used,
  }
}

/** Number of single-character edits between two names (Levenshtein), to offer the nearest column for a misspelt one. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, changed))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The name of the list that is most like this one, or null when none is near. */
export const nearest = (name: string, names: readonly string[]): string | null => {
  let best: string | null = null
  let least = Math.max(2, Math.floor(name.length / 2))
  for (const candidate of names) {
    const d = distance(looseName(name).slice(0, 60), looseName(candidate).slice(0, 60))
    if (d < least) [best, least] = [candidate, d]
  }
  return best
}
