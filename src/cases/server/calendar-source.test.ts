import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compileCalendar, dayKindOf } from '#base/working-calendar.ts'
import { addDays, daysOf, weekdayOf } from '#base/zones.ts'
import { builtInCalendars } from './calendar-source.ts'

const { cn } = builtInCalendars
const compiled = compileCalendar(cn)

test('the calendar of China says how far its days are known', () => {
  assert.equal(cn.horizonFrom, '2004-01-01')
  assert.equal(cn.horizonTo, '2026-12-31')
})

test('knows the days that stand only in the next year\'s notice', () => {
  assert.ok(compiled.isWorkday('2011-12-31'))
  assert.equal(weekdayOf('2011-12-31'), 6)
  assert.ok(compiled.isWorkday('2018-12-29'))
  assert.equal(weekdayOf('2018-12-29'), 6)
  assert.equal(compiled.isWorkday('2018-12-31'), false)
  assert.equal(weekdayOf('2018-12-31'), 1)
})

test('knows the make-up days of 2021 to 2023', () => {
  const dates = [
    '2021-02-07', '2021-02-20', '2021-04-25', '2021-05-08', '2021-09-18', '2021-09-26', '2021-10-09', '2022-01-29', '2022-01-30', '2022-04-02', '2022-04-24',
    '2022-05-07', '2022-10-08', '2022-10-09', '2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08',
  ]
  for (const date of dates) assert.equal(dayKindOf(cn, date), 'make_up', date)
})

test('every listed day has a name the texts know', () => {
  for (const date of Object.keys(cn.exceptions)) assert.ok(cn.names[date], date)
})

const notices = new URL('../../../../shared/data/calendar/cn-holidays-2020-2026.json', import.meta.url)
test('agrees day for day with the notices of 2020 to 2026', { skip: existsSync(notices) ? false : 'shared/data/calendar is not here' }, () => {
  type Day = { readonly date: string; readonly isOffDay: boolean }
  const listed = new Map(Object.values(JSON.parse(readFileSync(notices, 'utf8')) as Record<string, Day[]>).flat().map((day) => [day.date, day]))
  let days = 0
  for (let date = '2020-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
    const stated = listed.get(date)
    assert.equal(compiled.isWorkday(date), stated ? !stated.isOffDay : weekdayOf(date) <= 5, date)
    days++
  }
  assert.equal(days, daysOf('2027-01-01') - daysOf('2020-01-01'))
  assert.ok(listed.size > 200)
})

test('the plain calendars have no holidays and no horizon', () => {
  const weekdays = compileCalendar(builtInCalendars.weekdays), always = compileCalendar(builtInCalendars.always)
  assert.ok(weekdays.isWorkday('2024-10-01'))
  assert.equal(weekdays.isWorkday('2024-10-05'), false)
  assert.ok(always.isWorkday('2024-10-05'))
})
