import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Instant, instant, minuteMs, toIso } from '#base/instants.ts'
import type { Refusal, Result } from '#base/results.ts'
import { alarmsOf, firingAlarms, nextAlarm } from './alarms.ts'
import { defaultClockConfig } from './config.ts'
import { beijing, testCalendar } from './testing.ts'
import { extendClock, pauseClock, recomputeClock, resumeClock, startClock, stopClock } from './transitions.ts'
import type { Alarm, Clock, ClockConfig, Limit } from './types.ts'

const calendar = testCalendar()
const config = defaultClockConfig
const must = <T>(result: Result<T, Refusal>): T => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const started = (limit: Limit = { value: 8, unit: 'work_hour' }, at = '2024-03-04 09:00'): Clock =>
  must(startClock({ kind: 'handle', unit_id: 'unit-a', limit, at: beijing(at), config }, calendar))
const told = (alarms: readonly Alarm[]): readonly string[] => alarms.map((alarm) => `${alarm.code} ${toIso(alarm.at).slice(0, 16)}`)
const expected = (...rows: readonly (readonly [string, string])[]): readonly string[] => rows.map(([code, at]) => `${code} ${toIso(beijing(at)).slice(0, 16)}`)

test('alarms of a working limit lie in working time', () => {
  assert.deepEqual(told(alarmsOf(started(), config, calendar)), expected(
    ['before_due', '2024-03-04 16:30'], ['overdue', '2024-03-05 09:30'], ['supervise_1', '2024-03-05 15:00'], ['supervise_2', '2024-03-06 10:00'], ['supervise_3', '2024-03-07 10:30'],
  ))
})

test('a reminder of fixed hours that would lie before the start is left out', () => {
  const hours: ClockConfig = { ...config, alarms: [{ code: 'hour', level: 0, at: 'before', amount: { hours: 1 } }, { code: 'overdue', level: 0, at: 'due' }] }
  assert.deepEqual(told(alarmsOf(started({ value: 0.25, unit: 'urgent_hour' }), hours, calendar)), expected(['overdue', '2024-03-04 09:15']))
  assert.deepEqual(told(alarmsOf(started({ value: 8, unit: 'work_hour' }), hours, calendar)), expected(['hour', '2024-03-04 17:30'], ['overdue', '2024-03-05 09:30']))
})

test('a pause carries along the alarms that have not come yet, and only those', () => {
  const paused = must(pauseClock(started(), { at: beijing('2024-03-04 17:00'), reason: 'return' }, calendar, config))
  assert.deepEqual(told(alarmsOf(paused, config, calendar)), expected(['before_due', '2024-03-04 16:30']))
  const resumed = must(resumeClock(paused, { at: beijing('2024-03-06 09:00') }, calendar))
  assert.deepEqual(told(alarmsOf(resumed, config, calendar)).slice(0, 2), expected(['before_due', '2024-03-04 16:30'], ['overdue', '2024-03-06 10:30']))
})

test('a suspension wakes at its own end', () => {
  const suspended = must(pauseClock(started(), { at: beijing('2024-03-04 11:00'), reason: 'suspension', until: beijing('2024-04-01 09:00') }, calendar, config))
  assert.deepEqual(told(alarmsOf(suspended, config, calendar)), expected(['resume', '2024-04-01 09:00']))
})

test('a stopped clock is silent', () => {
  assert.deepEqual(alarmsOf(must(stopClock(started(), { at: beijing('2024-03-04 11:00'), reason: 'done' }, calendar)), config, calendar), [])
})

test('the next alarm is the soonest after a moment, and there is an end', () => {
  const clock = started()
  let after = beijing('2024-03-04 09:00')
  const codes: string[] = []
  for (let alarm = nextAlarm(clock, config, calendar, after); alarm; alarm = nextAlarm(clock, config, calendar, after)) {
    codes.push(alarm.code)
    after = alarm.at
  }
  assert.deepEqual(codes, ['before_due', 'overdue', 'supervise_1', 'supervise_2', 'supervise_3'])
})

test('an alarm missed while the program was down fires later, but a reminder not after the due time', () => {
  const clock = started()
  assert.deepEqual(firingAlarms(clock, config, calendar, beijing('2024-03-04 17:00'), []).map((alarm) => alarm.code), ['before_due'])
  assert.deepEqual(firingAlarms(clock, config, calendar, beijing('2024-03-05 16:00'), []).map((alarm) => alarm.code), ['overdue', 'supervise_1'])
})

test('an extension starts the alarms over under new keys', () => {
  const clock = started()
  const fired = firingAlarms(clock, config, calendar, beijing('2024-03-05 16:00'), []).map((alarm) => alarm.key)
  const extended = must(extendClock(clock, { asked_at: beijing('2024-03-05 09:00'), granted_at: beijing('2024-03-05 16:00') }, calendar, config))
  assert.deepEqual(firingAlarms(extended, config, calendar, beijing('2024-03-05 16:59'), fired).map((alarm) => alarm.code), [])
  assert.deepEqual(firingAlarms(extended, config, calendar, beijing('2024-03-05 17:00'), fired).map((alarm) => alarm.code), ['before_due'])
  assert.deepEqual(firingAlarms(extended, config, calendar, beijing('2024-03-06 10:00'), fired).map((alarm) => alarm.code), ['before_due', 'overdue'])
})

test('a calendar that takes an overdue back lets it fire again', () => {
  const clock = started({ value: 3, unit: 'work_day' }, '2025-12-30 09:00')
  const fired = firingAlarms(clock, config, calendar, beijing('2026-01-01 18:00'), []).map((alarm) => alarm.key)
  assert.ok(fired.includes('handle/1/0/overdue'))
  const next = testCalendar({ version: '2', days: [{ date: '2026-01-01', working: false }, { date: '2026-01-02', working: false }] })
  const moved = must(recomputeClock(clock, { at: beijing('2026-01-02 10:00') }, next))
  assert.ok(firingAlarms(moved, config, next, beijing('2026-01-06 10:00'), fired).some((alarm) => alarm.key === 'handle/1/1/overdue'))
})

test('however a case is paused and resumed and however often one looks, no key fires twice and every alarm fires at its moment or later', () => {
  const moves = fc.array(fc.tuple(fc.constantFrom('pause', 'resume', 'extend', 'look'), fc.integer({ min: 1, max: 600 })), { maxLength: 40 })
  fc.assert(fc.property(moves, (list) => {
    let clock = started()
    let now: Instant = clock.started_at
    const fired: Alarm[] = []
    for (const [move, minutes] of list) {
      now = instant(now + minutes * minuteMs)
      const next = move === 'pause' ? pauseClock(clock, { at: now, reason: 'return' }, calendar, config)
        : move === 'resume' ? resumeClock(clock, { at: now }, calendar)
        : move === 'extend' ? extendClock(clock, { asked_at: now, granted_at: now }, calendar, config) : null
      if (next?.ok) clock = next.value
      for (const alarm of firingAlarms(clock, config, calendar, now, fired.map((one) => one.key))) {
        assert.ok(alarm.at <= now)
        fired.push(alarm)
      }
    }
    assert.equal(new Set(fired.map((alarm) => alarm.key)).size, fired.length)
    const overdue = fired.filter((alarm) => alarm.code === 'overdue').length
    assert.ok(overdue <= 1 + clock.extensions.length)
  }), { numRuns: 200 })
})
