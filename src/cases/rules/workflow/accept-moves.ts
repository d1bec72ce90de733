import type { Move } from './move.ts'

/** Reporting, verifying (核实), registering (立案) and the ways out before a case is dispatched. */
export const acceptMoves: readonly Move[] = [
  {
    from: ['none'], command: 'report', to: 'reported', by: ['anyone', 'system'], otherwise: 'cases.for_participants',
    requires: ['title'], clock: ['start:accept'], source: 'domain 1.5 step 1 [F:D1]; accept clock [F:Y]',
  },
  {
    from: ['reported', 'returned_to_acceptor'], command: 'request_verification', to: 'verifying', by: ['acceptor', 'supervisor', 'system'],
    otherwise: 'cases.for_acceptor',
    requires: [], clock: ['pause:accept', 'start:verify'], source: 'domain 1.5 核实 [F:Y]; accept clock waits for it [P]',
  },
  {
    from: ['verifying'], command: 'verify', to: 'reported', by: ['inspector', 'acceptor', 'supervisor'], otherwise: 'cases.for_verifier',
    requires: ['result'], clock: ['stop:verify', 'resume:accept'], source: 'domain 1.5: exist, not_exist, unable [F:Y]',
  },
  {
    from: ['reported', 'returned_to_acceptor'], command: 'register', to: 'registered', by: ['acceptor', 'supervisor', 'system'],
    otherwise: 'cases.for_acceptor',
    requires: ['category_id'], clock: ['stop:accept', 'start:dispatch'], source: 'domain 0.1 案卷建立 [F:D1]; conditions domain 1.4 [F:Y]',
  },
  {
    from: ['reported', 'returned_to_acceptor'], command: 'decline', to: 'declined', by: ['acceptor', 'supervisor'], otherwise: 'cases.for_acceptor',
    requires: ['reason', 'text'], clock: ['cancel:all'], source: '北京市接诉即办工作条例 §11 [F:H1]; not_accepted [F:Y]',
  },
  {
    from: ['reported', 'verifying', 'returned_to_acceptor', 'registered', 'returned'], command: 'void', to: 'void', by: ['acceptor', 'supervisor'],
    otherwise: 'cases.for_acceptor',
    requires: ['reason'], clock: ['cancel:all'], source: 'domain 1.5: cancelled, only before handling [F:Y]; written reason [P]',
  },
  {
    from: ['reported', 'returned_to_acceptor', 'registered', 'returned', 'dispatched', 'handling'], command: 'merge', to: 'merged',
    by: ['acceptor', 'dispatcher', 'supervisor'], otherwise: 'cases.for_acceptor_or_dispatcher', requires: ['into_id', 'reason'],
    clock: ['cancel:all'],
    source: 'similar cases, bundled timers [F:Y]; State Council guidance: repeated requests merged [F:H21]',
  },
  {
    from: ['reported', 'returned_to_acceptor', 'registered', 'returned'], command: 'split', to: 'split',
    by: ['acceptor', 'dispatcher', 'supervisor'], otherwise: 'cases.for_acceptor_or_dispatcher', requires: ['child_ids', 'reason'],
    clock: ['cancel:all'],
    source: 'issue B.5; the parent closes when its children are done [P]',
  },
]
