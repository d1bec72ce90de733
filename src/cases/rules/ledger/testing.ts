import type { Random } from '#base/seeded-random.ts'
import type { SealedEvent } from '../events.ts'
import { backWithPhoto, closedNow, handlingNow, registered, report, type Step, tell } from '../testing.ts'
import { type Digest, digestHash, digestPayload, makeDigest, rootOfHeads, type SignedDigest } from './digest.ts'
import { sealEvents, type Sha256 } from './seal.ts'

/** Hash and signature, which a test brings from its platform. */
export type Crypto = { readonly sha256: Sha256; readonly sign: (payload: string) => string }

export const signDigest = (digest: Digest, { sha256, sign }: Crypto): SignedDigest =>
  ({ digest, hash: digestHash(digest, sha256), key_id: 'test', signature: sign(digestPayload(digest)) })

const stories: readonly (readonly Step[])[] = [
  closedNow, handlingNow, registered,
  [...handlingNow, ['unit', { type: 'return', reason: '不归我们' }],
    ['dispatcher', { type: 'dispatch', lead_unit_id: 'roads', lead_unit_path: 'city.roads' }], ['roads', { type: 'accept' }],
      ['roads', backWithPhoto]],
]

/** The chains of some cases, each its own. */
export const chains = (count: number, { sha256 }: Crypto): ReadonlyMap<string,
  readonly SealedEvent[]> => new Map(Array.from({ length: count }, (_, i) => {
  const [first, ...rest] = stories[i % stories.length] as readonly Step[]
  const told = tell([[first?.[0] ?? 'acceptor', report(i + 1)], ...rest])
  return [told.c.id as string, sealEvents(told.events, null, sha256)]
}))

/** Digests as if days had been closed after some of the events: the first half of each chain, then the rest. */
export const digestsOf = (ledger: ReadonlyMap<string, readonly SealedEvent[]>, crypto: Crypto, days = 2): readonly SignedDigest[] => {
  const files: SignedDigest[] = []
  const seen = new Map<string, number>()
  const end = Math.max(...[...ledger.values()].flat().map((event) => event.recorded_at)) + 1
  for (let day = 1; day <= days; day++) {
    const changed = [...ledger].flatMap(([case_id, events]) => {
      const upTo = day === days ? events.length : Math.floor((events.length * day) / days)
      const head = events[upTo - 1]
      if (!head || (seen.get(case_id) ?? 0) >= upTo) return []
      seen.set(case_id, upTo)
      return [{ case_id, seq: head.seq, hash: head.hash }]
    })
    const all = [...seen].map(([case_id, upTo]) => ({ case_id, seq: upTo, hash: ledger.get(case_id)?.[upTo - 1]?.hash ?? '' }))
    files.push(signDigest(makeDigest({
      city: 'demo', day: `2024-03-0${day + 3}`, until: day === days ? end : 0, previous: files.at(-1)?.hash ?? null, cases: all.length,
      events: all.reduce((sum, head) => sum + head.seq, 0), root: rootOfHeads(all, crypto.sha256), changed,
    }), crypto))
  }
  return files
}

export type Planted = { readonly kind: 'changed' | 'missing' | 'inserted' | 'reordered'; readonly case_id: string; readonly seqs: readonly number[] }

const edit = (event: SealedEvent, random: Random, sha256: Sha256): SealedEvent => {
  const edits: (() => Partial<SealedEvent>)[] = [
    () => ({ at: (event.at + 1) as SealedEvent['at'] }), () => ({ recorded_at: (event.recorded_at - 60_000) as SealedEvent['recorded_at'] }),
    () => ({ state: event.state === 'closed' ? 'void' : 'closed' }), () => ({ actor: { ...event.actor, account_id: 'somebody' } }),
    () => ({ data: { ...event.data, reason: '改过' } as never }), () => ({ hash: sha256(`${event.hash}x`) }),
      () => ({ prev_hash: sha256(`${event.prev_hash}x`) }),
  ]
  return { ...event, ...random.pick(edits)() } as SealedEvent
}

/** Plants one alteration in a copy of the ledger, and says what should be found. */
export const plant = (
  ledger: ReadonlyMap<string, readonly SealedEvent[]>, random: Random, { sha256 }: Crypto,
): { readonly ledger: Map<string, readonly SealedEvent[]>; readonly planted: Planted } => {
  const resealed = (event: SealedEvent): SealedEvent => sealEvents([event], event.prev_hash, sha256)[0] as SealedEvent
  const case_id = random.pick([...ledger.keys()])
  const events = ledger.get(case_id) as readonly SealedEvent[]
  const i = random.int(0, events.length - 1)
  const event = events[i] as SealedEvent
  const put = (changed: readonly SealedEvent[], kind: Planted['kind'], ...seqs: number[]): { ledger: Map<string,
    readonly SealedEvent[]>; planted: Planted } =>
    ({ ledger: new Map([...ledger, [case_id, changed]]), planted: { kind, case_id, seqs } })
  switch (random.int(0, 5)) {
    case 0: return put(events.with(i, edit(event, random, sha256)), 'changed', event.seq)
    // A careful forger makes the hash right again.
    case 1: return put(events.with(i, resealed({ ...event, at: event.at - 5 } as SealedEvent)), 'changed', event.seq)
    case 2: return put(events.toSpliced(i, 1), 'missing', event.seq)
    case 3: {
      const forged = resealed({ ...event, data: { ...event.data, reason: '伪造' } as never })
      return put(events.toSpliced(i + random.int(0, 1), 0, forged), 'inserted', event.seq)
    }
    case 4: {
      const last = events.at(-1) as SealedEvent
      return put([...events, resealed({ ...last, seq: last.seq + 1, prev_hash: last.hash } as SealedEvent)], 'inserted', last.seq + 1)
    }
    default: {
      const k = (i + random.int(1, events.length - 1)) % events.length
      const other = events[k] as SealedEvent
      // Either the rows were moved, or their numbers exchanged.
      if (random.int(0, 1) === 0) return put(events.with(i, other).with(k, event), 'reordered', event.seq, other.seq)
      return put(events.with(i, { ...event, seq: other.seq } as SealedEvent).with(k, { ...other, seq: event.seq } as SealedEvent), 'reordered',
        event.seq, other.seq)
    }
  }
}
