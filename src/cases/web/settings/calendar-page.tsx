import './settings.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  Button,
  Dialog,
  ErrorState,
  ErrorSummary,
  LoadingSkeleton,
  PageHead,
  Panel,
  TextField,
  toast,
  useMay,
  useText,
  useToday,
  useUrlState,
} from '#platform/web-ui/index.ts'
import { daysOf } from '#base/zones.ts'
import { type CalendarData, settingsApi } from './api.ts'
import { turned } from './calendar-days.ts'
import { CalendarForm } from './calendar-form.tsx'
import { ClockRules } from './clock-rules.tsx'
import { LimitPreview } from './limit-preview.tsx'
import { YearView } from './year-view.tsx'

const warnDays = 60

/** Saving asks where the days come from: every version says its source. */
const SaveDialog = ({
  draft,
  today,
  onClose,
  onSaved,
}: {
  readonly draft: CalendarData
  readonly today: string
  readonly onClose: () => void
  readonly onSaved: () => void
}) => {
  const { t } = useText()
  const [source, setSource] = useState('')
  const [version, setVersion] = useState(`${today}`)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const saved = await settingsApi.save({ ...draft, source: source.trim(), version: version.trim() })
      toast({ text: t('cases:settings.saved', { version: saved.version }) })
      onSaved()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('cases:settings.save_title')} width={480}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <p className="b-quiet">{t('cases:settings.save_why')}</p>
        <TextField
          label={t('cases:settings.source')}
          hint={t('cases:settings.source_hint')}
          value={source}
          maxLength={200}
          onChange={(event) => setSource(event.target.value)}
        />
        <TextField label={t('cases:settings.version')} value={version} maxLength={60} onChange={(event) => setVersion(event.target.value)} />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={source.trim() === '' ? t('cases:settings.source_missing') : undefined}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Working days and hours of a year, what they make of a limit, and the clock rules that count with them. */
const CalendarPage = () => {
  const { t } = useText()
  const may = useMay()
  const today = useToday()
  const client = useQueryClient()
  const [search, set] = useUrlState()
  const [draft, setDraft] = useState<CalendarData | null>(null)
  const [saving, setSaving] = useState(false)
  const answer = useQuery({ queryKey: ['settings', 'calendars'], queryFn: ({ signal }) => settingsApi.calendars(signal) })
  if (answer.isError)
    return (
      <div className="b-page">
        <PageHead title={t('cases:settings.title')} />
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </div>
    )
  if (!answer.data)
    return (
      <div className="b-page">
        <PageHead title={t('cases:settings.title')} />
        <LoadingSkeleton lines={8} />
      </div>
    )
  const { items, in_use } = answer.data
  const saved = items.find((c) => c.id === (search['id'] ?? in_use)) ?? items[0]
  if (!saved) return null
  const shown = draft ?? saved
  const year = Number(search['year'] ?? today.slice(0, 4))
  const left = daysOf(saved.horizon_to) - daysOf(today)
  return (
    <div className="b-page">
      <PageHead
        title={t('cases:settings.title')}
        actions={
          may('calendar.manage') ? (
            draft ? (
              <>
                <Button onClick={() => setDraft(null)}>{t('ui:cancel')}</Button>
                <Button kind="primary" refusal={draft === saved ? t('cases:settings.nothing_changed') : undefined} onClick={() => setSaving(true)}>
                  {t('cases:settings.save')}
                </Button>
              </>
            ) : (
              <Button kind="primary" onClick={() => setDraft(saved)}>
                {t('ui:kit.edit')}
              </Button>
            )
          ) : null
        }
      >
        <p className="b-quiet">{t('cases:settings.hint')}</p>
      </PageHead>
      {left < warnDays ? (
        <div className="b-note" data-tone="today" role="note">
          <p>
            <strong>{t(left < 0 ? 'cases:settings.horizon_past' : 'cases:settings.horizon_near', { day: saved.horizon_to })}</strong>
          </p>
          <p>{t('cases:settings.horizon_do')}</p>
        </div>
      ) : null}
      <Panel>
        <div className="b-stack">
          <div className="b-row cs-bar">
            <Select
              style={{ minWidth: 220 }}
              aria-label={t('cases:settings.which')}
              value={saved.id}
              disabled={draft !== null}
              onChange={(id: string) => set({ id })}
              options={items.map((c) => ({
                value: c.id,
                label: `${t(`cases:settings.ids.${c.id}`, { defaultValue: c.id })}${c.id === in_use ? ` · ${t('cases:settings.in_use')}` : ''}`,
              }))}
            />
            <span className="b-row">
              <Button icon="left" aria-label={t('cases:settings.year_before')} onClick={() => set({ year: String(year - 1) })} />
              <strong className="cs-year-name">{t('cases:settings.year', { n: year })}</strong>
              <Button icon="right" aria-label={t('cases:settings.year_after')} onClick={() => set({ year: String(year + 1) })} />
            </span>
            <span className="b-small b-quiet">
              {t('cases:settings.known', { from: shown.horizon_from, to: shown.horizon_to })} ·{' '}
              {t('cases:settings.version_is', { version: saved.version })} · {saved.source}
            </span>
          </div>
          {draft ? <p className="b-note">{t('cases:settings.editing')}</p> : null}
          <YearView year={year} data={shown} before={draft ? saved : null} onTurn={draft ? (day) => setDraft(turned(day, draft)) : null} />
          <ul className="cs-legend" aria-label={t('cases:settings.legend')}>
            {(['workday', 'weekend', 'holiday', 'makeup'] as const).map((kind) => (
              <li key={kind}>
                <span data-kind={kind}>{kind === 'holiday' || kind === 'makeup' ? t(`cases:settings.sign.${kind}`) : ''}</span>
                {t(`cases:settings.kinds.${kind}`)}
              </li>
            ))}
          </ul>
        </div>
      </Panel>
      <CalendarForm data={shown} onChange={draft ? setDraft : null} />
      <LimitPreview before={saved} after={shown} />
      <ClockRules />
      {saving && draft ? (
        <SaveDialog
          draft={draft}
          today={today}
          onClose={() => setSaving(false)}
          onSaved={() => {
            setSaving(false)
            setDraft(null)
            void client.invalidateQueries({ queryKey: ['settings'] })
          }}
        />
      ) : null}
    </div>
  )
}
export default CalendarPage
