import { useState } from 'react'
import { Button } from '#platform/web-ui/button.tsx'
import { FormView } from './form-view.tsx'
import { useText } from '#platform/web-ui/i18n.ts'
import { EmptyState } from '#platform/web-ui/states.tsx'
import { Findings } from './findings.tsx'
import { useField } from './hooks.ts'
import { Note, Notes, Sheet, StandingTag } from './parts.tsx'
import { PhotoSlots } from './photo-slots.tsx'
import { goTo } from './place-in-app.ts'
import type { DraftRow } from './rows.ts'
import { useChecklist, useScore } from './use-checklist.ts'
import type { OpenStop } from './use-stop.tsx'
import { VisitFacts } from './visit-facts.tsx'
import { beginDraft, changeDraft } from './work.ts'

/** One visit: before it is begun what is known of the place, afterwards the checklist. */
export const Visit = (stop: OpenStop) => {
  const { t } = useText()
  const { field } = useField()
  const { row, draft, standing } = stop
  const { visit } = row
  const [begun, setBegun] = useState(draft !== null)
  const title = visit.place?.name ?? visit.number
  const closed = visit.state === 'accepted' || (visit.state === 'cancelled' && draft === null)
  const state = (
    <>
      <Notes quiet />
      {closed ? <Note>{t(`inspections:field.visit.${visit.state}`)}</Note> : null}
      {visit.state === 'returned' ? <Note kind="warn">{t('inspections:field.visit.returned', { reason: visit.reason ?? '' })}</Note> : null}
      {standing === 'conflict' ? <Note kind="warn">{t('inspections:field.queue.conflict')}</Note> : null}
      {!row.listed ? <Note kind="warn">{t('inspections:field.visit.gone')}</Note> : null}
      {visit.state === 'cancelled' && draft ? <Note kind="warn">{t('inspections:field.visit.cancelled_meanwhile')}</Note> : null}
    </>
  )
  if (closed || !begun || draft === null) {
    const start = async (): Promise<void> => {
      await beginDraft(field.db, row)
      setBegun(true)
    }
    return (
      <Sheet back={{ at: 'today' }} title={title} under={<StandingTag standing={standing} />} bar={closed ? undefined : (
        <>
          <Button size="large" onClick={() => goTo({ at: 'blocked', id: row.id })}>{t('inspections:field.visit.blocked')}</Button>
          <Button kind="primary" size="large" className="fd-main-action" onClick={() => void start()}>{t('inspections:field.visit.start')}</Button>
        </>
      )}>
        {state}
        <VisitFacts visit={visit} />
      </Sheet>
    )
  }
  return (
    <Sheet back={{ at: 'today' }} title={title} under={<>{visit.number} · <StandingTag standing={standing} /></>} bar={(
      <>
        <Button size="large" icon="plus" onClick={() => goTo({ at: 'problem', id: row.id })}>{t('inspections:field.problem.short')}</Button>
        <Button kind="primary" size="large" className="fd-main-action" onClick={() => goTo({ at: 'review', id: row.id })}>{t('inspections:field.visit.review')}</Button>
      </>
    )}>
      {state}
      {draft.checklist_version_id !== visit.checklist_version_id ? <Note>{t('inspections:field.visit.other_checklist')}</Note> : null}
      {!draft.open && draft.submitted_revision > 0 ? <Note>{t('inspections:field.visit.change_again')}</Note> : null}
      {draft.not_done_reason === null ? null : (
        <Note action={<button type="button" className="fd-link" onClick={() => void changeDraft(field.db, row.account_id, row.id, { not_done_reason: null })}>{t('inspections:field.visit.possible_after_all')}</button>}>
          {t('inspections:field.visit.was_blocked', { reason: draft.not_done_reason })}
        </Note>
      )}
      <details className="fd-more"><summary>{t('inspections:field.visit.about')}</summary><VisitFacts visit={visit} /></details>
      <Body stop={stop} draft={draft} />
      <p className="fd-blocked"><button type="button" className="fd-link" onClick={() => goTo({ at: 'blocked', id: row.id })}>{t('inspections:field.visit.blocked')}</button></p>
    </Sheet>
  )
}

/** Name and row of the question at a path such as `row[2]/lamp`. */
export const questionAt = (path: string): { readonly item: string; readonly instance: number } => ({
  item: path.split('/').at(-1) ?? path, instance: Number(/\[(\d+)\](?!.*\[)/.exec(path)?.[1] ?? 0),
})
type Media = { readonly photo_ids: readonly string[] }
const idsOf = (value: unknown): readonly string[] => (value as Media | null)?.photo_ids ?? []

const Body = ({ stop, draft }: { readonly stop: OpenStop; readonly draft: DraftRow }) => {
  const { t } = useText()
  const { checklist, photos, row } = stop
  const session = useChecklist(draft, checklist)
  const score = useScore(session, checklist)
  if (!session || !checklist) return <EmptyState title={t('inspections:field.visit.no_checklist')}><p>{t('inspections:field.visit.no_checklist_why')}</p></EmptyState>
  const asked = new Set(checklist.items.filter((item) => item.evidence !== 'none').map((item) => item.name))
  const always = new Set(checklist.items.filter((item) => item.evidence === 'always').map((item) => item.name))
  const due = (score?.answers ?? []).filter((a) => asked.has(a.item) && (always.has(a.item) ? a.outcome !== 'not_applicable' && a.outcome !== 'not_observed' : a.outcome === 'fail' || a.outcome === 'partial'))
  return (
    <>
      <FormView
        session={session}
        slots={{
          photo: (path, value, onChange) => (
            <PhotoSlots visitId={row.id} slot={{ ...questionAt(path), finding_key: null }} kinds={['near', 'far']} photos={photos} name={questionAt(path).item}
              onAdded={(id) => onChange({ photo_ids: [...idsOf(value), id] })} onRemoved={(id) => onChange({ photo_ids: idsOf(value).filter((known) => known !== id) })} />
          ),
        }}
      />
      {due.length > 0 ? (
        <section className="fd-panel fd-evidence">
          <h2>{t('inspections:field.photos.evidence')}</h2>
          {due.map((answer) => (
            <div key={`${answer.item}:${answer.instance}`} className="fd-one">
              <h3>{answer.label}</h3>
              <PhotoSlots visitId={row.id} slot={{ item: answer.item, instance: answer.instance, finding_key: null }} kinds={['near', 'far']} photos={photos} name={answer.label} />
            </div>
          ))}
        </section>
      ) : null}
      <section className="fd-panel">
        <h2>{t('inspections:field.photos.whole')}</h2>
        <PhotoSlots visitId={row.id} slot={{ item: null, instance: 0, finding_key: null }} kinds={['near', 'far', 'reference']} photos={photos} name={t('inspections:field.photos.whole')} />
      </section>
      <Findings draft={draft} photos={photos} />
    </>
  )
}
