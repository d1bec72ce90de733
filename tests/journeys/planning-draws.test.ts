import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { createAccount } from '#access/server/index.ts'
import { areaModelOf, createPlaces, savePlaceType } from '#areas/server/index.ts'
import { dayMs, hourMs, instant } from '#base/instants.ts'
import { commitmentOf, type PublishedDraw, verifyDraw } from '#inspections/rules/index.ts'
import { markMissedVisits, planAhead } from '#inspections/server/index.ts'
import { at, everyRow, sql } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { type Caller, morning, password, smallCity, type SmallCity } from './small-city.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
let c: SmallCity
let office: Caller, district: Caller, inspector: Caller, leader: Caller, nobody: Caller
let cityArea = '', eastArea = '', checklist = ''
let team: string[] = []

before(async () => {
  c = await smallCity()
  const { city } = c.t
  const now = morning
  const areas = await areaModelOf(city)
  cityArea = areas.byCode('990100')?.id as string
  eastArea = areas.byCode('990101')?.id as string
  const account = (username: string, role: string, area: string | null): Promise<string> => city.write(everyRow, async (tx) => (await createAccount(tx, { id: null }, {
    username, display_name: username, password, must_change_password: false, grants: [{ role: role as never, area_id: area, unit_id: null }],
  }, now)) as unknown as string)
  for (const [name, area] of [['walker1', '990101'], ['walker2', '990101'], ['walker3', '990102'], ['walker4', '990102']] as const) await account(name, 'inspector', areas.byCode(area)?.id ?? null)
  await account('office', 'civility_office', cityArea)
  await account('east-office', 'civility_office', eastArea)
  await account('leader', 'leader', cityArea)
  await city.write(everyRow, async (tx) => {
    const work = { city, tx, actor: { id: null }, now }
    for (const code of ['market', 'park']) await savePlaceType(work, { code, name: code })
    await createPlaces(work, Array.from({ length: 40 }, (_, i) => ({
      name: `点位${i}`, type_code: i % 2 === 0 ? 'market' : 'park', lon: (i < 20 ? 120.02 : 119.92) + (i % 5) * 0.01, lat: 30.02 + Math.floor((i % 20) / 5) * 0.01,
      area_id: areas.byCode(i < 20 ? '990101001' : '990102001')?.id as string, valid_from: '2026-01-01', unit_id: i === 0 ? c.units.streets : null,
    })), 'test')
    checklist = newId(now)
    await tx.run(sql`insert into checklists (id, code, created_at) values (${checklist}, 'street', ${at(now)})`)
    await tx.run(sql`insert into checklist_versions (id, checklist_id, version, state, title, form, items, created_at, published_at) values (${newId(now)}, ${checklist}, 1, 'published', '街面', '{}', '[]', ${at(now)}, ${at(now)})`)
  })
  ;[office, district, inspector, leader, nobody] = await Promise.all([c.as('office'), c.as('east-office'), c.as('walker1'), c.as('leader'), c.as(null)])
  const choices = await office.call('GET', '/api/inspections/choices')
  team = choices.body.inspectors.filter((i: { display_name: string }) => i.display_name.startsWith('walker')).map((i: { id: string }) => i.id)
  assert.equal(team.length, 4)
})
after(() => c.close())

