import { type Instant, instant, type LocalDate, minuteMs } from '#base/instants.ts'
import { type CompiledCalendar, dayKindOf } from '#base/working-calendar.ts'
import { addDays, instantAt, localReading } from '#base/zones.ts'
import { counterOf, mergePauses, runningSpans } from './counting.ts'
import { type DueInput, dueOf } from './due.ts'
import { countsWorkingTime } from './limits.ts'
import type { Clock, ClockStep, Due } from './types.ts'

/** Beyond this many days the days are not told one by one. */
const longestStory = 120

const step = (code: string, params: ClockStep['params'] = {}): ClockStep => ({ code, params })

/** 'YYYY-MM-DD HH:MM', with seconds where there are any. */
const localText = (at: Instant, zone: string): string => {
  const { date, ms } = localReading(at, zone)
  return `${date} ${clockText(ms)}`
}
const clockText = (ms: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(ms / 1000) % 60
  return `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / minuteMs) % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}

/**
 * Why a due time is what it is, step by step: the limit and what it was extended by, from when it counts, the working windows counted,
 * the weekends, holidays and pauses left out, the moment it is used up, and whether that is provisional. Times are local texts of the
 * calendar's zone, `ms` durations, `unit` and `holiday` codes; `explanationLines` renders them.
 */
export const explainDue = (input: DueInput, due: Due = dueOf(input)): readonly ClockStep[] => {
  const { start, limit, calendar, extensions = 0, work_day = 'window_sets' } = input
  const { zone } = calendar
  const pauses = mergePauses(input.pauses ?? [], start)
  const counter = counterOf(limit.unit, calendar)
  const working = countsWorkingTime(limit.unit)
  const open = pauses.at(-1)
  const end = due.due_at ?? open?.from ?? start
  const steps: ClockStep[] = [step('limit', { value: limit.value, unit: limit.unit })]
  if (limit.unit === 'work_day') steps.push(work_day === 'window_sets' ? step('work_day_is', { ms: calendar.dayLengthMs }) : step('work_day_ends', { value: limit.value }))
  if (extensions > 0) steps.push(step('extended', { times: extensions, value: limit.value, unit: limit.unit }))
  const opens = working ? instant(calendar.advance(start, 1) - 1) : start
  steps.push(opens === start ? step(working ? 'start' : 'start_continuous', { at: localText(start, zone) })
    : step('start_outside', { at: localText(start, zone), opens: localText(opens, zone) }))

  const told: { readonly at: Instant; readonly step: ClockStep }[] = working ? tellDays(start, end, input) : tellSpans(start, end, input)
  for (const pause of pauses) {
    if (pause.from >= end && !(due.due_at === null && pause === open)) continue
    told.push({
      at: pause.from,
      step: pause.to === null ? step('paused_open', { from: localText(pause.from, zone), ms: due.remaining_ms })
        : step('paused', { from: localText(pause.from, zone), to: localText(pause.to, zone), ms: counter.worked(pause.from, pause.to) }),
    })
  }
  steps.push(...told.sort((a, b) => a.at - b.at).map((entry) => entry.step))
  if (due.due_at !== null) {
    const atClose = working && !calendar.isWorking(due.due_at)
    steps.push(step(atClose ? 'due_at_close' : 'due', { at: localText(due.due_at, zone) }))
    if (due.provisional) steps.push(step('provisional', { from: calendar.horizonFrom, to: calendar.horizonTo }))
  }
  return steps
}

/** The explanation of a running or stopped clock's due time. */
export const explainClock = (clock: Clock, calendar: CompiledCalendar): readonly ClockStep[] =>
  explainDue({
    start: clock.started_at, limit: clock.limit, calendar, pauses: clock.pauses, extensions: clock.extensions.length, work_day: clock.work_day,
  })

const tellSpans = (start: Instant, end: Instant, { calendar, pauses = [] }: DueInput): { at: Instant; step: ClockStep }[] =>
  runningSpans(start, end, pauses).map(({ from, to }) => ({
    at: from, step: step('counted_through', { from: localText(from, calendar.zone), to: localText(to, calendar.zone), ms: to - from }),
  }))

type OffDay = { readonly at: Instant; readonly date: LocalDate; readonly code: string; readonly holiday: string }
type DayStory = { readonly at: Instant; readonly date: LocalDate; readonly full: boolean; readonly ms: number; readonly spans: readonly (readonly [Instant, Instant])[] }

/** Working days one by one where they are cut, in runs where they are whole; runs of days off between them. */
const tellDays = (start: Instant, end: Instant, { calendar, pauses = [] }: DueInput): { at: Instant; step: ClockStep }[] => {
  const { zone } = calendar
  const running = runningSpans(start, end, pauses)
  const told: { at: Instant; step: ClockStep }[] = []
  const first = localReading(start, zone).date
  const last = localReading(instant(Math.max(start, end - 1)), zone).date
  if (addDays(first, longestStory) < last) {
    const ms = running.reduce((sum, span) => sum + calendar.worked(span.from, span.to), 0)
    return [{ at: start, step: step('counted_long', { from: first, to: last, ms }) }]
  }
  let whole: DayStory[] = []
  const flush = (): void => {
    const [from, to] = [whole[0], whole.at(-1)]
    if (from && to) {
      const ms = whole.reduce((sum, day) => sum + day.ms, 0)
      told.push({ at: from.at, step: from === to ? step('counted_day', { date: from.date, ms }) : step('counted_days', { from: from.date, to: to.date, days: whole.length, ms }) })
    }
    whole = []
  }
  let off: readonly OffDay[] = []
  const flushOff = (): void => {
    const [from, to] = [off[0], off.at(-1)]
    if (from && to) told.push({ at: from.at, step: step(from.code, { from: from.date, to: to.date, days: off.length, ...(from.holiday ? { holiday: from.holiday } : {}) }) })
    off = []
  }
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const midnight = instantAt(date, 0, zone)
    const at = instant(Math.max(midnight, start))
    const kind = dayKindOf(calendar, date)
    if (kind === 'weekend' || kind === 'holiday') {
      flush()
      const holiday = calendar.names[date] ?? ''
      const code = kind === 'weekend' ? 'skipped_weekend' : holiday ? 'skipped_holiday' : 'skipped_off'
      if (off[0] && (off[0].code !== code || off[0].holiday !== holiday)) flushOff()
      off = [...off, { at, date, code, holiday }]
      continue
    }
    flushOff()
    const day = storyOf(date, at, running, calendar)
    if (kind === 'make_up' && day.ms > 0) {
      flush()
      const holiday = calendar.names[date]
      told.push({ at, step: holiday ? step('make_up_day_for', { date, holiday }) : step('make_up_day', { date }) })
    }
    if (day.full) {
      whole.push(day)
      continue
    }
    flush()
    for (const [from, to] of day.spans) {
      told.push({ at: from, step: step('counted', { date, from: clockText(localReading(from, zone).ms), to: endText(to, date, zone), ms: to - from }) })
    }
  }
  flush()
  flushOff()
  return told
}

const endText = (to: Instant, date: LocalDate, zone: string): string => {
  const reading = localReading(to, zone)
  return reading.date === date ? clockText(reading.ms) : '24:00'
}

const storyOf = (date: LocalDate, at: Instant, running: readonly { readonly from: Instant; readonly to: Instant }[], calendar: CompiledCalendar): DayStory => {
  const from = instantAt(date, 0, calendar.zone), to = instantAt(date, 1440, calendar.zone)
  const spans = running.flatMap((span) =>
    span.to <= from || span.from >= to ? [] : calendar.stretches(instant(Math.max(span.from, from)), instant(Math.min(span.to, to))))
  const ms = spans.reduce((sum, [a, b]) => sum + b - a, 0)
  return { at, date, full: ms === calendar.worked(from, to) && ms > 0, ms, spans }
}
