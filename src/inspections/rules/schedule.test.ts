import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, weekdayOf } from '#base/zones.ts'
import type { Schedule } from './model.ts'
import { roundPeriods, visitDays } from './schedule.ts'

const schedule = (change: Partial<Schedule>): Schedule => ({ every: 'week', interval: 1, days: 'working', weekdays: [], ...change })
const holidays = new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'])
const workday = (day: string): boolean => !holidays.has(day) && weekdayOf(day) <= 5
const open = { starts_on: '2026-09-01', ends_on: null }
const spans = (s: Schedule, from: string, to: string, programme: { starts_on: string; ends_on: string | null } = open): string[] =>
  roundPeriods(s, programme, from, to, workday).map((p) => `${p.starts_on} ${p.ends_on}`)

test('plans visits on working days of the weekdays asked for', () => {
  const week = { starts_on: '2026-09-28', ends_on: '2026-10-04' }
  assert.deepEqual(visitDays(schedule({}), week, workday), ['2026-09-28', '2026-09-29', '2026-09-30'])
  assert.deepEqual(visitDays(schedule({ weekdays: [2] }), week, workday), ['2026-09-29'])
  assert.deepEqual(visitDays(schedule({ days: 'any', weekdays: [6, 7] }), week, workday), ['2026-10-03', '2026-10-04'])
})

test('makes rounds of weeks from Monday, cut to the programme\'s own days, and none of a week without a working day', () => {
  assert.deepEqual(spans(schedule({}), '2026-09-01', '2026-09-14'), ['2026-09-01 2026-09-06', '2026-09-07 2026-09-13', '2026-09-14 2026-09-20'])
  assert.deepEqual(spans(schedule({ weekdays: [1, 2, 3] }), '2026-10-05', '2026-10-11'), [])
  assert.deepEqual(spans(schedule({}), '2026-09-07', '2026-09-30', { starts_on: '2026-09-09', ends_on: '2026-09-15' }), ['2026-09-09 2026-09-13', '2026-09-14 2026-09-15'])
})

test('counts every second week and month from the one the programme starts in', () => {
  assert.deepEqual(spans(schedule({ interval: 2 }), '2026-09-01', '2026-09-30'), ['2026-09-01 2026-09-06', '2026-09-14 2026-09-20', '2026-09-28 2026-10-04'])
  assert.deepEqual(spans(schedule({ every: 'month', interval: 2 }), '2026-09-01', '2027-02-01'), ['2026-09-01 2026-09-30', '2026-11-01 2026-11-30', '2027-01-01 2027-01-31'])
})

test('makes a round of each day, of each month, and one of everything that is done once', () => {
  assert.deepEqual(spans(schedule({ every: 'day' }), '2026-09-04', '2026-09-08'), ['2026-09-04 2026-09-04', '2026-09-07 2026-09-07', '2026-09-08 2026-09-08'])
  assert.deepEqual(spans(schedule({ every: 'month' }), '2026-12-15', '2027-01-02'), ['2026-12-01 2026-12-31', '2027-01-01 2027-01-31'])
  assert.deepEqual(spans(schedule({ every: 'once' }), '2026-09-05', '2026-09-06', { starts_on: '2026-09-01', ends_on: '2026-09-20' }), ['2026-09-01 2026-09-20'])
  assert.deepEqual(spans(schedule({ every: 'once' }), '2026-10-05', '2026-10-06', { starts_on: '2026-09-01', ends_on: '2026-09-20' }), [])
})

test('never lets two rounds share a day, and gives each a day for visits', () => {
  fc.assert(fc.property(
    fc.constantFrom('day', 'week', 'month' as const), fc.integer({ min: 1, max: 5 }), fc.constantFrom('working', 'any' as const), fc.subarray([1, 2, 3, 4, 5, 6, 7]), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 120 }),
    (every, interval, days, weekdays, start, span) => {
      const from = addDays('2026-08-15', start)
      const s = schedule({ every: every as Schedule['every'], interval, days, weekdays })
      const found = roundPeriods(s, open, from, addDays(from, span), workday)
      found.forEach((p, i) => {
        assert.ok(p.starts_on <= p.ends_on && visitDays(s, p, workday).length > 0)
        assert.ok(i === 0 || (found[i - 1]?.ends_on ?? '') < p.starts_on)
      })
    },
  ))
})
