import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#base/instants.ts'
import { makeCity } from '../../src/app/cities.ts'
import { password, type SmallCity, smallCity } from './small-city.ts'

let c: SmallCity
before(async () => {
  c = await smallCity()
  await makeCity(c.t.database, { slug: 'other', name: '别市', zone: 'Asia/Urumqi', hosts: ['other.example'], now: instant(Date.now()) })
})
after(() => c.close())

const sessionAt = async (url: string, host = 'localhost'): Promise<{ city: { slug: string; zone: string }; account: { username: string } | null }> =>
  JSON.parse((await c.program.app.inject({ method: 'GET', url, headers: { host } })).body)

test('chooses the city by host name, by path, and otherwise takes the first', async () => {
  assert.equal((await sessionAt('/api/session')).city.slug, 'test')
  assert.equal((await sessionAt('/api/session', 'other.example')).city.slug, 'other')
  assert.equal((await sessionAt('/city/other/api/session')).city.zone, 'Asia/Urumqi')
})

test('answers 404 for a city that is not there', async () => {
  const response = await c.program.app.inject({ method: 'GET', url: '/city/nowhere/api/session' })
  assert.equal(response.statusCode, 404)
  assert.equal(JSON.parse(response.body).code, 'http.no_such_city')
})

test('takes a sign-in of one city for nobody in another', async () => {
  const response = await c.program.app.inject({ method: 'POST', url: '/api/session', payload: { username: 'admin', password } })
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? ''
  const there = await c.program.app.inject({ method: 'GET', url: '/city/other/api/session', headers: { cookie } })
  assert.equal(JSON.parse(there.body).account, null)
  const list = await c.program.app.inject({ method: 'GET', url: '/city/other/api/accounts', headers: { cookie } })
  assert.equal(list.statusCode, 401)
})

test('numbers the cases of each city on their own and shows neither the other\'s', async () => {
  const report = async (url: string): Promise<string> =>
    JSON.parse((await c.program.app.inject({ method: 'POST', url, payload: { description: '路面破损' } })).body).number
  const [here, there] = [await report('/api/reports'), await report('/city/other/api/reports')]
  if (here && there) assert.equal(here.slice(-6), there.slice(-6))
  const admin = await c.as('admin')
  const found = await admin.call('GET', '/api/cases?limit=200&sort=opened')
  assert.equal(found.body.items.filter((row: { number: string }) => row.number === here).length, here ? 1 : 0)
})
