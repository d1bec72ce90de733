import './areas.css'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { Button, EmptyState, PageHead, Panel, StateTag, usePagedList, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable, ExportMenu, SearchBox } from '#platform/web-ui/desk.ts'
import AreaSelect from './area-select.tsx'
import { areasApi, type PlaceRow } from './api.ts'
import { PlaceForm } from './place-form.tsx'

/** Places (点位): squares, markets, stations, toilets, whatever is inspected as a thing of its own. */
const PlacesPage = () => {
  const { t } = useText()
  const may = useMay()
  const [search, set] = useUrlState()
  const [editing, setEditing] = useState<PlaceRow | 'new' | null>(null)
  const query = { q: search['q'], type: search['type'], area: search['in'], closed: search['closed'] }
  const list = usePagedList<PlaceRow>(['places'], '/api/places', { ...query, limit: 100 })
  const types = useQuery({ queryKey: ['place-types'], staleTime: 300_000, queryFn: ({ signal }) => areasApi.placeTypes(signal) })
  const names = useMemo(() => new Map((types.data?.items ?? []).map((type) => [type.code, type.name])), [types.data])
  const narrowed = Object.values(query).some(Boolean)
  return (
    <div className="b-page">
      <PageHead
        title={t('areas:page.places.title')}
        actions={
          <>
            <ExportMenu path="/api/places/export" query={query} />
            {may('areas.manage') ? (
              <Button kind="primary" icon="plus" onClick={() => setEditing('new')}>
                {t('areas:page.places.add')}
              </Button>
            ) : null}
          </>
        }
      >
        <p className="b-quiet">{t('areas:page.places.hint')}</p>
      </PageHead>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            <SearchBox label={t('areas:page.places.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
            <Select
              allowClear
              style={{ minWidth: 160 }}
              aria-label={t('areas:page.places.type')}
              placeholder={t('areas:page.places.type')}
              value={search['type'] ?? null}
              onChange={(value: string | null | undefined) => set({ type: value ?? null })}
              options={(types.data?.items ?? []).map((type) => ({ value: type.code, label: type.name }))}
            />
            <AreaSelect
              width={200}
              label={t('areas:page.places.area')}
              placeholder={t('areas:page.places.area')}
              value={search['in'] ?? null}
              onChange={(id) => set({ in: id })}
            />
            <Button aria-pressed={Boolean(search['closed'])} onClick={() => set({ closed: search['closed'] ? null : 'true' })}>
              {t('areas:page.places.with_closed')}
            </Button>
            {narrowed ? (
              <Button kind="quiet" icon="close" onClick={() => set({ q: null, type: null, in: null, closed: null })}>
                {t('ui:kit.clear')}
              </Button>
            ) : null}
          </div>
          <DataTable<PlaceRow>
            label={t('areas:page.places.title')}
            rows={list.rows}
            rowKey={(p) => p.id}
            loading={list.loading}
            error={list.error}
            onRetry={list.reload}
            more={list.more}
            fetching={list.fetching}
            onMore={list.loadMore}
            {...(may('areas.manage') ? { onOpen: (p: PlaceRow) => setEditing(p) } : {})}
            empty={
              <EmptyState title={narrowed ? t('areas:page.places.none_found') : t('areas:page.places.empty')}>
                {narrowed ? null : <p>{t('areas:page.places.empty_how')}</p>}
              </EmptyState>
            }
            columns={[
              { key: 'name', title: t('areas:page.places.name'), cell: (p) => p.name },
              { key: 'type', title: t('areas:page.places.type'), cell: (p) => names.get(p.type_code) ?? p.type_code },
              { key: 'area', title: t('areas:page.places.area'), cell: (p) => p.area_name ?? '' },
              { key: 'code', title: t('areas:page.areas.code'), cell: (p) => (p.code ? <span className="b-mono">{p.code}</span> : '') },
              {
                key: 'at',
                title: t('areas:page.places.position'),
                cell: (p) => (
                  <span className="b-mono">
                    {p.lon.toFixed(5)}, {p.lat.toFixed(5)}
                  </span>
                ),
              },
              {
                key: 'state',
                title: t('areas:page.places.state'),
                cell: (p) =>
                  p.valid_to ? (
                    <StateTag tone="closed">{t('areas:page.areas.closed_on', { day: p.valid_to })}</StateTag>
                  ) : (
                    t('areas:page.places.in_use')
                  ),
              },
            ]}
          />
        </div>
      </Panel>
      {editing ? <PlaceForm place={editing === 'new' ? null : editing} types={types.data?.items ?? []} onClose={() => setEditing(null)} /> : null}
    </div>
  )
}
export default PlacesPage
