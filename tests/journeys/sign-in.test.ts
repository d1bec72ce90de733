import assert from 'node:assert/strict'
import { get } from 'node:http'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { areaModelOf } from '#areas/server/index.ts'
import { addMs, dayMs, hourMs, minuteMs } from '#base/instants.ts'
import { sql } from '#platform/db/index.ts'
import type { Endpoint } from '#platform/http/index.ts'
import { endpoints } from '../../scripts/documents/routes.ts'
import { openProgram } from '../../src/app/program.ts'
import { freshAddress, listening, openAccount, sessionOn } from './proving.ts'
import { sampleOf, type Schema } from './schema-samples.ts'
import { morning, password, type SmallCity, smallCity } from './small-city.ts'

let c: SmallCity
const said: string[] = []
const ids = new Map<string, string>()

type Browser = { cookie: string; csrf: string }
const someone = (): Browser => ({ cookie: '', csrf: '' })
const ask = async (browser: Browser, method: string, url: string, body?: unknown, headers: Record<string, string> = {}, address = freshAddress()) => {
  const response = await c.program.app.inject({
    method: method as 'GET', url, remoteAddress: address, headers: { ...(browser.cookie ? { cookie: browser.cookie } : {}), ...(browser.csrf ? { 'x-csrf-token': browser.csrf } : {}), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  said.push(response.body)
  const json = String(response.headers['content-type'] ?? '').includes('json')
  return { status: response.statusCode, body: json && response.body ? JSON.parse(response.body) : response.body, headers: response.headers, cookie: String(response.headers['set-cookie'] ?? '') }
}
const signIn = async (browser: Browser, username: string, secret = password, headers: Record<string, string> = {}) => {
  const answer = await ask(browser, 'POST', '/api/session', { username, password: secret }, headers)
  if (answer.status === 200) {
    browser.cookie = answer.cookie.split(';')[0] ?? ''
    browser.csrf = answer.body.csrf_token
  }
  return answer
}
const signedIn = async (username: string, secret = password): Promise<Browser> => {
  const browser = someone()
  const answer = await signIn(browser, username, secret)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return browser
}
const isIn = async (browser: Browser): Promise<boolean> => (await ask(browser, 'GET', '/api/session')).body.account !== null
const addressOf = (e: Endpoint): string => e.path.replaceAll(/:([a-z_]+)/g, (_all, name: string) => String(sampleOf((e.params as unknown as Schema | undefined)?.properties?.[name] ?? {}, name)))
const callOf = (browser: Browser, e: Endpoint, headers: Record<string, string> = {}) => ask(browser, e.method, addressOf(e), e.body && !e.consumes ? sampleOf(e.body as unknown as Schema, 'body') : undefined, headers)

before(async () => {
  c = await smallCity({ log: (level, facts, message) => void said.push(`${level} ${message} ${JSON.stringify(facts, (_k, v) => (v instanceof Error ? v.stack : v))}`) })
  const city = (await areaModelOf(c.t.city)).byCode('990100')?.id as string
  await openAccount(c, 'everything', (['supervisor', 'civility_office', 'administrator', 'auditor'] as const).map((role) => ({ role, area_id: city })))
  for (const name of ['locked', 'recovered', 'moved', 'dismissed', 'patient']) ids.set(name, await openAccount(c, name, [{ role: 'dispatcher', area_id: city }]))
})
after(() => c.close())

test('passwords are kept as argon2id with the cost OWASP asks for, each with a salt of its own', async () => {
  const rows = await c.t.database.asOwner(c.t.city.schema, (tx) => tx.rows(sql<{ hash: string }>`select hash from account_passwords`))
  assert.ok(rows.length > 10)
  for (const { hash } of rows) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(new Set(rows.map((r) => r.hash)).size, rows.length)
})

test('after five wrong passwords an account rests, longer each time, and the right password does not help before', async () => {
  c.at(morning)
  const nobody = someone()
  const wrong = () => signIn(nobody, 'locked', 'not the password')
  for (let i = 0; i < 5; i++) assert.deepEqual((await wrong()).body.code, 'access.wrong_credentials')
  let now = morning
  for (const minutes of [5, 10, 20]) {
    const answer = await signIn(nobody, 'locked')
    assert.deepEqual([answer.status, answer.body.code, answer.body.params.minutes], [401, 'access.locked', minutes])
    c.at(addMs(now, minutes * minuteMs - 1_000))
    assert.equal((await signIn(nobody, 'locked')).body.code, 'access.locked')
    now = addMs(now, minutes * minuteMs + 1_000)
    c.at(now)
    assert.equal((await wrong()).body.code, 'access.wrong_credentials')
  }
  c.at(addMs(now, dayMs))
  assert.equal((await signIn(someone(), 'locked')).status, 200)
  for (let i = 0; i < 4; i++) await wrong()
  assert.equal((await signIn(someone(), 'locked')).status, 200, 'a right password begins the count anew')
  c.at(morning)
})

test('tries at the same time are counted one by one', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(someone(), 'patient', 'wrong wrong wrong')))
  assert.ok(answers.every((a) => a.status === 401))
  assert.equal((await signIn(someone(), 'patient')).body.code, 'access.locked')
})

