import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMs, dayMs, type Instant, instant } from '#base/instants.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { MailFault } from '#platform/messaging/index.ts'
import { type InspectionCity, inspectionCity, send, submission } from '../../../tests/journeys/inspection-city.ts'
import { callersOf } from '../../../tests/journeys/proving.ts'
import { type Caller, type SmallCity, smallCity } from '../../../tests/journeys/small-city.ts'
import { makeDueLetters } from './feedback.ts'
import { sendMails } from './outbox.ts'

let c: SmallCity, ic: InspectionCity
let as: (name: string) => Promise<Caller>
const at = (day: number, hour = 9): Instant => instant(Date.UTC(2026, 2, day, hour - 8))
before(async () => {
  c = await smallCity()
  as = callersOf(c)
  ic = await inspectionCity(c, 2)
  c.at(at(11))
  const visit = await ic.visit({ place: 0 })
  await send(await as('walker'), submission(c, ic, visit, { answers: { clean: 'fail', clean_note: '有垃圾', order: 'fail', order_note: '乱停', lights: 'pass', sign: 'pass' } }))
  const done = await (await as('civility-office')).call('POST', `/api/visits/${visit}/accept`)
  assert.equal(done.status, 200, JSON.stringify(done.body))
  const contacts = [{ role: 'liaison', name: '王', phone: '', email: 'east@example.org', note: '' }, { role: 'leader', name: '李', phone: '1', email: '', note: '' }]
  const set = await (await as('admin')).call('PUT', `/api/units/${c.units.streets}/contacts`, { contacts })
  assert.ok(set.status < 300, JSON.stringify(set.body))
})
after(() => c.close())
const list = async (who: string, query = '') => (await (await as(who)).call('GET', `/api/letters${query}`)).body

test('the clock makes one letter for each unit and district on the set weekday, and none twice', async () => {
  c.at(at(15))
  assert.equal((await makeDueLetters(c.t.city, at(15)))?.made, 0, 'on Sunday the letters of the week before last are due; there was nothing yet')
  c.at(at(16))
  as = callersOf(c)
  const made = await makeDueLetters(c.t.city, c.now())
  assert.deepEqual([made?.week, made?.made], ['2026-03-09', 2])
  assert.equal((await makeDueLetters(c.t.city, c.now()))?.made, 0)
  const { items, weekday } = await list('civility-office')
  assert.deepEqual(items.map((l: { kind: string; state: string }) => [l.kind, l.state]).sort(), [['district', 'draft'], ['unit', 'draft']])
  assert.deepEqual(weekday, { weekday: 1, from: 'usual' })
  assert.deepEqual([items[0].figures.opened, items[0].figures.open, items[0].rate.of, items[0].rate.few], [2, 2, 2, true])
})

test('a letter is reviewed, sent, seen and acknowledged by its unit; nobody else may', async () => {
  const office = await as('civility-office'), unit = await as('handler'), stranger = await as('handler2')
  const id = (await list('civility-office', '?kind=unit')).items[0].id
  assert.equal((await office.call('POST', `/api/letters/${id}/send`)).body.code, 'inspections.letter_state')
  assert.equal((await unit.call('GET', `/api/letters/${id}`)).status, 404, 'a draft is not for the unit')
  assert.equal((await office.call('POST', `/api/letters/${id}/review`, { note: '请抓紧整改' })).status, 200)
  const sent = await office.call('POST', `/api/letters/${id}/send`)
  assert.deepEqual([sent.status, sent.body.mails, sent.body.mail_configured], [200, 1, false])
  assert.equal((await stranger.call('GET', `/api/letters/${id}`)).status, 404)
  const seen = await unit.call('GET', `/api/letters/${id}`)
  assert.deepEqual([seen.status, seen.body.note, seen.body.actions, seen.body.data.lists.open.total], [200, '请抓紧整改', ['acknowledge'], 2])
  assert.equal((await unit.call('POST', `/api/letters/${id}/withdraw`, { reason: 'x' })).status, 403)
  assert.equal((await stranger.call('POST', `/api/letters/${id}/acknowledge`, {})).status, 404)
  assert.equal((await (await as('dispatcher')).call('POST', `/api/letters/${id}/acknowledge`, {})).body.code, 'inspections.letter_not_yours')
  assert.equal((await unit.call('POST', `/api/letters/${id}/acknowledge`, { words: '已安排' })).status, 200)
  assert.equal((await unit.call('GET', `/api/letters/${id}`)).body.acknowledgement, '已安排')
})

test('the outbox sends once, backs off, gives up, and tells no secret', async () => {
  const office = await as('civility-office')
  const [mail] = (await office.call('GET', '/api/outbox')).body.items
  assert.deepEqual([mail.state, mail.recipient], ['not_configured', 'east@example.org'])
  assert.match(mail.body, /请抓紧整改/)
  assert.equal((await office.call('POST', `/api/outbox/${mail.id}/retry`)).body.code, 'inspections.mail_not_configured')
  const wait = (): Promise<number> => c.t.city.write(everyRow, (tx) => tx.run(sql`update outbox_mails set state = 'waiting', attempts = 0, next_try_at = ${new Date(c.now())}`))
  await wait()
  const sentIds: string[] = []
  const broken = { send: async (): Promise<void> => { throw new MailFault('550 no') } }
  assert.deepEqual(await sendMails(c.t.city, broken, c.now()), { sent: 0, failed: 0, put_off: 1 })
  assert.deepEqual(await sendMails(c.t.city, broken, addMs(c.now(), 30_000)), { sent: 0, failed: 0, put_off: 0 }, 'not before its time')
  let now = c.now(), failed = 0
  for (let i = 0; i < 12 && failed === 0; i++) failed = (await sendMails(c.t.city, broken, (now = addMs(now, dayMs)))).failed
  assert.equal(failed, 1)
  await wait()
  const slow = { send: async (m: { readonly id: string }): Promise<void> => { await new Promise((r) => setTimeout(r, 100)); sentIds.push(m.id) } }
  await Promise.all([sendMails(c.t.city, slow, c.now()), sendMails(c.t.city, slow, c.now())])
  assert.deepEqual(sentIds, [mail.id], 'two processes send it once')
  assert.equal((await office.call('GET', '/api/outbox?state=sent')).body.items.length, 1)
})

test('the week after tells what changed; a letter taken back makes room for a new one', async () => {
  c.at(at(23))
  as = callersOf(c)
  assert.equal((await makeDueLetters(c.t.city, c.now()))?.made, 2)
  const office = await as('civility-office')
  const { id } = (await list('civility-office', '?week=2026-03-16&kind=unit')).items[0]
  const { data } = (await office.call('GET', `/api/letters/${id}`)).body
  assert.deepEqual([data.figures.opened, data.figures.open, data.before.figures.opened], [0, 2, 2])
  assert.equal((await office.call('POST', `/api/letters/${id}/withdraw`, { reason: ' ' })).body.code, 'inspections.reason_missing')
  assert.equal((await office.call('POST', `/api/letters/${id}/withdraw`, { reason: '数字有误' })).status, 200)
  assert.equal((await makeDueLetters(c.t.city, c.now()))?.made, 0, 'the clock does not bring it back')
  const again = await office.call('POST', '/api/letters/generate', { week: '2026-03-18', again: true })
  assert.deepEqual([again.status, again.body.made], [200, 1], JSON.stringify(again.body))
  assert.equal((await office.call('POST', '/api/letters/generate', { week: '2026-03-24' })).body.code, 'inspections.week_not_over')
})
