import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanText, titleOf } from './texts.ts'

const kept: readonly (readonly [string, string])[] = [
  ['  路灯\u0007不亮\r\n三天了 ', '路灯不亮\n三天了'], ['a\tb', 'a\tb'], ['\u202e倒着读\u202c', '倒着读'], ['e\u0301', '\u00e9'], ['😀', '😀'],
]
for (const [given, text] of kept) test(`keeps ${JSON.stringify(given)} as ${JSON.stringify(text)}`,
  () => assert.deepEqual(cleanText('x', given, 100), { ok: true, value: text }))

for (const given of ['a\0b', '\ud83d', 'x\ufffdy']) test(`refuses damaged text ${JSON.stringify(given)}`, () => {
  const read = cleanText('description', given, 100)
  assert.equal(read.ok ? '' : read.error.code, 'intake.text_damaged')
})

test('refuses a text that is too long and says by how much', () => {
  const read = cleanText('title', '长'.repeat(11), 10)
  assert.deepEqual(read.ok ? null : read.error.params, { limit: 10, length: 11 })
})

test('a cleaned text is not changed by cleaning it again, and holds no control character', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
    const once = cleanText('x', given, 1000)
    if (!once.ok) return
    assert.deepEqual(cleanText('x', once.value, 1000), once)
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(once.value, /[\u0000-\u0008\u000b-\u001f]/)
  }))
})

const titles: readonly (readonly [string, string])[] = [
  ['', ''], ['路灯不亮。已经三天了，晚上很黑。', '路灯不亮'], ['井盖丢了！快来人', '井盖丢了！'],
  ['单元门口堆着装修垃圾一直没人清理已经半个多月了楼里老人进出都不方便', '单元门口堆着装修垃圾一直没人清理已经半个多月了楼里老人进出都…'],
  ['Street light out. Since Monday.', 'Street light out'], ['The large sinkhole in front of number fourteen is growing every day and swallowed a bin',
    'The large sinkhole in front of number fourteen is growing…'],
]
for (const [description, title] of titles) test(`titles ${JSON.stringify(description.slice(0, 20))}`, () => assert.equal(titleOf(description), title))
