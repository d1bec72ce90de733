import { dayMs, hourMs, type Instant, instant, minuteMs } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { DemoLimit } from '../catalogue.ts'
import type { DemoUnit } from '../units.ts'

const beijingMs = 8 * hourMs

/** Time as the people of the demo live it: limits, shifts, working hours. Beijing time has no summer time. */
export type Pace = {
  /** `share` of a limit after `from`, in the limit's own time. */
  readonly within: (from: Instant, limit: DemoLimit, share: number) => Instant
  /** So many minutes of working time later. */
  readonly working: (from: Instant, minutes: number) => Instant
  readonly later: (from: Instant, minutes: number) => Instant
  /** The same, but a desk that is staffed from eight to eight only. */
  readonly dayShift: (from: Instant, minutes: number) => Instant
  /** The next moment from `after` at the same minute of the day as `seen`. */
  readonly sameTimeOfDay: (after: Instant, seen: Instant) => Instant
}

export const paceOf = (calendar: CompiledCalendar): Pace => {
  const later = (from: Instant, minutes: number): Instant => instant(from + minutes * minuteMs)
  const minuteOfDay = (at: Instant): number => ((at + beijingMs) % dayMs) / minuteMs
  return {
    later,
    within: (from, { value, unit }, share) => unit === 'work_hour' ? calendar.advance(from, Math.round(value * share * hourMs))
      : unit === 'work_day' ? calendar.advance(from, Math.round(value * share * calendar.dayLengthMs))
      : instant(from + Math.round(value * share * (unit === 'urgent_hour' ? hourMs : dayMs))),
    working: (from, minutes) => calendar.advance(from, Math.round(minutes * minuteMs)),
    dayShift: (from, minutes) => {
      const at = later(from, minutes), minute = minuteOfDay(at)
      if (minute >= 480 && minute < 1200) return at
      return later(at, minute < 480 ? 480 - minute + (minutes % 45) : 1440 - minute + 480 + (minutes % 45))
    },
    sameTimeOfDay: (after, seen) => {
      const wait = (minuteOfDay(seen) - minuteOfDay(after) + 1440) % 1440
      return instant(after + wait * minuteMs)
    },
  }
}

/** How a unit works: most are sound, some are slow, a few are careless. */
export type Quality = { readonly late: number; readonly speed: number; readonly rework: number; readonly returns: number }

export const qualitiesOf = (units: readonly DemoUnit[], random: Random): ReadonlyMap<string, Quality> => new Map(units.map((unit) => {
  const draw = random.next()
  const [late, speed, rework] = draw < 0.16 ? [0.018, 0.7, 0.018]
    : draw < 0.74 ? [0.05, 0.95, 0.04] : draw < 0.93 ? [0.11, 1.2, 0.06] : [0.24, 1.5, 0.1]
  return [unit.code, { late: late * (0.7 + random.next() * 0.6), speed: speed * (0.85 + random.next() * 0.3),
    rework: rework * (0.7 + random.next() * 0.6), returns: 0.02 + random.next() * 0.035 }]
}))
