import type { Instant } from '#base/instants.ts'
import { at, batchInsert, type CopyValue, sql, type Tx } from '#platform/db/index.ts'
import type { CaseEvent, SealedEvent } from '../rules/index.ts'

type EventRow = {
  readonly case_id: string
  readonly seq: number
  readonly type: string
  readonly at: Instant
  readonly recorded_at: Instant
  readonly account_id: string | null
  readonly role: string
  readonly unit_id: string | null
  readonly state: string
  readonly data: object
  readonly prev_hash: Buffer
  readonly hash: Buffer
}

const columns = {
  case_id: 'uuid', seq: 'integer', type: 'text', at: 'instant', recorded_at: 'instant', account_id: 'uuid', role: 'text', unit_id: 'uuid', state: 'text', data: 'jsonb',
  prev_hash: 'bytea', hash: 'bytea',
} as const

const rowOf = (e: SealedEvent): EventRow => ({
  case_id: e.case_id, seq: e.seq, type: e.type, at: e.at, recorded_at: e.recorded_at, account_id: e.actor.account_id, role: e.actor.role, unit_id: e.actor.unit_id,
  state: e.state, data: e.data, prev_hash: Buffer.from(e.prev_hash, 'hex'), hash: Buffer.from(e.hash, 'hex'),
})

const insertRows = batchInsert<EventRow>('case_events', columns)
export const insertEvents = (tx: Tx, events: readonly SealedEvent[]): Promise<void> => insertRows(tx, events.map(rowOf))

export const copyEvents = (tx: Tx, events: Iterable<SealedEvent>): Promise<number> => {
  const rows = function* (): Generator<CopyValue[]> {
    for (const e of events) {
      yield [
        e.case_id, e.seq, e.type, at(e.at), at(e.recorded_at), e.actor.account_id, e.actor.role, e.actor.unit_id, e.state, e.data as CopyValue,
        Buffer.from(e.prev_hash, 'hex'), Buffer.from(e.hash, 'hex'),
      ]
    }
  }
  return tx.copyIn('case_events', Object.keys(columns), rows())
}

const eventOf = (r: EventRow): SealedEvent =>
  ({
    case_id: r.case_id, seq: r.seq, type: r.type, at: r.at, recorded_at: r.recorded_at, actor: { account_id: r.account_id, role: r.role, unit_id: r.unit_id },
    state: r.state, data: r.data, prev_hash: r.prev_hash.toString('hex'), hash: r.hash.toString('hex'),
  }) as unknown as SealedEvent

const selectText = `select case_id, seq, type, at, recorded_at, account_id, role, unit_id, state, data, prev_hash, hash from case_events where case_id = $1 order by seq`

/** The history of one case, oldest first. */
export const eventsOf = async (tx: Tx, caseId: string): Promise<readonly SealedEvent[]> => (await tx.prepared<EventRow>('case_events', selectText, [caseId])).map(eventOf)

/** The histories of many cases, each oldest first. */
export const eventsOfMany = async (tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly CaseEvent[]>> => {
  const rows = await tx.rows(sql<EventRow>`select case_id, seq, type, at, recorded_at, account_id, role, unit_id, state, data, prev_hash, hash
    from case_events where case_id = any(${caseIds}::uuid[]) order by case_id, seq`)
  const found = new Map<string, CaseEvent[]>()
  for (const row of rows) {
    const list = found.get(row.case_id)
    if (list) list.push(eventOf(row))
    else found.set(row.case_id, [eventOf(row)])
  }
  return found
}

/** Every event, case by case, in portions. */
export const everyEvent = async function* (tx: Tx): AsyncGenerator<readonly SealedEvent[]> {
  for await (const rows of tx.stream(sql<EventRow>`select case_id, seq, type, at, recorded_at, account_id, role, unit_id, state, data, prev_hash, hash
    from case_events order by case_id, seq`, 5_000)) yield rows.map(eventOf)
}
