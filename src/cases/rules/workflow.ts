import type { CaseCommandType } from './commands.ts'
import { acceptMoves } from './workflow/accept-moves.ts'
import { applicationMoves } from './workflow/application-moves.ts'
import { checkMoves } from './workflow/check-moves.ts'
import { dispatchMoves } from './workflow/dispatch-moves.ts'
import { handleMoves } from './workflow/handle-moves.ts'
import type { ClockEffect, Move } from './workflow/move.ts'
import { defaultRefusal, refusedMoves } from './workflow/refused-moves.ts'
import { standingMoves } from './workflow/standing-moves.ts'
import type { CaseState } from './words.ts'

/**
 * THE workflow: every allowed move of a case, as data. Nothing else in the program knows which command leads where; decisions,
 * buttons, the guide and the tests read these rows. Sources as in domain.md: [F:Y] found, [I] inferred, [P] our proposal.
 */
export const workflow: readonly Move[] = [
  ...acceptMoves, ...dispatchMoves, ...handleMoves, ...checkMoves, ...applicationMoves, ...standingMoves,
]

const key = (state: CaseState | 'none', command: CaseCommandType): string => `${state}>${command}`

const moves = new Map<string, Move>()
for (const move of workflow) {
  for (const state of move.from) {
    if (moves.has(key(state, move.command))) throw new Error(`two moves for ${key(state, move.command)}`)
    moves.set(key(state, move.command), move)
  }
}

const refusals = new Map<string, string>()
for (const refused of refusedMoves) {
  for (const state of refused.in) for (const command of refused.commands) {
    if (!refusals.has(key(state, command))) refusals.set(key(state, command), refused.code)
  }
}

/** The move a command makes in a state, or null where the table has none. `none` stands for the case that does not exist yet. */
export const moveOf = (state: CaseState | 'none', command: CaseCommandType): Move | null => moves.get(key(state, command)) ?? null

/** Why the table has no move for this command in this state. */
export const refusalCodeOf = (state: CaseState | 'none', command: CaseCommandType): string =>
  refusals.get(key(state, command)) ?? (state === 'none' ? 'cases.not_in_this_state' : defaultRefusal[state])

/** The state a move leads to; `outcome` picks one where the command has several. Throws for an outcome the row does not name. */
export const targetOf = (move: Move, from: CaseState | 'none', outcome: string | undefined): CaseState => {
  const to = typeof move.to === 'string' ? move.to : move.to[outcome ?? '']
  if (to === undefined || (to === 'same' && from === 'none')) throw new Error(`${move.command}: no target for outcome ${outcome}`)
  return to === 'same' ? (from as CaseState) : to
}

export const effectsOf = (move: Move, outcome: string | undefined): readonly ClockEffect[] => {
  if (Array.isArray(move.clock)) return move.clock as readonly ClockEffect[]
  return (move.clock as Readonly<Record<string, readonly ClockEffect[]>>)[outcome ?? ''] ?? []
}
