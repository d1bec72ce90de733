import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { AreaSelect } from '#areas/web/index.tsx'
import { Button, ErrorSummary, faultOf, Field, TextField, toast, useText, useToday } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { type CaseMoment, caseMoments, type ProgrammeKind, programmeKinds, type Sample, type Schedule, stratumBy, takesFromFrame } from '../../rules/index.ts'
import { type Programme, plannerApi } from './api.ts'
import { draftOf, newDraft, withPart } from './form-state.ts'
import { useChoices, useDistricts, useNames } from './names.ts'
import { PreviewBox } from './preview-box.tsx'

const whole = (text: string): number => Math.max(0, Math.trunc(Number(text)) || 0)

/** A programme, new or changed: what is looked at, how many, when, by whom; the frame is counted beside it while one types. */
export const ProgrammeForm = ({
  programme,
  onClose,
  onSaved,
}: {
  readonly programme: Programme | null
  readonly onClose: () => void
  readonly onSaved: (saved: Programme) => void
}) => {
  const { t } = useText()
  const today = useToday()
  const client = useQueryClient()
  const choices = useChoices()
  const districts = useDistricts()
  const names = useNames()
  const [draft, setDraft] = useState(() => (programme ? draftOf(programme) : newDraft(today)))
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { frame, sample, schedule, team, day } = draft.settings
  const word = (name: string) => t(`inspections:planner.form.${name}`)
  const options = <T extends string>(group: string, values: readonly T[]) =>
    values.map((value) => ({ value, label: t(`inspections:planner.${group}.${value}`) }))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const body = { ...draft, name: draft.name.trim() }
      const saved = programme ? await plannerApi.change(programme.id, body) : await plannerApi.create(body)
      toast({ text: t('inspections:planner.saved', { name: saved.name }) })
      void client.invalidateQueries({ queryKey: ['inspections'] })
      onSaved(saved)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const framed = takesFromFrame(draft.kind)
  const missing = draft.area_id === null ? word('area_missing') : undefined
  return (
    <SidePanel open onClose={onClose} title={programme ? programme.name : t('inspections:planner.add')} width={720}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <TextField
          label={word('name')}
          value={draft.name}
          maxLength={120}
          fault={faultOf(error, 'name')}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <div className="b-two">
          <Field label={word('kind')} hint={t(`inspections:planner.kind_hints.${draft.kind}`)} fault={faultOf(error, 'kind')}>
            {(id) => (
              <Select
                id={id}
                aria-label={word('kind')}
                style={{ width: '100%' }}
                value={draft.kind}
                disabled={programme !== null && programme.state !== 'draft'}
                onChange={(kind: ProgrammeKind) => setDraft({ ...draft, kind })}
                options={options('kinds', programmeKinds)}
              />
            )}
          </Field>
          <Field label={word('checklist')} hint={word('checklist_hint')} fault={faultOf(error, 'checklist_id')}>
            {(id) => (
              <Select
                id={id}
                aria-label={word('checklist')}
                allowClear
                style={{ width: '100%' }}
                value={draft.checklist_id}
                placeholder={t('ui:form.choose')}
                onChange={(checklist: string | undefined) => setDraft({ ...draft, checklist_id: checklist ?? null })}
                options={(choices.data?.checklists ?? []).map((c) => ({ value: c.id, label: c.title }))}
              />
            )}
          </Field>
        </div>
        <fieldset className="pl-part">
          <legend>{word('frame')}</legend>
          <div className="b-two">
            <Field label={word('area')} fault={faultOf(error, 'area_id')}>
              {(id) => (
                <AreaSelect
                  id={id}
                  width="100%"
                  label={word('area')}
                  placeholder={word('area')}
                  value={draft.area_id}
                  onChange={(area) => setDraft({ ...draft, area_id: area })}
                />
              )}
            </Field>
            <Field label={word('districts')} optional fault={faultOf(error, 'settings.frame.area_paths')}>
              {(id) => (
                <Select
                  id={id}
                  mode="multiple"
                  aria-label={word('districts')}
                  style={{ width: '100%' }}
                  placeholder={word('districts_all')}
                  value={[...frame.area_paths]}
                  optionFilterProp="label"
                  onChange={(paths: string[]) => setDraft(withPart(draft, 'frame', { area_paths: paths }))}
                  options={districts.filter((d) => d.path.includes('.')).map((d) => ({ value: d.path, label: d.name }))}
                />
              )}
            </Field>
          </div>
          <Field label={word('types')} optional fault={faultOf(error, 'settings.frame.place_types')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                aria-label={word('types')}
                style={{ width: '100%' }}
                placeholder={word('types_all')}
                value={[...frame.place_types]}
                optionFilterProp="label"
                onChange={(codes: string[]) => setDraft(withPart(draft, 'frame', { place_types: codes }))}
                options={(choices.data?.place_types ?? [])
                  .filter((p) => !p.retired || frame.place_types.includes(p.code))
                  .map((p) => ({ value: p.code, label: names.placeType(p.code) }))}
              />
            )}
          </Field>
          {framed ? (
            <TextField
              label={word('rest_days')}
              hint={word('rest_days_hint')}
              inputMode="numeric"
              value={String(frame.rest_days)}
              fault={faultOf(error, 'settings.frame.rest_days')}
              onChange={(event) => setDraft(withPart(draft, 'frame', { rest_days: whole(event.target.value) }))}
            />
          ) : null}
        </fieldset>
        <fieldset className="pl-part">
          <legend>{word('sample')}</legend>
          <div className="b-two">
            <Field label={word('take')}>
              {(id) => (
                <Select
                  id={id}
                  aria-label={word('take')}
                  style={{ width: '100%' }}
                  value={sample.take}
                  onChange={(take: Sample['take']) => setDraft(withPart(draft, 'sample', { take }))}
                  options={options(framed ? 'takes' : 'takes_closed', ['sample', 'all'] as const)}
                />
              )}
            </Field>
            {sample.take === 'sample' ? (
              <TextField
                label={word(framed ? 'count' : 'count_closed')}
                inputMode="numeric"
                value={String(sample.count)}
                fault={faultOf(error, 'settings.sample.count')}
                onChange={(event) => setDraft(withPart(draft, 'sample', { count: whole(event.target.value) }))}
              />
            ) : null}
          </div>
          {framed ? null : <p className="b-quiet b-small">{word('re_inspection_how')}</p>}
          {framed && sample.take === 'sample' ? (
            <>
              <div className="b-two">
                <Field label={word('stratify')} hint={word('stratify_hint')}>
                  {(id) => (
                    <Select
                      id={id}
                      aria-label={word('stratify')}
                      style={{ width: '100%' }}
                      value={sample.stratify}
                      onChange={(stratify: Sample['stratify']) => setDraft(withPart(draft, 'sample', { stratify, quotas: {} }))}
                      options={options('strata', stratumBy)}
                    />
                  )}
                </Field>
                <Field label={word('allocation')} hint={t(`inspections:planner.allocation_hints.${sample.allocation}`)} fault={faultOf(error, 'settings.sample.quotas')}>
                  {(id) => (
                    <Select
                      id={id}
                      aria-label={word('allocation')}
                      style={{ width: '100%' }}
                      value={sample.allocation}
                      onChange={(allocation: Sample['allocation']) => setDraft(withPart(draft, 'sample', { allocation }))}
                      options={options('allocations', ['proportional', 'neyman', 'fixed'] as const)}
                    />
                  )}
                </Field>
              </div>
              {sample.allocation === 'fixed' ? (
                <Quotas draft={draft} onChange={(quotas, count) => setDraft(withPart(draft, 'sample', { quotas, count }))} />
              ) : (
                <TextField
                  label={word('least')}
                  inputMode="numeric"
                  value={String(sample.least_per_stratum)}
                  fault={faultOf(error, 'settings.sample.least_per_stratum')}
                  onChange={(event) => setDraft(withPart(draft, 'sample', { least_per_stratum: whole(event.target.value) }))}
                />
              )}
              <div className="b-two">
                <Field label={word('probability')} hint={t(`inspections:planner.probability_hints.${sample.probability}`)}>
                  {(id) => (
                    <Select
                      id={id}
                      aria-label={word('probability')}
                      style={{ width: '100%' }}
                      value={sample.probability}
                      onChange={(probability: Sample['probability']) => setDraft(withPart(draft, 'sample', { probability }))}
                      options={options('probabilities', ['equal', 'size_and_risk'] as const)}
                    />
                  )}
                </Field>
                <Field label={word('spread')} hint={t(`inspections:planner.spread_hints.${sample.spread}`)}>
                  {(id) => (
                    <Select
                      id={id}
                      aria-label={word('spread')}
                      style={{ width: '100%' }}
                      value={sample.spread}
                      onChange={(spread: Sample['spread']) => setDraft(withPart(draft, 'sample', { spread }))}
                      options={options('spreads', ['balanced', 'plain'] as const)}
                    />
                  )}
                </Field>
              </div>
            </>
          ) : null}
        </fieldset>
        <fieldset className="pl-part">
          <legend>{word('schedule')}</legend>
          <div className="b-two">
            <Field label={word('every')} fault={faultOf(error, 'settings.schedule.interval')}>
              {(id) => (
                <span className="b-row">
                  <input
                    className="b-input pl-short"
                    aria-label={word('interval')}
                    inputMode="numeric"
                    value={String(schedule.interval)}
                    onChange={(event) => setDraft(withPart(draft, 'schedule', { interval: whole(event.target.value) }))}
                  />
                  <Select
                    id={id}
                    aria-label={word('every')}
                    style={{ minWidth: 120, flex: 1 }}
                    value={schedule.every}
                    onChange={(every: Schedule['every']) => setDraft(withPart(draft, 'schedule', { every }))}
                    options={options('everys', ['day', 'week', 'month', 'once'] as const)}
                  />
                </span>
              )}
            </Field>
            <Field label={word('days')}>
              {(id) => (
                <Select
                  id={id}
                  aria-label={word('days')}
                  style={{ width: '100%' }}
                  value={schedule.days}
                  onChange={(days: Schedule['days']) => setDraft(withPart(draft, 'schedule', { days }))}
                  options={options('day_kinds', ['working', 'any'] as const)}
                />
              )}
            </Field>
          </div>
          <div role="group" aria-label={word('weekdays')} className="pl-weekdays">
            <span className="b-small b-quiet">{word('weekdays')}</span>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
              const on = schedule.weekdays.includes(weekday)
              return (
                <Button
                  key={weekday}
                  size="small"
                  aria-pressed={on}
                  onClick={() =>
                    setDraft(
                      withPart(draft, 'schedule', {
                        weekdays: on ? schedule.weekdays.filter((d) => d !== weekday) : [...schedule.weekdays, weekday].toSorted(),
                      }),
                    )
                  }
                >
                  {t(`inspections:planner.weekday.${weekday}`)}
                </Button>
              )
            })}
            <span className="b-small b-quiet">{schedule.weekdays.length === 0 ? word('weekdays_all') : ''}</span>
          </div>
          <div className="b-two">
            <TextField
              type="date"
              label={word('starts_on')}
              value={draft.starts_on}
              fault={faultOf(error, 'starts_on')}
              onChange={(event) => setDraft({ ...draft, starts_on: event.target.value })}
            />
            <TextField
              type="date"
              label={word('ends_on')}
              optional
              value={draft.ends_on ?? ''}
              fault={faultOf(error, 'ends_on')}
              onChange={(event) => setDraft({ ...draft, ends_on: event.target.value || null })}
            />
          </div>
        </fieldset>
        <fieldset className="pl-part">
          <legend>{word('team')}</legend>
          <Field label={word('inspectors')} fault={faultOf(error, 'settings.team.inspector_ids')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                maxTagCount={6}
                aria-label={word('inspectors')}
                style={{ width: '100%' }}
                placeholder={word('inspectors')}
                value={[...team.inspector_ids]}
                optionFilterProp="label"
                onChange={(ids: string[]) => setDraft(withPart(draft, 'team', { inspector_ids: ids }))}
                options={(choices.data?.inspectors ?? []).map((i) => ({ value: i.id, label: i.display_name }))}
              />
            )}
          </Field>
          <Button
            size="small"
            onClick={() => setDraft(withPart(draft, 'team', { inspector_ids: (choices.data?.inspectors ?? []).map((i) => i.id) }))}
          >
            {t('inspections:planner.form.everybody', { n: choices.data?.inspectors.length ?? 0 })}
          </Button>
          <div className="b-two">
            <Field label={word('per_visit')}>
              {(id) => (
                <Select
                  id={id}
                  aria-label={word('per_visit')}
                  style={{ width: '100%' }}
                  value={team.per_visit}
                  onChange={(per_visit: 1 | 2 | 3) => setDraft(withPart(draft, 'team', { per_visit }))}
                  options={[1, 2, 3].map((value) => ({ value, label: String(value) }))}
                />
              )}
            </Field>
            <TextField
              label={word('most_per_day')}
              inputMode="numeric"
              value={String(team.most_per_day)}
              fault={faultOf(error, 'settings.team.most_per_day')}
              onChange={(event) => setDraft(withPart(draft, 'team', { most_per_day: whole(event.target.value) }))}
            />
          </div>
          <label className="b-choice">
            <input
              type="checkbox"
              checked={team.recuse_home_district}
              onChange={(event) => setDraft(withPart(draft, 'team', { recuse_home_district: event.target.checked }))}
            />
            <span>
              {word('recuse_home')}
              <small>{word('recuse_home_hint')}</small>
            </span>
          </label>
          <div className="b-two">
            <TextField
              type="time"
              label={word('from')}
              value={day.from}
              fault={faultOf(error, 'settings.day.from')}
              onChange={(event) => setDraft(withPart(draft, 'day', { from: event.target.value }))}
            />
            <TextField
              type="time"
              label={word('to')}
              value={day.to}
              fault={faultOf(error, 'settings.day.to')}
              onChange={(event) => setDraft(withPart(draft, 'day', { to: event.target.value }))}
            />
          </div>
        </fieldset>
        <fieldset className="pl-part">
          <legend>{word('cases_at')}</legend>
          <Field label={word('cases_at_label')} hint={t(`inspections:planner.cases_at_hints.${draft.settings.cases_at ?? 'acceptance'}`)} fault={faultOf(error, 'settings.cases_at')}>
            {(id) => (
              <Select
                id={id}
                aria-label={word('cases_at_label')}
                style={{ width: '100%' }}
                value={draft.settings.cases_at ?? 'acceptance'}
                onChange={(cases_at: CaseMoment) => setDraft({ ...draft, settings: { ...draft.settings, cases_at } })}
                options={options('cases_at', caseMoments)}
              />
            )}
          </Field>
        </fieldset>
        {framed ? (
          <fieldset className="pl-part">
            <legend>{t('inspections:planner.preview.title')}</legend>
            <PreviewBox draft={draft} programmeId={programme?.id ?? null} />
          </fieldset>
        ) : null}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}

