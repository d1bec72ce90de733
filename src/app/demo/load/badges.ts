import type { Instant } from '#base/instants.ts'
import { addDays } from '#base/zones.ts'
import { cityDay, importBadges } from '#inspections/server/index.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { demoBadges } from '../badges.ts'
import type { DemoIds } from '../cases/types.ts'
import type { DemoPlace } from '../places.ts'

/** Writes the badges of the demo city with their stories, on days counted back from today. */
export const writeBadges = (city: CityDb, places: readonly DemoPlace[], ids: DemoIds, now: Instant): Promise<number> => {
  const today = cityDay(city, now)
  const on = (ago: number): string => addDays(today, -ago)
  return city.write(everyRow, (tx) => importBadges({ city, tx, actor: { id: null }, now }, demoBadges(places).map((b) => ({
    kind: b.kind, place_id: ids.place(b.place), state: b.state, accepted_on: on(b.acceptedAgo), reviewed_on: b.reviewedAgo === null ? null : on(b.reviewedAgo), review_due_on: on(b.dueAgo),
    ended_on: b.endedAgo === null ? null : on(b.endedAgo), reason: b.reason, basis: b.basis['rule'] === 'not_reviewed' ? { ...b.basis, due_on: on(b.dueAgo) } : b.basis,
  }))))
}
