import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOf } from '#platform/i18n/index.ts'
import { importFaults, importRemarks, mappingFaults } from './codes.ts'

test('every code has its sentence and every sentence its code', () => {
  const { errors, remarks } = textsOf('zh-CN')['import'] as unknown as { readonly errors: object; readonly remarks: object }
  assert.deepEqual([...importFaults, ...mappingFaults.map((code) => `mapping_${code}`)].sort(), Object.keys(errors).sort())
  assert.deepEqual([...importRemarks].sort(), Object.keys(remarks).sort())
})
