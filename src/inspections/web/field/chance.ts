import { type Instant, instant } from '#base/instants.ts'
import { uuidV7 } from '#base/ids.ts'

/** An id made on the phone: repeated uploads of the same thing are known by it. */
export const newId = (now: Instant = instant(Date.now())): string => uuidV7(now, crypto.getRandomValues(new Uint8Array(10)))
