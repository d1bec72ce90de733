import assert from 'node:assert/strict'
import { areaModelOf, createPlace, savePlaceType } from '#areas/server/index.ts'
import { dayMs, type Instant, type LocalDate, toIso } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { type ChecklistItem, type ProgrammeKind, type ProgrammeSettings, visitNumber } from '#inspections/rules/index.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { formOf, openAccount, photo } from './proving.ts'
import { type Answer, type Caller, type SmallCity } from './small-city.ts'

/** Places, a checklist, a programme with a round, and inspectors in the small city; visits are put in as they are needed. */
export type InspectionCity = {
  readonly places: readonly { readonly id: string; readonly code: string; readonly name: string }[]
  readonly inspectors: Readonly<Record<'walker' | 'walker2' | 'west_walker', string>>
  readonly checklist: { readonly id: string; readonly version_id: string; readonly items: readonly ChecklistItem[] }
  readonly categories: readonly { readonly id: string; readonly code: string; readonly path: string }[]
  readonly programme_id: string
  readonly round_id: string
  readonly today: LocalDate
  /** Another published version of the checklist, as if it had been changed meanwhile. */
  readonly newVersion: () => Promise<string>
  readonly programme: (kind: ProgrammeKind, change?: Partial<ProgrammeSettings>, starts?: LocalDate) => Promise<string>
  readonly visit: (fields?: { place?: number; inspectors?: readonly string[]; on?: LocalDate; case_id?: string; state?: string }) => Promise<string>
}

const item = (name: string, category: string | null, more: Partial<ChecklistItem> = {}): ChecklistItem => ({
  name, label: { 'zh-CN': `${name}项` }, section: '', in_repeat: false, kind: 'choice', weight: 1, partial: 0.5, category, evidence: 'on_fail', threshold: null, incidence: null, ...more,
})

export const defaultSettings = (inspectors: readonly string[]): ProgrammeSettings => ({
  frame: { area_paths: [], place_types: [], excluded_place_ids: [], rest_days: 0 },
  sample: { take: 'all', count: 0, stratify: 'whole', allocation: 'proportional', least_per_stratum: 0, quotas: {}, probability: 'equal', spread: 'plain' },
  schedule: { every: 'day', interval: 1, days: 'any', weekdays: [] }, team: { inspector_ids: inspectors, per_visit: 1, most_per_day: 50, recuse_home_district: false },
  day: { from: '08:00', to: '18:00', minutes_per_visit: 20, speed_kmh: 10 },
})

