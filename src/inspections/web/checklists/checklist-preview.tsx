import { Segmented } from 'antd'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { type AnswerError, openForm } from '#platform/forms/index.ts'
import { Button, Panel, sayNumber, useCity, useText } from '#platform/web-ui/index.ts'
import { FormView } from '#platform/web-ui/forms/index.tsx'
import { type Outcome, outcomes, scoreVisit } from '../../rules/index.ts'
import type { Content } from './api.ts'

const marks: Readonly<Record<Outcome, string>> = { pass: '✓', partial: '◐', fail: '✕', not_applicable: '–', not_observed: '?' }

/** The form in the frame of a phone, filled in for a try; beside it what it would be scored. */
export const ChecklistPreview = ({ content }: { readonly content: Content }) => {
  const { t, language } = useText()
  const city = useCity()
  const { form, items } = content
  const [spoken, setSpoken] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const [errors, setErrors] = useState<readonly AnswerError[] | null>(null)
  const session = useMemo(() => openForm(form, { language: spoken ?? language, now: () => Date.now(), zone: city.zone, random: Math.random }), [form, round]) // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => session.setLanguage(spoken ?? language), [session, spoken, language])
  const view = useSyncExternalStore(session.subscribe, session.view)
  const scored = useMemo(() => scoreVisit(items, session.answers(), spoken ?? language), [items, session, view, spoken, language]) // eslint-disable-line react-hooks/exhaustive-deps
  const { score, proposals, missingEvidence } = scored
  const missing = missingEvidence([])
  const label = (key: string): string => scored.answers.find((answer) => `${answer.item}:${answer.instance}` === key)?.label ?? key
  const begin = (): void => {
    setRound((n) => n + 1)
    setErrors(null)
  }
  return (
    <div className="ck-preview">
      <div className="ck-phone" role="region" aria-label={t('inspections:checklists.preview.phone')} tabIndex={0}>
        <FormView key={round} session={session} errors={errors} />
      </div>
      <div className="ck-side">
        <Panel>
          <p className="b-quiet">{t('inspections:checklists.preview.lead')}</p>
          <p className="ck-score" role="status">
            {score.score === null ? t('inspections:checklists.preview.no_score') : t('inspections:checklists.preview.score', { score: sayNumber(score.score, language, 1) })}
          </p>
          <p className="b-quiet">{t('inspections:checklists.preview.weights', { met: sayNumber(score.weight_met, language, 1), applicable: sayNumber(score.weight_applicable, language, 1) })}</p>
          <ul className="ck-tally">
            {outcomes.map((outcome) => <li key={outcome}><span aria-hidden="true">{marks[outcome]}</span> {t(`inspections:checklists.outcomes.${outcome}`)} <b className="b-number">{score.tally[outcome]}</b></li>)}
          </ul>
          {proposals.length > 0 ? (
            <>
              <h3>{t('inspections:checklists.preview.proposals', { n: proposals.length })}</h3>
              <ul className="ck-list">{proposals.map((proposal) => <li key={proposal.key}><span className="b-mono b-small">{proposal.category}</span> {proposal.description}</li>)}</ul>
            </>
          ) : null}
          {missing.length > 0 ? <p className="b-small">{t('inspections:checklists.preview.missing', { items: missing.map(label).join(language === 'en' ? '; ' : '；') })}</p> : null}
          <div className="b-row ck-do">
            <Button onClick={() => setErrors(session.validate())}>{t('inspections:checklists.preview.check')}</Button>
            <Button kind="quiet" onClick={begin}>{t('inspections:checklists.preview.reset')}</Button>
          </div>
          {errors !== null && errors.length === 0 ? <p role="status">{t('inspections:checklists.preview.complete')}</p> : null}
          {form.languages.length > 1 ? (
            <div className="b-stack">
              <span className="b-small b-quiet">{t('inspections:checklists.preview.language')}</span>
              <Segmented aria-label={t('inspections:checklists.preview.language')} value={spoken ?? form.languages.find((one) => one.toLowerCase().startsWith(language.slice(0, 2))) ?? form.default_language}
                onChange={(next) => setSpoken(String(next))} options={form.languages.map((one) => ({ value: one, label: one }))} />
            </div>
          ) : null}
        </Panel>
      </div>
    </div>
  )
}
