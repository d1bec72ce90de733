import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hourMs, type Instant, instant, minuteMs } from '#base/instants.ts'
import { calendarFromDays } from '#base/working-calendar-data.ts'
import { compileCalendar } from '#base/working-calendar.ts'
import { counterOf, mergePauses, runningSpans } from './counting.ts'
import { type DueInput, dueOf } from './due.ts'
import { explainDue } from './explain.ts'
import type { LimitUnit } from './types.ts'

const first = Date.UTC(2024, 0, 20)
const calendars = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'].map((zone) => compileCalendar(calendarFromDays({
  id: 'any', version: '1', zone, windows: [[540, 720], [810, 1080]], horizonFrom: '2024-01-01', horizonTo: '2024-12-31', source: 'test',
  days: [{ date: '2024-02-12', working: false }, { date: '2024-02-18', working: true }, { date: '2024-03-10', working: true }, { date: '2024-04-04', working: false }],
})))
const moment = fc.integer({ min: 0, max: 90 * 1440 }).map((minutes) => instant(first + minutes * minuteMs))
const pause = fc.tuple(moment, fc.integer({ min: 0, max: 3 * 1440 })).map(([from, minutes]) => ({ from, to: instant(from + minutes * minuteMs) }))
const limit = fc.record({
  value: fc.integer({ min: 1, max: 40 }).map((value) => value / 4), unit: fc.constantFrom<LimitUnit>('urgent_hour', 'work_hour', 'work_day', 'natural_day'),
})
const input: fc.Arbitrary<DueInput> = fc.record({
  start: moment, limit, calendar: fc.constantFrom(...calendars), pauses: fc.array(pause, { maxLength: 6 }), extensions: fc.integer({ min: 0, max: 2 }),
})
const dueAt = (given: DueInput): Instant => {
  const { due_at } = dueOf(given)
  assert.notEqual(due_at, null)
  return due_at as Instant
}
const running = (given: DueInput, until: Instant): number => {
  const counter = counterOf(given.limit.unit, given.calendar)
  return runningSpans(given.start, until, given.pauses ?? []).reduce((sum, span) => sum + counter.worked(span.from, span.to), 0)
}
const budget = ({ limit: { value, unit }, calendar, extensions = 0 }: DueInput): number =>
  value * (1 + extensions) * { urgent_hour: hourMs, work_hour: hourMs, work_day: calendar.dayLengthMs, natural_day: 24 * hourMs }[unit]

test('the due time is the first moment at which the running time equals the limit', () => {
  fc.assert(fc.property(input, (given) => {
    const due = dueAt(given)
    assert.equal(running(given, due), budget(given))
    assert.equal(running(given, instant(due - 1)), budget(given) - 1)
  }), { numRuns: 400 })
})

test('the due time equals a walk minute by minute', () => {
  fc.assert(fc.property(input, (given) => {
    const continuous = given.limit.unit === 'urgent_hour' || given.limit.unit === 'natural_day'
    const pauses = given.pauses ?? []
    fc.pre(budget(given) % minuteMs === 0)
    let at: number = given.start
    for (let left = budget(given) / minuteMs; left > 0; at += minuteMs) {
      const paused = pauses.some((span) => at >= span.from && at < (span.to ?? Infinity))
      if (!paused && (continuous || given.calendar.isWorking(instant(at)))) left--
    }
    assert.equal(dueAt(given), at)
  }), { numRuns: 60 })
})

test('a pause never makes a case due earlier, and one outside the running time changes nothing', () => {
  fc.assert(fc.property(input, pause, (given, more) => {
    const before = dueAt(given), after = dueAt({ ...given, pauses: [...(given.pauses ?? []), more] })
    assert.ok(after >= before)
    if (more.to <= given.start || more.from >= before) assert.equal(after, before)
  }), { numRuns: 400 })
})

test('every extension moves the due time later', () => {
  fc.assert(fc.property(input, (given) => {
    assert.ok(dueAt({ ...given, extensions: (given.extensions ?? 0) + 1 }) > dueAt(given))
  }), { numRuns: 200 })
})

test('the order of pauses, and cutting one in two, change nothing', () => {
  fc.assert(fc.property(input, fc.nat(), (given, cut) => {
    const pauses = [...(given.pauses ?? [])].reverse().flatMap((span) => {
      const middle = instant(span.from + Math.floor((cut % 1440) / 1440 * ((span.to ?? span.from) - span.from)))
      return [{ from: middle, to: span.to }, { from: span.from, to: middle }]
    })
    assert.equal(dueAt({ ...given, pauses }), dueAt(given))
    const merged = mergePauses(given.pauses ?? [], given.start)
    merged.forEach((span, i) => assert.ok(i === 0 || span.from > (merged[i - 1]?.to as number)))
  }), { numRuns: 200 })
})

test('a later start is never due earlier', () => {
  fc.assert(fc.property(input, fc.integer({ min: 0, max: 5000 }), (given, minutes) => {
    assert.ok(dueAt({ ...given, start: instant(given.start + minutes * minuteMs) }) >= dueAt(given))
  }), { numRuns: 200 })
})

test('under end_of_nth_day the same laws hold', () => {
  fc.assert(fc.property(input, pause, (plain, more) => {
    const given: DueInput = { ...plain, work_day: 'end_of_nth_day' }
    const due = dueAt(given)
    assert.ok(dueAt({ ...given, pauses: [...(given.pauses ?? []), more] }) >= due)
    assert.ok(dueAt({ ...given, extensions: (given.extensions ?? 0) + 1 }) >= due)
    if (given.limit.unit === 'work_day' && (given.pauses ?? []).length === 0) {
      assert.equal(Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO(given.calendar.zone).toPlainTime().toString(), '18:00:00')
    }
  }), { numRuns: 200 })
})

test('the durations told in an explanation add up to the limit', () => {
  fc.assert(fc.property(input, (given) => {
    const told = explainDue(given).filter(({ code }) => code.startsWith('counted')).reduce((sum, { params }) => sum + Number(params['ms']), 0)
    assert.equal(told, budget(given))
  }), { numRuns: 300 })
})
