import type { Instant } from '#base/instants.ts'
import type { Caller } from '#platform/http/index.ts'
import type { CaseActor, CaseContext, CaseRole } from '../rules/index.ts'
import { type CaseModel, termsOfModel } from './case-model.ts'

/** The program itself: alarms, imports. */
export const systemActor: CaseActor = { account_id: null, grants: [{ role: 'system', area_path: null, unit_path: null, unit_id: null }] }

export const actorOf = (caller: Caller): CaseActor => ({
  account_id: caller.id,
  grants: caller.roles.map((held) => ({ role: held.role as CaseRole, area_path: held.area_path, unit_path: held.unit_path, unit_id: held.unit_id })),
})

/** What a decision about one case looks at; `configVersion` null for a case that is being born. */
export const contextFor = (model: CaseModel, configVersion: string | null, actor: CaseActor, now: Instant, more: Partial<CaseContext> = {}): CaseContext => ({
  ...termsOfModel(model, configVersion), actor, now, ...more,
})
