import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskContact, noContact, readContact } from './contact.ts'

const masks: readonly (readonly [string, string, string, string])[] = [
  ['李明', '13800001234', 'liming@example.org', '李* 138****1234 l***@example.org'],
  ['欧阳修文', '+86 138-0000-1234', '', '欧*** 861****1234 '],
  ['王', '88881234', '', '* ***234 '], ['', '110', '', ' *** '], ['', '', '', '  '],
]
for (const [name, phone, email, masked] of masks) test(`masks ${name} ${phone}`, () => {
  const m = maskContact({ ...noContact, name, phone, email })
  assert.equal(`${m.name} ${m.phone} ${m.email}`, masked)
})

test('a fault about a number does not repeat the number', () => {
  const read = readContact({ phone: 'call me', email: 'nobody' })
  assert.deepEqual(read.ok ? [] : read.error, [
    { field: 'contact.phone', value: null, code: 'intake.phone_invalid' }, { field: 'contact.email', value: null, code: 'intake.email_invalid' },
  ])
})

for (const phone of ['13800001234', '+86 138 0000 1234', '（0531）8888-8888转12', '138****1234', '12345']) {
  test(`takes the number ${phone}`, () => assert.ok(readContact({ phone }).ok))
}
