import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayMs, hourMs, type Instant, instant, minuteMs } from './instants.ts'
import { addDays, daysOf, instantAt, isZone, localReading, offsetMs, weekdayOf } from './zones.ts'

const zones = [
  'Asia/Shanghai', 'UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'Asia/Tehran',
  'Africa/Casablanca', 'America/St_Johns', 'Pacific/Chatham', 'Asia/Pyongyang', 'Europe/Dublin', 'America/Caracas', 'Antarctica/Troll', 'Asia/Urumqi',
]
const from = Date.UTC(1973, 0, 1)
const to = Date.UTC(2060, 0, 1)

const temporalOffset = (at: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

/** Moments near every change of offset of a zone, found with Temporal. */
const changes = (zone: string): number[] => {
  const found: number[] = []
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  while (at && at.epochMilliseconds < to) {
    at = at.getTimeZoneTransition('next')
    if (at && at.epochMilliseconds < to) found.push(at.epochMilliseconds)
  }
  return found
}

const zoneAndMoment = fc.constantFrom(...zones).chain((zone) => {
  const near = changes(zone)
  const anywhere = fc.integer({ min: from, max: to })
  const nearChange = near.length === 0 ? anywhere
    : fc.tuple(fc.constantFrom(...near), fc.integer({ min: -26 * hourMs, max: 26 * hourMs })).map(([change, shift]) => change + shift)
  return fc.tuple(fc.constant(zone), fc.oneof(anywhere, nearChange))
})

test('the offset of a zone equals the one of Temporal, also on both sides of every change', () => {
  for (const zone of zones) {
    for (const change of changes(zone)) {
      for (const at of [change - 1, change, change + 1, change - minuteMs, change + hourMs]) {
        assert.equal(offsetMs(instant(at), zone), temporalOffset(at, zone), `${zone} ${new Date(at).toISOString()}`)
      }
    }
  }
  fc.assert(fc.property(zoneAndMoment, ([zone, at]) => assert.equal(offsetMs(instant(at), zone), temporalOffset(at, zone))), { numRuns: 500 })
})

test('no zone ever changed its offset twice within three days', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    let at: Temporal.ZonedDateTime | null = Temporal.Instant.from('1850-01-01T00:00Z').toZonedDateTimeISO(zone)
    let before = -Infinity
    while ((at = at.getTimeZoneTransition('next')) && at.epochMilliseconds < Date.UTC(2040, 0, 1)) {
      assert.ok(at.epochMilliseconds - before > 3 * dayMs, `${zone} ${at.toString()}`)
      before = at.epochMilliseconds
    }
  }
})

test('offsets that are not on the quarter hour, as before standard time, are read exactly', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['Africa/Monrovia', '1972-01-07T00:44:29Z'], ['Africa/Monrovia', '1972-01-07T00:44:30Z'],
    ['Asia/Shanghai', '1900-12-31T15:54:16Z'], ['Asia/Shanghai', '1900-12-31T15:54:17Z'], ['Europe/Amsterdam', '1937-06-30T22:40:28Z'],
    ['Asia/Shanghai', '1940-06-01T00:00:00Z'], ['Asia/Shanghai', '1988-07-01T00:00:00Z'],
  ]
  for (const [zone, text] of rows) {
    const at = Date.parse(text)
    assert.equal(offsetMs(instant(at), zone), temporalOffset(at, zone), `${zone} ${text}`)
  }
})

test('a local reading shows what Temporal shows', () => {
  fc.assert(fc.property(zoneAndMoment, ([zone, at]) => {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const reading = localReading(instant(at), zone)
    assert.equal(reading.date, there.toPlainDate().toString())
    assert.equal(reading.minute, there.hour * 60 + there.minute)
    assert.equal(reading.ms, ((there.hour * 60 + there.minute) * 60 + there.second) * 1000 + there.millisecond)
    assert.equal(reading.weekday, there.dayOfWeek)
  }), { numRuns: 1000 })
})

test('a wall-clock reading finds its instant, in gaps the far side and in overlaps the first, as Temporal resolves by "compatible"', () => {
  fc.assert(fc.property(zoneAndMoment, fc.integer({ min: 0, max: 1439 }), ([zone, at], minute) => {
    const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
    const expected = date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }).toZonedDateTime(zone, { disambiguation: 'compatible' })
    assert.equal(instantAt(date.toString(), minute, zone), expected.epochMilliseconds, `${zone} ${date} ${minute}`)
  }), { numRuns: 2000 })
})

test('every quarter hour around every change is found as Temporal finds it', () => {
  for (const zone of zones) {
    for (const change of changes(zone).filter((at) => at > Date.UTC(2005, 0, 1) && at < Date.UTC(2030, 0, 1))) {
      const date = Temporal.Instant.fromEpochMilliseconds(change).toZonedDateTimeISO(zone).toPlainDate()
      for (const day of [date.subtract({ days: 1 }), date]) {
        for (let minute = 0; minute < 1440; minute += 15) {
          const expected = day.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }).toZonedDateTime(zone)
          assert.equal(instantAt(day.toString(), minute, zone), expected.epochMilliseconds, `${zone} ${day} ${minute}`)
        }
      }
    }
  }
})

test('an instant read and found again is the same instant, or the first of the two that read alike', () => {
  fc.assert(fc.property(zoneAndMoment, ([zone, at]) => {
    const whole = instant(Math.floor(at / minuteMs) * minuteMs)
    const reading = localReading(whole, zone)
    const found = instantAt(reading.date, reading.minute, zone)
    assert.ok(found <= whole)
    assert.deepEqual(localReading(found, zone), reading)
  }), { numRuns: 500 })
})

test('days are counted and named as Temporal names them', () => {
  fc.assert(fc.property(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: -40_000, max: 40_000 }), (days, more) => {
    const plain = Temporal.PlainDate.from('1970-01-01').add({ days })
    if (plain.year < 1 || plain.year > 9999 || plain.add({ days: more }).year < 1 || plain.add({ days: more }).year > 9999) return
    assert.equal(daysOf(plain.toString()), days)
    assert.equal(addDays(plain.toString(), more), plain.add({ days: more }).toString())
    assert.equal(weekdayOf(plain.toString()), plain.dayOfWeek)
  }))
})

test('knows which names are zones', () => {
  assert.ok(isZone('Asia/Shanghai'))
  for (const name of ['Asia/Peking2', '', 'Beijing', '+8']) assert.equal(isZone(name), false, name)
})

test('the day that Samoa skipped has no length', () => {
  const start = instantAt('2011-12-30', 0, 'Pacific/Apia') as Instant
  assert.equal(start, Date.parse('2011-12-30T10:00:00Z'))
  assert.equal(instantAt('2011-12-31', 0, 'Pacific/Apia') - instantAt('2011-12-29', 0, 'Pacific/Apia'), dayMs)
})
