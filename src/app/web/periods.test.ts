import assert from 'node:assert/strict'
import { test } from 'node:test'
import { periodOf } from './periods.ts'

const noon = (iso: string): number => Date.parse(iso)
for (const [name, now, from, to] of [
  ['today', '2026-03-01T16:30:00Z', '2026-03-02', '2026-03-02'],
  ['this_week', '2026-03-01T04:00:00Z', '2026-02-23', '2026-03-01'],
  ['last_7_days', '2026-03-01T04:00:00Z', '2026-02-23', '2026-03-01'],
  ['this_month', '2026-03-31T04:00:00Z', '2026-03-01', '2026-03-31'],
  ['last_month', '2026-03-31T04:00:00Z', '2026-02-01', '2026-02-28'],
  ['this_year', '2026-12-31T17:00:00Z', '2027-01-01', '2027-01-01'],
] as const) {
  test(`${name} at ${now} in Shanghai is ${from} to ${to}`, () => assert.deepEqual(periodOf(name, noon(now), 'Asia/Shanghai'), { from, to }))
}
test('an unknown period has no days', () => assert.equal(periodOf('sometime', 0, 'Asia/Shanghai'), null))
