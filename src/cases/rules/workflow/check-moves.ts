import type { Move } from './move.ts'

/** Checking (核查), rework (返工), closing (结案) and reopening. */
export const checkMoves: readonly Move[] = [
  {
    from: ['handled'], command: 'request_check', to: 'checking', by: ['acceptor', 'dispatcher', 'supervisor', 'system'],
    otherwise: 'cases.for_acceptor_or_dispatcher',
    requires: [], clock: ['start:check'], source: 'domain 1.5: checking; check task clock [F:Y]',
  },
  {
    from: ['handled', 'checking'], command: 'check', to: { pass: 'checked', fail: 'rework', unable: 'handled' },
    by: ['inspector', 'supervisor', 'civility_office'], otherwise: 'cases.for_checker', requires: ['result'],
    clock: { pass: ['stop:check'], fail: ['stop:check', 'rework:handle'], unable: ['stop:check'] },
    source: 'domain 1.5: pass, not_pass, unable; 0.4: rework does not stop the clock, the unit stays [F:Y]; unasked checks allowed [P]',
  },
  {
    from: ['handled', 'checking', 'checked'], command: 'order_rework', to: 'rework', by: ['acceptor', 'dispatcher', 'supervisor'],
    otherwise: 'cases.for_acceptor_or_dispatcher',
    requires: ['reason'], clock: ['stop:check', 'rework:handle'], source: 'guard table row 3: not up to standard [F:Y]',
  },
  {
    from: ['checked'], command: 'close', to: 'closed', by: ['acceptor', 'supervisor'], otherwise: 'cases.for_acceptor',
    requires: ['reason'], clock: ['cancel:all'], source: 'domain 1.5: closing is a deliberate act of the acceptor [F:Y]',
  },
  {
    from: ['handled', 'checking'], command: 'close', to: 'closed', by: ['acceptor', 'supervisor'], otherwise: 'cases.for_acceptor',
    requires: ['reason', 'text'],
    only: { reasons: ['informed', 'forced'], code: 'cases.not_checked' }, clock: ['cancel:all'],
    source: '告知性结案 domain 1.4, forced_close domain 1.5 [F:Y]',
  },
  {
    from: ['registered', 'returned', 'objected', 'dispatched', 'handling', 'rework', 'suspended'], command: 'close', to: 'closed',
    by: ['supervisor'], otherwise: 'cases.not_reported_back', requires: ['reason', 'text'],
    only: { reasons: ['forced'], code: 'cases.not_reported_back' }, clock: ['cancel:all'],
    source: 'forced_close [F:Y]; by the supervisor, with reason: issue B.5',
  },
  {
    from: ['split'], command: 'close', to: 'closed', by: ['acceptor', 'supervisor', 'system'], otherwise: 'cases.for_acceptor', requires: ['reason'],
    only: { reasons: ['done', 'forced'], code: 'cases.split_closes_as_done' }, clock: ['cancel:all'], source: 'issue B.5 split [P]',
  },
  {
    from: ['closed'], command: 'reopen', to: { ordered: 'rework', claimed: 'handled', again: 'registered' },
    by: ['acceptor', 'supervisor', 'civility_office', 'reporter'], otherwise: 'cases.for_reopening', requires: ['reason'],
    clock: { ordered: ['rework:handle'], claimed: ['start:check'], again: ['start:dispatch'] },
    source: 'issue B.5; a reporter can say "not fixed", it is then checked again (peers 2.1); 重办 [F:H14]',
  },
  {
    from: ['declined'], command: 'reopen', to: { new_facts: 'reported' }, by: ['acceptor', 'supervisor', 'reporter'],
    otherwise: 'cases.for_reopening',
    requires: ['reason'], clock: { new_facts: ['start:accept'] }, source: '条例 §11(3): new facts [F:H1]',
  },
]
