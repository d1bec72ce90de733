import { dayMs, hourMs, type Instant, instant } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { addDays, instantAt, localReading } from '#base/zones.ts'
import { countsWorkingTime } from './limits.ts'
import type { Limit, LimitUnit, WorkDayPolicy } from './types.ts'

/** A stretch of time; `to` null: not over yet. */
export type Span = { readonly from: Instant; readonly to: Instant | null }

/** How a clock measures its own time and finds where an amount of it ends. */
export type Counter = Pick<CompiledCalendar, 'worked' | 'advance'>

const continuous: Counter = {
  worked: (from, to) => Math.max(0, to - from),
  advance: (start, budgetMs) => instant(start + Math.max(0, budgetMs)),
}
export const counterOf = (unit: LimitUnit, calendar: CompiledCalendar): Counter => (countsWorkingTime(unit) ? calendar : continuous)

/**
 * The clock's own time a limit gives, in ms, `sets` times over (1 + extensions). A natural day is 24 hours. A work day is the working
 * time of one ordinary day, or under `end_of_nth_day` whatever lies between the start and the close of the nth working day after it.
 */
export const budgetOf = (limit: Limit, sets: number, start: Instant, calendar: CompiledCalendar, policy: WorkDayPolicy): number => {
  switch (limit.unit) {
    case 'urgent_hour':
    case 'work_hour': return Math.round(limit.value * sets * hourMs)
    case 'natural_day': return Math.round(limit.value * sets * dayMs)
    case 'work_day': return policy === 'window_sets' ? Math.round(limit.value * sets * calendar.dayLengthMs)
      : calendar.worked(start, closeOfNthDay(Math.ceil(limit.value * sets), start, calendar))
  }
}

const closeOfNthDay = (n: number, start: Instant, calendar: CompiledCalendar): Instant => {
  let date = localReading(start, calendar.zone).date
  for (let left = n; left > 0;) {
    date = addDays(date, 1)
    if (calendar.isWorkday(date)) left--
  }
  return instantAt(date, calendar.windows.at(-1)?.[1] ?? 1440, calendar.zone)
}

/** Sorts pauses, joins those that overlap, touch or lie inside another, drops empty ones and what lies before `start`. */
export const mergePauses = (pauses: readonly Span[], start: Instant): readonly Span[] => {
  if (pauses.length === 0) return pauses
  const merged: Span[] = []
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const from = Math.max(pause.from, start) as Instant
    const before = merged.at(-1)
    if (before && (before.to === null || from <= before.to)) {
      if (before.to !== null && (pause.to === null || pause.to > before.to)) merged[merged.length - 1] = { from: before.from, to: pause.to }
    } else if (pause.to === null || pause.to > from) merged.push({ from, to: pause.to })
  }
  return merged
}

/** Where an amount of running time ends, or what is left of it at an open pause. `pauses` as `mergePauses` gives them. */
export const runFor = (start: Instant, amountMs: number, pauses: readonly Span[], counter: Counter): { readonly at: Instant | null; readonly left: number } => {
  let from = start
  let left = amountMs
  for (const pause of pauses) {
    const ran = counter.worked(from, pause.from)
    if (ran >= left) break
    left -= ran
    if (pause.to === null) return { at: null, left }
    from = pause.to
  }
  return { at: counter.advance(from, left), left: 0 }
}

/** Running stretches between `start` and `end`: the time outside the pauses. */
export const runningSpans = (start: Instant, end: Instant, pauses: readonly Span[]): readonly { readonly from: Instant; readonly to: Instant }[] => {
  const spans: { from: Instant; to: Instant }[] = []
  let from = start
  for (const pause of mergePauses(pauses, start)) {
    if (pause.from >= end) break
    if (pause.from > from) spans.push({ from, to: pause.from })
    if (pause.to === null) return spans
    from = pause.to
  }
  if (from < end) spans.push({ from, to: end })
  return spans
}
