import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, toIso } from '#base/instants.ts'
import type { Category } from '#catalogue/rules/index.ts'
import { attributesOf, readAnswers } from './attributes.ts'
import { readPostedRequest } from './post.ts'
import { readRequestsQuery } from './query.ts'
import { readOpen311Settings } from './settings.ts'
import { readW3cTime, w3cTime } from './times.ts'

const now = instant(Date.UTC(2026, 4, 1, 4))
const names = (faults: readonly { readonly code: string }[]): string => faults.map((f) => f.code.replace('intake.open311_', '')).join(' ')

test('writes times with the offset of the city at that moment', () => {
  assert.equal(w3cTime(instant(Date.UTC(2010, 3, 14, 14, 37, 38)), 'America/Los_Angeles'), '2010-04-14T07:37:38-07:00')
  assert.equal(w3cTime(instant(Date.UTC(2010, 0, 14, 14, 37, 38)), 'America/Los_Angeles'), '2010-01-14T06:37:38-08:00')
  assert.equal(w3cTime(now, 'Asia/Shanghai'), '2026-05-01T12:00:00+08:00')
  assert.equal(w3cTime(now, 'Asia/Kolkata'), '2026-05-01T09:30:00+05:30')
  assert.equal(w3cTime(now, 'UTC'), '2026-05-01T04:00:00Z')
})

const times: readonly (readonly [string, string | null])[] = [
  ['2010-05-24T00:00:00Z', '2010-05-24T00:00:00.000Z'], ['2010-05-24T08:00:00+08:00', '2010-05-24T00:00:00.000Z'],
  ['2010-05-24T08:00:00 08:00', '2010-05-24T00:00:00.000Z'], ['2010-05-24T00:00:00', null], ['2010-05-24', null], ['2010-02-30T00:00:00Z', null],
  ['yesterday', null], ['', null],
]
for (const [text, iso] of times) test(`reads the time ${JSON.stringify(text)} as ${iso}`, () => {
  const read = readW3cTime(text)
  assert.equal(read === null ? null : toIso(read), iso)
})

const posts: readonly (readonly [string, Readonly<Record<string, string | string[]>>, string])[] = [
  ['the least', { service_code: '001', lat: '37.76', long: '-122.42' }, ''],
  ['an address is a place', { service_code: '001', address_string: '1234 5th street' }, ''],
  ['an address id is a place', { service_code: '001', address_id: '545483' }, ''],
  ['no service code', { lat: '37.76', long: '-122.42' }, 'service_code_missing'],
  ['an empty service code is none', { service_code: ' ', lat: '1', long: '1' }, 'service_code_missing'],
  ['nowhere', { service_code: '001' }, 'location_missing'],
  ['only half a point', { service_code: '001', lat: '37.76' }, 'lat_and_long'],
  ['half a point beside an address', { service_code: '001', lat: '37.76', address_string: 'x' }, 'lat_and_long'],
  ['a latitude beyond the pole', { service_code: '001', lat: '91', long: '0' }, 'lat_or_long'],
  ['numbers of a programming language', { service_code: '001', lat: '0x10', long: '1e2' }, 'lat_or_long'],
  ['infinity', { service_code: '001', lat: 'Infinity', long: 'NaN' }, 'lat_or_long'],
  ['a picture that is a script', { service_code: '001', address_string: 'x', media_url: 'javascript:alert(1)' }, 'media_url'],
  ['everything wrong is said at once', { lat: '1', media_url: 'x' }, 'service_code_missing lat_and_long media_url'],
]
for (const [name, fields, found] of posts) test(`post: ${name}`, () => assert.equal(names(readPostedRequest(fields).faults), found))

test('reads attributes in every spelling of the specification', () => {
  const { posted } = readPostedRequest({ service_code: '1', address_string: 'x', 'attribute[A]': '1', 'attribute[B][]': ['2', '3'],
    'attribute[B][0]': '4', 'attribute[]': '5', attribute: '6', 'attribute[C]': ['7', '8'] })
  assert.deepEqual([...posted.attributes], [['A', ['1']], ['B', ['2', '3', '4']], ['C', ['7', '8']]])
})

test('keeps who it was for the reporter\'s own row, and the device with it', () => {
  const { posted } = readPostedRequest({ service_code: '1', address_string: 'x', first_name: 'john', last_name: 'smith', email: 'smit333@sfgov.edu',
    device_id: 'tt222111', account_id: '123456', phone: '111111111' })
  assert.deepEqual(posted.report.contact, { name: 'john smith', phone: '111111111', email: 'smit333@sfgov.edu', consent: false,
    other: { device_id: 'tt222111', account_id: '123456' } })
})

