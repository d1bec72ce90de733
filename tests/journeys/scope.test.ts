import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { callerOf } from '#access/server/index.ts'
import { areaModelOf, createArea } from '#areas/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { createUnit } from '#organisations/server/index.ts'
import { everyRow, type RowScope, sql, type Tx } from '#platform/db/index.ts'
import { photoSaid, send, sendPhoto, submission } from './inspection-city.ts'
import { fillInspections, type InspectionRows } from './inspection-rows.ts'
import { act, callersOf, type Grant, listening, openAccount, reportAs, sessionOn, upload } from './proving.ts'
import { type Caller, type SmallCity, smallCity } from './small-city.ts'

type Row = Readonly<Record<string, unknown>>
type Held = { readonly role: string; readonly area: string | null; readonly unit: string | null; readonly unit_id: string | null }
type Person = { readonly name: string; readonly id: string; readonly held: readonly Held[]; readonly scope: RowScope }

let c: SmallCity
let as: (username: string | null) => Promise<Caller>
let people: readonly Person[]
let rows: InspectionRows
/** Every table of the city with every row, read as the owner of the tables, below the row policies. */
let all: ReadonlyMap<string, readonly Row[]>

const rowsOf = (table: string): readonly Row[] => all.get(table) ?? []
const readAll = async (): Promise<void> => {
  all = await c.t.database.asOwner(c.t.city.schema, async (tx) => {
    const tables = await tx.rows(sql<{ name: string }>`select tablename as name from pg_tables where schemaname = ${c.t.city.schema} order by 1`)
    const found = new Map<string, readonly Row[]>()
    for (const { name } of tables) found.set(name, await tx.rows(sql<Row>`select * from ${sql.ref(name)}`))
    return found
  })
}

// ---- the oracle: who may see what, in plain words over all rows ----
const below = (path: unknown, root: string): boolean => typeof path === 'string' && (path === root || path.startsWith(`${root}.`))
const isStaff = (p: Person): boolean => p.held.some((h) => h.role !== 'resident')
const seesCase = (p: Person, row: Row): boolean =>
  row['reported_by'] === p.id || p.held.some((h) => h.role !== 'resident' && (
    h.unit !== null ? below(row['lead_unit_path'], h.unit) || (row['assisting_unit_ids'] as string[]).includes(h.unit_id as string) : h.area === null || !h.area.includes('.') || below(row['area_path'], h.area)))
const caseIds = (p: Person): ReadonlySet<string> => new Set(rowsOf('cases').filter((row) => seesCase(p, row)).map((row) => row['id'] as string))
const audits = (p: Person): boolean => p.held.some((h) => h.role === 'auditor' || h.role === 'administrator')

