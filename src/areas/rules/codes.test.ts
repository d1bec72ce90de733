import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { extensionCode, parseCode, parseGbCode, schemeOfCityCode } from './codes.ts'

const good: readonly (readonly [string, string, string, string])[] = [
  ['110000', '110000', 'city', ''],
  ['370100', '370100', 'city', ''],
  ['110101', '110101', 'district', '110100 110000'],
  ['110101001', '110101001', 'street', '110101 110100 110000'],
  ['441900003', '441900003', 'street', '441900 441900 440000'],
  ['110101001001', '110101001001', 'community', '110101001'],
  ['110101001000', '110101001', 'street', '110101 110100 110000'],
  ['110101000000', '110101', 'district', '110100 110000'],
  ['110000000000', '110000', 'city', ''],
  ['110101001001001', '110101001001001', 'cell', '110101001001'],
  ['11010100100101', '11010100100101', 'cell', '110101001001'],
  [' 110101 ', '110101', 'district', '110100 110000'],
]
for (const [text, code, level, parents] of good) test(`reads ${JSON.stringify(text)} as ${level} ${code}`, () => {
  const parsed = parseGbCode(text)
  assert.ok(parsed.ok)
  assert.deepEqual([parsed.value.code, parsed.value.level, parsed.value.parents.join(' ')], [code, level, parents])
})

const bad: readonly (readonly [string, string])[] = [
  ['', 'areas.code_not_digits'], ['1101O1', 'areas.code_not_digits'], ['11010', 'areas.code_length'], ['1101010010011', 'areas.code_length'],
  ['1101010010010011', 'areas.code_length'], ['010101', 'areas.code_region'], ['110101000', 'areas.code_sequence'], ['110101001001000', 'areas.code_sequence'],
  ['11010100100100', 'areas.code_sequence'], ['200000000004', 'areas.code_sequence'], ['110101001000001', 'areas.code_sequence'],
]
for (const [text, code] of bad) test(`refuses ${JSON.stringify(text)} with ${code}`, () => {
  const parsed = parseGbCode(text)
  assert.equal(parsed.ok ? '' : parsed.error.code, code)
})

test('a code that says another level than the one given is a fault', () => {
  const parsed = parseCode('gb2260', '110101', 'street')
  assert.equal(parsed.ok ? '' : parsed.error.code, 'areas.code_level')
})

test('a free code is a word without dots, and needs its level', () => {
  assert.deepEqual(parseCode('free', 'ward-7', 'district'), { ok: true, value: { code: 'ward-7', level: 'district', parents: [] } })
  for (const text of ['', 'a.b', 'a b', '-a', 'x'.repeat(41)]) {
    const parsed = parseCode('free', text, 'district')
    assert.equal(parsed.ok ? '' : parsed.error.code, 'areas.code_not_a_word')
  }
  const parsed = parseCode('free', 'ward-7')
  assert.equal(parsed.ok ? '' : parsed.error.code, 'areas.level_missing')
})

test('the city\'s own code tells its scheme', () => {
  for (const [code, scheme] of [['110000', 'gb2260'], ['370100', 'gb2260'], ['990100', 'gb2260'], ['boston', 'free'], ['110101', 'free']] as const) assert.equal(schemeOfCityCode(code), scheme)
})

test('codes for areas without an official one count down and skip what was ever used', () => {
  const used = new Set(['110106999', '110106998'])
  assert.equal(extensionCode('gb2260', { code: '110106', level: 'district' }, 'street', (code) => used.has(code)), '110106997')
  assert.equal(extensionCode('gb2260', { code: '110000', level: 'city' }, 'district', () => false), '110099')
  assert.equal(extensionCode('free', { code: 'boston', level: 'city' }, 'district', () => false), 'boston-999')
  assert.equal(extensionCode('gb2260', { code: '110106', level: 'district' }, 'street', () => true), null)
})

test('every code it accepts it accepts again unchanged, and names parents that are codes of larger areas', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 20 }).chain((n) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: n, maxLength: n })), (text) => {
    const parsed = parseGbCode(text)
    if (!parsed.ok) return
    assert.deepEqual(parseGbCode(parsed.value.code), parsed)
    for (const parent of parsed.value.parents) assert.ok(parseGbCode(parent).ok, parent)
  }))
})
