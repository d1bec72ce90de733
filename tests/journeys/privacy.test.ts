import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { areaModelOf } from '#areas/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { sql } from '#platform/db/index.ts'
import { endpoints } from '../../scripts/documents/routes.ts'
import { photoSaid, send, sendPhoto, submission } from './inspection-city.ts'
import { fillInspections, type InspectionRows } from './inspection-rows.ts'
import { act, listening, openAccount, photo, type Session, sessionIn, sessionOn, upload } from './proving.ts'
import { sampleOf, type Schema } from './schema-samples.ts'
import { type SmallCity, smallCity } from './small-city.ts'

/** Somebody who complains about the street office, and says who she is wherever there is room. Nobody of this name is meant. */
const secrets = {
  name: '柳青青', phone: '13812345678', email: 'liu.qingqing@example.org', identity: '37010219900307123X', messenger: 'liuqq_0307', device: 'device-7f3a9c', answer: '13987654321',
} as const
const description = `东一街道办事处把垃圾堆在我家门口。我是${secrets.name}，电话 138-1234-5678，邮箱 ${secrets.email}，身份证${secrets.identity}，微信号：${secrets.messenger}。`
const spellings = [...Object.values(secrets), '138-1234-5678', '138 1234 5678', 'Liu Qingqing', 'liu.qingqing', '１３８１２３４５６７８']

let c: SmallCity
const logged: string[] = []
const made: { readonly case_id: string; readonly report_id: string; readonly number: string; readonly code: string }[] = []
let beforePhoto = '', afterPhoto = ''
let inspected: InspectionRows
let saidVisit = ''
let readers: ReadonlyMap<string, Session>

const findIn = (text: string): readonly string[] => spellings.filter((secret) => text.includes(secret))
const assertClean = (text: string | Buffer, where: string): void => {
  const found = [...findIn(text.toString('utf8')), ...findIn(Buffer.from(text).toString('utf16le'))]
  assert.deepEqual(found, [], `${where}: ${text.toString('utf8').slice(0, 300)}`)
}