const everyone = (): boolean => true
const nobody = (): boolean => false
const staffOnly = (p: Person): boolean => isStaff(p)
const ofCase = (p: Person, row: Row): boolean => row['case_id'] !== null && caseIds(p).has(row['case_id'] as string)
const oracle: Record<string, (p: Person, row: Row) => boolean> = {
  area_settings: everyone, areas: everyone, area_names: everyone, area_boundaries: everyone, place_types: everyone, places: everyone, area_events: staffOnly,
  units: everyone, unit_contacts: staffOnly, duty_matrices: everyone, duty_rules: everyone, duty_rule_units: everyone, area_fallbacks: everyone, organisation_events: staffOnly,
  accounts: (p, row) => isStaff(p) || row['id'] === p.id, role_grants: (p, row) => isStaff(p) || row['account_id'] === p.id, account_passwords: nobody,
  audit_entries: (p, row) => audits(p) || row['account_id'] === p.id,
  catalogue_versions: everyone, categories: everyone, conditions: everyone, catalogue_events: staffOnly,
  cases: seesCase, case_events: ofCase, case_texts: ofCase, case_files: ofCase, counters: everyone, calendars: everyone, case_configs: everyone,
  saved_filters: (p, row) => row['account_id'] === p.id, ledger_digests: everyone,
  import_runs: staffOnly, reports: (p, row) => row['account_id'] === p.id || ofCase(p, row), reporters: nobody, idempotency_keys: nobody,
}
/** A grant without a place, or on the city itself, is one on all of it. */
const wholeCity = (p: Person): boolean => p.held.some((h) => h.role !== 'resident' && h.unit === null && (h.area === null || !h.area.includes('.')))
const inArea = (p: Person, path: unknown): boolean => wholeCity(p) || p.held.some((h) => h.role !== 'resident' && h.area !== null && below(path, h.area))
const inUnit = (p: Person, path: unknown): boolean => p.held.some((h) => h.role !== 'resident' && h.unit !== null && below(path, h.unit))
const changesVisit = (p: Person, row: Row): boolean => inArea(p, row['area_path']) || (row['inspector_ids'] as string[]).includes(p.id)
/** A visit is known where it takes place and to those who make it; to the unit that answers for the place once it is accepted. */
const seesVisit = (p: Person, row: Row): boolean => changesVisit(p, row) || (row['state'] === 'accepted' && inUnit(p, row['unit_path']))
const visitIds = (p: Person): ReadonlySet<string> => new Set(rowsOf('visits').filter((row) => seesVisit(p, row)).map((row) => row['id'] as string))
const ofVisit = (p: Person, row: Row): boolean => visitIds(p).has(row['visit_id'] as string)
const inspections: typeof oracle = {
  checklists: everyone, checklist_versions: everyone, programmes: staffOnly, rounds: staffOnly, draws: everyone, visits: seesVisit, visit_submissions: ofVisit, visit_answers: ofVisit,
  visit_files: ofVisit, findings: ofVisit, recusals: (p, row) => wholeCity(p) || row['account_id'] === p.id, badge_kinds: everyone, badges: everyone,
  feedback_letters: (p, row) => wholeCity(p) || (row['area_path'] !== null && inArea(p, row['area_path'])) || (['sent', 'acknowledged'].includes(row['state'] as string) && inUnit(p, row['unit_path'])),
  outbox_mails: (p, row) => rowsOf('feedback_letters').some((l) => l['id'] === row['letter_id'] && inspections['feedback_letters']?.(p, l)),
  inspection_events: (p, row) => wholeCity(p) || audits(p) || (String(row['kind']).startsWith('badge.') && isStaff(p)) || visitIds(p).has(row['subject_id'] as string)
    || rowsOf('findings').some((f) => f['id'] === row['subject_id'] && ofVisit(p, f)),
}
const keyOf = (row: Row): string => JSON.stringify(['id', 'case_id', 'seq', 'account_id', 'report_id', 'version', 'code', 'scope', 'day', 'rule_id', 'unit_id', 'name', 'visit_id', 'item', 'instance'].map((k) => row[k] ?? null))
Object.assign(oracle, inspections)
const sorted = (rows: readonly Row[]): readonly string[] => rows.map(keyOf).sort()