const settings = (change: { sample?: object; team?: object; schedule?: object; frame?: object } = {}) => ({
  frame: { area_paths: [], place_types: [], excluded_place_ids: [], rest_days: 0, ...change.frame },
  sample: { take: 'sample', count: 8, stratify: 'district', allocation: 'proportional', least_per_stratum: 1, quotas: {}, probability: 'equal', spread: 'balanced', ...change.sample },
  schedule: { every: 'week', interval: 1, days: 'working', weekdays: [], ...change.schedule },
  team: { inspector_ids: team, per_visit: 2, most_per_day: 6, recuse_home_district: true, ...change.team },
  day: { from: '09:00', to: '17:00', minutes_per_visit: 20, speed_kmh: 15 },
  cases_at: 'acceptance',
})
const body = (change: object = {}, parts: Parameters<typeof settings>[0] = {}) => ({
  name: '周检查', kind: 'weekly_check', checklist_id: checklist, area_id: cityArea, settings: settings(parts), starts_on: '2026-03-09', ends_on: null, ...change,
})
/** A programme that runs, with its first round planned. */
const running = async (change: object = {}, parts: Parameters<typeof settings>[0] = {}): Promise<{ programme: string; round: string }> => {
  const made = await office.call('POST', '/api/inspections/programmes', body(change, parts))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const begun = await office.call('POST', `/api/inspections/programmes/${made.body.id}/activate`, {})
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const planned = await office.call('POST', `/api/inspections/programmes/${made.body.id}/rounds`, { from: '2026-03-11', to: '2026-03-13' })
  assert.equal(planned.status, 200, JSON.stringify(planned.body))
  return { programme: made.body.id, round: planned.body.items[0].id }
}
const refused = (answer: { status: number; body: { code?: string } }, status: number, code: string): void =>
  assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body))