before(async () => {
  c = await smallCity({ log: (level, facts, message) => void logged.push(`${level} ${message} ${JSON.stringify(facts, (_k, v) => (v instanceof Error ? v.stack : v))}`) })
  await c.t.database.updateCity(c.t.city.slug, { settings: { open311: { publish_descriptions: true, publish_addresses: true } } })
  const area_id = (await areaModelOf(c.t.city)).byCode('990100')?.id as string
  for (const [name, role] of [['civility', 'civility_office'], ['leader', 'leader']] as const) await openAccount(c, name, [{ role, area_id }])
  await openAccount(c, 'both', [{ role: 'supervisor', area_id }, { role: 'handler', unit_id: c.units.streets }])
  const names = ['handler', 'handler2', 'inspector', 'dispatcher', 'acceptor', 'supervisor', 'civility', 'leader', 'auditor', 'admin', 'resident', 'both']
  readers = new Map([...await Promise.all(names.map(async (name) => [name, await sessionIn(c, name)] as const)), ['anonymous', await sessionIn(c, null)]])

  const stranger = await c.as(null), desk = await c.as('acceptor')
  const near = await upload(stranger, 'near', await photo(true))
  beforePhoto = near.file_id
  const place = { lon: 120.05, lat: 30.05 }
  const contact = { name: secrets.name, phone: secrets.phone, email: secrets.email, consent: true }
  const bodies: readonly (readonly [typeof stranger, object])[] = [
    [stranger, { ...place, description, address: `东一街道${secrets.name}家，${secrets.phone}`, contact, files: [{ id: near.file_id, secret: near.secret }] }],
    [stranger, { ...place, title: `${secrets.name}反映：${secrets.phone}`, description, contact }], [desk, { ...place, description: `来电人${description}`, contact, source: 'hotline' }],
    [stranger, { ...place, description: `没有留联系方式，但写了身份证${secrets.identity}和邮箱${secrets.email}、手机${secrets.phone}、微信：${secrets.messenger}` }],
  ]
  for (const [caller, body] of bodies) {
    const answer = await caller.call('POST', '/api/reports', body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    made.push(answer.body)
  }
  const service = (await catalogueModelOf(c.t.city)).leaves.find((leaf) => leaf.level === 'subcategory')
  const form = new URLSearchParams({ service_code: service?.code ?? '', lat: '30.05', long: '120.05', description, first_name: secrets.name, last_name: '', phone: secrets.phone, email: secrets.email, device_id: secrets.device, account_id: secrets.answer })
  const posted = await stranger.call('POST', '/open311/v2/requests.json', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' })
  assert.equal(posted.status, 200, JSON.stringify(posted.body))

  const acceptor = readers.get('acceptor') as Session, dispatcher = readers.get('dispatcher') as Session, handler = readers.get('handler') as Session
  const all = (await acceptor.call('GET', '/api/cases?limit=200')).body.items as { id: string; number: string }[]
  const last = all.find((row) => row.number === posted.body[0].service_request_id)
  made.push({ case_id: last?.id as string, report_id: '', number: last?.number as string, code: '' })
  for (const each of made) {
    const command = async (by: Session, fields: object) => {
      const answer = await by.call('POST', `/api/cases/${each.case_id}/commands`, { body: fields })
      assert.ok(answer.status < 300, answer.text)
    }
    await command(acceptor, { command: 'register', category_id: service?.id, waiver_reason: '清楚' })
    await command(dispatcher, { command: 'dispatch', lead_unit_id: c.units.streets })
    await command(handler, { command: 'accept' })
  }
  const done = await upload(await c.as('handler'), 'after', await photo(true))
  afterPhoto = done.file_id
  const first = made[0]?.case_id as string
  for (const [by, fields] of [
    [handler, { command: 'report_back', text: '已清理', files: [{ file_id: done.file_id, secret: done.secret, kind: 'after' }] }], [readers.get('inspector') as Session, { command: 'check', result: 'pass' }], [acceptor, { command: 'close', reason: 'done' }],
  ] as const) assert.equal((await by.call('POST', `/api/cases/${first}/commands`, { body: fields })).status, 200)
  const notFixed = await stranger.call('POST', `/api/track/${made[0]?.code}/not-fixed`, { reason: `还在原处，请打${secrets.phone}或写信${secrets.email}` })
  assert.equal(notFixed.status, 200, JSON.stringify(notFixed.body))
  const crossing = await openAccount(c, 'crossing', [{ role: 'inspector', area_id }])
  inspected = await fillInspections(c, crossing, (name) => c.as(name))
  // An inspector writes down what somebody told him at the door.
  const walker = await c.as('walker')
  saidVisit = await inspected.ic.visit({ place: 0 })
  const shot = photoSaid({ finding_key: 'told' })
  await sendPhoto(walker, saidVisit, shot, await photo(true))
  await send(walker, submission(c, inspected.ic, saidVisit, {
    answers: { lights: 'fail', lights_note: `灯坏了，找${secrets.phone}`, order: 'pass' }, photos: [shot],
    findings: [{ key: 'told', category: inspected.ic.categories[3]?.code, description: `居民电话${secrets.phone}，身份证${secrets.identity}，邮箱${secrets.email}`, lon: 120.02, lat: 30.02 }],
  }))
  const accepted = await (await c.as('civility-office')).call('POST', `/api/visits/${saidVisit}/accept`)
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body))
})
after(() => c.close())

