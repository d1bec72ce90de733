import '../planner/planner.css'
import { EmptyState, PageHead, Panel, StateTag, useGo, usePagedList, useText, useTime } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import type { DrawRow } from './api.ts'

export const drawTone = { committed: 'paused', drawn: 'on_track', void: null } as const

/** Every draw and every attempt, newest first: nothing is left out. */
const DrawsPage = () => {
  const { t } = useText()
  const { when } = useTime()
  const go = useGo()
  const list = usePagedList<DrawRow>(['inspections', 'draws'], '/api/inspections/draws', { limit: 50 })
  return (
    <div className="b-page">
      <PageHead title={t('inspections:section.draws.label')}>
        <p className="b-quiet">{t('inspections:draws.hint')}</p>
      </PageHead>
      <Panel>
        <DataTable<DrawRow>
          label={t('inspections:section.draws.label')}
          rows={list.rows}
          rowKey={(d) => d.id}
          loading={list.loading}
          error={list.error}
          onRetry={list.reload}
          more={list.more}
          fetching={list.fetching}
          onMore={list.loadMore}
          onOpen={(d) => go(`/inspections/draws/${d.id}`)}
          empty={
            <EmptyState title={t('inspections:draws.empty')}>
              <p>{t('inspections:draws.empty_how')}</p>
            </EmptyState>
          }
          columns={[
            { key: 'round', title: t('inspections:planner.round'), cell: (d) => t('inspections:planner.round_title', { name: d.programme_name, n: d.round_number }) },
            { key: 'attempt', title: t('inspections:draws.attempt'), number: true, cell: (d) => d.attempt },
            { key: 'state', title: t('inspections:planner.state'), cell: (d) => <StateTag tone={drawTone[d.state]}>{t(`inspections:draws.states.${d.state}`)}</StateTag> },
            { key: 'frame', title: t('inspections:draws.frame'), number: true, cell: (d) => d.places },
            { key: 'drawn', title: t('inspections:draws.drawn'), number: true, cell: (d) => d.drawn ?? '' },
            { key: 'source', title: t('inspections:draws.seed_from'), cell: (d) => d.public_value_name ?? t('inspections:draws.sources.commit_reveal') },
            { key: 'committed', title: t('inspections:draws.committed_at'), cell: (d) => when(d.committed_at) },
            { key: 'hash', title: t('inspections:draws.hash'), cell: (d) => <span className="b-mono">{d.frame_sha256.slice(0, 12)}…</span> },
          ]}
        />
      </Panel>
    </div>
  )
}
export default DrawsPage
