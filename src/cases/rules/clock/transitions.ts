import { dayMs, type Instant } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { counterOf, mergePauses, runningSpans } from './counting.ts'
import { dueOf } from './due.ts'
import { isLimit } from './limits.ts'
import type { Clock, ClockConfig, ClockKind, Limit, Pause, PauseReason, StopReason } from './types.ts'

type Changed = Result<Clock, Refusal>

/** The clock with its due time computed afresh on a calendar. */
const computed = (clock: Clock, calendar: CompiledCalendar): Clock => {
  const due = dueOf({
    start: clock.started_at, limit: clock.limit, calendar, pauses: clock.pauses, extensions: clock.extensions.length, work_day: clock.work_day,
  })
  return { ...clock, due_at: due.due_at, provisional: due.provisional, calendar_version: calendar.version }
}

const lastMark = (clock: Clock): Instant => {
  const pause = clock.pauses.at(-1)
  return pause ? pause.to ?? pause.from : clock.started_at
}
const openPause = (clock: Clock): Pause | null => {
  const pause = clock.pauses.at(-1)
  return pause && pause.to === null ? pause : null
}
/** What every change asks first: the right calendar, a clock still going, a moment not before the last one. */
const ready = (clock: Clock, at: Instant, calendar: CompiledCalendar): ReturnType<typeof refuse> | null => {
  if (calendar.id !== clock.calendar_id) return refuse('cases.clock_other_calendar', { calendar: calendar.id, expected: clock.calendar_id })
  if (clock.stopped_at !== null) return refuse('cases.clock_stopped')
  return at < lastMark(clock) ? refuse('cases.clock_out_of_order') : null
}

/**
 * Starts a clock. It takes its limit, calendar and policy along, so a configuration edited later does not reach it.
 * Refusals: `cases.clock_limit_invalid`, `cases.clock_other_calendar`.
 */
export const startClock = (
  given: { readonly kind: ClockKind; readonly unit_id: string | null; readonly limit: Limit; readonly at: Instant; readonly round?: number; readonly config: ClockConfig },
  calendar: CompiledCalendar,
): Changed => {
  const { kind, unit_id, limit, at, round = 1, config } = given
  if (!isLimit(limit)) return refuse('cases.clock_limit_invalid', { value: limit.value, unit: limit.unit })
  if (calendar.id !== config.calendar_id) return refuse('cases.clock_other_calendar', { calendar: calendar.id, expected: config.calendar_id })
  return ok(computed({
    kind, unit_id, round, limit, work_day: config.work_day, calendar_id: calendar.id, calendar_version: calendar.version, config_version: config.version,
    started_at: at, pauses: [], extensions: [], alarm_round: 0, stopped_at: null, stop_reason: null, due_at: null, provisional: false,
  }, calendar))
}

/**
 * Stops the time without ending the clock. A suspension (挂账) names the moment it resumes by itself, lies within the configured days,
 * is had once, and is not had when overdue [F:Y]; other pauses may be, and leave a due time that has passed as it is.
 * Refusals: `cases.clock_stopped`, `cases.clock_paused_already`, `cases.clock_out_of_order`, `cases.clock_overdue`,
 * `cases.clock_suspension_end_missing`, `cases.clock_suspension_too_long`, `cases.clock_suspension_used`, `cases.clock_too_many_pauses`.
 */
export const pauseClock = (
  clock: Clock, given: { readonly at: Instant; readonly reason: PauseReason; readonly until?: Instant | null }, calendar: CompiledCalendar, config: ClockConfig,
): Changed => {
  const { at, reason, until = null } = given
  const no = ready(clock, at, calendar)
  if (no) return no
  if (openPause(clock)) return refuse('cases.clock_paused_already')
  const had = clock.pauses.filter((pause) => pause.reason === reason).length
  if (reason === 'suspension') {
    const { max_days, max_times } = config.suspension
    if (until === null || until <= at) return refuse('cases.clock_suspension_end_missing')
    if (until - at > max_days * dayMs) return refuse('cases.clock_suspension_too_long', { max_days })
    if (had >= max_times) return refuse('cases.clock_suspension_used', { max_times })
    if (clock.kind === 'handle' && clock.due_at !== null && at > clock.due_at) return refuse('cases.clock_overdue')
  }
  if (reason === 'return' && config.max_return_pauses !== null && had >= config.max_return_pauses) {
    return refuse('cases.clock_too_many_pauses', { max: config.max_return_pauses })
  }
  return ok(computed({ ...clock, pauses: [...clock.pauses, { from: at, to: null, reason, until }] }, calendar))
}

/**
 * Lets a paused clock run on with what was left, in its own time: a night's pause takes nothing from a working limit (the system cited in
 * types.ts adds the night's hours as working hours, and forgets an extension on resuming). A suspension ends at its own moment even if
 * the program comes late to notice.
 * Refusals: `cases.clock_not_paused`, `cases.clock_stopped`, `cases.clock_out_of_order`.
 */
export const resumeClock = (clock: Clock, given: { readonly at: Instant }, calendar: CompiledCalendar): Changed => {
  const no = ready(clock, given.at, calendar)
  if (no) return no
  const open = openPause(clock)
  if (!open) return refuse('cases.clock_not_paused')
  const to = open.until !== null && open.until < given.at ? open.until : given.at
  return ok(computed({ ...clock, pauses: [...clock.pauses.slice(0, -1), { ...open, to }] }, calendar))
}

