import type { CaseCommandType } from '../commands.ts'
import { type CaseState, caseStates, finalStates } from '../words.ts'
import type { RefusedMove } from './move.ts'

const inUnit: readonly CaseCommandType[] = [
  'accept', 'return', 'object', 'assign', 'revoke_assignment', 'report_back', 'request_extension', 'request_suspension',
]
const checking: readonly CaseCommandType[] = ['request_check', 'check', 'order_rework']
const open: readonly CaseState[] = caseStates.filter((state) => !finalStates.includes(state))

/** Refusals that deserve their own words; the first that fits counts. The guard table is domain 1.5 [F:Y]. */
export const refusedMoves: readonly RefusedMove[] = [
  { in: ['returned'], commands: ['request_check', 'check'], code: 'cases.returned_cannot_close', source: 'guard table row 1' },
  { in: ['returned_to_acceptor'], commands: ['dispatch', 'close'], code: 'cases.register_again_first', source: 'guard table row 2' },
  { in: ['rework'], commands: ['return', 'object', 'dispatch', 'return_to_acceptor'], code: 'cases.rework_stays_with_unit',
    source: 'guard table row 3: original unit kept' },
  { in: ['rework'], commands: ['request_check', 'check'], code: 'cases.not_reported_back', source: 'guard table row 4: handle again' },
  { in: ['suspended'], commands: [...inUnit, ...checking, 'dispatch', 'return_to_acceptor'], code: 'cases.case_suspended', source: 'domain 1.6' },
  { in: ['objected'], commands: [...inUnit, ...checking, 'dispatch', 'return_to_acceptor', 'merge', 'split', 'void'],
    code: 'cases.objection_undecided', source: 'issue B.5' },
  { in: ['dispatched'], commands: ['assign', 'revoke_assignment', 'report_back', 'request_extension', 'request_suspension'],
    code: 'cases.not_accepted_yet', source: 'domain 1.5' },
  { in: ['handling', 'rework'], commands: ['accept'], code: 'cases.already_accepted', source: 'domain 1.5' },
  { in: ['rework'], commands: ['request_suspension'], code: 'cases.only_while_handling', source: 'domain 1.6' },
  { in: ['handled', 'checking', 'checked'], commands: inUnit, code: 'cases.already_reported_back',
    source: 'domain 1.5: handler may return only before submitting' },
  { in: ['checked'], commands: ['request_check', 'check'], code: 'cases.already_checked', source: 'domain 1.5' },
  { in: ['checking'], commands: ['request_check'], code: 'cases.check_already_requested', source: 'domain 1.5' },
  { in: ['dispatched', 'handling'], commands: ['request_check', 'check', 'order_rework'], code: 'cases.not_reported_back', source: 'domain 1.5' },
  { in: ['dispatched', 'handling'], commands: ['dispatch', 'return_to_acceptor', 'void', 'split'], code: 'cases.with_the_unit',
    source: 'domain 1.5: the unit returns it first' },
  { in: ['handled', 'checking', 'checked', 'suspended', 'rework'], commands: ['void', 'merge', 'split', 'dispatch', 'return_to_acceptor'],
    code: 'cases.already_handled', source: 'domain 1.5' },
  { in: ['reported', 'verifying'], commands: ['dispatch', 'return_to_acceptor'], code: 'cases.not_registered', source: 'domain 1.5' },
  { in: ['reported', 'verifying'], commands: ['close'], code: 'cases.not_registered', source: 'domain 1.5' },
  { in: ['verifying'], commands: ['register', 'decline', 'merge', 'split', 'change_category', 'change_place'], code: 'cases.verification_open',
    source: 'domain 1.5' },
  { in: ['verifying'], commands: ['request_verification'], code: 'cases.verification_open', source: 'domain 1.5' },
  { in: ['reported', 'verifying', 'returned_to_acceptor', 'registered', 'returned'], commands: [...inUnit, ...checking],
    code: 'cases.not_dispatched', source: 'domain 1.5' },
  { in: open, commands: ['verify'], code: 'cases.no_verification_open', source: 'domain 1.5' },
  { in: open, commands: ['register', 'request_verification', 'decline'], code: 'cases.already_registered', source: 'domain 1.5' },
  { in: open, commands: ['decide_objection', 'decide_extension', 'decide_suspension', 'decide_appeal', 'withdraw_application'],
    code: 'cases.nothing_to_decide', source: 'domain 1.6' },
  { in: open, commands: ['reopen', 'request_appeal'], code: 'cases.not_closed', source: 'domain 0.7' },
  { in: open, commands: ['resume'], code: 'cases.not_suspended', source: 'domain 1.6' },
  { in: open, commands: ['change_category', 'change_place'], code: 'cases.fixed_after_dispatch', source: '[P]' },
  { in: caseStates, commands: ['report'], code: 'cases.exists_already', source: '[P]' },
  { in: ['closed'], commands: ['decide_extension', 'decide_suspension', 'decide_objection'], code: 'cases.nothing_to_decide', source: 'domain 1.6' },
]

const elsewhere = 'cases.not_in_this_state'
/** What is said where nothing more exact is known. */
export const defaultRefusal: Readonly<Record<CaseState, string>> = {
  reported: elsewhere, verifying: 'cases.verification_open', returned_to_acceptor: elsewhere, registered: elsewhere, returned: elsewhere,
  objected: 'cases.objection_undecided', dispatched: elsewhere, handling: elsewhere, rework: elsewhere, suspended: 'cases.case_suspended',
  handled: elsewhere, checking: elsewhere, checked: elsewhere, split: 'cases.case_split',
  closed: 'cases.case_closed', declined: 'cases.case_declined', void: 'cases.case_void', merged: 'cases.case_merged',
}
