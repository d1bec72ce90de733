import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDefaultPlaceTypes, createPlace } from '#areas/server/index.ts'
import { type Instant, instant, toIso } from '#base/instants.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { type Caller, type SmallCity, smallCity } from '../../../tests/journeys/small-city.ts'
import { addDefaultBadgeKinds, reviewBadges } from './badges.ts'

let c: SmallCity
let admin: Caller, office: Caller, inspector: Caller
const places: string[] = []
let programme = '', round = '', version = ''
const day = (n: number): Instant => instant(Date.UTC(2026, 2, 11 + n, 1, 30))

/** An accepted visit as it stands in the table; how it got there is another test's matter. */
const visited = async (place: number, on: string, score: number | null): Promise<string> => {
  const id = newId(day(0)), submission = newId(day(0))
  await c.t.city.write(everyRow, async (tx) => {
    const { id: account } = await tx.one(sql<{ id: string }>`select id from accounts where username = 'inspector'`)
    const p = await tx.one(sql<{ area_id: string; area_path: string }>`select area_id, area_path from place_facts where id = ${places[place]}`)
    await tx.run(sql`insert into visits (id, number, programme_id, round_id, place_id, area_id, area_path, checklist_version_id, inspector_ids, planned_on, state, submission_id, score, created_at, updated_at)
      values (${id}, ${`V-${id}`}, ${programme}, ${round}, ${places[place]}, ${p.area_id}, ${p.area_path}, ${version}, array[${account}]::uuid[], ${on}, 'accepted', ${submission}, ${score}, now(), now())`)
    await tx.run(sql`insert into visit_submissions (id, visit_id, account_id, device_id, revision, made_at, received_at, checklist_version_id, body, body_sha256, standing)
      values (${submission}, ${id}, ${account}, 'd', 1, now(), now(), ${version}, '{}', ${'0'.repeat(64)}, 'current')`)
  })
  return id
}

before(async () => {
  c = await smallCity()
  await c.t.city.write(everyRow, async (tx) => {
    const work = { city: c.t.city, tx, actor: { id: null }, now: c.now() }
    await addDefaultPlaceTypes(work)
    await addDefaultBadgeKinds(work)
    for (const [name, type_code, lon] of [['东一路口', 'crossing', 120.01], ['东二路口', 'crossing', 120.02], ['东公园', 'park', 120.03], ['西一路口', 'crossing', 119.91]] as const) {
      const made = await createPlace(work, { name, type_code, lon, lat: 30.05 })
      if (made.ok) places.push(made.value.id)
      else assert.fail(made.error.code)
    }
    const checklist = newId(c.now())
    version = newId(c.now()); programme = newId(c.now()); round = newId(c.now())
    const { id: area, path } = await tx.one(sql<{ id: string; path: string }>`select id, path from areas where level = 'city'`)
    await tx.run(sql`insert into checklists (id, code, created_at) values (${checklist}, 'roads', now())`)
    await tx.run(sql`insert into checklist_versions (id, checklist_id, version, state, title, form, items, created_at, published_at) values (${version}, ${checklist}, 1, 'published', '道路', '{}', '[]', now(), now())`)
    await tx.run(sql`insert into programmes (id, number, name, kind, state, checklist_id, area_id, area_path, settings, starts_on, created_at, updated_at) values (${programme}, 'P1', '周检查', 'weekly_check', 'active', ${checklist}, ${area}, ${path}, '{}', '2026-01-01', now(), now())`)
    await tx.run(sql`insert into rounds (id, programme_id, number, starts_on, ends_on, state, settings, created_at, updated_at) values (${round}, ${programme}, 1, '2026-01-01', '2026-12-31', 'drawn', '{}', now(), now())`)
  })
  admin = await c.as('admin')
  office = await c.as('supervisor')
  inspector = await c.as('inspector')
})
after(() => c.close())

const get = async (url: string, by: Caller = admin) => (await by.call('GET', url)).body
const crossing = () => get(`/api/badges/check?kind=model_crossing&place=${places[0]}`)