/** Every address that can be read, with the real cases, reports, files and codes where it takes one. */
const addresses = (): readonly string[] => endpoints().filter((e) => e.method === 'GET' && e.id !== 'cases.news').flatMap((e) => {
  const schema = (e.params as unknown as Schema | undefined)?.properties ?? {}
  const query = Object.fromEntries(((e.query as unknown as Schema | undefined)?.required ?? []).map((name) => [name, String(sampleOf((e.query as unknown as Schema).properties?.[name] ?? {}, name))]))
  if (e.id === 'intake.case_reports') return made.map((each) => `/api/reports?case=${each.case_id}`)
  if (e.id === 'intake.nearby') return ['/api/reports/nearby?lon=120.05&lat=30.05']
  if (e.id === 'intake.open311_request') return made.flatMap((each) => [`/open311/v2/requests/${each.number}.json`, `/open311/v2/requests/${each.number}.xml`])
  if (e.id === 'intake.open311_token') return made.filter((each) => each.code).map((each) => `/open311/v2/tokens/${each.code}.json`)
  const values: Readonly<Record<string, readonly string[]>> = e.path.startsWith('/api/cases/:id') ? { id: made.flatMap((each) => [each.case_id, each.number]) }
    : e.path.startsWith('/api/files') ? { id: [beforePhoto, afterPhoto] } : e.path.startsWith('/api/visits/:id') ? { id: [inspected.accepted, saidVisit] }
      : e.path.startsWith('/api/visit-photos') ? { id: [inspected.photo] } : e.path === '/api/places/:id/story' ? { id: inspected.ic.places.map((place) => place.id) } : e.path.startsWith('/api/track') ? { code: made.map((each) => each.code), id: [beforePhoto, afterPhoto] } : {}
  let found = [e.path]
  for (const name of [...e.path.matchAll(/:([a-z_]+)/g)].map((m) => m[1] as string)) {
    const known = values[name] ?? [String(sampleOf(schema[name] ?? {}, name))]
    found = found.flatMap((address) => known.map((value) => address.replace(`:${name}`, value)))
  }
  const asked = found.map((address) => `${address}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`)
  return e.path.startsWith('/api/files') ? asked.flatMap((address) => ['thumb', 'view', 'original'].map((size) => `${address}?size=${size}`)) : e.id.endsWith('export') ? asked.flatMap((address) => [address, `${address}?format=xlsx`]) : asked
})

test('nothing that anybody can read says who complained: not the unit complained about, not a visitor, not any other role', async () => {
  const all = addresses()
  assert.ok(all.length > 90, String(all.length))
  let read = 0
  for (const [name, session] of readers) {
    for (const address of all) {
      const answer = await session.call('GET', address, { headers: { 'accept-language': 'zh-CN' } })
      assert.ok(answer.status < 500, `${name} ${address} ${answer.text.slice(0, 200)} ${logged.findLast((line) => line.startsWith('error')) ?? ''}`)
      if (address.endsWith('size=original') && answer.status === 200) {
        assert.ok(['supervisor', 'civility', 'auditor', 'admin', 'both'].includes(name), `${name} has the original`)
        continue
      }
      if (answer.status === 200) read++
      assertClean(answer.text, `${name} ${address}`)
      assertClean(JSON.stringify(answer.headers), `${name} ${address} headers`)
    }
  }
  assert.ok(read > 400, `${read} answers were read`)
})

test('no search finds a case by who complained', async () => {
  for (const [name, session] of readers) {
    if (name === 'anonymous' || name === 'resident') continue
    for (const secret of [...spellings, '13812345', '柳青']) {
      const answer = await session.call('GET', `/api/cases?limit=200&q=${encodeURIComponent(secret)}`)
      assert.deepEqual([answer.status, answer.body.items.length], [200, 0], `${name} ${secret}`)
    }
  }
})

test('the unit reads what was complained about, with stars where a person was named', async () => {
  const detail = (await (readers.get('handler') as Session).call('GET', `/api/cases/${made[0]?.case_id}`)).body
  assert.equal(detail.case.description, '东一街道办事处把垃圾堆在我家门口。我是***，电话 ***，邮箱 ***，身份证***，微信号：***。')
  assert.equal(detail.case.address, '东一街道***家，***')
  assert.ok(detail.events.every((e: { data: { files?: readonly object[] } }) => (e.data.files ?? []).every((file) => !('lon' in file) && !('lat' in file))), 'nor where the camera stood')
  const reports = (await (readers.get('handler') as Session).call('GET', `/api/reports?case=${made[0]?.case_id}`)).body.items
  assert.deepEqual([reports[0].contact, reports[0].may_reveal], [null, false])
})

