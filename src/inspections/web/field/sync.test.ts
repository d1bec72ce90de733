import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#base/seeded-random.ts'
import type { Failure } from './queue.ts'
import type { OutRow, PhotoRow } from './rows.ts'
import { makeSync, type SyncWorld } from './sync.ts'
import { anna, bert, outRow, photoRow } from './testing.ts'
import type { Transport } from './transport.ts'
import type { SubmissionWire } from './wire.ts'

type Server = { readonly submissions: Map<string, SubmissionWire>; readonly photos: Set<string>; readonly requests: string[]; account: string | null; csrf: string }
const unreachable: Failure = { kind: 'unreachable', retryAfterMs: null }
/** A server behind a bad link: `fails` decides of each request whether it is lost, before it arrives or on its way back. */
const serverOf = (fails: (request: number) => 'before' | 'after' | null = () => null): { readonly server: Server; readonly transport: Transport } => {
  const server: Server = { submissions: new Map(), photos: new Set(), requests: [], account: anna, csrf: 'token' }
  const over = async <T>(name: string, deed: () => T): Promise<{ ok: true; value: T } | { ok: false; failure: Failure }> => {
    server.requests.push(name)
    const lost = fails(server.requests.length)
    if (lost === 'before') return { ok: false, failure: unreachable }
    const value = deed()
    return lost === 'after' ? { ok: false, failure: unreachable } : { ok: true, value }
  }
  const session = (id: string) => ({ account: { id, username: '', display_name: '' }, may_visit: true, city: { name: '', zone: 'Asia/Shanghai', demo: false } })
  return {
    server,
    transport: {
      whoAmI: () => over('who', () => ({ session: server.account === null ? null : session(server.account), csrf: server.csrf, owes_password: false })),
      submit: async (submissions, csrf) => {
        if (csrf !== server.csrf) return { ok: false, failure: { kind: 'stranger' } }
        return over('submit', () => submissions.map((s) => {
          const known = server.submissions.has(s.id)
          server.submissions.set(s.id, s)
          return { id: s.id, visit_id: s.visit_id, standing: known ? 'duplicate' as const : 'current' as const, visit_state: 'submitted' as const, error: null }
        }))
      },
      photo: async (photo, _blob, csrf) => {
        if (csrf !== server.csrf) return { ok: false, failure: { kind: 'stranger' } }
        return over(`photo ${photo.id}`, () => void server.photos.add(photo.id))
      },
    },
  }
}

/** A phone: rows in memory, a clock that jumps to whatever is due next. */
const phoneOf = (out: readonly OutRow[], photos: readonly PhotoRow[], account: string | null = anna) => {
  const rows = { out: new Map(out.map((row) => [row.id, row])), photos: new Map(photos.map((row) => [row.id, row])) }
  const random = seededRandom('phone')
  let time = 0, isOnline = true
  let due: { readonly at: number; readonly deed: () => void } | null = null
  const change = <Row>(map: Map<string, Row>) => async (id: string, changes: Partial<Row>): Promise<void> => {
    const row = map.get(id)
    if (row) map.set(id, { ...row, ...changes })
  }
  const world: SyncWorld = {
    now: () => 1_000_000 + time, monotonic: () => time, random: random.next, online: () => isOnline, exclusively: async (deed) => deed().then(() => true),
    later: (ms, deed) => {
      due = { at: time + ms, deed }
      return () => { due = null }
    },
  }
  return {
    rows, world, port: {
      account: async () => account,
      out: async (id: string) => [...rows.out.values()].filter((row) => row.account_id === id), photos: async (id: string) => [...rows.photos.values()].filter((row) => row.account_id === id),
      changeOut: change(rows.out), changePhoto: change(rows.photos), blob: async (id: string) => (id.startsWith('lost') ? null : new Blob([id])),
    },
    online: (on: boolean) => { isOnline = on },
    /** Lets time pass until nothing is planned any more; answers how long it took. */
    untilQuiet: async (run: () => Promise<void>): Promise<number> => {
      await run()
      for (let turns = 0; due !== null && turns < 20_000; turns++) {
        time = Math.max(time, due.at)
        const { deed } = due
        due = null
        deed()
        await run()
      }
      return time
    },
  }
}
const left = (phone: ReturnType<typeof phoneOf>): number => [...phone.rows.out.values(), ...phone.rows.photos.values()].filter((row) => row.state === 'waiting').length