test('a city begins with usual kinds; rules out of bounds are refused with the field and a sentence in both languages', async () => {
  const kinds = await get('/api/badge-kinds')
  assert.deepEqual(kinds.items.map((k: { code: string; held: number }) => [k.code, k.held]), [['model_compound', 0], ['model_crossing', 0], ['model_lane', 0], ['model_market', 0], ['model_window', 0]])
  const [, model] = kinds.items as [unknown, { name: string; rules: { earn: object } }]
  const bad = { name: model.name, rules: { ...model.rules, earn: { ...model.rules.earn, visits: 0 } } }
  for (const [language, words] of [['zh-CN', '应在 1 到 50 之间。'], ['en', 'This must lie between 1 and 50.']] as const) {
    const { status, body } = await admin.call('PUT', '/api/badge-kinds/model_crossing', bad, { 'accept-language': language })
    assert.deepEqual([status, body.errors[0].field, body.errors[0].message], [422, 'rules.earn.visits', words])
  }
  assert.equal((await admin.call('PUT', '/api/badge-kinds/model_crossing', { name: '示范小区', rules: model.rules })).body.code, 'inspections.badge_name_used')
  assert.equal((await inspector.call('PUT', '/api/badge-kinds/model_crossing', { name: '示范路口', rules: model.rules })).status, 403)
  assert.equal((await admin.call('PUT', '/api/badge-kinds/Model', { name: 'x', rules: model.rules })).status, 400)
})

test('a place earns its badge by three good visits; until then the reason is told', async () => {
  const none = await crossing()
  assert.deepEqual([none.allowed, none.code], [false, 'inspections.badge_few_visits'])
  await visited(0, '2026-02-01', 95)
  await visited(0, '2026-02-10', 88)
  await visited(0, '2026-02-20', 97)
  assert.equal((await crossing()).code, 'inspections.badge_low_score')
  await visited(0, '2026-03-01', 94)
  await visited(0, '2026-03-08', 92)
  const ready = await crossing()
  assert.deepEqual([ready.allowed, ready.basis, ready.visits.length], [true, { rule: 'earned', visits: 3, least: 92, open_cases: 0 }, 5])
  assert.deepEqual((await get('/api/badges/candidates?kind=model_crossing')).items.map((i: { name: string; least: number }) => [i.name, i.least]), [['东一路口', 92]])
  assert.equal((await get(`/api/badges/check?kind=model_crossing&place=${places[2]}`)).code, 'inspections.badge_wrong_type')
  assert.equal((await inspector.call('POST', '/api/badges', { kind: 'model_crossing', place_id: places[0] })).status, 403)
  const refused = await office.call('POST', '/api/badges', { kind: 'model_crossing', place_id: places[1] })
  assert.deepEqual([refused.status, refused.body.code], [409, 'inspections.badge_few_visits'])
  const given = await office.call('POST', '/api/badges', { kind: 'model_crossing', place_id: places[0], reason: '验收通过' })
  assert.deepEqual([given.status, given.body.state, given.body.accepted_on, given.body.review_due_on, given.body.place.name], [201, 'accepted', '2026-03-11', '2026-09-07', '东一路口'])
  assert.equal((await office.call('POST', '/api/badges', { kind: 'model_crossing', place_id: places[0] })).body.code, 'inspections.badge_held')
  assert.equal((await office.call('POST', '/api/badges', { kind: 'nothing', place_id: places[0] })).status, 404)
  assert.equal((await get('/api/badges/candidates?kind=model_crossing')).items.length, 0)
})

test('a badge is reviewed when due, kept on visits since, and its story tells all of it', async () => {
  const { items: [badge], figures } = await get('/api/badges')
  assert.deepEqual([badge.due, figures.held, figures.due], [false, 1, 0])
  assert.equal((await office.call('POST', `/api/badges/${badge.id}/keep`, {})).body.code, 'inspections.badge_too_early')
  c.at(day(180))
  office = await c.as('supervisor')
  admin = await c.as('admin')
  assert.equal((await get('/api/badges?show=due')).items[0].id, badge.id)
  const refused = await office.call('POST', `/api/badges/${badge.id}/keep`, {}, { 'accept-language': 'en' })
  assert.match(refused.body.detail, /1 accepted visits since 2026-03-11 are needed; there are 0/)
  await visited(0, '2026-08-20', 90)
  const kept = await office.call('POST', `/api/badges/${badge.id}/keep`, { reason: '巩固良好' })
  assert.deepEqual([kept.status, kept.body.state, kept.body.reviewed_on, kept.body.review_due_on], [200, 'kept', '2026-09-07', '2027-03-06'])
  const story = await get(`/api/badges/${badge.id}`)
  assert.deepEqual(story.events.map((e: { kind: string; actor_name: string }) => [e.kind, e.actor_name]), [['badge.accepted', 'supervisor岗'], ['badge.kept', 'supervisor岗']])
  assert.deepEqual([story.verdict.allowed, story.verdict.code], [false, 'inspections.badge_too_early'])
})

