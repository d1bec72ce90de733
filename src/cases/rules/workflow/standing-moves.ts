import { type CaseState, caseStates, finalStates } from '../words.ts'
import type { Move, Relation } from './move.ts'

const open: readonly CaseState[] = caseStates.filter((state) => !finalStates.includes(state))
const timed: readonly CaseState[] = open.filter((state) => state !== 'split')
const staff: readonly Relation[] = ['handler', 'assistant', 'inspector', 'acceptor', 'dispatcher', 'supervisor', 'civility_office', 'leader']

/** Moves that leave the state alone: supervision (督办), reminders, notes, corrections. */
export const standingMoves: readonly Move[] = [
  {
    from: open, command: 'supervise', to: 'same', by: ['supervisor', 'civility_office', 'leader', 'system'], otherwise: 'cases.for_supervision',
    requires: ['kind', 'level'], clock: [], source: 'domain 1.6: type, level, needs reply [F:Y]',
  },
  {
    from: open, command: 'answer_supervision', to: 'same', by: ['handler', 'dispatcher', 'acceptor'], otherwise: 'cases.for_answering',
    requires: ['text'], clock: [], source: 'domain 1.6: needs reply [F:Y]',
  },
  {
    from: open, command: 'remind', to: 'same', by: ['dispatcher', 'acceptor', 'supervisor', 'civility_office', 'leader', 'system'],
    otherwise: 'cases.for_reminding',
    requires: ['kind'], clock: [], source: 'domain 6.5: reminder ladder [F:H25]',
  },
  {
    from: timed, command: 'mark_overdue', to: 'same', by: ['system'], otherwise: 'cases.for_program',
    requires: ['clock'], clock: [], source: 'issue B.5 supervision',
  },
  {
    from: ['reported', 'returned_to_acceptor', 'registered', 'returned'], command: 'change_category', to: 'same',
    by: ['acceptor', 'dispatcher', 'supervisor'], otherwise: 'cases.for_acceptor_or_dispatcher',
    requires: ['category_id', 'reason'], clock: [], source: '[P]: the limit follows the condition, so only before dispatch',
  },
  {
    from: ['reported', 'returned_to_acceptor', 'registered', 'returned'], command: 'change_place', to: 'same',
    by: ['acceptor', 'dispatcher', 'supervisor'], otherwise: 'cases.for_acceptor_or_dispatcher',
    requires: ['reason'], clock: [], source: '[P]: routing follows the place, so only before dispatch',
  },
  {
    from: [...open, 'closed', 'declined'], command: 'add_note', to: 'same', by: [...staff, 'reporter'], otherwise: 'cases.for_participants',
    requires: ['text'], clock: [], source: 'domain 1.5: append-only history [F:Y]',
  },
  {
    from: open, command: 'add_file', to: 'same', by: [...staff, 'reporter'], otherwise: 'cases.for_participants',
    requires: ['file'], clock: [], source: 'domain 1.5: photo kinds [F:Y]',
  },
  {
    from: timed, command: 'recompute_calendar', to: 'same', by: ['system'], otherwise: 'cases.for_program',
    requires: ['calendar_version'], clock: ['recompute:all'], source: 'issue B.5: provisional limits',
  },
]
