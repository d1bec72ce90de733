import { Button, Panel, TextField, useText } from '#platform/web-ui/index.ts'
import type { CalendarData } from './api.ts'

/** Hours of a working day, which weekdays work, and until when the days are officially known. */
export const CalendarForm = ({ data, onChange }: { readonly data: CalendarData; readonly onChange: ((next: CalendarData) => void) | null }) => {
  const { t, language } = useText()
  const joint = language === 'en' ? ', ' : '、'
  if (!onChange) {
    return (
      <Panel title={t('cases:settings.hours_title')}>
        <dl className="b-facts">
          <dt>{t('cases:settings.windows')}</dt>
          <dd>{data.windows.map(([from, to]) => `${from}–${to}`).join(joint)}</dd>
          <dt>{t('cases:settings.weekdays')}</dt>
          <dd>{data.weekdays.map((n) => t(`cases:settings.weekday_long.${n}`)).join(joint)}</dd>
          <dt>{t('cases:settings.zone')}</dt>
          <dd>{data.zone}</dd>
        </dl>
      </Panel>
    )
  }
  const put = (change: Partial<CalendarData>): void => onChange({ ...data, ...change })
  const window = (i: number, side: 0 | 1, value: string): void =>
    put({ windows: data.windows.map((w, at) => (at === i ? (side === 0 ? [value, w[1]] : [w[0], value]) : w)) })
  return (
    <Panel title={t('cases:settings.hours_title')}>
      <div className="b-stack">
        <fieldset className="cs-windows">
          <legend>{t('cases:settings.windows')}</legend>
          {data.windows.map(([from, to], i) => (
            <span key={i} className="b-row">
              <input
                className="b-input"
                type="time"
                aria-label={t('cases:settings.window_from', { n: i + 1 })}
                value={from}
                onChange={(event) => window(i, 0, event.target.value)}
              />{' '}
              –
              <input
                className="b-input"
                type="time"
                aria-label={t('cases:settings.window_to', { n: i + 1 })}
                value={to}
                onChange={(event) => window(i, 1, event.target.value)}
              />
              {data.windows.length > 1 ? (
                <Button
                  kind="quiet"
                  size="small"
                  icon="close"
                  aria-label={t('cases:settings.remove_window', { n: i + 1 })}
                  onClick={() => put({ windows: data.windows.filter((_, at) => at !== i) })}
                />
              ) : null}
            </span>
          ))}
          <Button size="small" icon="plus" onClick={() => put({ windows: [...data.windows, ['19:00', '21:00']] })}>
            {t('cases:settings.add_window')}
          </Button>
        </fieldset>
        <fieldset className="cs-windows">
          <legend>{t('cases:settings.weekdays')}</legend>
          <span className="b-row">
            {[1, 2, 3, 4, 5, 6, 7].map((n) => (
              <Button
                key={n}
                aria-pressed={data.weekdays.includes(n)}
                onClick={() => put({ weekdays: data.weekdays.includes(n) ? data.weekdays.filter((d) => d !== n) : [...data.weekdays, n].sort() })}
              >
                {t(`cases:settings.weekday_long.${n}`)}
              </Button>
            ))}
          </span>
        </fieldset>
        <div className="b-two cs-narrow">
          <TextField
            type="date"
            label={t('cases:settings.horizon_from')}
            value={data.horizon_from}
            onChange={(event) => put({ horizon_from: event.target.value })}
          />
          <TextField
            type="date"
            label={t('cases:settings.horizon_to')}
            hint={t('cases:settings.horizon_hint')}
            value={data.horizon_to}
            onChange={(event) => put({ horizon_to: event.target.value })}
          />
        </div>
      </div>
    </Panel>
  )
}
