import { hourMs, type Instant } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { localReading } from '#base/zones.ts'
import { budgetOf } from './counting.ts'
import { countsWorkingTime } from './limits.ts'
import { elapsedMs } from './transitions.ts'
import type { Clock, ClockAmount, ClockConfig, ClockState, Remaining } from './types.ts'

/** What a clock has in all, extensions included, in ms of its own time. */
export const clockBudgetMs = (clock: Clock, calendar: CompiledCalendar): number =>
  budgetOf(clock.limit, 1 + clock.extensions.length, clock.started_at, calendar, clock.work_day)

/** An amount of a clock's own time in ms: hours, or a share of its original limit. */
export const amountMs = (amount: ClockAmount, clock: Clock, calendar: CompiledCalendar): number =>
  'hours' in amount ? Math.round(amount.hours * hourMs)
    : Math.round(amount.share * budgetOf(clock.limit, 1, clock.started_at, calendar, clock.work_day))

const isPaused = (clock: Clock): boolean => clock.stopped_at === null && clock.pauses.at(-1)?.to === null

/** What is left at `now` (at the stop, for a stopped clock), negative when the due time has passed. */
export const remainingOf = (clock: Clock, now: Instant, calendar: CompiledCalendar): Remaining => {
  const at = clock.stopped_at ?? now
  const counted = clockBudgetMs(clock, calendar) - elapsedMs(clock, at, calendar)
  if (isPaused(clock)) {
    return countsWorkingTime(clock.limit.unit) ? { counted_ms: counted, working_ms: counted, continuous_ms: null }
      : { counted_ms: counted, working_ms: null, continuous_ms: counted }
  }
  const due = clock.due_at
  if (due === null) return { counted_ms: counted, working_ms: null, continuous_ms: null }
  const working = due >= at ? calendar.worked(at, due) : -calendar.worked(due, at)
  return { counted_ms: counted, working_ms: working, continuous_ms: due - at }
}

/**
 * What a list shows of a clock at `now`. The due instant itself is in time. An overdue clock stays overdue while paused: the fact is not
 * hidden. `due_soon` goes before `due_today` (the local day of the calendar's zone).
 */
export const clockState = (clock: Clock, now: Instant, calendar: CompiledCalendar, config: ClockConfig): ClockState => {
  const due = clock.due_at
  if (clock.stopped_at !== null) return due !== null && clock.stopped_at > due ? 'breached' : 'met'
  if (due !== null && now > due) return 'overdue'
  if (isPaused(clock) || due === null) return 'paused'
  if (clockBudgetMs(clock, calendar) - elapsedMs(clock, now, calendar) <= amountMs(config.due_soon, clock, calendar)) return 'due_soon'
  return localReading(now, calendar.zone).date === localReading(due, calendar.zone).date ? 'due_today' : 'on_track'
}