before(async () => {
  c = await smallCity()
  as = callersOf(c)
  const { city } = c.t
  const work = <T>(deed: (w: never) => Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => city.write(everyRow, async (tx) => {
    const made = await deed({ city, tx, actor: { id: null }, now: c.now() } as never)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value
  })
  await work((w) => createArea(w, { code: '990101001001', level: 'community', name: '东一社区' }))
  const areas = await areaModelOf(city)
  const area = (code: string): string => areas.byCode(code)?.id as string
  const unit = async (code: string, name: string, parent: string | null): Promise<string> =>
    (await work<{ id: string }>((w) => createUnit(w, { code, name, kind: 'department', area_id: area('990100'), parent_id: parent, duties: [] } as never) as never)).id
  const bureau = await unit('bureau', '城管局', null)
  const squad = await unit('squad', '直属中队', bureau)
  const water = await unit('water', '水务局', null)

  const given: readonly (readonly [string, readonly Grant[]])[] = [
    ['of-city', [{ role: 'dispatcher', area_id: area('990100') }]], ['of-all', [{ role: 'supervisor' }]], ['of-district', [{ role: 'dispatcher', area_id: area('990101') }]],
    ['of-street', [{ role: 'inspector', area_id: area('990101001') }]], ['of-community', [{ role: 'acceptor', area_id: area('990101001001') }]],
    ['of-west', [{ role: 'civility_office', area_id: area('990102') }]], ['of-unit', [{ role: 'handler', unit_id: squad }]], ['of-upper-unit', [{ role: 'handler', unit_id: bureau }]],
    ['of-assisting', [{ role: 'handler', unit_id: water }]], ['of-two', [{ role: 'leader', area_id: area('990102') }, { role: 'handler', unit_id: squad }]],
    ['of-audit', [{ role: 'auditor', area_id: area('990102') }]], ['of-admin', [{ role: 'administrator', area_id: area('990101') }]],
    ['of-resident', [{ role: 'resident' }]], ['of-other-resident', [{ role: 'resident' }]], ['of-nothing', []],
  ]
  const ids = new Map<string, string>()
  for (const [name, grants] of given) ids.set(name, await openAccount(c, name, grants))

  const [stranger, resident] = [await as(null), await as('of-resident')]
  const supervisor = await as('of-all')
  const near = await upload(stranger)
  const place = { east: { lon: 120.05, lat: 30.05 }, west: { lon: 119.95, lat: 30.05 } }
  const made = [
    await reportAs(stranger, { ...place.east, description: '东边的垃圾 alpha', files: [{ id: near.file_id, secret: near.secret }], contact: { phone: '13800001234' } }),
    await reportAs(stranger, { ...place.east, area_id: area('990101001001'), description: '社区里的垃圾 alpha' }), await reportAs(stranger, { ...place.west, description: '西边的垃圾 alpha' }),
    await reportAs(resident, { ...place.west, description: '市民自己报的 alpha' }), await reportAs(stranger, { lon: undefined, lat: undefined, address: '说不清的地方', description: '没有位置的 alpha' }),
    await reportAs(stranger, { ...place.west, description: '西边的另一处 alpha' }),
  ]
  const category = (await catalogueModelOf(city)).leaves.find((k) => k.level === 'subcategory')?.id as string
  for (const i of [2, 3, 5]) await act(supervisor, made[i]?.case_id as string, { command: 'register', category_id: category, waiver_reason: '清楚' })
  await act(supervisor, made[2]?.case_id as string, { command: 'dispatch', lead_unit_id: squad, assisting_unit_ids: [water] })
  await act(supervisor, made[5]?.case_id as string, { command: 'dispatch', lead_unit_id: bureau })
  await upload(stranger)
  for (const name of ['of-city', 'of-street']) await (await as(name)).call('POST', '/api/saved-filters', { name: '我的', query: { q: 'alpha' } })

  rows = await fillInspections(c, ids.get('of-street') as string, as)
  people = await Promise.all(given.map(async ([name]): Promise<Person> => {
    const id = ids.get(name) as string
    const caller = await callerOf(city, id)
    if (!caller) throw new Error(name)
    return { name, id, scope: caller.scope, held: caller.actor.roles.map((r) => ({ role: r.role, area: r.area_path, unit: r.unit_path, unit_id: r.unit_id })) }
  }))
  await readAll()
})
after(() => c.close())

const withoutWhere = (tx: Tx, table: string): Promise<readonly Row[]> => tx.rows(sql<Row>`select * from ${sql.ref(table)}`)

test('every table of the city is spoken for, and holds rows to be hidden', () => {
  assert.deepEqual([...all.keys()].filter((name) => name !== 'migrations' && !oracle[name]), [])
  for (const name of ['cases', 'case_events', 'case_files', 'reports', 'reporters', 'accounts', 'account_passwords', 'audit_entries', 'saved_filters', 'visits', 'visit_submissions', 'visit_answers', 'visit_files', 'findings', 'recusals', 'feedback_letters', 'outbox_mails',
    'inspection_events']) assert.ok(rowsOf(name).length > 1 || name === 'reporters', name)
})

test('a query without a where returns only what the actor may see, on every table and for every grant', async () => {
  for (const person of [...people, { name: 'anonymous', id: '-', held: [], scope: { 'app.actor': 'anonymous' } }]) {
    await c.t.city.read(person.scope, async (tx) => {
      for (const [table, may] of Object.entries(oracle)) {
        const expected = rowsOf(table).filter((row) => may(person, row))
        assert.deepEqual(sorted(await withoutWhere(tx, table)), sorted(expected), `${person.name} on ${table}`)
        assert.equal((await tx.one(sql<{ n: number }>`select count(*) as n from ${sql.ref(table)}`)).n, expected.length)
      }
    })
  }
})

test('the grants differ, so the comparison above means something', () => {
  const counts = people.map((p) => caseIds(p).size)
  assert.ok(new Set(counts).size >= 5, String(counts))
  assert.deepEqual(people.filter((p) => caseIds(p).size === 0).map((p) => p.name), ['of-other-resident', 'of-nothing'])
})

test('without any settings there is not a single row, and the list of migrations is nobody\'s', async () => {
  await c.t.city.read({}, async (tx) => {
    for (const table of Object.keys(oracle)) assert.equal((await withoutWhere(tx, table)).length, 0, table)
  })
  await assert.rejects(c.t.city.read(everyRow, (tx) => withoutWhere(tx, 'migrations')), { code: '42501' })
})

test('an update without a where touches no case outside the actor\'s scope', async () => {
  const undo = new Error('undo')
  for (const person of people) {
    await c.t.city.write(person.scope, async (tx) => {
      const touched = await tx.run(sql`update cases set title = 'x'`)
      assert.equal(touched, caseIds(person).size, person.name)
      assert.equal(await tx.run(sql`update case_texts set body = 'x'`), caseIds(person).size, person.name)
      const mine = rowsOf('case_files').filter((row) => ofCase(person, row)).length
      assert.equal(await tx.run(sql`update case_files set kind = 'other'`), mine, person.name)
      const changed = rowsOf('visits').filter((row) => changesVisit(person, row)).length
      assert.equal(await tx.run(sql`update visits set reason = 'x'`), changed, person.name)
      for (const table of ['visit_submissions', 'findings', 'visit_answers']) {
        const column = table === 'findings' ? 'reason' : table === 'visit_answers' ? 'note' : 'device_id'
        assert.ok((await tx.run(sql`update ${sql.ref(table)} set ${sql.ref(column)} = 'x'`)) <= rowsOf(table).filter((row) => ofVisit(person, row)).length, `${person.name} ${table}`)
      }
      const accounts = await tx.run(sql`update accounts set display_name = 'x'`)
      assert.equal(accounts, person.held.some((h) => h.role === 'administrator') ? rowsOf('accounts').length : 0, person.name)
      throw undo
    }).catch((error: unknown) => assert.equal(error, undo, String((error as Error).message)))
  }
})

test('without a command\'s setting the database changes nothing, whoever asks', async () => {
  const changes = [
    sql`update cases set title = 'x'`, sql`update case_texts set body = 'x'`, sql`update accounts set display_name = 'x'`, sql`update role_grants set revoked_at = null`,
    sql`update areas set name = 'x'`, sql`update units set name = 'x'`, sql`update import_runs set fault = 'x'`, sql`update conditions set condition = 'x'`, sql`delete from duty_rules`,
    sql`update visits set reason = 'x'`, sql`update findings set reason = 'x'`, sql`update visit_submissions set device_id = 'x'`, sql`delete from visit_answers`, sql`delete from findings`,
    sql`delete from visits`, sql`update programmes set name = 'x'`, sql`update draws set void_reason = 'x'`, sql`update feedback_letters set note = 'x'`, sql`update badges set reason = 'x'`, sql`delete from recusals`,
  ]
  for (const scope of [...people.map((p) => p.scope), everyRow]) {
    await c.t.city.write(scope, async (tx) => {
      await tx.setScope({ 'app.write': '' })
      for (const change of changes) assert.equal(await tx.run(change), 0)
    })
  }
  for (const person of people.filter((p) => p.name !== 'of-admin')) {
    await assert.rejects(c.t.city.write(person.scope, (tx) => tx.run(sql`insert into role_grants (id, account_id, role, granted_at) values (gen_random_uuid(), ${person.id}, 'administrator', now())`)), { code: '42501' }, person.name)
  }
})

test('what is only ever added to refuses to be changed or deleted, even by the program itself', async () => {
  const appendOnly = ['case_events', 'audit_entries', 'area_events', 'organisation_events', 'catalogue_events', 'calendars', 'case_configs', 'ledger_digests', 'visit_files', 'inspection_events']
  const kept = [...appendOnly, 'cases', 'case_texts', 'accounts', 'role_grants', 'areas', 'units', 'reports', 'account_passwords', 'programmes', 'rounds', 'draws', 'visit_submissions', 'feedback_letters', 'badges', 'badge_kinds', 'checklists']
  for (const table of appendOnly) {
    const column = Object.keys(rowsOf(table)[0] ?? { created_at: 0 })[0] as string
    await assert.rejects(c.t.city.write({ ...everyRow, 'app.case': '*' }, (tx) => tx.run(sql`update ${sql.ref(table)} set ${sql.ref(column)} = ${sql.ref(column)}`)), { code: '42501' }, table)
  }
  for (const table of kept) await assert.rejects(c.t.city.write({ ...everyRow, 'app.case': '*' }, (tx) => tx.run(sql`delete from ${sql.ref(table)}`)), { code: '42501' }, table)
  await assert.rejects(c.t.city.write(everyRow, (tx) => tx.run(sql`update reports set case_id = case_id`)), { code: '42501' })
  await assert.rejects(c.t.city.write(everyRow, (tx) => tx.run(sql`truncate case_events`)), { code: '42501' })
  await assert.rejects(c.t.city.write(everyRow, (tx) => tx.run(sql`alter table cases disable row level security`)), { code: '42501' })
})

const readers = (): readonly Person[] => people.filter(isStaff)

test('lists, counts, points, exports, search, saved lists and figures show the same cases, and no others', async () => {
  for (const person of readers()) {
    const caller = await as(person.name)
    const mine = caseIds(person)
    const get200 = async (url: string) => {
      const answer = await caller.call('GET', url)
      assert.equal(answer.status, 200, `${person.name} ${url} ${JSON.stringify(answer.body)}`)
      return answer.body
    }
    const list = await get200('/api/cases?limit=200&sort=opened')
    assert.deepEqual(new Set(list.items.map((row: Row) => row['id'])), mine, person.name)
    assert.equal((await get200('/api/cases/counts')).total, mine.size)
    const placed = rowsOf('cases').filter((row) => mine.has(row['id'] as string) && row['lon'] !== null).map((row) => row['id'])
    assert.deepEqual(new Set((await get200('/api/cases/points')).points.map((p: unknown[]) => p[3])), new Set(placed))
    const numbers = new Set(rowsOf('cases').filter((row) => mine.has(row['id'] as string)).map((row) => row['number'] as string))
    const lines = String(await get200('/api/cases/export')).trim().split('\n').slice(1)
    assert.deepEqual(new Set(lines.map((line) => line.split(',')[0]?.replaceAll('"', ''))), numbers, person.name)
    assert.deepEqual(new Set((await get200('/api/cases?q=alpha&limit=200')).items.map((row: Row) => row['id'])), mine)
    assert.equal((await get200('/api/overview')).figures.open, mine.size)
    assert.ok((await get200('/api/overview')).by_area.every((line: { open: number }) => line.open <= mine.size))
    for (const kept of (await get200('/api/saved-filters')).items) assert.equal(kept.count, mine.size)
  }
})

test('a case guessed by id or number is not found, in whatever way it is asked for', async () => {
  for (const person of readers()) {
    const caller = await as(person.name)
    const mine = caseIds(person)
    for (const row of rowsOf('cases')) {
      const id = row['id'] as string
      const expected = mine.has(id) ? 200 : 404
      for (const url of [`/api/cases/${id}`, `/api/cases/${row['number']}`, `/api/cases/${id}/ledger`]) assert.equal((await caller.call('GET', url)).status, expected, `${person.name} ${url}`)
      const reports = await caller.call('GET', `/api/reports?case=${id}`)
      assert.equal(reports.body.items.length, mine.has(id) && row['source'] !== 'inspection' ? 1 : 0, person.name)
      if (!mine.has(id)) {
        const tried = await caller.call('POST', `/api/cases/${id}/commands`, { command: 'add_note', text: 'x' })
        assert.deepEqual([tried.status, tried.body.code], [404, 'cases.not_found'])
        const bulk = await caller.call('POST', '/api/cases/commands/bulk', { ids: [id], fields: { command: 'add_note', text: 'x' } })
        assert.equal(bulk.body.results[0].refusal.code, 'cases.not_found')
      }
    }
    for (const file of rowsOf('case_files')) {
      const answer = await caller.call('GET', `/api/files/${file['id']}`)
      assert.equal(answer.status, ofCase(person, file) ? 200 : 404, `${person.name} file`)
    }
  }
})

test('lists, pages, ledgers, exports, photos and stories of inspections show the same visits, and no others', async () => {
  for (const person of readers()) {
    const caller = await as(person.name)
    const mine = visitIds(person)
    const get200 = async (url: string) => {
      const answer = await caller.call('GET', url)
      assert.equal(answer.status, 200, `${person.name} ${url} ${JSON.stringify(answer.body)}`)
      return answer.body
    }
    assert.deepEqual(new Set((await get200('/api/visits?limit=200')).items.map((row: Row) => row['id'])), mine, person.name)
    const letters = new Set(rowsOf('feedback_letters').filter((row) => inspections['feedback_letters']?.(person, row)).map((row) => row['id']))
    assert.deepEqual(new Set((await get200('/api/letters?limit=200')).items.map((row: Row) => row['id'])), letters, `${person.name} letters`)
    for (const { id } of rowsOf('feedback_letters')) assert.equal((await caller.call('GET', `/api/letters/${id}`)).status, letters.has(id) ? 200 : 404, `${person.name} letter`)
    assert.equal(Object.values((await get200('/api/visits')).counts as Record<string, number>).reduce((sum, n) => sum + n, 0), mine.size)
    const stateOf = new Map(rowsOf('visits').map((row) => [row['id'], row['state']]))
    const listed = rowsOf('findings').filter((row) => mine.has(row['visit_id'] as string) && (stateOf.get(row['visit_id']) === 'accepted' || row['case_id'] !== null)).map((row) => row['id'])
    for (const url of ['/api/ledger?limit=200', '/api/findings?limit=200']) assert.deepEqual(new Set((await get200(url)).items.map((row: Row) => row['id'])), new Set(listed), `${person.name} ${url}`)
    assert.equal((await get200('/api/ledger/summary?by=unit')).counts.total, listed.length)
    assert.equal(String(await get200('/api/ledger/export')).split('\n').filter((line) => /^\W*2026-03/.test(line)).length, listed.length, person.name)
    for (const place of rowsOf('places')) {
      const shown = (await get200(`/api/places/${place['id']}/story`)).visits.map((row: Row) => row['id'])
      assert.deepEqual(new Set(shown), new Set(rowsOf('visits').filter((row) => mine.has(row['id'] as string) && row['place_id'] === place['id']).map((row) => row['id'])), person.name)
    }
    for (const row of rowsOf('visits')) {
      const id = row['id'] as string
      assert.equal((await caller.call('GET', `/api/visits/${id}`)).status, mine.has(id) ? 200 : 404, `${person.name} ${id}`)
      for (const verb of ['accept', 'return', 'resolve']) {
        if (mine.has(id)) continue
        const answer = await caller.call('POST', `/api/visits/${id}/${verb}`, verb === 'return' ? { reason: '看' } : verb === 'resolve' ? { submission_id: id } : undefined)
        assert.ok(answer.status === 404 || answer.status === 403, `${person.name} ${verb} ${answer.status}`)
      }
    }
    for (const file of rowsOf('visit_files')) assert.equal((await caller.call('GET', `/api/visit-photos/${file['id']}`)).status, ofVisit(person, file) ? 200 : 404, `${person.name} photo`)
    for (const finding of rowsOf('findings').filter((row) => !ofVisit(person, row))) {
      for (const [verb, body] of [['case', {}], ['join', { case: rowsOf('cases')[0]?.['number'] }], ['dismiss', { reason: '看' }]] as const) {
        const answer = await caller.call('POST', `/api/findings/${finding['id']}/${verb}`, body)
        assert.ok(answer.status === 404 || answer.status === 403, `${person.name} ${verb} ${answer.status} ${JSON.stringify(answer.body)}`)
      }
    }
  }
})

test('an inspector downloads and sends in his own visits only, also one outside his district', async () => {
  const street = await as('of-street')
  const day = (await street.call('GET', '/api/field/day')).body
  assert.deepEqual(day.visits.map((row: Row) => row['id']), [rows.crossed])
  for (const [name, visit] of [['of-street', rows.east], ['of-street', rows.west], ['of-west', rows.west]] as const) {
    const caller = await as(name)
    const [result] = await send(caller, submission(c, rows.ic, visit))
    assert.ok(['inspections.visit_not_found', 'inspections.not_your_visit'].includes(result.error?.code), `${name} ${JSON.stringify(result)}`)
    const tried = await sendPhoto(caller, visit, photoSaid())
    assert.ok(tried.status === 404 || tried.status === 403)
  }
  for (const name of ['of-unit', 'of-resident', 'of-audit']) {
    assert.equal((await (await as(name)).call('GET', '/api/field/day')).status, 403)
    assert.equal((await (await as(name)).call('POST', '/api/field/submissions', { submissions: [submission(c, rows.ic, rows.east)] })).status, 403)
  }
})

test('a merge into a case out of sight is refused as unknown, and says nothing of it', async () => {
  const district = await as('of-district')
  const [mine, other] = [rowsOf('cases').find((row) => row['area_path'] === '990100.990101.990101001'), rowsOf('cases').find((row) => String(row['area_path']).startsWith('990100.990102'))]
  for (const into of [other?.['id'], other?.['number'], '20260311-999999']) {
    const answer = await district.call('POST', `/api/cases/${mine?.['id']}/commands`, { command: 'merge', into, reason: '同一件' })
    assert.ok(answer.status === 409 || answer.status === 422, JSON.stringify(answer.body))
    assert.ok(!JSON.stringify(answer.body).includes('西'))
  }
})

test('those without cases to read are told so, and anonymous visitors to sign in', async () => {
  for (const name of ['of-resident', 'of-nothing', null]) {
    const caller = await as(name)
    for (const url of ['/api/cases', '/api/cases/counts', '/api/cases/points', '/api/cases/export', '/api/overview', '/api/saved-filters', '/api/accounts', '/api/audit', '/api/visits', '/api/ledger', '/api/ledger/summary', '/api/ledger/export', '/api/findings', `/api/visits/${rows.accepted}`,
      `/api/visit-photos/${rows.photo}`, `/api/places/${rows.ic.places[0]?.id}/story`, `/api/cases/${rowsOf('cases')[0]?.['id']}`]) {
      assert.equal((await caller.call('GET', url)).status, name === null ? 401 : 403, `${name} ${url}`)
    }
  }
  const [resident, other] = [await as('of-resident'), await as('of-other-resident')]
  for (const file of rowsOf('case_files')) for (const caller of [resident, other]) assert.equal((await caller.call('GET', `/api/files/${file['id']}`)).status, 404)
})

test('live news tells each reader of the cases in scope and of no others', async () => {
  const port = await listening(c)
  const heard = new Map<string, Set<string>>()
  const streams: IncomingMessage[] = []
  const listeners = people.filter((p) => ['of-city', 'of-district', 'of-street', 'of-community', 'of-west', 'of-unit', 'of-upper-unit', 'of-assisting', 'of-other-resident', 'of-nothing'].includes(p.name))
  const headers = new Map<string, Record<string, string>>()
  for (const person of listeners) headers.set(person.name, await sessionOn(port, person.name))
  await Promise.all(listeners.map((person) => new Promise<void>((resolve, reject) => {
    const ids = new Set<string>()
    heard.set(person.name, ids)
    get({ port, host: '127.0.0.1', path: '/api/events', headers: headers.get(person.name) ?? {} }, (response) => {
      streams.push(response)
      response.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n')) if (line.startsWith('data: ')) ids.add((JSON.parse(line.slice(6)) as { case_id: string }).case_id)
        resolve()
      }).on('error', () => {})
    }).on('error', reject)
  })))
  const supervisor = await as('of-all')
  for (const row of rowsOf('cases')) await act(supervisor, row['id'] as string, { command: 'add_note', text: '看一下' })
  const expected = (p: Person): ReadonlySet<string> => new Set(rowsOf('cases').filter((row) => seesCase({ ...p, id: '-' }, row)).map((row) => row['id'] as string))
  for (let i = 0; i < 50 && listeners.some((p) => (heard.get(p.name)?.size ?? 0) < expected(p).size); i++) await wait(100)
  await wait(100)
  for (const person of listeners) assert.deepEqual(heard.get(person.name), expected(person), person.name)
  for (const stream of streams) stream.destroy()
})
