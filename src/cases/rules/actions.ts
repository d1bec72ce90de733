import type { Refusal } from '#base/results.ts'
import type { Case } from './case.ts'
import { commandTypes } from './commands.ts'
import type { CaseContext } from './context.ts'
import { type ActionType, permitted } from './decide.ts'
import { needsWaiver } from './decide/accepting.ts'
import { missingEvidence } from './decide/handling.ts'
import type { CloseReason } from './words.ts'

/** One button: what it does, what it will ask for, or why it is off. */
export type Action = {
  readonly command: ActionType
  readonly allowed: boolean
  readonly refusal: Refusal | null
  /** Fields without which the command will be refused; `files` of a report back may be made up for by `no_photo_reason`. */
  readonly requires: readonly string[]
  /** `close`: the reasons that may be chosen. */
  readonly reasons: readonly CloseReason[] | null
}

/** Commands that people never give: the program's own. */
const internal: readonly ActionType[] = ['mark_overdue', 'recompute_calendar']
export const personalCommands: readonly ActionType[] =
  commandTypes.filter((type): type is ActionType => type !== 'report' && !(internal as readonly string[]).includes(type))

const closeReasonsFor = (c: Case, only: readonly CloseReason[] | undefined, bySupervisor: boolean): readonly CloseReason[] =>
  (only ?? ['done', 'informed', 'forced'] as const).filter((reason) => {
    if (reason === 'forced') return bySupervisor
    return reason !== 'informed' || bySupervisor || c.terms === null || c.terms.informed_closing
  })

/**
 * Every command with whether this actor may give it now, and if not, the rule that refuses it: the same preconditions as `decide`, which
 * may still refuse for what the fields say. In the order of `commandTypes`.
 */
export const availableActions = (c: Case, context: CaseContext): readonly Action[] => personalCommands.map((command): Action => {
  const may = permitted(c, command, context)
  if (!may.ok) return { command, allowed: false, refusal: may.error, requires: [], reasons: null }
  const { move, standing } = may.value
  const reasons = command === 'close' ? closeReasonsFor(c, move.only?.reasons, standing.relation === 'supervisor') : null
  if (reasons?.length === 0) {
    const refusal = { code: move.only?.code ?? 'cases.not_checked', params: { state: c.state } }
    return { command, allowed: false, refusal, requires: [], reasons: null }
  }
  const asked = command === 'report_back' && missingEvidence(c, []) ? ['files']
    : command === 'register' && needsWaiver(c, context) ? ['waiver_reason'] : []
  return { command, allowed: true, refusal: null, requires: [...move.requires, ...asked], reasons }
})
