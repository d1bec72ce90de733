import type { Instant, LocalDate } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { insertEvent } from '../store/units.ts'

/** What every command of this capability is given: where, in which transaction, by whom, when. `actor.id` null: the machine's administrator. */
export type UnitWork = { readonly city: CityDb; readonly tx: Tx; readonly actor: { readonly id: string | null }; readonly now: Instant }

/** The calendar day it is in the city. */
export const today = ({ city, now }: Pick<UnitWork, 'city' | 'now'>): LocalDate => localReading(now, city.zone).date
export const actorName = ({ actor }: Pick<UnitWork, 'actor'>): string => actor.id ?? 'system'

export const unitSnapshot = 'organisations.units'
export const dutySnapshot = 'organisations.duty'

/** Writes down what was done and has every process forget what it holds of units and duty. */
export const recordChange = async (work: UnitWork, kind: string, subject: { readonly unit_id?: string; readonly matrix_id?: string },
  data: object): Promise<void> => {
  await insertEvent(work.tx, { id: newId(work.now), kind, unit_id: subject.unit_id ?? null, matrix_id: subject.matrix_id ?? null, actor: actorName(
    work), at: work.now, data })
  await work.city.stale(work.tx, unitSnapshot)
  await work.city.stale(work.tx, dutySnapshot)
}