const later = (ms: number): void => c.at(instant(c.now() + ms))
const twoParties = async (draw: string, hash: string): Promise<void> => {
  for (const [who, party, secret] of [[office, '文明办', 'a secret of the office 01'], [leader, '监督方', 'a secret of the watcher 02']] as const) {
    const answer = await who.call('POST', `/api/draws/${draw}/commitments`, { party, commitment: commitmentOf(hash, party, secret, sha256) })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
}
const reveals = async (draw: string): Promise<void> => {
  assert.equal((await office.call('POST', `/api/draws/${draw}/reveals`, { secret: 'a secret of the office 01' })).status, 200)
  assert.equal((await leader.call('POST', `/api/draws/${draw}/reveals`, { secret: 'a secret of the watcher 02' })).status, 200)
}

test('names every fault of a programme with its field, and keeps a district office within its district', async () => {
  const bad = await office.call('POST', '/api/inspections/programmes', body({ name: ' ', ends_on: '2026-01-01' }))
  assert.equal(bad.status, 422)
  assert.deepEqual(bad.body.errors.map((e: { field: string; code: string }) => [e.field, e.code]), [['name', 'inspections.name_empty'], ['ends_on', 'inspections.ends_before_start']])
  assert.ok(bad.body.errors.every((e: { message: string }) => e.message && !e.message.startsWith('inspections.')))
  refused(await district.call('POST', '/api/inspections/programmes', body()), 403, 'inspections.area_not_yours')
  assert.equal((await district.call('POST', '/api/inspections/programmes', body({ area_id: eastArea, name: '东区自查' }))).status, 201)
  assert.equal((await inspector.call('POST', '/api/inspections/programmes', body())).status, 403)
  assert.equal((await nobody.call('GET', '/api/inspections/programmes')).status, 401)
})

test('begins, pauses and ends a programme with reasons, and tells its story', async () => {
  const made = await office.call('POST', '/api/inspections/programmes', body({ name: '起停', checklist_id: null }))
  const path = `/api/inspections/programmes/${made.body.id}`
  assert.deepEqual(made.body.settings, settings())
  assert.match(made.body.number, /^P2026-\d{3}$/)
  refused(await office.call('POST', `${path}/activate`, {}), 409, 'inspections.no_published_checklist')
  refused(await office.call('POST', `${path}/rounds`, { from: '2026-03-11', to: '2026-03-20' }), 409, 'inspections.not_active')
  assert.equal((await office.call('PATCH', path, { checklist_id: checklist, name: '起停二' })).body.name, '起停二')
  assert.equal((await office.call('POST', `${path}/activate`, {})).body.state, 'active')
  refused(await office.call('PATCH', path, { kind: 'special' }), 409, 'inspections.kind_stands')
  assert.equal((await office.call('POST', `${path}/rounds`, { from: '2026-03-11', to: '2026-03-29' })).body.planned, 3)
  assert.equal((await office.call('POST', `${path}/rounds`, { from: '2026-03-11', to: '2026-03-29' })).body.planned, 0)
  refused(await office.call('POST', `${path}/rounds`, { from: '2026-03-20', to: '2026-03-11' }), 409, 'inspections.span_bad')
  refused(await office.call('POST', `${path}/rounds`, { from: '2026-02-01', to: '2026-02-11' }), 409, 'inspections.span_past')
  refused(await office.call('POST', `${path}/pause`, { reason: ' ' }), 409, 'inspections.reason_empty')
  assert.equal((await office.call('POST', `${path}/pause`, { reason: '会议周' })).body.state, 'paused')
  refused(await office.call('POST', `${path}/pause`, { reason: '再停' }), 409, 'inspections.not_pause')
  assert.equal((await office.call('POST', `${path}/end`, { reason: '并入日巡' })).body.state, 'ended')
  refused(await office.call('PATCH', path, { name: '改名' }), 409, 'inspections.programme_ended')
  refused(await office.call('POST', `${path}/activate`, {}), 409, 'inspections.not_activate')
  const one = await office.call('GET', path)
  // The city's clock stood still meanwhile: what happened within one millisecond has no order.
  assert.deepEqual(one.body.story.map((e: { kind: string }) => e.kind).sort(), ['programme.activated', 'programme.changed', 'programme.created', 'programme.ended', 'programme.paused'])
  assert.deepEqual(one.body.story.find((e: { kind: string }) => e.kind === 'programme.paused').data.rounds_taken_back, [2, 3])
  refused(await office.call('GET', '/api/inspections/programmes/019a0000-0000-7000-8000-000000000000'), 404, 'inspections.programme_not_found')
})

test('previews strata, allocation and capacity without saving or naming a place', async () => {
  const answer = await office.call('POST', '/api/inspections/preview', { area_id: cityArea, kind: 'weekly_check', settings: settings(), starts_on: '2026-03-09', ends_on: '2026-03-15' })
  assert.deepEqual(answer.body.strata, [{ key: '990100.990101', places: 20, sample: 4 }, { key: '990100.990102', places: 20, sample: 4 }])
  assert.deepEqual([answer.body.places, answer.body.sample, answer.body.days, answer.body.capacity, answer.body.recused, answer.body.faults], [40, 8, ['2026-03-11', '2026-03-12', '2026-03-13'], 36, 4, []])
  const many = await office.call('POST', '/api/inspections/preview', { area_id: cityArea, kind: 'weekly_check', settings: settings({ sample: { count: 40 } }), starts_on: '2026-03-09', ends_on: '2026-03-15' })
  assert.deepEqual(many.body.faults.map((f: { code: string }) => f.code), ['inspections.draw_team_too_small'])
})

test('draws by commitment of two parties: hash first, then chance, then visits that keep their probability; everybody can verify', async () => {
  const { round } = await running({ name: '双随机' })
  const committed = await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' })
  assert.equal(committed.status, 201, JSON.stringify(committed.body))
  const { id, frame_sha256: hash } = committed.body
  refused(await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' }), 409, 'inspections.round_fixed')
  const before = await nobody.call('GET', `/api/draws/${id}/published`)
  assert.deepEqual([before.status, before.body.frame_sha256, before.body.file, before.body.state], [200, hash, null, 'committed'])
  later(hourMs)
  refused(await office.call('POST', `/api/draws/${id}/run`, {}), 409, 'inspections.reveals_missing')
  assert.equal((await office.call('POST', `/api/draws/${id}/commitments`, { party: '文', commitment: 'x' })).status, 422)
  refused(await office.call('POST', `/api/draws/${id}/reveals`, { secret: 'a secret of the office 01' }), 409, 'inspections.not_a_party')
  const first = commitmentOf(hash, '文明办', 'a secret of the office 01', sha256)
  assert.equal((await office.call('POST', `/api/draws/${id}/commitments`, { party: '文明办', commitment: first })).status, 200)
  refused(await office.call('POST', `/api/draws/${id}/commitments`, { party: '监督方', commitment: 'a'.repeat(64) }), 409, 'inspections.party_twice')
  refused(await leader.call('POST', `/api/draws/${id}/commitments`, { party: '文明办', commitment: 'b'.repeat(64) }), 409, 'inspections.party_named_twice')
  refused(await leader.call('POST', `/api/draws/${id}/commitments`, { party: '监督方', commitment: first }), 409, 'inspections.commitment_copied')
  refused(await office.call('POST', `/api/draws/${id}/reveals`, { secret: 'a secret of the office 01' }), 409, 'inspections.reveal_too_early')
  assert.equal((await leader.call('POST', `/api/draws/${id}/commitments`, { party: '监督方', commitment: commitmentOf(hash, '监督方', 'a secret of the watcher 02', sha256) })).status, 200)
  refused(await inspector.call('POST', `/api/draws/${id}/commitments`, { party: '丙方', commitment: 'c'.repeat(64) }), 409, 'inspections.commitments_complete')
  assert.equal((await office.call('POST', `/api/draws/${id}/reveals`, { secret: 'short' })).status, 422)
  refused(await office.call('POST', `/api/draws/${id}/reveals`, { secret: 'another secret of the office' }), 409, 'inspections.reveal_differs')
  await reveals(id)
  refused(await office.call('POST', `/api/draws/${id}/reveals`, { secret: 'a secret of the office 01' }), 409, 'inspections.revealed_already')
  assert.equal((await leader.call('POST', `/api/draws/${id}/run`, {})).status, 403)
  later(1000)
  const drawn = await office.call('POST', `/api/draws/${id}/run`, {})
  assert.equal(drawn.status, 200, JSON.stringify(drawn.body))
  assert.equal(drawn.body.selected.length, 8)
  refused(await office.call('POST', `/api/draws/${id}/run`, {}), 409, 'inspections.draw_not_open')
  const detail = await office.call('GET', `/api/inspections/rounds/${round}`)
  assert.deepEqual([detail.body.state, detail.body.visits, detail.body.planned.length], ['drawn', 8, 8])
  assert.ok(detail.body.planned.every((v: { inclusion_probability: number; inspector_names: string[]; planned_on: string }) =>
    v.inclusion_probability === 0.2 && v.inspector_names.length === 2 && v.planned_on >= '2026-03-11' && v.planned_on <= '2026-03-13'))
  // Nobody inspects the home district.
  assert.ok(detail.body.planned.every((v: { area_name: string; inspector_names: string[] }) => v.inspector_names.every((name) => (v.area_name.startsWith('东') ? ['walker3', 'walker4'] : ['walker1', 'walker2']).includes(name))))
  const published = await nobody.call('GET', `/api/draws/${id}/published`)
  assert.deepEqual(verifyDraw(published.body.file, sha256), [])
  const file = await nobody.call('GET', `/api/draws/${id}/file`)
  assert.deepEqual(verifyDraw((typeof file.body === 'string' ? JSON.parse(file.body) : file.body) as PublishedDraw, sha256), [])
  const moved = structuredClone(published.body.file)
  moved.result.selected[0].inspector_ids.reverse()
  assert.ok(verifyDraw(moved, sha256).length > 0)
})

test('draws from a public value that is named before it is known, and not before that moment', async () => {
  const { round } = await running({ name: '公开值' })
  const commit = (known_at: string, name = '彩票第 2026031 期') => office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'public_value', name, known_at })
  refused(await commit(new Date(c.now()).toISOString()), 409, 'inspections.value_known_already')
  assert.equal((await commit(new Date(c.now() + hourMs).toISOString(), '数')).body.errors[0].code, 'inspections.public_value_name_short')
  const { id } = (await commit(new Date(c.now() + hourMs).toISOString())).body
  refused(await office.call('POST', `/api/draws/${id}/commitments`, { party: '文明办', commitment: 'a'.repeat(64) }), 409, 'inspections.draw_other_source')
  refused(await office.call('POST', `/api/draws/${id}/run`, { public_value: '03 07 11 19 22 31 + 05' }), 409, 'inspections.value_not_known_yet')
  later(hourMs)
  assert.equal((await office.call('POST', `/api/draws/${id}/run`, { public_value: '3' })).status, 422)
  const drawn = await office.call('POST', `/api/draws/${id}/run`, { public_value: '03 07 11 19 22 31 + 05' })
  assert.deepEqual([drawn.status, drawn.body.public_value], [200, '03 07 11 19 22 31 + 05'], JSON.stringify(drawn.body))
  assert.deepEqual(verifyDraw((await nobody.call('GET', `/api/draws/${id}/published`)).body.file, sha256), [])
})

