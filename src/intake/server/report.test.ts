import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestIntake, farAway, inEastStreet, inWestStreet, testIntake } from './testing.ts'

let t: TestIntake
before(async () => {
  t = await testIntake()
  await t.settings({ intake: { reports_per_minute: 1000 } })
})
after(() => t.close())

const post = (body: object, headers: Record<string, string> = {}) => t.app.inject({ method: 'POST', url: '/api/reports', payload: body, headers })
const count = async (table: string): Promise<number> => (await t.city.read(t.systemScope,
  (tx) => tx.prepared<{ n: number }>(`count_${table}`, `select count(*) as n from ${table}`, [])))[0]?.n ?? -1

test('takes a report of a resident, finds its street, and gives a number and a code', async () => {
  const answer = await post({ description: '路灯不亮。三天了。', ...inEastStreet })
  assert.equal(answer.statusCode, 201, answer.body)
  const { number, code, case_id, repeated } = answer.json() as Record<string, string>
  assert.match(number ?? '', /^20260506-\d{6}$/)
  assert.match(code ?? '', /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/)
  assert.equal(repeated, false)
  const [row] = await t.city.read(t.systemScope, (tx) => tx.prepared<Record<string, unknown>>('one', 'select * from cases where id = $1', [case_id]))
  assert.deepEqual([row?.['title'], row?.['area_path'], row?.['source'], row?.['state']],
    ['路灯不亮', '370100.370102.370102001', 'resident_web', 'reported'])
})

test('the same key with the same content is the same report; with other content it is refused', async () => {
  const headers = { 'idempotency-key': 'a-phone-without-signal-1' }
  const one = await post({ description: '井盖丢了', ...inEastStreet }, headers)
  const before = await count('cases')
  const two = await post({ description: '井盖丢了', ...inEastStreet }, headers)
  assert.deepEqual([two.statusCode, two.json().number, two.json().code, two.json().repeated], [201, one.json().number, one.json().code, true])
  const three = await post({ description: '另一件事', ...inEastStreet }, headers)
  assert.deepEqual([three.statusCode, three.json().code], [422, 'intake.key_of_another_request'])
  assert.equal(await count('cases'), before)
})

test('forty at once with twenty keys are twenty reports with numbers of their own', async () => {
  const before = await count('cases')
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => post({ description: `同时 ${i % 20}`, ...inWestStreet },
    { 'idempotency-key': `at-once-${i % 20}` })))
  assert.deepEqual([...new Set(answers.map((a) => a.statusCode))], [201])
  assert.equal(new Set(answers.map((a) => a.json().number)).size, 20)
  assert.equal((await count('cases')) - before, 20)
  assert.deepEqual([await count('reports'), await count('case_events')], [await count('cases'), await count('cases')])
})

test('one bad report in a batch hurts no other', async () => {
  const photo = { id: '0190a6d2-7c1e-7000-8000-00000000000f', secret: 'NOSUCH' }
  const answers = await Promise.all([
    post({ description: '好的一', ...inEastStreet }), post({ description: '坏的', ...inEastStreet, files: [photo] }),
    post({ description: '好的二', ...inEastStreet }),
  ])
  assert.deepEqual(answers.map((a) => a.statusCode), [201, 409, 201])
  assert.equal(answers[1]?.json().code, 'cases.file_unknown')
})

const refused: readonly (readonly [string, object, number, string])[] = [
  ['outside the city', { description: 'x', ...farAway }, 422, 'intake.outside'],
  ['off the globe', { description: 'x', lon: 200, lat: 36 }, 422, 'intake.point_invalid'],
  ['an unknown category', { description: 'x', ...inEastStreet, category: 'NOPE' }, 422, 'intake.category_unknown'],
  ['an unknown place', { description: 'x', place_id: '0190a6d2-7c1e-7000-8000-000000000001' }, 422, 'intake.place_unknown'],
  ['U+0000', { description: 'a\0b', ...inEastStreet }, 400, 'http.invalid.text'],
  ['nothing', {}, 422, 'intake.nothing_said'],
  ['a field nobody knows', { description: 'x', ...inEastStreet, admin: true }, 400, 'http.invalid.additionalProperties'],
  ['words for numbers', { description: 'x', lon: 'east', lat: 'north' }, 400, 'http.invalid.type'],
]
for (const [name, body, status, code] of refused) test(`refuses ${name}, and says why in both languages`, async () => {
  for (const language of ['zh-CN', 'en']) {
    const answer = await post(body, { 'accept-language': language })
    assert.equal(answer.statusCode, status, answer.body)
    const [first] = answer.json().errors as { code: string; message: string }[]
    assert.equal(first?.code, code)
    assert.ok(first.message !== '' && !first.message.startsWith('intake.') && /[\u4e00-\u9fff]/.test(first.message.replace('测试市',
      '')) === (language === 'zh-CN'), first.message)
  }
})

