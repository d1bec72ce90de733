import { type Due, type Tone, type Translate } from '#platform/web-ui/index.ts'
import type { CaseState } from '../rules/index.ts'
import type { CaseClock, CaseRow, ClockState, DueState } from './api.ts'

const dueTones: Readonly<Record<DueState | ClockState, Tone>> = {
  on_track: 'on_track',
  soon: 'today',
  today: 'today',
  due_soon: 'today',
  due_today: 'today',
  overdue: 'overdue',
  paused: 'paused',
  closed: 'closed',
  met: 'closed',
  breached: 'overdue',
}
export const dueTone = (state: DueState | ClockState): Tone => dueTones[state] ?? 'closed'

/** Only states with a message wear a colour; the others are words in a frame. */
export const stateTone = (state: CaseState): Tone | null =>
  state === 'suspended'
    ? 'paused'
    : ['returned', 'returned_to_acceptor', 'objected', 'rework'].includes(state)
      ? 'returned'
      : ['closed', 'declined', 'void', 'merged'].includes(state)
        ? 'closed'
        : null

export const areaName = (area: CaseRow['area']): string => (area ? [area.parent_name, area.name].filter(Boolean).join(' ') : '')

export const dueOf = (row: CaseRow): Due => ({
  dueAt: row.stage_due_at,
  remainingMinutes: row.remaining_minutes,
  state: row.stage === 'done' ? 'closed' : dueTone(row.due_state),
  provisional: row.due_provisional,
  ...(row.remaining_counts === 'continuous' ? { minutesPerDay: 1440 } : {}),
})
const continuous = (unit: string): boolean => unit === 'urgent_hour' || unit === 'natural_day'
export const dueOfClock = (clock: CaseClock): Due => {
  const left = continuous(clock.limit.unit) ? clock.remaining_ms : clock.remaining_working_ms
  return {
    dueAt: clock.due_at,
    remainingMinutes: left === null ? null : left / 60_000,
    provisional: clock.provisional,
    state: clock.stopped_at ? (clock.state === 'breached' ? 'overdue' : 'closed') : dueTone(clock.state),
    ...(continuous(clock.limit.unit) ? { minutesPerDay: 1440 } : {}),
  }
}
/** 8工作时, 3工作日, 15分钟（连续）. */
export const sayLimit = (value: number, unit: string, t: Translate): string => {
  const minutes = unit === 'urgent_hour' && value < 1
  const number = minutes ? Math.round(value * 60) : Math.round(value * 100) / 100
  return t(`clock:limits.${minutes ? 'urgent_minute' : unit}${number === 1 ? '_one' : ''}`, { number })
}
