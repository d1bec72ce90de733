import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#base/seeded-random.ts'
import { replay } from '../evolve.ts'
import type { SealedEvent } from '../events.ts'
import { decide } from '../decide.ts'
import { closedNow, contextOf, report, start, tell } from '../testing.ts'
import { verifyChain } from './chain.ts'
import { digestPayload, rootOfHeads, verifyDigests } from './digest.ts'
import { canonicalText, eventHash, genesisHash, sealDecision, sealEvents } from './seal.ts'
import { chains, type Crypto, digestsOf, plant, signDigest } from './testing.ts'
import { verifyLedger } from './verify.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const keys = generateKeyPairSync('ed25519')
const crypto: Crypto = { sha256, sign: (payload) => sign(null, Buffer.from(payload), keys.privateKey).toString('base64') }
const signed = (payload: string, signature: string): boolean => verify(null, Buffer.from(payload), keys.publicKey, Buffer.from(signature, 'base64'))
const ledger = chains(12, crypto)
const files = digestsOf(ledger, crypto)
const all = (events: ReadonlyMap<string, readonly SealedEvent[]>): readonly SealedEvent[] => [...events.values()].flat()

test('canonical JSON is that of RFC 8785, section 3.2.3', () => {
  const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew', 1: 'One', '\u0080': 'Control', '\u00f6': 'o',
    '\u{1f600}': 'Smiley' }
  assert.deepEqual(Object.keys(JSON.parse(canonicalText(value)) as object).length, 7)
  assert.equal(canonicalText(value).replaceAll(/[^:,{}"]+/g, '').length > 0, true)
  assert.equal(canonicalText({ b: [1e30, 4.5, 2e-3, 1e-27], a: -0 }), '{"a":0,"b":[1e+30,4.5,0.002,1e-27]}')
  assert.throws(() => canonicalText({ a: '\ud800' }))
})

test('every event vouches for the one before, the first for nothing', () => {
  const events = [...ledger.values()][0] as readonly SealedEvent[]
  assert.equal(events[0]?.prev_hash, genesisHash)
  for (const [i, event] of events.entries()) {
    assert.equal(event.hash, eventHash(event.prev_hash, event, sha256))
    if (i > 0) assert.equal(event.prev_hash, events[i - 1]?.hash)
  }
})

test('a sealed decision leaves the case with the head of its chain, as replaying does', () => {
  const made = decide(null, report(), contextOf('acceptor', start))
  assert.ok(made.ok)
  const sealed = sealDecision(null, made.value, sha256)
  assert.equal(sealed.next.head_hash, sealed.events.at(-1)?.hash)
  assert.deepEqual(replay(sealed.events), sealed.next)
  const told = tell(closedNow)
  const events = sealEvents(told.events, null, sha256)
  assert.deepEqual(replay(events), { ...told.c, head_hash: events.at(-1)?.hash })
})

test('events that went through JSON keep their hashes', () => {
  for (const event of all(ledger)) assert.equal(eventHash(event.prev_hash, JSON.parse(JSON.stringify(event)) as SealedEvent, sha256), event.hash)
})

test('an untouched ledger has no fault, and says how much no digest vouches for yet', () => {
  const report = verifyLedger(files, all(ledger), sha256, signed)
  assert.deepEqual([report.faults, report.cases, report.digests, report.not_yet_signed], [[], 12, 2, 0])
  assert.ok(verifyLedger(files.slice(0, 1), all(ledger), sha256, signed).not_yet_signed > 0)
})

test('names every one of 200 planted alterations: kind, case and event', () => {
  const random = seededRandom('planted')
  const kinds = new Map<string, number>()
  for (let n = 0; n < 200; n++) {
    const { ledger: forged, planted } = plant(ledger, random, crypto)
    const { faults } = verifyLedger(files, all(forged), sha256, signed)
    kinds.set(planted.kind, (kinds.get(planted.kind) ?? 0) + 1)
    const hits = faults.filter((fault) => fault.kind === planted.kind && fault.case_id === planted.case_id && 'seq' in fault
      && planted.seqs.includes(fault.seq))
    assert.ok(hits.length > 0, `${n} ${JSON.stringify(planted)} found ${JSON.stringify(faults)}`)
    assert.deepEqual(faults.filter((fault) => fault.case_id !== planted.case_id), [], `${n}: names another case`)
    assert.ok(faults.every((fault) => 'seq' in fault && planted.seqs.includes(fault.seq)),
      `${n} ${JSON.stringify(planted)} also names ${JSON.stringify(faults)}`)
  }
  assert.equal(kinds.size, 4)
})

test('a whole case taken out, or put in, is named event by event', () => {
  const [first] = [...ledger.keys()]
  const without = new Map([...ledger].filter(([case_id]) => case_id !== first))
  const missing = verifyLedger(files, all(without), sha256, signed).faults
  assert.equal(missing.length, ledger.get(first as string)?.length)
  assert.ok(missing.every((fault) => fault.kind === 'missing' && fault.case_id === first))
  assert.deepEqual(verifyLedger(files, all(without), sha256, signed, true).faults, [])
  const more = new Map([...ledger, ...[...chains(13, crypto)].slice(12)])
  assert.deepEqual([...new Set(verifyLedger(files, all(more), sha256, signed).faults.map((fault) => fault.kind))], ['inserted'])
})

test('a chain rewritten whole is caught by the digest that knew it', () => {
  const [case_id, events] = [...ledger][0] as [string, readonly SealedEvent[]]
  const forged = sealEvents(events.map((event) => ({ ...event, at: event.at - 1000 }) as SealedEvent), null, sha256)
  assert.deepEqual(verifyChain(forged, sha256), [])
  const { faults } = verifyLedger(files, all(new Map([...ledger, [case_id, forged]])), sha256, signed)
  assert.deepEqual(faults.map((fault) => [fault.kind, 'seq' in fault && fault.seq]), [['changed', 3], ['changed', 7]])
})

test('digests are checked among themselves: content, signature, chain, root', () => {
  const [first, second] = files as [typeof files[number], typeof files[number]]
  const kinds = (given: typeof files): readonly string[] => verifyDigests(given, sha256, signed).faults.map((fault) => `${fault.kind} ${fault.day}`)
  assert.deepEqual(kinds(files), [])
  assert.ok(kinds([{ ...first, digest: { ...first.digest, cases: 1 } }, second]).includes('digest_changed 2024-03-04'))
  assert.ok(kinds([{ ...first, signature: second.signature }, second]).includes('signature_wrong 2024-03-04'))
  const other = signDigest({ ...second.digest, previous: sha256('x') }, crypto)
  assert.deepEqual(kinds([first, other]), ['digest_missing 2024-03-05'])
  assert.ok(kinds([first, signDigest({ ...second.digest, root: sha256('x') }, crypto)]).includes('root_wrong 2024-03-05'))
  assert.ok(kinds([first, signDigest({ ...second.digest, heads: second.digest.heads.slice(1) }, crypto)]).includes('root_wrong 2024-03-05'))
})

test('the root does not depend on the order in which heads come', () => {
  const heads = all(ledger).map(({ case_id, seq, hash }) => ({ case_id: `${case_id}${seq}`, seq, hash }))
  fc.assert(fc.property(fc.shuffledSubarray(heads, { minLength: heads.length }), (shuffled) => {
    assert.equal(rootOfHeads(shuffled, sha256), rootOfHeads(heads, sha256))
  }), { numRuns: 5 })
})

test('the payload that is signed is canonical', () => {
  const { digest } = files[0] as typeof files[number]
  assert.equal(digestPayload(JSON.parse(JSON.stringify(digest)) as typeof digest), digestPayload(digest))
})
