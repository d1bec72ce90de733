import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from './sha256.ts'

test('hashes like everybody else, empty and long and Chinese texts too', () => {
  assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  const same = (text: string): void => assert.equal(sha256(text), createHash('sha256').update(text, 'utf8').digest('hex'))
  for (const length of [54, 55, 56, 63, 64, 65, 1000, 70_000]) same('文'.repeat(length))
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), same))
})
