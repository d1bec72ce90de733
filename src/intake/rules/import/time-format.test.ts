import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant, type Instant } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import { isTimeFormat, timeParser, usualFormats, zoneClock } from './time-format.ts'

const parse = (text: string, formats: readonly string[] = usualFormats, zone = 'Asia/Shanghai', endOfDay = false): string | null => {
  const moment = timeParser(formats, zoneClock(zone), endOfDay).parse(text)
  return Number.isNaN(moment) ? null : new Date(moment).toISOString()
}

for (const [text, expected] of [
  ['2011-07-01 01:32:33', '2011-06-30T17:32:33.000Z'], ['2019-12-31T23:59:11.000', '2019-12-31T15:59:11.000Z'],
  ['2019-12-31T23:59:11.5', '2019-12-31T15:59:11.500Z'],
  ['2025-01-09', '2025-01-08T16:00:00.000Z'], ['2026/3/5 8:05', '2026-03-05T00:05:00.000Z'], ['2026年3月5日', '2026-03-04T16:00:00.000Z'],
  ['2026年3月5日8时05分', '2026-03-05T00:05:00.000Z'],
  ['20260305', '2026-03-04T16:00:00.000Z'], ['20260305083000', '2026-03-05T00:30:00.000Z'], ['2026-03-05T08:30:00+09:00', '2026-03-04T23:30:00.000Z'],
  ['2026-03-05 00:00:00Z', '2026-03-05T00:00:00.000Z'],
  ['2026-02-29', null], ['2024-02-29', '2024-02-28T16:00:00.000Z'], ['2026-13-01', null], ['2026-04-31 00:00:00', null],
  ['2026-04-30 24:00:00', null], ['2026-04-30 10:60:00', null],
  ['03/05/2026', null], ['yesterday', null], ['', null], ['0001-01-01', null], ['2026-3-5', '2026-03-04T16:00:00.000Z'],
] as const) {
  test(`reads ${JSON.stringify(text)} in Beijing as ${expected ?? 'no time'}`, () => assert.equal(parse(text), expected))
}

for (const [text, format, expected] of [
  ['12/31/2019 11:59:11 PM', 'MM/DD/YYYY hh:mm:ss A', '2020-01-01T04:59:11.000Z'],
  ['12/31/2019 12:00:00 AM', 'MM/DD/YYYY hh:mm:ss A', '2019-12-31T05:00:00.000Z'],
  ['1/2/2020', 'M/D/YYYY', '2020-01-02T05:00:00.000Z'], ['2.1.2020', 'D.M.YYYY', '2020-01-02T05:00:00.000Z'],
  ['2020-01-02 03:04:05', 'YYYY-MM-DD HH:MM:SS', '2020-01-02T08:04:05.000Z'],
  ['12/31/2019 13:00:00 PM', 'MM/DD/YYYY hh:mm:ss A', null],
] as const) {
  test(`reads ${text} in New York by ${format}`, () => assert.equal(parse(text, [format], 'America/New_York'), expected))
}

test('a limit that is only a day ends with the day', () => {
  assert.equal(parse('2026-03-05', ['YYYY-MM-DD'], 'Asia/Shanghai', true), '2026-03-05T15:59:59.000Z')
})

test('says which texts had no time', () => {
  const parser = timeParser(usualFormats, zoneClock('UTC'), false)
  parser.parse('2026-03-05')
  assert.equal(parser.dateOnly(), true)
  parser.parse('2026-03-05 00:00:00')
  assert.equal(parser.dateOnly(), false)
})

test('formats without a day, with a token twice, or with hours of half a day alone cannot be used', () => {
  for (const format of ['HH:mm', 'YYYY-MM', 'YYYY-MM-DD DD', 'YYYY-MM-DD hh:mm', 'today', '']) assert.equal(isTimeFormat(format), false, format)
  for (const format of [...usualFormats, 'DD/MM/YYYY hh:mm A']) assert.equal(isTimeFormat(format), true, format)
})

test('a zone\'s clock is read back as it was written, except in hours that a jump skips', () => {
  for (const zone of ['America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
    const clock = zoneClock(zone)
    fc.assert(fc.property(fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) }), (ms) => {
      const at = instant(ms)
      const { date, ms: within } = localReading(at, zone)
      const back = clock(Date.parse(`${date}T00:00:00Z`) + within)
      const again = localReading(back, zone)
      assert.deepEqual([again.date, again.ms], [date, within])
      assert.ok(Math.abs(back - at) <= 3_600_000)
    }), { numRuns: 400 })
  }
})

test('of an hour that happens twice the first is meant, so order is kept', () => {
  const clock = zoneClock('America/New_York')
  const at = (text: string): Instant => clock(Date.parse(`${text}Z`))
  assert.equal(new Date(at('2011-11-06T01:30:00')).toISOString(), '2011-11-06T05:30:00.000Z')
  assert.equal(new Date(at('2011-11-06T02:00:00')).toISOString(), '2011-11-06T07:00:00.000Z')
})
