import type { Instant } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { budgetOf, counterOf, mergePauses, runFor, type Span } from './counting.ts'
import { countsWorkingTime } from './limits.ts'
import type { Due, Limit, WorkDayPolicy } from './types.ts'

export type DueInput = {
  readonly start: Instant
  readonly limit: Limit
  readonly calendar: CompiledCalendar
  /** In any order; overlapping and nested ones count once. */
  readonly pauses?: readonly Span[]
  /** How many times the original limit was granted again. */
  readonly extensions?: number
  readonly work_day?: WorkDayPolicy
}

/**
 * When a limit is used up: the first instant by which the running time outside the pauses amounts to the limit. A limit used up at the
 * end of a working window is due at that end. An open pause that begins before then leaves no due time, and the remainder is told.
 * Source: domain 0 (2-5); methods 7 (reference rows).
 */
export const dueOf = (input: DueInput): Due => {
  const { start, limit, calendar, pauses = [], extensions = 0, work_day = 'window_sets' } = input
  const budget = budgetOf(limit, 1 + extensions, start, calendar, work_day)
  const { at, left } = runFor(start, budget, mergePauses(pauses, start), counterOf(limit.unit, calendar))
  if (at === null) return { due_at: null, provisional: false, remaining_ms: left }
  return { due_at: at, provisional: countsWorkingTime(limit.unit) && !calendar.knows(start, at), remaining_ms: 0 }
}
