import './ledger.css'
import '../visits/visits.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { Button, EmptyState, ErrorState, Go, Icon, LoadingSkeleton, PageHead, Panel, sayNumber, useGo, useKeys, usePagedList, useText, useUrlState } from '#platform/web-ui/index.ts'
import { ExportMenu } from '#platform/web-ui/desk.ts'
import { type Grouping, groupings, ledgerApi, ledgerFilter, ledgerKey, type Problem, type Summary, viewOf, views } from './api.ts'
import { Figures, Groups } from './figures.tsx'
import { LedgerFilters } from './filters.tsx'
import { ProblemItem } from './problem.tsx'

/** Problem list (问题清单) and rectification ledger (整改台账): what visits found wrong, whose it is, and what became of it. */
const LedgerPage = () => {
  const { t, language } = useText()
  const go = useGo()
  const [search, set] = useUrlState()
  const [at, setAt] = useState<string | null>(null)
  const view = viewOf(search)
  const by: Grouping = groupings.find((g) => g === search['by']) ?? 'unit'
  const filter = ledgerFilter(search)
  const list = usePagedList<Problem>([...ledgerKey, 'list'], '/api/ledger', { ...filter, limit: 30 }, { live: true })
  const summary = useQuery<Summary>({ queryKey: [...ledgerKey, 'summary', filter, by], meta: { live: true }, placeholderData: (before) => before, queryFn: ({ signal }) => ledgerApi.summary({ ...filter, by }, signal) })
  const total = summary.data?.counts['total'] ?? null
  const here = list.rows.findIndex((p) => p.id === at)
  const move = (step: number): void => {
    const next = list.rows[Math.min(Math.max(here + step, 0), list.rows.length - 1)]
    if (next) setAt(next.id)
  }
  useEffect(() => {
    if (at) document.querySelector('.il-problem[data-current]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  useKeys(t('inspections:section.ledger.label'), [
    { keys: 'j', label: t('inspections:ledger_page.key.next'), run: () => move(1) },
    { keys: 'k', label: t('inspections:ledger_page.key.before'), run: () => move(-1) },
    { keys: 'Enter', label: t('inspections:ledger_page.key.open'), run: () => list.rows[here] && go(`/visits/${list.rows[here].visit.id}`) },
  ])
  return (
    <div className="b-page">
      <PageHead
        title={t(`inspections:ledger.sheets.${view}`)}
        actions={
          <span className="b-row b-no-print">
            <Go className="b-button" to="/ledger/print" search={search}>
              <Icon name="print" />
              <span>{t('inspections:ledger_page.print')}</span>
            </Go>
            <ExportMenu path="/api/ledger/export" query={filter} />
          </span>
        }
      >
        <p className="b-quiet">{t(`inspections:ledger_page.lead.${view}`)}</p>
      </PageHead>
      <div className="b-stack b-no-print">
        <div className="iv-tabs">
          <Segmented
            aria-label={t('inspections:ledger_page.which')}
            value={view}
            onChange={(value) => set({ view: value === 'problems' ? null : value, status: null })}
            options={views.map((v) => ({ value: v, label: t(`inspections:ledger.sheets.${v}`) }))}
          />
        </div>
        <LedgerFilters search={search} set={set} />
      </div>
      {summary.isError && !summary.data ? <ErrorState error={summary.error} onRetry={() => void summary.refetch()} /> : summary.data ? <Figures summary={summary.data} search={search} /> : <LoadingSkeleton lines={3} />}
      {summary.data ? (
        <Groups groups={summary.data.groups} by={by} onBy={(next) => set({ by: next === 'unit' ? null : next })} onOpen={(group) => group.id && set({ [by]: group.id })} />
      ) : null}
      <Panel title={total === null ? t('inspections:ledger_page.rows') : t('inspections:ledger_page.rows_n', { n: sayNumber(total, language) })}>
        {list.error ? (
          <ErrorState error={list.error} onRetry={list.reload} />
        ) : list.loading ? (
          <LoadingSkeleton lines={8} />
        ) : list.rows.length === 0 ? (
          <EmptyState title={t('inspections:ledger_page.none')}>
            <p>{t('inspections:ledger_page.none_how')}</p>
          </EmptyState>
        ) : (
          <ol className="il-problems">
            {list.rows.map((p) => (
              <ProblemItem key={p.id} problem={p} view={view} current={p.id === at} />
            ))}
          </ol>
        )}
        {list.more ? (
          <p className="b-data-more">
            <Button busy={list.fetching} onClick={list.loadMore}>{t('ui:kit.more')}</Button>
          </p>
        ) : null}
      </Panel>
    </div>
  )
}
export default LedgerPage
