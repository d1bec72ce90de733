import type { Move } from './move.ts'

/** Handling (处置) in the unit. */
export const handleMoves: readonly Move[] = [
  {
    from: ['handling', 'rework'], command: 'assign', to: 'same', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['handler_account_id'], clock: [], source: 'domain 1.5: assign [F:Y]',
  },
  {
    from: ['handling', 'rework'], command: 'revoke_assignment', to: 'same', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: [], clock: [], source: 'domain 1.5: revoke_assign, before a return [F:Y]',
  },
  {
    from: ['handling', 'rework'], command: 'report_back', to: 'handled', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['text'], clock: ['stop:handle'], source: 'domain 0.1 处理反馈 [F:D1]; evidence of the condition [F:Y]',
  },
]