test('pictures as they are shown carry no place, no time, no camera and no name', async () => {
  const handler = readers.get('handler') as Session
  for (const file of [beforePhoto, afterPhoto]) for (const size of ['thumb', 'view']) {
    const response = await c.program.app.inject({ method: 'GET', url: `/api/files/${file}?size=${size}`, headers: await headersOf('handler') })
    assert.equal(response.statusCode, 200)
    const bytes = response.rawPayload
    for (const mark of ['Exif', 'GlassHouse', 'Spy 7', 'Qingqing', 'GPS', 'http://ns.adobe.com', 'ICC_PROFILE', '2026:03:11']) assert.ok(!bytes.includes(mark), `${size} holds ${mark}`)
  }
  assert.equal((await handler.call('GET', `/api/files/${beforePhoto}?size=original`)).status, 403)
  const track = (await (readers.get('anonymous') as Session).call('GET', `/api/track/${made[0]?.code}`)).body
  for (const shown of track.photos) {
    const response = await c.program.app.inject({ method: 'GET', url: shown.view_url })
    assert.ok(!response.rawPayload.includes('Exif') && !response.rawPayload.includes('Qingqing'))
  }
  assert.equal((await c.program.app.inject({ method: 'GET', url: `/api/track/${made[0]?.code}/photos/${beforePhoto}` })).statusCode, 404, 'photos from before are not for the public')
})
const headersOf = async (username: string): Promise<Record<string, string>> => {
  const answer = await c.program.app.inject({ method: 'POST', url: '/api/session', remoteAddress: '10.9.9.9', payload: { username, password: 'a quiet long phrase' } })
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}

test('where an inspector stood stays with his visit: not in the case, not for the unit, not in a picture that is shown', async () => {
  const [handler, office] = [readers.get('handler') as Session, readers.get('civility') as Session]
  const [theirs, ours] = [(await handler.call('GET', `/api/visits/${saidVisit}`)).body, (await office.call('GET', `/api/visits/${saidVisit}`)).body]
  assert.deepEqual([ours.lon, ours.photos[0].lon, ours.submissions.length > 0], [120.01, 120.0101, true])
  assert.deepEqual([theirs.lon, theirs.lat, theirs.accuracy_m, theirs.photos[0].lon, theirs.photos[0].accuracy_m, theirs.submissions, theirs.events, theirs.actions], [null, null, null, null, null, [], [], []])
  const story = (await handler.call('GET', `/api/places/${inspected.ic.places[0]?.id}/story`)).body
  assert.ok(story.photos.length > 0 && story.photos.every((p: { lon: number | null }) => p.lon === null))
  const rows = await c.t.database.asOwner(c.t.city.schema, (tx) => tx.rows(sql<{ id: string; lon: number | null; original_sha256: string; view_sha256: string; kept: string }>`
    select f.id, f.lon, f.original_sha256, f.view_sha256, v.original_sha256 as kept from case_files f join visit_files v on v.id = f.id`))
  assert.ok(rows.length >= 2)
  for (const row of rows) assert.ok(row.lon === null && row.original_sha256 === row.view_sha256 && row.original_sha256 !== row.kept, 'the case has the picture only')
  for (const row of rows) for (const address of [`/api/files/${row.id}?size=view`, `/api/visit-photos/${row.id}?size=view`, `/api/visit-photos/${row.id}?size=thumb`]) {
    const response = await c.program.app.inject({ method: 'GET', url: address, headers: await headersOf('civility') })
    assert.equal(response.statusCode, 200, address)
    for (const mark of ['Exif', 'GlassHouse', 'Qingqing', 'GPS']) assert.ok(!response.rawPayload.includes(mark), `${address} holds ${mark}`)
  }
  const { n } = await c.t.database.asOwner(c.t.city.schema, (tx) => tx.one(sql<{ n: number }>`select count(*)::int as n from inspection_events where data::text ~ '"(lon|lat|accuracy_m)"'`))
  assert.equal(n, 0, 'and no event keeps it')
})

