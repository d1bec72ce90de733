import { type LocalDate, parseLocalDate } from './instants.ts'
import { err, type Fault, type MessageParams, ok, type Result } from './results.ts'
import type { MinuteWindow, WorkingCalendar } from './working-calendar.ts'
import { isZone, weekdayOf } from './zones.ts'

/** Monday to Friday. */
export const ordinaryWeekdays: readonly number[] = [1, 2, 3, 4, 5]

/** One day of a calendar as a source states it. */
export type CalendarDay = { readonly date: LocalDate; readonly working: boolean; readonly name?: string }

/**
 * Builds a calendar from the days a source states. Days that are what their weekday says and have no name are left out; the
 * horizon is the caller's to state, because a source that lists no day of a year may know it or not.
 */
export const calendarFromDays = (given: {
  readonly id: string
  readonly version: string
  readonly zone: string
  readonly windows: readonly MinuteWindow[]
  readonly weekdays?: readonly number[]
  readonly days: Iterable<CalendarDay>
  readonly horizonFrom: LocalDate
  readonly horizonTo: LocalDate
  readonly source: string
}): WorkingCalendar => {
  const weekdays = given.weekdays ?? ordinaryWeekdays
  const exceptions: Record<LocalDate, 'off' | 'work'> = {}
  const names: Record<LocalDate, string> = {}
  for (const day of [...given.days].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    if (day.name === undefined && day.working === weekdays.includes(weekdayOf(day.date))) continue
    exceptions[day.date] = day.working ? 'work' : 'off'
    if (day.name !== undefined) names[day.date] = day.name
  }
  const { id, version, zone, windows, horizonFrom, horizonTo, source } = given
  return { id, version, zone, windows, weekdays, exceptions, names, horizonFrom, horizonTo, source }
}

const timePattern = /^([01]?\d|2[0-4]):([0-5]\d)$/

/** Minutes since midnight of 'HH:MM', 24:00 included; null if it is not a time of day. */
export const minuteOf = (text: string): number | null => {
  const parts = timePattern.exec(text)
  const minute = parts ? Number(parts[1]) * 60 + Number(parts[2]) : Infinity
  return minute <= 1440 ? minute : null
}

/** 'HH:MM' of minutes since midnight. */
export const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const shown = (value: unknown): string | null =>
  value === undefined || value === null ? null : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200)
const fault = (field: string, value: unknown, code: string, params?: MessageParams): Fault =>
  ({ field, value: shown(value), code: `clock.${code}`, ...(params ? { params } : {}) })

/**
 * Reads the windows of a day, `[["09:00","12:00"],["13:30","18:00"]]`, in any order; windows that touch become one. A window over
 * midnight is written as two. Faults: `clock.windows_missing`, `clock.window_not_a_pair`, `clock.not_a_time`, `clock.window_backwards`,
 * `clock.windows_overlap`.
 */
export const parseWindows = (value: unknown, field = 'windows'): Result<readonly MinuteWindow[], readonly Fault[]> => {
  if (!Array.isArray(value) || value.length === 0) return err([fault(field, value, 'windows_missing')])
  const faults: Fault[] = []
  const read: MinuteWindow[] = []
  for (const [i, pair] of value.entries()) {
    const at = `${field}[${i}]`
    if (!Array.isArray(pair) || pair.length !== 2 || pair.some((text) => typeof text !== 'string')) {
      faults.push(fault(at, pair, 'window_not_a_pair'))
      continue
    }
    const minutes = pair.map((text) => minuteOf(text as string))
    minutes.forEach((minute, j) => { if (minute === null) faults.push(fault(`${at}[${j}]`, pair[j], 'not_a_time')) })
    const [from, to] = minutes
    if (from === null || from === undefined || to === null || to === undefined) continue
    if (from >= to) faults.push(fault(at, pair, 'window_backwards'))
    else read.push([from, to])
  }
  const windows: MinuteWindow[] = []
  for (const [from, to] of read.sort((a, b) => a[0] - b[0])) {
    const before = windows.at(-1)
    if (before && from < before[1]) faults.push(fault(field, value, 'windows_overlap', { first: timeOf(from), second: timeOf(before[1]) }))
    else if (before && from === before[1]) windows[windows.length - 1] = [before[0], to]
    else windows.push([from, to])
  }
  return faults.length > 0 ? err(faults) : ok(windows)
}

