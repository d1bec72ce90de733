import { EmptyState, Go, sayNumber, StateTag, type Tone, useText } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import type { StoryVisit } from './api.ts'

const tones: Readonly<Record<StoryVisit['state'], Tone>> = { planned: 'today', started: 'today', submitted: 'today', returned: 'returned', accepted: 'on_track', missed: 'returned', cancelled: 'closed' }

/** Visits to a place, newest first, planned ones among them where the reader may know of them. */
export const Visits = ({ visits }: { readonly visits: readonly StoryVisit[] }) => {
  const { t, language } = useText()
  return (
    <DataTable<StoryVisit>
      label={t('inspections:places.visits')}
      rows={visits}
      rowKey={(v) => v.id}
      empty={<EmptyState title={t('inspections:places.no_visits')} />}
      columns={[
        {
          key: 'day',
          title: t('inspections:places.day'),
          cell: (v) => (
            <Go to={`/visits/${v.id}`} aria-label={`${v.planned_on} ${v.number}`}>
              {v.planned_on}
            </Go>
          ),
        },
        { key: 'programme', title: t('inspections:places.programme'), cell: (v) => (v.case_id ? `${v.programme.name} · ${t('inspections:places.re_inspection')}` : v.programme.name) },
        { key: 'who', title: t('inspections:places.who'), cell: (v) => v.inspectors.map((i) => i.name).join(language === 'en' ? ', ' : '、') },
        { key: 'state', title: t('inspections:places.state'), cell: (v) => <StateTag tone={tones[v.state]}>{t(`inspections:places.states.${v.state}`)}</StateTag> },
        { key: 'score', title: t('inspections:places.score'), number: true, cell: (v) => (v.score === null ? '—' : sayNumber(v.score, language, 1)) },
        { key: 'found', title: t('inspections:places.found'), number: true, cell: (v) => (v.finding_count === 0 ? '0' : sayNumber(v.finding_count, language)) },
      ]}
    />
  )
}
