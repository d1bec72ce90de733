import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayMs, hourMs, type Instant, instant, minuteMs } from './instants.ts'
import { calendarFromDays } from './working-calendar-data.ts'
import { compileCalendar, dayKindOf, type WorkingCalendar } from './working-calendar.ts'
import { instantAt } from './zones.ts'

const office: WorkingCalendar = calendarFromDays({
  id: 'office', version: '1', zone: 'Asia/Shanghai', windows: [[540, 720], [810, 1080]], horizonFrom: '2024-01-01', horizonTo: '2024-12-31', source: 'test',
  days: [
    { date: '2024-02-12', working: false, name: 'spring_festival' }, { date: '2024-02-18', working: true, name: 'spring_festival' },
    { date: '2024-02-13', working: false }, { date: '2024-02-14', working: true },
  ],
})
const at = (date: string, time: string, zone = 'Asia/Shanghai'): Instant =>
  instantAt(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), zone)

/** Any calendar: a few windows, any weekdays, exceptions around the days tried, in zones with odd changes. */
const anyCalendar = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'America/St_Johns', 'Asia/Kathmandu'),
  cuts: fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  exceptions: fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), fc.boolean()), { maxLength: 12 }),
}).map(({ zone, cuts, weekdays, exceptions }) => {
  const sorted = [...cuts].sort((a, b) => a - b).map((quarter) => quarter * 15)
  const windows: [number, number][] = []
  for (let i = 0; i + 1 < sorted.length; i += 2) windows.push([sorted[i] as number, sorted[i + 1] as number])
  return compileCalendar(calendarFromDays({
    id: 'any', version: '1', zone, windows, weekdays: weekdays.sort((a, b) => a - b), horizonFrom: '2011-01-01', horizonTo: '2013-12-31', source: 'test',
    days: exceptions.map(([shift, working]) => ({ date: new Date(Date.UTC(2011, 10, 1) + shift * dayMs).toISOString().slice(0, 10), working })),
  }))
})
const first = Date.UTC(2011, 10, 1)
const moment = fc.integer({ min: 0, max: 800 * 1440 }).map((minutes) => instant(first + minutes * minuteMs))

test('counts working time between two moments', () => {
  const calendar = compileCalendar(office)
  const rows: readonly (readonly [string, string, string, string, number])[] = [
    ['2024-03-04', '09:00', '2024-03-04', '18:00', 7.5], ['2024-03-04', '08:00', '2024-03-04', '20:00', 7.5], ['2024-03-04', '11:00', '2024-03-04', '14:00', 1.5],
    ['2024-03-04', '12:00', '2024-03-04', '13:30', 0], ['2024-03-08', '17:00', '2024-03-11', '10:00', 2], ['2024-02-09', '17:00', '2024-02-14', '10:00', 2],
    ['2024-02-17', '00:00', '2024-02-19', '00:00', 7.5], ['2024-03-04', '10:00', '2024-03-04', '10:00', 0], ['2024-03-04', '10:00', '2024-03-01', '10:00', 0],
    ['2024-01-01', '00:00', '2025-01-01', '00:00', (262 - 2 + 1) * 7.5],
  ]
  for (const [d1, t1, d2, t2, hours] of rows) assert.equal(calendar.worked(at(d1, t1), at(d2, t2)) / hourMs, hours, `${d1} ${t1} .. ${d2} ${t2}`)
  assert.equal(calendar.dayLengthMs, 7.5 * hourMs)
})

test('a budget used up exactly at the end of a window is over there, not at the next opening', () => {
  const calendar = compileCalendar(office)
  const start = at('2024-03-08', '09:00')
  assert.equal(calendar.advance(start, 3 * hourMs), at('2024-03-08', '12:00'))
  assert.equal(calendar.advance(start, 3 * hourMs + 1), at('2024-03-08', '13:30') + 1)
  assert.equal(calendar.advance(start, 7.5 * hourMs), at('2024-03-08', '18:00'))
  assert.equal(calendar.advance(start, 0), start)
  assert.equal(calendar.retreat(at('2024-03-08', '18:00'), 4.5 * hourMs), at('2024-03-08', '13:30'))
  assert.equal(calendar.retreat(at('2024-03-11', '09:30'), 30 * minuteMs), at('2024-03-11', '09:00'))
  assert.equal(calendar.retreat(at('2024-03-11', '09:30'), 31 * minuteMs), at('2024-03-08', '17:59'))
})

test('says what a day is', () => {
  const rows: readonly (readonly [string, string])[] =
    [['2024-02-12', 'holiday'], ['2024-02-18', 'make_up'], ['2024-02-13', 'holiday'], ['2024-02-14', 'workday'], ['2024-02-17', 'weekend'], ['2024-02-15', 'workday']]
  for (const [date, kind] of rows) assert.equal(dayKindOf(office, date), kind, date)
})

