import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everyRow, sql } from '#platform/db/index.ts'
import { inspectionCity, type InspectionCity, send, submission } from '../../../tests/journeys/inspection-city.ts'
import { openAccount } from '../../../tests/journeys/proving.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { newId } from '#platform/random/index.ts'
import { type SmallCity, smallCity } from '../../../tests/journeys/small-city.ts'

let c: SmallCity, ic: InspectionCity
before(async () => {
  c = await smallCity()
  ic = await inspectionCity(c, 4)
  const areas = await areaModelOf(c.t.city)
  const west = areas.byCode('990102001'), visits = [await ic.visit({ place: 0 }), await ic.visit({ place: 1 }), await ic.visit({ place: 2 }), await ic.visit({ place: 3 })]
  const draw = newId(c.now())
  const frame = { settings: { method: 'smallest_tickets' }, strata: [{ key: '', places: 8, sample: 4 }], places: ic.places.map((p, i) => ({ id: p.id, x: i * 100, y: 0 })) }
  await c.t.database.asOwner(c.t.city.schema, async (tx) => {
    await tx.run(sql`insert into draws (id, round_id, attempt, state, frame, frame_sha256, seed_source, public_value_name, public_value, seed, result, result_sha256, committed_at, drawn_at)
      values (${draw}, ${ic.round_id}, 1, 'drawn', ${JSON.stringify(frame)}::jsonb, ${'ab'.repeat(32)}, 'public_value', '某日开奖号码', '1', ${'cd'.repeat(32)}, '{}', ${'ef'.repeat(32)}, ${new Date(c.now() - 1000)}, ${new Date(c.now())})`)
    await tx.run(sql`update visits set draw_id = ${draw}, stratum = '', inclusion_probability = 0.5 where id = any(${visits}::uuid[])`)
  })
  const walker = await c.as('walker'), office = await c.as('civility-office')
  for (const [i, visit] of visits.entries()) {
    await send(walker, submission(c, ic, visit, { answers: { clean: 'pass', order: 'pass', lights: i % 2 ? 'fail' : 'pass', lights_note: 'x', sign: 'pass' } }))
    assert.equal((await office.call('POST', `/api/visits/${visit}/accept`)).status, 200)
  }
  await c.t.city.write(everyRow, (tx) => tx.run(sql`update visits set area_id = ${west?.id as string}, area_path = ${west?.path as string} where id = any(${visits.slice(2)}::uuid[])`))
  await openAccount(c, 'west-office', [{ role: 'civility_office', area_id: areas.byCode('990102')?.id as string }])
})
after(() => c.close())
const url = (by: string): string => `/api/results?by=${by}&programme=${ic.programme_id}&from=2026-03-01&to=2026-03-31`

test('a figure stands beside its raw count with error, visits and flags', async () => {
  const office = await c.as('civility-office')
  const { status, body } = await office.call('GET', url('overall'))
  assert.equal(status, 200, JSON.stringify(body))
  const [all] = body.items
  assert.deepEqual([all.visits, all.places, body.visits, all.publishable, all.flags.includes('too_few')], [4, 4, 4, false, true])
  assert.ok(Math.abs(all.value - all.raw) < 1e-9 && all.se > 0)
  const lights = (await office.call('GET', url('item'))).body.items.find((f: { key: string }) => f.key === 'lights')
  assert.deepEqual([lights.value, lights.raw, lights.tally.pass, lights.tally.fail], [0.5, 0.5, 2, 2])
  assert.equal(String((await office.call('GET', url('area').replace('/results', '/results/export'))).body).trim().split('\n').length, 3)
})

test('a district is a domain of the whole design: its office reads the same figure as the city does', async () => {
  const office = await c.as('civility-office'), west = await c.as('west-office')
  const wide = (await office.call('GET', url('area'))).body.items, own = (await west.call('GET', url('area'))).body
  assert.deepEqual([wide.length, own.items.length, own.visits], [2, 1, 2])
  assert.deepEqual(own.items[0], wide.find((f: { key: string }) => f.key === '990100.990102'))
  assert.deepEqual((await west.call('GET', url('item'))).body.items.map((f: { key: string; visits: number }) => [f.key, f.visits]), ['clean', 'lights', 'order', 'sign'].map((key) => [key, 2]))
})
