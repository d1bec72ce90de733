import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProgrammeSettings } from './model.ts'
import { barredOf, capacityOf, drawIsPublic, framePlaces, stratumKey, stratumParts } from './planning.ts'
import { checkProgramme, decideChange, decideMove, programmeFaults, type ProgrammeInput, type ReadyToBegin, takesFromFrame } from './programmes.ts'

const settings: Pick<ProgrammeSettings, 'frame' | 'sample' | 'schedule' | 'team' | 'day'> = {
  frame: { area_paths: [], place_types: [], excluded_place_ids: [], rest_days: 0 },
  sample: { take: 'sample', count: 10, stratify: 'district', allocation: 'proportional', least_per_stratum: 1, quotas: {}, probability: 'equal', spread: 'balanced' },
  schedule: { every: 'week', interval: 1, days: 'working', weekdays: [] },
  team: { inspector_ids: ['i1', 'i2', 'i3'], per_visit: 2, most_per_day: 8, recuse_home_district: true },
  day: { from: '09:00', to: '17:00', minutes_per_visit: 20, speed_kmh: 15 },
}
const input: ProgrammeInput = { name: '周检查', kind: 'weekly_check', checklist_id: 'c', area_id: 'a', settings, starts_on: '2026-11-01', ends_on: null }
const world = {
  area_path: '99', isArea: (p: string) => ['99', '99.1', '98'].includes(p), isPlaceType: (c: string) => c === 'market', isInspector: (id: string) => /^i[1-9]$/.test(id), checklist_published: true as boolean | null,
}
type Part = Exclude<keyof ProgrammeSettings, 'cases_at'>
const change = (part: { [K in Part]?: Partial<ProgrammeSettings[K]> }): ProgrammeInput => ({
  ...input, settings: Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, { ...value, ...part[key as Part] }])) as unknown as ProgrammeSettings,
})

const wrong: readonly (readonly [string, ProgrammeInput, string, string])[] = [
  ['a name of blanks', { ...input, name: '  ' }, 'name', 'name_empty'],
  ['a name too long', { ...input, name: '长'.repeat(121) }, 'name', 'name_too_long'],
  ['an end before the start', { ...input, ends_on: '2026-10-31' }, 'ends_on', 'ends_before_start'],
  ['once without an end', change({ schedule: { every: 'once' } }), 'ends_on', 'once_needs_end'],
  ['an area nobody knows', change({ frame: { area_paths: ['77'] } }), 'settings.frame.area_paths', 'area_unknown'],
  ['an area outside the programme\'s', change({ frame: { area_paths: ['98'] } }), 'settings.frame.area_paths', 'area_outside'],
  ['a kind of place nobody knows', change({ frame: { place_types: ['moon'] } }), 'settings.frame.place_types', 'place_type_unknown'],
  ['a sample of nothing', change({ sample: { count: 0 } }), 'settings.sample.count', 'count_bad'],
  ['fixed quotas without any', change({ sample: { allocation: 'fixed' } }), 'settings.sample.quotas', 'quotas_missing'],
  ['quotas that do not add up', change({ sample: { allocation: 'fixed', quotas: { x: 4, y: 5 } } }), 'settings.sample.quotas', 'quotas_sum'],
  ['an inspector twice', change({ team: { inspector_ids: ['i1', 'i1', 'i2'] } }), 'settings.team.inspector_ids', 'inspector_twice'],
  ['somebody who is no inspector', change({ team: { inspector_ids: ['i1', 'i2', 'x'] } }), 'settings.team.inspector_ids', 'inspector_unknown'],
  ['one inspector for visits of two', change({ team: { inspector_ids: ['i1'] } }), 'settings.team.inspector_ids', 'team_too_small'],
  ['a day that ends before it begins', change({ day: { to: '08:00' } }), 'settings.day.to', 'window_backwards'],
  ['cases at a moment nobody knows', { ...input, settings: { ...settings, cases_at: 'later' as 'acceptance' } }, 'settings.cases_at', 'cases_at_bad'],
  ['a time that is none', change({ day: { from: '9' } }), 'settings.day.from', 'window_bad'],
]
for (const [what, given, field, code] of wrong) {
  test(`names the fault and its field: ${what}`, () => {
    assert.deepEqual(programmeFaults(given, world).map((f) => [f.field, f.code]), [[field, `inspections.${code}`]])
  })
}
test('finds nothing wrong with a sound programme, and names a checklist and an area that are not there', () => {
  assert.deepEqual(programmeFaults(input, world), [])
  assert.deepEqual(programmeFaults(input, { ...world, area_path: null, checklist_published: null }).map((f) => f.code), ['inspections.area_unknown', 'inspections.checklist_unknown'])
})

