import type { Instant } from './instants.ts'

declare const idBrand: unique symbol
/** A UUID that names one kind of thing. */
export type Id<Kind extends string> = string & { readonly [idBrand]: Kind }

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * UUID version 7 (RFC 9562 5.7): 48 bits of milliseconds, then 74 random bits, so ids sort by the time they were made.
 * `random` gives 10 random bytes.
 */
export const uuidV7 = <Kind extends string>(now: Instant, random: Uint8Array): Id<Kind> => {
  const b = new Uint8Array(16)
  let ms = now as number
  for (let i = 5; i >= 0; i--) {
    b[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  b.set(random.subarray(0, 10), 6)
  b[6] = 0x70 | ((b[6] ?? 0) & 0x0f)
  b[8] = 0x80 | ((b[8] ?? 0) & 0x3f)
  const h = (i: number): string => hex[b[i] ?? 0] ?? '00'
  return `${h(0)}${h(1)}${h(2)}${h(3)}-${h(4)}${h(5)}-${h(6)}${h(7)}-${h(8)}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}` as Id<Kind>
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const isUuid = (text: string): boolean => uuidPattern.test(text)