test('knows the days up to the very end of its horizon', () => {
  const calendar = compileCalendar(office)
  const rows: readonly (readonly [Instant, Instant, boolean])[] = [
    [at('2024-01-01', '00:00'), instant(at('2024-12-31', '23:59') + minuteMs), true], [instant(at('2024-01-01', '00:00') - 1), at('2024-03-01', '00:00'), false],
    [at('2024-01-01', '00:00'), instant(at('2025-01-01', '00:00') + 1), false],
  ]
  for (const [from, to, expected] of rows) assert.equal(calendar.knows(from, to), expected)
})

test('lists the working stretches between two moments', () => {
  const calendar = compileCalendar(office)
  assert.deepEqual(calendar.stretches(at('2024-03-08', '10:00'), at('2024-03-11', '13:30')), [
    [at('2024-03-08', '10:00'), at('2024-03-08', '12:00')], [at('2024-03-08', '13:30'), at('2024-03-08', '18:00')], [at('2024-03-11', '09:00'), at('2024-03-11', '12:00')],
  ])
  assert.deepEqual(calendar.stretches(at('2024-03-09', '10:00'), at('2024-03-10', '13:30')), [])
  assert.deepEqual(calendar.stretches(at('2024-03-08', '11:00'), at('2024-03-08', '11:01')), [[at('2024-03-08', '11:00'), at('2024-03-08', '11:01')]])
})

test('the stretches add up to the measure', () => {
  fc.assert(fc.property(anyCalendar, moment, fc.integer({ min: 0, max: 60 * 1440 }), (calendar, from, minutes) => {
    const to = instant(from + minutes * minuteMs)
    const list = calendar.stretches(from, to)
    assert.equal(list.reduce((sum, [a, b]) => sum + b - a, 0), calendar.worked(from, to))
    list.forEach(([a, b], i) => assert.ok(a < b && (i === 0 || (list[i - 1]?.[1] as number) < a)))
  }), { numRuns: 100 })
})

test('the measure equals asking every minute, in zones that change their clocks', () => {
  fc.assert(fc.property(anyCalendar, moment, fc.integer({ min: 0, max: 5 * 1440 }), (calendar, from, minutes) => {
    let naive = 0
    for (let i = 0; i < minutes; i++) if (calendar.isWorking(instant(from + i * minuteMs))) naive++
    assert.equal(calendar.worked(from, instant(from + minutes * minuteMs)) / minuteMs, naive)
  }), { numRuns: 150 })
})

test('whether a minute is working is what Temporal shows on the wall', () => {
  fc.assert(fc.property(anyCalendar, moment, (calendar, now) => {
    const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(calendar.zone)
    const exception = calendar.exceptions[there.toPlainDate().toString()]
    const minute = there.hour * 60 + there.minute
    const works = exception ? exception === 'work' : calendar.weekdays.includes(there.dayOfWeek)
    assert.equal(calendar.isWorking(now), works && calendar.windows.some(([from, to]) => minute >= from && minute < to))
  }), { numRuns: 500 })
})

test('advance is the inverse of worked, the first moment of all; retreat the last', () => {
  fc.assert(fc.property(anyCalendar, moment, fc.integer({ min: 1, max: 4000 * 60_000 }), (calendar, start, budget) => {
    const due = calendar.advance(start, budget)
    assert.equal(calendar.worked(start, due), budget)
    assert.equal(calendar.worked(start, instant(due - 1)), budget - 1)
    const back = calendar.retreat(start, budget)
    assert.equal(calendar.worked(back, start), budget)
    assert.equal(calendar.worked(instant(back + 1), start), budget - 1)
  }), { numRuns: 300 })
})

test('measures add up and budgets chain', () => {
  fc.assert(fc.property(anyCalendar, fc.tuple(moment, moment, moment), fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (calendar, three, b1, b2) => {
    const [a, b, c] = [...three].sort((x, y) => x - y) as [Instant, Instant, Instant]
    assert.equal(calendar.worked(a, b) + calendar.worked(b, c), calendar.worked(a, c))
    assert.equal(calendar.advance(calendar.advance(a, b1), b2), calendar.advance(a, b1 + b2))
  }), { numRuns: 300 })
})

test('refuses to compile a calendar in which nobody ever works', () => {
  assert.throws(() => compileCalendar({ ...office, weekdays: [] }), RangeError)
  assert.throws(() => compileCalendar({ ...office, windows: [] }), RangeError)
})
