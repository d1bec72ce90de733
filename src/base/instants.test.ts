import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMs, instant, parseInstant, parseLocalDate, toIso } from './instants.ts'

test('reads an instant with an offset', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['2024-02-08T17:00:00+08:00', '2024-02-08T09:00:00.000Z'],
    ['2024-02-08T17:00+08:00', '2024-02-08T09:00:00.000Z'],
    ['2024-02-08T17:00:00+0800', '2024-02-08T09:00:00.000Z'],
    ['2024-02-08T09:00:00Z', '2024-02-08T09:00:00.000Z'],
    ['2024-02-08T09:00:00.123456Z', '2024-02-08T09:00:00.123Z'],
    ['2024-02-29T23:59:59.999-11:30', '2024-03-01T11:29:59.999Z'],
  ]
  for (const [text, iso] of rows) {
    const read = parseInstant(text)
    assert.ok(read.ok, text)
    assert.equal(toIso(read.value), iso)
  }
})

test('refuses a text that is not one moment', () => {
  const texts = [
    '', '2024-02-08', '2024-02-08T17:00:00', '2024-02-08 17:00:00+08:00', '2024-13-08T17:00:00Z', '2024-02-08T25:00:00Z', '2024-02-30T00:00:00Z',
    '2023-02-29T12:00:00+08:00', '2024-04-31T00:00:00Z', '2024-02-08T17:60:00Z', '2024-02-08T17:00:60Z', '2024-02-08T17:00:00+25:00', 'tomorrow', '1707382800',
  ]
  for (const text of texts) assert.deepEqual(parseInstant(text), { ok: false, error: 'not_an_instant' }, text)
})

test('reads what it wrote, and what Temporal wrote', () => {
  fc.assert(fc.property(fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 0, 1) }), fc.constantFrom('Asia/Shanghai', 'America/St_Johns'), (ms, zone) => {
    if (ms < Date.UTC(1973, 0, 1)) return
    assert.deepEqual(parseInstant(toIso(instant(ms))), { ok: true, value: ms })
    const text = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' })
    assert.deepEqual(parseInstant(text), { ok: true, value: ms })
  }))
})

test('an instant is whole milliseconds', () => {
  assert.equal(instant(1.9), 1)
  assert.equal(addMs(instant(10), 0.5), 10)
})

test('a calendar day is read only if it exists', () => {
  for (const text of ['2024-02-29', '2000-02-29', '2026-12-31', '1900-02-28']) assert.deepEqual(parseLocalDate(text), { ok: true, value: text })
  for (const text of ['2023-02-29', '1900-02-29', '2024-04-31', '2024-00-10', '2024-13-01', '2024-01-00', '2024-1-1', '2024-01-01T00:00', '']) {
    assert.deepEqual(parseLocalDate(text), { ok: false, error: 'not_a_date' }, text)
  }
})
