import type { Endpoint } from '#platform/http/index.ts'
import type { InspectionsDeps } from '../deps.ts'
import { drawRoutes } from './draws.ts'
import { programmeRoutes } from './programmes.ts'
import { recusalRoutes } from './recusals.ts'

/** Every route of this capability; each file of this folder adds its own list here. */
export const inspectionsRoutes = (_deps: InspectionsDeps): readonly Endpoint[] => [
  ...programmeRoutes, ...drawRoutes, ...recusalRoutes,
]
