import type { DefaultChecklist } from './build.ts'
import { compound, general, market } from './places.ts'
import { backLane, busStop, mainRoad } from './streets.ts'

export type { DefaultChecklist } from './build.ts'
/** Checklists a new city begins with, in this program's own words; the city changes them as it likes. */
export const defaultChecklists: readonly DefaultChecklist[] = [general, mainRoad, backLane, compound, market, busStop]