test('a name nobody has is answered like one somebody has: same words, same rest, about the same time', async () => {
  const one = async (name: string): Promise<number> => {
    const began = performance.now()
    const answer = await signIn(someone(), name, 'a wrong long password')
    assert.deepEqual([answer.status, answer.body.code], [401, 'access.wrong_credentials'])
    return performance.now() - began
  }
  await one('nobody-warms-up')
  const times: [number[], number[]] = [[], []]
  const staff = ['acceptor', 'acceptor2', 'dispatcher', 'dispatcher2', 'handler', 'handler2', 'inspector', 'supervisor', 'auditor', 'resident', 'moved']
  for (const [i, name] of staff.entries()) {
    times[0].push(await one(name))
    times[1].push(await one(`nobody-${i}`))
  }
  // The quickest of many shows the work that is done, whatever else the machine is busy with.
  const [known, unknown] = times.map((list) => Math.min(...list)) as [number, number]
  assert.ok(unknown > known / 3 && unknown < known * 3, `${known} ms and ${unknown} ms`)
  for (let i = 0; i < 5; i++) await signIn(someone(), 'nobody-at-all', 'wrong wrong wrong')
  const rest = await signIn(someone(), 'nobody-at-all', 'wrong wrong wrong')
  assert.deepEqual([rest.status, rest.body.code, rest.body.params.minutes], [401, 'access.locked', 5])
})

test('an administrator recovers an account; until its owner chose a password nothing else is open to it', async () => {
  const admin = await signedIn('admin')
  for (let i = 0; i < 6; i++) await signIn(someone(), 'recovered', 'wrong wrong wrong')
  const reset = await ask(admin, 'POST', `/api/accounts/${ids.get('recovered')}/password`)
  assert.equal(reset.status, 200)
  said.pop()
  const temporary: string = reset.body.password
  assert.match(temporary, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/)
  assert.equal((await signIn(someone(), 'recovered')).status, 401, 'the old password is gone')
  const browser = await signedIn('recovered', temporary)
  assert.equal((await ask(browser, 'GET', '/api/session')).body.account.must_change_password, true)
  for (const e of endpoints().filter((each) => each.access !== 'public' && each.id !== 'access.change_password')) {
    const answer = await callOf(browser, e)
    assert.deepEqual([answer.status, answer.body.code], [403, 'http.change_password_first'], e.id)
  }
  const asDesk = await ask(browser, 'POST', '/api/reports', { description: 'x', lon: 120.05, lat: 30.05, source: 'hotline' })
  assert.deepEqual([asDesk.status, asDesk.body.code], [403, 'intake.source_not_yours'], 'nor does it speak as the desk where anybody may speak')

  const change = (next: string, current = temporary) => ask(browser, 'POST', '/api/session/password', { current, next })
  for (const [next, code] of [['short', 'access.password_short'], ['x'.repeat(129), 'access.password_long'], ['passwordpassword', 'access.password_common'], ['aaaaaaaaaaaaaaaa', 'access.password_common'], ['123456789012', 'access.password_common'], ['my recovered words', 'access.password_has_name']] as const) {
    const answer = await change(next)
    assert.deepEqual([answer.status, answer.body.code, answer.body.errors[0].field, answer.body.errors[0].code], [422, 'access.password_refused', 'password', code], JSON.stringify(answer.body))
    assert.equal(answer.body.errors[0].value, null)
  }
  assert.deepEqual((await change('a new and quiet phrase', 'wrong')).body.code, 'access.wrong_password')
  assert.deepEqual((await change(temporary)).body.code, 'access.password_same')
  const other = await signedIn('recovered', temporary)
  assert.equal((await change('a new and quiet phrase')).status, 204)
  assert.equal((await ask(browser, 'GET', '/api/cases')).status, 200)
  assert.equal(await isIn(other), false, 'other browsers are signed out')
  assert.equal((await signIn(someone(), 'recovered', temporary)).status, 401)
  const audit = (await ask(admin, 'GET', `/api/audit?account=${ids.get('recovered')}`)).body.items.map((e: { action: string }) => e.action)
  for (const action of ['access.password_reset', 'access.password_changed', 'access.password_change_failed', 'access.signed_in', 'access.sign_in_failed']) assert.ok(audit.includes(action), action)
})

