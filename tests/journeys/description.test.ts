import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpoints } from '../../scripts/documents/routes.ts'
import { smallCity } from './small-city.ts'

test('serves the OpenAPI description of all its routes to everybody', async () => {
  const c = await smallCity()
  try {
    const { call } = await c.as(null)
    const answer = await call('GET', '/api/openapi.json')
    assert.equal(answer.status, 200)
    assert.equal(answer.body.openapi, '3.1.0')
    for (const e of endpoints()) assert.ok(answer.body.paths[e.path.replaceAll(/:([a-z_]+)/gi, '{$1}')]?.[e.method.toLowerCase()], `${e.method} ${e.path} is described`)
  } finally {
    await c.close()
  }
})