test('500 visits with 2,000 photos all arrive, each once, over a link that loses every tenth request', async () => {
  const out = Array.from({ length: 500 }, (_, i) => outRow(`s${i}`, `v${i}`, { made_at: i }))
  const photos = Array.from({ length: 2_000 }, (_, i) => photoRow(`p${i}`, `v${i % 500}`, { taken_at: i }))
  const phone = phoneOf(out, photos)
  const { server, transport } = serverOf((request) => (request % 10 === 0 ? (request % 20 === 0 ? 'after' : 'before') : null))
  const sync = makeSync(phone.port, transport, phone.world)
  const took = await phone.untilQuiet(() => sync.run())
  assert.deepEqual([left(phone), server.submissions.size, server.photos.size], [0, 500, 2_000])
  assert.ok(server.requests.length < 2_600, `${server.requests.length} requests`)
  assert.ok(took < 60_000, `pauses of ${took} ms`)
  assert.equal(sync.state().phase, 'idle')
})

test('submissions go before any photo', async () => {
  const phone = phoneOf([outRow('s1', 'v1'), outRow('s2', 'v2')], [photoRow('p1', 'v1'), photoRow('p2', 'v2')])
  const { server, transport } = serverOf()
  await makeSync(phone.port, transport, phone.world).run()
  assert.deepEqual(server.requests.map((r) => r.split(' ')[0]), ['who', 'submit', 'photo', 'photo'])
})

test('a dead link is tried ever more seldom, and at once when the network comes back', async () => {
  let dead = true
  const phone = phoneOf([outRow('s', 'v')], [])
  const { server, transport } = serverOf(() => (dead ? 'before' : null))
  const sync = makeSync(phone.port, transport, phone.world)
  const waits: number[] = []
  sync.subscribe(() => {
    const wait = sync.state().again_in_ms
    if (wait !== null && wait !== waits.at(-1)) waits.push(wait)
    if (waits.length === 6) dead = false
  })
  await phone.untilQuiet(() => sync.run())
  assert.equal(left(phone), 0)
  assert.ok(waits.slice(1).every((wait, i) => wait > (waits[i] ?? 0)), waits.join(' '))
  assert.equal(server.submissions.size, 1)
})

test('nothing is asked without a network', async () => {
  const phone = phoneOf([outRow('s', 'v')], [])
  phone.online(false)
  const { server, transport } = serverOf()
  const sync = makeSync(phone.port, transport, phone.world)
  await sync.run()
  assert.deepEqual([server.requests, sync.state().phase], [[], 'offline'])
})

test('a signed-out phone keeps everything and says so', async () => {
  const phone = phoneOf([outRow('s', 'v')], [photoRow('p', 'v')])
  const { server, transport } = serverOf()
  server.account = null
  const sync = makeSync(phone.port, transport, phone.world)
  await sync.run()
  assert.deepEqual([sync.state().phase, left(phone), server.submissions.size], ['signed_out', 2, 0])
  server.account = anna
  await sync.run()
  assert.deepEqual([sync.state().phase, left(phone)], ['idle', 0])
})

test('nobody\'s work goes out in another\'s session, not even when the person changes in the middle', async () => {
  const phone = phoneOf([outRow('s', 'v'), outRow('b', 'vb', { account_id: bert })], [photoRow('p1', 'v'), photoRow('p2', 'v')])
  const { server, transport } = serverOf()
  server.account = bert
  const sync = makeSync(phone.port, transport, phone.world)
  await sync.run()
  assert.deepEqual([sync.state().phase, server.submissions.size], ['other_account', 0])
  server.account = anna
  // In another tab somebody else signs in as soon as the submission has gone: the token no longer fits.
  sync.subscribe(() => {
    if (server.submissions.size > 0) [server.account, server.csrf] = [bert, 'other']
  })
  await sync.run()
  assert.deepEqual([sync.state().phase, [...server.submissions.keys()], server.photos.size], ['other_account', ['s'], 0])
  assert.equal(phone.rows.out.get('b')?.state, 'waiting')
})

