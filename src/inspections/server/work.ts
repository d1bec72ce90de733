import type { Instant, LocalDate } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { appendEvent } from '../store/events.ts'

/** What every command of this capability is given: where, in which transaction, by whom, when. `actor.id` null: the clock, or the machine's administrator. */
export type InspectionWork = { readonly city: CityDb; readonly tx: Tx; readonly actor: { readonly id: string | null }; readonly now: Instant }

/** The calendar day it is in the city. */
export const cityDay = (city: CityDb, now: Instant): LocalDate => localReading(now, city.zone).date

/** Writes down what was done. */
export const record = async ({ tx, actor, now }: InspectionWork, kind: string, subjectId: string, data: object = {}): Promise<void> => {
  await appendEvent(tx, { id: newId(now), kind, subject_id: subjectId, actor: actor.id ?? 'system', at: now, data })
}
