import type { Instant } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { Case } from './case.ts'
import { type Alarm, alarmsOf, firingAlarms } from './clock/index.ts'
import type { CaseCommand, CommandOf } from './commands.ts'
import type { CaseConfig } from './context.ts'
import { isOpen } from './words.ts'

/** Something the program itself has to do to a case at a moment. `key` is in `fired_alarms` once it was done. */
export type DueAction = { readonly key: string; readonly at: Instant; readonly command: CaseCommand }

const topLevel = (config: CaseConfig): number => Math.max(0, ...config.supervision.map((rule) => rule.level))

/** The duty to reply (domain 1.6): missed, it is a reminder, and on the next level a new 督办. */
const replyAction = (c: Case, config: CaseConfig): DueAction | null => {
  const s = c.supervision
  if (!s || s.answered_at !== null) return null
  const key = `reply/${s.level}/${s.ordered_at}`
  const next = config.supervision.find((rule) => rule.level === s.level + 1)
  const command: CommandOf<'supervise'> | CommandOf<'remind'> = next && s.level < topLevel(config)
    ? { type: 'supervise', kind: s.kind, level: next.level, alarm_key: key }
    : { type: 'remind', kind: 'supervision_reply', alarm_key: key }
  return { key, at: s.reply_due_at, command }
}

/**
 * What an alarm of a clock makes the program do: a level asks for 督办, `due` marks overdue, anything before due reminds. 督办 belongs to
 * handling: desk clocks are reminded of and marked overdue only.
 */
const alarmAction = (c: Case, alarm: Alarm, config: CaseConfig): DueAction | null => {
  const { key, at, kind } = alarm
  const rule = config.clock.alarms.find((each) => each.code === alarm.code)
  if (!rule) return null
  if (rule.at === 'before') return { key, at, command: { type: 'remind', kind: 'before_due', alarm_key: key } }
  // The due instant itself is still in time: overdue begins one millisecond later.
  if (rule.at === 'due') return { key, at: (at + 1) as Instant, command: { type: 'mark_overdue', clock: kind, alarm_key: key } }
  if (kind !== 'handle' || rule.level === 0 || rule.level <= (c.supervision?.level ?? 0)) return null
  return { key, at, command: { type: 'supervise', kind: 'timeout', level: rule.level, alarm_key: key } }
}

const actionsOf = (c: Case, alarms: readonly Alarm[], config: CaseConfig): readonly DueAction[] => {
  if (!isOpen(c.state)) return []
  const found = alarms.flatMap((alarm) => alarmAction(c, alarm, config) ?? [])
  const reply = replyAction(c, config)
  // A source's own due time has no clock behind it, and is still found to have passed.
  const stated = c.due_at !== null && c.handled_at === null && c.overdue_at !== c.due_at && !c.clocks.some((clock) => clock.kind === 'handle')
  if (stated && c.due_at !== null) {
    const key = `stated/${c.due_at}/overdue`
    found.push({ key, at: (c.due_at + 1) as Instant, command: { type: 'mark_overdue', clock: 'handle', alarm_key: key } })
  }
  // 挂账 ends by itself, also that of a case without a clock.
  if (c.state === 'suspended' && c.suspended_until !== null) found.push({ key: `resume/${c.suspended_until}`, at: c.suspended_until,
    command: { type: 'resume' } })
  return [...found, ...(reply ? [reply] : [])].filter((action) => !c.fired_alarms.includes(action.key)).sort((a, b) => a.at - b.at)
}

/**
 * What is due now, soonest first, also what was missed while the program was down. Each is a command for `decide` as `system`; do one, then
 * ask again with the new case, for one may settle another. An action refused by `decide` is over: it will be refused again.
 */
export const dueActions = (c: Case, config: CaseConfig, calendar: CompiledCalendar, now: Instant): readonly DueAction[] =>
  actionsOf(c, c.clocks.flatMap((clock) => firingAlarms(clock, config.clock, calendar, now, c.fired_alarms)),
    config).filter((action) => action.at <= now)

/** The moment of the next action, for whoever sets the wake-up; null when nothing is left to wait for. */
export const nextActionAt = (c: Case, config: CaseConfig, calendar: CompiledCalendar, after: Instant): Instant | null =>
  actionsOf(c, c.clocks.flatMap((clock) => alarmsOf(clock, config.clock, calendar)), config).find((action) => action.at > after)?.at ?? null
