import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseTimestamptz } from './values.ts'

test('reads every instant PostgreSQL prints, cut to milliseconds', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2026-11-22 17:00:08.123456+00', '2026-11-22T17:00:08.123Z'], ['2026-11-22 17:00:08+00', '2026-11-22T17:00:08.000Z'], ['2026-11-22 17:00:08.1+00', '2026-11-22T17:00:08.100Z'],
    ['2026-11-22 17:00:08.12+00', '2026-11-22T17:00:08.120Z'], ['2024-02-29 23:59:59.999999+00', '2024-02-29T23:59:59.999Z'], ['1969-12-31 23:59:59.5+00', '1969-12-31T23:59:59.500Z'],
    ['0050-01-02 03:04:05+00', '0050-01-02T03:04:05.000Z'], ['9999-12-31 00:00:00+00', '9999-12-31T00:00:00.000Z'],
  ]
  for (const [text, iso] of cases) assert.equal(parseTimestamptz(text), Date.parse(iso), text)
  fc.assert(fc.property(fc.date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), fc.integer({ min: 0, max: 6 }), (date, places) => {
    const iso = date.toISOString(), fraction = `${iso.slice(20, 23)}456`.slice(0, places)
    const right = Date.parse(iso.slice(0, 19) + 'Z') + Number(fraction.slice(0, 3).padEnd(3, '0'))
    assert.equal(parseTimestamptz(`${iso.slice(0, 10)} ${iso.slice(11, 19)}${places > 0 ? `.${fraction}` : ''}+00`), right)
  }))
})
