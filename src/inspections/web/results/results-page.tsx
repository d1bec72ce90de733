import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { Button, DayInput, download, EmptyState, Go, PageHead, Panel, useText, useToday, useUrlState, api } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import type { ResultFlag } from '../../rules/index.ts'

const views = ['overall', 'area', 'type', 'item', 'place'] as const
type Figure = {
  readonly key: string; readonly name: string; readonly visits: number; readonly places: number; readonly raw: number | null; readonly value: number | null; readonly se: number | null; readonly lower: number | null
  readonly upper: number | null; readonly flags: readonly ResultFlag[]; readonly publishable: boolean; readonly measure?: 'pass_share' | 'violation_rate'
}
type Answer = { readonly items: readonly Figure[]; readonly visits: number; readonly scale: number | null }
const back = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** Results: what the visits of a programme say of all its places, with error, beside what was counted. */
const ResultsPage = () => {
  const { t } = useText()
  const today = useToday()
  const [search, set] = useUrlState()
  const by = views.find((view) => view === search['by']) ?? 'area'
  const from = search['from'] ?? back(today, 90), to = search['to'] ?? today
  const programmes = useQuery({ queryKey: ['inspections', 'programmes', 'names'], queryFn: ({ signal }) => api.get<{ readonly items: readonly { readonly id: string; readonly name: string; readonly kind: string }[] }>('/api/inspections/programmes', {}, signal) })
  const choices = (programmes.data?.items ?? []).filter((p) => p.kind !== 're_inspection')
  const programme = search['programme'] ?? choices[0]?.id
  const query = { by, programme, from, to }
  const results = useQuery({ queryKey: ['results', query], enabled: programme !== undefined, queryFn: ({ signal }) => api.get<Answer>('/api/results', query, signal) })
  const times = by === 'item' ? 100 : 1, unit = by === 'item' ? '%' : ''
  const say = (n: number | null): string => (n === null ? '–' : `${(n * times).toFixed(1)}${unit}`)
  return (
    <div className="b-page">
      <PageHead title={t('inspections:section.results.label')} actions={<Button icon="export" onClick={() => download('/api/results/export', query)}>CSV</Button>}>
        <p className="b-quiet">{t('inspections:results.hint')}</p>
      </PageHead>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            <Select style={{ width: 220 }} aria-label={t('inspections:planner.programme')} value={programme ?? null} onChange={(value: string | null) => set({ programme: value })} options={choices.map((p) => ({ value: p.id, label: p.name }))} />
            <Segmented aria-label={t('inspections:results.by')} value={by} onChange={(value) => set({ by: value })} options={views.map((view) => ({ value: view, label: t(`inspections:results.view.${view}`) }))} />
            <DayInput aria-label={t('inspections:results.from')} value={from} onDay={(day) => set({ from: day || null })} />
            <DayInput aria-label={t('inspections:results.to')} value={to} onDay={(day) => set({ to: day || null })} />
          </div>
          <DataTable<Figure>
            label={t('inspections:section.results.label')}
            rows={results.data?.items ?? []}
            rowKey={(f) => f.key}
            loading={results.isPending && programme !== undefined}
            error={results.error}
            onRetry={() => void results.refetch()}
            more={false}
            fetching={results.isFetching}
            onMore={() => {}}
            foot={t('inspections:results.foot', { from, to, n: results.data?.visits ?? 0 })}
            empty={<EmptyState title={t('inspections:results.empty')} />}
            columns={[
              { key: 'name', title: t(`inspections:results.view.${by}`), cell: (f) => (by === 'place' ? <Go to={`/places/${f.key}`}>{f.name}</Go> : by === 'overall' ? t('inspections:results.view.overall') : f.name) },
              { key: 'value', title: t('inspections:results.value'), number: true, cell: (f) => (f.publishable ? <strong>{say(f.value)}</strong> : <span className="b-quiet">{say(f.value)}</span>) },
              { key: 'interval', title: t('inspections:results.interval'), number: true, cell: (f) => (f.lower === null ? '–' : `${say(f.lower)} – ${say(f.upper)}`) },
              { key: 'se', title: t('inspections:results.se'), number: true, cell: (f) => say(f.se) },
              { key: 'raw', title: t('inspections:results.raw'), number: true, cell: (f) => say(f.raw) },
              {
                key: 'visits',
                title: t('inspections:results.visits'),
                number: true,
                cell: (f) => <Go to="/visits" search={{ programme: programme ?? '', from, to, state: 'accepted', ...(by === 'area' ? { area: f.key } : by === 'place' ? { q: f.name } : {}) }}>{`${f.visits} / ${f.places}`}</Go>,
              },
              { key: 'flags', title: t('inspections:results.care'), wide: true, cell: (f) => <span className="b-small">{[...(f.measure === 'violation_rate' ? [t('inspections:results.violation_rate')] : []), ...f.flags.map((flag) => t(`inspections:results.flag.${flag}`))].join(' · ')}</span> },
            ]}
          />
        </div>
      </Panel>
    </div>
  )
}
export default ResultsPage