test('every sign-in gives a token of its own, ends the one before, and takes none that was put there', async () => {
  const browser: Browser = { cookie: 'bihuan_session=planted-by-somebody-else', csrf: '' }
  await signIn(browser, 'supervisor')
  const first = { ...browser }
  assert.ok(first.cookie.length > 40 && !first.cookie.includes('planted'))
  await signIn(browser, 'supervisor')
  assert.notEqual(browser.cookie, first.cookie)
  assert.deepEqual([await isIn(first), await isIn(browser), await isIn({ cookie: 'bihuan_session=planted-by-somebody-else', csrf: '' })], [false, true, false])
})

test('the cookie is out of reach of scripts and other sites, and secret on the wire', async () => {
  const { cookie } = await signIn(someone(), 'supervisor')
  for (const flag of [/; HttpOnly/, /; SameSite=Lax/, /; Path=\//, /; Max-Age=604800/]) assert.match(cookie, flag)
  assert.doesNotMatch(cookie, /Domain=/)
  const behind = await openProgram({ homes: { data: path.join(c.t.folder, 'home'), databaseUrl: c.t.url }, database: c.t.database, log: { info: () => {}, warn: () => {}, error: () => {} }, clock: c.now, pages: false, jobs: false, trustProxy: true })
  const answer = await behind.app.inject({ method: 'POST', url: '/api/session', payload: { username: 'supervisor', password }, headers: { 'x-forwarded-proto': 'https' } })
  assert.match(String(answer.headers['set-cookie']), /; Secure/)
  assert.match(String(answer.headers['strict-transport-security']), /max-age/)
  await behind.close()
})

test('signing out ends the session for everybody who has its cookie', async () => {
  const browser = await signedIn('supervisor')
  const thief = { ...browser }
  assert.equal((await ask(browser, 'GET', '/api/cases')).status, 200)
  const out = await ask(browser, 'DELETE', '/api/session')
  assert.equal(out.status, 204)
  assert.match(out.cookie, /bihuan_session=;/)
  assert.equal(await isIn(thief), false)
  assert.equal((await ask(thief, 'GET', '/api/cases')).status, 401)
  assert.equal((await ask(thief, 'POST', '/api/saved-filters', { name: 'x', query: {} })).status, 401)
})

test('a session ends after ten hours of rest and after a week of work', async () => {
  c.at(morning)
  const [resting, working] = [await signedIn('supervisor'), await signedIn('supervisor')]
  for (let hours = 9; hours < 24 * 7; hours += 9) {
    c.at(addMs(morning, hours * hourMs))
    assert.equal(await isIn(working), true, `${hours} hours`)
    if (hours === 18) assert.equal(await isIn(resting), false, 'nobody was there for eighteen hours')
  }
  c.at(addMs(morning, 7 * dayMs + minuteMs))
  assert.equal(await isIn(working), false)
  c.at(morning)
})

test('a role given or taken, an account disabled or reset, ends its sessions and its live news at once', async () => {
  const admin = await signedIn('admin')
  const account = ids.get('moved') as string
  const port = await listening(c)
  const streamOf = async (username: string): Promise<{ readonly ended: Promise<void> }> => {
    const headers = await sessionOn(port, username)
    return new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: '/api/events', headers }, (response) => {
        response.resume()
        resolve({ ended: new Promise<void>((end) => response.on('close', () => end())) })
      }).on('error', reject)
    })
  }
  const inTime = (ended: Promise<void>, what: string): Promise<void> => Promise.race([ended, wait(10_000, null, { ref: false }).then(() => assert.fail(`${what}: the stream went on`))]) as Promise<void>
  const steps: readonly (readonly [string, () => Promise<{ status: number; body: { id?: string } }>])[] = [
    ['granted', () => ask(admin, 'POST', `/api/accounts/${account}/grants`, { role: 'inspector' })],
    ['revoked', async () => {
      const grants = (await ask(admin, 'GET', `/api/accounts/${account}`)).body.grants as { id: string; role: string }[]
      return ask(admin, 'DELETE', `/api/accounts/${account}/grants/${grants.find((g) => g.role === 'inspector')?.id}`)
    }],
    ['signed out by an administrator', () => ask(admin, 'DELETE', `/api/accounts/${account}/sessions`)],
  ]
  for (const [what, step] of steps) {
    const browser = await signedIn('moved')
    const stream = await streamOf('moved')
    assert.equal((await ask(browser, 'GET', '/api/cases')).status, 200)
    const done = await step()
    assert.ok(done.status < 300, `${what} ${JSON.stringify(done.body)}`)
    assert.equal((await ask(browser, 'GET', '/api/cases')).status, 401, what)
    await inTime(stream.ended, what)
  }
  const dismissed = await signedIn('dismissed')
  const stream = await streamOf('dismissed')
  assert.equal((await ask(admin, 'PATCH', `/api/accounts/${ids.get('dismissed')}`, { disabled: true })).status, 204)
  assert.equal((await ask(dismissed, 'GET', '/api/cases')).status, 401)
  await inTime(stream.ended, 'disabled')
  const again = await signIn(someone(), 'dismissed')
  assert.deepEqual([again.status, again.body.code], [401, 'access.wrong_credentials'], 'and it is not said that the account is disabled')
  const own = await ask(admin, 'PATCH', `/api/accounts/${(await ask(admin, 'GET', '/api/session')).body.account.id}`, { disabled: true })
  assert.deepEqual([own.status, own.body.code], [409, 'access.not_yourself'])
})

