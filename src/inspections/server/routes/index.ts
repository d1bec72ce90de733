import type { Endpoint } from '#platform/http/index.ts'
import type { InspectionsDeps } from '../deps.ts'
import { badgeRoutes } from './badges.ts'
import { checklistRoutes } from './checklists.ts'
import { drawRoutes } from './draws.ts'
import { feedbackRoutes } from './feedback.ts'
import { programmeRoutes } from './programmes.ts'
import { fieldRoutes } from './field.ts'
import { findingRoutes } from './findings.ts'
import { ledgerRoutes } from './ledgers.ts'
import { resultRoutes } from './results.ts'
import { recusalRoutes } from './recusals.ts'
import { visitRoutes } from './visits.ts'

/** Every route of this capability; each file of this folder adds its own list here. */
export const inspectionsRoutes = (deps: InspectionsDeps): readonly Endpoint[] => [
  ...programmeRoutes, ...badgeRoutes, ...drawRoutes, ...recusalRoutes, ...fieldRoutes(deps), ...visitRoutes(deps), ...findingRoutes(deps), ...ledgerRoutes, ...checklistRoutes(deps), ...feedbackRoutes(deps), ...resultRoutes,
]
