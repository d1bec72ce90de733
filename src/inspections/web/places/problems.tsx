import { EmptyState, Go, StateTag, type Tone, useText, useTime } from '#platform/web-ui/index.ts'
import type { StoryCase, StoryPhoto, StoryProblem } from './api.ts'
import { Pictures } from './pictures.tsx'

const tones: Readonly<Record<string, Tone>> = { undecided: 'paused', dismissed: 'closed', open: 'today', overdue: 'overdue', rectified: 'on_track', ended: 'returned' }

const Side = ({ title, photos, name, none }: { readonly title: string; readonly photos: readonly StoryPhoto[]; readonly name: string; readonly none: string }) => (
  <section className="b-pair-side" aria-label={title}>
    <h4>{title}</h4>
    {photos.length > 0 ? <Pictures photos={photos} name={name} /> : <p className="b-photo-none">{none}</p>}
  </section>
)

/** What was found wrong at a place and what became of it, before and after side by side. */
export const Problems = ({ problems }: { readonly problems: readonly StoryProblem[] }) => {
  const { t, language } = useText()
  const { when } = useTime()
  if (problems.length === 0) return <EmptyState title={t('inspections:places.no_problems')} />
  return (
    <ol className="ip-problems">
      {problems.map((p) => (
        <li key={p.id}>
          <p className="ip-problem-head">
            <StateTag tone={tones[p.status] ?? null}>{t(`inspections:ledger.status.${p.status}`)}</StateTag>
            <strong>{p.description}</strong>
          </p>
          <p className="b-small b-quiet">
            {[
              p.category ? (language === 'en' && p.category.name_en ? p.category.name_en : p.category.name) : null,
              p.unit?.name,
              t('inspections:places.found_on', { day: p.visit.planned_on }),
              p.case?.closed_at ? t('inspections:places.closed_on', { day: when(p.case.closed_at) }) : p.case?.due_at ? t('inspections:places.due_on', { day: when(p.case.due_at) }) : null,
              p.case && p.case.reopen_count > 0 ? t('inspections:places.reopened', { n: p.case.reopen_count }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            {p.case ? <Go to={`/cases/${p.case.id}`}>{p.case.number}</Go> : null}
          </p>
          {p.before.length > 0 || p.after.length > 0 ? (
            <div className="b-pair">
              <Side title={t('ui:photo.before')} photos={p.before} name={p.description} none={t('ui:photo.none_before')} />
              <Side title={t('ui:photo.after')} photos={p.after} name={p.description} none={t('ui:photo.none_after')} />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** Cases open at the place, from whatever source they came. */
export const OpenCases = ({ cases }: { readonly cases: readonly StoryCase[] }) => {
  const { t } = useText()
  const { when } = useTime()
  if (cases.length === 0) return <p className="b-quiet">{t('inspections:places.no_cases')}</p>
  return (
    <ul className="ip-cases">
      {cases.map((c) => (
        <li key={c.id}>
          <Go to={`/cases/${c.id}`}>{c.title || c.number}</Go>
          <p className="b-small b-quiet">
            {[t(`cases:states.${c.state}`), t(`cases:sources.${c.source}`), t('inspections:places.opened_on', { day: when(c.opened_at) }), c.due_at ? t('inspections:places.due_on', { day: when(c.due_at) }) : null].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}
