import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs, toIso } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import { type DueInput, dueOf } from './due.ts'
import { parseLimit } from './limits.ts'
import { beijing, testCalendar } from './testing.ts'

const calendar = testCalendar()
type Row = { readonly start: string; readonly limit: string; readonly due: string | null; readonly pauses?: readonly (readonly [string, string | null])[]; readonly extensions?: number; readonly why?: string }

const ask = (row: Row, more: Partial<DueInput> = {}): ReturnType<typeof dueOf> => {
  const read = parseLimit(row.limit)
  assert.ok(read.recognised, row.limit)
  return dueOf({
    start: beijing(row.start), limit: read.limit, calendar, extensions: row.extensions ?? 0,
    pauses: (row.pauses ?? []).map(([from, to]) => ({ from: beijing(from), to: to === null ? null : beijing(to) })), ...more,
  })
}
const check = (rows: readonly Row[], more: Partial<DueInput> = {}): void => {
  for (const row of rows) {
    const { due_at } = ask(row, more)
    assert.equal(due_at === null ? null : toIso(due_at), row.due === null ? null : toIso(beijing(row.due)), `${row.start} + ${row.limit} ${row.why ?? ''}`)
  }
}

test('the reference rows that two independent programs agree on', () => {
  check([
    { start: '2024-02-08 17:00', limit: '8 work_hour', due: '2024-02-09 17:30', why: 'the eve of the holiday is a workday' },
    { start: '2024-02-04 10:00', limit: '16 work_hour', due: '2024-02-06 11:00', why: 'a working Sunday' },
    { start: '2024-09-14 16:30', limit: '15 work_hour', due: '2024-09-19 16:30' },
    { start: '2025-01-24 17:50', limit: '1 work_hour', due: '2025-01-26 09:50', why: 'the next workday is a Sunday' },
    { start: '2025-01-26 09:00', limit: '22.5 work_hour', due: '2025-02-05 18:00', why: 'used up at the end of the window' },
    { start: '2024-04-28 12:30', limit: '4 work_hour', due: '2024-04-28 17:30', why: 'starts in the lunch gap' },
    { start: '2024-10-12 11:00', limit: '10 work_hour', due: '2024-10-15 12:00', pauses: [['2024-10-12 11:30', '2024-10-14 10:00']] },
  ])
})

test('continuous units run through nights, weekends and holidays', () => {
  check([
    { start: '2024-02-09 22:36', limit: '2紧急工作时', due: '2024-02-10 00:36' },
    { start: '2024-02-09 17:00', limit: '1 natural_day', due: '2024-02-10 17:00' },
    { start: '2024-02-09 17:00', limit: '1紧急工作日', due: '2024-02-10 17:00' },
    { start: '2024-02-12 03:00', limit: '15分钟', due: '2024-02-12 03:15' },
    { start: '2024-02-12 03:00', limit: '1.5 urgent_hour', due: '2024-02-12 04:30' },
  ])
})

test('work days are sets of the windows of a day', () => {
  check([
    { start: '2024-03-04 09:00', limit: '1工作日', due: '2024-03-04 18:00' },
    { start: '2024-03-04 14:30', limit: '1工作日', due: '2024-03-05 14:30' },
    { start: '2024-03-04 12:30', limit: '1工作日', due: '2024-03-05 12:00' },
    { start: '2024-03-08 17:00', limit: '2天', due: '2024-03-12 17:00' },
    { start: '2024-02-08 09:00', limit: '3 work_day', due: '2024-02-18 18:00' },
    { start: '2024-02-10 10:00', limit: '1 work_day', due: '2024-02-18 18:00' },
  ])
})

