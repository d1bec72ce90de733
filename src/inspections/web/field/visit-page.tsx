import { type ReactNode, useMemo, useState } from 'react'
import { eachNode, type FormDefinition } from '#platform/forms/index.ts'
import { Button } from '#platform/web-ui/button.tsx'
import { FormView } from '#platform/web-ui/forms/index.tsx'
import { useText } from '#platform/web-ui/i18n.ts'
import type { ChecklistItem, ItemAnswer } from '../../rules/index.ts'
import { EmptyState } from '#platform/web-ui/states.tsx'
import { Findings } from './findings.tsx'
import { useField } from './hooks.ts'
import { Note, Notes, Sheet, StandingTag } from './parts.tsx'
import { PhotoSlots } from './photo-slots.tsx'
import { goTo } from './place-in-app.ts'
import type { DraftRow } from './rows.ts'
import { carriedBeside } from './submission.ts'
import { useChecklist, useScore } from './use-checklist.ts'
import type { OpenStop } from './use-stop.tsx'
import { VisitFacts } from './visit-facts.tsx'
import { beginDraft, changeDraft } from './work.ts'

/** One visit: before it is begun what is known of the place, afterwards the checklist. */
export const Visit = (stop: OpenStop & { readonly fill?: boolean }) => {
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
      <Body stop={stop} draft={draft} fill={stop.fill ?? false} />
      <p className="fd-blocked"><button type="button" className="fd-link" onClick={() => goTo({ at: 'blocked', id: row.id })}>{t('inspections:field.visit.blocked')}</button></p>
    </Sheet>
  )
}

/** Name and row of the question at a path such as `row[2]/lamp`. */
const questionAt = (path: string): { readonly item: string; readonly instance: number } => ({
  item: path.split('/').at(-1) ?? path, instance: Number(/\[(\d+)\](?!.*\[)/.exec(path)?.[1] ?? 0),
})

const Body = ({ stop, draft, fill }: { readonly stop: OpenStop; readonly draft: DraftRow; readonly fill: boolean }) => {
  const { t } = useText()
  const { checklist, photos, row } = stop
  const session = useChecklist(draft, checklist)
  const score = useScore(session, checklist)
  const errors = useMemo(() => (fill && session ? session.validate() : null), [fill, session])
  if (!session || !checklist) return <EmptyState title={t('inspections:field.visit.no_checklist')}><p>{t('inspections:field.visit.no_checklist_why')}</p></EmptyState>
  const due = dueEvidence(checklist.items, score?.answers ?? [], session.form)
  const slots = (answer: ItemAnswer): ReactNode => (
    <div className="fd-evidence">
      <p className="b-quiet">{t('inspections:field.photos.evidence')}</p>
      <PhotoSlots visitId={row.id} slot={{ item: answer.item, instance: answer.instance, finding_key: null }} kinds={['near', 'far']} photos={photos} name={answer.label} />
    </div>
  )
  return (
    <>
      <FormView
        session={session}
        errors={errors}
        slots={{
          photo: (path, value, onChange) => (
            <PhotoSlots visitId={row.id} slot={{ ...questionAt(path), finding_key: null }} kinds={['near', 'far']} photos={photos} name={questionAt(path).item}
              onAdded={(id) => onChange({ photo_ids: [...(value?.photo_ids ?? []), id] })} onRemoved={(id) => onChange({ photo_ids: (value?.photo_ids ?? []).filter((known) => known !== id) })} />
          ),
          after: (node) => {
            const { item, instance } = questionAt(node.path)
            const answer = due.asked.find((one) => one.item === item && one.instance === instance)
            return answer ? slots(answer) : null
          },
        }}
      />
      {due.computed.map((answer) => <section key={`${answer.item}:${answer.instance}`} className="fd-panel"><h2>{answer.label}</h2>{slots(answer)}</section>)}
      <section className="fd-panel">
        <h2>{t('inspections:field.photos.whole')}</h2>
        {draft.carried.length > 0 ? <p className="b-quiet">{t('inspections:field.photos.carried', { n: carriedBeside(draft, photos).length })}</p> : null}
        <PhotoSlots visitId={row.id} slot={{ item: null, instance: 0, finding_key: null }} kinds={['near', 'far', 'reference']} photos={photos} name={t('inspections:field.photos.whole')} />
      </section>
      <Findings draft={draft} photos={photos} />
    </>
  )
}

/** Items whose answer asks for a photo: beside their question, or below the form where they are computed. A question for the photo itself needs no second place. */
const dueEvidence = (items: readonly ChecklistItem[], answers: readonly ItemAnswer[], form: FormDefinition): { readonly asked: readonly ItemAnswer[]; readonly computed: readonly ItemAnswer[] } => {
  const names = new Map<string, string>()
  eachNode(form.nodes, (node) => void names.set(node.name, node.kind))
  const wants = new Map(items.map((item) => [item.name, names.has(`${item.name}_photo`) ? 'none' : item.evidence]))
  const due = answers.filter(({ item, outcome }) => {
    const evidence = wants.get(item) ?? 'none'
    return evidence === 'always' ? outcome === 'pass' || outcome === 'partial' || outcome === 'fail' : evidence === 'on_fail' && (outcome === 'fail' || outcome === 'partial')
  })
  return { asked: due.filter((one) => names.get(one.item) === 'question'), computed: due.filter((one) => names.get(one.item) !== 'question') }
}
