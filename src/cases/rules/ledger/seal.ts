import canonicalize from 'canonicalize'
import type { Decision } from '../decide.ts'
import type { CaseEvent, SealedEvent } from '../events.ts'

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. Handed in, so that the rules stay free of any platform. */
export type Sha256 = (text: string) => string

/** What the first event of every case is chained to. */
export const genesisHash = '0'.repeat(64)

/** Canonical JSON, RFC 8785. Throws for what JSON cannot carry (NaN, lone surrogates): the door refuses such input before. */
export const canonicalText = (value: unknown): string => canonicalize(value) ?? 'null'

/**
 * The hash of an event: SHA-256 over the canonical JSON of exactly these nine members. Times are epoch milliseconds.
 * `prev_hash` is part of what is hashed, so an event also vouches for everything before it.
 */
export const eventHash = (prev_hash: string, event: CaseEvent, sha256: Sha256): string => {
  const { case_id, seq, type, at, recorded_at, actor, state, data } = event
  return sha256(canonicalText({ case_id, seq, type, at, recorded_at, actor, state, data, prev_hash }))
}

/** Chains events to the head they follow. */
export const sealEvents = (events: readonly CaseEvent[], head: string | null, sha256: Sha256): readonly SealedEvent[] => {
  let prev_hash = head ?? genesisHash
  return events.map((event) => {
    const sealed = { ...event, prev_hash, hash: eventHash(prev_hash, event, sha256) } as SealedEvent
    prev_hash = sealed.hash
    return sealed
  })
}

export type SealedDecision = { readonly events: readonly SealedEvent[]; readonly next: Decision['next'] }

/** A decision ready to be stored: its events chained to the case's head, and the case with the new head. */
export const sealDecision = (head: string | null, { events, next }: Decision, sha256: Sha256): SealedDecision => {
  const sealed = sealEvents(events, head, sha256)
  return { events: sealed, next: { ...next, head_hash: sealed.at(-1)?.hash ?? head } }
}
