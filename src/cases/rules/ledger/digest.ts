import type { Head } from './chain.ts'
import { canonicalText, type Sha256 } from './seal.ts'

export const digestFormat = 'bihuan-digest/1'

/**
 * One day of the ledger: where every case changed since the day before stands, and one root over where *all* cases stand.
 * It holds no text and no name, so it can be handed to anybody. `docs/guides/ledger.md` describes the file.
 */
export type Digest = {
  readonly format: typeof digestFormat
  readonly city: string
  /** Local day it closes, `YYYY-MM-DD`. */
  readonly day: string
  /** Events recorded before this moment (epoch ms) are covered. */
  readonly until: number
  /** Hash of the digest before, null for the first. */
  readonly previous: string | null
  readonly cases: number
  readonly events: number
  /** `[case_id, seq, hash]` of the cases changed since the digest before, sorted by case_id. */
  readonly heads: readonly (readonly [case_id: string, seq: number, hash: string])[]
  readonly root: string
}

/** The file: the digest, its hash and the signature over exactly `payload(digest)`. */
export type SignedDigest = { readonly digest: Digest; readonly hash: string; readonly key_id: string; readonly signature: string }

const byId = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)

/** The bucket of a case: the last two digits of its id, which are random in a UUID version 7. */
export const bucketOf = (case_id: string): string => case_id.slice(-2)

/** Hash over the heads of one bucket, in order of case id. An incremental digest computes only the buckets that changed. */
export const bucketHash = (heads: readonly Head[], sha256: Sha256): string =>
  sha256(heads.map(({ case_id, seq, hash }) => [case_id, seq, hash] as const).toSorted(byId).map((head) => head.join(' ')).join('\n'))

/** Root over the bucket hashes, in order of bucket; empty buckets are left out. */
export const rootOf = (buckets: ReadonlyMap<string, string>, sha256: Sha256): string =>
  sha256([...buckets].toSorted(byId).map(([bucket, hash]) => `${bucket} ${hash}`).join('\n'))

export const rootOfHeads = (heads: Iterable<Head>, sha256: Sha256): string => {
  const buckets = Map.groupBy(heads, (head) => bucketOf(head.case_id))
  return rootOf(new Map([...buckets].map(([bucket, some]) => [bucket, bucketHash(some, sha256)])), sha256)
}

/** The text that is hashed and signed (Ed25519 over its UTF-8 bytes). */
export const digestPayload = (digest: Digest): string => canonicalText(digest)
export const digestHash = (digest: Digest, sha256: Sha256): string => sha256(digestPayload(digest))

/** Puts a day together. `changed`: the cases with events since the digest before; `root`: over all cases, `changed` included. */
export const makeDigest = (
  given: Pick<Digest, 'city' | 'day' | 'until' | 'previous' | 'cases' | 'events' | 'root'> & { readonly changed: readonly Head[] },
): Digest => {
  const { changed, ...rest } = given
  return { format: digestFormat, ...rest, heads: changed.map(({ case_id, seq, hash }) => [case_id, seq, hash] as const).toSorted(byId) }
}

/** What is wrong with a row of digests, and which day. */
export type DigestFault = {
  readonly kind: 'digest_changed' | 'signature_wrong' | 'digest_missing' | 'digest_reordered' | 'root_wrong' | 'head_went_back'
  readonly day: string
  readonly case_id?: string
}

/** Everything a row of digests says about one case: where it stood at which moment. */
export type KnownHead = Head & { readonly until: number }

/**
 * Checks digests in order of day. `signed` is the platform's Ed25519 check of `payload` against `signature`, with the public key bound.
 * The first digest given need not be the first of the city; the root is checked from a first one only (`previous` null). Answers
 * the faults, and what the digests say of each case, for `verifyChain`.
 */
export const verifyDigests = (
  files: readonly SignedDigest[], sha256: Sha256, signed: (payload: string, signature: string) => boolean,
): { readonly faults: readonly DigestFault[]; readonly heads: ReadonlyMap<string, readonly KnownHead[]> } => {
  const faults: DigestFault[] = []
  const heads = new Map<string, KnownHead[]>()
  const latest = new Map<string, Map<string, Head>>()
  const bucketHashes = new Map<string, string>()
  const whole = files[0]?.digest.previous === null
  let before: SignedDigest | null = null
  for (const file of files) {
    const { digest } = file
    const { day } = digest
    if (digestHash(digest, sha256) !== file.hash) faults.push({ kind: 'digest_changed', day })
    else if (!signed(digestPayload(digest), file.signature)) faults.push({ kind: 'signature_wrong', day })
    if (before && digest.previous !== before.hash) faults.push({ kind: day <= before.digest.day ? 'digest_reordered' : 'digest_missing', day })
    const touched = new Set<string>()
    for (const [case_id, seq, hash] of digest.heads) {
      const known = heads.get(case_id)
      if (seq <= (known?.at(-1)?.seq ?? 0)) faults.push({ kind: 'head_went_back', day, case_id })
      const head = { case_id, seq, hash, until: digest.until }
      if (known) known.push(head)
      else heads.set(case_id, [head])
      const bucket = bucketOf(case_id)
      latest.set(bucket, (latest.get(bucket) ?? new Map<string, Head>()).set(case_id, head))
      touched.add(bucket)
    }
    for (const bucket of touched) bucketHashes.set(bucket, bucketHash([...(latest.get(bucket) ?? new Map<string, Head>()).values()], sha256))
    if (whole && rootOf(bucketHashes, sha256) !== digest.root) faults.push({ kind: 'root_wrong', day })
    before = file
  }
  return { faults, heads }
}
