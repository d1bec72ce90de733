import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { Random } from '#base/seeded-random.ts'
import { password } from '../journeys/small-city.ts'
import { type Acknowledged, countStatus, type Record } from './record.ts'

/** Where the program is to be found now, and whether clients are to go on. */
export type Target = { address: string; stopped: boolean }
export type Answer = { readonly status: number; readonly body: any } // eslint-disable-line typescript/no-explicit-any
type Session = { readonly cookie: string; readonly csrf: string }
export type Sessions = ReadonlyMap<string, Session>

/** Null when no answer came. Whoever asks comes from an address of his own, so that limits by address do not hold back the load. */
export const ask = async (target: Target, method: string, url: string, body?: object | FormData | URLSearchParams, session?: Session, headers: object = {}, from = '10.0.0.1'): Promise<Answer | null> => {
  const json = body !== undefined && !(body instanceof FormData) && !(body instanceof URLSearchParams)
  try {
    const response = await fetch(`${target.address}${url}`, {
      method, signal: AbortSignal.timeout(20_000),
      headers: { 'x-forwarded-for': from, ...(json ? { 'content-type': 'application/json' } : {}), ...(session ? { 'cookie': session.cookie, 'x-csrf-token': session.csrf } : {}), ...headers },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as FormData) }),
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  } catch {
    return null
  }
}

const desks = ['acceptor', 'dispatcher', 'dispatcher2', 'handler', 'handler2', 'inspector', 'supervisor'] as const

