import './visits.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { EmptyState, PageHead, Panel, sayNumber, StateTag, useGo, useKeys, useMay, usePagedList, useText, useTime, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type Visit, visitFilter, visitsApi, visitsKey, visitTabs, visitTones } from './api.ts'
import { VisitFilters } from './filters.tsx'

/** Visits: those that wait for a decision first for those who decide, all of them by every word of the filter. */
const VisitsPage = () => {
  const { t, language } = useText()
  const { day } = useTime()
  const may = useMay()
  const go = useGo()
  const [search, set] = useUrlState()
  const [at, setAt] = useState<string | null>(null)
  const { tab, filter, query } = visitFilter(search, may('inspections.review') ? 'submitted' : 'all')
  const list = usePagedList<Visit>([...visitsKey, 'list'], '/api/visits', query)
  const counts = useQuery<{ readonly counts: Readonly<Record<string, number>> }>({ queryKey: [...visitsKey, 'counts', filter], placeholderData: (before) => before, queryFn: ({ signal }) => visitsApi.counts(filter, signal) })
  const many = (word: (typeof visitTabs)[number]): number => {
    const by = counts.data?.counts ?? {}
    if (word === 'all') return Object.values(by).reduce((sum, n) => sum + n, 0)
    return word === 'planned' ? (by['planned'] ?? 0) + (by['started'] ?? 0) : (by[word] ?? 0)
  }
  const open = (v: Visit): void => go(`/visits/${v.id}`, search)
  const here = list.rows.findIndex((v) => v.id === at)
  const move = (by: number): void => {
    const next = list.rows[Math.min(Math.max(here + by, 0), list.rows.length - 1)]
    if (next) setAt(next.id)
  }
  useEffect(() => {
    if (at) document.querySelector('.b-data tr[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  useKeys(t('inspections:section.visits.label'), [
    { keys: 'j', label: t('inspections:visits_page.key.next'), run: () => move(1) },
    { keys: 'k', label: t('inspections:visits_page.key.before'), run: () => move(-1) },
    { keys: 'Enter', label: t('inspections:visits_page.key.open'), run: () => list.rows[here] && open(list.rows[here]) },
  ])
  const narrowed = Object.values(filter).some(Boolean)
  return (
    <div className="b-page">
      <PageHead title={t('inspections:section.visits.label')}>
        <p className="b-quiet">{t('inspections:visits_page.lead')}</p>
      </PageHead>
      <Panel>
        <div className="b-stack">
          <div className="iv-tabs">
            <Segmented
              aria-label={t('inspections:visits_page.state')}
              value={tab}
              onChange={(value) => set({ state: value })}
              options={visitTabs.map((word) => ({
                value: word,
                label: `${word === 'all' ? t('inspections:visits_page.all') : t(`inspections:planner.visit_states.${word}`)} ${counts.data ? sayNumber(many(word), language) : ''}`.trim(),
              }))}
            />
          </div>
          <VisitFilters search={search} set={set} />
          <DataTable<Visit>
            label={t('inspections:section.visits.label')}
            rows={list.rows}
            rowKey={(v) => v.id}
            selected={at}
            loading={list.loading}
            error={list.error}
            onRetry={list.reload}
            more={list.more}
            fetching={list.fetching}
            onMore={list.loadMore}
            onOpen={open}
            foot={counts.data && list.rows.length > 0 ? t('inspections:visits_page.shown', { n: sayNumber(list.rows.length, language), of: sayNumber(many(tab), language) }) : null}
            empty={
              <EmptyState title={t(narrowed ? 'inspections:visits_page.none_filtered' : tab === 'submitted' ? 'inspections:visits_page.none_waiting' : 'inspections:visits_page.none')}>
                <p>{t(narrowed ? 'inspections:visits_page.none_filtered_how' : 'inspections:visits_page.none_how')}</p>
              </EmptyState>
            }
            columns={[
              { key: 'place', title: t('inspections:ledger.columns.place'), cell: (v) => v.place?.name ?? v.number },
              { key: 'area', title: t('inspections:ledger.columns.area'), cell: (v) => v.area.name },
              { key: 'programme', title: t('inspections:ledger.columns.programme'), cell: (v) => (v.case_id ? `${v.programme.name} · ${t('inspections:planner.kinds.re_inspection')}` : v.programme.name) },
              { key: 'day', title: t('inspections:visits_page.day'), cell: (v) => <span className="iv-nowrap">{day(`${v.planned_on}T12:00:00Z`)}</span> },
              { key: 'who', title: t('inspections:visits_page.who'), cell: (v) => v.inspectors.map((i) => i.name).join(language === 'en' ? ', ' : '、') },
              {
                key: 'state',
                title: t('inspections:visits_page.state'),
                cell: (v) => (
                  <span className="iv-tags">
                    <StateTag tone={visitTones[v.state]}>{t(`inspections:planner.visit_states.${v.state}`)}</StateTag>
                    {v.conflict ? <StateTag tone="returned">{t('inspections:visits_page.conflict')}</StateTag> : null}
                    {v.late ? <StateTag tone={null}>{t('inspections:visits_page.late')}</StateTag> : null}
                  </span>
                ),
              },
              { key: 'score', title: t('inspections:visits_page.score'), number: true, cell: (v) => (v.score === null ? '' : sayNumber(v.score, language, 1)) },
              {
                key: 'found',
                title: t('inspections:visits_page.found'),
                number: true,
                cell: (v) =>
                  v.finding_count === 0 ? (v.score === null ? '' : '0') : v.undecided_count > 0 && v.state === 'accepted'
                    ? t('inspections:visits_page.found_undecided', { n: v.finding_count, undecided: v.undecided_count }) : String(v.finding_count),
              },
              { key: 'photos', title: t('inspections:visits_page.photos'), number: true, cell: (v) => (v.file_count === 0 ? '' : String(v.file_count)) },
              { key: 'number', title: t('inspections:visits_page.number'), cell: (v) => <span className="b-mono iv-nowrap">{v.number}</span> },
            ]}
          />
        </div>
      </Panel>
    </div>
  )
}
export default VisitsPage
