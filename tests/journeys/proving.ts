import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import type { Role } from '#access/rules/index.ts'
import { createAccount } from '#access/server/index.ts'
import { checkCases, verifyLedger } from '#cases/server/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { type Answer, type Caller, password, type SmallCity } from './small-city.ts'

/** One sign-in per account and file: signing in is rate-limited, and meant to be slow. */
export const callersOf = (c: SmallCity): ((username: string | null) => Promise<Caller>) => {
  const known = new Map<string | null, Promise<Caller>>()
  return (username) => {
    let caller = known.get(username)
    if (!caller) known.set(username, (caller = c.as(username)))
    return caller
  }
}

export type Grant = { readonly role: Role; readonly area_id?: string | null; readonly unit_id?: string | null }

export const openAccount = async (c: SmallCity, username: string, grants: readonly Grant[], mustChange = false): Promise<string> =>
  (await c.t.city.write(everyRow, (tx) => createAccount(tx, { id: null }, {
    username, display_name: `${username}的账户`, password, must_change_password: mustChange, grants: grants.map((g) => ({ role: g.role, area_id: g.area_id ?? null, unit_id: g.unit_id ?? null })),
  }, c.now()))).id

export type Part = { readonly name: string; readonly value: string | Buffer; readonly filename?: string; readonly type?: string }
export const formOf = (parts: readonly Part[]): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } => {
  const boundary = 'a-boundary-nobody-types'
  const pieces = parts.flatMap(({ name, value, filename, type }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}${type ? `\r\nContent-Type: ${type}` : ''}\r\n\r\n`),
    Buffer.from(value), Buffer.from('\r\n'),
  ])
  return { body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** A plain photo; with EXIF it says where, when and with what it was taken. */
export const photo = async (exif = false): Promise<Buffer> => {
  const plain = sharp({ create: { width: 640, height: 480, channels: 3, background: '#668899' } }).jpeg()
  if (!exif) return plain.toBuffer()
  return plain.withExif({
    IFD0: { Make: 'GlassHouse', Model: 'Spy 7', Artist: 'Liu Qingqing', Copyright: 'Liu Qingqing' },
    IFD2: { DateTimeOriginal: '2026:03:11 08:55:01' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 3/1 123/100', GPSLongitudeRef: 'E', GPSLongitude: '120/1 3/1 456/100' },
  }).toBuffer()
}

export const upload = async (caller: Caller, kind = 'near', bytes?: Buffer): Promise<{ readonly file_id: string; readonly secret: string }> => {
  const { body, headers } = formOf([{ name: 'kind', value: kind }, { name: 'file', value: bytes ?? (await photo()), filename: 'p.jpg', type: 'image/jpeg' }])
  const answer = await caller.call('POST', '/api/uploads', body, headers)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}

/** A report in the east street, unless told otherwise. */
export const reportAs = async (caller: Caller, fields: object = {}): Promise<{ readonly case_id: string; readonly report_id: string; readonly number: string; readonly code: string }> => {
  const answer = await caller.call('POST', '/api/reports', { description: '路口堆放建筑垃圾', lon: 120.05, lat: 30.05, ...fields })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body
}

/** Gives a command and insists on its answer. */
export const act = async (caller: Caller, id: string, fields: object, status = 200): Promise<Answer['body']> => {
  const answer = await caller.call('POST', `/api/cases/${id}/commands`, fields)
  assert.equal(answer.status, status, `${JSON.stringify(fields)} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Every row against its history, every chain unbroken. */
export const soundOf = async (c: SmallCity): Promise<void> => {
  assert.deepEqual((await checkCases(c.t.city)).faults, [])
  const report = await verifyLedger(c.t.city, new Map())
  assert.deepEqual([report.chain_faults, report.digest_faults], [[], []])
}

/** The program on a real socket, for what cannot be shown without one. */
export const listening = async (c: SmallCity): Promise<number> => {
  if (!c.program.app.server.listening) await c.program.app.listen({ host: '127.0.0.1', port: 0 })
  return (c.program.app.server.address() as AddressInfo).port
}

/** A session driven from a new address each time, so that limits of one address do not stand in the way. */
export type Session = { readonly call: (method: string, url: string, options?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>>; readonly address?: string }) => Promise<Answer & { readonly text: string }> }
let addresses = 0
export const freshAddress = (): string => `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses++ & 255}`

export const sessionIn = async (c: SmallCity, username: string | null): Promise<Session> => {
  let own: Record<string, string> = {}
  const call: Session['call'] = async (method, url, { body, headers = {}, address } = {}) => {
    const response = await c.program.app.inject({ method: method as 'GET', url, remoteAddress: address ?? freshAddress(), headers: { ...own, ...headers }, ...(body === undefined ? {} : { payload: body as object }) })
    const json = String(response.headers['content-type'] ?? '').includes('json')
    return { status: response.statusCode, text: response.body, body: json && response.body ? JSON.parse(response.body) : response.body, headers: response.headers }
  }
  if (username !== null) {
    const answer = await call('POST', '/api/session', { body: { username, password } })
    assert.equal(answer.status, 200, answer.text)
    own = { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', 'x-csrf-token': answer.body.csrf_token }
  }
  return { call }
}

/** Signs in on the socket and gives the headers of that session. */
export const sessionOn = async (port: number, username: string): Promise<Record<string, string>> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) })
  assert.equal(response.status, 200)
  const { csrf_token: csrf } = (await response.json()) as { csrf_token: string }
  return { cookie: String(response.headers.get('set-cookie')).split(';')[0] ?? '', 'x-csrf-token': csrf }
}
