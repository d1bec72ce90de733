import { addDays, weekdayOf } from '#base/zones.ts'
import { Go, hasText, useText } from '#platform/web-ui/index.ts'
import type { Calendar, Round } from './api.ts'

export const firstOf = (month: string): string => `${month}-01`
export const lastOf = (month: string): string => addDays(firstOf(shift(month, 1)), -1)
export const shift = (month: string, by: number): string => {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by
  return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
}
/** Whole weeks around a month. */
export const spanOf = (month: string): { readonly from: string; readonly to: string } => {
  const first = firstOf(month), last = lastOf(month)
  return { from: addDays(first, 1 - weekdayOf(first)), to: addDays(last, 7 - weekdayOf(last)) }
}

type DaySum = { readonly planned: number; readonly done: number; readonly missed: number; readonly late: number }
const nothing: DaySum = { planned: 0, done: 0, missed: 0, late: 0 }
const sums = (calendar: Calendar): ReadonlyMap<string, DaySum> => {
  const days = new Map<string, DaySum>()
  for (const v of calendar.visits) {
    const sum = days.get(v.day) ?? nothing
    days.set(v.day, { planned: sum.planned + v.planned, done: sum.done + v.done, missed: sum.missed + v.missed, late: sum.late + v.late })
  }
  return days
}

const RoundLine = ({ round }: { readonly round: Round }) => {
  const { t } = useText()
  return (
    <Go to={`/inspections/rounds/${round.id}`} className="pl-round" data-state={round.state} title={`${round.programme_name} · ${t(`inspections:planner.round_states.${round.state}`)}`}>
      {t('inspections:planner.round_line', { name: round.programme_name, n: round.number })}
    </Go>
  )
}
const Counts = ({ sum, late }: { readonly sum: DaySum; readonly late: boolean }) => {
  const { t } = useText()
  if (sum.planned === 0) return null
  return (
    <span className="pl-visits">
      {t('inspections:planner.day_visits', { done: sum.done, planned: sum.planned })}
      {sum.missed > 0 ? <span className="pl-missed"> {t('inspections:planner.day_missed', { n: sum.missed })}</span> : null}
      {late && sum.planned > sum.done + sum.missed ? <span className="pl-missed"> {t('inspections:planner.day_open', { n: sum.planned - sum.done - sum.missed })}</span> : null}
    </span>
  )
}

/** A month: working days of the city's calendar, rounds on the day they begin, visits planned, done and missed. A list of days on a phone. */
export const MonthCalendar = ({ month, calendar }: { readonly month: string; readonly calendar: Calendar }) => {
  const { t } = useText()
  const days = sums(calendar)
  const begins = new Map<string, Round[]>()
  const first = calendar.days[0]?.date ?? ''
  for (const round of calendar.rounds) {
    const day = round.starts_on < first ? first : round.starts_on
    begins.set(day, [...(begins.get(day) ?? []), round])
  }
  const weeks = Array.from({ length: Math.ceil(calendar.days.length / 7) }, (_, i) => calendar.days.slice(i * 7, i * 7 + 7))
  const named = (day: Calendar['days'][number]): string =>
    day.name && hasText(`clock:holidays.${day.name}`) ? t(`clock:holidays.${day.name}`) : day.kind === 'make_up' ? t('inspections:planner.make_up') : day.kind === 'holiday' ? t('inspections:planner.holiday') : ''
  const busy = calendar.days.filter((d) => d.date.startsWith(month) && ((days.get(d.date)?.planned ?? 0) > 0 || begins.has(d.date)))
  return (
    <>
      <div className="pl-month-box">
        <table className="pl-month">
          <caption className="b-unseen">{t('inspections:planner.calendar_of', { month })}</caption>
          <thead>
            <tr>
              {[1, 2, 3, 4, 5, 6, 7].map((n) => (
                <th key={n} scope="col">
                  {t(`inspections:planner.weekday.${n}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]?.date}>
                {week.map((day) => (
                  <td key={day.date} data-off={day.working ? undefined : true} data-today={day.date === calendar.today || undefined} data-other={day.date.startsWith(month) ? undefined : true}>
                    <span className="pl-day">
                      <strong>{Number(day.date.slice(8))}</strong>
                      <span>{named(day)}</span>
                    </span>
                    <Counts sum={days.get(day.date) ?? nothing} late={day.date < calendar.today} />
                    {(begins.get(day.date) ?? []).map((round) => (
                      <RoundLine key={round.id} round={round} />
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="pl-agenda-box">
        {busy.length === 0 ? <p className="b-quiet">{t('inspections:planner.month_empty')}</p> : null}
        <ul className="pl-agenda">
          {busy.map((day) => (
            <li key={day.date}>
              <span className="pl-day">
                <strong>{t('inspections:planner.agenda_day', { day: Number(day.date.slice(8)), weekday: t(`inspections:planner.weekday.${weekdayOf(day.date)}`) })}</strong>
                <span>{named(day)}</span>
              </span>
              <Counts sum={days.get(day.date) ?? nothing} late={day.date < calendar.today} />
              {(begins.get(day.date) ?? []).map((round) => (
                <RoundLine key={round.id} round={round} />
              ))}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
