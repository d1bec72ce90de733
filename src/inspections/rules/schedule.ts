import type { LocalDate } from '#base/instants.ts'
import { addDays, daysOf, weekdayOf } from '#base/zones.ts'
import type { Schedule } from './model.ts'

/** A round as the schedule wants it; `ends_on` is included. */
export type RoundPeriod = { readonly starts_on: LocalDate; readonly ends_on: LocalDate }
export type WorkdayTest = (date: LocalDate) => boolean

const monthOf = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
const firstOfMonth = (month: number): LocalDate => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
const lastOfMonth = (month: number): LocalDate => addDays(firstOfMonth(month + 1), -1)
const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date))
const least = (one: LocalDate, two: LocalDate): LocalDate => (one < two ? one : two)
const greatest = (one: LocalDate, two: LocalDate): LocalDate => (one > two ? one : two)

/** Days of a period, both ends included, on which visits may be planned. Weekdays are ISO, 1 Monday to 7 Sunday. */
export const visitDays = (schedule: Schedule, { starts_on, ends_on }: RoundPeriod, isWorkday: WorkdayTest): readonly LocalDate[] => {
  const days: LocalDate[] = []
  for (let day = starts_on; day <= ends_on; day = addDays(day, 1)) {
    if (schedule.days === 'working' && !isWorkday(day)) continue
    if (schedule.weekdays.length > 0 && !schedule.weekdays.includes(weekdayOf(day))) continue
    days.push(day)
  }
  return days
}

/**
 * The rounds a schedule makes that touch `from` to `to`, both included, in order of time. Weeks begin on Monday, months on the first; the first and
 * the last are cut to the programme's own days. Every second week or month is counted from the one the programme starts in. A period without a
 * single day for visits (a week of holidays) is no round. `once` is one round over all the programme's days.
 */
export const roundPeriods = (
  schedule: Schedule, programme: { readonly starts_on: LocalDate; readonly ends_on: LocalDate | null }, from: LocalDate, to: LocalDate, isWorkday: WorkdayTest,
): readonly RoundPeriod[] => {
  const first = greatest(from, programme.starts_on)
  const last = programme.ends_on === null ? to : least(to, programme.ends_on)
  if (first > last) return []
  const found: RoundPeriod[] = []
  const add = (starts: LocalDate, ends: LocalDate): void => {
    const period = { starts_on: greatest(starts, programme.starts_on), ends_on: programme.ends_on === null ? ends : least(ends, programme.ends_on) }
    if (period.starts_on <= period.ends_on && visitDays(schedule, period, isWorkday).length > 0) found.push(period)
  }
  const interval = Math.max(1, schedule.interval)
  if (schedule.every === 'once') add(programme.starts_on, programme.ends_on ?? programme.starts_on)
  if (schedule.every === 'day') {
    const start = daysOf(programme.starts_on)
    for (let day = first; day <= last; day = addDays(day, 1)) if ((daysOf(day) - start) % interval === 0) add(day, day)
  }
  if (schedule.every === 'week') {
    const start = daysOf(mondayOf(programme.starts_on)) / 7
    for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
      if (Math.round(daysOf(monday) / 7 - start) % interval === 0) add(monday, addDays(monday, 6))
    }
  }
  if (schedule.every === 'month') {
    const start = monthOf(programme.starts_on)
    for (let month = monthOf(first); month <= monthOf(last); month++) if ((month - start) % interval === 0) add(firstOfMonth(month), lastOfMonth(month))
  }
  return found
}
