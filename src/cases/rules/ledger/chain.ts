import type { SealedEvent } from '../events.ts'
import { eventHash, genesisHash, type Sha256 } from './seal.ts'

/** Where a case's chain stood: number and hash of its last event. */
export type Head = { readonly case_id: string; readonly seq: number; readonly hash: string }

/**
 * What is wrong, and with which event. `changed`: its content or hash is not what was written; `missing`: it was taken out;
 * `inserted`: it was never part of the chain; `reordered`: it stands, or is numbered, elsewhere than it was written (`expected_seq`).
 */
export type ChainFault = {
  readonly kind: 'changed' | 'missing' | 'inserted' | 'reordered'
  readonly case_id: string
  readonly seq: number
  readonly expected_seq?: number
}

/** An event with the number and hash it was written with, as far as hashes and links tell, and what is wrong with it. */
type Placed = { readonly event: SealedEvent; readonly seq: number; readonly hash: string; readonly fault: ChainFault | null }

/** Positions that do not belong to the longest ascending run: what must move, if one thing was moved. */
const outOfRun = (seqs: readonly number[]): ReadonlySet<number> => {
  const tails: number[] = [], previous: number[] = []
  for (const [i, seq] of seqs.entries()) {
    let low = 0, high = tails.length
    while (low < high) {
      const mid = (low + high) >> 1
      if ((seqs[tails[mid] as number] as number) <= seq) low = mid + 1
      else high = mid
    }
    previous[i] = low > 0 ? (tails[low - 1] as number) : -1
    tails[low] = i
  }
  const kept = new Set<number>()
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] as number) kept.add(i)
  return new Set(seqs.map((_, i) => i).filter((i) => !kept.has(i)))
}

/** Positions out of order, by the simpler story: some events were moved, or some changed places. */
const displaced = (seqs: readonly number[]): ReadonlySet<number> => {
  const sorted = seqs.toSorted((a, b) => a - b)
  const exchanged = seqs.map((_, i) => i).filter((i) => seqs[i] !== sorted[i])
  const moved = outOfRun(seqs)
  return exchanged.length <= Math.max(2, moved.size) ? new Set(exchanged) : moved
}

const place = (events: readonly SealedEvent[], known: ReadonlyMap<number, string>, sha256: Sha256): readonly Placed[] => {
  const linked = new Set([...events.map((event) => event.prev_hash), ...known.values()])
  const last = Math.max(0, ...known.keys(), ...events.map((event) => event.seq)) + 1
  return events.map((event): Placed => {
    const { case_id, seq, hash, prev_hash } = event
    const fresh = eventHash(prev_hash, event, sha256)
    if (fresh === hash) return { event, seq, hash, fault: null }
    for (let other = 1; other <= last; other++) {
      if (other === seq || eventHash(prev_hash, { ...event, seq: other }, sha256) !== hash) continue
      return { event, seq: other, hash, fault: { kind: 'reordered', case_id, seq, expected_seq: other } }
    }
    // Where only its hash was overwritten, the next event still knows the true one.
    return { event, seq, hash: linked.has(fresh) && !linked.has(hash) ? fresh : hash, fault: { kind: 'changed', case_id, seq } }
  })
}

/** Where two neighbours do not join, one was rewritten with a hash of its own making: the one nobody else vouches for. */
const rewritten = (chain: ReadonlyMap<number, Placed>, known: ReadonlyMap<number, string>): readonly number[] => {
  const found: number[] = []
  for (const [seq, each] of chain) {
    const before = seq === 1 ? genesisHash : chain.get(seq - 1)?.hash
    if (before === undefined || each.event.prev_hash === before) continue
    const vouched = known.get(seq) === each.hash || chain.get(seq + 1)?.event.prev_hash === each.hash
    found.push(vouched && seq > 1 ? seq - 1 : seq)
  }
  return found
}

/**
 * Checks one case's chain, events in the order in which they are kept. Names every event that was changed, taken out, put in or moved.
 * `heads` are places where the chain is known to have stood (daily digests, the case row); `complete` says that the last of them is the
 * end, so that anything after it was inserted. Without heads, events cut off the end, or a chain rewritten to its end, cannot be seen;
 * with them, a rewritten stretch is named by the event at the head it no longer agrees with.
 */
export const verifyChain = (
  events: readonly SealedEvent[], sha256: Sha256, heads: readonly Head[] = [], complete = false,
): readonly ChainFault[] => {
  const case_id = events[0]?.case_id ?? heads[0]?.case_id ?? ''
  const known = new Map(heads.map((head) => [head.seq, head.hash]))
  const end = Math.max(0, ...known.keys())
  const placed = place(events, known, sha256)
  const at = Map.groupBy(placed, (each) => each.seq)
  const hashes = new Set([genesisHash, ...placed.map((each) => each.hash)])
  const prevs = new Set(placed.map(({ event }) => event.prev_hash))
  const score = (each: Placed): number =>
    (known.get(each.seq) === each.hash ? 8 : 0) + (prevs.has(each.hash) ? 4 : 0) + (hashes.has(each.event.prev_hash) ? 2 : 0) + (each.fault ? 0 : 1)

  const faults: ChainFault[] = []
  const named = (seq: number, kind?: ChainFault['kind']): boolean => faults.some((fault) => fault.seq === seq && (kind ?? fault.kind) === fault.kind)
  const chain = new Map<number, Placed>()
  for (let seq = 1; seq <= Math.max(end, ...at.keys()); seq++) {
    const [best, ...others] = (at.get(seq) ?? []).toSorted((a, b) => score(b) - score(a))
    for (const other of others) faults.push({ kind: 'inserted', case_id, seq: other.event.seq })
    if (!best) faults.push({ kind: 'missing', case_id, seq })
    else if (complete && seq > end) faults.push({ kind: 'inserted', case_id, seq: best.event.seq })
    else {
      chain.set(seq, best)
      if (best.fault) faults.push(best.fault)
    }
  }
  const blamed = new Set([...chain].flatMap(([seq, each]) => (each.fault ? [seq] : [])))
  const blame = (seq: number): void => {
    if (blamed.has(seq)) return
    blamed.add(seq)
    faults.push({ kind: 'changed', case_id, seq: chain.get(seq)?.event.seq ?? seq })
  }
  const contradicted = [...known.keys()].filter((seq) => chain.has(seq) && chain.get(seq)?.hash !== known.get(seq))
  // A break beside an event already named is that event's.
  for (const seq of rewritten(chain, known)) if (!blamed.has(seq - 1) && !blamed.has(seq + 1)) blame(seq)
  contradicted.forEach(blame)
  const moved = displaced(events.map((event) => event.seq))
  for (const i of moved) {
    const { seq } = events[i] as SealedEvent
    if (!named(seq, 'inserted') && !named(seq, 'reordered')) faults.push({ kind: 'reordered', case_id, seq })
  }
  return faults.toSorted((a, b) => a.seq - b.seq)
}