/**
 * Ends this clock and starts a new one against another unit, with the full limit [F:Y]. The territorial clock is never restarted:
 * whoever catches the case next has what is left (methods 7, pitfalls). Refusals: `cases.clock_fallback_never_restarts`,
 * `cases.clock_same_unit` (resume it instead), those of stop and start.
 */
export const restartClock = (
  clock: Clock, given: { readonly at: Instant; readonly unit_id: string; readonly limit?: Limit; readonly config: ClockConfig }, calendar: CompiledCalendar,
): Result<{ readonly ended: Clock; readonly started: Clock }, Refusal> => {
  if (clock.kind === 'fallback') return refuse('cases.clock_fallback_never_restarts')
  if (clock.unit_id === given.unit_id) return refuse('cases.clock_same_unit')
  const ended = stopClock(clock, { at: given.at, reason: 'restarted' }, calendar)
  if (!ended.ok) return ended
  const started = startClock({
    kind: clock.kind, unit_id: given.unit_id, limit: given.limit ?? clock.limit, at: given.at, round: clock.round + 1, config: given.config,
  }, calendar)
  return started.ok ? ok({ ended: ended.value, started: started.value }) : started
}

/**
 * Grants one more original limit on top of the present due time [F:Y]: asked no later than the due time, at most `max_times`; what is
 * refused does not count. It may be granted after the due time if it was asked in time.
 * Refusals: `cases.clock_overdue`, `cases.clock_extensions_used`, `cases.clock_stopped`, `cases.clock_out_of_order`.
 */
export const extendClock = (
  clock: Clock, given: { readonly asked_at: Instant; readonly granted_at: Instant }, calendar: CompiledCalendar, config: ClockConfig,
): Changed => {
  const { asked_at, granted_at } = given
  const no = ready(clock, granted_at, calendar)
  if (no) return no
  if (granted_at < asked_at || asked_at < clock.started_at) return refuse('cases.clock_out_of_order')
  if (clock.extensions.length >= config.extension.max_times) return refuse('cases.clock_extensions_used', { max_times: config.extension.max_times })
  if (clock.due_at !== null && asked_at > clock.due_at) return refuse('cases.clock_overdue')
  return ok(computed({ ...clock, extensions: [...clock.extensions, { asked_at, granted_at }], alarm_round: clock.alarm_round + 1 }, calendar))
}

/** Ends a clock; `clockState` then says met or breached, `elapsedMs` how long it ran. An open pause ends with it, a suspension no later than its own end. */
export const stopClock = (clock: Clock, given: { readonly at: Instant; readonly reason: StopReason }, calendar: CompiledCalendar): Changed => {
  const { at, reason } = given
  const no = ready(clock, at, calendar)
  if (no) return no
  const open = openPause(clock)
  const pauses = open ? [...clock.pauses.slice(0, -1), { ...open, to: open.until !== null && open.until < at ? open.until : at }] : clock.pauses
  return ok({ ...computed({ ...clock, pauses }, calendar), stopped_at: at, stop_reason: reason })
}

/**
 * Takes a stop back (rework, 返工): the clock runs on as if it had not stopped, or, with `gap: 'waited'`, without the time between.
 * Refusals: `cases.clock_not_stopped`, `cases.clock_out_of_order`, `cases.clock_other_calendar`.
 */
export const continueClock = (clock: Clock, given: { readonly at: Instant; readonly gap?: 'counted' | 'waited' }, calendar: CompiledCalendar): Changed => {
  if (clock.stopped_at === null) return refuse('cases.clock_not_stopped')
  const running: Clock = { ...clock, stopped_at: null, stop_reason: null }
  const no = ready(running, given.at, calendar)
  if (no) return no
  if (given.at < clock.stopped_at) return refuse('cases.clock_out_of_order')
  if (given.gap !== 'waited' || given.at === clock.stopped_at) return ok(computed(running, calendar))
  return ok(computed({ ...running, pauses: [...clock.pauses, { from: clock.stopped_at, to: given.at, reason: 'wait', until: null }] }, calendar))
}

/**
 * Computes a running clock on a new version of its calendar. Where that takes an overdue back, its alarms start over.
 * Stopped clocks are history and stay. Refusals: `cases.clock_stopped`, `cases.clock_other_calendar`.
 */
export const recomputeClock = (clock: Clock, given: { readonly at: Instant }, calendar: CompiledCalendar): Changed => {
  const no = ready(clock, lastMark(clock), calendar)
  if (no) return no
  const next = computed(clock, calendar)
  const takenBack = clock.due_at !== null && clock.due_at < given.at && (next.due_at === null || next.due_at >= given.at)
  return ok(takenBack ? { ...next, alarm_round: clock.alarm_round + 1 } : next)
}

/** How long a clock ran until `at` (or its stop), outside its pauses, in ms of its own time. */
export const elapsedMs = (clock: Clock, at: Instant, calendar: CompiledCalendar): number => {
  const counter = counterOf(clock.limit.unit, calendar)
  const end = clock.stopped_at !== null && clock.stopped_at < at ? clock.stopped_at : at
  return runningSpans(clock.started_at, end, mergePauses(clock.pauses, clock.started_at)).reduce((sum, span) => sum + counter.worked(span.from, span.to), 0)
}
