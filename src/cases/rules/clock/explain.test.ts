import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOf } from '#platform/i18n/index.ts'
import { explainDue } from './explain.ts'
import { type ClockText, durationText, explanationLines, limitText } from './explanation-text.ts'
import { beijing, testCalendar } from './testing.ts'

const calendar = testCalendar()
const t: ClockText = (key, params = {}) => {
  const text = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], textsOf('zh-CN')['clock'])
  assert.equal(typeof text, 'string', key)
  return (text as string).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    assert.ok(name in params, `${key} ${name}`)
    return String(params[name])
  })
}

test('tells the windows counted, the holiday, the make-up day and the pause', () => {
  const lines = explanationLines(explainDue({
    start: beijing('2024-10-11 20:00'), limit: { value: 10, unit: 'work_hour' }, calendar, pauses: [{ from: beijing('2024-10-12 11:30'), to: beijing('2024-10-14 10:00') }],
  }), t)
  assert.deepEqual(lines, [
    '时限为10工作时', '2024-10-11 20:00 不在工作时间内，从 2024-10-12 09:00 起算', '2024-10-12 为国庆节调休上班，照常计时', '2024-10-12 09:00–11:30 计2小时30分钟',
    '2024-10-12 11:30 至 2024-10-14 10:00 暂停计时，扣除6小时', '2024-10-13 周末，不计', '2024-10-14 10:00–12:00 计2小时', '2024-10-14 13:30–18:00 计4小时30分钟',
    '2024-10-15 09:00–10:00 计1小时', '2024-10-15 10:00 时限用完，即到期时间',
  ])
})

test('tells whole days in runs, a named holiday, an extension, and that the day ends with the window', () => {
  const codes = explainDue({ start: beijing('2024-09-26 09:00'), limit: { value: 3, unit: 'work_day' }, calendar, extensions: 1 }).map(({ code }) => code)
  assert.deepEqual(codes, [
    'limit', 'work_day_is', 'extended', 'start', 'counted_days', 'skipped_weekend', 'make_up_day_for', 'counted_days', 'skipped_holiday', 'counted_days', 'due_at_close',
  ])
})

test('tells an open pause and a provisional due time', () => {
  const open = explainDue({ start: beijing('2024-03-04 09:00'), limit: { value: 8, unit: 'work_hour' }, calendar, pauses: [{ from: beijing('2024-03-04 11:00'), to: null }] })
  assert.deepEqual(open.at(-1), { code: 'paused_open', params: { from: '2024-03-04 11:00', ms: 6 * 3_600_000 } })
  const beyond = explainDue({ start: beijing('2025-12-31 17:00'), limit: { value: 8, unit: 'work_hour' }, calendar })
  assert.deepEqual(beyond.at(-1), { code: 'provisional', params: { from: '2024-01-01', to: '2025-12-31' } })
})

test('a very long limit is told in one sum', () => {
  const steps = explainDue({ start: beijing('2024-01-02 09:00'), limit: { value: 200, unit: 'work_day' }, calendar })
  assert.deepEqual(steps.map(({ code }) => code), ['limit', 'work_day_is', 'start', 'counted_long', 'due_at_close'])
  assert.equal(steps[3]?.params['ms'], 200 * 7.5 * 3_600_000)
})

test('every kind of step, limit and duration has its words', () => {
  for (const unit of ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const) {
    for (const value of [0.25, 1, 2]) {
      for (const work_day of ['window_sets', 'end_of_nth_day'] as const) {
        for (const extensions of [0, 1, 2]) {
          explanationLines(explainDue({ start: beijing('2024-02-08 17:00'), limit: { value: value * 8, unit }, calendar, extensions, work_day }), t)
        }
      }
    }
  }
  assert.deepEqual([0, 59_000, 60_000, 5_400_000, 90_061_000].map((ms) => durationText(ms, t)), ['0分钟', '59秒', '1分钟', '1小时30分钟', '25小时1分钟1秒'])
  assert.deepEqual([limitText({ value: 0.25, unit: 'urgent_hour' }, t), limitText({ value: 1, unit: 'work_day' }, t), limitText({ value: 22.5, unit: 'work_hour' }, t)],
    ['15分钟（连续）', '1工作日', '22.5工作时'])
})
