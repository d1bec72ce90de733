import { err, ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { Case } from './case.ts'
import { runEffects } from './clock-effects.ts'
import type { Clock } from './clock/index.ts'
import type { CaseCommand, CaseCommandType } from './commands.ts'
import type { CaseContext } from './context.ts'
import { accepting } from './decide/accepting.ts'
import { applying } from './decide/applying.ts'
import { checking } from './decide/checking.ts'
import { dispatching } from './decide/dispatching.ts'
import type { Draft, Handler } from './decide/handler.ts'
import { handling } from './decide/handling.ts'
import { reporting } from './decide/reporting.ts'
import { supervising } from './decide/supervising.ts'
import { evolve } from './evolve.ts'
import type { CaseEvent, EventActor } from './events.ts'
import { type Standing, standingOf } from './permission.ts'
import { effectsOf, moveOf, refusalCodeOf, targetOf } from './workflow.ts'
import type { Move } from './workflow/move.ts'
import type { CaseState } from './words.ts'

/** What a command did: the events to append and the case after them, to be saved in the same transaction. */
export type Decision = { readonly events: readonly CaseEvent[]; readonly next: Case }

/** Every command but the first, which has no case to act on. */
export type ActionType = Exclude<CaseCommandType, 'report'>
type Action = Exclude<CaseCommand, { readonly type: 'report' }>

const handlers = { ...accepting, ...dispatching, ...handling, ...checking, ...applying, ...supervising } satisfies { [K in ActionType]: Handler<K> }
/** The handler of a command whose exact type is not known here; `make` gets the command it was found by. */
const handlerOf = (type: ActionType): Handler<ActionType> => handlers[type] as unknown as Handler<ActionType>

/** How an act is signed in the ledger; a reporter stays nameless there (domain 0.20). */
const signature = ({ relation, grant }: Standing, { actor }: CaseContext): EventActor =>
  (relation === 'reporter' || grant.role === 'resident'
    ? { account_id: null, role: 'resident', unit_id: null }
    : { account_id: actor.account_id, role: grant.role, unit_id: grant.unit_id })

export type Permit = { readonly move: Move; readonly standing: Standing }

/** The row of the workflow this actor may use now and in which standing, or why not. The same answer feeds button, tooltip and API. */
export const permitted = (c: Case, command: ActionType, context: CaseContext): Result<Permit, Refusal> => {
  const move = moveOf(c.state, command)
  if (!move) return refuse(refusalCodeOf(c.state, command), { state: c.state, command })
  const standing = standingOf(context.actor, c, move.by)
  if (standing === null) return refuse(move.otherwise, { command })
  const refused = handlerOf(command).guard?.(c, context, standing.relation) ?? null
  return refused ? err(refused) : ok({ move, standing })
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

/** The first thing the row requires and the command does not bring. */
const missing = (move: Move, command: CaseCommand): Refusal | null => {
  const field = move.requires.find((name) => isMissing((command as unknown as Readonly<Record<string, unknown>>)[name]))
  return field === undefined ? null : { code: `cases.${field}_required`, params: { command: command.type } }
}

/** Gives drafts their numbers, clocks and state, and folds them into the case. The clocks go with the last of them. */
export const recordDrafts = (
  before: Case | null, case_id: Case['id'], drafts: readonly Draft[], state: CaseState, clocks: readonly Clock[],
  context: CaseContext, actor: EventActor,
): Decision => {
  const events: CaseEvent[] = []
  let next = before
  for (const [i, draft] of drafts.entries()) {
    const data = i === drafts.length - 1 && clocks.length > 0 ? { ...draft.data, clocks } : draft.data
    const event = {
      case_id, seq: (next?.seq ?? 0) + 1, type: draft.type, at: context.now, recorded_at: context.recorded_at ?? context.now, actor, state, data,
    } as CaseEvent
    events.push(event)
    next = evolve(next, event)
  }
  return { events, next: next as Case }
}

const begin = (command: Extract<CaseCommand, { type: 'report' }>, context: CaseContext): Result<Decision, Refusal> => {
  const move = moveOf('none', 'report') as Move
  const lacks = missing(move, command)
  if (lacks) return err(lacks)
  const made = reporting(command, context)
  if (!made.ok) return made
  const placed = { area_path: command.area_path ?? null, lead_unit_path: null, assisting_unit_ids: [] }
  const standing = standingOf(context.actor, placed, context.actor.is_reporter ? ['reporter'] : move.by) as Standing
  const actor = signature(standing, context)
  const state = targetOf(move, 'none', undefined)
  const born = recordDrafts(null, command.id, [made.value], state, [], context, actor)
  const clocks = runEffects(born.next, effectsOf(move, undefined), {}, context)
  return clocks.ok ? ok(recordDrafts(null, command.id, [made.value], state, clocks.value, context, actor)) : clocks
}

const act = (c: Case, command: Action, context: CaseContext): Result<Decision, Refusal> => {
  const may = permitted(c, command.type, context)
  if (!may.ok) return may
  const { move, standing } = may.value
  // Said before anything is asked for: no words make this reason possible now.
  if (move.only && command.type === 'close' && !isMissing(command.reason) && !move.only.reasons.includes(command.reason)) {
    return refuse(move.only.code, { state: c.state })
  }
  const lacks = missing(move, command)
  if (lacks) return err(lacks)
  const made = handlerOf(command.type).make(c, command as never, context, standing.relation)
  if (!made.ok) return made
  const { events, outcome, facts = {} } = made.value
  const clocks = runEffects(c, effectsOf(move, outcome), facts, context)
  if (!clocks.ok) return clocks
  if (command.type === 'recompute_calendar' && clocks.value.length === 0) return refuse('cases.nothing_changed')
  return ok(recordDrafts(c, c.id, events, targetOf(move, c.state, outcome), clocks.value, context, signature(standing, context)))
}

/**
 * The one decision of the loop: what a command does to a case, or why not. Pure: state, command and context are all it looks at.
 * `c` is null for `report` only. The next case equals `replay` of all its events.
 */
export const decide = (c: Case | null, command: CaseCommand, context: CaseContext): Result<Decision, Refusal> => {
  if (command.type === 'report') return c === null ? begin(command, context) : refuse('cases.exists_already')
  return c === null ? refuse('cases.not_found') : act(c, command, context)
}