type Asked = Parameters<typeof readRequestsQuery>[0]
const ranges: readonly (readonly [string, Asked, string])[] = [
  ['the last ninety days where nothing is said', {}, '2026-01-31T04:00:00.000Z 2026-05-01T04:00:00.000Z null'],
  ['empty arguments are not given', { start_date: '', status: '', service_code: '' }, '2026-01-31T04:00:00.000Z 2026-05-01T04:00:00.000Z null'],
  ['ninety days after a start', { start_date: '2025-01-01T00:00:00Z' }, '2025-01-01T00:00:00.000Z 2025-04-01T00:00:00.000Z null'],
  ['ninety days before an end', { end_date: '2025-04-01T00:00:00Z' }, '2025-01-01T00:00:00.000Z 2025-04-01T00:00:00.000Z null'],
  ['not beyond now', { start_date: '2026-04-30T00:00:00Z' }, '2026-04-30T00:00:00.000Z 2026-05-01T04:00:00.000Z null'],
  ['both statuses are all', { status: 'open,closed' }, '2026-01-31T04:00:00.000Z 2026-05-01T04:00:00.000Z null'],
  ['a status, and extensions nobody knows', { status: 'open', page: '7', extensions: 'true' },
    '2026-01-31T04:00:00.000Z 2026-05-01T04:00:00.000Z open'],
  ['more than ninety days', { start_date: '2025-01-01T00:00:00Z', end_date: '2025-04-02T00:00:00Z' }, 'range_long'],
  ['backwards', { start_date: '2025-02-01T00:00:00Z', end_date: '2025-01-01T00:00:00Z' }, 'range_backwards'],
  ['a status of another system', { status: 'in_progress' }, 'status'],
  ['a date without a zone', { start_date: '2025-01-01T00:00:00' }, 'date'],
]
for (const [name, query, found] of ranges) test(`query: ${name}`, () => {
  const { asked, faults } = readRequestsQuery(query, now)
  assert.equal(asked?.kind === 'range' ? `${toIso(asked.from)} ${toIso(asked.to)} ${asked.status}` : names(faults), found)
})

test('ids override everything else, also what is wrong in it', () => {
  assert.deepEqual(readRequestsQuery({ service_request_id: 'a, b,,a', status: 'nonsense' }, now),
    { asked: { kind: 'ids', ids: ['a', 'b'] }, faults: [] })
})

const category = {
  code: 'E1', path: 'E.E1', same_time_of_day: true,
  conditions: [{ code: 'E1-1', text: '少量', text_en: 'a little' }, { code: 'E1-2', text: '大量', text_en: null }],
} as unknown as Category
const own = readOpen311Settings({
  attributes: {
    E: [{ code: 'colour', datatype: 'multivaluelist', required: true, values: [{ key: 'r', name: '红' }, { key: 'g' }] },
      { code: 'note', datatype: 'text' }],
    E1: [{ code: 'count', datatype: 'number' }, { code: 'plate', datatype: 'string' }, { code: 'advice', datatype: 'string', variable: false },
      { code: 'bad', datatype: 'blob' }, { code: 'empty', datatype: 'singlevaluelist' }],
  },
}).attributes
const texts = { condition: '哪一种', observed_at: '何时看到', observed_at_hint: '' }
const definitions = attributesOf(category, own, texts, true)

test('asks what the catalogue knows and what the city wants to know, of all six types', () => {
  assert.deepEqual(definitions.map((d) => `${d.order} ${d.code} ${d.datatype} ${d.variable} ${d.required}`), [
    '1 condition singlevaluelist true false', '2 observed_at datetime true false', '3 colour multivaluelist true true', '4 note text true false',
    '5 count number true false', '6 plate string true false', '7 advice string false false',
  ])
  assert.deepEqual(definitions[0]?.values, [{ key: 'E1-1', name: 'a little' }, { key: 'E1-2', name: '大量' }])
})

const answers: readonly (readonly [string, Readonly<Record<string, readonly string[]>>, string])[] = [
  ['all well', { colour: ['r', 'g'], condition: ['E1-2'], count: ['-1.5'], observed_at: ['2026-05-01T00:00:00Z'], note: ['a\nb'], plate: ['x'] }, ''],
  ['a required one missing', {}, 'attribute_required'],
  ['a required one empty', { colour: [' '] }, 'attribute_required'],
  ['a value not in the list', { colour: ['b'] }, 'attribute_value'],
  ['two values where one may be', { colour: ['r'], condition: ['E1-1', 'E1-2'] }, 'attribute_single'],
  ['a number in words', { colour: ['r'], count: ['many'] }, 'attribute_number'],
  ['a time without a zone', { colour: ['r'], observed_at: ['2026-05-01 10:00'] }, 'attribute_datetime'],
  ['a line break in a line', { colour: ['r'], plate: ['a\nb'] }, 'attribute_line'],
  ['an answer to what is only shown', { colour: ['r'], advice: ['x'] }, 'attribute_unknown'],
  ['an attribute nobody asked for', { colour: ['r'], shoe_size: ['43'] }, 'attribute_unknown'],
]
for (const [name, given, found] of answers) test(`attributes: ${name}`,
  () => assert.equal(names(readAnswers(new Map(Object.entries(given)), definitions).faults), found))

test('settings that make no sense leave the careful defaults', () => {
  const s = readOpen311Settings({ api_keys: [{ name: 'x', sha256: 'short' }], publish_positions: 'everywhere', publish_descriptions: 'yes' })
  assert.deepEqual([s.api_keys.length, s.require_key, s.publish_positions, s.publish_descriptions], [0, false, 'rounded', false])
  assert.equal(readOpen311Settings({ api_keys: [{ name: 'x', sha256: 'a'.repeat(64) }] }).require_key, true)
})
