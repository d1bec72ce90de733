import type { Below } from '#statistics/index.ts'
import type { Sha256 } from './model.ts'

const range = 2 ** 48

/**
 * An endless stream of numbers from a seed: block k is SHA-256 of seed | name | k (k from 0, decimal), read as five numbers of 12 hex digits, the
 * last four digits left. `below(n)` takes the next number under the largest multiple of n up to 2^48 and answers its remainder, so that no remainder
 * is likelier than another (no modulo bias). n up to 2^47. The same on every machine; each name is a stream of its own.
 */
export const hashStream = (seed: string, name: string, sha256: Sha256): Below => {
  let block = '', at = 60, k = 0
  return (n) => {
    const limit = range - (range % n)
    for (;;) {
      if (at >= 60) {
        block = sha256(`${seed}|${name}|${k++}`)
        at = 0
      }
      const value = Number.parseInt(block.slice(at, at + 12), 16)
      at += 12
      if (value < limit) return value % n
    }
  }
}
