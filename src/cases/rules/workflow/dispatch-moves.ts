import type { Move } from './move.ts'

/** Dispatching (派遣), giving back, and objecting to a dispatch. */
export const dispatchMoves: readonly Move[] = [
  {
    from: ['registered', 'returned'], command: 'dispatch', to: 'dispatched', by: ['dispatcher', 'supervisor', 'system'],
    otherwise: 'cases.for_dispatcher',
    requires: ['lead_unit_id', 'lead_unit_path'], clock: ['stop:dispatch', 'dispatch:handle'],
    source: 'domain 1.5: re-dispatch, same unit too; 0.4: same unit resumes, another restarts [F:Y]',
  },
  {
    from: ['registered', 'returned'], command: 'return_to_acceptor', to: 'returned_to_acceptor', by: ['dispatcher', 'supervisor'],
    otherwise: 'cases.for_dispatcher',
    requires: ['reason'], clock: ['stop:dispatch', 'start:accept'], source: 'guard table row 1 [F:Y]',
  },
  {
    from: ['dispatched'], command: 'accept', to: 'handling', by: ['handler', 'supervisor'], otherwise: 'cases.for_lead_unit',
    requires: [], clock: [], source: 'domain 1.5: pending_handle > handling [F:Y]; 签收时效 [F:H8]',
  },
  {
    from: ['dispatched', 'handling'], command: 'return', to: 'returned', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['reason'], clock: ['return:handle', 'start:dispatch'], source: 'domain 0.4, 1.5: pauses; always a written reason [F:Y]',
  },
  {
    from: ['dispatched', 'handling'], command: 'object', to: 'objected', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['reason'], clock: ['return:handle', 'start:dispatch'], source: '派单异议审核: 条例 §12 [F:H1]; clock as in a return [P]',
  },
  {
    from: ['objected'], command: 'decide_objection', to: { upheld: 'returned', rejected: 'dispatched' }, by: ['dispatcher', 'supervisor'],
    otherwise: 'cases.for_dispatcher',
    requires: ['reason'], clock: { upheld: [], rejected: ['stop:dispatch', 'resume:handle'] },
    source: '条例 §12 [F:H1]; a second person decides: issue B.5',
  },
]
