import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs, type Instant, toIso } from '#base/instants.ts'
import type { Refusal, Result } from '#base/results.ts'
import { defaultClockConfig } from './config.ts'
import { clockState, remainingOf } from './status.ts'
import { beijing, testCalendar } from './testing.ts'
import { continueClock, elapsedMs, extendClock, pauseClock, recomputeClock, restartClock, resumeClock, startClock, stopClock } from './transitions.ts'
import type { Clock, ClockConfig, ClockState, Limit } from './types.ts'

const calendar = testCalendar()
const config: ClockConfig = { ...defaultClockConfig, version: 'test-7' }
const must = <T>(result: Result<T, Refusal>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const refused = (result: Result<unknown, Refusal>): string => {
  assert.ok(!result.ok)
  return result.error.code
}
const started = (at = '2024-03-04 09:00', limit: Limit = { value: 8, unit: 'work_hour' }, kind: Clock['kind'] = 'handle'): Clock =>
  must(startClock({ kind, unit_id: 'unit-a', limit, at: beijing(at), config }, calendar))
const due = (clock: Clock): string | null => (clock.due_at === null ? null : toIso(clock.due_at))
const local = (text: string): string => toIso(beijing(text))
const state = (clock: Clock, now: string): ClockState => clockState(clock, beijing(now), calendar, config)
const pause = (clock: Clock, at: string, reason: 'return' | 'suspension' | 'wait' = 'return', until?: string): Result<Clock, Refusal> =>
  pauseClock(clock, { at: beijing(at), reason, ...(until ? { until: beijing(until) } : {}) }, calendar, config)
const resume = (clock: Clock, at: string): Result<Clock, Refusal> => resumeClock(clock, { at: beijing(at) }, calendar)
const extend = (clock: Clock, asked: string, granted = asked): Result<Clock, Refusal> =>
  extendClock(clock, { asked_at: beijing(asked), granted_at: beijing(granted) }, calendar, config)
const stop = (clock: Clock, at: string): Result<Clock, Refusal> => stopClock(clock, { at: beijing(at), reason: 'done' }, calendar)

test('a clock carries its limit, its calendar version and the configuration it started under', () => {
  const clock = started()
  assert.equal(due(clock), local('2024-03-05 09:30'))
  assert.deepEqual([clock.limit, clock.calendar_id, clock.calendar_version, clock.config_version, clock.work_day, clock.round],
    [{ value: 8, unit: 'work_hour' }, 'cn', '1', 'test-7', 'window_sets', 1])
})

test('refuses to start with a limit that is none, or on another calendar', () => {
  for (const value of [0, -1, Number.NaN, Infinity, 1e9]) {
    assert.equal(refused(startClock({ kind: 'handle', unit_id: null, limit: { value, unit: 'work_hour' }, at: beijing('2024-03-04 09:00'), config }, calendar)), 'cases.clock_limit_invalid')
  }
  assert.equal(refused(startClock({ kind: 'handle', unit_id: null, limit: { value: 1, unit: 'work_hour' }, at: beijing('2024-03-04 09:00'), config: { ...config, calendar_id: 'other' } }, calendar)), 'cases.clock_other_calendar')
})

test('a returned case stops its clock and goes on with the remainder when it comes back to the same unit', () => {
  const paused = must(pause(started(), '2024-03-04 11:00'))
  assert.equal(paused.due_at, null)
  assert.deepEqual(remainingOf(paused, beijing('2024-03-06 10:00'), calendar), { counted_ms: 6 * hourMs, working_ms: 6 * hourMs, continuous_ms: null })
  assert.equal(state(paused, '2024-03-06 10:00'), 'paused')
  const again = must(resume(paused, '2024-03-06 15:00'))
  assert.equal(due(again), local('2024-03-07 12:00'))
  assert.equal(elapsedMs(again, beijing('2024-03-06 16:00'), calendar), 3 * hourMs)
})

test('going to another unit ends the clock and starts a full new one', () => {
  const paused = must(pause(started(), '2024-03-04 11:00'))
  const { ended, started: next } = must(restartClock(paused, { at: beijing('2024-03-06 15:00'), unit_id: 'unit-b', config }, calendar))
  assert.deepEqual([ended.stop_reason, ended.unit_id, next.unit_id, next.round], ['restarted', 'unit-a', 'unit-b', 2])
  assert.equal(due(next), local('2024-03-07 15:30'))
  assert.equal(elapsedMs(ended, beijing('2024-03-09 15:00'), calendar), 2 * hourMs)
  assert.equal(clockState(ended, beijing('2024-03-09 15:00'), calendar, config), 'met')
  assert.equal(refused(restartClock(started(), { at: beijing('2024-03-04 10:00'), unit_id: 'unit-a', config }, calendar)), 'cases.clock_same_unit')
})

test('the territorial clock is never reset by sending the case to another unit', () => {
  const fallback = started('2024-03-04 09:00', { value: 15, unit: 'natural_day' }, 'fallback')
  assert.equal(refused(restartClock(fallback, { at: beijing('2024-03-06 15:00'), unit_id: 'unit-b', config }, calendar)), 'cases.clock_fallback_never_restarts')
})

test('an extension adds the original limit to the present due time, at most twice, asked before overdue', () => {
  const once = must(extend(started(), '2024-03-04 16:00'))
  assert.equal(due(once), local('2024-03-06 10:00'))
  const twice = must(extend(once, '2024-03-06 10:00', '2024-03-06 11:00'))
  assert.equal(due(twice), local('2024-03-07 10:30'), 'asked at the due time itself, granted after it')
  assert.equal(refused(extend(twice, '2024-03-06 12:00')), 'cases.clock_extensions_used')
  assert.equal(refused(extend(started(), '2024-03-05 09:31')), 'cases.clock_overdue')
  assert.equal(refused(extend(started(), '2024-03-04 08:00')), 'cases.clock_out_of_order')
  assert.equal(refused(extend(started(), '2024-03-04 12:00', '2024-03-04 11:00')), 'cases.clock_out_of_order')
})

test('an extension in a pause adds to the remainder', () => {
  const paused = must(pause(started(), '2024-03-04 11:00'))
  const extended = must(extend(paused, '2024-03-04 15:00'))
  assert.equal(extended.due_at, null)
  assert.equal(remainingOf(extended, beijing('2024-03-05 10:00'), calendar).counted_ms, 14 * hourMs)
})

test('a suspension names its end within a year, is had once, not when overdue, and ends by itself', () => {
  const clock = started()
  const suspended = must(pause(clock, '2024-03-04 11:00', 'suspension', '2024-04-01 09:00'))
  const late = must(resume(suspended, '2024-04-03 15:00'))
  assert.equal(late.pauses[0]?.to, beijing('2024-04-01 09:00'), 'the program came two days late to notice')
  assert.equal(due(late), local('2024-04-01 16:30'))
  assert.equal(due(must(resume(suspended, '2024-03-11 09:00'))), local('2024-03-11 16:30'), 'taken up early')
  const rows: readonly (readonly [Result<unknown, Refusal>, string])[] = [
    [pause(clock, '2024-03-04 11:00', 'suspension'), 'cases.clock_suspension_end_missing'],
    [pause(clock, '2024-03-04 11:00', 'suspension', '2024-03-04 11:00'), 'cases.clock_suspension_end_missing'],
    [pause(clock, '2024-03-04 11:00', 'suspension', '2025-03-05 11:00'), 'cases.clock_suspension_too_long'],
    [pause(clock, '2024-03-05 09:31', 'suspension', '2024-03-06 11:00'), 'cases.clock_overdue'],
    [pause(late, '2024-04-01 10:00', 'suspension', '2024-05-01 09:00'), 'cases.clock_suspension_used'],
  ]
  for (const [result, code] of rows) assert.equal(refused(result), code)
  assert.ok(pause(clock, '2024-03-04 11:00', 'suspension', '2025-03-04 11:00').ok, '365 days')
})

test('a stop is met at the due instant and breached after it', () => {
  assert.equal(state(must(stop(started(), '2024-03-05 09:30')), '2024-03-09 09:00'), 'met')
  const late = must(stop(started(), '2024-03-05 09:31'))
  assert.equal(state(late, '2024-03-09 09:00'), 'breached')
  assert.deepEqual(remainingOf(late, beijing('2024-03-09 09:00'), calendar), { counted_ms: -60_000, working_ms: -60_000, continuous_ms: -60_000 })
  assert.equal(elapsedMs(late, beijing('2024-03-09 09:00'), calendar), 8 * hourMs + 60_000)
  const inPause = must(stop(must(pause(started(), '2024-03-04 11:00')), '2024-04-04 11:00'))
  assert.equal(state(inPause, '2024-04-05 09:00'), 'met')
  assert.equal(elapsedMs(inPause, beijing('2024-04-05 09:00'), calendar), 2 * hourMs)
})

test('a pause after the due time hides nothing', () => {
  const paused = must(pause(started(), '2024-03-05 10:00'))
  assert.equal(due(paused), local('2024-03-05 09:30'))
  assert.equal(state(paused, '2024-03-05 11:00'), 'overdue')
  assert.equal(state(must(stop(paused, '2024-03-09 11:00')), '2024-03-09 12:00'), 'breached')
})

test('rework goes on with the clock as if it had not stopped, or without the time between', () => {
  const stopped = must(stop(started(), '2024-03-04 14:00'))
  assert.equal(due(must(continueClock(stopped, { at: beijing('2024-03-06 10:00') }, calendar))), local('2024-03-05 09:30'))
  const waited = must(continueClock(stopped, { at: beijing('2024-03-06 10:00'), gap: 'waited' }, calendar))
  assert.equal(due(waited), local('2024-03-06 16:00'))
  assert.equal(refused(continueClock(started(), { at: beijing('2024-03-06 10:00') }, calendar)), 'cases.clock_not_stopped')
  assert.equal(refused(continueClock(stopped, { at: beijing('2024-03-04 13:00') }, calendar)), 'cases.clock_out_of_order')
})

test('a new version of the calendar moves running clocks only, and says which version counts', () => {
  const clock = started('2025-12-30 09:00', { value: 3, unit: 'work_day' })
  assert.equal(due(clock), local('2026-01-01 18:00'))
  assert.ok(clock.provisional)
  const next = { ...testCalendar({ version: '2', days: [{ date: '2026-01-01', working: false }, { date: '2026-01-02', working: false }, { date: '2026-01-04', working: true }] }) }
  const moved = must(recomputeClock(clock, { at: beijing('2025-12-31 10:00') }, next))
  assert.equal(due(moved), local('2026-01-04 18:00'))
  assert.equal(moved.calendar_version, '2')
  assert.equal(moved.alarm_round, 0)
  assert.equal(must(recomputeClock(clock, { at: beijing('2026-01-02 10:00') }, next)).alarm_round, 1, 'an overdue was taken back')
  assert.equal(refused(recomputeClock(must(stop(clock, '2025-12-31 10:00')), { at: beijing('2026-01-02 10:00') }, next)), 'cases.clock_stopped')
})

test('refuses what makes no sense in the state the clock is in', () => {
  const paused = must(pause(started(), '2024-03-04 11:00')), stopped = must(stop(started(), '2024-03-04 11:00'))
  const other = { ...calendar, id: 'other' }
  const at = beijing('2024-03-04 12:00')
  const rows: readonly (readonly [Result<unknown, Refusal>, string])[] = [
    [pause(paused, '2024-03-04 12:00'), 'cases.clock_paused_already'], [resume(started(), '2024-03-04 12:00'), 'cases.clock_not_paused'],
    [pause(stopped, '2024-03-04 12:00'), 'cases.clock_stopped'], [resume(stopped, '2024-03-04 12:00'), 'cases.clock_stopped'],
    [extend(stopped, '2024-03-04 12:00'), 'cases.clock_stopped'], [stop(stopped, '2024-03-04 12:00'), 'cases.clock_stopped'],
    [restartClock(stopped, { at, unit_id: 'b', config }, calendar), 'cases.clock_stopped'],
    [pause(started(), '2024-03-04 08:59'), 'cases.clock_out_of_order'], [resume(paused, '2024-03-04 10:00'), 'cases.clock_out_of_order'],
    [stop(paused, '2024-03-04 10:00'), 'cases.clock_out_of_order'],
    [stopClock(started(), { at, reason: 'done' }, other), 'cases.clock_other_calendar'], [resumeClock(paused, { at }, other), 'cases.clock_other_calendar'],
    [pauseClock(must(resume(paused, '2024-03-04 12:00')), { at, reason: 'return' }, calendar, { ...config, max_return_pauses: 1 }), 'cases.clock_too_many_pauses'],
  ]
  for (const [result, code] of rows) assert.equal(refused(result), code)
})

test('says how a running clock stands', () => {
  const clock = started('2024-03-04 09:00', { value: 12, unit: 'work_hour' })
  const rows: readonly (readonly [string, ClockState])[] = [
    ['2024-03-04 09:00', 'on_track'], ['2024-03-04 23:59', 'on_track'], ['2024-03-05 00:00', 'due_today'], ['2024-03-05 10:29', 'due_today'],
    ['2024-03-05 10:30', 'due_soon'], ['2024-03-05 15:00', 'due_soon'], ['2024-03-05 15:01', 'overdue'], ['2024-04-05 15:01', 'overdue'],
  ]
  for (const [now, expected] of rows) assert.equal(state(clock, now), expected, now)
  assert.deepEqual(remainingOf(clock, beijing('2024-03-04 17:00'), calendar), { counted_ms: 5.5 * hourMs, working_ms: 5.5 * hourMs, continuous_ms: 22 * hourMs })
})

test('what is left of a continuous clock is told in working time too', () => {
  const clock = started('2024-03-04 17:00', { value: 24, unit: 'urgent_hour' })
  assert.deepEqual(remainingOf(clock, beijing('2024-03-04 18:00'), calendar), { counted_ms: 23 * hourMs, working_ms: 6.5 * hourMs, continuous_ms: 23 * hourMs })
  const paused = must(pause(clock, '2024-03-04 18:00'))
  assert.deepEqual(remainingOf(paused, beijing('2024-03-06 18:00') as Instant, calendar), { counted_ms: 23 * hourMs, working_ms: null, continuous_ms: 23 * hourMs })
})
