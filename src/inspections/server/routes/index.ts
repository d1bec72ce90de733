import type { Endpoint } from '#platform/http/index.ts'
import type { InspectionsDeps } from '../deps.ts'

/** Every route of this capability; each file of this folder adds its own list here. */
export const inspectionsRoutes = (_deps: InspectionsDeps): readonly Endpoint[] => []
