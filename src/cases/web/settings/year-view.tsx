import { useText, useToday } from '#platform/web-ui/index.ts'
import type { CalendarData } from './api.ts'
import { kindOf, weeksOf } from './calendar-days.ts'

/** A year by months: holidays and make-up days carry a sign, not only a colour; a day is a button while the calendar is edited. */
export const YearView = ({
  year,
  data,
  before,
  onTurn,
}: {
  readonly year: number
  readonly data: CalendarData
  readonly before: CalendarData | null
  readonly onTurn: ((day: string) => void) | null
}) => {
  const { t } = useText()
  const today = useToday()
  const head = [1, 2, 3, 4, 5, 6, 7].map((n) => t(`cases:settings.weekday.${n}`))
  return (
    <div className="cs-year">
      {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => (
        <table key={month} className="cs-month">
          <caption>{t('cases:settings.month', { name: t(`cases:settings.months.${month}`) })}</caption>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col" abbr={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((week, w) => (
              <tr key={w}>
                {week.map((day, i) => {
                  if (day === null) return <td key={i} />
                  const kind = kindOf(day, data)
                  const changed = before !== null && kindOf(day, before) !== kind
                  const name = data.names[day]
                  const said = [
                    t('cases:settings.day', { day }),
                    t(`cases:settings.kinds.${kind}`),
                    name ? t(`clock:holidays.${name}`) : '',
                    day < data.horizon_from || day > data.horizon_to ? t('cases:settings.unknown_day') : '',
                    changed ? t('cases:settings.changed_day') : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')
                  const inner = (
                    <>
                      <span>{Number(day.slice(8))}</span>
                      {kind === 'holiday' || kind === 'makeup' ? <small>{t(`cases:settings.sign.${kind}`)}</small> : null}
                    </>
                  )
                  return (
                    <td
                      key={day}
                      data-kind={kind}
                      data-today={day === today || undefined}
                      data-changed={changed || undefined}
                      data-unknown={day > data.horizon_to || undefined}
                    >
                      {onTurn ? (
                        <button
                          type="button"
                          aria-label={said}
                          aria-pressed={kind === 'holiday' || kind === 'makeup'}
                          title={said}
                          onClick={() => onTurn(day)}
                        >
                          {inner}
                        </button>
                      ) : (
                        <span className="cs-day" title={said}>
                          {inner}
                          <span className="b-unseen">{kind === 'holiday' || kind === 'makeup' ? said : ''}</span>
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}
