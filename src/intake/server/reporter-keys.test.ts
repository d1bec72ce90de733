import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noContact } from '../rules/index.ts'
import { openReporterKeys, reporterKeysOf } from './reporter-keys.ts'

const contact = { ...noContact, name: '李明', phone: '13800001234', other: { device_id: 'x' } }
const keys = reporterKeysOf(['a'.repeat(64)])

test('opens what it sealed, and never seals the same twice', () => {
  const one = keys.seal('r1', contact), two = keys.seal('r1', contact)
  assert.deepEqual(keys.open('r1', one), contact)
  assert.notDeepEqual(one.sealed, two.sealed)
  assert.ok(!one.sealed.toString('utf8').includes('138'))
})

test('does not open a row that was moved to another report, or changed by one bit', () => {
  const sealed = keys.seal('r1', contact)
  assert.equal(keys.open('r2', sealed), null)
  const changed = Buffer.from(sealed.sealed)
  changed[3] = (changed[3] ?? 0) ^ 1
  assert.equal(keys.open('r1', { ...sealed, sealed: changed }), null)
  assert.equal(keys.open('r1', { ...sealed, sealed: Buffer.alloc(3) }), null)
})

test('after a change of keys the old rows still open, and new rows take the new key', () => {
  const old = keys.seal('r1', contact)
  const both = reporterKeysOf(['b'.repeat(64), 'a'.repeat(64)])
  assert.deepEqual(both.open('r1', old), contact)
  assert.notEqual(both.seal('r1', contact).key_id, old.key_id)
  assert.equal(reporterKeysOf(['b'.repeat(64)]).open('r1', old), null)
})

test('refuses a key of the environment that is too short to be one', async () => {
  await assert.rejects(openReporterKeys('/nowhere', { BIHUAN_REPORTER_KEYS: 'secret' }), /at least 32/)
})