test('voids a draw with a reason only, keeps every attempt, and refuses the same content once its chance was seen', async () => {
  const { round } = await running({ name: '作废' })
  const one = (await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' })).body
  refused(await office.call('POST', `/api/draws/${one.id}/void`, { reason: ' ' }), 409, 'inspections.reason_empty')
  assert.equal((await office.call('POST', `/api/draws/${one.id}/void`, { reason: '名单漏了一处' })).body.state, 'void')
  // No secret was told: the same list may be fixed again, as the second attempt.
  const two = (await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' })).body
  assert.deepEqual([two.attempt, two.frame_sha256 === one.frame_sha256], [2, false])
  await twoParties(two.id, two.frame_sha256)
  assert.equal((await office.call('POST', `/api/draws/${two.id}/reveals`, { secret: 'a secret of the office 01' })).status, 200)
  assert.equal((await office.call('POST', `/api/draws/${two.id}/void`, { reason: '对方不揭示' })).status, 200)
  refused(await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' }), 409, 'inspections.frame_unchanged')
  assert.equal((await office.call('PATCH', `/api/inspections/rounds/${round}`, { settings: settings({ sample: { count: 6 } }) })).status, 200)
  const three = (await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' })).body
  await twoParties(three.id, three.frame_sha256)
  await reveals(three.id)
  later(1000)
  assert.equal((await office.call('POST', `/api/draws/${three.id}/run`, {})).status, 200)
  refused(await office.call('PATCH', `/api/inspections/rounds/${round}`, {}), 409, 'inspections.round_fixed')
  refused(await office.call('POST', `/api/inspections/rounds/${round}/void`, { reason: '算了' }), 409, 'inspections.round_fixed')
  const attempts = (await nobody.call('GET', `/api/draws/${three.id}/published`)).body.attempts
  assert.deepEqual(attempts.map((a: { attempt: number; state: string; void_reason: string | null }) => [a.attempt, a.state, a.void_reason]), [[1, 'void', '名单漏了一处'], [2, 'void', '对方不揭示'], [3, 'drawn', null]])
  await c.t.city.write(everyRow, (tx) => tx.run(sql`update visits set state = 'started' where id = (select id from visits where draw_id = ${three.id} limit 1)`))
  refused(await office.call('POST', `/api/draws/${three.id}/void`, { reason: '再来' }), 409, 'inspections.visits_begun')
  await c.t.city.write(everyRow, (tx) => tx.run(sql`update visits set state = 'planned' where draw_id = ${three.id}`))
  assert.equal((await office.call('POST', `/api/draws/${three.id}/void`, { reason: '天气' })).status, 200)
  assert.deepEqual([(await office.call('GET', `/api/inspections/rounds/${round}`)).body.visits, (await office.call('GET', `/api/inspections/rounds/${round}`)).body.state], [0, 'planned'])
})

test('keeps the places of an unannounced round from everybody but those who plan until it is over', async () => {
  const start = c.now()
  const { round } = await running({ name: '暗访', kind: 'unannounced' })
  const { id, frame_sha256: hash } = (await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' })).body
  await twoParties(id, hash)
  await reveals(id)
  later(1000)
  assert.equal((await office.call('POST', `/api/draws/${id}/run`, {})).body.selected.length, 8)
  assert.deepEqual([(await leader.call('GET', `/api/draws/${id}`)).body.hidden, (await leader.call('GET', `/api/draws/${id}`)).body.selected], [true, []])
  assert.deepEqual([(await leader.call('GET', `/api/inspections/rounds/${round}`)).body.hidden, (await leader.call('GET', `/api/inspections/rounds/${round}`)).body.planned], [true, []])
  const secret = (await nobody.call('GET', `/api/draws/${id}/published`)).body
  assert.deepEqual([secret.file, secret.open_after, secret.frame_sha256], [null, '2026-03-15', hash])
  refused(await nobody.call('GET', `/api/draws/${id}/file`), 409, 'inspections.draw_not_public')
  c.at(instant(start + 6 * dayMs))
  assert.deepEqual(verifyDraw((await nobody.call('GET', `/api/draws/${id}/published`)).body.file, sha256), [])
  c.at(instant(start))
})

test('assigns a round of every place without a draw, with probability one; one that samples must be drawn', async () => {
  const sampled = await running({ name: '要抽' })
  refused(await office.call('POST', `/api/inspections/rounds/${sampled.round}/assign`), 409, 'inspections.draw_needed')
  const { round } = await running({ name: '全查' }, { sample: { take: 'all' }, team: { per_visit: 1, most_per_day: 10 } })
  const answer = await office.call('POST', `/api/inspections/rounds/${round}/assign`)
  assert.deepEqual([answer.status, answer.body.visits], [200, 40], JSON.stringify(answer.body))
  const { planned } = (await office.call('GET', `/api/inspections/rounds/${round}`)).body
  assert.ok(planned.every((v: { inclusion_probability: number; inspector_names: string[] }) => v.inclusion_probability === 1 && v.inspector_names.length === 1))
  refused(await office.call('POST', `/api/inspections/rounds/${round}/assign`), 409, 'inspections.round_fixed')
  const gone = await running({ name: '收回' }, { sample: { take: 'all' } })
  refused(await office.call('POST', `/api/inspections/rounds/${gone.round}/void`, { reason: '' }), 409, 'inspections.reason_empty')
  assert.equal((await office.call('POST', `/api/inspections/rounds/${gone.round}/void`, { reason: '重复' })).body.state, 'void')
})

test('recuses: one\'s own interest, anybody by those who plan; the next frame keeps them apart', async () => {
  const me = team[0] as string, east = eastArea
  const declare = (who: Caller, change: object) => who.call('POST', '/api/inspections/recusals', { account_id: me, kind: 'interest', reason: '亲属在此经营', ...change })
  const places = (await office.call('GET', '/api/places?limit=5')).body.items as { id: string }[]
  const other = await c.as('walker2')
  refused(await declare(other, { place_id: places[0]?.id }), 403, 'inspections.recusal_not_yours')
  refused(await declare(office, {}), 409, 'inspections.recusal_one_subject')
  refused(await declare(office, { kind: 'home_area', place_id: places[0]?.id }), 409, 'inspections.recusal_home_is_area')
  refused(await declare(office, { place_id: places[0]?.id, reason: ' ' }), 409, 'inspections.reason_empty')
  refused(await declare(office, { place_id: places[0]?.id, valid_to: '2026-01-01' }), 409, 'inspections.recusal_ends_early')
  refused(await declare(office, { place_id: '019a0000-0000-7000-8000-000000000000' }), 409, 'inspections.recusal_subject_unknown')
  refused(await office.call('POST', '/api/inspections/recusals', { account_id: '019a0000-0000-7000-8000-000000000000', kind: 'interest', reason: '无', area_id: east }), 409, 'inspections.recusal_not_inspector')
  const made = await declare(office, { place_id: places[0]?.id })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  refused(await declare(office, { place_id: places[0]?.id }), 409, 'inspections.recusal_there_already')
  const own = await c.as((await office.call('GET', '/api/inspections/choices')).body.inspectors.find((i: { id: string }) => i.id === me).display_name)
  assert.equal((await own.call('GET', '/api/inspections/recusals')).body.items.length, 1)
  assert.equal((await other.call('GET', '/api/inspections/recusals')).body.items.length, 0)
  const { round } = await running({ name: '回避' })
  const { id } = (await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'public_value', name: '公开的数', known_at: new Date(c.now() + 1000).toISOString() })).body
  later(2000)
  await office.call('POST', `/api/draws/${id}/run`, { public_value: '123456' })
  const { frame } = (await nobody.call('GET', `/api/draws/${id}/published`)).body.file
  assert.ok(frame.inspectors.find((i: { id: string }) => i.id === me).barred.includes(places[0]?.id))
  refused(await office.call('POST', `/api/inspections/recusals/${made.body.id}/withdraw`, { reason: '' }), 409, 'inspections.reason_empty')
  assert.equal((await own.call('POST', `/api/inspections/recusals/${made.body.id}/withdraw`, { reason: '没有了' })).status, 403)
  assert.equal((await office.call('POST', `/api/inspections/recusals/${made.body.id}/withdraw`, { reason: '已转让' })).status, 200)
  refused(await office.call('POST', `/api/inspections/recusals/${made.body.id}/withdraw`, { reason: '已转让' }), 404, 'inspections.recusal_not_found')
})

test('plans the weeks ahead by itself, once, and marks what nobody visited', async () => {
  const { round } = await running({ name: '日常' }, { sample: { take: 'all' }, team: { per_visit: 1, most_per_day: 10 } })
  assert.equal((await office.call('POST', `/api/inspections/rounds/${round}/assign`)).status, 200)
  const planned = await planAhead(c.t.city, c.now())
  assert.ok(planned > 0)
  assert.equal(await planAhead(c.t.city, c.now()), 0)
  const answer = (await office.call('GET', '/api/inspections/calendar?from=2026-03-09&to=2026-04-05')).body
  assert.equal(answer.days.length, 28)
  assert.deepEqual(answer.days.slice(0, 7).map((d: { working: boolean }) => d.working), [true, true, true, true, true, false, false])
  assert.ok(answer.rounds.some((r: { id: string; visits: number }) => r.id === round && r.visits === 40))
  assert.equal((await office.call('GET', '/api/inspections/calendar?from=2026-03-09&to=2027-04-05')).status, 422)
  const now = c.now()
  assert.equal(await markMissedVisits(c.t.city, now), 0)
  c.at(instant(now + 5 * dayMs))
  assert.ok((await markMissedVisits(c.t.city, c.now())) >= 40)
  assert.equal(await markMissedVisits(c.t.city, c.now()), 0)
  const detail = (await (await c.as('office')).call('GET', `/api/inspections/rounds/${round}`)).body
  assert.deepEqual([detail.state, detail.missed], ['closed', 40])
  c.at(now)
})

test('a round of re-inspection is neither drawn nor assigned from places, and says when failed items become cases', async () => {
  for (const take of ['sample', 'all']) {
    const { programme, round } = await running({ name: `复查 ${take}`, kind: 're_inspection', settings: { ...settings({ sample: { take } }), cases_at: 'submission' } })
    refused(await office.call('POST', `/api/inspections/rounds/${round}/assign`, {}), 409, 'inspections.re_inspection_not_drawn')
    refused(await office.call('POST', `/api/inspections/rounds/${round}/draws`, { kind: 'commit_reveal' }), 409, 'inspections.re_inspection_not_drawn')
    assert.equal((await office.call('GET', `/api/inspections/programmes/${programme}`)).body.settings.cases_at, 'submission')
    assert.equal((await office.call('GET', `/api/inspections/rounds/${round}`)).body.re_inspection, null)
  }
  assert.equal((await office.call('POST', '/api/inspections/programmes', body({ settings: { ...settings(), cases_at: 'never' } }))).status, 400)
})
