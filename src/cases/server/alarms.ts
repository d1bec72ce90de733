import { addMs, hourMs, type Instant } from '#base/instants.ts'
import { type CityDb, everyRow, faultOfDatabase } from '#platform/db/index.ts'
import type { Feed } from '#platform/http/index.ts'
import { type Case, decide, dueActions, nextActionAt } from '../rules/index.ts'
import { lockAlarming, setNextAlarm } from '../store/case-rows.ts'
import { type CaseModel, caseModelOf, termsOfModel } from './case-model.ts'
import { holdCase, type HeldCase, saveDecision } from './commands.ts'
import { contextFor, systemActor } from './decide-context.ts'

const portion = 50
/** More deeds on one case at one moment than any configuration asks for. */
const mostDeeds = 50

/** Everything that is due on one case, one deed after the other, each decided on the state the one before left. */
const settle = async (held: HeldCase, model: CaseModel, now: Instant, save: (held: HeldCase, decided: Parameters<typeof saveDecision>[5]) => Promise<HeldCase>): Promise<{ readonly held: HeldCase; readonly deeds: number }> => {
  const { config, calendar } = termsOfModel(model, held.case.config_version)
  const over = new Set<string>()
  let at = held, deeds = 0
  for (let turn = 0; turn < mostDeeds; turn++) {
    const action = dueActions(at.case, config, calendar, now).find((a) => !over.has(a.key))
    if (!action) break
    over.add(action.key)
    const decided = decide(at.case, action.command, contextFor(model, at.case.config_version, systemActor, now))
    if (!decided.ok) continue
    at = await save(at, decided.value)
    deeds++
  }
  return { held: at, deeds }
}

/**
 * Reminders, overdue marks, supervision and ends of suspension that have come due. Finding, deciding, writing and setting the next
 * alarm are one transaction, and what fired stands in the history, so nothing fires twice and a killed program misses nothing.
 */
export const fireAlarms = async (city: CityDb, feed: Feed | null, now: Instant, onFault: (id: string, error: Error) => void, most = 5_000): Promise<number> => {
  const model = await caseModelOf(city)
  let fired = 0
  for (let done = 0; done < most; ) {
    const taken = await city.write({ ...everyRow, 'app.case': '*' }, async (tx) => {
      const ids = await lockAlarming(tx, now, portion)
      for (const { id } of ids) {
        await tx.savepoint(async () => {
          const held = await holdCase(tx, id)
          const settled = await settle(held, model, now, (at, decided) => saveDecision(tx, city, model, feed, at, decided, now))
          fired += settled.deeds
          await tx.setScope({ 'app.case': '*' })
          if (settled.deeds === 0) await setNextAlarm(tx, id, alarmAfter(settled.held.case, model, now))
        }).catch(async (error: Error) => {
          // Without a database there is nothing to settle and nothing to put off: the next turn finds it all again.
          if (faultOfDatabase(error)?.kind === 'unavailable') throw error
          // One case that cannot be settled must not hold up the others; it is tried again later, and said.
          onFault(id, error)
          await setNextAlarm(tx, id, addMs(now, hourMs))
        })
      }
      return ids.length
    })
    done += taken
    if (taken < portion) break
  }
  return fired
}

const alarmAfter = (c: Case, model: CaseModel, now: Instant): Instant | null => {
  const { config, calendar } = termsOfModel(model, c.config_version)
  return c.ended_at === null ? nextActionAt(c, config, calendar, now) : null
}
