#!/usr/bin/env node
// Checks a ledger from outside: digest files, the city's public key, and optionally exported events. Needs Node 20 or later and nothing else:
// no package, no database, no network. Written apart from the program it checks, so that both would have to be wrong.
// What is hashed and signed is described in docs/guides/ledger.md.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const help = `verify-ledger: check a city's case ledger without its database

usage: node verify-ledger.mjs --key PUBLIC.pem [options] DIGEST.json ... | FOLDER

  --key FILE      the city's Ed25519 public key (PEM, SPKI); get it from somewhere you trust, not with the digests
  --events FILE   exported events, one JSON object a line (bihuan ledger export); "-" reads standard input
  --part          the export holds some cases only: do not report the others as missing
  --json          print the result as JSON
  --help          this text

Digests are given as files or as a folder of *.json; they are put in order of their day.
exit code: 0 everything agrees, 1 something is wrong (each line names it), 2 the input cannot be read`

const genesis = '0'.repeat(64)
export const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

/** Canonical JSON (RFC 8785): members in order of their UTF-16 code units, numbers and strings as ECMAScript prints them. */
export const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(',')}]`
  const names = Object.keys(value).filter((name) => value[name] !== undefined).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

const hashOf = (event, seq = event.seq) => {
  const { case_id, type, at, recorded_at, actor, state, data, prev_hash } = event
  return sha256(canonical({ case_id, seq, type, at, recorded_at, actor, state, data, prev_hash }))
}

/** Places in a row of numbers that are out of order: those that changed places, or, if they are fewer, those outside the longest ascending run. */
const displaced = (numbers) => {
  const best = [], from = []
  let end = -1
  numbers.forEach((number, i) => {
    best[i] = 1
    from[i] = -1
    for (let k = 0; k < i; k++) if (numbers[k] <= number && best[k] + 1 > best[i]) [best[i], from[i]] = [best[k] + 1, k]
    if (end < 0 || best[i] > best[end]) end = i
  })
  const kept = new Set()
  for (let i = end; i >= 0; i = from[i]) kept.add(i)
  const sorted = [...numbers].sort((a, b) => a - b)
  const places = numbers.map((_, i) => i)
  const exchanged = places.filter((i) => numbers[i] !== sorted[i]), moved = places.filter((i) => !kept.has(i))
  return exchanged.length <= Math.max(2, moved.length) ? exchanged : moved
}

/**
 * Checks the chain of one case against the places where it is known to have stood (`{ seq, hash }`, from digests).
 * `covered`: events recorded before this moment (epoch ms) are counted in the digests, so that others from before it were put in later.
 */
