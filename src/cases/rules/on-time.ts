import type { Instant } from '#base/instants.ts'
import type { Case } from './case.ts'

/**
 * Whether a case closed at `now` was in time: what counts is when the unit reported back, not when the desk closed.
 * A due time once missed stays missed. `null` where no due time was ever set.
 */
export const onTimeAt = (c: Case, now: Instant): boolean | null => {
  if (c.overdue_at !== null) return false
  // A clock that stands still before its limit is used up has no due time, and nothing missed.
  if (c.due_at === null) return c.clocks.some((clock) => clock.kind === 'handle') ? true : null
  return (c.handled_at ?? now) <= c.due_at
}