test('the clock takes the badge away on relapse, once, and the waiting time holds', async () => {
  const { items: [badge] } = await get('/api/badges')
  assert.deepEqual(await reviewBadges(c.t.city, day(200)), { checked: 1, revoked: 0, expired: 0 })
  const visit = await visited(0, '2026-09-20', 62.5)
  assert.deepEqual(await reviewBadges(c.t.city, day(200)), { checked: 1, revoked: 1, expired: 0 })
  assert.deepEqual(await reviewBadges(c.t.city, day(200)), { checked: 0, revoked: 0, expired: 0 })
  c.at(day(200))
  office = await c.as('supervisor')
  admin = await c.as('admin')
  const { badge: gone, verdict, events } = await get(`/api/badges/${badge.id}`)
  assert.deepEqual([gone.state, gone.ended_on, gone.basis, verdict], ['revoked', '2026-09-27', { rule: 'low_score', visit_id: visit, on: '2026-09-20', score: 62.5, below: 70 }, null])
  assert.deepEqual([events.at(-1).kind, events.at(-1).actor_name], ['badge.revoked', null])
  for (const on of ['2026-09-21', '2026-09-22', '2026-09-23']) await visited(0, on, 99)
  assert.equal((await crossing()).code, 'inspections.badge_wait')
  assert.equal((await office.call('POST', `/api/badges/${badge.id}/revoke`, { reason: 'x' })).body.code, 'inspections.badge_ended')
})

test('cases at the place are a relapse too; a badge nobody reviews expires; a person can take one away with a reason', async () => {
  for (const on of ['2026-09-01', '2026-09-02', '2026-09-03']) for (const place of [1, 3]) await visited(place, on, 93)
  c.at(day(201))
  office = await c.as('supervisor')
  admin = await c.as('admin')
  const east = await office.call('POST', '/api/badges', { kind: 'model_crossing', place_id: places[1] }), west = await office.call('POST', '/api/badges', { kind: 'model_crossing', place_id: places[3] })
  assert.deepEqual([east.status, west.status], [201, 201])
  assert.equal((await office.call('POST', `/api/badges/${west.body.id}/revoke`, { reason: ' ' })).body.code, 'inspections.badge_reason_empty')
  await c.t.city.write(everyRow, async (tx) => {
    const p = await tx.one(sql<{ area_id: string; area_path: string }>`select area_id, area_path from place_facts where id = ${places[1]}`)
    for (const [n, state] of ['registered', 'closed', 'dispatched', 'handling', 'void'].entries()) {
      await tx.run(sql`insert into cases (id, number, seq, head_hash, state, stage, source, imported, title, urgency, area_id, area_path, place_id, address, opened_at, updated_at)
        values (${newId(day(210))}, ${`C${n}`}, 1, '\\x00', ${state}, ${['closed', 'void'].includes(state) ? 'done' : 'handle'}, 'hotline', false, '占道', 'ordinary', ${p.area_id}, ${p.area_path}, ${places[1]}, '', ${toIso(day(210))}, now())`)
    }
  })
  assert.deepEqual(await reviewBadges(c.t.city, day(211)), { checked: 2, revoked: 1, expired: 0 })
  assert.deepEqual((await get(`/api/badges/${east.body.id}`)).badge.basis, { rule: 'cases', count: 4, at_least: 4, window_days: 30 })
  assert.deepEqual(await reviewBadges(c.t.city, day(201 + 180 + 30)), { checked: 1, revoked: 0, expired: 0 })
  assert.deepEqual(await reviewBadges(c.t.city, day(201 + 180 + 31)), { checked: 1, revoked: 0, expired: 1 })
  c.at(day(420))
  admin = await c.as('admin')
  const ended = await get('/api/badges?show=ended&limit=2')
  assert.deepEqual([ended.items.map((b: { state: string }) => b.state), ended.total], [['expired', 'revoked'], 3])
  assert.equal((await get(`/api/badges?show=ended&limit=2&cursor=${ended.next_cursor}`)).items.length, 1)
  assert.equal((await admin.call('GET', '/api/badges?cursor=xx')).status, 400)
  assert.equal((await admin.call('GET', `/api/badges/${places[0]}`)).status, 404)
})
