import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarData, calendarFromDays, minuteOf, parseWindows, readCalendar, timeOf } from './working-calendar-data.ts'

test('reads the windows of a day', () => {
  assert.deepEqual(parseWindows([['09:00', '12:00'], ['13:30', '18:00']]), { ok: true, value: [[540, 720], [810, 1080]] })
  assert.deepEqual(parseWindows([['13:30', '18:00'], ['9:00', '12:00']]), { ok: true, value: [[540, 720], [810, 1080]] })
  assert.deepEqual(parseWindows([['09:00', '12:00'], ['12:00', '18:00']]), { ok: true, value: [[540, 1080]] })
  assert.deepEqual(parseWindows([['00:00', '24:00']]), { ok: true, value: [[0, 1440]] })
})

test('names the field, the value and the reason of every fault in windows', () => {
  const rows: readonly (readonly [unknown, string, string | null, string])[] = [
    [undefined, 'windows', null, 'clock.windows_missing'], [[], 'windows', '[]', 'clock.windows_missing'], ['9-12', 'windows', '9-12', 'clock.windows_missing'],
    [[['09:00']], 'windows[0]', '["09:00"]', 'clock.window_not_a_pair'], [[[9, 12]], 'windows[0]', '[9,12]', 'clock.window_not_a_pair'],
    [[['09:00', '12:60']], 'windows[0][1]', '12:60', 'clock.not_a_time'], [[['24:01', '24:30']], 'windows[0][0]', '24:01', 'clock.not_a_time'],
    [[['12:00', '09:00']], 'windows[0]', '["12:00","09:00"]', 'clock.window_backwards'], [[['12:00', '12:00']], 'windows[0]', '["12:00","12:00"]', 'clock.window_backwards'],
    [[['09:00', '12:00'], ['11:00', '13:00']], 'windows', '[["09:00","12:00"],["11:00","13:00"]]', 'clock.windows_overlap'],
  ]
  for (const [given, field, value, code] of rows) {
    const read = parseWindows(given)
    assert.ok(!read.ok)
    const [fault] = read.error
    assert.deepEqual([fault?.field, fault?.value, fault?.code], [field, value, code])
  }
})

const data = {
  id: 'city', version: '3', zone: 'Asia/Shanghai', windows: [['08:00', '12:00'], ['14:00', '18:00']], weekdays: [1, 2, 3, 4, 5],
  exceptions: { '2026-10-01': 'off', '2026-10-10': 'work' }, names: { '2026-10-01': 'national_day' },
  horizon_from: '2026-01-01', horizon_to: '2026-12-31', source: 'a notice',
}

test('reads a calendar given as data and writes it back the same', () => {
  const read = readCalendar(data)
  assert.ok(read.ok)
  assert.deepEqual(calendarData(read.value), data)
})

test('reports all faults of a calendar at once', () => {
  const read = readCalendar({
    ...data, id: '', zone: 'Beijing', windows: [['08:00', '7:00']], weekdays: [0, 8], exceptions: { '2026-02-30': 'off', '2026-03-01': 'holiday' },
    names: [], horizon_from: '2026-12-31', horizon_to: '2026-01-01',
  })
  assert.ok(!read.ok)
  assert.deepEqual(read.error.map((fault) => `${fault.field} ${fault.code}`), [
    'id clock.text_missing', 'zone clock.not_a_zone', 'windows[0] clock.window_backwards', 'weekdays clock.not_weekdays', 'exceptions.2026-02-30 clock.not_a_date',
    'exceptions.2026-03-01 clock.not_off_or_work', 'names clock.not_an_object', 'horizon_to clock.horizon_backwards',
  ])
  for (const wrong of [null, 'calendar', [], 7]) assert.equal(readCalendar(wrong).ok, false)
  assert.equal(readCalendar({}).ok, false)
})

test('builds a calendar from the days of a source, leaving out those that are what their weekday says', () => {
  const calendar = calendarFromDays({
    id: 'x', version: '1', zone: 'UTC', windows: [[0, 60]], horizonFrom: '2026-01-01', horizonTo: '2026-12-31', source: 's',
    days: [
      { date: '2026-10-10', working: true }, { date: '2026-10-05', working: true }, { date: '2026-10-03', working: false, name: 'national_day' },
      { date: '2026-10-04', working: false }, { date: '2026-10-01', working: false },
    ],
  })
  assert.deepEqual(calendar.exceptions, { '2026-10-01': 'off', '2026-10-03': 'off', '2026-10-10': 'work' })
  assert.deepEqual(calendar.weekdays, [1, 2, 3, 4, 5])
})

test('a time of day is written as it is read', () => {
  for (const text of ['00:00', '09:05', '13:30', '24:00']) assert.equal(timeOf(minuteOf(text) ?? -1), text)
})