test('work days may instead end with the nth working day after the start', () => {
  const work_day = 'end_of_nth_day' as const
  check([
    { start: '2024-03-04 09:00', limit: '1工作日', due: '2024-03-05 18:00' },
    { start: '2024-03-04 23:00', limit: '1工作日', due: '2024-03-05 18:00' },
    { start: '2024-03-09 10:00', limit: '1工作日', due: '2024-03-11 18:00' },
    { start: '2024-03-08 17:00', limit: '2天', due: '2024-03-12 18:00' },
    { start: '2024-03-04 09:00', limit: '1工作日', extensions: 1, due: '2024-03-06 18:00' },
    { start: '2024-03-04 09:00', limit: '1工作日', pauses: [['2024-03-04 10:00', '2024-03-04 11:00']], due: '2024-03-06 10:00', why: 'the hour taken is given back' },
    { start: '2024-03-04 09:00', limit: '8 work_hour', due: '2024-03-05 09:30', why: 'hours are not days' },
  ], { work_day })
})

test('pauses may touch, overlap, nest, lie in free time or come unsorted', () => {
  const start = '2024-03-04 09:00', limit = '7.5 work_hour'
  check([
    { start, limit, pauses: [['2024-03-04 10:00', '2024-03-04 11:00'], ['2024-03-04 10:30', '2024-03-04 12:00']], due: '2024-03-05 11:00' },
    { start, limit, pauses: [['2024-03-04 10:00', '2024-03-04 12:00'], ['2024-03-04 10:30', '2024-03-04 11:00']], due: '2024-03-05 11:00' },
    { start, limit, pauses: [['2024-03-04 11:00', '2024-03-04 12:00'], ['2024-03-04 10:00', '2024-03-04 11:00']], due: '2024-03-05 11:00' },
    { start, limit, pauses: [['2024-03-04 12:00', '2024-03-04 13:30']], due: '2024-03-04 18:00' },
    { start, limit, pauses: [['2024-03-04 18:00', '2024-03-05 09:00']], due: '2024-03-04 18:00', why: 'a pause after the due time moves nothing' },
    { start, limit, pauses: [['2024-03-04 17:59', '2024-03-05 09:00']], due: '2024-03-05 09:01' },
    { start, limit, pauses: [['2024-03-01 09:00', '2024-03-04 10:00']], due: '2024-03-05 10:00', why: 'a pause from before the start' },
    { start, limit, pauses: [['2024-03-04 10:00', '2024-03-04 10:00']], due: '2024-03-04 18:00', why: 'an empty pause' },
    { start, limit, pauses: [['2024-03-04 10:00', '2024-03-09 10:00']], due: '2024-03-11 17:00', why: 'resumes on a Saturday' },
    { start, limit, pauses: [['2024-03-04 18:00', null]], due: '2024-03-04 18:00', why: 'paused only when the limit was used up' },
  ])
})

test('an open pause leaves no due time and tells the remainder', () => {
  const due = ask({ start: '2024-03-04 09:00', limit: '8 work_hour', due: null, pauses: [['2024-03-04 11:00', null]] })
  assert.deepEqual(due, { due_at: null, provisional: false, remaining_ms: 6 * hourMs })
})

test('an extension gives the original limit once more', () => {
  check([
    { start: '2024-03-04 09:00', limit: '4 work_hour', extensions: 1, due: '2024-03-05 09:30' },
    { start: '2024-03-04 09:00', limit: '4 work_hour', extensions: 2, due: '2024-03-05 15:00' },
    { start: '2024-03-04 09:00', limit: '2 urgent_hour', extensions: 2, due: '2024-03-04 15:00' },
  ])
})

test('a due time beyond the days officially known is provisional, a continuous one never', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['2025-12-31 17:00', '1 work_hour', false], ['2025-12-31 17:00', '61分钟', false], ['2025-12-31 17:00', '2 work_hour', true], ['2023-12-29 17:00', '1 work_hour', true],
    ['2025-12-31 17:00', '30 natural_day', false],
  ]
  for (const [start, limit, provisional] of rows) assert.equal(ask({ start, limit, due: null }).provisional, provisional, `${start} ${limit}`)
})

test('the windows 08:00-12:00 and 14:00-18:00 make a day of eight hours', () => {
  const due = dueOf({ start: beijing('2024-03-04 10:00'), limit: { value: 1, unit: 'work_day' }, calendar: testCalendar({ windows: [['08:00', '12:00'], ['14:00', '18:00']] }) })
  assert.equal(localReading(due.due_at ?? beijing('2024-01-01 00:00'), 'Asia/Shanghai').minute, 600)
})
