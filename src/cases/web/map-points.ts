import type { MapPoint } from '#platform/web-ui/map/index.ts'
import { dueStates, type CasePoints } from './api.ts'
import { dueTone } from './words.ts'

export const mapPoints = (answer: CasePoints | undefined): readonly MapPoint[] => {
  const states = answer?.due_states ?? dueStates
  return (answer?.points ?? []).map(([lon, lat, state, id]) => [lon, lat, dueTone(states[state] ?? 'closed'), id])
}