test('a change without the page\'s own token is refused, on every address that changes anything', async () => {
  const browser = await signedIn('everything')
  const unsafe = endpoints().filter((e) => e.method !== 'GET' && !e.crossSite)
  assert.ok(unsafe.length > 25)
  for (const e of unsafe) {
    for (const csrf of ['', 'wrong', `${browser.csrf}x`, browser.csrf.toLowerCase()]) {
      const answer = await callOf({ cookie: browser.cookie, csrf: '' }, e, csrf === '' ? {} : { 'x-csrf-token': csrf })
      assert.deepEqual([answer.status, answer.body.code], [403, 'http.csrf'], `${e.id} ${csrf}`)
    }
  }
  const other = await signedIn('supervisor')
  assert.equal((await ask({ cookie: browser.cookie, csrf: other.csrf }, 'POST', '/api/saved-filters', { name: 'x', query: {} })).body.code, 'http.csrf', 'another session\'s token is none')
})

test('no other site can sign a browser in', async () => {
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost:80.evil.example' }]) {
    const answer = await signIn(someone(), 'supervisor', password, headers as unknown as Record<string, string>)
    assert.deepEqual([answer.status, answer.body.code], [403, 'http.csrf'], JSON.stringify(headers))
  }
  const form = await ask(someone(), 'POST', '/api/session', `username=supervisor&password=${encodeURIComponent(password)}`, { 'content-type': 'application/x-www-form-urlencoded' })
  assert.equal(form.status, 415)
  assert.equal((await signIn(someone(), 'supervisor', password, { 'sec-fetch-site': 'same-origin', origin: 'http://whatever.example' })).status, 200)
})

