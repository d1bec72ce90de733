import type { CaseActor } from '#cases/rules/index.ts'
import { actorOf, type CaseModel, caseModelOf } from '#cases/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import type { Caller, Feed } from '#platform/http/index.ts'

/** What turns findings into cases: the loop's model, its live news, who decides. */
export type FindingContext = { readonly city: CityDb; readonly model: CaseModel; readonly feed: Feed | null; readonly actor: CaseActor; readonly by: string | null }

/**
 * Whoever may decide about visits acts on the cases that come of them as the civility office does, and an inspector on those of the visit he was sent to,
 * though neither holds that role on the area otherwise.
 */
export const findingContext = async (city: CityDb, feed: Feed | null, caller: Caller, as: 'civility_office' | 'inspector'): Promise<FindingContext> => {
  const actor = actorOf(caller)
  return { city, model: await caseModelOf(city), feed, by: caller.id, actor: { ...actor, grants: [...actor.grants, { role: as, area_path: null, unit_path: null, unit_id: null }] } }
}
