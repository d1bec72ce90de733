import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Draft, emptyDraft, gapsOf, isBegun } from './draft.ts'

const draft = (change: Partial<Draft>): Draft => ({ ...emptyDraft('k'), ...change })
const place = (change: Partial<Draft['place']>): Draft['place'] => ({ ...emptyDraft('k').place, ...change })
const photo = { key: 'p', name: 'a.jpg', kind: 'near', file: null, at: null } as const

test('an untouched draft is not begun; a word, a photo or a point begins it', () => {
  assert.equal(isBegun(emptyDraft('k')), false)
  for (const change of [{ description: '路灯不亮' }, { photos: [photo] }, { place: place({ point: [117, 36] }) }, { phone: '1' }])
    assert.ok(isBegun(draft(change)))
})
for (const [name, change, gaps] of [
  ['nothing', {}, { what: 'nothing_said', place: 'nowhere' }],
  ['a photo and an address', { photos: [photo], place: place({ address: '解放路 3 号' }) }, {}],
  ['a category and an area', { category: { code: 'E1', name: '暴露垃圾' }, place: place({ area: { id: 'a', name: '某街道' } }) }, {}],
  [
    'a telephone number without consent',
    { description: '乱停车', place: place({ point: [117, 36] }), phone: '138 0000 0000' },
    { contact: 'consent_needed' },
  ],
  [
    'a telephone number that is none',
    { description: '乱停车', place: place({ point: [117, 36] }), phone: '打我电话', consent: true },
    { contact: 'phone_invalid' },
  ],
] as const) {
  test(`what is missing with ${name}`, () => assert.deepEqual(gapsOf(draft(change)), gaps))
}
