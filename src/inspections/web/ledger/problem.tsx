import { Go, sayNumber, StateTag, useMay, useText, useTime } from '#platform/web-ui/index.ts'
import { Pictures } from '../places/pictures.tsx'
import { Decide } from '../visits/decide.tsx'
import { type LedgerPhoto, type Problem, statusTones, type View } from './api.ts'

const Side = ({ title, photos, name, none }: { readonly title: string; readonly photos: readonly LedgerPhoto[]; readonly name: string; readonly none: string }) => (
  <section className="b-pair-side" aria-label={title}>
    <h3>{title}</h3>
    {photos.length > 0 ? <Pictures photos={photos} name={name} /> : <p className="b-photo-none">{none}</p>}
  </section>
)

/** One problem and what became of it: where, whose, until when, as it was found and as it was put right. */
export const ProblemItem = ({ problem: p, view, current }: { readonly problem: Problem; readonly view: View; readonly current: boolean }) => {
  const { t, language } = useText()
  const { when } = useTime()
  const may = useMay()
  const waits = p.status === 'undecided' && p.visit.state === 'accepted'
  const facts = [
    p.place ? (language === 'en' && p.place.type_name_en ? p.place.type_name_en : p.place.type_name) : null,
    p.area.name,
    p.unit?.name ?? t('inspections:ledger_page.nobody'),
    p.category ? (language === 'en' && p.category.name_en ? p.category.name_en : p.category.name) : null,
    p.programme.name,
  ]
  const times = [
    t('inspections:places.found_on', { day: when(p.found_at) }),
    p.case?.due_at ? t('inspections:places.due_on', { day: when(p.case.due_at) }) : null,
    p.case?.handled_at ? t('inspections:ledger_page.handled_on', { day: when(p.case.handled_at) }) : null,
    p.case?.closed_at ? t('inspections:places.closed_on', { day: when(p.case.closed_at) }) : null,
    p.case && p.case.on_time !== null && p.status === 'rectified' ? t(p.case.on_time ? 'inspections:ledger_page.on_time' : 'inspections:ledger_page.not_on_time') : null,
    p.case && p.case.rework_count > 0 ? t('inspections:ledger_page.reworked', { n: sayNumber(p.case.rework_count, language) }) : null,
    p.case && p.case.reopen_count > 0 ? t('inspections:places.reopened', { n: sayNumber(p.case.reopen_count, language) }) : null,
  ]
  return (
    <li className="il-problem" data-current={current || undefined}>
      <p className="il-head">
        <StateTag tone={statusTones[p.status] ?? null}>{t(`inspections:ledger.status.${p.status}`)}</StateTag>
        {p.place ? <Go to={`/places/${p.place.id}`}>{p.place.name}</Go> : null}
        <strong>{p.description || t('inspections:findings.untitled')}</strong>
      </p>
      <p className="b-small b-quiet">{facts.filter(Boolean).join(' · ')}</p>
      <p className="b-small">
        {times.filter(Boolean).join(' · ')} · <Go to={`/visits/${p.visit.id}`}>{t('inspections:ledger_page.visit', { number: p.visit.number })}</Go>
        {p.case ? <> · <Go to={`/cases/${p.case.id}`}>{t('inspections:ledger_page.case', { number: p.case.number })}</Go></> : null}
      </p>
      {p.status === 'dismissed' && p.reason ? <p className="b-small">{t('inspections:visits_page.reason', { reason: p.reason })}</p> : null}
      {view === 'rectification' || p.before.length > 0 || p.after.length > 0 ? (
        <div className="b-pair">
          <Side title={t('ui:photo.before')} photos={p.before} name={p.description} none={t('ui:photo.none_before')} />
          <Side title={t('ui:photo.after')} photos={p.after} name={p.description} none={t('ui:photo.none_after')} />
        </div>
      ) : null}
      {waits && may('inspections.review') ? <Decide finding={{ id: p.id, description: p.description, category_id: null, place_id: p.place?.id ?? null }} /> : null}
    </li>
  )
}