export const verifyCase = (case_id, events, heads, covered) => {
  const faults = []
  const known = new Map(heads.map(({ seq, hash }) => [seq, hash]))
  const end = Math.max(0, ...known.keys())
  const highest = Math.max(end, 0, ...events.map((event) => event.seq)) + 1
  const pointedAt = new Set([...events.map((event) => event.prev_hash), ...known.values()])
  const placed = events.map((event) => {
    const fresh = hashOf(event)
    if (fresh === event.hash) return { event, seq: event.seq, hash: event.hash, fault: null }
    for (let seq = 1; seq <= highest; seq++) {
      if (seq !== event.seq && hashOf(event, seq) === event.hash) {
        return { event, seq, hash: event.hash, fault: { kind: 'reordered', case_id, seq: event.seq, expected_seq: seq } }
      }
    }
    const trueHash = pointedAt.has(fresh) && !pointedAt.has(event.hash) ? fresh : event.hash
    return { event, seq: event.seq, hash: trueHash, fault: { kind: 'changed', case_id, seq: event.seq } }
  })
  const hashes = new Set([genesis, ...placed.map((each) => each.hash)])
  const previous = new Set(events.map((event) => event.prev_hash))
  const score = (each) =>
    (known.get(each.seq) === each.hash ? 8 : 0) + (previous.has(each.hash) ? 4 : 0) + (hashes.has(each.event.prev_hash) ? 2 : 0) + (each.fault
      ? 0 : 1)
  const chain = new Map()
  for (let seq = 1; seq <= Math.max(end, ...placed.map((each) => each.seq)); seq++) {
    const [best, ...others] = placed.filter((each) => each.seq === seq).sort((a, b) => score(b) - score(a))
    for (const other of others) faults.push({ kind: 'inserted', case_id, seq: other.event.seq })
    if (!best) faults.push({ kind: 'missing', case_id, seq })
    else {
      chain.set(seq, best)
      if (best.fault) faults.push(best.fault)
    }
  }
  const suspects = []
  for (const [seq, each] of chain) {
    const before = seq === 1 ? genesis : chain.get(seq - 1)?.hash
    if (before === undefined || each.event.prev_hash === before) continue
    const vouched = known.get(seq) === each.hash || chain.get(seq + 1)?.event.prev_hash === each.hash
    suspects.push(vouched && seq > 1 ? seq - 1 : seq)
  }
  const blamed = new Set([...chain].filter(([, each]) => each.fault).map(([seq]) => seq))
  const blame = (seq) => {
    if (blamed.has(seq)) return
    blamed.add(seq)
    faults.push({ kind: 'changed', case_id, seq: chain.get(seq).event.seq })
  }
  for (const seq of suspects) if (!blamed.has(seq - 1) && !blamed.has(seq + 1)) blame(seq)
  for (const [seq, hash] of known) if (chain.has(seq) && chain.get(seq).hash !== hash) blame(seq)
  const named = (seq, kind) => faults.some((fault) => fault.seq === seq && (kind === undefined || fault.kind === kind))
  for (const i of displaced(events.map((event) => event.seq))) {
    const { seq } = events[i]
    if (!named(seq, 'inserted') && !named(seq, 'reordered')) faults.push({ kind: 'reordered', case_id, seq })
  }
  for (const { seq, recorded_at } of events) {
    if (seq > end && recorded_at < covered && !named(seq)) faults.push({ kind: 'inserted', case_id, seq })
  }
  return faults.sort((a, b) => a.seq - b.seq)
}

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const bucketHash = (heads) => sha256([...heads.values()].map(({ case_id, seq, hash }) => `${case_id} ${seq} ${hash}`).sort(byText).join('\n'))

/** Checks the digests among themselves: each one's hash and signature, the chain from day to day, and the root over all cases. */
export const verifyDigests = (files, signatureHolds) => {
  const faults = []
  const heads = new Map()
  const buckets = new Map(), bucketHashes = new Map()
  const whole = files[0]?.digest.previous === null
  let before = null
  for (const { digest, hash, signature } of files) {
    const { day } = digest
    const payload = canonical(digest)
    if (sha256(payload) !== hash) faults.push({ kind: 'digest_changed', day })
    else if (!signatureHolds(payload, signature)) faults.push({ kind: 'signature_wrong', day })
    if (before && digest.previous !== before.hash) faults.push({ kind: day <= before.day ? 'digest_reordered' : 'digest_missing', day })
    const touched = new Set()
    for (const [case_id, seq, head] of digest.heads) {
      const known = heads.get(case_id) ?? []
      if (seq <= (known.at(-1)?.seq ?? 0)) faults.push({ kind: 'head_went_back', day, case_id })
      known.push({ case_id, seq, hash: head })
      heads.set(case_id, known)
      const bucket = case_id.slice(-2)
      if (!buckets.has(bucket)) buckets.set(bucket, new Map())
      buckets.get(bucket).set(case_id, { case_id, seq, hash: head })
      touched.add(bucket)
    }
    for (const bucket of touched) bucketHashes.set(bucket, bucketHash(buckets.get(bucket)))
    const root = sha256([...bucketHashes].sort(([a], [b]) => byText(a, b)).map((each) => each.join(' ')).join('\n'))
    if (whole && root !== digest.root) faults.push({ kind: 'root_wrong', day })
    before = { day, hash }
  }
  return { faults, heads }
}

/** The whole check. `events`: Map of case id to its events in the order of the export, or null where none were given. */
export const verifyLedger = (files, events, signatureHolds, part = false) => {
  const { faults, heads } = verifyDigests(files, signatureHolds)
  const covered = files.at(-1)?.digest.until ?? 0
  let open = 0
  if (events) {
    for (const [case_id, some] of events) {
      const known = heads.get(case_id) ?? []
      faults.push(...verifyCase(case_id, some, known, covered))
      open += some.filter((event) => event.seq > (known.at(-1)?.seq ?? 0)).length
    }
    if (!part) for (const [case_id, known] of heads) if (!events.has(case_id)) faults.push(...verifyCase(case_id, [], known, covered))
  }
  return { faults, open }
}

