import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { VisitState } from './model.ts'

export type VisitCommand =
  | { readonly type: 'accept' }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'resolve' }
export type VisitCommandType = VisitCommand['type']
export const visitCommands = ['accept', 'return', 'cancel', 'reopen', 'resolve'] as const satisfies readonly VisitCommandType[]

/** What a decision about a visit looks at. */
export type VisitStanding = { readonly state: VisitState; readonly conflict: boolean; readonly submission_id: string | null }

/** From which states each command leads where; `resolve` stays or goes to submitted as the choice has it. */
const from: Readonly<Record<VisitCommandType, readonly VisitState[]>> = {
  accept: ['submitted'], return: ['submitted'], cancel: ['planned', 'started', 'returned', 'missed'], reopen: ['accepted', 'cancelled'], resolve: [
    'planned', 'started', 'submitted', 'returned', 'accepted', 'missed', 'cancelled',
  ],
}

/**
 * Where a visit goes. An accepted visit can be accepted again and stays as it is, so that a repeated request does nothing twice.
 * Refusals: `inspections.visit_state`, `inspections.visit_in_conflict`, `inspections.reason_missing`, `inspections.nothing_to_resolve`.
 */
export const decideVisit = (visit: VisitStanding, command: VisitCommand): Result<VisitState, Refusal> => {
  if (command.type === 'accept' && visit.state === 'accepted') return ok('accepted')
  if ('reason' in command && command.reason.trim() === '') return refuse('inspections.reason_missing')
  if (!from[command.type].includes(visit.state)) return refuse('inspections.visit_state', { state: visit.state })
  if (visit.conflict && (command.type === 'accept' || command.type === 'return')) return refuse('inspections.visit_in_conflict')
  switch (command.type) {
    case 'accept': return ok('accepted')
    case 'return': return ok('returned')
    case 'cancel': return ok('cancelled')
    case 'reopen': return ok(visit.submission_id === null ? 'planned' : 'submitted')
    case 'resolve': return visit.conflict ? ok('submitted') : refuse('inspections.nothing_to_resolve')
  }
}

/** What can be done now, for the buttons. */
export const visitActions = (visit: VisitStanding): readonly VisitCommandType[] =>
  visitCommands.filter((type) => (type !== 'accept' || visit.state !== 'accepted') && decideVisit(visit, { type, reason: '-' } as VisitCommand).ok)
