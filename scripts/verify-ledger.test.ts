import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '#base/seeded-random.ts'
import type { SealedEvent } from '#cases/rules/events.ts'
import { canonicalText } from '#cases/rules/ledger/seal.ts'
import { chains, type Crypto, digestsOf, plant } from '#cases/rules/ledger/testing.ts'
import { verifyLedger } from '#cases/rules/ledger/verify.ts'

const script = fileURLToPath(new URL('./verify-ledger.mjs', import.meta.url))
type Fault = { readonly kind: string; readonly case_id?: string; readonly seq?: number; readonly day?: string }
type Standalone = {
  readonly canonical: (value: unknown) => string
  readonly verifyLedger: (
    files: readonly unknown[], events: ReadonlyMap<string, readonly unknown[]> | null, signed: (payload: string, signature: string) => boolean,
      part?: boolean,
  ) => { readonly faults: readonly Fault[]; readonly open: number }
}
const standalone = (await import(script)) as Standalone

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const keys = generateKeyPairSync('ed25519')
const crypto: Crypto = { sha256, sign: (payload) => sign(null, Buffer.from(payload), keys.privateKey).toString('base64') }
const signed = (payload: string, signature: string): boolean => verify(null, Buffer.from(payload), keys.publicKey, Buffer.from(signature, 'base64'))
const pem = (key: typeof keys.publicKey): string => key.export({ type: 'spki', format: 'pem' }) as string

const ledger = chains(12, crypto)
const files = digestsOf(ledger, crypto, 3)
const folder = mkdtempSync(join(tmpdir(), 'verify-ledger-'))
after(() => rmSync(folder, { recursive: true }))
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const key = put('key.pem', pem(keys.publicKey))
const digests = files.map((file, i) => put(`digest-${i}.json`, JSON.stringify(file)))
const lines = (events: ReadonlyMap<string, readonly SealedEvent[]>): string =>
  [...events.values()].flat().map((event) => `${JSON.stringify(event)}\n`).join('')
const exported = put('events.jsonl', lines(ledger))
const run = (...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

test('needs nothing but Node', () => {
  const imports = [...readFileSync(script, 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name as string)
  assert.ok(imports.length > 0 && imports.every((name) => name.startsWith('node:')), imports.join())
})

test('canonicalises as the program does', () => {
  for (const value of [{ b: [1e30, 4.5, 2e-3, 1e-27, -0], a: 'é\u2028"\\\u0001', 1: null, '\u{1f600}': true, '\ufb33': { z: [], y: {} } },
    [...ledger.values()][3]]) {
    assert.equal(standalone.canonical(value), canonicalText(value))
  }
})

test('says OK, with exit code 0', () => {
  const { code, out } = run('--key', key, '--events', exported, ...digests)
  assert.match(out, /^OK: 3 digests up to 2024-03-06, \d+ events of 12 cases, 0 of them after the last digest\n$/)
  assert.equal(code, 0)
})

test('finds the same as the program in 200 planted alterations, and names each', () => {
  const random = seededRandom('outside')
  for (let n = 0; n < 200; n++) {
    const { ledger: forged, planted } = plant(ledger, random, crypto)
    const found = standalone.verifyLedger(files, forged, signed).faults
    assert.ok(found.some((fault) => fault.kind === planted.kind && fault.case_id === planted.case_id && planted.seqs.includes(fault.seq ?? 0)),
      `${n} ${JSON.stringify(planted)}`)
    assert.deepEqual(found, verifyLedger(files, [...forged.values()].flat(), sha256, signed).faults, `${n} ${JSON.stringify(planted)}`)
  }
})

test('names what is wrong, with exit code 1', () => {
  const [case_id, events] = [...ledger][0] as [string, readonly SealedEvent[]]
  const forged = put('forged.jsonl', lines(new Map([...ledger, [case_id, events.toSpliced(2, 1)]])))
  const { code, out } = run('--key', key, '--events', forged, ...digests)
  assert.deepEqual([code, out.split('\n')[0]], [1, `case ${case_id}: event 3 is missing`])
  const { code: json, out: text } = run('--json', '--key', key, '--events', forged, ...digests)
  assert.deepEqual([json, (JSON.parse(text) as { faults: readonly Fault[] }).faults], [1, [{ kind: 'missing', case_id, seq: 3 }]])
})

test('a digest signed with another key, or taken out, is named', () => {
  const other = put('other.pem', pem(generateKeyPairSync('ed25519').publicKey))
  assert.match(run('--key', other, ...digests).out, /digest 2024-03-04: the signature does not hold/)
  const { code, out } = run('--key', key, digests[0] as string, digests[2] as string)
  assert.equal(code, 1)
  assert.match(out, /digest 2024-03-06: does not follow the digest before it/)
})

test('an export of some cases only is checked as such', () => {
  const some = put('some.jsonl', lines(new Map([...ledger].slice(0, 2))))
  assert.equal(run('--key', key, '--events', some, ...digests).code, 1)
  assert.equal(run('--key', key, '--events', some, '--part', ...digests).code, 0)
})

const unreadable: readonly (readonly [name: string, args: () => readonly string[], said: RegExp])[] = [
  ['nothing given', () => [], /a key and at least one digest/],
  ['an unknown option', () => ['--keys', key], /unknown option --keys/],
  ['a file that is not there', () => ['--key', key, join(folder, 'none.json')], /none\.json/],
  ['a file that is no digest', () => ['--key', key, put('x.json', '{}')], /not a digest file/],
  ['a key that is none', () => ['--key', put('bad.pem', 'no'), digests[0] as string], /bad\.pem/],
  ['an export with a broken line', () => ['--key', key, '--events', put('bad.jsonl', '{"case_id":'), digests[0] as string], /bad\.jsonl line 1/],
]
for (const [name, args, said] of unreadable) {
  test(`exit code 2 for ${name}`, () => {
    const { code, err } = run(...args())
    assert.equal(code, 2)
    assert.match(err, said)
  })
}

test('explains itself', () => {
  const { code, out } = run('--help')
  assert.equal(code, 0)
  assert.match(out, /exit code: 0 .*, 1 .*, 2 /)
})
