import { StateTag, type Tone, useText } from '#platform/web-ui/index.ts'
import type { RoundState as State, VisitState } from '../../rules/index.ts'
import type { Round } from './api.ts'

const tones: Readonly<Record<State, Tone | null>> = { planned: null, committed: 'paused', drawn: 'on_track', closed: 'closed', void: null }
export const RoundState = ({ round }: { readonly round: Pick<Round, 'state'> }) => {
  const { t } = useText()
  return <StateTag tone={tones[round.state]}>{t(`inspections:planner.round_states.${round.state}`)}</StateTag>
}
export const visitTone: Readonly<Record<VisitState, Tone>> = {
  planned: 'paused',
  started: 'today',
  submitted: 'on_track',
  returned: 'returned',
  accepted: 'closed',
  missed: 'overdue',
  cancelled: 'paused',
}
