import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDay } from './read-day.ts'

for (const [typed, day] of [
  ['2026-11-22', '2026-11-22'], ['2026/1/2', '2026-01-02'], ['2026年3月5日', '2026-03-05'], ['20261122', '2026-11-22'], [' 2028-02-29 ', '2028-02-29'],
  ['2026-02-30', null], ['11/22/2026', null], ['明天', null], ['', null],
] as const) test(`${typed || 'nothing'} is ${day ?? 'no day'}`, () => assert.equal(readDay(typed), day))
