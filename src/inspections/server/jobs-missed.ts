import type { Instant } from '#base/instants.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { appendEvents } from '../store/events.ts'
import { missVisitsBefore } from '../store/planning.ts'
import { closeRoundsBefore } from '../store/rounds.ts'
import { cityDay } from './work.ts'

/**
 * Daily: visits nobody began become missed when their round is over, and rounds with nothing left to do are closed. A late upload still finds its
 * missed visit. Answers how many became missed; repeated on the same day it finds none.
 */
export const markMissedVisits = async (city: CityDb, now: Instant): Promise<number> => {
  const today = cityDay(city, now)
  return city.write(everyRow, async (tx) => {
    const missed = await missVisitsBefore(tx, today, now)
    const closed = await closeRoundsBefore(tx, today, now)
    const event = (kind: string, subject: string, data: object) => ({ id: newId<'Event'>(now), kind, subject_id: subject, actor: 'system', at: now, data })
    await appendEvents(tx, [...missed.map((v) => event('visit.missed', v.id, { planned_on: v.planned_on })), ...closed.map((r) => event('round.closed', r.id, {}))])
    return missed.length
  })
}
