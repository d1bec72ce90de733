import './areas.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { Button, EmptyState, ErrorState, LoadingSkeleton, StateTag, useCity, usePagedList, useText, useUrlState } from '#platform/web-ui/index.ts'
import { type Column, DataTable, SearchBox } from '#platform/web-ui/desk.ts'
import AreaSelect from './area-select.tsx'
import { areasApi, placePhotoUrl, type PlaceRow } from './api.ts'
import { LastScore, scoreStep, UnitPick, usePlaceTypes } from './place-words.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))

/** What the address bar narrows the places to. */
export const usePlaceQuery = () => {
  const [search, set] = useUrlState()
  const query = { q: search['q'], type: search['type'], area: search['in'], unit: search['of'], unvisited: search['unvisited'], closed: search['closed'] }
  return { search, set, query, narrowed: Object.values(query).some(Boolean) }
}

const Photo = ({ place }: { readonly place: PlaceRow }) => {
  const url = placePhotoUrl(place, 'thumb')
  return url ? <img className="ar-thumb" src={url} alt="" width={32} height={32} loading="lazy" decoding="async" /> : null
}

const PlacesMap = ({ query, onOpen }: { readonly query: Readonly<Record<string, string | undefined>>; readonly onOpen: (id: string) => void }) => {
  const { t } = useText()
  const city = useCity()
  const answer = useQuery({ queryKey: ['places', 'points', query], queryFn: ({ signal }) => areasApi.placePoints(query, signal), placeholderData: (before) => before })
  const borders = useQuery({ queryKey: ['borders', 'district'], staleTime: 600_000, queryFn: ({ signal }) => areasApi.boundaries('district', 9, undefined, signal) })
  const drawn = useMemo(
    () => (borders.data?.features ?? []).map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0 })),
    [borders.data],
  )
  const items = answer.data?.items
  const points = useMemo(() => (items ?? []).map(([id, lon, lat, score]) => [lon, lat, scoreStep(score), id] as const), [items])
  const bounds = useMemo(() => {
    if (!items || items.length === 0) return city.bounds
    const lons = items.map((i) => i[1]), lats = items.map((i) => i[2])
    return [Math.min(...lons) - 0.005, Math.min(...lats) - 0.005, Math.max(...lons) + 0.005, Math.max(...lats) + 0.005]
  }, [items, city.bounds])
  if (answer.error && !answer.data) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <LoadingSkeleton lines={6} />
  const said = answer.data.total > points.length ? t('areas:page.places.map_some', { total: answer.data.total, n: points.length }) : t('areas:page.places.map_of', { n: points.length })
  return (
    <div className="b-stack">
      <div className="ar-places-map">
        <Suspense fallback={<LoadingSkeleton />}>
          <MapView label={said} bounds={bounds} tileUrl={city.tile_url} points={points} areas={drawn} onPick={onOpen} />
        </Suspense>
      </div>
      <p className="b-small b-quiet">
        {said} · {t('areas:page.places.map_key')}
      </p>
    </div>
  )
}

export type PlacesListProps = {
  readonly onOpen: (id: string) => void
  /** What stands at the end of each row. */
  readonly actions?: (place: PlaceRow) => ReactNode
}
/** Places with search, filters, paging and a map: for those who keep them and for those who look at what was seen there. */
const PlacesList = ({ onOpen, actions }: PlacesListProps) => {
  const { t, language } = useText()
  const { search, set, query, narrowed } = usePlaceQuery()
  const map = search['as'] === 'map'
  const list = usePagedList<PlaceRow>(['places'], '/api/places', { ...query, limit: 100 }, { enabled: !map })
  const { types, nameOf } = usePlaceTypes()
  const columns: readonly Column<PlaceRow>[] = [
    {
      key: 'name',
      title: t('areas:page.places.name'),
      cell: (p) => (
        <span className="ar-place-name">
          <Photo place={p} />
          <span>{p.name}</span>
        </span>
      ),
    },
    { key: 'type', title: t('areas:page.places.type'), cell: (p) => nameOf(p.type_code) },
    { key: 'area', title: t('areas:page.places.area'), cell: (p) => p.path_names },
    { key: 'unit', title: t('areas:page.places.unit'), cell: (p) => p.unit_name ?? <span className="b-quiet">{t('areas:page.places.unit_none')}</span> },
    { key: 'result', title: t('areas:page.places.last_result'), cell: (p) => <LastScore place={p} /> },
    {
      key: 'code',
      title: t('areas:page.places.number'),
      cell: (p) => (p.code ? <span className="b-mono">{p.code}</span> : ''),
    },
    {
      key: 'state',
      title: t('areas:page.places.state'),
      cell: (p) => (p.valid_to ? <StateTag tone="closed">{t('areas:page.areas.closed_on', { day: p.valid_to })}</StateTag> : t('areas:page.places.in_use')),
    },
    ...(actions ? [{ key: 'do', title: '', cell: actions }] : []),
  ]
  return (
    <div className="b-stack">
      <div className="b-row b-no-print">
        <SearchBox label={t('areas:page.places.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 170 }}
          popupMatchSelectWidth={260}
          aria-label={t('areas:page.places.type')}
          placeholder={t('areas:page.places.type')}
          value={search['type'] ?? null}
          onChange={(value: string | null | undefined) => set({ type: value ?? null })}
          options={types.map((type) => ({ value: type.code, label: language === 'en' && type.name_en !== '' ? type.name_en : type.name }))}
        />
        <AreaSelect width={170} label={t('areas:page.places.area')} placeholder={t('areas:page.places.area')} value={search['in'] ?? null} onChange={(id) => set({ in: id })} />
        <UnitPick width={170} label={t('areas:page.places.unit')} value={search['of'] ?? null} onChange={(id) => set({ of: id })} />
        <Button aria-pressed={Boolean(search['unvisited'])} onClick={() => set({ unvisited: search['unvisited'] ? null : 'true' })}>
          {t('areas:page.places.unvisited')}
        </Button>
        <Button aria-pressed={Boolean(search['closed'])} onClick={() => set({ closed: search['closed'] ? null : 'true' })}>
          {t('areas:page.places.with_closed')}
        </Button>
        {narrowed ? (
          <Button kind="quiet" icon="close" onClick={() => set({ q: null, type: null, in: null, of: null, unvisited: null, closed: null })}>
            {t('ui:kit.clear')}
          </Button>
        ) : null}
        <Segmented
          aria-label={t('areas:page.places.shown_as')}
          value={map ? 'map' : 'list'}
          onChange={(value) => set({ as: value === 'map' ? 'map' : null })}
          options={[
            { value: 'list', label: t('areas:page.places.as_list') },
            { value: 'map', label: t('areas:page.places.as_map') },
          ]}
        />
      </div>
      {map ? (
        <PlacesMap query={query} onOpen={onOpen} />
      ) : (
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
          onOpen={(p) => onOpen(p.id)}
          {...(list.total === null ? {} : { foot: t('ui:kit.total', { n: list.total }) })}
          empty={
            <EmptyState title={narrowed ? t('areas:page.places.none_found') : t('areas:page.places.empty')}>
              {narrowed ? null : <p>{t('areas:page.places.empty_how')}</p>}
            </EmptyState>
          }
          columns={columns}
        />
      )}
    </div>
  )
}
export default PlacesList