test('too many sign-ins from one address are asked to wait, and told how long', async () => {
  const answers = []
  for (let i = 0; i < 34; i++) answers.push(await ask(someone(), 'POST', '/api/session', { username: 'x'.repeat(65), password: 'x' }, { 'accept-language': i % 2 === 0 ? 'en' : 'zh-CN' }, '203.0.113.7'))
  const refused = answers.filter((a) => a.status === 429)
  assert.ok(refused.length >= 4, String(answers.map((a) => a.status)))
  for (const answer of refused) {
    assert.equal(answer.body.code, 'http.too_many_requests')
    assert.ok(Number(answer.headers['retry-after']) > 0 && Number(answer.headers['retry-after']) <= 60)
  }
  assert.equal((await ask(someone(), 'POST', '/api/session', { username: 'supervisor', password }, {}, '203.0.113.8')).status, 200, 'another address is not held up')
})

test('accounts are opened with a password told once, and faults name the field', async () => {
  const admin = await signedIn('admin')
  const open = (body: object) => ask(admin, 'POST', '/api/accounts', body)
  const made = await open({ username: 'Newcomer', display_name: '新同事' })
  assert.equal(made.status, 201)
  said.pop()
  assert.ok(made.body.password.length >= 16)
  assert.ok(!JSON.stringify((await ask(admin, 'GET', `/api/accounts/${made.body.id}`)).body).includes(made.body.password))
  assert.equal((await ask(await signedIn('newcomer', made.body.password), 'GET', '/api/cases')).body.code, 'http.change_password_first')
  const none = '0190a6d2-7c1e-7000-8000-0000000000ff'
  const area = (await areaModelOf(c.t.city)).byCode('990101')?.id
  for (const [body, field, code, status] of [
    [{ username: 'newcomer', display_name: 'x' }, 'username', 'access.username_taken', 409], [{ username: 'second', display_name: 'x', password: 'short' }, 'password', 'access.password_short', 422],
    [{ username: 'a b', display_name: 'x' }, 'username', 'http.invalid.pattern', 400], [{ username: 'third', display_name: 'x', grants: [{ role: 'king' }] }, 'grants.0.role', 'http.invalid.enum', 400],
    [{ username: 'third', display_name: 'x', grants: [{ role: 'leader', area_id: none }] }, 'area_id', 'access.no_such_area', 422], [{ username: 'third', display_name: 'x', grants: [{ role: 'handler', unit_id: none }] }, 'unit_id', 'access.no_such_unit', 422],
    [{ username: 'third', display_name: 'x', grants: [{ role: 'handler', unit_id: c.units.streets, area_id: area }] }, 'unit_id', 'access.one_place', 422],
  ] as const) {
    const answer = await open(body)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    assert.ok(answer.body.errors.some((e: { field: string; code: string }) => e.field === field && e.code === code), JSON.stringify(answer.body))
  }
  assert.equal((await ask(admin, 'GET', '/api/accounts?q=third')).body.items.length, 0, 'nothing was half done')
  assert.equal((await ask(admin, 'POST', `/api/accounts/${none}/grants`, { role: 'leader' })).status, 404)
  assert.equal((await ask(admin, 'POST', `/api/accounts/${none}/password`)).status, 404)
})

test('no answer and no line of the log holds a password, a hash or a session', async () => {
  await ask(someone(), 'POST', '/api/session', { username: 'supervisor', password: `${password}${'x'.repeat(300)}` })
  await ask(someone(), 'POST', '/api/session', { username: 'supervisor', password: { [password]: password } })
  await ask(someone(), 'POST', '/api/session', { username: 'supervisor', password, secret: password })
  const browser = await signedIn('supervisor')
  const token = browser.cookie.split('=')[1] as string
  for (const url of ['/api/session', '/api/accounts', '/api/roles']) await ask(browser, 'GET', url)
  for (const url of ['/api/accounts?limit=200', '/api/accounts/export', '/api/audit?limit=200', '/api/audit/export', `/api/accounts/${ids.get('moved')}/sessions`]) await ask(await signedIn('admin'), 'GET', url)
  for (const secret of [password, 'not the password', 'a new and quiet phrase', '$argon2id', token]) assert.deepEqual(said.filter((line) => line.includes(secret)), [], secret.slice(0, 12))
  const rows = await c.t.database.platform((tx) => tx.rows(sql<{ text: string }>`select to_jsonb(s)::text as text from sessions s`))
  assert.ok(rows.length > 0 && rows.every((row) => !row.text.includes(token)), 'only the hash of a token is kept')
})
