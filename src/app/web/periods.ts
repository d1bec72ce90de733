import { instant } from '#base/instants.ts'
import { addDays, localReading, weekdayOf } from '#base/zones.ts'

export const periodNames = ['today', 'this_week', 'last_7_days', 'this_month', 'last_month', 'this_year'] as const
export type PeriodName = (typeof periodNames)[number]

/** First and last day (both included) of a named period in the city's zone; null for an unknown name. Weeks begin on Monday. */
export const periodOf = (name: string, now: number, zone: string): { readonly from: string; readonly to: string } | null => {
  const today = localReading(instant(now), zone).date
  const firstOfMonth = `${today.slice(0, 8)}01`
  switch (name) {
    case 'today':
      return { from: today, to: today }
    case 'this_week':
      return { from: addDays(today, 1 - weekdayOf(today)), to: today }
    case 'last_7_days':
      return { from: addDays(today, -6), to: today }
    case 'this_month':
      return { from: firstOfMonth, to: today }
    case 'last_month': {
      const end = addDays(firstOfMonth, -1)
      return { from: `${end.slice(0, 8)}01`, to: end }
    }
    case 'this_year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    default:
      return null
  }
}
