import { addMs, type Instant, minuteMs } from '#base/instants.ts'
import type { Refusal } from '#base/results.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import {
  type Case, type CaseActor, type CaseCommand, type CaseConfig, type CaseContext, type CaseEvent, type CaseTerms, decide, dueActions, nextActionAt,
} from '#cases/rules/index.ts'
import { supervisionAnswers } from '../texts/handling.ts'
import type { DemoCase } from './types.ts'

/** What playing a plan needs beside the plan. */
export type Stage = {
  readonly config: CaseConfig
  readonly calendar: CompiledCalendar
  readonly actorOf: (username: string) => CaseActor
  readonly termsOf: (plan: DemoCase) => CaseTerms
  readonly handlerOf: (unit: string) => string
  readonly now: Instant
}
/** `faults`: deeds the rules refused; they are left out of the history. A test asks for none. */
export type Played = { readonly case: Case; readonly events: readonly CaseEvent[]; readonly faults: readonly PlayFault[] }
export type PlayFault = { readonly step: number; readonly command: CaseCommand['type']; readonly refusal: Refusal }

const system: CaseActor = { account_id: null, grants: [{ role: 'system', area_path: null, unit_path: null, unit_id: null }] }
const reporter: CaseActor = { account_id: null, grants: [], is_reporter: true }

/** Real time that has to pass before any alarm can ring: three quarters of the shortest running limit. */
const quietUntil = (c: Case): number => {
  let soonest = Infinity
  for (const clock of c.clocks) {
    if (clock.stopped_at !== null) continue
    const { value, unit } = clock.limit
    const hours = unit === 'urgent_hour' || unit === 'work_hour' ? value : unit === 'natural_day' ? value * 24 : value * 8
    soonest = Math.min(soonest, clock.started_at + hours * 3_600_000 * 0.7)
    if (clock.pauses.at(-1)?.to === null) soonest = Math.min(soonest, clock.pauses.at(-1)?.until ?? Infinity)
  }
  if (c.supervision && c.supervision.answered_at === null) soonest = Math.min(soonest, c.supervision.reply_due_at)
  return soonest
}

/**
 * Runs a plan through the real rules, deed by deed, and lets the program's own deeds happen between them: reminders, overdue marks,
 * supervision and ends of suspension, each at its moment. Supervision is answered by the unit.
 */
export const playPlan = (plan: DemoCase, stage: Stage): Played => {
  const { config, calendar } = stage
  const events: CaseEvent[] = []
  const faults: PlayFault[] = []
  let c: Case | null = null
  const contextOf = (actor: CaseActor, at: Instant): CaseContext => ({ actor, now: at, config, calendar })
  const run = (command: CaseCommand, context: CaseContext): Refusal | null => {
    const decided = decide(c, command, context)
    if (!decided.ok) return decided.error
    events.push(...decided.value.events)
    c = decided.value.next
    return null
  }
  const settleUntil = (until: Instant): void => {
    const refused = new Set<string>()
    for (let turn = 0; turn < 60 && c; turn++) {
      const last = events.at(-1)?.at ?? until
      if (quietUntil(c) >= until) return
      const missed = dueActions(c, config, calendar, last).find((action) => !refused.has(action.key))
      const at = missed ? last : nextActionAt(c, config, calendar, last)
      if (at === null || at >= until) return
      const action = missed ?? dueActions(c, config, calendar, at).find((each) => !refused.has(each.key))
      if (!action) return
      if (run(action.command, contextOf(system, at)) !== null) refused.add(action.key)
      else if (action.command.type === 'supervise') answer(at, until)
    }
  }
  /** Most units answer within hours; some leave it to the next reminder. */
  const answer = (ordered: Instant, until: Instant): void => {
    if (!c || c.lead_unit_path === null) return
    const mark = Number.parseInt(c.id.slice(-4), 16)
    const next = nextActionAt(c, config, calendar, ordered) ?? Infinity
    const at = addMs(ordered, Math.min(calendar.advance(ordered, (20 + (mark % 160)) * minuteMs) - ordered, (next - ordered) * 0.7))
    if (mark % 5 === 0 || at >= until || at >= stage.now) return
    const text = supervisionAnswers[mark % supervisionAnswers.length] ?? ''
    run({ type: 'answer_supervision', text }, contextOf(stage.actorOf(stage.handlerOf(c.lead_unit_path.split('.').at(-1) ?? '')), at))
  }

  for (const [i, step] of plan.steps.entries()) {
    settleUntil(step.at)
    const last = events.at(-1)?.at
    const at = last !== undefined && last > step.at ? addMs(last, 1_000) : step.at
    const actor = step.actor === 'reporter' ? { ...reporter,
      account_id: plan.reportedBy === null ? null : stage.actorOf(plan.reportedBy).account_id } : stage.actorOf(step.actor)
    const { command } = step
    const refusal = run(command, {
      ...contextOf(actor, at), ...(command.type === 'register' ? { terms: stage.termsOf(plan) } : {}),
      ...(command.type === 'merge' ? { merge_target: { id: command.into_id, state: 'handling' as const, merged_into_id: null,
        category_id: plan.category.id } } : {}),
    })
    if (refusal) faults.push({ step: i, command: command.type, refusal })
    else if (command.type === 'supervise') answer(at, plan.steps[i + 1]?.at ?? stage.now)
  }
  settleUntil(stage.now)
  if (!c) throw new Error(`the report of ${plan.number} was refused: ${faults[0]?.refusal.code ?? ''}`)
  return { case: c, events, faults }
}
