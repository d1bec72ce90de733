import type { Move } from './move.ts'

/** What a unit may ask for, and who decides: extension (延期), suspension (挂账), appeal (超期申诉). */
export const applicationMoves: readonly Move[] = [
  {
    from: ['handling', 'rework'], command: 'request_extension', to: 'same', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['reason'], clock: [], source: 'domain 1.6: before overdue, at most 2 approved [F:Y]',
  },
  {
    from: ['handling', 'rework'], command: 'decide_extension', to: { approved: 'same', rejected: 'same' }, by: ['dispatcher', 'supervisor'],
    otherwise: 'cases.for_dispatcher',
    requires: ['approved'], clock: { approved: ['extend:handle'], rejected: [] },
    source: 'domain 1.6: +1 original limit; refusals do not count [F:Y]',
  },
  {
    from: ['handling'], command: 'request_suspension', to: 'same', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['reason', 'until'], clock: [], source: 'domain 1.6: within a year, once, not overdue, only handling [F:Y]',
  },
  {
    from: ['handling'], command: 'decide_suspension', to: { approved: 'suspended', rejected: 'same' }, by: ['dispatcher', 'supervisor'],
    otherwise: 'cases.for_dispatcher',
    requires: ['approved'], clock: { approved: ['suspend:handle'], rejected: [] }, source: 'domain 1.6 [F:Y]; decided as extensions are [I]',
  },
  {
    from: ['suspended'], command: 'resume', to: 'handling', by: ['system', 'handler', 'dispatcher', 'supervisor'],
    otherwise: 'cases.for_lead_unit_or_dispatcher',
    requires: [], clock: ['resume:handle'], source: 'domain 1.6: resumes by itself [F:Y]; earlier by hand [P]',
  },
  {
    from: ['closed'], command: 'request_appeal', to: 'same', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: ['reason'], clock: [], source: 'domain 0.7: closed and overdue, once, only the handling unit [F:Y]',
  },
  {
    from: ['closed'], command: 'decide_appeal', to: 'same', by: ['supervisor', 'civility_office', 'dispatcher'], otherwise: 'cases.for_reviewers',
    requires: ['approved'], clock: [], source: 'domain 0.7: two steps [F:Y]; two different persons: domain 11',
  },
  {
    from: ['handling', 'rework', 'closed'], command: 'withdraw_application', to: 'same', by: ['handler'], otherwise: 'cases.for_lead_unit',
    requires: [], clock: [], source: '[P]',
  },
]
