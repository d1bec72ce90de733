import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal, Result } from '#base/results.ts'
import type { Area, AreaId, AreaLevel } from './areas.ts'
import { decideClose, decideClosePlace, decideCreate, decidePlace, decideRename } from './decisions.ts'

const area = (level: AreaLevel, code: string, more: Partial<Area> = {}): Area =>
  ({ id: code as AreaId, code, level, name: `区域${code}`, nameKey: code, parentId: null, path: code, validFrom: '2020-01-01', validTo: null, ...more })
const city = area('city', '370100'), district = area('district', '370102'), street = area('street', '370102001')
const codeOf = (result: Result<unknown, Refusal>): string | undefined => result.ok ? undefined : result.error.code
const fresh = { code: '370102002', level: 'street', name: '新街道', validFrom: '2024-05-01' } as const

const creations: readonly (readonly [string, Parameters<typeof decideCreate>[0], Parameters<typeof decideCreate>[1], string | undefined])[] = [
  ['allows a street under its district', fresh, { holder: null, parent: district, city }, undefined],
  ['refuses a code that is in use', fresh, { holder: street, parent: district, city }, 'areas.code_used'],
  ['refuses a code whose area was closed years ago', fresh, { holder: { ...street, validTo: '2021-01-01' }, parent: district, city }, 'areas.code_used'],
  ['refuses a second city', { ...fresh, level: 'city' }, { holder: null, parent: null, city }, 'areas.city_exists'],
  ['refuses an area without a parent', fresh, { holder: null, parent: null, city }, 'areas.parent_missing'],
  ['refuses a parent closed by then', fresh, { holder: null, parent: { ...district, validTo: '2024-05-01' }, city }, 'areas.parent_closed'],
  ['refuses a parent of the same level', fresh, { holder: null, parent: street, city }, 'areas.parent_level'],
  ['refuses an empty name', { ...fresh, name: ' \u3000 ' }, { holder: null, parent: district, city }, 'areas.name_empty'],
  ['refuses a name as long as a paragraph', { ...fresh, name: '长'.repeat(81) }, { holder: null, parent: district, city }, 'areas.name_too_long'],
]
for (const [name, input, known, code] of creations) test(name, () => assert.equal(codeOf(decideCreate(input, known)), code))

test('tidies the spaces of a name', () => {
  assert.deepEqual(decideRename(street, '  和平 \n 街道 ', '2024-01-01'), { ok: true, value: '和平 街道' })
})

const closings: readonly (readonly [string, Area, string, string, { readonly children: number; readonly places: number }, string | undefined])[] = [
  ['closes an empty street with a reason', street, '2024-01-01', '并入东街道', { children: 0, places: 0 }, undefined],
  ['refuses to close without a reason', street, '2024-01-01', ' ', { children: 0, places: 0 }, 'areas.reason_empty'],
  ['refuses to close twice', { ...street, validTo: '2023-01-01' }, '2024-01-01', '并入', { children: 0, places: 0 }, 'areas.closed'],
  ['refuses to close a street with open communities', street, '2024-01-01', '并入', { children: 3, places: 0 }, 'areas.has_open_children'],
  ['refuses to close a street with open places', street, '2024-01-01', '并入', { children: 0, places: 2 }, 'areas.has_open_places'],
  ['refuses to close on the day it began', street, '2020-01-01', '并入', { children: 0, places: 0 }, 'areas.not_after_start'],
]
for (const [name, subject, on, reason, open, code] of closings) test(name, () => assert.equal(codeOf(decideClose(subject, on, reason, open)), code))

test('refuses renaming a closed area, to the same name, or from before it began', () => {
  assert.equal(codeOf(decideRename({ ...street, validTo: '2023-01-01' }, '新', '2024-01-01')), 'areas.closed')
  assert.equal(codeOf(decideRename(street, street.name, '2024-01-01')), 'areas.same_name')
  assert.equal(codeOf(decideRename(street, '新', '2019-01-01')), 'areas.before_start')
})

test('a place stands in an open area no larger than a street', () => {
  const place = { name: '人民公园', validFrom: '2024-01-01' }
  assert.equal(codeOf(decidePlace(place, street)), undefined)
  assert.equal(codeOf(decidePlace(place, null)), 'areas.place_outside')
  assert.equal(codeOf(decidePlace(place, district)), 'areas.place_area_too_large')
  assert.equal(codeOf(decidePlace(place, { ...street, validTo: '2023-01-01' })), 'areas.area_closed')
  assert.equal(codeOf(decideClosePlace({ ...place, validTo: null }, '2024-06-01', '搬迁')), undefined)
  assert.equal(codeOf(decideClosePlace({ ...place, validTo: '2024-02-01' }, '2024-06-01', '搬迁')), 'areas.place_closed')
})
