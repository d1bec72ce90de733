/** A stream of pseudo-random numbers that is the same for the same seed, on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number
  /** Uniform whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number
  /** One element; throws RangeError for an empty list. */
  readonly pick: <T>(items: readonly T[]) => T
  /** Index drawn with probability proportional to its weight. */
  readonly weighted: (weights: readonly number[]) => number
  /** Standard normal (Box-Muller). */
  readonly normal: () => number
  readonly bytes: (count: number) => Uint8Array
  /** An independent stream named by `label`, so that adding draws to one part does not shift another. */
  readonly fork: (label: string) => Random
}

/** FNV-1a over UTF-16 code units, finished with the murmur3 mixer. */
const hash32 = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by a text. Not for secrets. */
export const seededRandom = (seed: string): Random => {
  let a = hash32(`${seed}/a`), b = hash32(`${seed}/b`), c = hash32(`${seed}/c`), d = 1
  const uint32 = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return t >>> 0
  }
  for (let i = 0; i < 16; i++) uint32()
  const next = (): number => (uint32() * 0x200000 + (uint32() >>> 11)) / 2 ** 53
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('pick from an empty list')
      return items[int(0, items.length - 1)] as (typeof items)[number]
    },
    weighted: (weights) => {
      let total = 0
      for (const w of weights) total += w
      let mark = next() * total
      for (let i = 0; i < weights.length; i++) {
        mark -= weights[i] ?? 0
        if (mark < 0) return i
      }
      return weights.length - 1
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    bytes: (count) => Uint8Array.from({ length: count }, () => uint32() & 0xff),
    fork: (label) => seededRandom(`${seed}/${label}`),
  }
}
