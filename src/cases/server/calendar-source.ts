import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import chineseDaysPackage from 'chinese-days/package.json' with { type: 'json' }
import { type CalendarDay, calendarFromDays } from '#base/working-calendar-data.ts'
import type { WorkingCalendar } from '#base/working-calendar.ts'

/** 08:00-12:00 and 14:00-18:00, the working window of domain 11. */
const usualWindows = [[480, 720], [840, 1080]] as const
const usualZone = 'Asia/Shanghai'

/** The package names a day 'Spring Festival,春节,4'; here it is a code, its words stand in clock.json. */
const holidayCodes: Readonly<Record<string, string>> = {
  'New Year\'s Day': 'new_year', 'Spring Festival': 'spring_festival', 'Tomb-sweeping Day': 'tomb_sweeping', 'Labour Day': 'labour_day',
  'Dragon Boat Festival': 'dragon_boat', 'Mid-autumn Festival': 'mid_autumn', 'National Day': 'national_day', 'Anti-Fascist 70th Day': 'victory_day',
}
const named = (text: string): { readonly name?: string } => {
  const code = holidayCodes[text.split(',')[0] ?? '']
  return code ? { name: code } : {}
}

const chinaDays = (): readonly CalendarDay[] => [
  ...Object.entries(chineseDays.holidays).map(([date, text]) => ({ date, working: false, ...named(text) })),
  ...Object.entries(chineseDays.workdays).map(([date, text]) => ({ date, working: true, ...named(text) })),
]

/**
 * Mainland China's working days from the State Council's yearly notices as the package chinese-days lists them, 2004 on. The horizon ends
 * with the last year it lists, though the next year's notice may still move a day of that December: 2011-12-31 and 2018-12-29 (worked)
 * and 2018-12-31 (off) were set so. Years it does not list it takes for plain weeks without a word, hence the horizon.
 */
const china = (): WorkingCalendar => {
  const days = chinaDays()
  const years = days.map((day) => day.date.slice(0, 4)).sort()
  return calendarFromDays({
    id: 'cn', version: `chinese-days-${chineseDaysPackage.version}`, zone: usualZone, windows: usualWindows, days,
    horizonFrom: `${years[0]}-01-01`, horizonTo: `${years.at(-1)}-12-31`, source: `chinese-days ${chineseDaysPackage.version} (MIT)`,
  })
}

const plain = (id: string, weekdays: readonly number[]): WorkingCalendar => calendarFromDays({
  id, version: '1', zone: usualZone, windows: usualWindows, weekdays, days: [], horizonFrom: '0001-01-01', horizonTo: '9999-12-31', source: 'built in',
})

/**
 * Calendars that come with the program, with the usual windows in Beijing time; a city sets its own over them.
 * `cn`: with China's holidays; `weekdays`: Monday to Friday without holidays; `always`: every day of the week.
 */
export const builtInCalendars = {
  cn: china(),
  weekdays: plain('weekdays', [1, 2, 3, 4, 5]),
  always: plain('always', [1, 2, 3, 4, 5, 6, 7]),
} as const
