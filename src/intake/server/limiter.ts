import { minuteMs, type Instant } from '#base/instants.ts'

/** Counts within the present minute by key; true while a key is within its limit. */
export type Limiter = (key: string, perMinute: number, now: Instant) => boolean

const mostKeys = 100_000

export const openLimiter = (): Limiter => {
  let minute = 0
  const counts = new Map<string, number>()
  return (key, perMinute, now) => {
    const present = Math.floor(now / minuteMs)
    if (present !== minute || counts.size > mostKeys) {
      counts.clear()
      minute = present
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= perMinute
  }
}
