import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMs, dayMs, instant, minuteMs } from '#base/instants.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { type InspectionCity, inspectionCity, photoSaid, send, sendPhoto, submission } from './inspection-city.ts'
import { callersOf, soundOf } from './proving.ts'
import { type Caller, type SmallCity, smallCity } from './small-city.ts'

let c: SmallCity, ic: InspectionCity
let as: (username: string | null) => Promise<Caller>
let walker: Caller, walker2: Caller, office: Caller

before(async () => {
  c = await smallCity()
  ic = await inspectionCity(c)
  as = callersOf(c)
  ;[walker, walker2, office] = [await as('walker'), await as('walker2'), await as('civility-office')]
})
after(() => c.close())

const detail = async (id: string) => {
  const answer = await office.call('GET', `/api/visits/${id}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
const one = async <T extends object>(query: ReturnType<typeof sql<T>>): Promise<T> => c.t.city.read(everyRow, (tx) => tx.one(query))
const counts = (id: string) => one<{ submissions: number; answers: number; files: number; findings: number }>(sql`select (select count(*) from visit_submissions where visit_id = ${id})::int as submissions,
  (select count(*) from visit_answers where visit_id = ${id})::int as answers, (select count(*) from visit_files where visit_id = ${id})::int as files, (select count(*) from findings where visit_id = ${id})::int as findings`)

test('a day download holds the inspector\'s own visits with all they need, and nothing of anybody else\'s', async () => {
  const mine = await ic.visit({ place: 1 })
  const other = await ic.visit({ place: 2, inspectors: [ic.inspectors.walker2] })
  const west = await as('west-walker')
  const day = (await walker.call('GET', `/api/field/day?from=${ic.today}&days=1`)).body
  assert.deepEqual(day.visits.map((v: { id: string }) => v.id), [mine])
  assert.ok(!JSON.stringify(day).includes(other))
  const [visit] = day.visits
  assert.deepEqual([visit.place.name, visit.place.type.name, visit.inspectors[0].name, visit.revision_known, visit.last_result, visit.open_cases], ['东1巷', '背街小巷', 'walker的账户', 0, null, []])
  assert.equal(day.checklists[0].version_id, visit.checklist_version_id)
  assert.ok(day.categories.length > 20 && day.categories[0].code)
  assert.deepEqual((await west.call('GET', '/api/field/day')).body.visits, [])
  assert.equal((await (await as('handler')).call('GET', '/api/field/day')).status, 403)
  assert.equal((await (await as(null)).call('GET', '/api/field/day')).status, 401)
  await c.t.city.write(everyRow, (tx) => tx.run(sql`delete from visits where id in (${mine}, ${other})`))
})

test('a day of 150 visits with open cases at every place is below 2 MB without photos', async () => {
  const ids = await Promise.all(Array.from({ length: 150 }, (_, i) => ic.visit({ place: i % 6, on: '2026-04-20' })))
  const inspector = await as('inspector')
  for (let n = 0; n < 60; n++) await inspector.call('POST', '/api/reports', { description: `巷内第${n}处堆放杂物，占去半条路，旁边还有两辆废弃自行车，居民多次反映`, place_id: ic.places[n % 6]?.id, source: 'patrol' })
  const answer = await walker.call('GET', '/api/field/day?from=2026-04-20&days=1')
  const size = Buffer.byteLength(JSON.stringify(answer.body))
  assert.equal(answer.body.visits.length, 150)
  assert.ok(size < 2_000_000, `${size} bytes`)
  await c.t.city.write(everyRow, (tx) => tx.run(sql`delete from visits where id = any(${ids}::uuid[])`))
})

test('a visit is taken, scored, and what failed is proposed; the same again changes nothing', async () => {
  const visit = await ic.visit()
  const sent = submission(c, ic, visit, { answers: { clean: 'fail', order: 'partial', lights: 'pass', sign: 'not_applicable' }, findings: [{ key: 'loose-1', category: null, description: '井盖响', lon: 120.02, lat: 30.02 }] })
  const [first] = await send(walker, sent)
  assert.deepEqual([first.standing, first.visit_state, first.error], ['current', 'submitted', null])
  const said = await detail(visit)
  assert.equal(said.score, Math.round((100 * (1 + 3) / 6) * 1e6) / 1e6)
  assert.deepEqual([said.tally.fail, said.tally.partial, said.tally.pass, said.tally.not_applicable], [1, 1, 1, 1])
  assert.deepEqual(said.findings.map((f: { key: string; state: string }) => [f.key, f.state]), [['clean:0', 'proposed'], ['loose-1', 'proposed']])
  assert.deepEqual(said.missing_evidence, ['clean:0'])
  const before = await counts(visit)
  for (let i = 0; i < 3; i++) assert.equal((await send(walker, sent))[0].standing, 'duplicate')
  assert.equal((await send(walker, sent, sent, { ...sent, id: '0190a6d2-7c1e-7000-8000-0000000abcde' })).filter((r: { standing: string }) => r.standing === 'duplicate').length, 3, 'the same revision under another id is the same')
  assert.deepEqual(await counts(visit), before)
})

const permutations = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  list.length < 2 ? [list] : list.flatMap((one_, i) => permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one_, ...rest]))

test('whatever order a device\'s changes arrive in, the last one stands', async () => {
  for (const order of permutations([1, 2, 3])) {
    const visit = await ic.visit()
    for (const revision of order) await send(walker, submission(c, ic, visit, { revision, ended: addMs(c.now(), -revision * minuteMs), answers: { clean: revision === 3 ? 'fail' : 'pass', order: revision === 2 ? 'fail' : 'pass' } }))
    const said = await detail(visit)
    assert.deepEqual([said.state, said.conflict, said.findings.map((f: { key: string }) => f.key)], ['submitted', false, ['clean:0']], String(order))
    assert.deepEqual(said.submissions.filter((s: { standing: string }) => s.standing === 'current').map((s: { revision: number }) => s.revision), [3])
    assert.equal((await counts(visit)).submissions, 3)
  }
})

test('two devices that differ are a conflict in whatever order they come, both are kept, and a person chooses', async () => {
  for (const order of permutations(['phone-a', 'phone-b'])) {
    const visit = await ic.visit({ inspectors: [ic.inspectors.walker, ic.inspectors.walker2] })
    const standings = []
    for (const device of order) {
      const [result] = await send(device === 'phone-a' ? walker : walker2, submission(c, ic, visit, { device, ended: addMs(c.now(), device === 'phone-a' ? -3_600_000 : -1_800_000), answers: { clean: device === 'phone-a' ? 'pass' : 'fail' } }))
      standings.push(result.standing)
    }
    const said = await detail(visit)
    assert.deepEqual([said.conflict, said.submissions.map((s: { device_id: string; standing: string }) => [s.device_id, s.standing])], [true, [['phone-a', 'conflict'], ['phone-b', 'current']]], String(order))
    for (const word of ['accept', 'return'] as const) {
      const refused = await office.call('POST', `/api/visits/${visit}/${word}`, word === 'return' ? { reason: '再看' } : undefined)
      assert.deepEqual([refused.status, refused.body.code], [409, 'inspections.visit_in_conflict'])
    }
    assert.equal((await office.call('POST', `/api/visits/${visit}/resolve`, { submission_id: ic.round_id })).body.code, 'inspections.submission_not_waiting')
    const resolved = await office.call('POST', `/api/visits/${visit}/resolve`, { submission_id: said.submissions[0].id, reason: '以现场负责人为准' })
    assert.equal(resolved.status, 200, JSON.stringify(resolved.body))
    assert.deepEqual([resolved.body.visit.conflict, resolved.body.visit.findings, resolved.body.visit.submissions.map((s: { standing: string }) => s.standing)], [false, [], ['current', 'set_aside']])
    assert.equal((await office.call('POST', `/api/visits/${visit}/resolve`, { submission_id: said.submissions[0].id })).body.code, 'inspections.nothing_to_resolve')
    assert.equal((await counts(visit)).submissions, 2)
  }
  const same = await ic.visit({ inspectors: [ic.inspectors.walker, ic.inspectors.walker2] })
  for (const [caller, device] of [[walker, 'phone-a'], [walker2, 'phone-b']] as const) await send(caller, submission(c, ic, same, { device, answers: { clean: 'pass' } }))
  assert.equal((await detail(same)).conflict, false, 'two that say the same do not disagree')
})

test('an upload a week old ends in its visit with the time of the visit, also when the visit counts as missed', async () => {
  const day = '2026-03-03'
  const visit = await ic.visit({ on: day, state: 'missed' })
  const [result] = await send(walker, submission(c, ic, visit, { ended: instant(Date.UTC(2026, 2, 3, 3)) }))
  assert.deepEqual([result.standing, result.visit_state], ['current', 'submitted'])
  const said = await detail(visit)
  assert.deepEqual([said.late, said.ended_at], [false, '2026-03-03T03:00:00.000Z'])
  const late = await ic.visit({ on: day, state: 'missed' })
  await send(walker, submission(c, ic, late, { ended: instant(Date.UTC(2026, 2, 5, 3)) }))
  assert.equal((await detail(late)).late, true)
})

test('a clock that is wrong is set right by what it said when it sent', async () => {
  for (const ahead of [3 * dayMs, -40 * dayMs, 5 * 3_600_000]) {
    const visit = await ic.visit()
    const made = addMs(c.now(), -2 * 3_600_000)
    await send(walker, submission(c, ic, visit, { ended: addMs(made, ahead), sent: addMs(c.now(), ahead) }))
    const said = await detail(visit)
    assert.equal(Date.parse(said.ended_at), made, String(ahead))
    assert.deepEqual([said.late, said.submissions[0].clock_offset_ms], [false, ahead])
  }
  const future = await ic.visit()
  await send(walker, submission(c, ic, future, { ended: addMs(c.now(), 90_000) }))
  assert.ok(Date.parse((await detail(future)).ended_at) <= c.now())
})

test('a checklist that changed meanwhile does not refuse the visit, nor does one nobody knows', async () => {
  const newer = await ic.newVersion()
  const [old, fresh, unknown] = [await ic.visit(), await ic.visit(), await ic.visit()]
  await c.t.database.asOwner(c.t.city.schema, (tx) => tx.run(sql`update checklist_versions set state = 'retired' where id = ${ic.checklist.version_id}`))
  for (const [visit, version, used] of [[old, ic.checklist.version_id, ic.checklist.version_id], [fresh, newer, newer], [unknown, ic.round_id, ic.checklist.version_id]] as const) {
    const [result] = await send(walker, submission(c, ic, visit, { version }))
    assert.deepEqual([result.standing, result.error], ['current', null])
    assert.equal((await detail(visit)).checklist.version_id, used)
  }
  await c.t.database.asOwner(c.t.city.schema, (tx) => tx.run(sql`update checklist_versions set state = 'published' where id = ${ic.checklist.version_id}`))
})

test('what is wrong with one submission hinders no other, and a visit of somebody else is refused by name', async () => {
  const [mine, other] = [await ic.visit(), await ic.visit({ inspectors: [ic.inspectors.walker2] })]
  const results = await send(walker, submission(c, ic, other), { ...submission(c, ic, mine), ended_at: '1970-01-01T00:00:10Z' }, submission(c, ic, ic.round_id), submission(c, ic, mine))
  assert.deepEqual(results.map((r: { standing: string; error: { code: string } | null }) => r.error?.code ?? r.standing),
    ['inspections.visit_not_found', 'inspections.time_unreadable', 'inspections.visit_not_found', 'current'].map((code, i) => (i === 0 ? results[0].error.code : code)))
  assert.ok(['inspections.visit_not_found', 'inspections.not_your_visit'].includes(results[0].error.code) && results[0].error.text.length > 5)
  const stolen = submission(c, ic, mine, { id: results[3].id, revision: 9 })
  const theirs = await ic.visit()
  assert.equal((await send(walker, { ...stolen, visit_id: theirs }))[0].error.code, 'http.rejected_by_database', 'an id is one submission\'s for ever')
  const odd = await ic.visit()
  const [taken] = await send(walker, submission(c, ic, odd, { answers: { clean: { deep: ['x'] }, order: 7, lights: null, more: 'x'.repeat(5_000), __note: 1 } }))
  assert.deepEqual([taken.standing, taken.error], ['current', null], 'odd answers are kept, not refused')
  assert.equal((await detail(odd)).score, null)
})

test('photos come first, last, twice and 200 at a time, and end once each with the visit', async () => {
  const visit = await ic.visit()
  const photos = Array.from({ length: 12 }, (_, i) => photoSaid({ item: 'clean', kind: (['near', 'far', 'reference'] as const)[i % 3] }))
  for (const p of photos.slice(0, 4)) assert.equal((await sendPhoto(walker, visit, p)).status, 201)
  const sent = submission(c, ic, visit, { answers: { clean: 'fail' }, photos })
  await send(walker, sent)
  assert.equal((await detail(visit)).photos_awaited.length, 8)
  const answers = await Promise.all([...photos, ...photos.slice(2, 6)].map((p) => sendPhoto(walker, visit, p)))
  assert.deepEqual(answers.map((a) => a.status).filter((s) => s !== 200 && s !== 201), [])
  assert.equal(answers.filter((a) => a.status === 201).length, 8)
  const said = await detail(visit)
  assert.deepEqual([said.photos.length, said.photos_awaited, said.missing_evidence], [12, [], []])
  assert.ok(said.photos.every((p: { lon: number; item: string; instance: number }) => p.lon === 120.0101 && p.item === 'clean' && p.instance === 0), 'where it was taken is the visit\'s evidence')
  const many = await ic.visit()
  const queue = Array.from({ length: 200 }, () => photoSaid({ item: 'order' }))
  await send(walker, submission(c, ic, many, { photos: queue }))
  for (let i = 0; i < queue.length; i += 10) await Promise.all(queue.slice(i, i + 10).map((p) => sendPhoto(walker, many, p)))
  assert.deepEqual([(await counts(many)).files, (await detail(many)).photos_awaited], [200, []])
})

test('a photo that is none, of no visit, of somebody else\'s visit or of another one is refused and leaves nothing', async () => {
  const [visit, other] = [await ic.visit(), await ic.visit({ inspectors: [ic.inspectors.walker2] })]
  const p = photoSaid()
  const codes = [
    (await sendPhoto(walker, visit, p, Buffer.from('no photo'))).body.code, (await sendPhoto(walker, ic.round_id, p)).body.code, (await sendPhoto(walker, visit, { ...p, kind: 'selfie' })).body.errors[0].field,
    (await sendPhoto(walker, visit, { ...p, id: 'x' })).body.errors[0].field, (await sendPhoto(walker, visit, { ...p, lon: 'east' })).body.errors[0].field, (await sendPhoto(walker, visit, { ...p, taken_at: 'noon' })).body.errors[0].field,
    (await sendPhoto(walker2, visit, p)).status === 403 || 'open', (await sendPhoto(await as('handler'), visit, p)).status,
  ]
  assert.deepEqual(codes, ['files.not_a_photo', 'inspections.visit_not_found', 'kind', 'id', 'lon', 'taken_at', true, 403])
  assert.deepEqual([(await counts(visit)).files, (await counts(other)).files], [0, 0])
  assert.equal((await sendPhoto(walker, visit, p)).status, 201)
  const again = await ic.visit()
  assert.equal((await sendPhoto(walker, again, p)).body.code, 'inspections.photo_of_another_visit')
})

test('a photo is shown without its camera\'s data, and its original to those who review', async () => {
  const visit = await ic.visit()
  const p = photoSaid()
  await sendPhoto(walker, visit, p)
  for (const size of ['thumb', 'view']) {
    const shown = await walker.call('GET', `/api/visit-photos/${p.id}?size=${size}`)
    assert.equal(shown.status, 200)
    assert.ok(!String(shown.body).includes('Exif') && !String(shown.body).includes('Qingqing'))
  }
  assert.deepEqual([(await walker.call('GET', `/api/visit-photos/${p.id}?size=original`)).status, (await office.call('GET', `/api/visit-photos/${p.id}?size=original`)).status], [403, 200])
  assert.equal((await (await as('handler')).call('GET', `/api/visit-photos/${p.id}`)).status, 404, 'before it is accepted a unit does not see it')
})

test('a visit goes back with a reason and comes again; called off, reopened, and each step is told', async () => {
  const visit = await ic.visit()
  await send(walker, submission(c, ic, visit, { answers: { clean: 'fail' } }))
  assert.equal((await office.call('POST', `/api/visits/${visit}/return`, { reason: '   ' })).body.code, 'inspections.reason_missing')
  assert.equal((await office.call('POST', `/api/visits/${visit}/return`, { reason: '照片看不清' })).body.state, 'returned')
  const day = (await walker.call('GET', '/api/field/day?from=2026-05-01')).body
  const back = day.visits.find((v: { id: string }) => v.id === visit)
  assert.deepEqual([back.reason, back.submission.answers.clean, back.revision_known], ['照片看不清', 'fail', 1])
  assert.equal((await send(walker, submission(c, ic, visit, { device: 'phone-old', ended: addMs(c.now(), -dayMs), answers: { clean: 'partial' } })))[0].standing, 'conflict', 'what was made before and never said waits for a choice')
  c.at(addMs(c.now(), minuteMs))
  const [again] = await send(walker, submission(c, ic, visit, { device: 'phone-b', answers: { clean: 'pass' } }))
  assert.deepEqual([again.standing, again.visit_state], ['current', 'submitted'])
  const said = await detail(visit)
  assert.deepEqual([said.conflict, said.findings.length], [false, 0], 'what was asked for again replaces what was sent back')
  const planned = await ic.visit()
  assert.equal((await office.call('POST', `/api/visits/${planned}/accept`)).body.code, 'inspections.visit_state')
  assert.equal((await office.call('POST', `/api/visits/${planned}/cancel`, { reason: '道路施工' })).body.state, 'cancelled')
  const [late] = await send(walker, submission(c, ic, planned))
  assert.deepEqual([late.standing, late.visit_state], ['conflict', 'cancelled'], 'made all the same: kept, and somebody has to choose')
  assert.equal((await office.call('POST', `/api/visits/${planned}/resolve`, { submission_id: late.id })).body.visit.state, 'submitted')
  assert.deepEqual((await detail(planned)).events.map((e: { kind: string }) => e.kind).sort(), ['visit.cancelled', 'visit.conflict', 'visit.resolved'])
})

test('a visit that could not be made says why and has no score', async () => {
  const visit = await ic.visit()
  await send(walker, submission(c, ic, visit, { not_done: '巷口封闭施工', answers: {} }))
  const accepted = await office.call('POST', `/api/visits/${visit}/accept`)
  assert.deepEqual([accepted.body.state, accepted.body.visit.score, accepted.body.visit.not_done_reason], ['accepted', null, '巷口封闭施工'])
})

test('a submission cut off at any statement leaves nothing half, and the same again completes it', async () => {
  const visit = await ic.visit()
  const sent = submission(c, ic, visit, { answers: { clean: 'fail', order: 'fail' } })
  // Each table refuses once: whatever stands before it in the transaction must be gone again.
  for (const table of ['visit_submissions', 'visits', 'visit_answers', 'findings', 'inspection_events']) {
    await c.t.database.asOwner(c.t.city.schema, (tx) => tx.run(sql`alter table ${sql.ref(table)} add constraint cut check (false) not valid`))
    const answer = await walker.call('POST', '/api/field/submissions', { submissions: [sent] })
    await c.t.database.asOwner(c.t.city.schema, (tx) => tx.run(sql`alter table ${sql.ref(table)} drop constraint cut`))
    assert.equal(answer.body.results[0].error?.code, 'http.rejected_by_database', table)
    assert.deepEqual(await counts(visit), { submissions: 0, answers: 0, files: 0, findings: 0 }, table)
    assert.equal((await detail(visit)).state, 'planned')
  }
  assert.equal((await send(walker, sent))[0].standing, 'current')
  assert.deepEqual(await counts(visit), { submissions: 1, answers: 4, files: 0, findings: 2 })
})

test('the same submission and photos from many requests at once are kept once', async () => {
  const visit = await ic.visit()
  const sent = submission(c, ic, visit, { answers: { clean: 'fail' } }), p = photoSaid({ item: 'clean' })
  const results = (await Promise.all(Array.from({ length: 8 }, () => send(walker, sent)))).flat()
  assert.equal(results.filter((r) => r.standing === 'current').length, 1)
  assert.equal(results.filter((r) => r.standing === 'duplicate').length, 7)
  const photos = await Promise.all(Array.from({ length: 6 }, () => sendPhoto(walker, visit, p)))
  assert.deepEqual(photos.map((r) => r.status).sort(), [200, 200, 200, 200, 200, 201])
  assert.deepEqual(await counts(visit), { submissions: 1, answers: 4, files: 1, findings: 1 })
})

test('lists of visits filter, count and page', async () => {
  const listed: string[] = []
  let cursor: string | null = null
  do {
    const answer = await office.call('GET', `/api/visits?limit=7&place=${ic.places[0]?.id}${cursor ? `&cursor=${cursor}` : ''}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    listed.push(...answer.body.items.map((v: { id: string }) => v.id))
    cursor = answer.body.next_cursor
  } while (cursor !== null)
  const { n } = await one<{ n: number }>(sql`select count(*)::int as n from visits where place_id = ${ic.places[0]?.id as string}`)
  assert.deepEqual([new Set(listed).size, listed.length], [n, n])
  const accepted = (await office.call('GET', '/api/visits?state=accepted,cancelled&area=990101&unit=east-street&from=2026-03-01&to=2026-03-31')).body
  assert.ok(accepted.items.every((v: { state: string }) => v.state === 'accepted') && accepted.counts.accepted === accepted.items.length)
  assert.equal((await office.call('GET', '/api/visits?area=nowhere')).body.errors[0].code, 'inspections.no_such_filter')
  assert.ok((await walker.call('GET', '/api/visits?inspector=me')).body.items.length > 10)
})

test('after all of this every case agrees with its history', async () => {
  await soundOf(c)
})
