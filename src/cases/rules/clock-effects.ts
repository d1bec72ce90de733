import type { Instant } from '#base/instants.ts'
import { ok, type Refusal, type Result } from '#base/results.ts'
import type { Case } from './case.ts'
import {
  type Clock, type ClockKind, continueClock, extendClock, type Limit, pauseClock, type PauseReason, recomputeClock, resumeClock, startClock,
  stopClock,
  type StopReason,
} from './clock/index.ts'
import type { CaseContext } from './context.ts'
import type { ClockEffect } from './workflow/move.ts'

export const clockOf = (clocks: readonly Clock[], kind: ClockKind): Clock | null => clocks.find((clock) => clock.kind === kind) ?? null

/** The clocks after a change: the latest of each kind, in the order in which they first started. */
export const mergeClocks = (clocks: readonly Clock[], changed: readonly Clock[]): readonly Clock[] => [
  ...clocks.map((clock) => clockOf(changed, clock.kind) ?? clock),
  ...changed.filter((clock) => !clockOf(clocks, clock.kind)),
]

export const isRunning = (clock: Clock): boolean => clock.stopped_at === null
export const isPaused = (clock: Clock): boolean => clock.stopped_at === null && clock.pauses.at(-1)?.to === null

/**
 * Whether a dispatch to this unit goes on with what was left: the unit had it last, and the case is still registered under the same limit
 * (another category has another limit, and a clock of its own).
 */
export const goesOnWith = (c: Case, unit_id: string): boolean => {
  const handle = clockOf(c.clocks, 'handle')
  if (c.lead_unit_id !== unit_id) return false
  if (!handle) return true
  const limit = c.terms?.limit ?? handle.limit
  return isPaused(handle) && handle.unit_id === unit_id && limit.value === handle.limit.value && limit.unit === handle.limit.unit
}

/** What an effect needs to know beside the case. */
export type EffectFacts = {
  readonly lead_unit_id?: string
  readonly fallback?: boolean
  readonly until?: Instant
  readonly asked_at?: Instant
}

type Change = Result<Clock, Refusal> | null
const handling = ['handle', 'fallback'] as const

/** What one effect does to one case's clocks, as a list of changes made one after the other. */
const changesOf = (
  c: Case, effect: ClockEffect, of: (kind: ClockKind) => Clock | null, facts: EffectFacts, context: CaseContext,
): readonly Change[] => {
  const { calendar, now, config: { clock: config } } = context
  const start = (kind: ClockKind, limit: Limit, unit_id: string | null): Change =>
    startClock({ kind, limit, unit_id, round: (of(kind)?.round ?? 0) + 1, at: now, config }, calendar)
  const desk = (kind: 'accept' | 'verify' | 'dispatch' | 'check'): Change => start(kind, config.limits[kind], null)
  const stop = (kind: ClockKind, reason: StopReason): Change => {
    const clock = of(kind)
    return clock && isRunning(clock) ? stopClock(clock, { at: now, reason }, calendar) : null
  }
  const pause = (kind: ClockKind, reason: PauseReason, until?: Instant): Change => {
    const clock = of(kind)
    return clock && isRunning(clock) && !isPaused(clock) ? pauseClock(clock, { at: now, reason, until: until ?? null }, calendar, config) : null
  }
  const resume = (kind: ClockKind): Change => {
    const clock = of(kind)
    return clock && isPaused(clock) ? resumeClock(clock, { at: now }, calendar) : null
  }
  const handleLimit = c.terms?.limit ?? config.limits.handle
  const statedDue = c.imported && c.due_at !== null

  /** The same unit has what was left, another the full limit; a source's own due time stays alone. */
  const dispatch = (): Change => {
    const handle = of('handle')
    const unit = facts.lead_unit_id ?? null
    if (handle && unit !== null && goesOnWith(c, unit)) return resume('handle')
    return handle || !statedDue ? start('handle', handleLimit, unit) : null
  }
  /** Runs on as if never stopped; where the case was closed in between, a new round begins. */
  const rework = (kind: 'handle' | 'fallback'): Change => {
    const clock = of(kind)
    const reopened = c.state === 'closed' || (c.reopened_at !== null && (clock?.stopped_at ?? now) <= c.reopened_at)
    if (!clock) return kind === 'handle' && reopened ? start('handle', handleLimit, c.lead_unit_id) : null
    if (clock.stopped_at === null) return null
    return reopened ? start(kind, clock.limit, clock.unit_id) : continueClock(clock, { at: now }, calendar)
  }

  switch (effect) {
    case 'start:accept': return [desk('accept')]
    case 'start:verify': return [desk('verify')]
    case 'start:dispatch': return [desk('dispatch')]
    case 'start:check': return [desk('check')]
    case 'pause:accept': return [pause('accept', 'wait')]
    case 'resume:accept': return [resume('accept')]
    case 'stop:accept': return [stop('accept', 'done')]
    case 'stop:verify': return [stop('verify', 'done')]
    case 'stop:dispatch': return [stop('dispatch', 'done')]
    case 'stop:check': return [stop('check', 'done')]
    case 'dispatch:handle':
      if (!facts.fallback || of('fallback') || statedDue) return [dispatch()]
      return [dispatch(), start('fallback', config.limits.fallback, facts.lead_unit_id ?? null)]
    case 'return:handle': return [pause('handle', 'return')]
    case 'suspend:handle': return handling.map((kind) => pause(kind, 'suspension', facts.until))
    case 'resume:handle': return handling.map(resume)
    case 'stop:handle': return handling.map((kind) => stop(kind, 'done'))
    case 'rework:handle': return handling.map(rework)
    case 'extend:handle': {
      const handle = of('handle')
      return [handle && isRunning(handle) ? extendClock(handle, { asked_at: facts.asked_at ?? now, granted_at: now }, calendar, config) : null]
    }
    case 'cancel:all': return c.clocks.map((clock) => stop(clock.kind, 'cancelled'))
    case 'recompute:all':
      return c.clocks.filter(isRunning).map((clock) => {
        const again = recomputeClock(clock, { at: now }, calendar)
        const same = again.ok && again.value.due_at === clock.due_at && again.value.calendar_version === clock.calendar_version
        return same ? null : again
      })
  }
}

/** Runs the clock effects of one row of the workflow and answers the clocks that changed, at most one of each kind, or the clock's refusal. */
export const runEffects = (
  c: Case, effects: readonly ClockEffect[], facts: EffectFacts, context: CaseContext,
): Result<readonly Clock[], Refusal> => {
  const changed = new Map<ClockKind, Clock>()
  const of = (kind: ClockKind): Clock | null => changed.get(kind) ?? clockOf(c.clocks, kind)
  for (const effect of effects) {
    for (const change of changesOf(c, effect, of, facts, context)) {
      if (!change) continue
      if (!change.ok) return change
      changed.set(change.value.kind, change.value)
    }
  }
  return ok([...changed.values()])
}
