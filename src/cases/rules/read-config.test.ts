import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseDefaultsBasis, defaultCaseConfig } from './config.ts'
import { readCaseConfig } from './read-config.ts'

test('an empty configuration is the default, and the default reads as itself', () => {
  assert.deepEqual(readCaseConfig({}), { ok: true, value: defaultCaseConfig })
  assert.deepEqual(readCaseConfig(JSON.parse(JSON.stringify(defaultCaseConfig))), { ok: true, value: defaultCaseConfig })
})

test('every default but names says what it rests on', () => {
  assert.deepEqual(Object.keys(caseDefaultsBasis).sort(),
    Object.keys(defaultCaseConfig).filter((name) => !['version', 'zone', 'clock'].includes(name)).sort())
})

const faults: readonly (readonly [name: string, data: unknown, field: string, code: string])[] = [
  ['something that is no object', [], '', 'cases.config_not_an_object'],
  ['a zone nobody knows', { zone: 'Asia/Nowhere' }, 'zone', 'cases.config_zone_unknown'],
  ['days below zero', { reopen_days: -1 }, 'reopen_days', 'cases.config_not_days'],
  ['a source that does not exist', { verification_sources: ['pigeon'] }, 'verification_sources', 'cases.config_not_sources'],
  ['a band without end', { time_bands: [{ name: 'night', from: 60 }] }, 'time_bands', 'cases.config_not_bands'],
  ['levels with a gap', { supervision: [{ level: 2, reply_limit: { value: 1, unit: 'work_day' } }] }, 'supervision', 'cases.config_not_levels'],
  ['a flag that is a word', { registrar_closes: 'yes' }, 'registrar_closes', 'cases.config_not_yes_or_no'],
  ['a clock limit that is none', { clock: { limits: { accept: { value: -1, unit: 'work_hour' } } } }, 'clock.limits.accept', 'clock.'],
]
for (const [name, data, field, code] of faults) {
  test(`finds ${name}`, () => {
    const read = readCaseConfig(data)
    assert.ok(!read.ok && read.error.some((fault) => fault.field === field && fault.code.startsWith(code)), JSON.stringify(read))
  })
}