/**
 * Reads a calendar given as data: `{id, version, zone, windows, weekdays?, exceptions?: {date: 'off'|'work'}, names?, horizon_from,
 * horizon_to, source}`. All faults are reported, each with its field, value and code.
 */
export const readCalendar = (data: unknown): Result<WorkingCalendar, readonly Fault[]> => {
  if (!isRecord(data)) return err([fault('', data, 'not_an_object')])
  const faults: Fault[] = []
  const text = (field: string): string => {
    const value = data[field]
    if (typeof value === 'string' && value.trim() !== '') return value
    faults.push(fault(field, value, 'text_missing'))
    return ''
  }
  const date = (field: string): LocalDate => {
    const value = data[field]
    if (typeof value === 'string' && parseLocalDate(value).ok) return value
    faults.push(fault(field, value, 'not_a_date'))
    return ''
  }
  const id = text('id'), version = text('version'), source = text('source')
  const zone = text('zone')
  if (zone !== '' && !isZone(zone)) faults.push(fault('zone', zone, 'not_a_zone'))
  const windows = parseWindows(data['windows'])
  if (!windows.ok) faults.push(...windows.error)
  const weekdays = data['weekdays'] === undefined ? ordinaryWeekdays : readWeekdays(data['weekdays'], faults)
  const exceptions = readByDate(data['exceptions'], 'exceptions', faults, (value) => value === 'off' || value === 'work', 'not_off_or_work')
  const names = readByDate(data['names'], 'names', faults, (value) => typeof value === 'string', 'text_missing')
  const horizonFrom = date('horizon_from'), horizonTo = date('horizon_to')
  if (horizonFrom !== '' && horizonTo !== '' && horizonFrom > horizonTo) faults.push(fault('horizon_to', horizonTo, 'horizon_backwards', { from: horizonFrom }))
  if (faults.length > 0 || !windows.ok) return err(faults)
  return ok({
    id, version, zone, windows: windows.value, weekdays, exceptions: exceptions as WorkingCalendar['exceptions'],
    names: names as WorkingCalendar['names'], horizonFrom, horizonTo, source,
  })
}

/** Writes a calendar as data; `readCalendar` reads it back. */
export const calendarData = (calendar: WorkingCalendar): Readonly<Record<string, unknown>> => ({
  id: calendar.id, version: calendar.version, zone: calendar.zone, windows: calendar.windows.map((window) => window.map(timeOf)),
  weekdays: calendar.weekdays, exceptions: calendar.exceptions, names: calendar.names,
  horizon_from: calendar.horizonFrom, horizon_to: calendar.horizonTo, source: calendar.source,
})

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readWeekdays = (value: unknown, faults: Fault[]): readonly number[] => {
  const days = Array.isArray(value) ? value : []
  if (days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)) return [...new Set<number>(days)].sort((a, b) => a - b)
  faults.push(fault('weekdays', value, 'not_weekdays'))
  return []
}

const readByDate = (
  value: unknown, field: string, faults: Fault[], fits: (value: unknown) => boolean, code: string,
): Readonly<Record<LocalDate, unknown>> => {
  if (value === undefined) return {}
  if (!isRecord(value)) {
    faults.push(fault(field, value, 'not_an_object'))
    return {}
  }
  for (const [date, kind] of Object.entries(value)) {
    if (!parseLocalDate(date).ok) faults.push(fault(`${field}.${date}`, date, 'not_a_date'))
    else if (!fits(kind)) faults.push(fault(`${field}.${date}`, kind, code))
  }
  return value
}
