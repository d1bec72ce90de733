import { addDays, weekdayOf } from '#base/zones.ts'
import type { CalendarData } from './api.ts'

/** What a day is: as its weekday says, made free, or made a working day. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup'
type Days = Pick<CalendarData, 'weekdays' | 'exceptions' | 'names'>

export const kindOf = (day: string, { weekdays, exceptions, names }: Days): DayKind => {
  const usual = weekdays.includes(weekdayOf(day))
  const said = exceptions[day]
  if (said === 'off') return usual || names[day] !== undefined ? 'holiday' : 'weekend'
  if (said === 'work') return usual ? 'workday' : 'makeup'
  return usual ? 'workday' : 'weekend'
}

/** The day turned round: a working day becomes free, a free day becomes a working day; what is then as its weekday says loses its entry. */
export const turned = (day: string, data: CalendarData): CalendarData => {
  const kind = kindOf(day, data)
  const works = kind === 'workday' || kind === 'makeup'
  const usual = data.weekdays.includes(weekdayOf(day))
  const { [day]: _exception, ...exceptions } = data.exceptions
  const { [day]: _name, ...names } = data.names
  return { ...data, names, exceptions: usual === !works ? exceptions : { ...exceptions, [day]: works ? 'off' : 'work' } }
}

/** Weeks of a month, Monday first; days of other months are null. */
export const weeksOf = (year: number, month: number): readonly (readonly (string | null)[])[] => {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const weeks: (string | null)[][] = []
  let week: (string | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null)
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) {
    week.push(day)
    if (week.length === 7) {
      weeks.push(week)
      week = []
    }
  }
  if (week.length > 0) weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)])
  return weeks
}
