import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMs, dayMs, hourMs } from '#base/instants.ts'
import { planReInspections } from '#inspections/server/index.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { type InspectionCity, inspectionCity, photoSaid, send, sendPhoto, submission } from './inspection-city.ts'
import { act, callersOf, soundOf, upload } from './proving.ts'
import { type Caller, morning, type SmallCity, smallCity } from './small-city.ts'

let c: SmallCity, ic: InspectionCity
let as: (username: string | null) => Promise<Caller>
let walker: Caller, office: Caller, handler: Caller, acceptor: Caller, inspector: Caller

/** Sessions end overnight; whoever works on signs in again. */
const signIn = async (): Promise<void> => {
  as = callersOf(c)
  ;[walker, office, handler, acceptor, inspector] = await Promise.all(['walker', 'civility-office', 'handler', 'acceptor', 'inspector'].map(as)) as [Caller, Caller, Caller, Caller, Caller]
}

before(async () => {
  c = await smallCity()
  ic = await inspectionCity(c)
  await signIn()
})
after(() => c.close())

type Case = { id: string; number: string; state: string; source: string; place_id: string; category_path: string; lead_unit_id: string; due_at: number; condition_id: string; reopen_count: number }
const casesAt = (place: number): Promise<readonly Case[]> => c.t.city.read(everyRow, (tx) => tx.rows(sql<Case>`select id, number, state, source, place_id, category_path, lead_unit_id, due_at, condition_id, reopen_count
  from cases where place_id = ${ic.places[place]?.id as string} order by number`))
