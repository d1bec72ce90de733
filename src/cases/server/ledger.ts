import { verify } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Instant, type LocalDate } from '#base/instants.ts'
import { addDays, instantAt, localReading } from '#base/zones.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { type ChainFault, type DigestFault, digestHash, digestPayload, type Head, makeDigest, rootOfHeads, type SealedEvent, type SignedDigest, verifyChain, verifyDigests } from '../rules/index.ts'
import { type DigestRow, eventCountUntil, everyDigest, firstRecordedAt, headsAt, insertDigest, lastDigest, rowHeads, type RowHead, standStill } from '../store/digests.ts'
import { everyEvent } from '../store/event-rows.ts'
import type { LedgerKey } from './ledger-keys.ts'
import { sha256 } from './sealing.ts'

export const signedDigestOf = (row: Pick<DigestRow, 'file'>): SignedDigest => JSON.parse(gunzipSync(row.file).toString('utf8')) as SignedDigest

/** Closes one local day: where every chain stands, signed and bound to the digest before. */
const closeDay = async (city: CityDb, key: LedgerKey, day: LocalDate, until: Instant, before: DigestRow | null, now: Instant): Promise<DigestRow> => {
  const gathered = await city.read(everyRow, async (tx) => {
    await standStill(tx)
    const all: Head[] = [], changed: Head[] = []
    for await (const portion of headsAt(tx, until, before?.until ?? null)) {
      for (const { case_id, seq, hash, changed: grew } of portion) {
        const head = { case_id, seq, hash }
        all.push(head)
        if (grew) changed.push(head)
      }
    }
    return { all, changed, events: await eventCountUntil(tx, until) }
  })
  const digest = makeDigest({
    city: city.slug, day, until, previous: before?.hash ?? null, cases: gathered.all.length, events: gathered.events, root: rootOfHeads(gathered.all, sha256), changed: gathered.changed,
  })
  const file: SignedDigest = { digest, hash: digestHash(digest, sha256), key_id: key.key_id, signature: key.sign(digestPayload(digest)) }
  const row: DigestRow = {
    day, until, previous: digest.previous, hash: file.hash, case_count: digest.cases, event_count: digest.events, head_count: digest.heads.length,
    file: gzipSync(JSON.stringify(file)), key_id: key.key_id, created_at: now,
  }
  await city.write(everyRow, (tx) => insertDigest(tx, row))
  return row
}

/**
 * Makes the digests that are owed: one for each local day that has ended since the last one; the very first covers everything before.
 * Safe to run at any time and from several processes: a day is closed once.
 */
export const closeDays = async (city: CityDb, key: LedgerKey, now: Instant): Promise<number> => {
  const today = localReading(now, city.zone).date
  let before = await city.read(everyRow, lastDigest)
  if (before === null && (await city.read(everyRow, firstRecordedAt)) === null) return 0
  let made = 0
  for (let day = before === null ? addDays(today, -1) : addDays(before.day, 1); day < today; day = addDays(day, 1)) {
    before = await closeDay(city, key, day, instantAt(addDays(day, 1), 0, city.zone), before, now)
    made++
  }
  return made
}

export type LedgerReport = {
  readonly cases: number
  readonly events: number
  readonly digests: number
  readonly digest_faults: readonly DigestFault[]
  /** Faults in chains, with the number of the case they are in. */
  readonly chain_faults: readonly (ChainFault & { readonly number: string | null })[]
}

/** Walks two sorted streams side by side: the events of each case, and where its row says the chain ends. */
const byCase = async function* (events: AsyncGenerator<readonly SealedEvent[]>): AsyncGenerator<readonly SealedEvent[]> {
  let held: SealedEvent[] = []
  for await (const portion of events) {
    for (const event of portion) {
      if (held.length > 0 && held[0]?.case_id !== event.case_id) {
        yield held
        held = []
      }
      held.push(event)
    }
  }
  if (held.length > 0) yield held
}

/** Recomputes every chain against the rows and the signed digests; names each event that was changed, taken out, put in or moved. */
export const verifyLedger = async (
  city: CityDb, publicKeys: ReadonlyMap<string, string>, onProgress: (cases: number) => void = () => {},
): Promise<LedgerReport> => {
  const files = (await city.read(everyRow, everyDigest)).map(signedDigestOf)
  const keyOf = new Map(files.map((file) => [file.signature, publicKeys.get(file.key_id)]))
  const checked = verifyDigests(files, sha256, (payload, signature) => {
    const pem = keyOf.get(signature)
    return pem !== undefined && verify(null, Buffer.from(payload, 'utf8'), pem, Buffer.from(signature, 'base64'))
  })
  const faults: (ChainFault & { number: string | null })[] = []
  let cases = 0, events = 0
  const unseen = new Set(checked.heads.keys())
  await city.read(everyRow, async (tx) => {
    await standStill(tx)
    const ends = new Map<string, RowHead>()
    for await (const portion of rowHeads(tx)) for (const head of portion) ends.set(head.case_id, head)
    const examine = (chain: readonly SealedEvent[], case_id: string): void => {
      const end = ends.get(case_id)
      const heads: Head[] = [...(checked.heads.get(case_id) ?? []), ...(end ? [{ case_id, seq: end.seq, hash: end.hash }] : [])]
      for (const fault of verifyChain(chain, sha256, heads, end !== undefined)) faults.push({ ...fault, number: end?.number ?? null })
      unseen.delete(case_id)
      ends.delete(case_id)
    }
    for await (const chain of byCase(everyEvent(tx))) {
      examine(chain, chain[0]?.case_id ?? '')
      events += chain.length
      if (++cases % 1_000 === 0) onProgress(cases)
    }
    // Cases without a single event left, in the rows or in the digests.
    for (const case_id of [...ends.keys(), ...unseen]) examine([], case_id)
  })
  return { cases, events, digests: files.length, digest_faults: checked.faults, chain_faults: faults }
}

/** All signed digests, oldest first. */
export const everySignedDigest = async (city: CityDb): Promise<readonly SignedDigest[]> => (await city.read(everyRow, everyDigest)).map(signedDigestOf)

/** Every sealed event as a line of JSON, case by case. They hold descriptions: the file is for auditors, not for the public. */
export const exportEvents = (city: CityDb, file: string): Promise<number> =>
  city.read(everyRow, async (tx) => {
    let count = 0
    const lines = async function* (): AsyncGenerator<string> {
      for await (const portion of everyEvent(tx)) {
        count += portion.length
        yield portion.map((event) => `${JSON.stringify(event)}\n`).join('')
      }
    }
    await pipeline(lines, createWriteStream(file))
    return count
  })
