import type { Tx } from '#platform/db/index.ts'
import { type Case, replay, type SealedEvent } from '../rules/index.ts'
import { eventsOf } from '../store/event-rows.ts'
import { openRowsInBox, type NearbyRow, type PublicCaseRow, type PublicRange, publicRowsById, publicRowsByNumber, publicRowsInRange } from '../store/public-rows.ts'

export { openRowsInBox, type NearbyRow, type PublicCaseRow, type PublicRange, publicRowsById, publicRowsByNumber, publicRowsInRange }

/** A case and its history as the scope lets it be seen; null where there is none for it. Not locked. */
export const caseWithHistory = async (tx: Tx, id: string): Promise<{ readonly case: Case; readonly events: readonly SealedEvent[] } | null> => {
  const events = await eventsOf(tx, id)
  return events.length === 0 ? null : { case: { ...replay(events), head_hash: events.at(-1)?.hash ?? null }, events }
}
