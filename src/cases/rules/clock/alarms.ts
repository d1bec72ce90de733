import type { Instant } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { counterOf, mergePauses, runFor } from './counting.ts'
import { amountMs, clockBudgetMs } from './status.ts'
import type { Alarm, Clock, ClockConfig } from './types.ts'

/**
 * All alarms of a clock, soonest first. They sit on the clock's own running time, so "a quarter before due" of a working limit is in
 * working time, a pause carries later ones along, and one already passed is never met a second time. A reminder that would lie
 * before the start is left out; a stopped clock has none; a suspension has its own end.
 */
export const alarmsOf = (clock: Clock, config: ClockConfig, calendar: CompiledCalendar): readonly Alarm[] => {
  if (clock.stopped_at !== null) return []
  const budget = clockBudgetMs(clock, calendar)
  const counter = counterOf(clock.limit.unit, calendar)
  const pauses = mergePauses(clock.pauses, clock.started_at)
  const alarm = (code: string, level: number, at: Instant): Alarm =>
    ({ key: `${clock.kind}/${clock.round}/${clock.alarm_round}/${code}`, code, level, kind: clock.kind, at })
  const found: Alarm[] = []
  for (const rule of config.alarms) {
    const shift = rule.at === 'due' ? 0 : amountMs(rule.amount, clock, calendar) * (rule.at === 'before' ? -1 : 1)
    if (budget + shift <= 0) continue
    const { at } = runFor(clock.started_at, budget + shift, pauses, counter)
    if (at !== null) found.push(alarm(rule.code, rule.level, at))
  }
  const open = clock.pauses.at(-1)
  if (open && open.to === null && open.until !== null) {
    const resume = alarm('resume', 0, open.until)
    found.push({ ...resume, key: `${clock.kind}/${clock.round}/${clock.pauses.length}/resume` })
  }
  return found.sort((a, b) => a.at - b.at)
}

/**
 * The soonest alarm after `after`, for whoever sets the next wake-up; null when none is left. Several may share its moment:
 * `firingAlarms` gives them all.
 */
export const nextAlarm = (clock: Clock, config: ClockConfig, calendar: CompiledCalendar, after: Instant): Alarm | null =>
  alarmsOf(clock, config, calendar).find((alarm) => alarm.at > after) ?? null

/**
 * The alarms whose moment has come by `now` and whose key was not fired: also those missed while the program was down. A reminder
 * before due that was missed until the due time passed is left out, for it would say something untrue.
 */
export const firingAlarms = (clock: Clock, config: ClockConfig, calendar: CompiledCalendar, now: Instant, fired: readonly string[]): readonly Alarm[] => {
  const before = new Set(config.alarms.filter((rule) => rule.at === 'before').map((rule) => rule.code))
  const late = clock.due_at !== null && now > clock.due_at
  return alarmsOf(clock, config, calendar).filter((alarm) => alarm.at <= now && !fired.includes(alarm.key) && !(late && before.has(alarm.code)))
}
