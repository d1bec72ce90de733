import type { ReactNode } from 'react'
import { localReading } from '#base/zones.ts'
import { type Instant, instant } from '#base/instants.ts'
import { Hint } from './hint.tsx'
import { type Translate, useText } from './i18n.ts'
import { useNow } from './now.ts'
import { useCity } from './session.tsx'
import { ToneMark } from './state-tag.tsx'
import { saySpan, sayWhen, type TimeContext } from './time.ts'
import type { Tone } from './tokens.ts'

/** A due time as the server last said it. `remainingMinutes` counts working time and is negative once overdue. */
export type Due = {
  readonly dueAt: string | null
  readonly remainingMinutes: number | null
  readonly state: Tone
  readonly provisional?: boolean
  /** Minutes of one working day, 1440 where the limit runs day and night. */
  readonly minutesPerDay?: number
}
type Windows = readonly (readonly [string, string])[] | null | undefined

const minuteOf = (text: string): number => {
  const [hours, minutes] = text.split(':')
  return Number(hours) * 60 + Number(minutes)
}
const insideWindows = (at: Instant, zone: string, windows: Windows): boolean => {
  if (!windows || windows.length === 0) return true
  const { minute } = localReading(at, zone)
  return windows.some(([from, to]) => minute >= minuteOf(from) && minute < minuteOf(to))
}

/**
 * Working minutes left at `now`, from what the server said at `fetchedAt`. Between two answers of the server the count goes down only inside
 * the working windows, and never promises more than the wall clock has left.
 */
export const remainingNow = (due: Due, fetchedAt: number, now: number, zone: string, windows: Windows): number | null => {
  if (due.remainingMinutes === null || !Number.isFinite(due.remainingMinutes)) return null
  const elapsed = due.minutesPerDay === 1440 || insideWindows(instant(now), zone, windows) ? Math.max(0, (now - fetchedAt) / 60_000) : 0
  const counted = due.remainingMinutes - elapsed
  const wall = due.dueAt === null ? counted : (Date.parse(due.dueAt) - now) / 60_000
  return wall > 0 ? Math.max(0, Math.min(counted, wall)) : Math.min(counted, 0)
}

export const sayRemaining = (minutes: number, due: Due, t: Translate): string => {
  const natural = due.minutesPerDay === 1440
  const span = saySpan(Math.abs(minutes), t, due.minutesPerDay ?? 480, natural ? 'ui:time.days' : 'ui:time.work_days')
  return t(minutes < 0 ? 'ui:clock.over' : 'ui:clock.left', { span })
}

export type ClockBadgeProps = { readonly due: Due; readonly fetchedAt: number; readonly explanation?: ReactNode; readonly long?: boolean }

/**
 * A limit that runs day and night shows itself by having wall time left, or gone, without any working time: then the wall clock counts.
 */
const asCounted = (due: Due, now: number): Due => {
  if (due.minutesPerDay === 1440 || due.dueAt === null || due.remainingMinutes === null || Math.abs(due.remainingMinutes) >= 1) return due
  const wall = (Date.parse(due.dueAt) - now) / 60_000
  return Math.abs(wall) >= 1 ? { ...due, remainingMinutes: wall, minutesPerDay: 1440 } : due
}

/** What is left of a limit, counting down in working time; hovering says until when and why. */
export const ClockBadge = ({ due: said, fetchedAt, explanation, long = false }: ClockBadgeProps) => {
  const { t, language } = useText()
  const now = useNow()
  const city = useCity()
  const c: TimeContext = { t, language, zone: city.zone, now }
  const due = asCounted(said, fetchedAt)
  const left = remainingNow(due, fetchedAt, now, city.zone, city.windows)
  const running = due.state !== 'paused' && due.state !== 'closed'
  const tone: Tone = running && left !== null && left < 0 ? 'overdue' : due.state
  const words =
    due.state === 'paused'
      ? left === null
        ? t('ui:clock.paused')
        : t('ui:clock.paused_with', { span: saySpan(left, t, due.minutesPerDay ?? 480, 'ui:time.work_days') })
      : due.state === 'closed'
        ? t('ui:clock.ended')
        : left === null
          ? t('ui:clock.none')
          : sayRemaining(left, due, t)
  const unit = running && left !== null && due.minutesPerDay !== 1440 ? t('ui:clock.working') : ''
  const why = (
    <div className="b-clock-why">
      {due.dueAt ? <p>{t(tone === 'overdue' ? 'ui:clock.was_due' : 'ui:clock.due', { when: sayWhen(due.dueAt, c) })}</p> : null}
      {due.provisional ? <p>{t('ui:clock.provisional')}</p> : null}
      {explanation}
      {unit && !long ? <p>{t('ui:clock.working_note')}</p> : null}
    </div>
  )
  return (
    <Hint content={why} wide>
      <span className="b-clock" data-tone={tone} tabIndex={long ? 0 : undefined}>
        <ToneMark tone={tone} />
        <span className="b-clock-words">
          {words}
          {long ? unit : ''}
          {due.provisional ? t('ui:clock.provisional_mark') : ''}
        </span>
      </span>
    </Hint>
  )
}
