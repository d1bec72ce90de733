import './feedback.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { Button, EmptyState, Figure, Go, PageHead, Panel, toast, useGo, useMay, usePagedList, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog, SearchBox } from '#platform/web-ui/desk.ts'
import { feedbackApi, type LetterListed } from './api.ts'
import { LetterTag, percent, weekEnd } from './words.tsx'

const states = ['draft', 'reviewed', 'sent', 'acknowledged', 'withdrawn'] as const

/** Weekly feedback (周反馈): the letters of each week, by state; a unit sees those sent to it. */
const LettersPage = () => {
  const { t } = useText()
  const may = useMay()
  const go = useGo()
  const client = useQueryClient()
  const [search, set] = useUrlState()
  const [making, setMaking] = useState(false)
  const query = { week: search['week'], kind: search['kind'], q: search['q'] }
  const facts = useQuery({ queryKey: ['letters', 'facts', query], queryFn: ({ signal }) => feedbackApi.facts(query, signal) })
  const list = usePagedList<LetterListed>(['letters', 'list'], '/api/letters', { ...query, state: search['state'], limit: 50 })
  const manages = may('inspections.feedback')
  const counts = facts.data?.counts
  const due = facts.data?.due_week
  const week = (monday: string): string => t('inspections:feedback.week_said', { from: monday, to: weekEnd(monday) })
  return (
    <div className="b-page">
      <PageHead
        title={t('inspections:section.feedback.label')}
        actions={
          manages ? (
            <>
              <Go className="b-button" to="/inspections/outbox">
                {t('inspections:feedback.outbox')}
              </Go>
              <Button kind="primary" onClick={() => setMaking(true)}>
                {t('inspections:feedback.generate')}
              </Button>
            </>
          ) : undefined
        }
      >
        <p className="b-quiet">{t(manages ? 'inspections:feedback.hint' : 'inspections:feedback.hint_unit')}</p>
        {facts.data && manages ? (
          <p className="b-quiet b-small">
            {t(`inspections:feedback.weekday_${facts.data.weekday.from}`, { day: t(`inspections:planner.weekday.${facts.data.weekday.weekday}`) })}
            {facts.data.mail_configured ? null : ` ${t('inspections:feedback.no_mail_server')}`}
          </p>
        ) : null}
      </PageHead>
      <div className="if-figures">
        {states.filter((state) => manages || state === 'sent' || state === 'acknowledged').map((state) => (
          <Figure
            key={state}
            label={t(`inspections:feedback.state.${state}`)}
            value={counts ? (counts[state] ?? 0) : null}
            period={query.week ? week(query.week) : t('inspections:feedback.all_weeks')}
            to="/inspections/feedback"
            search={{ state, ...(query.week ? { week: query.week } : {}) }}
          />
        ))}
      </div>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            <Select
              allowClear
              style={{ width: 250 }}
              aria-label={t('inspections:feedback.week')}
              placeholder={t('inspections:feedback.all_weeks')}
              value={search['week'] ?? null}
              onChange={(value: string | null | undefined) => set({ week: value ?? null })}
              options={(facts.data?.weeks ?? []).map((monday) => ({ value: monday, label: week(monday) }))}
            />
            <Select
              allowClear
              style={{ width: 140 }}
              aria-label={t('inspections:feedback.column.state')}
              placeholder={t('inspections:feedback.column.state')}
              value={search['state'] ?? null}
              onChange={(value: string | null | undefined) => set({ state: value ?? null })}
              options={states.map((state) => ({ value: state, label: t(`inspections:feedback.state.${state}`) }))}
            />
            <Segmented
              aria-label={t('inspections:feedback.column.to')}
              value={search['kind'] ?? 'all'}
              onChange={(value) => set({ kind: value === 'all' ? null : value })}
              options={(['all', 'unit', 'district'] as const).map((kind) => ({ value: kind, label: t(`inspections:feedback.kind.${kind}`) }))}
            />
            <SearchBox label={t('inspections:feedback.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
          </div>
          <DataTable<LetterListed>
            label={t('inspections:section.feedback.label')}
            rows={list.rows}
            rowKey={(l) => l.id}
            loading={list.loading}
            error={list.error}
            onRetry={list.reload}
            more={list.more}
            fetching={list.fetching}
            onMore={list.loadMore}
            onOpen={(l) => go(`/inspections/feedback/${l.id}`)}
            empty={
              <EmptyState title={t('inspections:feedback.empty')}>
                <p>{t(manages ? 'inspections:feedback.empty_how' : 'inspections:feedback.empty_unit')}</p>
              </EmptyState>
            }
            columns={[
              { key: 'to', title: t('inspections:feedback.column.to'), cell: (l) => l.name },
              { key: 'week', title: t('inspections:feedback.week'), cell: (l) => week(l.week_starts_on) },
              { key: 'state', title: t('inspections:feedback.column.state'), cell: (l) => <LetterTag state={l.state} /> },
              { key: 'opened', title: t('inspections:feedback.figure.opened'), number: true, cell: (l) => l.figures.opened ?? '' },
              { key: 'open', title: t('inspections:feedback.figure.open'), number: true, cell: (l) => l.figures.open ?? '' },
              { key: 'overdue', title: t('inspections:feedback.figure.overdue'), number: true, cell: (l) => l.figures.overdue ?? '' },
              { key: 'back', title: t('inspections:feedback.figure.came_back'), number: true, cell: (l) => l.figures.came_back ?? '' },
              { key: 'rate', title: t('inspections:feedback.rate_short'), number: true, cell: (l) => (l.rate ? `${percent(l.rate.rate)} (${l.rate.rectified ?? 0}/${l.rate.of ?? 0})` : '') },
              { key: 'number', title: t('inspections:feedback.column.number'), cell: (l) => <span className="b-mono">{l.number}</span> },
            ]}
          />
        </div>
      </Panel>
      <ReasonDialog
        open={making}
        onClose={() => setMaking(false)}
        title={t('inspections:feedback.generate')}
        action={t('inspections:feedback.generate')}
        reason="none"
        day={{ label: t('inspections:feedback.generate_day'), value: due ?? '', hint: t('inspections:feedback.generate_hint') }}
        run={async ({ day }) => {
          const done = await feedbackApi.generate(day, true)
          toast({ text: t('inspections:feedback.generated', { n: done.made, there: done.there }) })
          await client.invalidateQueries({ queryKey: ['letters'] })
        }}
      />
    </div>
  )
}
export default LettersPage
