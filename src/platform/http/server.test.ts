import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Type } from 'typebox'
import { instant } from '#base/instants.ts'
import type { Database } from '#platform/db/index.ts'
import { buildServer, endpoint } from './index.ts'

const nobody = { actor: { id: null, name: '', roles: [], permissions: new Set<string>(), restricted: false }, scope: { 'app.actor': 'anonymous' }, csrfToken: null }
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const open = () => buildServer({
  endpoints: [
    endpoint({ id: 'a.list', method: 'GET', path: '/api/a', summary: '', access: 'public', query: Type.Object({ name: Type.Optional(Type.String()) }, { additionalProperties: false }), handler: async () => ({}) }),
    endpoint({ id: 'a.add', method: 'POST', path: '/api/a', summary: '', access: 'public', body: Type.Object({}, { additionalProperties: true }), bodyLimit: 2048, handler: async () => ({}) }),
  ],
  services: { database: { cities: async () => [{ slug: 'x', hosts: [] }] } as unknown as Database }, log: silent, clock: () => instant(0), identify: async () => nobody,
})

test('what is wrong with a request is said exactly', async () => {
  const app = await open()
  const json = { 'content-type': 'application/json', 'accept-language': 'en' }
  const twice = (await app.inject({ url: '/api/a?name=1&name=2' })).json()
  assert.deepEqual([twice.status, twice.errors[0].field, twice.errors[0].code], [400, 'name', 'http.invalid.repeated'])
  const broken = (await app.inject({ method: 'POST', url: '/api/a', payload: '{\n  "a": 1,\n}', headers: json })).json()
  assert.deepEqual([broken.status, broken.code, broken.params], [400, 'http.malformed', { line: 3, column: 1 }])
  const large = (await app.inject({ method: 'POST', url: '/api/a', payload: JSON.stringify({ a: 'x'.repeat(3000) }), headers: json })).json()
  assert.deepEqual([large.status, large.detail], [413, 'This is larger than allowed: at most 2 KB.'])
  await app.close()
})

test('headers that are too large are answered with 431 as a problem', async () => {
  const app = await open()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const answer = await new Promise<{ status: number | undefined; type: string | undefined; body: string }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: '/api/a', headers: { 'x-long': 'x'.repeat(40_000) } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (piece: string) => (body += piece)).on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body }))
    })
    asked.on('error', reject).end()
  })
  assert.deepEqual([answer.status, answer.type, JSON.parse(answer.body).code], [431, 'application/problem+json; charset=utf-8', 'http.headers_too_large'])
  await app.close()
})
