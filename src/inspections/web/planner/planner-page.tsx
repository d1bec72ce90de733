import './planner.css'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Button, EmptyState, ErrorState, LoadingSkeleton, PageHead, Panel, StateTag, type Tone, useGo, useMay, useText, useToday, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import type { ProgrammeState } from '../../rules/index.ts'
import { type Calendar, type Programme, plannerApi } from './api.ts'
import { MonthCalendar, shift, spanOf } from './month-calendar.tsx'
import { listed, useNames } from './names.ts'
import { Recusals } from './recusals.tsx'

const ProgrammeForm = lazy(async () => ({ default: (await import('./programme-form.tsx')).ProgrammeForm }))
export const programmeTone: Readonly<Record<ProgrammeState, Tone | null>> = { draft: null, active: 'on_track', paused: 'paused', ended: 'closed' }

/** Programmes, and the month they make: who looks where and when, what is done and what was missed. */
const PlannerPage = () => {
  const { t, language } = useText()
  const may = useMay()
  const go = useGo()
  const today = useToday()
  const names = useNames()
  const [search, set] = useUrlState()
  const [adding, setAdding] = useState(false)
  const month = /^\d{4}-\d{2}$/.test(search['month'] ?? '') ? (search['month'] as string) : today.slice(0, 7)
  const programme = search['programme'] ?? null
  const programmes = useQuery({ queryKey: ['inspections', 'programmes'], queryFn: ({ signal }) => plannerApi.programmes(signal) })
  const span = spanOf(month)
  const calendar = useQuery<Calendar>({
    queryKey: ['inspections', 'calendar', span.from, span.to, programme],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => plannerApi.calendar(span.from, span.to, programme, signal),
  })
  const rows = programmes.data?.items ?? []
  const every = (p: Programme): string => {
    const { every: unit, interval, weekdays } = p.settings.schedule
    const base = t(`inspections:planner.every_n.${unit}`, { count: interval })
    return weekdays.length === 0 ? base : `${base} ${listed(weekdays.map((d) => t(`inspections:planner.weekday.${d}`)), language)}`
  }
  return (
    <div className="b-page">
      <PageHead
        title={t('inspections:section.planner.label')}
        actions={
          may('inspections.plan') ? (
            <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {t('inspections:planner.add')}
            </Button>
          ) : null
        }
      >
        <p className="b-quiet">{t('inspections:planner.hint')}</p>
      </PageHead>
      <Panel title={t('inspections:planner.programmes')}>
        <DataTable<Programme>
          label={t('inspections:planner.programmes')}
          rows={rows}
          rowKey={(p) => p.id}
          loading={programmes.isPending}
          error={programmes.error}
          onRetry={() => void programmes.refetch()}
          onOpen={(p) => go(`/inspections/planner/${p.id}`)}
          empty={
            <EmptyState title={t('inspections:planner.empty')}>
              <p>{t('inspections:planner.empty_how')}</p>
            </EmptyState>
          }
          columns={[
            { key: 'name', title: t('inspections:planner.form.name'), cell: (p) => p.name },
            { key: 'kind', title: t('inspections:planner.form.kind'), cell: (p) => t(`inspections:planner.kinds.${p.kind}`) },
            {
              key: 'types',
              title: t('inspections:planner.form.types'),
              cell: (p) =>
                p.settings.frame.place_types.length === 0
                  ? t('inspections:planner.form.types_all')
                  : listed(p.settings.frame.place_types.slice(0, 3).map(names.placeType), language) + (p.settings.frame.place_types.length > 3 ? ' …' : ''),
            },
            {
              key: 'count',
              title: t('inspections:planner.each_round'),
              number: true,
              cell: (p) => (p.settings.sample.take === 'all' ? t('inspections:planner.takes.all') : String(p.settings.sample.count)),
            },
            { key: 'every', title: t('inspections:planner.form.schedule'), cell: every },
            {
              key: 'state',
              title: t('inspections:planner.state'),
              cell: (p) => <StateTag tone={programmeTone[p.state]}>{t(`inspections:planner.states.${p.state}`)}</StateTag>,
            },
            { key: 'number', title: t('inspections:planner.number'), cell: (p) => <span className="b-mono">{p.number}</span> },
          ]}
        />
      </Panel>
      <Panel
        title={t('inspections:planner.calendar')}
        actions={
          <span className="pl-bar">
            <Select
              allowClear
              aria-label={t('inspections:planner.programmes')}
              placeholder={t('inspections:planner.all_programmes')}
              style={{ minWidth: 180 }}
              value={programme}
              onChange={(id: string | undefined) => set({ programme: id ?? null })}
              options={rows.map((p) => ({ value: p.id, label: p.name }))}
            />
            <Button icon="left" aria-label={t('inspections:planner.month_before')} onClick={() => set({ month: shift(month, -1) })} />
            <strong>{month}</strong>
            <Button icon="right" aria-label={t('inspections:planner.month_after')} onClick={() => set({ month: shift(month, 1) })} />
          </span>
        }
      >
        {calendar.isError && !calendar.data ? (
          <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />
        ) : calendar.data ? (
          <MonthCalendar month={month} calendar={calendar.data} />
        ) : (
          <LoadingSkeleton lines={8} />
        )}
      </Panel>
      <Recusals />
      {adding ? (
        <Suspense fallback={null}>
          <ProgrammeForm programme={null} onClose={() => setAdding(false)} onSaved={(saved) => go(`/inspections/planner/${saved.id}`)} />
        </Suspense>
      ) : null}
    </div>
  )
}
export default PlannerPage
