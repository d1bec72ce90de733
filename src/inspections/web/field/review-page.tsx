import { useMemo, useState } from 'react'
import { type Answers, type FormDefinition, type NodeView, openForm } from '#platform/forms/index.ts'
import { Button } from '#platform/web-ui/button.tsx'
import { useText } from '#platform/web-ui/i18n.ts'
import { toast } from '#platform/web-ui/toast.tsx'
import { labelIn, outcomes, scoreVisit } from '../../rules/index.ts'
import { useField } from './hooks.ts'
import { locate } from './location.ts'
import { heldDraft } from './memory.ts'
import { Note, Notes, Sheet } from './parts.tsx'
import { PhotoSlots } from './photo-slots.tsx'
import { goTo } from './place-in-app.ts'
import { carriedBeside } from './submission.ts'
import type { OpenStop } from './use-stop.tsx'
import { submitVisit } from './work.ts'

const labels = (nodes: readonly NodeView[]): readonly (readonly [string, string])[] =>
  nodes.flatMap((node) => [[node.path, node.label] as const, ...labels(node.nodes), ...node.instances.flatMap((one) => labels(one.nodes))])

/** Everything once more before it goes: what is missing by name, what was found, then one big button. */
export const Review = ({ row, draft, photos, checklist }: OpenStop) => {
  const { t, language } = useText()
  const { field, session: { city }, offset } = useField()
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  const current = draft ? { ...draft, ...heldDraft(row.account_id, row.id) } : null
  const looked = useMemo(() => {
    if (!checklist || !current) return null
    const session = openForm(checklist.form as FormDefinition, { answers: current.answers as Answers, language, now: Date.now() + offset, zone: city.zone })
    const faults = session.validate()
    const names = new Map(labels(session.view()))
    const scored = scoreVisit(checklist.items, session.answers(), language)
    const item = new Map(checklist.items.map((one) => [one.name, labelIn(one.label, language) || one.name]))
    return { faults: faults.map((fault) => ({ ...fault, label: names.get(fault.path) ?? fault.path })), scored, missing: scored.missingEvidence([...carriedBeside(current, photos), ...photos]).map((name) => item.get(name.split(':')[0] ?? name) ?? name) }
  }, [checklist, current?.changed_at, photos, language]) // eslint-disable-line react-hooks/exhaustive-deps
  const back = { at: 'visit', id: row.id } as const
  if (!draft || !current) return <Sheet back={back} title={t('inspections:field.review.title')}><p>{t('inspections:field.review.not_begun')}</p></Sheet>
  const blocked = current.not_done_reason !== null
  const faults = blocked ? [] : (looked?.faults ?? [])
  const submit = async (): Promise<void> => {
    setBusy(true)
    setFull(false)
    const { fix } = await locate(8_000)
    const saved = await submitVisit(field.db, row, fix)
    setBusy(false)
    if (!saved) return setFull(true)
    toast({ text: t(navigator.onLine ? 'inspections:field.review.queued' : 'inspections:field.review.queued_offline') })
    goTo({ at: 'today' }, true)
    void field.sync.run(true)
  }
  const tally = looked?.scored.score.tally
  return (
    <Sheet back={back} title={t('inspections:field.review.title')} under={row.visit.place?.name} bar={(
      <Button kind="primary" size="large" className="fd-main-action" busy={busy} refusal={faults.length > 0 ? t('inspections:field.review.faults', { n: faults.length }) : undefined} onClick={() => void submit()}>
        {busy ? t('inspections:field.review.locating') : t('inspections:field.review.submit')}
      </Button>
    )}>
      <Notes quiet />
      {full ? <Note kind="warn">{t('inspections:field.notes.full')}</Note> : null}
      {blocked ? (
        <section className="fd-panel">
          <h2>{t('inspections:field.blocked.title')}</h2>
          <p>{current.not_done_reason}</p>
          <PhotoSlots visitId={row.id} slot={{ item: null, instance: 0, finding_key: null }} kinds={['near', 'far']} photos={photos} name={t('inspections:field.blocked.title')} />
        </section>
      ) : (
        <>
          {faults.length > 0 ? (
            <section className="fd-panel" data-kind="warn">
              <h2>{t('inspections:field.review.faults', { n: faults.length })}</h2>
              <ul>{faults.map((fault) => <li key={fault.path + fault.code}>{fault.label}{fault.message ? `: ${fault.message}` : ''}</li>)}</ul>
              <Button size="large" onClick={() => goTo({ at: 'fill', id: row.id })}>{t('inspections:field.review.fill')}</Button>
            </section>
          ) : null}
          {looked && looked.missing.length > 0 ? (
            <section className="fd-panel" data-kind="warn">
              <h2>{t('inspections:field.review.missing', { n: looked.missing.length })}</h2>
              <ul>{looked.missing.map((name, i) => <li key={i}>{name}</li>)}</ul>
              <p className="b-quiet">{t('inspections:field.review.missing_why')}</p>
              <Button size="large" icon="photo" onClick={() => goTo(back)}>{t('inspections:field.review.take')}</Button>
            </section>
          ) : null}
          {tally ? (
            <section className="fd-panel">
              <h2>{t('inspections:field.review.result')}</h2>
              <dl className="fd-tally">{outcomes.map((outcome) => <div key={outcome}><dt>{t(`inspections:field.outcome.${outcome}`)}</dt><dd>{tally[outcome]}</dd></div>)}</dl>
            </section>
          ) : null}
        </>
      )}
      {!blocked && looked && looked.scored.proposals.length + current.findings.length > 0 ? (
        <section className="fd-panel">
          <h2>{t('inspections:field.review.problems', { n: looked.scored.proposals.length + current.findings.length })}</h2>
          <ul>
            {looked.scored.proposals.map((one) => <li key={one.key}>{one.description}</li>)}
            {current.findings.map((one) => <li key={one.key}>{one.description}</li>)}
          </ul>
        </section>
      ) : null}
      <section className="fd-panel">
        <p>{t('inspections:field.review.photos', { n: photos.length })}</p>
        <p className="b-quiet b-small">{t('inspections:field.review.location')}</p>
      </section>
    </Sheet>
  )
}
