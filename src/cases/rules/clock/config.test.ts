import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockDefaultsBasis, defaultClockConfig, readClockConfig } from './config.ts'

test('the defaults read back as they are', () => {
  assert.deepEqual(readClockConfig(JSON.parse(JSON.stringify(defaultClockConfig))), { ok: true, value: defaultClockConfig })
  assert.deepEqual(readClockConfig({}), { ok: true, value: defaultClockConfig })
})

test('every default says what it rests on', () => {
  const settings = Object.entries(defaultClockConfig).flatMap(([name, value]) => (name === 'limits' ? Object.keys(value as object).map((kind) => `limits.${kind}`) : [name]))
  assert.deepEqual(Object.keys(clockDefaultsBasis).sort(), settings.filter((name) => name !== 'version' && name !== 'calendar_id').sort())
})

test('a city changes what it wants, in words or data', () => {
  const read = readClockConfig({ version: '2', limits: { accept: '30分钟', handle: { value: 1, unit: 'work_day' } }, extension: { max_times: 0 }, due_soon: { hours: 2 }, alarms: [] })
  assert.ok(read.ok)
  assert.deepEqual(read.value.limits.accept, { value: 0.5, unit: 'urgent_hour' })
  assert.deepEqual([read.value.extension.max_times, read.value.alarms.length, read.value.limits.dispatch], [0, 0, defaultClockConfig.limits.dispatch])
})

test('names every fault with its field and code', () => {
  const read = readClockConfig({
    version: '', limits: { accept: 'soon', check: 0 }, work_day: 'days', extension: { max_times: -1 }, suspension: 'no', max_return_pauses: 1.5, due_soon: { hours: 1, share: 1 },
    alarms: [{ code: 'Over', at: 'due' }, { code: 'a', at: 'after' }, { code: 'b', at: 'due' }, { code: 'b', at: 'due' }, { code: 'resume', at: 'due' }],
  })
  assert.ok(!read.ok)
  assert.deepEqual(read.error.map((fault) => `${fault.field} ${fault.code.slice(6)}`).sort(), [
    'alarms[0] not_an_alarm', 'alarms[1].amount not_an_amount', 'alarms[3] alarm_twice', 'alarms[4] not_an_alarm', 'due_soon not_an_amount', 'extension.max_times not_a_count',
    'limits.accept limit_not_understood', 'limits.check limit_not_understood', 'max_return_pauses not_a_count', 'suspension not_an_object', 'version text_missing',
    'work_day not_a_work_day_policy',
  ])
  for (const wrong of [null, [], 'x']) assert.equal(readClockConfig(wrong).ok, false)
})