const ready: ReadyToBegin = { checklist_published: true, inspectors: 3, per_visit: 2, places: 100, rounds_ahead: 4 }
const now = (state: 'draft' | 'active' | 'paused' | 'ended') => ({ state, name: '周检查', kind: 'weekly_check' as const })
test('failed items become cases at acceptance unless the programme says at submission', () => {
  const moment = (given: ProgrammeInput): unknown => {
    const r = checkProgramme(given, world)
    return r.ok ? r.value.settings.cases_at : r.error
  }
  assert.deepEqual([moment(input), moment({ ...input, settings: { ...settings, cases_at: 'submission' } })], ['acceptance', 'submission'])
})
test('a re-inspection takes nothing from the frame: quotas are no matter there, and it begins without places', () => {
  assert.deepEqual([takesFromFrame('re_inspection'), takesFromFrame('unannounced')], [false, true])
  assert.deepEqual(programmeFaults({ ...change({ sample: { allocation: 'fixed', least_per_stratum: -1 } }), kind: 're_inspection' }, world), [])
  assert.deepEqual(decideMove({ ...now('draft'), kind: 're_inspection' }, 'activate', '', { ...ready, places: 0 }), { ok: true, value: 'active' })
})
test('activates only what is ready, and says what is missing', () => {
  const codes = [{ checklist_published: false }, { inspectors: 1 }, { places: 0 }, { rounds_ahead: 0 }].map((part) => {
    const r = decideMove(now('draft'), 'activate', '', { ...ready, ...part })
    return r.ok ? 'ok' : r.error.code
  })
  assert.deepEqual(codes, ['inspections.no_published_checklist', 'inspections.team_too_small', 'inspections.frame_empty', 'inspections.no_visit_days'])
  assert.deepEqual(decideMove(now('paused'), 'activate', '', ready), { ok: true, value: 'active' })
})
test('pauses and ends with a reason only, and only from where that makes sense', () => {
  const code = (...given: Parameters<typeof decideMove>): string => {
    const r = decideMove(...given)
    return r.ok ? r.value : r.error.code
  }
  assert.equal(code(now('active'), 'pause', ' ', null), 'inspections.reason_empty')
  assert.equal(code(now('active'), 'pause', '大风', null), 'paused')
  assert.equal(code(now('draft'), 'pause', '大风', null), 'inspections.not_pause')
  assert.equal(code(now('paused'), 'end', '完成', null), 'ended')
  assert.equal(code(now('ended'), 'end', '完成', null), 'inspections.not_end')
  assert.equal(code(now('ended'), 'activate', '', ready), 'inspections.not_activate')
})
test('lets an ended programme stand, and the kind of one that was active', () => {
  assert.deepEqual(decideChange(now('draft'), 'special'), { ok: true, value: null })
  assert.equal(decideChange(now('active'), 'special').ok, false)
  assert.equal(decideChange(now('ended'), 'weekly_check').ok, false)
})

const place = (id: string, area_path: string, type_code = 'market') => ({ id, area_path, type_code, lon: 0, lat: 0, unit_id: null, size: 1, risk: 1 })
test('takes places of the areas and kinds asked for and tells whom it left out', () => {
  const { places, leftOut } = framePlaces(
    [place('p1', '99.1.2'), place('p2', '99.10'), place('p3', '98'), place('p4', '99.1', 'park'), place('p5', '99.1'), place('p6', '99.1')], '99',
    { frame: { area_paths: ['99.1'], place_types: ['market'], excluded_place_ids: ['p5'], rest_days: 30 } }, (id) => id !== 'p6',
  )
  assert.deepEqual(places.map((p) => p.id), ['p1'])
  assert.deepEqual(leftOut, [{ id: 'p5', reason: 'excluded' }, { id: 'p6', reason: 'visited_recently' }])
})
test('makes keys of strata and reads them again', () => {
  const p = { area_path: '99.9901.990101', type_code: 'market' }
  assert.deepEqual((['whole', 'district', 'place_type', 'district_and_place_type'] as const).map((by) => stratumKey(p, by)), ['all', '99.9901', 'market', '99.9901/market'])
  assert.deepEqual(stratumParts('99.9901/market', 'district_and_place_type'), { district: '99.9901', place_type: 'market' })
  assert.deepEqual(stratumParts('market', 'place_type'), { district: null, place_type: 'market' })
})
test('bars the home district where asked and every recusal in force on a day of the round', () => {
  const round = { starts_on: '2026-11-02', ends_on: '2026-11-08' }
  const recusal = { account_id: 'i1', area_path: null, place_id: 'p9', unit_id: null, valid_from: '2026-11-08', valid_to: null }
  const inspector = { id: 'i1', area_paths: ['99.9901.990101', '99'] }
  assert.deepEqual(barredOf(inspector, [recusal, { ...recusal, place_id: 'p8', valid_to: '2026-11-02' }, { ...recusal, account_id: 'i2', place_id: 'p7' }], round, true), ['99.9901', 'p9'])
  assert.deepEqual(barredOf(inspector, [], round, false), [])
})
test('counts what a team can do, and keeps unannounced rounds to itself until they are over', () => {
  assert.equal(capacityOf(settings, 5), 60)
  assert.deepEqual([drawIsPublic('weekly_check', '2026-11-08', '2026-11-01'), drawIsPublic('unannounced', '2026-11-08', '2026-11-08'), drawIsPublic('unannounced', '2026-11-08', '2026-11-09')], [true, false, true])
})
