import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#base/instants.ts'
import { areaModelOf, createArea } from '#areas/server/index.ts'
import { everyRow, sql, type Tx } from '#platform/db/index.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { type LeafDuty, readUnitTable, resolveDuty } from '../rules/index.ts'
import { listMatrices, rulesOf } from '../store/duty.ts'
import {
  addMissingUnits, changeUnit, closeUnit, createUnit, discardMatrix, draftMatrix, dutyModelOf, endFallback, importUnits, publishMatrix, putRule,
  removeRule, type RuleInput, setFallbacks,
  unitModelOf, type UnitWork,
} from './index.ts'

let t: TestCity
const now = instant(Date.parse('2026-03-02T01:00:00Z'))
const write = <T>(deed: (work: UnitWork) => Promise<T>): Promise<T> =>
  t.city.write(everyRow, (tx: Tx) => deed({ city: t.city, tx, actor: { id: null }, now }))
const leaves: readonly LeafDuty[] = [{ path: 'E01.E01-waste.E0110', lead_duty: 'sanitation' },
  { path: 'E02.E02-small_ads.E0201', lead_duty: 'street_office' }]
const city = '110000', street = '110000.110101.110101001', community = `${street}.110101001001`
const areaId = async (path: string): Promise<string> => (await areaModelOf(t.city)).byPath(path)?.id ?? ''
const unitId = async (code: string): Promise<string> => (await unitModelOf(t.city)).byCode(code)?.id ?? ''
const rule = (category_path: string, area_path: string, lead_unit_id: string | null): RuleInput =>
  ({ category_path, area_path, lead_unit_id, assisting_unit_ids: [], valid_from: '2026-01-01', valid_to: null, note: '' })

before(async () => {
  t = await testCity()
  for (const [code, level, name] of [['110000', 'city', '测试市'], ['110101', 'district', '东区'], ['110101001', 'street', '甲街道'],
    ['110101001001', 'community', '一社区'], ['110101001002', 'community', '二社区']] as const) {
    const made = await write((work) => createArea(work, { code, level, name, valid_from: '2020-01-01' }))
    assert.ok(made.ok, JSON.stringify(made))
  }
})
after(() => t.close())

test('units are made from a table, and repeating it changes nothing', async () => {
  const lines = readUnitTable([
    { line: 2, cells: { code: 'CG', name: '城市管理委员会', kind: 'department', area_code: '110000', duties: 'urban_enforcement' } },
    { line: 3, cells: { code: 'HW', name: '环境卫生中心', kind: 'department', parent_code: 'CG', area_code: '110000', duties: 'sanitation',
      contact_role: 'duty_desk', contact_phone: '000-1' } },
    { line: 4, cells: { code: 'JIA', name: '甲街道办事处', kind: 'street_office', area_code: '110101001', valid_from: '2024-01-01' } },
  ], { units: new Set(), areas: new Set(['110000', '110101001']) }).units
  assert.deepEqual(await write((work) => importUnits(work, lines, { file: 'u.csv' })), { created: 3, updated: 0, unchanged: 0 })
  assert.deepEqual(await write((work) => importUnits(work, lines, { file: 'u.csv' })), { created: 0, updated: 0, unchanged: 3 })
  const model = await unitModelOf(t.city)
  assert.equal(model.byCode('HW')?.path, 'CG.HW')
  assert.deepEqual(model.search({ text: 'hjws' }).map((u) => u.code), ['HW'])
  assert.deepEqual(model.search({ areaPath: '110000.110101' }).map((u) => u.code), ['JIA'])
  assert.deepEqual(model.chainOf(model.byCode('HW') ?? assert.fail()).map((u) => u.code), ['CG', 'HW'])
})

test('a code is never given twice, a unit never hangs below itself, and moving takes the subtree along', async () => {
  const twice = await write((work) => createUnit(work, { code: 'HW', name: '另一个', kind: 'department' }))
  assert.equal(twice.ok ? '' : twice.error.code, 'organisations.code_used')
  const team = await write(async (work) => createUnit(work, { code: 'HW-1', name: '一队', kind: 'enterprise', parent_id: await unitId('HW') }))
  assert.ok(team.ok && team.value.path === 'CG.HW.HW-1')
  const below = await write(async (work) => changeUnit(work, await unitId('CG'), { parent_id: team.ok ? team.value.id : '' }))
  assert.equal(below.ok ? '' : below.error.code, 'organisations.circular_parent')
  assert.ok((await write(async (work) => changeUnit(work, await unitId('HW'), { parent_id: null, name: '环卫中心' }))).ok)
  const model = await unitModelOf(t.city)
  assert.equal(model.byCode('HW-1')?.path, 'HW.HW-1')
  assert.deepEqual(model.search({ under: 'HW' }).map((u) => u.code).sort(), ['HW', 'HW-1'])
})

test('units an import needs are made once', async () => {
  const wanted = [{ code: 'PWD', name: 'Public Works', kind: 'department' as const }]
  const first = await write((work) => addMissingUnits(work, wanted))
  const second = await write((work) => addMissingUnits(work, wanted))
  assert.equal(first.get('PWD'), second.get('PWD'))
})