test('malformed JSON is malformed, and a hundred-megabyte body is too large', async () => {
  const headers = { 'content-type': 'application/json' }
  assert.equal((await t.app.inject({ method: 'POST', url: '/api/reports', payload: '{"description": ', headers })).statusCode, 400)
  assert.equal((await t.app.inject({ method: 'POST', url: '/api/reports', payload: `{"description":"${'x'.repeat(3_000_000)}"}`,
    headers })).statusCode, 413)
})

test('a city may take what lies outside, for a desk to place', async () => {
  await t.settings({ intake: { outside: 'unplaced', reports_per_minute: 1000 } })
  const answer = await post({ description: '不在任何街道', ...farAway })
  assert.equal(answer.statusCode, 201)
  const [row] = await t.city.read(t.systemScope, (tx) => tx.prepared<Record<string,
    unknown>>('placed', 'select r.placed, c.area_id from reports r join cases c on c.id = r.case_id where c.id = $1', [answer.json().case_id]))
  assert.deepEqual({ ...row }, { placed: 'outside', area_id: null })
  await t.settings({ intake: { reports_per_minute: 1000 } })
})

test('too many reports from one address are asked to wait', async () => {
  await t.settings({ intake: { reports_per_minute: 3 } })
  const answers = []
  t.clock.now = (t.clock.now + 120_000) as never
  for (let i = 0; i < 5; i++) answers.push((await post({ description: `第 ${i} 次`, ...inEastStreet })).statusCode)
  assert.deepEqual(answers, [201, 201, 201, 429, 429])
  await t.settings({ intake: { reports_per_minute: 1000 } })
})

test('a resident may not speak as the hotline, the desk may; an account cannot pass off another system\'s reference', async () => {
  assert.equal((await post({ description: 'x', ...inEastStreet, source: 'hotline' })).statusCode, 403)
  assert.equal((await post({ description: 'x', ...inEastStreet, external: { system: '12345', ref: '1' } })).statusCode, 403)
  const desk = await t.as('acceptor')
  const body = { description: '来电反映占道经营', address: '东街 3 号', source: 'hotline', external: { system: '12345', ref: 'GD-1' },
    contact: { name: '李明', phone: '13800001234', consent: true } }
  const one = await post(body, desk)
  assert.equal(one.statusCode, 201, one.body)
  const two = await post({ ...body, description: '同一张工单再来一次' }, desk)
  assert.deepEqual([two.json().number, two.json().repeated], [one.json().number, true])
})

test('sends a photo along and attaches it once', async () => {
  const { default: sharp } = await import('sharp')
  const picture = await sharp({ create: { width: 900, height: 700, channels: 3, background: { r: 90, g: 120, b: 200 } } }).jpeg().toBuffer()
  const boundary = 'xxxx'
  const payload = Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`), picture, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const up = await t.app.inject({ method: 'POST', url: '/api/uploads', payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } })
  assert.equal(up.statusCode, 201, up.body)
  const files = [{ id: up.json().file_id, secret: up.json().secret, kind: 'near' }]
  const answer = await post({ files, ...inEastStreet })
  assert.equal(answer.statusCode, 201, answer.body)
  assert.equal((await post({ files, ...inEastStreet })).statusCode, 409)
  const [row] = await t.city.read(t.systemScope, (tx) => tx.prepared<Record<string,
    unknown>>('cover', 'select title, cover_file_id from cases where id = $1', [answer.json().case_id]))
  assert.deepEqual({ ...row }, { title: '随手拍的问题', cover_file_id: up.json().file_id })
})

test('nothing of all this was a defect', () => assert.deepEqual(t.faults, []))