const accept = async (visit: string) => {
  const answer = await office.call('POST', `/api/visits/${visit}/accept`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
const get = async (caller: Caller, url: string) => {
  const answer = await caller.call('GET', url)
  assert.equal(answer.status, 200, `${url} ${JSON.stringify(answer.body)}`)
  return answer.body
}
/** The unit puts it right, somebody checks, the desk closes. */
const finish = async (id: string): Promise<void> => {
  await act(handler, id, { command: 'accept' })
  const photo = await upload(handler, 'after')
  await act(handler, id, { command: 'report_back', text: '已清理', files: [{ file_id: photo.file_id, secret: photo.secret, kind: 'after' }] })
  await act(inspector, id, { command: 'check', result: 'pass' })
  await act(acceptor, id, { command: 'close', reason: 'done' })
}

test('each failed item becomes one case with its photos, place, category, unit and limit; a second acceptance makes none', async () => {
  const visit = await ic.visit({ place: 0 })
  const near = [photoSaid({ item: 'clean', kind: 'near' }), photoSaid({ item: 'clean', kind: 'far' })], loose = photoSaid({ finding_key: 'loose', kind: 'near' }), passed = photoSaid({ item: 'lights' })
  for (const p of [...near, loose, passed]) await sendPhoto(walker, visit, p)
  await send(walker, submission(c, ic, visit, {
    answers: { clean: 'fail', clean_note: '垃圾成堆', order: 'fail', lights: 'pass', sign: 'fail' }, photos: [...near, loose, passed],
    findings: [{ key: 'loose', category: ic.categories[3]?.code, description: '井盖缺失。危险', lon: 120.03, lat: 30.03 }, { key: 'unsure', category: null, description: '说不清的问题', lon: null, lat: null }],
  }))
  assert.deepEqual(await casesAt(0), [], 'nothing before somebody accepted')
  const done = await accept(visit)
  assert.deepEqual(done.settled, { made: 3, joined: 0, waiting: 1, reopened: false })
  const made = await casesAt(0)
  assert.deepEqual(made.map((k) => k.category_path).sort(), [ic.categories[0], ic.categories[1], ic.categories[3]].map((k) => k?.path).sort())
  for (const k of made) assert.deepEqual([k.source, k.state, k.lead_unit_id, k.due_at > c.now(), k.condition_id !== null], ['inspection', 'dispatched', c.units.streets, true, true])
  const filesOf = (path: string | undefined) => c.t.city.read(everyRow, (tx) => tx.rows(sql<{ id: string; lon: number | null }>`select f.id, f.lon from case_files f join cases k on k.id = f.case_id where k.category_path = ${path as string} order by f.id`))
  assert.deepEqual((await filesOf(ic.categories[0]?.path)).map((f) => f.id), near.map((p) => p.id).sort())
  assert.deepEqual(await filesOf(ic.categories[3]?.path), [{ id: loose.id, lon: null }], 'where the inspector stood stays with the visit')
  assert.deepEqual(await filesOf(ic.categories[1]?.path), [])
  const seen = await get(handler, `/api/cases/${made[0]?.id}`)
  assert.equal(seen.case.title.length > 0, true)
  for (let i = 0; i < 3; i++) assert.deepEqual((await accept(visit)).settled, { made: 0, joined: 0, waiting: 1, reopened: false })
  assert.equal((await casesAt(0)).length, 3)
})

test('a problem that is already a case at the place joins it, by a note with the photos', async () => {
  const before = await casesAt(0)
  const visit = await ic.visit({ place: 0 })
  const p = photoSaid({ item: 'clean' })
  await send(walker, submission(c, ic, visit, { answers: { clean: 'fail', lights: 'fail' }, photos: [p] }))
  await sendPhoto(walker, visit, p)
  assert.deepEqual((await accept(visit)).settled, { made: 1, joined: 1, waiting: 0, reopened: false })
  const then = await casesAt(0)
  assert.deepEqual(then.filter((k) => !before.some((b) => b.id === k.id)).map((k) => k.category_path), [ic.categories[2]?.path])
  const joined = before.find((k) => k.category_path === ic.categories[0]?.path) as Case
  const story = await get(office, `/api/cases/${joined.id}`)
  assert.ok(story.events.some((e: { type: string; data: { text?: string } }) => e.type === 'case.note_added' && e.data.text?.includes('又看到这个问题')))
  const files = await c.t.city.read(everyRow, (tx) => tx.rows(sql<{ id: string }>`select id from case_files where case_id = ${joined.id}`))
  assert.ok(files.some((f) => f.id === p.id) && files.length === 3)
})

test('a photo that comes after the acceptance still reaches the case', async () => {
  const visit = await ic.visit({ place: 1 })
  const p = photoSaid({ item: 'clean' })
  await send(walker, submission(c, ic, visit, { answers: { clean: 'fail' }, photos: [p] }))
  await accept(visit)
  const [made] = await casesAt(1)
  assert.equal((await sendPhoto(walker, visit, p)).status, 201)
  assert.equal((await sendPhoto(walker, visit, p)).status, 200)
  assert.deepEqual(await c.t.city.read(everyRow, (tx) => tx.rows(sql<{ id: string }>`select id from case_files where case_id = ${made?.id as string}`)), [{ id: p.id }])
})

test('two visits to one place accepted at the same moment make one case of the same problem', async () => {
  const visits = [await ic.visit({ place: 2 }), await ic.visit({ place: 2 })]
  for (const visit of visits) await send(walker, submission(c, ic, visit, { answers: { clean: 'fail' } }))
  const settled = (await Promise.all(visits.map(accept))).map((d) => d.settled)
  assert.deepEqual([settled.reduce((n, s) => n + s.made, 0), settled.reduce((n, s) => n + s.joined, 0)], [1, 1])
  assert.equal((await casesAt(2)).length, 1)
  const one = await ic.visit({ place: 3 })
  await send(walker, submission(c, ic, one, { answers: { clean: 'fail', order: 'fail' } }))
  await Promise.all([accept(one), accept(one), accept(one)])
  assert.equal((await casesAt(3)).length, 2)
})

test('a finding without a category waits for a person: made a case, joined, or dismissed with a reason, each once', async () => {
  const list = (await get(office, `/api/findings?status=undecided`)).items as { id: string; description: string }[]
  const unsure = list.find((f) => f.description === '说不清的问题') as { id: string }
  const call = (verb: string, body: object) => office.call('POST', `/api/findings/${unsure.id}/${verb}`, body)
  assert.equal((await call('case', {})).body.code, 'inspections.finding_without_category')
  assert.equal((await call('case', { category: 'nothing-like-it' })).status, 422)
  const made = await call('case', { category: ic.categories[2]?.code })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.equal((await call('case', {})).body.case_id, made.body.case_id)
  assert.equal((await call('dismiss', { reason: '不是' })).body.code, 'inspections.finding_decided')
  const visit = await ic.visit({ place: 4 })
  await send(walker, submission(c, ic, visit, { findings: ['a', 'b'].map((key) => ({ key, category: null, description: `问题${key}`, lon: null, lat: null })) }))
  await accept(visit)
  const rest = (await get(office, `/api/findings?visit=${visit}`)).items as { id: string; description: string }[]
  const [a, b] = ['问题a', '问题b'].map((text) => rest.find((f) => f.description === text)?.id as string)
  const joined = await office.call('POST', `/api/findings/${a}/join`, { case: (await casesAt(0))[0]?.number })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  assert.equal((await office.call('POST', `/api/findings/${b}/dismiss`, { reason: '  ' })).body.code, 'inspections.reason_missing')
  for (let i = 0; i < 2; i++) assert.equal((await office.call('POST', `/api/findings/${b}/dismiss`, { reason: '居民自家物品' })).body.state, 'dismissed')
  assert.equal((await walker.call('POST', `/api/findings/${b}/dismiss`, { reason: '不是' })).status, 403)
  assert.equal((await office.call('POST', `/api/findings/${ic.round_id}/dismiss`, { reason: '不是' })).body.code, 'inspections.finding_not_found')
})

test('an acceptance cut off at any statement makes no case and no number is told', async () => {
  const visit = await ic.visit({ place: 5 })
  await send(walker, submission(c, ic, visit, { answers: { clean: 'fail', order: 'fail' } }))
  for (const table of ['cases', 'case_events', 'case_texts', 'inspection_events', 'findings']) {
    await c.t.database.asOwner(c.t.city.schema, (tx) => tx.run(sql`alter table ${sql.ref(table)} add constraint cut check (false) not valid`))
    const answer = await office.call('POST', `/api/visits/${visit}/accept`)
    await c.t.database.asOwner(c.t.city.schema, (tx) => tx.run(sql`alter table ${sql.ref(table)} drop constraint cut`))
    assert.ok(answer.status >= 400, table)
    assert.deepEqual([(await casesAt(5)).length, (await get(office, `/api/visits/${visit}`)).state], [0, 'submitted'], table)
  }
  assert.equal((await accept(visit)).settled.made, 2)
})

test('a programme that says so makes its cases when the visit comes in', async () => {
  await c.t.city.write(everyRow, (tx) => tx.run(sql`update programmes set settings = settings || '{"cases_at":"submission"}' where id = ${ic.programme_id}`))
  const before = (await casesAt(4)).length
  const visit = await ic.visit({ place: 4 })
  await send(walker, submission(c, ic, visit, { answers: { lights: 'fail' } }))
  assert.equal((await casesAt(4)).length, before + 1)
  await c.t.city.write(everyRow, (tx) => tx.run(sql`update programmes set settings = settings - 'cases_at' where id = ${ic.programme_id}`))
  assert.deepEqual((await accept(visit)).settled, { made: 0, joined: 0, waiting: 0, reopened: false })
})

test('the ledger tells what was found and put right, with its rate and denominator, photos before and after, and the same as a file', async () => {
  const [first] = await casesAt(1)
  await finish(first?.id as string)
  const page = await get(office, `/api/ledger?view=rectification&place=${ic.places[1]?.id}`)
  assert.deepEqual(page.items.map((r: { status: string; before: object[]; after: object[] }) => [r.status, r.before.length, r.after.length]), [['rectified', 1, 1]])
  const all = await get(office, '/api/ledger/summary?by=place&from=2026-03-01&to=2026-03-31')
  const cases = await c.t.city.read(everyRow, (tx) => tx.rows(sql<{ state: string }>`select state from cases where source = 'inspection'`))
  assert.deepEqual([all.counts.cases, all.rectification.rectified, all.rectification.of], [cases.length, 1, cases.length])
  assert.equal(all.rectification.rate, 1 / cases.length)
  assert.equal(all.counts.dismissed, 1)
  assert.ok(all.groups.find((g: { name: string; rate: number }) => g.name === '东1巷').rate === 1)
  const statuses = new Map<string, number>()
  for (let cursor: string | null = ''; cursor !== null;) {
    const part: { items: { status: string; id: string }[]; next_cursor: string | null } = await get(office, `/api/ledger?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
    for (const row of part.items) statuses.set(row.status, (statuses.get(row.status) ?? 0) + 1)
    cursor = part.next_cursor
  }
  assert.equal([...statuses.values()].reduce((a, b) => a + b), all.counts.total)
  for (const status of ['undecided', 'dismissed', 'open', 'rectified']) assert.equal((await get(office, `/api/ledger?limit=200&status=${status}`)).items.length, statuses.get(status) ?? 0, status)
  const csv = String(await get(office, '/api/ledger/export?view=rectification')).trim().split('\n')
  assert.equal(csv.filter((line) => /^\W*2026-03/.test(line)).length, (await get(office, '/api/ledger?limit=200&view=rectification')).items.length)
  assert.ok(String(csv[0]).includes('found_at') && csv.join('\n').includes('东1巷'))
  assert.equal((await office.call('GET', '/api/ledger/export?format=xlsx')).status, 200)
  const mine = await get(handler, '/api/ledger?view=rectification&limit=200')
  assert.ok(mine.items.length > 3 && mine.items.every((r: { unit: { name: string } }) => r.unit.name === '东一街道办事处'), 'the unit reads its own')
  assert.deepEqual((await get(await as('handler2'), '/api/ledger?limit=200')).items, [])
})

test('a place tells its whole story', async () => {
  const story = await get(office, `/api/places/${ic.places[1]?.id}/story`)
  assert.deepEqual([story.place.name, story.place.unit.name, story.visits.length, story.problems.length, story.figures.rate, story.open_cases], ['东1巷', '东一街道办事处', 1, 1, 1, []])
  assert.equal((await office.call('GET', `/api/places/${ic.round_id}/story`)).status, 404)
})

test('closed cases are looked at again: all of them, by somebody else, once; a failure reopens the case and counts, a pass does not', async () => {
  const programme = await ic.programme('re_inspection')
  const [closed] = await casesAt(1)
  const another = (await casesAt(2))[0] as Case
  await finish(another.id)
  const tomorrow = addMs(morning, dayMs)
  c.at(tomorrow)
  await signIn()
  const [planned] = await planReInspections(c.t.city, tomorrow)
  assert.deepEqual([planned?.programme_id, planned?.closed, planned?.drawn, planned?.planned], [programme, 2, 2, 2])
  assert.deepEqual(await planReInspections(c.t.city, addMs(tomorrow, hourMs)), [])
  const visits = await c.t.city.read(everyRow, (tx) => tx.rows(sql<{ id: string; case_id: string; inspector_ids: string[]; inclusion_probability: number; planned_on: string }>`select id, case_id, inspector_ids, inclusion_probability,
    planned_on from visits where programme_id = ${programme}`))
  assert.ok(visits.every((v) => v.inspector_ids[0] !== ic.inspectors.walker && v.inclusion_probability === 1 && v.planned_on === '2026-03-12'))
  const again = async (caseId: string, answers: object, photos: readonly object[] = []): Promise<Record<string, unknown>> => {
    const visit = visits.find((v) => v.case_id === caseId) as (typeof visits)[number]
    const name = Object.entries(ic.inspectors).find(([, id]) => id === visit.inspector_ids[0])?.[0]
    const goes = await as(name === 'west_walker' ? 'west-walker' : (name as string))
    const day = (await get(goes, '/api/field/day?from=2026-03-12')).visits.find((v: { id: string }) => v.id === visit.id)
    assert.equal(day.re_inspects.case_id, caseId)
    for (const p of photos) await sendPhoto(goes, visit.id, p as { id: string })
    await send(goes, submission(c, ic, visit.id, { answers, photos }))
    return (await accept(visit.id)).settled
  }
  const p = photoSaid({ item: 'clean' })
  assert.deepEqual(await again(closed?.id as string, { clean: 'fail', order: 'pass' }, [p]), { made: 0, joined: 1, waiting: 0, reopened: true })
  assert.deepEqual(await again(another.id, { clean: 'pass', order: 'pass' }), { made: 0, joined: 0, waiting: 0, reopened: false })
  const [reopened] = await casesAt(1)
  assert.deepEqual([reopened?.state, reopened?.reopen_count], ['rework', 1])
  assert.ok((await c.t.city.read(everyRow, (tx) => tx.rows(sql<{ id: string }>`select id from case_files where case_id = ${closed?.id as string}`))).some((f) => f.id === p.id))
  assert.equal((await casesAt(2))[0]?.state, 'closed')
  const summary = await get(office, '/api/ledger/summary')
  assert.deepEqual([summary.re_inspection.visited, summary.re_inspection.passed, summary.re_inspection.failed, summary.re_inspection.rate, summary.re_inspection.standard_error], [2, 1, 1, 0.5, 0])
  assert.equal(summary.counts.reworked, 1)
})

test('a sample of closed cases has its probability with each visit and its greatest error with the round', async () => {
  await c.t.city.write(everyRow, (tx) => tx.run(sql`update programmes set state = 'ended' where kind = 're_inspection'`))
  const programme = await ic.programme('re_inspection', { sample: { take: 'sample', count: 2, stratify: 'whole', allocation: 'proportional', least_per_stratum: 0, quotas: {}, probability: 'equal', spread: 'plain' } })
  c.at(addMs(morning, dayMs))
  for (const place of [0, 3]) for (const k of await casesAt(place)) if (k.state === 'dispatched') await finish(k.id)
  c.at(addMs(morning, 2 * dayMs))
  const [planned] = await planReInspections(c.t.city, c.now())
  assert.ok((planned?.closed as number) >= 4 && planned?.drawn === 2, JSON.stringify(planned))
  const visits = await c.t.city.read(everyRow, (tx) => tx.rows(sql<{ inclusion_probability: number }>`select inclusion_probability from visits where programme_id = ${programme}`))
  assert.ok(visits.length === 2 && visits.every((v) => Math.abs(v.inclusion_probability - 2 / (planned?.closed as number)) < 1e-12))
  const { settings } = await c.t.city.read(everyRow, (tx) => tx.one(sql<{ settings: { re_inspection: { worst_standard_error: number; seed: string } } }>`select settings from rounds where programme_id = ${programme} and state = 'drawn'`))
  assert.ok(settings.re_inspection.worst_standard_error > 0 && settings.re_inspection.seed.length === 26)
})

test('what is past its limit is overdue in the ledger', async () => {
  c.at(addMs(morning, 60 * dayMs))
  const later = await c.as('civility-office')
  const overdue = (await get(later, '/api/ledger?status=overdue&limit=200')).items
  assert.ok(overdue.length > 0 && overdue.every((r: { case: { closed_at: string | null } }) => r.case.closed_at === null))
  assert.equal((await get(later, '/api/ledger/summary')).counts.overdue, new Set(overdue.map((r: { case: { id: string } }) => r.case.id)).size)
})

test('after all of this every case agrees with its history', () => soundOf(c))