test('what people say to an inspector is starred before it becomes a finding and a case', async () => {
  const findings = (await (readers.get('civility') as Session).call('GET', `/api/ledger?visit=${saidVisit}`)).body.items as { description: string; case: { id: string } }[]
  assert.equal(findings.length, 2)
  for (const finding of findings) {
    assert.match(finding.description, /\*\*\*/)
    assertClean(finding.description, 'finding')
    assertClean(JSON.stringify((await (readers.get('handler') as Session).call('GET', `/api/cases/${finding.case.id}`)).body), 'case')
  }
})

test('live news says which case changed and nothing of what it says', async () => {
  const port = await listening(c)
  const headers = await sessionOn(port, 'handler')
  const heard: string[] = []
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/api/events', headers }, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => heard.push(text)).on('error', () => {}).once('data', () => resolve(response))
    }).on('error', reject)
  })
  for (const each of made.slice(1)) await act(await c.as('handler'), each.case_id, { command: 'add_note', text: '已清理' })
  for (let i = 0; i < 30 && !heard.join('').includes(made[1]?.case_id as string); i++) await wait(100)
  stream.destroy()
  assert.ok(heard.join('').includes(made[1]?.case_id as string))
  assertClean(heard.join(''), 'news')
})

test('who complained is shown for a written reason only, to those who may, and every look is kept', async () => {
  const reveal = (name: string, id: string, reason?: unknown) => (readers.get(name) as Session).call('POST', `/api/reports/${id}/reporter`, { body: reason === undefined ? {} : { reason } })
  const looks = async (): Promise<readonly { reason: string; subject_id: string; account_name: string; detail: { case_id: string } }[]> =>
    (await (readers.get('auditor') as Session).call('GET', '/api/audit?action=intake.reporter_revealed')).body.items
  const id = made[0]?.report_id as string
  for (const name of ['handler', 'handler2', 'inspector', 'dispatcher', 'civility', 'leader', 'auditor', 'admin', 'resident', 'both']) {
    const answer = await reveal(name, id, '想知道是谁')
    assert.equal(answer.status, 403, `${name} ${answer.text}`)
    assertClean(answer.text, name)
  }
  assert.equal((await reveal('anonymous', id, '想知道是谁')).status, 401)
  assert.equal((await reveal('acceptor', id)).status, 400)
  for (const reason of ['', '   ', 'x', '看看']) assert.deepEqual([(await reveal('acceptor', id, reason)).body.code], ['intake.reason_missing'])
  assert.equal((await looks()).length, 0, 'a refused look is no look')
  const masked = (await (readers.get('acceptor') as Session).call('GET', `/api/reports?case=${made[0]?.case_id}`)).body.items[0]
  assert.deepEqual([masked.contact, masked.may_reveal], [{ name: '柳**', phone: '138****5678', email: 'l***@example.org' }, true])

  const shown = await reveal('acceptor', id, '回访告知处理结果')
  assert.equal(shown.status, 200, shown.text)
  assert.deepEqual([shown.body.name, shown.body.phone, shown.body.email], [secrets.name, secrets.phone, secrets.email])
  assert.equal(shown.body.other.description, description, 'what was really said is kept with it')
  assert.equal(shown.headers['cache-control'] ?? 'no-store', 'no-store')
  const [look] = await looks()
  assert.deepEqual([look?.reason, look?.subject_id, look?.account_name, look?.detail.case_id], ['回访告知处理结果', id, 'acceptor岗', made[0]?.case_id])
  const unsaid = await reveal('supervisor', made[3]?.report_id as string, '核实身份信息')
  assert.ok(String(unsaid.body.other.description).includes(secrets.identity), 'also where no contact was given')
  const other = await c.as('dispatcher2')
  assert.ok((await other.call('POST', `/api/reports/${id}/reporter`, { reason: '别的辖区' })).status === 403)
})

test('a reporter out of scope is not there, even for those who may look', async () => {
  const west = (await areaModelOf(c.t.city)).byCode('990102')?.id as string
  await openAccount(c, 'west-acceptor', [{ role: 'acceptor', area_id: west }])
  const session = await sessionIn(c, 'west-acceptor')
  const answer = await session.call('POST', `/api/reports/${made[0]?.report_id}/reporter`, { body: { reason: '想看看别区的' } })
  assert.deepEqual([answer.status, answer.body.code], [404, 'intake.no_reporter'])
  assert.deepEqual((await session.call('GET', `/api/reports?case=${made[0]?.case_id}`)).body.items, [])
})