/** A number for each stratum of the frame; their sum is the sample. */
const Quotas = ({
  draft,
  onChange,
}: {
  readonly draft: ReturnType<typeof newDraft>
  readonly onChange: (quotas: Record<string, number>, count: number) => void
}) => {
  const { t } = useText()
  const names = useNames()
  const districts = useDistricts()
  const { sample, frame } = draft.settings
  const places = frame.area_paths.length > 0 ? frame.area_paths : districts.filter((d) => d.path.includes('.')).map((d) => d.path)
  const keys =
    sample.stratify === 'whole'
      ? ['all']
      : sample.stratify === 'district'
        ? places
        : sample.stratify === 'place_type'
          ? frame.place_types
          : places.flatMap((path) => frame.place_types.map((code) => `${path}/${code}`))
  const set = (key: string, text: string): void => {
    const quotas = { ...sample.quotas, [key]: whole(text) }
    onChange(
      quotas,
      Object.values(quotas).reduce((sum, n) => sum + n, 0),
    )
  }
  if (keys.length === 0) return <p className="b-quiet">{t('inspections:planner.form.quotas_types')}</p>
  return (
    <div className="pl-quotas">
      {keys.slice(0, 200).map((key) => (
        <label key={key}>
          <span>{names.stratum(key, sample.stratify)}</span>
          <input
            className="b-input pl-short"
            inputMode="numeric"
            value={String(sample.quotas[key] ?? 0)}
            onChange={(event) => set(key, event.target.value)}
          />
        </label>
      ))}
    </div>
  )
}
