import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseLimit, readLimit } from './limits.ts'
import type { Limit } from './types.ts'

test('reads limit texts by the ordered rules', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['8 work_hour', '8 work_hour'], ['2 work_days', '2 work_day'], ['0.5 urgent_hour', '0.5 urgent_hour'], ['15natural_day', '15 natural_day'],
    ['2紧急工作时', '2 urgent_hour'], ['2 紧急工作时', '2 urgent_hour'], ['1紧急工作日', '1 natural_day'], ['3工作日', '3 work_day'], ['3个工作日', '3 work_day'], ['5天', '5 work_day'],
    ['4小时', '4 work_hour'], ['4工作时', '4 work_hour'], ['4个工作小时', '4 work_hour'], ['７天', '7 work_day'], ['三个工作日', '3 work_day'], ['十五天', '15 work_day'],
    ['二十四小时', '24 work_hour'], ['十个工作日内', '10 work_day'], ['两小时', '2 work_hour'], ['5自然日', '5 natural_day'], ['30分钟', '0.5 urgent_hour'],
    ['2紧急工作时（道路修复5工作日）', '2 urgent_hour'], ['4小时，逾期1天', '1 work_day'],
  ]
  for (const [text, expected] of rows) {
    const { limit, recognised } = parseLimit(text)
    assert.ok(recognised, text)
    assert.equal(`${limit.value} ${limit.unit}`, expected, text)
  }
})

test('a text nobody can read becomes one natural day, and the text is kept', () => {
  for (const text of ['', '按法定程序', '尽快', '0天', '99999天', 'five work_day']) {
    assert.deepEqual(parseLimit(text), { limit: { value: 1, unit: 'natural_day' }, recognised: false, text })
  }
})

test('where text and stored unit disagree the text wins; an unreadable text leaves the stored limit', () => {
  assert.deepEqual(parseLimit('2紧急工作时', { value: 2, unit: 'work_hour' }).limit, { value: 2, unit: 'urgent_hour' })
  assert.deepEqual(parseLimit('见附件', { value: 2, unit: 'work_hour' }).limit, { value: 2, unit: 'work_hour' })
})

test('a limit a person just typed is refused with its field and value when it cannot be read', () => {
  const rows: readonly (readonly [unknown, string, string | null])[] = [
    [undefined, 'clock.limit_missing', null], ['', 'clock.limit_missing', null], ['8 hours or so', 'clock.limit_not_understood', '8 hours or so'],
    [8, 'clock.limit_not_understood', '8'], [{ value: 8, unit: 'hour' }, 'clock.limit_not_understood', '{"value":8,"unit":"hour"}'],
    [{ value: '8', unit: 'work_hour' }, 'clock.limit_not_understood', '{"value":"8","unit":"work_hour"}'], ['0 work_hour', 'clock.limit_out_of_range', '0 work_hour'],
    [{ value: -1, unit: 'work_hour' }, 'clock.limit_out_of_range', '{"value":-1,"unit":"work_hour"}'], ['-8 work_hour', 'clock.limit_not_understood', '-8 work_hour'],
    ['100000 work_day', 'clock.limit_out_of_range', '100000 work_day'], [[], 'clock.limit_not_understood', '[]'], [true, 'clock.limit_not_understood', 'true'],
  ]
  for (const [given, code, value] of rows) {
    const read = readLimit(given)
    assert.ok(!read.ok, String(given))
    assert.deepEqual([read.error.field, read.error.code, read.error.value], ['limit', code, value])
  }
  assert.deepEqual(readLimit({ value: 1.5, unit: 'work_day' }), { ok: true, value: { value: 1.5, unit: 'work_day' } })
})

const standards = new URL('../../../../../shared/data/catalogue/yuncheng-standards.json', import.meta.url)
test('reads every limit text of a real city\'s 519 conditions as its own table has them', { skip: existsSync(standards) ? false : 'shared/data/catalogue is not here' }, () => {
  type Condition = { readonly limitText?: string; readonly limit?: Limit }
  type Major = { readonly minors: readonly { readonly conditions: readonly Condition[] }[] }
  const data = JSON.parse(readFileSync(standards, 'utf8')) as Record<string, readonly Major[]>
  const conditions = Object.values(data).filter(Array.isArray).flat().flatMap((major) => major.minors ?? []).flatMap((minor) => minor.conditions)
  assert.equal(conditions.length, 519)
  for (const { limitText, limit } of conditions) if (limitText && limit) assert.deepEqual(parseLimit(limitText).limit, limit, limitText)
})
