import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrackingCode, shownCode } from './tracking-code.ts'

const typed: readonly (readonly [string, string | null])[] = [
  ['K7QF-3M9X-T2', 'K7QF3M9XT2'], ['k7qf 3m9x t2', 'K7QF3M9XT2'], ['Ｋ７ＱＦ－３Ｍ９Ｘ－Ｔ２', 'K7QF3M9XT2'], ['oil0-oil0-oi', '0110011001'],
  ['K7QF-3M9X-T', null], ['K7QF-3M9X-T2A', null], ['K7QF-3M9X-TU', null], ['', null], ["' or 1=1 --", null],
]
for (const [text, code] of typed) test(`reads ${JSON.stringify(text)} as ${code}`, () => assert.equal(readTrackingCode(text), code))

test('what is shown is read back', () => assert.equal(readTrackingCode(shownCode('0123456789')), '0123456789'))