export const inspectionCity = async (c: SmallCity, placeCount = 6): Promise<InspectionCity> => {
  const { city } = c.t
  const areas = await areaModelOf(city)
  const id = (code: string): string => areas.byCode(code)?.id as string
  const known = async (name: string, area: string): Promise<string> => openAccount(c, name, [{ role: 'inspector', area_id: id(area) }])
  const inspectors = { walker: await known('walker', '990101'), walker2: await known('walker2', '990101'), west_walker: await known('west-walker', '990102') }
  await openAccount(c, 'civility-office', [{ role: 'civility_office', area_id: id('990100') }])
  const places: { id: string; code: string; name: string }[] = []
  await city.write(everyRow, async (tx) => {
    const work = { city, tx, actor: { id: null }, now: c.now() }
    await savePlaceType(work as never, { code: 'back_lane', name: '背街小巷', retired: false } as never)
    for (let n = 0; n < placeCount; n++) {
      const made = await createPlace(work as never, {
        name: `东${n}巷`, type_code: 'back_lane', lon: 120.01 + (n % 50) * 0.001, lat: 30.01 + Math.floor(n / 50) * 0.001, code: `D-${n}`, unit_id: c.units.streets,
      } as never)
      if (!made.ok) throw new Error(JSON.stringify(made.error))
      places.push({ id: made.value.id, code: `D-${n}`, name: `东${n}巷` })
    }
  })
  const catalogue = await catalogueModelOf(city)
  const categories = catalogue.leaves.filter((leaf) => leaf.conditions.length > 0).slice(0, 4).map((leaf) => ({ id: leaf.id, code: leaf.code, path: leaf.path }))
  const items = [...categories.slice(0, 3).map((k, i) => item(['clean', 'order', 'lights'][i] as string, k.code, { weight: i + 1 })), item('sign', null)]
  const now = (): Instant => c.now()
  const today = localReading(c.now(), city.zone).date
  const checklistId = newId(now()), versionId = newId(now())
  const form = { schema: 1, id: 'lanes', version: '1', title: { 'zh-CN': '背街小巷' }, languages: ['zh-CN'], default_language: 'zh-CN', settings: {}, nodes: [], choices: {} }
  const version = async (vid: string, number: number): Promise<void> => {
    await city.write(everyRow, (tx) => tx.run(sql`insert into checklist_versions (id, checklist_id, version, state, title, form, items, created_at, published_at)
      values (${vid}, ${checklistId}, ${number}, 'published', ${`背街小巷 ${number}`}, ${JSON.stringify(form)}::jsonb, ${JSON.stringify(items)}::jsonb, ${new Date(now())}, ${new Date(now())})`))
  }
  await city.write(everyRow, (tx) => tx.run(sql`insert into checklists (id, code, created_at) values (${checklistId}, 'lanes', ${new Date(now())})`))
  await version(versionId, 1)
  let numbers = 0
  const programme: InspectionCity['programme'] = async (kind, change = {}, starts = '2026-03-01') => {
    const pid = newId(now())
    await city.write(everyRow, (tx) => tx.run(sql`insert into programmes (id, number, name, kind, state, checklist_id, area_id, area_path, settings, starts_on, created_at, updated_at)
      values (${pid}, ${`P2026-${String(900 + ++numbers)}`}, ${`方案${numbers}`}, ${kind}, 'active', ${checklistId}, ${id('990100')}, '990100', ${JSON.stringify({ ...defaultSettings(Object.values(inspectors)), ...change })}::jsonb,
        ${starts}, ${new Date(now())}, ${new Date(now())})`))
    return pid
  }
  const programmeId = await programme('weekly_check')
  const roundId = newId(now())
  await city.write(everyRow, (tx) => tx.run(sql`insert into rounds (id, programme_id, number, starts_on, ends_on, state, settings, created_at, updated_at)
    values (${roundId}, ${programmeId}, 1, '2026-03-01', '2026-03-31', 'drawn', ${JSON.stringify(defaultSettings(Object.values(inspectors)))}::jsonb, ${new Date(now())}, ${new Date(now())})`))
  let visits = 0, versions = 1
  return {
    places, inspectors, checklist: { id: checklistId, version_id: versionId, items }, categories, programme_id: programmeId, round_id: roundId, today, programme,
    newVersion: async () => {
      const vid = newId(now())
      await version(vid, ++versions)
      return vid
    },
    visit: async ({ place = 0, inspectors: who = [inspectors.walker], on = today, case_id = undefined, state = 'planned' } = {}) => {
      const vid = newId(now())
      const street = areas.byCode('990101001')
      const unitPath = (await city.read(everyRow, (tx) => tx.one(sql<{ path: string }>`select path from unit_facts where id = ${c.units.streets}`))).path
      await city.write(everyRow, (tx) => tx.run(sql`insert into visits (id, number, programme_id, round_id, place_id, case_id, area_id, area_path, unit_id, unit_path, checklist_version_id, inspector_ids, planned_on, stop_order,
          inclusion_probability, state, created_at, updated_at) values (${vid}, ${visitNumber('P2026-901', 1, ++visits)}, ${programmeId}, ${roundId}, ${places[place]?.id as string}, ${case_id ?? null},
          ${street?.id as string}, ${street?.path as string}, ${c.units.streets}, ${unitPath}, ${versionId}, ${who}::uuid[], ${on}, ${visits}, 1, ${state}, ${new Date(now())}, ${new Date(now())})`))
      return vid
    },
  }
}

export type Told = {
  id?: string; device?: string; revision?: number; answers?: object; photos?: readonly object[]; findings?: readonly object[]; version?: string; ended?: Instant; sent?: Instant; not_done?: string | null
}
let made = 0
const deviceId = (): string => `0190a6d2-7c1e-7000-8000-${String(++made).padStart(12, '0')}`
/** A submission as a device would send it. */
export const submission = (c: SmallCity, ic: InspectionCity, visit: string, t: Told = {}) => {
  const ended = t.ended ?? c.now()
  return {
    id: t.id ?? deviceId(), visit_id: visit, device_id: t.device ?? 'phone-a', revision: t.revision ?? 1, checklist_version_id: t.version ?? ic.checklist.version_id, started_at: toIso((ended - 600_000) as Instant),
    ended_at: toIso(ended), sent_at: toIso(t.sent ?? c.now()), answers: t.answers ?? { clean: 'pass', order: 'pass', lights: 'pass', sign: 'pass' }, photos: t.photos ?? [], findings: t.findings ?? [],
    lon: 120.01, lat: 30.01, accuracy_m: 8, not_done_reason: t.not_done ?? null,
  }
}
export const photoSaid = (more: object = {}) => ({ id: deviceId(), kind: 'near', item: null, instance: 0, finding_key: null, taken_at: '2026-03-11T01:20:00Z', lon: 120.0101, lat: 30.0101, accuracy_m: 5, ...more })

export const send = async (caller: Caller, ...submissions: readonly object[]): Promise<Answer['body']['results']> => {
  const answer = await caller.call('POST', '/api/field/submissions', { submissions })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.results
}

let bytes: Promise<Buffer> | undefined
export const sendPhoto = async (caller: Caller, visit: string, p: { readonly id: string; readonly [name: string]: unknown }, file?: Buffer): Promise<Answer> => {
  const parts = Object.entries({ ...p, visit_id: visit }).filter(([, value]) => value !== null).map(([name, value]) => ({ name, value: String(value) }))
  const { body, headers } = formOf([...parts, { name: 'file', value: file ?? await (bytes ??= photo(true)), filename: 'p.jpg', type: 'image/jpeg' }])
  return caller.call('POST', '/api/field/photos', body, headers)
}
export const days = (n: number): number => n * dayMs