test('a matrix with a gap is refused, named, and published once a fallback covers it', async () => {
  const id = await write((work) => draftMatrix(work, { start: 'empty', note: '第一版' }, leaves))
  assert.ok((await write(async (work) => putRule(work, id, null, rule('E01', city, await unitId('HW'))))).ok)
  const refused = await write((work) => publishMatrix(work, id, leaves))
  assert.deepEqual(refused, { ok: false, error: { code: 'organisations.matrix_not_ready', params: { on: '2026-03-02', gaps: 1, uncovered: 2,
    conflicts: 0, faults: 0 } } })
  await write(async (work) => setFallbacks(work, [{ area_id: await areaId(street), unit_id: await unitId('JIA'), limit: { value: 4,
    unit: 'work_hour' } }], '2026-03-02'))
  assert.deepEqual(await write((work) => publishMatrix(work, id, leaves)), { ok: true, value: { number: 1 } })
  const duty = await dutyModelOf(t.city)
  const ask = (category_path: string) => resolveDuty(duty, { category_path, area_path: community, on: '2026-03-02' })
  assert.deepEqual(ask('E01.E01-waste.E0110').because.params, { category: 'E01', area: '测试市', matrix: 1, unit: '环卫中心' })
  const fallback = ask('E02.E02-small_ads.E0201')
  assert.ok(fallback.kind === 'fallback' && fallback.limit.value === 4)
})

test('a published matrix cannot be changed, not even by SQL of the program', async () => {
  const [published] = await t.city.read(everyRow, listMatrices)
  assert.ok(published)
  await assert.rejects(write((work) => putRule(work, published.id, null, rule('', city, null))), { code: 'organisations.not_a_draft', status: 409 })
  assert.equal(await t.city.write(everyRow, (tx) => tx.run(sql`delete from duty_rules where matrix_id = ${published.id}`)), 0)
  assert.equal(await t.city.write(everyRow, (tx) => tx.run(sql`update duty_rules set note = 'x' where matrix_id = ${published.id}`)), 0)
})

test('a conflict is refused even with fallbacks, and a new version replaces the old', async () => {
  const id = await write((work) => draftMatrix(work, { start: 'current', note: '' }, leaves))
  const tie = await write(async (work) => putRule(work, id, null, rule('', community, await unitId('JIA'))))
  assert.ok(tie.ok)
  const refused = await write((work) => publishMatrix(work, id, leaves))
  assert.ok(!refused.ok && refused.error.params?.['conflicts'] === 1)
  const twice = await write(async (work) => putRule(work, id, null, rule('', community, await unitId('HW'))))
  assert.equal(twice.ok ? '' : twice.error.code, 'organisations.overlapping_rule')
  await write((work) => removeRule(work, id, tie.ok ? tie.value.id : ''))
  assert.ok((await write(async (work) => putRule(work, id, null, rule('E02', city, null)))).ok)
  assert.deepEqual(await write((work) => publishMatrix(work, id, leaves)), { ok: true, value: { number: 2 } })
  assert.deepEqual((await t.city.read(everyRow, listMatrices)).map((m) => [m.number, m.status, m.rules]), [[2, 'published', 2], [1, 'retired', 1]])
  const duty = resolveDuty(await dutyModelOf(t.city), { category_path: 'E02.E02-small_ads.E0201', area_path: community, on: '2026-03-02' })
  assert.ok(duty.kind === 'lead' && duty.because.code === 'territorial' && duty.lead_unit_id === (await unitId('JIA')))
})

test('a draft proposed from lead duties can be published as it stands', async () => {
  const id = await write((work) => draftMatrix(work, { start: 'proposed', note: '' }, leaves))
  assert.deepEqual((await t.city.read(everyRow, (tx) => rulesOf(tx, id))).map((r) => [r.category_path, r.lead_unit_id === null]),
    [['', true], ['E01', false]])
  assert.ok((await write((work) => publishMatrix(work, id, leaves))).ok)
})

test('a unit with duties, or a fallback that is needed, cannot be ended', async () => {
  const closing = { on: '2026-04-01', reason: '机构改革' }
  const codes = async (code: string) => {
    const done = await write(async (work) => closeUnit(work, await unitId(code), closing))
    return done.ok ? 'closed' : done.error.code
  }
  assert.equal(await codes('HW'), 'organisations.has_open_units')
  assert.equal(await codes('HW-1'), 'closed')
  assert.equal(await codes('HW-1'), 'organisations.unit_closed')
  assert.equal(await codes('HW'), 'organisations.has_duties')
  assert.equal(await codes('JIA'), 'organisations.has_duties')
  await assert.rejects(write(async (work) => closeUnit(work, await areaId(city), closing)), { status: 404 })
  const ended = await write(async (work) => endFallback(work, await areaId(street), '2026-03-02', leaves))
  assert.equal(ended.ok ? '' : ended.error.code, 'organisations.fallback_needed')
  assert.ok((await dutyModelOf(t.city)).fallbacks.has(street))
})

test('a draft is thrown away whole', async () => {
  const before = await t.city.read(everyRow, listMatrices)
  const id = await write((work) => draftMatrix(work, { start: 'current', note: '' }, leaves))
  await write((work) => discardMatrix(work, id))
  assert.deepEqual(await t.city.read(everyRow, listMatrices), before)
})

test('the public sees no contacts', async () => {
  const count = (scope: Record<string, string>) => t.city.read(scope, (tx) => tx.one(sql<{ n: number }>`select count(*) as n from unit_contacts`))
  assert.equal((await count({ 'app.actor': 'anonymous' })).n, 0)
  assert.equal((await count(everyRow)).n, 1)
})
