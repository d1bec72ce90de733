import assert from 'node:assert/strict'
import { test } from 'node:test'
import { syncOver } from './field-city.ts'

test('a queue of visits and photos arrives whole and once over a link that fails every fourth request', { timeout: 180_000 }, async () => {
  const { synced, faults } = await syncOver({ visits: 40, photos: 120, every: 4 })
  assert.deepEqual(faults, [])
  assert.ok(synced.failures > 30, `only ${synced.failures} requests failed`)
})
