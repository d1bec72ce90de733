import type { CaseCommandType } from '../commands.ts'
import type { CaseRole, CaseState, CloseReason } from '../words.ts'

/**
 * Who may make a move: a role held over the case's area (`handler`: over its lead unit), `assistant` = handler of an assisting unit,
 * `reporter` = whoever reported it, `anyone` = whoever may use the program at all.
 */
export type Relation = Exclude<CaseRole, 'resident'> | 'assistant' | 'reporter' | 'anyone'

/**
 * What a move does to the clocks. `dispatch:handle`: resumes with the remainder for the same unit, restarts for another, starts the first time.
 * `rework:handle`: runs on to the same due time as if it had never been stopped, but afresh where the case was closed in between.
 */
export type ClockEffect =
  | 'start:accept' | 'pause:accept' | 'resume:accept' | 'stop:accept'
  | 'start:verify' | 'stop:verify'
  | 'start:dispatch' | 'stop:dispatch'
  | 'start:check' | 'stop:check'
  | 'dispatch:handle' | 'return:handle' | 'resume:handle' | 'suspend:handle' | 'stop:handle' | 'rework:handle' | 'extend:handle'
  | 'cancel:all' | 'recompute:all'

/** One row: in any of these states this command leads there. */
export type Move = {
  readonly from: readonly (CaseState | 'none')[]
  readonly command: CaseCommandType
  /** Target, `same`, or one target per outcome of the command. */
  readonly to: CaseState | 'same' | Readonly<Record<string, CaseState | 'same'>>
  readonly by: readonly Relation[]
  /** What is said to those not in `by`. */
  readonly otherwise: string
  /** Texts and choices without which the command is refused. */
  readonly requires: readonly string[]
  /** Close reasons this row allows, and the refusal of the others. */
  readonly only?: { readonly reasons: readonly CloseReason[]; readonly code: string }
  readonly clock: readonly ClockEffect[] | Readonly<Record<string, readonly ClockEffect[]>>
  readonly source: string
}

/** Commands refused in these states with a reason of their own. */
export type RefusedMove = {
  readonly in: readonly (CaseState | 'none')[]
  readonly commands: readonly CaseCommandType[]
  readonly code: string
  readonly source: string
}
