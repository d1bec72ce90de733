import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noContact } from './contact.ts'
import { hidePersonal, hidePersonalIn } from './personal.ts'

const me = { name: '柳青青', phone: '0531-88886666', email: 'liu.qingqing@example.org', other: { device_id: 'abc-123-def' } }

const rows: readonly (readonly [string, string, string])[] = [
  ['a mobile number', '请打13800001234联系', '请打***联系'], ['one in groups', '电话 138-0000-1234。', '电话 ***。'], ['one with its country', '+86 13800001234', '***'],
  ['one in full-width digits', '电话１３８００００１２３４', '电话***'], ['a landline', '座机(0531)88886666转12', '座机***'], ['a landline with a hyphen', '0531-8888666', '***'],
  ['an identity number', '身份证37010219900307123X，', '身份证***，'], ['a bank card', '6222 0212 0301 1234 567', '***'],
  ['an e-mail address', '写信到 a.b+c@mail.example.com', '写信到 ***'], ['a name on a messenger', '微信号：liu_qing88', '微信号：***'],
]
for (const [what, said, shown] of rows) test(`hides ${what}`, () => assert.equal(hidePersonal(said, null), shown))

test('hides what the reporter gave as the contact, wherever it is said again', () => {
  assert.equal(hidePersonal('我是柳青青，电话8888 6666', { ...me, phone: '88886666' }), '我是***，电话***')
  assert.equal(hidePersonal('Call Ann Lee, not Annabel Leeds', { ...noContact, name: 'Ann Lee' }), 'Call ***, not Annabel Leeds')
  assert.equal(hidePersonal('设备 ABC-123-DEF', me), '设备 ***')
})

const kept = [
  '路灯 20260311-000123 不亮', '3号楼12单元1302室门口', '2026-03-11 08:30 有人占道，约15分钟', '编号370102001001001的网格', '热线12345，急救120', '占地1,500平方米，价格 3.14', 'https://example.com/a?b=1',
  '王先生反映', '', '８号楼',
]
for (const text of kept) test(`leaves "${text}" as it was said`, () => assert.equal(hidePersonal(text, null), text))

test('tells which texts were changed, with what was said', () => {
  assert.deepEqual(hidePersonalIn({ title: '占道', description: '打 13800001234' }, null), { shown: { title: '占道', description: '打 ***' }, said: { description: '打 13800001234' } })
})

test('takes no longer for texts made to be slow', () => {
  const began = performance.now()
  for (const text of ['1'.repeat(4_000), 'a'.repeat(4_000), 'a@'.repeat(2_000), '0531 '.repeat(800), `a@${'a.'.repeat(1_999)}`]) hidePersonal(text, me)
  assert.ok(performance.now() - began < 1_000)
})
