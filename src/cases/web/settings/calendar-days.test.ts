import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf, turned, weeksOf } from './calendar-days.ts'

const data = {
  id: 'cn',
  version: '1',
  zone: 'Asia/Shanghai',
  windows: [['08:00', '12:00']] as const,
  weekdays: [1, 2, 3, 4, 5],
  exceptions: { '2026-10-01': 'off', '2026-10-10': 'work' } as const,
  names: { '2026-10-01': 'national_day' },
  horizon_from: '2026-01-01',
  horizon_to: '2026-12-31',
  source: 'notice',
}
test('a day is what its weekday says unless the calendar says otherwise', () => {
  assert.deepEqual(
    ['2026-09-30', '2026-10-01', '2026-10-10', '2026-10-11'].map((day) => kindOf(day, data)),
    ['workday', 'holiday', 'makeup', 'weekend'],
  )
})
test('turning a day twice leaves the calendar as it was, but for the name of a holiday', () => {
  for (const day of ['2026-09-30', '2026-10-10', '2026-10-11']) assert.deepEqual(turned(day, turned(day, data)), data)
  assert.deepEqual(turned('2026-10-01', data).exceptions, { '2026-10-10': 'work' })
  assert.equal(kindOf('2026-10-01', turned('2026-10-01', turned('2026-10-01', data))), 'holiday')
})
test('a month is laid out in weeks from Monday', () => {
  const weeks = weeksOf(2026, 11)
  assert.equal(weeks[0]?.[6], '2026-11-01')
  assert.equal(weeks.length, 6)
  assert.equal(weeks.flat().filter(Boolean).length, 30)
  assert.ok(weeks.every((week) => week.length === 7))
})
