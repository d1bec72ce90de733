import { type Instant, instant } from '#base/instants.ts'
import { calendarFromDays, type CalendarDay, minuteOf, parseWindows } from '#base/working-calendar-data.ts'
import { type CompiledCalendar, compileCalendar } from '#base/working-calendar.ts'
import { instantAt } from '#base/zones.ts'

const run = (name: string, working: boolean, ...dates: readonly string[]): readonly CalendarDay[] => dates.map((date) => ({ date, working, name }))

/** The days of 2024 and 2025 that the reference rows touch, from the yearly notices. */
const noticeDays: readonly CalendarDay[] = [
  ...run('spring_festival', true, '2024-02-04', '2024-02-18'),
  ...run('spring_festival', false, '2024-02-10', '2024-02-11', '2024-02-12', '2024-02-13', '2024-02-14', '2024-02-15', '2024-02-16', '2024-02-17'),
  ...run('labour_day', true, '2024-04-28', '2024-05-11'), ...run('labour_day', false, '2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04', '2024-05-05'),
  ...run('mid_autumn', true, '2024-09-14'), ...run('mid_autumn', false, '2024-09-15', '2024-09-16', '2024-09-17'),
  ...run('national_day', true, '2024-09-29', '2024-10-12'),
  ...run('national_day', false, '2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-05', '2024-10-06', '2024-10-07'),
  ...run('new_year', false, '2025-01-01'), ...run('spring_festival', true, '2025-01-26', '2025-02-08'),
  ...run('spring_festival', false, '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-01', '2025-02-02', '2025-02-03', '2025-02-04'),
]

/** A calendar for tests: the notice days above, in Beijing time, 09:00-12:00 and 13:30-18:00 unless said otherwise. */
export const testCalendar = (change: { readonly windows?: readonly (readonly string[])[]; readonly version?: string; readonly days?: readonly CalendarDay[] } = {}): CompiledCalendar => {
  const windows = parseWindows(change.windows ?? [['09:00', '12:00'], ['13:30', '18:00']])
  if (!windows.ok) throw new Error('windows')
  return compileCalendar(calendarFromDays({
    id: 'cn', version: change.version ?? '1', zone: 'Asia/Shanghai', windows: windows.value, days: [...noticeDays, ...(change.days ?? [])],
    horizonFrom: '2024-01-01', horizonTo: '2025-12-31', source: 'test',
  }))
}

/** The instant of a local Beijing text 'YYYY-MM-DD HH:MM'. */
export const beijing = (text: string): Instant => {
  const minute = minuteOf(text.slice(11))
  if (minute === null) throw new Error(text)
  return instant(instantAt(text.slice(0, 10), minute, 'Asia/Shanghai'))
}
