import type { Tx } from '#platform/db/index.ts'
import { type Case, replay, type SealedEvent } from '../rules/index.ts'
import { eventsOf } from '../store/event-rows.ts'
import { fileById } from '../store/file-rows.ts'
import { descriptionsOf, openRowsInBox, type NearbyRow, type PublicCaseRow, type PublicRange, publicRowsById, publicRowsByNumber,
  publicRowsInRange } from '../store/public-rows.ts'

export { descriptionsOf, fileById, openRowsInBox, type NearbyRow, type PublicCaseRow, type PublicRange, publicRowsById, publicRowsByNumber,
  publicRowsInRange }

/** A case and its history as the scope lets it be seen; null where there is none for it. Not locked. */
export const caseWithHistory = async (tx: Tx, id: string): Promise<{ readonly case: Case; readonly events: readonly SealedEvent[] } | null> => {
  const events = await eventsOf(tx, id)
  const c = replay(events)
  return c === null ? null : { case: { ...c, head_hash: events.at(-1)?.hash ?? null }, events }
}
