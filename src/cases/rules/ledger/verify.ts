import type { SealedEvent } from '../events.ts'
import { type ChainFault, type Head, verifyChain } from './chain.ts'
import { type DigestFault, type KnownHead, type SignedDigest, verifyDigests } from './digest.ts'
import type { Sha256 } from './seal.ts'

export type LedgerReport = {
  readonly faults: readonly (ChainFault | DigestFault)[]
  readonly cases: number
  readonly events: number
  readonly digests: number
  /** Events written after the last digest: their chains join, but no digest vouches for them yet. */
  readonly not_yet_signed: number
}

/**
 * Checks the events of one case against what the digests say of it. An event recorded before a digest's moment and not counted in it was
 * put in later.
 */
export const verifyCase = (events: readonly SealedEvent[], known: readonly KnownHead[], last: number, sha256: Sha256): readonly ChainFault[] => {
  const heads: readonly Head[] = known
  const faults = verifyChain(events, sha256, heads)
  const end = Math.max(0, ...heads.map((head) => head.seq))
  const smuggled = events.filter((event) => event.seq > end && event.recorded_at < last && !faults.some((fault) => fault.seq === event.seq))
  return [...faults, ...smuggled.map(({ case_id, seq }): ChainFault => ({ kind: 'inserted', case_id, seq }))]
}

/**
 * Checks a whole export: digests in order of day, and the events of each case in the order in which they are kept (cases in any order).
 * Cases the digests know and the export does not have are named event by event, unless `part` says that the export is of some cases only.
 */
export const verifyLedger = (
  files: readonly SignedDigest[], events: Iterable<SealedEvent>, sha256: Sha256, signed: (payload: string, signature: string) => boolean,
  part = false,
): LedgerReport => {
  const { faults, heads } = verifyDigests(files, sha256, signed)
  const byCase = Map.groupBy(events, (event) => event.case_id as string)
  const last = files.at(-1)?.digest.until ?? 0
  const found: (ChainFault | DigestFault)[] = [...faults]
  let count = 0, open = 0
  for (const [case_id, some] of byCase) {
    const known = heads.get(case_id) ?? []
    found.push(...verifyCase(some, known, last, sha256))
    count += some.length
    open += some.filter((event) => event.seq > (known.at(-1)?.seq ?? 0)).length
  }
  if (!part) for (const [case_id, known] of heads) if (!byCase.has(case_id)) found.push(...verifyCase([], known, last, sha256))
  return { faults: found, cases: byCase.size, events: count, digests: files.length, not_yet_signed: open }
}