export const signInAll = async (target: Target): Promise<Sessions> => {
  const sessions = new Map<string, Session>()
  for (const username of desks) {
    const signIn = (): Promise<Response> => fetch(`${target.address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) })
    let response = await signIn()
    // A program that has just started on a busy machine may ask for patience.
    for (let n = 0; response.status === 503 && n < 20; n++) {
      await sleep(500)
      response = await signIn()
    }
    if (response.status !== 200) throw new Error(`${username} cannot sign in: ${await response.text()}`)
    sessions.set(username, { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrf: ((await response.json()) as { csrf_token: string }).csrf_token })
  }
  return sessions
}

/** Photos no two of which are alike, so that every one is a new file. */
export const makePhotos = (random: Random, count: number): Promise<readonly Buffer[]> =>
  Promise.all(Array.from({ length: count }, () => sharp({ create: { width: 240, height: 180, channels: 3, background: { r: random.int(0, 255), g: random.int(0, 255), b: random.int(0, 255) } } }).jpeg().toBuffer()))

export type Work = {
  readonly target: Target
  readonly record: Record
  readonly sessions: Sessions
  readonly random: Random
  readonly name: string
  readonly photos: readonly Buffer[]
  readonly categories: readonly string[]
  /** A service code that Open311 takes without further questions; '' where there is none. */
  readonly serviceCode: string
}

const addressOf = (random: Random): string => `10.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`

const judge = (w: Pick<Work, 'record'>, what: string, answer: Answer | null): Answer | null => {
  countStatus(w.record, answer?.status ?? 0)
  if (answer && answer.status >= 500 && answer.status !== 503) w.record.unexpected.push(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer
}

const upload = async (w: Work, kind: string): Promise<{ file_id: string; secret: string } | null> => {
  const form = new FormData()
  form.set('kind', kind)
  form.set('file', new Blob([w.random.pick(w.photos) as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }), 'photo.jpg')
  const answer = judge(w, 'upload', await ask(w.target, 'POST', '/api/uploads', form, undefined, {}, addressOf(w.random)))
  if (answer?.status !== 201) return null
  w.record.uploads.push(answer.body)
  return answer.body
}

/** Sends a report under its key; what is acknowledged is written down. */
export const sendReport = async (w: Pick<Work, 'target' | 'record' | 'random'>, key: string, body: object): Promise<Answer | null> => {
  if (!w.record.reports.has(key)) w.record.unanswered.set(key, { key, body })
  const answer = judge(w, 'report', await ask(w.target, 'POST', '/api/reports', body, undefined, { 'idempotency-key': key }, addressOf(w.random)))
  if (answer?.status !== 201) {
    // A refusal is an answer too: nothing was kept.
    if (answer && answer.status < 500 && answer.status !== 429) w.record.unanswered.delete(key)
    return answer
  }
  const said = answer.body as { case_id: string; number: string; code: string }
  const known = w.record.reports.get(key)
  if (known && (known.number !== said.number || known.code !== said.code || known.case_id !== said.case_id)) w.record.unexpected.push(`key ${key} was answered ${known.number} and then ${said.number}`)
  if (!known) {
    w.record.reports.set(key, { key, body, ...said } satisfies Acknowledged)
    w.record.open.push({ id: said.case_id, state: 'reported', west: (body as { lon: number }).lon < 120 })
  }
  w.record.unanswered.delete(key)
  return answer
}

export const reportBody = (random: Random, mark: string): { description: string; lon: number; lat: number } =>
  ({ description: `${mark} 路口有一堆建筑垃圾`, lon: 119.901 + random.next() * 0.198, lat: 30.001 + random.next() * 0.098 })

const report = async (w: Work, mark: string, withPhoto: boolean): Promise<void> => {
  const file = withPhoto ? await upload(w, 'near') : null
  if (withPhoto && !file) return
  await sendReport(w, `key-${mark}`, { ...reportBody(w.random, mark), ...(w.random.next() < 0.3 ? { contact: { phone: '13800000000', consent: true } } : {}), ...(file ? { files: [{ id: file.file_id, secret: file.secret }] } : {}) })
}

/** Answers the number told; null where there is none. */
export const postOpen311 = async (w: Pick<Work, 'target' | 'record' | 'random'>, service_code: string, said: { readonly description: string; readonly lon: number; readonly lat: number }): Promise<string | null> => {
  const form = new URLSearchParams({ service_code, description: said.description, lat: said.lat.toFixed(6), long: said.lon.toFixed(6) })
  const answer = judge(w, 'open311', await ask(w.target, 'POST', '/open311/v2/requests.json', form, undefined, {}, addressOf(w.random)))
  return answer && answer.status < 300 && Array.isArray(answer.body) ? String(answer.body[0]?.service_request_id) : null
}

const open311 = async (w: Work, mark: string): Promise<void> => {
  if (w.serviceCode === '') return
  const { description, lon, lat } = reportBody(w.random, mark)
  const told = await postOpen311(w, w.serviceCode, { description, lon, lat })
  if (told) w.record.open311.set(description, told)
}

/** Who would do what next to a case in this state. */
const nextDeed = (w: Work, state: string, west: boolean): readonly [string, { readonly command: string; readonly [field: string]: unknown }] | null => {
  const [dispatcher, handler] = west ? ['dispatcher2', 'handler2'] : ['dispatcher', 'handler']
  const chance = w.random.next()
  if (chance > 0.93) return ['supervisor', { command: 'add_note', text: '已阅' }]
  switch (state) {
    case 'reported': case 'returned_to_acceptor':
      if (chance < 0.1) return ['acceptor', { command: 'request_verification' }]
      return ['acceptor', { command: 'register', category_id: w.random.pick(w.categories), waiver_reason: '照片清楚' }]
    case 'verifying': return ['supervisor', { command: 'verify', result: 'exist', note: '属实' }]
    case 'registered': case 'returned': return [dispatcher, chance < 0.07 && state === 'registered' ? { command: 'return_to_acceptor', reason: '地点不清' } : { command: 'dispatch' }]
    case 'dispatched': return [handler, chance < 0.1 ? { command: 'return', reason: '不属本单位' } : chance < 0.15 ? { command: 'object', reason: '权属有争议' } : { command: 'accept' }]
    case 'objected': return [dispatcher, { command: 'decide_objection', upheld: chance < 0.5, reason: '已核对权属' }]
    case 'handling': return [handler, chance < 0.1 ? { command: 'request_extension', reason: '缺配件' } : { command: 'report_back', text: '已清理' }]
    case 'rework': return [handler, { command: 'report_back', text: '再次清理' }]
    case 'handled': case 'checking': return ['supervisor', chance < 0.1 ? { command: 'check', result: 'fail', note: '仍有残留' } : { command: 'check', result: 'pass', note: '已恢复' }]
    case 'checked': return ['acceptor', { command: 'close', reason: 'done' }]
    default: return null
  }
}

const command = async (w: Work): Promise<void> => {
  const at = w.random.int(Math.max(0, w.record.open.length - 400), Math.max(0, w.record.open.length - 1))
  const found = w.record.open[at]
  const deed = found && nextDeed(w, found.state, found.west)
  if (!found || !deed) {
    if (found) w.record.open.splice(at, 1)
    return
  }
  const [who, fields] = deed
  const after = fields.command === 'report_back' && w.random.next() < 0.4 ? await upload(w, 'after') : null
  const answer = judge(w, JSON.stringify(fields), await ask(w.target, 'POST', `/api/cases/${found.id}/commands`, { ...fields, ...(after ? { files: [{ file_id: after.file_id, secret: after.secret, kind: 'after' }] } : {}) }, w.sessions.get(who)))
  const last = answer?.body?.events?.at(-1) as { seq: number; hash: string } | undefined
  if (answer?.status === 200 && last) {
    found.state = answer.body.case.state
    w.record.events.push({ case_id: found.id, seq: last.seq, hash: last.hash, command: fields.command })
  } else if (answer?.status === 204) found.state = 'returned'
  else if (answer?.status === 409 || answer?.status === 422) {
    const now = await ask(w.target, 'GET', `/api/cases/${found.id}`, undefined, w.sessions.get('supervisor'))
    if (now?.status === 200) found.state = now.body.case.state
  }
}

/** One client: one thing after the other, of every kind, until it is told to stop. */
export const runClient = async (w: Work): Promise<void> => {
  for (let n = 0; !w.target.stopped; n++) {
    const mark = `${w.name}-${n}`
    const chance = w.random.next()
    const before = w.record.statuses.get(0) ?? 0
    if (chance < 0.3) await report(w, mark, false)
    else if (chance < 0.42) await report(w, mark, true)
    else if (chance < 0.48) {
      const old = [...w.record.reports.values()].at(-1 - w.random.int(0, 50))
      if (old) await sendReport(w, old.key, old.body)
    } else if (chance < 0.56) await open311(w, mark)
    else await command(w)
    if ((w.record.statuses.get(0) ?? 0) > before) await sleep(30)
  }
}