test('one bad submission is found out and refused with its reason; the others of its batch arrive', async () => {
  const phone = phoneOf(['a', 'bad', 'c'].map((id, i) => outRow(id, id, { made_at: i })), [photoRow('p', 'bad')])
  const { server, transport } = serverOf()
  const picky: Transport = {
    ...transport,
    submit: (submissions, csrf) => (submissions.some((s) => s.id === 'bad')
      ? Promise.resolve({ ok: false, failure: { kind: 'refused', reason: { code: 'http.invalid_input', detail: null } } }) : transport.submit(submissions, csrf)),
  }
  await makeSync(phone.port, picky, phone.world).run()
  assert.deepEqual([...server.submissions.keys()].sort(), ['a', 'c'])
  assert.deepEqual([phone.rows.out.get('bad')?.state, phone.rows.out.get('bad')?.reason?.code], ['refused', 'http.invalid_input'])
})

test('a photo whose bytes the system cleared is said to be lost, and holds up nothing', async () => {
  const phone = phoneOf([], [photoRow('lost', 'v'), photoRow('p', 'v')])
  const { server, transport } = serverOf()
  await makeSync(phone.port, transport, phone.world).run()
  assert.deepEqual([phone.rows.photos.get('lost')?.reason?.code, [...server.photos]], ['field.photo_lost', ['p']])
})

test('every attempt says anew when it is made, for submissions and for photos: a lost one does not leave the clock of hours ago', async () => {
  const phone = phoneOf([outRow('s', 'v')], [photoRow('p', 'v')])
  const { transport } = serverOf()
  const said: { submissions: string[]; photos: number[] } = { submissions: [], photos: [] }
  const lossy: Transport = {
    ...transport,
    submit: (submissions, csrf) => {
      said.submissions.push(...submissions.map((s) => s.sent_at))
      return said.submissions.length < 3 ? Promise.resolve({ ok: false, failure: unreachable }) : transport.submit(submissions, csrf)
    },
    photo: (photo, blob, csrf, sentAt) => {
      said.photos.push(sentAt)
      return said.photos.length < 3 ? Promise.resolve({ ok: false, failure: unreachable }) : transport.photo(photo, blob, csrf, sentAt)
    },
  }
  const sync = makeSync(phone.port, lossy, phone.world)
  await phone.untilQuiet(() => sync.run())
  assert.equal(left(phone), 0)
  const rises = (list: readonly number[]): boolean => list.length === 3 && list.every((at, i) => i === 0 || at > (list[i - 1] ?? 0))
  assert.ok(rises(said.submissions.map((at) => Date.parse(at))) && rises(said.photos), JSON.stringify(said))
})

test('a portion of twenty refused for one bad submission is sent one by one; the next portion goes together again', async () => {
  const phone = phoneOf(Array.from({ length: 30 }, (_, i) => outRow(i === 7 ? 'bad' : `s${i}`, `v${i}`, { made_at: i })), [])
  const { server, transport } = serverOf()
  const sizes: number[] = []
  const picky: Transport = {
    ...transport,
    submit: (submissions, csrf) => {
      sizes.push(submissions.length)
      return submissions.some((s) => s.id === 'bad')
        ? Promise.resolve({ ok: false, failure: { kind: 'refused', reason: { code: 'http.invalid_input', detail: 'one' } } }) : transport.submit(submissions, csrf)
    },
  }
  await makeSync(phone.port, picky, phone.world).run()
  assert.deepEqual(sizes, [20, ...Array<number>(20).fill(1), 10])
  assert.deepEqual([server.submissions.size, phone.rows.out.get('bad')?.state], [29, 'refused'])
})
