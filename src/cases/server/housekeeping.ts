import { addMs, dayMs, type Instant } from '#base/instants.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Feed } from '#platform/http/index.ts'
import { deleteLooseFiles } from '../store/file-rows.ts'
import { casesOnOtherCalendar } from '../store/settings.ts'
import { caseModelOf, termsOfModel } from './case-model.ts'
import { commandInTx, holdCase } from './commands.ts'
import { systemActor } from './decide-context.ts'

const portion = 100

/**
 * After a working calendar changed: recomputes every running clock that was counted with another version. Portions are transactions of
 * their own and a row says which version it was counted with, so an interrupted run goes on where it was.
 */
export const recomputeCalendars = async (city: CityDb, feed: Feed | null, now: Instant): Promise<number> => {
  const model = await caseModelOf(city)
  const versions = [...model.calendars.values()].map((calendar) => calendar.version)
  let changed = 0
  for (let previous = ''; ; ) {
    const ids = await city.write({ ...everyRow, 'app.case': '*' }, async (tx) => {
      const found = await casesOnOtherCalendar(tx, versions, portion)
      for (const { id } of found) {
        const held = await holdCase(tx, id)
        const { calendar } = termsOfModel(model, held.case.config_version)
        const done = await commandInTx(tx, city, model, feed, { id, command: { type: 'recompute_calendar', calendar_version: calendar.version }, expected_seq: null, actor: systemActor }, now)
        if (done.ok) changed++
        await tx.setScope({ 'app.case': '*' })
      }
      return found.map((c) => c.id).join()
    })
    // The same portion again means that the rules refuse these: nothing more to gain here.
    if (ids === '' || ids === previous) return changed
    previous = ids
  }
}

/** Photos nobody attached to a case within a day, and what half-finished writes have left. Their bytes go when no row names them. */
export const sweepUploads = async (city: CityDb, store: FileStore, now: Instant): Promise<number> => {
  const before = addMs(now, -dayMs)
  await store.sweepTemporary(before)
  return city.write(everyRow, (tx) => deleteLooseFiles(tx, before))
}
