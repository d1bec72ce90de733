import type { Instant, LocalDate } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { appendEvent } from '../store/areas.ts'

/** What every command of this capability is given: where, in which transaction, by whom, when. `actor.id` null: the machine's administrator. */
export type AreaWork = { readonly city: CityDb; readonly tx: Tx; readonly actor: { readonly id: string | null }; readonly now: Instant }

/** The calendar day it is in the city. */
export const cityDay = (city: CityDb, now: Instant): LocalDate => localReading(now, city.zone).date

/** Writes down what was done and has every process forget its snapshot of the areas. */
export const recordChange = async (work: AreaWork, kind: string, subject: { readonly areaId?: string; readonly placeId?: string }, data: object): Promise<void> => {
  await appendEvent(work.tx, { id: newId(work.now), kind, ...subject, actor: work.actor.id ?? 'system', at: work.now, data })
  await work.city.stale(work.tx, modelName)
}

/** Name of the snapshot (CityDb.snapshot) that holds the area model. */
export const modelName = 'areas'
