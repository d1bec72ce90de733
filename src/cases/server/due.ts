import { dayMs, type Instant, instant } from '#base/instants.ts'
import { addDays, instantAt, localReading } from '#base/zones.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { CaseStage } from '../rules/index.ts'
import type { DueBounds } from '../store/filters.ts'

/** What a list calls soon: less than this is left. */
const soonMs = dayMs / 6

export const dueBounds = (now: Instant, zone: string): DueBounds => {
  const { date } = localReading(now, zone)
  return { now, today_end: instantAt(addDays(date, 1), 0, zone), soon_end: instant(now + soonMs) }
}

/** How a case stands to its limit, as colour and word of a list; finished cases by how they ended. */
export type DueState = 'overdue' | 'today' | 'soon' | 'on_track' | 'paused' | 'closed'
export const dueStates: readonly DueState[] = ['overdue', 'today', 'soon', 'on_track', 'paused', 'closed']

export const dueStateOf = (c: { readonly stage: CaseStage; readonly stage_due_at: Instant | null }, bounds: DueBounds): DueState => {
  if (c.stage === 'done') return 'closed'
  if (c.stage_due_at === null) return 'paused'
  if (c.stage_due_at < bounds.now) return 'overdue'
  if (c.stage_due_at < bounds.soon_end) return 'soon'
  return c.stage_due_at < bounds.today_end ? 'today' : 'on_track'
}

/** Minutes from now to the due time, in working time where a calendar is given, negative when it has passed; null without one. */
export const remainingMinutes = (due: Instant | null, now: Instant, calendar: CompiledCalendar | null): number | null => {
  if (due === null) return null
  if (calendar === null) return Math.round((due - now) / 60_000)
  const ms = due >= now ? calendar.worked(now, due) : -calendar.worked(due, now)
  return Math.round(ms / 60_000)
}
