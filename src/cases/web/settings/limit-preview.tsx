import { InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { Field, Panel, sayExactly, TextField, text as anyText, useText, useTime, useToday } from '#platform/web-ui/index.ts'
import { parseLocalDate } from '#base/instants.ts'
import { compileCalendar } from '#base/working-calendar.ts'
import { readCalendar } from '#base/working-calendar-data.ts'
import { instantAt } from '#base/zones.ts'
import { dueOf, explainDue, explanationLines, type LimitUnit, limitUnits } from '../../rules/index.ts'
import type { CalendarData } from './api.ts'

const compiled = (data: CalendarData) => {
  const read = readCalendar(data)
  if (!read.ok) return null
  try {
    return compileCalendar(read.value)
  } catch {
    return null
  }
}

/** What a sample limit comes to on the calendar in force, and on the one being edited: computed here by the very rules the server uses. */
export const LimitPreview = ({ before, after }: { readonly before: CalendarData; readonly after: CalendarData }) => {
  const { t } = useText()
  const today = useToday()
  const { context } = useTime()
  const [value, setValue] = useState(3)
  const [unit, setUnit] = useState<LimitUnit>('work_day')
  const [day, setDay] = useState(today)
  const [time, setTime] = useState('16:00')
  const answer = useMemo(() => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    if (!parseLocalDate(day).ok) return null
    const of = (data: CalendarData) => {
      const calendar = compiled(data)
      if (!calendar) return null
      const input = { start: instantAt(day, hour * 60 + minute, calendar.zone), limit: { value, unit }, calendar }
      const due = dueOf(input)
      return { due, lines: explanationLines(explainDue(input, due), (key, params) => anyText(`clock:${key}`, params)) }
    }
    return { before: of(before), after: of(after) }
  }, [before, after, value, unit, day, time])
  const said = (at: number | null | undefined): string => (at === null || at === undefined ? '' : sayExactly(at, context))
  const same = answer?.before?.due.due_at === answer?.after?.due.due_at
  return (
    <Panel title={t('cases:settings.preview')}>
      <p className="b-quiet cs-lead">{t('cases:settings.preview_what')}</p>
      <div className="cs-preview">
        <Field label={t('cases:settings.limit')}>
          {(id) => (
            <span className="b-row">
              <InputNumber id={id} aria-label={t('cases:settings.limit')} min={0.25} max={3650} value={value} onChange={(n) => setValue(n ?? 1)} />
              <Select<LimitUnit>
                aria-label={t('cases:settings.limit_unit')}
                value={unit}
                onChange={setUnit}
                options={limitUnits.map((u) => ({ value: u, label: t(`clock:units.${u}`) }))}
              />
            </span>
          )}
        </Field>
        <TextField type="date" label={t('cases:settings.start_day')} value={day} onChange={(event) => setDay(event.target.value)} />
        <TextField type="time" label={t('cases:settings.start_time')} value={time} onChange={(event) => setTime(event.target.value || '00:00')} />
      </div>
      {answer?.after ? (
        <div className="b-note" role="status" data-tone={answer.after.due.provisional ? 'today' : 'on_track'}>
          <p>
            {t('cases:settings.due_is')} <strong>{said(answer.after.due.due_at)}</strong>
            {answer.after.due.provisional ? ` ${t('cases:settings.provisional')}` : ''}
          </p>
          {before === after || same ? null : <p>{t('cases:settings.due_was', { when: said(answer.before?.due.due_at) })}</p>}
          <details>
            <summary>{t('cases:settings.how')}</summary>
            <ol className="cs-steps">
              {answer.after.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </details>
        </div>
      ) : (
        <p className="b-note" data-tone="fault">
          {t('cases:settings.no_working_time')}
        </p>
      )}
    </Panel>
  )
}
