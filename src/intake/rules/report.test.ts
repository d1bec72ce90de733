import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMs, instant } from '#base/instants.ts'
import { type GivenReport, readReport } from './report.ts'

const now = instant(Date.UTC(2026, 4, 1, 4))
const photo = { id: '0190a6d2-7c1e-7000-8000-00000000000f', secret: 'ABC' }
const somewhere = { lon: 117.02, lat: 36.66 } as const
const codes = (given: GivenReport): string => {
  const read = readReport(given, now)
  return read.ok ? '' : read.error.map((fault) => `${fault.field}:${fault.code.slice(7)}`).join(' ')
}

const cases: readonly (readonly [string, GivenReport, string])[] = [
  ['a description and a point are enough', { description: '路灯不亮', ...somewhere }, ''],
  ['a category and an address are enough', { category: 'E0136', address: '和平路 3 号' }, ''],
  ['a photo and a place are enough', { files: [photo], place_id: '0190a6d2-7c1e-7000-8000-000000000000' }, ''],
  ['nothing said', { ...somewhere }, 'description:nothing_said'],
  ['white space says nothing', { description: ' \n\t', ...somewhere }, 'description:nothing_said'],
  ['nowhere', { description: '路灯不亮' }, 'lon:nowhere'],
  ['half a point', { description: 'x', lon: 117 }, 'lat:point_half'],
  ['a point off the globe', { description: 'x', lon: 117, lat: 136 }, 'lon:point_invalid'],
  ['a point that is no number', { description: 'x', lon: Number.NaN, lat: 1 }, 'lon:point_invalid'],
  ['a place that is no id', { description: 'x', place_id: '人民公园' }, 'place_id:not_an_id'],
  ['a time without a zone', { description: 'x', ...somewhere, observed_at: '2026-05-01T10:00:00' }, 'observed_at:observed_invalid'],
  ['tomorrow', { description: 'x', ...somewhere, observed_at: '2026-05-02T10:00:00Z' }, 'observed_at:observed_in_the_future'],
  ['a phone whose clock runs four minutes ahead', { description: 'x', ...somewhere, observed_at: '2026-05-01T04:04:00Z' }, ''],
  ['ten photos', { description: 'x', ...somewhere, files: Array.from({ length: 10 }, () => photo) }, 'files:too_many_files'],
  ['a photo with a secret that is none', { description: 'x', ...somewhere, files: [{ id: photo.id, secret: "a\\'b" }] }, 'files:file_unknown'],
  ['everything at once', { description: 'a\0b', title: 'x'.repeat(101), lon: 1, contact: { phone: '?' } },
    'description:text_damaged title:text_too_long lat:point_half contact.phone:phone_invalid'],
]
for (const [name, given, found] of cases) test(name, () => assert.equal(codes(given), found))

test('titles a report by its first sentence, and keeps a title that was given', () => {
  const read = readReport({ description: '路灯不亮。三天了。', ...somewhere }, now)
  assert.equal(read.ok && read.value.title, '路灯不亮')
  const titled = readReport({ description: '路灯不亮。', title: '北门路灯', ...somewhere }, now)
  assert.equal(titled.ok && titled.value.title, '北门路灯')
})

test('an observation a moment ahead of our clock is now', () => {
  const read = readReport({ description: 'x', ...somewhere, observed_at: new Date(addMs(now, 60_000)).toISOString() }, now)
  assert.equal(read.ok && read.value.observed_at, now)
})

test('an empty contact is none', () => {
  const read = readReport({ description: 'x', ...somewhere, contact: { name: ' ', phone: '' } }, now)
  assert.equal(read.ok && read.value.contact, null)
})
