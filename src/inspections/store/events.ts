import type { Instant } from '#base/instants.ts'
import { at, batchInsert, sql, type Tx } from '#platform/db/index.ts'

/** What was done to a programme, round, draw, visit, finding, letter or badge. */
export type InspectionEvent = { readonly id: string; readonly kind: string; readonly subject_id: string; readonly actor: string; readonly at: Instant; readonly data: object }

export const appendEvent = (tx: Tx, e: InspectionEvent): Promise<number> =>
  tx.run(sql`insert into inspection_events (id, kind, subject_id, actor, at, data) values (${e.id}, ${e.kind}, ${e.subject_id}, ${e.actor}, ${at(e.at)}, ${JSON.stringify(e.data)}::jsonb)`)

const insertRows = batchInsert<InspectionEvent>('inspection_events', { id: 'uuid', kind: 'text', subject_id: 'uuid', actor: 'text', at: 'instant', data: 'jsonb' })
export const appendEvents = (tx: Tx, events: readonly InspectionEvent[]): Promise<void> => insertRows(tx, events)

export type EventRow = { readonly id: string; readonly kind: string; readonly subject_id: string; readonly actor: string; readonly actor_name: string | null; readonly at: Instant; readonly data: Readonly<Record<string, unknown>> }
/** The story of some subjects, oldest first. */
export const eventsOfSubjects = (tx: Tx, ids: readonly string[]): Promise<readonly EventRow[]> =>
  tx.rows(sql<EventRow>`select e.id, e.kind, e.subject_id, e.actor, a.display_name as actor_name, e.at, e.data from inspection_events e
    left join account_facts a on a.id::text = e.actor where e.subject_id = any(${ids}::uuid[]) order by e.at, e.id`)
