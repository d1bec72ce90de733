import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMs, hourMs, minuteMs } from '#base/instants.ts'
import { verifyLedger, checkCases, fireAlarms } from '#cases/server/index.ts'
import { morning, type SmallCity, smallCity } from './small-city.ts'

let c: SmallCity
before(async () => {
  c = await smallCity()
})
after(() => c.close())

const photo = async (): Promise<Buffer> => {
  const { default: sharp } = await import('sharp')
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#668899' } }).jpeg().toBuffer()
}

const upload = async (caller: Awaited<ReturnType<SmallCity['as']>>, kind: string): Promise<{ file_id: string; secret: string }> => {
  const boundary = 'x-boundary'
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n${kind}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`),
    await photo(), Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const answer = await caller.call('POST', '/api/uploads', body, { 'content-type': `multipart/form-data; boundary=${boundary}` })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}

test('takes a resident\'s report through dispatch, handling and check to its close, and every step is on the record', async () => {
  const stranger = await c.as(null)
  const near = await upload(stranger, 'near')
  const reported = await stranger.call('POST', '/api/reports', {
    description: '东一街道的路口有一大堆建筑垃圾，占了半个人行道。', lon: 120.05, lat: 30.05, files: [{ id: near.file_id, secret: near.secret }], contact: { phone: '13800000000', consent: true },
  }, { 'idempotency-key': 'one-and-only' })
  assert.equal(reported.status, 201, JSON.stringify(reported.body))
  const { case_id: id, number, code } = reported.body
  assert.match(number, /^20260311-\d{6}$/)

  const acceptor = await c.as('acceptor')
  const inbox = await acceptor.call('GET', '/api/cases?stage=accept')
  assert.equal(inbox.body.items[0].number, number)
  assert.equal(inbox.body.items[0].area.name, '东一街道')
  const categories = await acceptor.call('GET', '/api/categories?q=%E5%9E%83%E5%9C%BE')
  const category = categories.body.items.find((k: { level?: string; conditions?: unknown[] }) => k.level === 'subcategory' || k.conditions) ?? categories.body.items[0]
  const act = async (who: string, fields: object, status = 200) => {
    const caller = await c.as(who)
    const answer = await caller.call('POST', `/api/cases/${id}/commands`, fields)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    return answer.body
  }
  c.at(addMs(morning, 5 * minuteMs))
  await act('acceptor', { command: 'register', category_id: category.id, waiver_reason: '照片清楚' })
  const refused = await act('handler', { command: 'report_back', text: '好了' }, 404)
  assert.equal(refused.code, 'cases.not_found')
  c.at(addMs(morning, 10 * minuteMs))
  const dispatched = await act('dispatcher', { command: 'dispatch' })
  assert.equal(dispatched.case.lead_unit.name, '东一街道办事处')
  assert.ok(dispatched.case.due_at)
  await act('handler', { command: 'accept' })
  c.at(addMs(morning, hourMs))
  const handler = await c.as('handler')
  const afterPhoto = await upload(handler, 'after')
  await act('handler', { command: 'report_back', text: '已清运干净', files: [{ file_id: afterPhoto.file_id, secret: afterPhoto.secret, kind: 'after' }] })
  await act('inspector', { command: 'check', result: 'pass', note: '现场已恢复' })
  const closed = await act('acceptor', { command: 'close', reason: 'done' })
  assert.equal(closed.case.state, 'closed')
  assert.equal(closed.case.on_time, true)
  assert.equal(closed.files.length, 2)

  const track = await stranger.call('GET', `/api/track/${code}`)
  assert.equal(track.status, 200, JSON.stringify(track.body))
  assert.equal(track.body.step, 'close')
  assert.ok(!JSON.stringify(track.body).includes('13800000000'))
  const repeated = await stranger.call('POST', '/api/reports', {
    description: '东一街道的路口有一大堆建筑垃圾，占了半个人行道。', lon: 120.05, lat: 30.05, files: [{ id: near.file_id, secret: near.secret }], contact: { phone: '13800000000', consent: true },
  }, { 'idempotency-key': 'one-and-only' })
  assert.equal(repeated.body.number, number)
  assert.equal(repeated.body.repeated, true)

  const report = await verifyLedger(c.t.city, new Map())
  assert.deepEqual(report.chain_faults, [])
  assert.deepEqual((await checkCases(c.t.city)).faults, [])
})

test('marks an overdue case once, however often the clocks are looked at', async () => {
  c.at(morning)
  const stranger = await c.as(null)
  const { body } = await stranger.call('POST', '/api/reports', { description: '路灯不亮', lon: 119.95, lat: 30.05 })
  for (const minutes of [20, 21, 500, 5_000, 5_000, 5_001]) {
    c.at(addMs(morning, minutes * minuteMs))
    await fireAlarms(c.t.city, null, c.now(), (_id, error) => { throw error })
  }
  const supervisor = await c.as('supervisor')
  const detail = await supervisor.call('GET', `/api/cases/${body.case_id}`)
  const types = detail.body.events.map((e: { type: string }) => e.type)
  assert.equal(types.filter((type: string) => type === 'case.overdue').length, 1, types.join(' '))
  assert.deepEqual((await checkCases(c.t.city)).faults, [])
})

test('shows a dispatcher of another district neither the case nor a count of it', async () => {
  const other = await c.as('dispatcher2')
  const all = await other.call('GET', '/api/cases?limit=200&sort=opened')
  assert.ok(all.body.items.length > 0)
  assert.ok(all.body.items.every((row: { area: { name: string } }) => row.area.name === '西一街道'))
  const counts = await other.call('GET', '/api/cases/counts')
  assert.equal(counts.body.total, all.body.items.length)
})
