import { randomBytes, randomFillSync } from 'node:crypto'
import { type Id, uuidV7 } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'

const pool = Buffer.alloc(8_000)
let used = pool.length

/** A fresh id; random bytes are fetched from the system in portions. */
export const newId = <Kind extends string>(now: Instant): Id<Kind> => {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const id = uuidV7<Kind>(now, pool.subarray(used, used + 10))
  used += 10
  return id
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Letters and digits that are not mistaken for one another (Crockford base 32), `count` of them; five random bits each. */
export const randomCode = (count: number): string => Array.from(randomBytes(count), (byte) => letters[byte & 31]).join('')