const say = {
  changed: ({ case_id, seq }) => `case ${case_id}: event ${seq} was changed`,
  missing: ({ case_id, seq }) => `case ${case_id}: event ${seq} is missing`,
  inserted: ({ case_id, seq }) => `case ${case_id}: an event ${seq} was inserted that was never part of the chain`,
  reordered: ({ case_id, seq, expected_seq }) => `case ${case_id}: event ${seq} is out of order${expected_seq ? ` (it was written as event ${expected_seq})` : ''}`,
  digest_changed: ({ day }) => `digest ${day}: its content is not what was hashed`,
  signature_wrong: ({ day }) => `digest ${day}: the signature does not hold with this key`,
  digest_missing: ({ day }) => `digest ${day}: does not follow the digest before it; one was taken out or replaced`,
  digest_reordered: ({ day }) => `digest ${day}: out of order`,
  root_wrong: ({ day }) => `digest ${day}: its root does not cover the heads of the digests given`,
  head_went_back: ({ day, case_id }) => `digest ${day}: case ${case_id} stands before where it stood earlier`,
}

class InputError extends Error {}
const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new InputError(`${file}: ${error.message}`)
  }
}
const isDigestFile = (file) =>
  file?.digest?.format === 'bihuan-digest/1' && Array.isArray(file.digest.heads) && typeof file.hash === 'string'
    && typeof file.signature === 'string'

const readDigests = (paths) => {
  const names = paths.flatMap((path) => {
    try {
      return statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.json')).map((name) => join(path, name)) : [path]
    } catch (error) {
      throw new InputError(`${path}: ${error.message}`)
    }
  })
  const files = names.map((name) => {
    const file = readJson(name)
    if (!isDigestFile(file)) throw new InputError(`${name}: not a digest file (bihuan-digest/1)`)
    return file
  })
  return files.sort((a, b) => byText(a.digest.day, b.digest.day))
}

const readEvents = async (path) => {
  const events = new Map()
  const input = path === '-' ? process.stdin : createReadStream(path, 'utf8')
  let line = 0
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line += 1
      if (text.trim() === '') continue
      const event = JSON.parse(text)
      if (typeof event?.case_id !== 'string' || !Number.isInteger(event.seq)) throw new Error('not an event')
      if (!events.has(event.case_id)) events.set(event.case_id, [])
      events.get(event.case_id).push(event)
    }
  } catch (error) {
    throw new InputError(`${path}${line > 0 ? ` line ${line}` : ''}: ${error.message}`)
  }
  return events
}

const options = (args) => {
  const given = { key: null, events: null, part: false, json: false, help: false, paths: [] }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]
    if (arg === '--key' || arg === '--events') {
      if (args[i + 1] === undefined) throw new InputError(`${arg} needs a file`)
      given[arg.slice(2)] = args[++i]
    } else if (arg === '--part' || arg === '--json' || arg === '--help') given[arg.slice(2)] = true
    else if (arg.startsWith('--')) throw new InputError(`unknown option ${arg}`)
    else given.paths.push(arg)
  }
  return given
}

const main = async (args) => {
  const given = options(args)
  if (given.help) return console.log(help), 0
  if (given.key === null || given.paths.length === 0) throw new InputError('a key and at least one digest are needed; --help says more')
  let key
  try {
    key = createPublicKey(readFileSync(given.key))
  } catch (error) {
    throw new InputError(`${given.key}: ${error.message}`)
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new InputError(`${given.key}: not an Ed25519 key`)
  const files = readDigests(given.paths)
  const events = given.events === null ? null : await readEvents(given.events)
  const holds = (payload, signature) => verify(null, Buffer.from(payload, 'utf8'), key, Buffer.from(signature, 'base64'))
  const { faults, open } = verifyLedger(files, events, holds, given.part)
  const count = events ? [...events.values()].reduce((sum, some) => sum + some.length, 0) : 0
  const ok = faults.length === 0
  if (given.json) console.log(JSON.stringify({ ok, digests: files.length, cases: events?.size ?? 0, events: count, not_yet_signed: open, faults }))
  else {
    for (const fault of faults) console.log(say[fault.kind](fault))
    const last = files.at(-1)?.digest.day
    const seen = events ? `, ${count} events of ${events.size} cases, ${open} of them after the last digest` : ''
    console.log(`${ok ? 'OK' : `${faults.length} faults`}: ${files.length} digests up to ${last}${seen}`)
  }
  return ok ? 0 : 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    console.error(`verify-ledger: ${error.message}`)
    process.exitCode = 2
  }
}
