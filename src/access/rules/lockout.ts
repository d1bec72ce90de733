import { addMs, type Instant, minuteMs } from '#base/instants.ts'

/** After this many wrong passwords in a row the account rests; each further one doubles the rest, up to a day. */
export const lockoutRule = { freeTries: 5, firstRestMinutes: 5, longestRestMinutes: 1440 } as const

/** When sign-in is possible again after the `failed`-th wrong password in a row; null while tries are free. */
export const lockedUntil = (failed: number, now: Instant): Instant | null => {
  if (failed < lockoutRule.freeTries) return null
  const minutes = Math.min(lockoutRule.firstRestMinutes * 2 ** (failed - lockoutRule.freeTries), lockoutRule.longestRestMinutes)
  return addMs(now, minutes * minuteMs)
}