test('no row of the database holds a contact that can be read, and no file but the sealed original', async () => {
  const found = await c.t.database.asOwner(c.t.city.schema, async (tx) => {
    const tables = await tx.rows(sql<{ name: string }>`select tablename as name from pg_tables where schemaname in (${c.t.city.schema}, 'platform') order by 1`)
    const places: string[] = []
    // What a device sent is kept whole, as evidence of the visit; what is read out of it is not.
    for (const { name } of tables.filter((table) => table.name !== 'visit_submissions')) {
      const schema = (await tx.maybe(sql`select 1 from pg_tables where schemaname = ${c.t.city.schema} and tablename = ${name}`)) ? c.t.city.schema : 'platform'
      for (const row of await tx.rows(sql<{ text: string }>`select to_jsonb(t)::text as text from ${sql.table(`${schema}.${name}`)} t`)) {
        const bytes = [...row.text.matchAll(/\\\\x([0-9a-f]+)/g)].map((m) => Buffer.from(m[1] as string, 'hex').toString('utf8')).join('\n')
        for (const secret of [...findIn(row.text), ...findIn(bytes)]) places.push(`${name}: ${secret}`)
      }
    }
    return places
  })
  assert.deepEqual(found, [])
  const sealed = await c.t.database.asOwner(c.t.city.schema, (tx) => tx.rows(sql<{ n: number; masked: object }>`select length(sealed) as n, masked from reporters`))
  assert.equal(sealed.length, made.length)
  for (const row of sealed) assertClean(JSON.stringify(row.masked), 'masked')
})

test('faults about a contact do not say it back, and the log has heard nothing', async () => {
  const anonymous = readers.get('anonymous') as Session
  const place = { description: '路灯不亮', lon: 120.05, lat: 30.05 }
  for (const contact of [
    { phone: `${secrets.phone}是我的电话请保密谢谢` }, { email: `${secrets.email} 或电话` }, { name: secrets.name.repeat(30) }, { phone: `${secrets.phone} `.repeat(10) }, { email: `${secrets.email}${'x'.repeat(600)}` },
    { name: { [secrets.name]: secrets.phone } }, { phone: [secrets.phone] }, { name: `${secrets.name}\0` }, { name: `${secrets.name}\ud800` },
  ]) {
    const answer = await anonymous.call('POST', '/api/reports', { body: { ...place, contact } })
    assert.ok(answer.status === 400 || answer.status === 422, answer.text)
    assertClean(answer.text, JSON.stringify(contact).slice(0, 60))
  }
  const sent = { ...place, contact: { name: secrets.name, phone: secrets.phone }, description: '1', lon: 999 }
  assertClean((await anonymous.call('POST', '/api/reports', { body: sent })).text, 'a fault elsewhere')
  assertClean(logged.join('\n'), 'log')
})

test('the place of a case is told to the public as a corner, not as a door', async () => {
  const reported = await (await c.as(null)).call('POST', '/api/reports', { description: '邻居夜里放音响', lon: 120.0512345, lat: 30.0498765 })
  assert.equal(reported.status, 201)
  const metres = new Map<string, number>()
  for (const [lon, lat] of [[120.0512345, 30.0498765], [120.0512, 30.0499]] as const) {
    const items = (await (readers.get('anonymous') as Session).call('GET', `/api/reports/nearby?lon=${lon}&lat=${lat}`)).body.items as { number: string; metres: number }[]
    metres.set(`${lon}`, items.find((item) => item.number === reported.body.number)?.metres ?? -1)
  }
  assert.deepEqual([...metres.values()], [4, 0], 'the distance is that to the rounded place')
  const shown = (await (readers.get('anonymous') as Session).call('GET', `/open311/v2/requests/${reported.body.number}.json`)).body[0]
  assert.deepEqual([shown.lat, shown.long ?? shown.lon], [30.0499, 120.0512])
})
