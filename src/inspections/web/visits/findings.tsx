import { EmptyState, Go, Panel, StateTag, type Tone, useMay, useText } from '#platform/web-ui/index.ts'
import { photosOf } from '../../rules/index.ts'
import type { Finding, VisitDetail } from './api.ts'
import { Decide } from './decide.tsx'
import { Shots } from './shots.tsx'
import { type ChecklistWords, useCategories } from './wording.ts'

const tones: Readonly<Record<Finding['state'], Tone | null>> = { proposed: 'today', case_made: 'on_track', joined: 'on_track', dismissed: 'closed' }

/** What was found wrong, and what it became or will become when the visit is accepted. */
export const Findings = ({ visit, words }: { readonly visit: VisitDetail; readonly words: ChecklistWords }) => {
  const { t } = useText()
  const may = useMay()
  const categories = useCategories(visit.findings.length > 0)
  const becomes = (f: Finding): string => {
    if (f.state === 'dismissed') return f.reason ?? ''
    if (f.state !== 'proposed') return ''
    if (visit.state === 'accepted') return t('inspections:visits_page.becomes.waits')
    if (visit.case) return t('inspections:visits_page.becomes.again', { number: visit.case.number })
    return t(f.category_id === null ? 'inspections:visits_page.becomes.no_category' : 'inspections:visits_page.becomes.case')
  }
  return (
    <Panel title={t('inspections:visits_page.findings', { n: visit.findings.length })}>
      {visit.findings.length === 0 ? (
        <EmptyState title={t('inspections:places.no_problems')} />
      ) : (
        <ol className="iv-findings">
          {visit.findings.map((f) => {
            const shots = photosOf(f.key, visit.photos)
            return (
              <li key={f.id}>
                <p className="iv-finding-head">
                  <StateTag tone={tones[f.state]}>{t(`inspections:visits_page.finding.${f.state}`)}</StateTag>
                  <strong>{f.description || (f.item ? words.label(f.item, f.item) : t('inspections:findings.untitled'))}</strong>
                </p>
                <p className="b-small b-quiet">
                  {[
                    f.item ? t('inspections:visits_page.of_item', { item: words.label(f.item, f.item) }) : t('inspections:visits_page.off_list'),
                    f.category_id ? categories.name(f.category_id) : null,
                    becomes(f),
                  ]
                    .filter(Boolean)
                    .join(' · ')}{' '}
                  {f.case_id ? <Go to={`/cases/${f.case_id}`}>{t('inspections:visits_page.to_case')}</Go> : null}
                </p>
                {shots.length > 0 ? <Shots shots={shots} name={f.description} place={visit.place} /> : <p className="b-small b-quiet">{t('inspections:visits_page.no_photo_of')}</p>}
                {f.state === 'proposed' && visit.state === 'accepted' && may('inspections.review') ? (
                  <Decide finding={{ id: f.id, description: f.description, category_id: f.category_id, place_id: visit.place?.id ?? null }} />
                ) : null}
              </li>
            )
          })}
        </ol>
      )}
    </Panel>
  )
}
