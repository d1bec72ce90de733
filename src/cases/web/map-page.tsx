import './cases.css'
import { Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import {
  Button,
  ErrorState,
  Go,
  keptSearch,
  LoadingSkeleton,
  PageHead,
  sayNumber,
  useCity,
  useGo,
  useText,
  useUrlState,
} from '#platform/web-ui/index.ts'
import { type MapArea, MapLoading, stepsOf } from '#platform/web-ui/map/index.ts'
import type { OverviewRow } from './api.ts'
import { FilterBar } from './filter-bar.tsx'
import { useFilters } from './filters.ts'
import { PointLegend } from './legend.tsx'
import { mapPoints } from './map-points.ts'
import { useArea, useBoundaries, useCasePoints, useOverview } from './queries.ts'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))

const measures = ['open', 'overdue', 'due_today', 'opened_today', 'returned', 'rework'] as const
type Measure = (typeof measures)[number]
const valueOf = (row: OverviewRow | undefined, measure: Measure): number | null => row?.[measure] ?? null

/** The city in areas shaded by what waits in them, and every case as a mark; the same numbers stand in the table. */
const MapPage = () => {
  const { t, language } = useText()
  const city = useCity()
  const go = useGo()
  const [search, set] = useUrlState()
  const filters = useFilters()
  const [hovered, setHovered] = useState<string | null>(null)
  const layer = search['layer'] ?? 'both'
  const measure = measures.find((name) => name === search['measure']) ?? 'open'
  const area = search['area']
  const boundaries = useBoundaries(area)
  const looked = useArea(area)
  const overview = useOverview({ area, unit: search['unit'] })
  const open = filters.query.stage ?? 'accept,dispatch,handle,check,close'
  const points = useCasePoints({ ...filters.query, stage: open })
  const rows = useMemo(() => new Map((overview.data?.by_area ?? []).map((row) => [row.id, row])), [overview.data])
  const steps = useMemo(() => stepsOf([...rows.values()].flatMap((row) => valueOf(row, measure) ?? [])), [rows, measure])
  const areas = useMemo(
    (): readonly MapArea[] =>
      layer === 'points'
        ? []
        : (boundaries.data?.features ?? []).map(({ properties, geometry }) => {
            const value = valueOf(rows.get(properties.id), measure)
            return { id: properties.id, name: properties.name, geometry, value, step: layer === 'both' && value === null ? 0 : steps.stepOf(value) }
          }),
    [boundaries.data, rows, measure, steps, layer],
  )
  const marks = useMemo(() => (layer === 'areas' ? [] : mapPoints(points.data)), [points.data, layer])
  const over = areas.find((one) => one.id === hovered)
  const table = layer === 'table'
  const listed = [...rows.values()].toSorted((a, b) => (valueOf(b, measure) ?? 0) - (valueOf(a, measure) ?? 0))
  return (
    <div className="b-page c-map-page">
      <PageHead
        title={t('cases:page.map.title')}
        actions={
          <>
            <Segmented<string>
              value={measure}
              onChange={(next) => set({ measure: next })}
              aria-label={t('cases:page.map.measure')}
              options={measures.map((name) => ({ value: name, label: t(`cases:page.figures.${name}`) }))}
            />
            <Segmented<string>
              value={layer}
              onChange={(next) => set({ layer: next === 'both' ? null : next })}
              aria-label={t('cases:page.map.layer')}
              options={['both', 'areas', 'points', 'table'].map((name) => ({ value: name, label: t(`cases:page.map.layers.${name}`) }))}
            />
          </>
        }
      />
      <FilterBar filters={filters} />
      {overview.isError && !overview.data ? <ErrorState error={overview.error} onRetry={() => void overview.refetch()} /> : null}
      {table ? (
        overview.data ? (
          <div className="b-panel c-scroll-x">
            <table className="b-table">
              <caption className="b-unseen">{t('cases:page.map.table')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('cases:page.columns.area')}</th>
                  {measures.map((name) => (
                    <th key={name} scope="col" className="b-number">
                      {t(`cases:page.figures.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {listed.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      <Go to="/map" search={{ ...search, area: row.id }}>
                        {row.name}
                      </Go>
                    </th>
                    {measures.map((name) => (
                      <td key={name} className="b-number">
                        {valueOf(row, name) === null ? '' : sayNumber(valueOf(row, name) ?? 0, language)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <LoadingSkeleton />
        )
      ) : (
        <div className="c-map-box">
          <Suspense fallback={<MapLoading />}>
            <MapView
              label={t('cases:page.map.label', { n: marks.length })}
              bounds={looked.data?.boundary?.bbox ?? city.bounds}
              tileUrl={city.tile_url}
              points={marks}
              areas={areas}
              onHoverArea={setHovered}
              onPickArea={(id) => set({ area: id }, { push: true })}
              onPick={(id) => go(`/cases/${id}`, keptSearch(search))}
            />
          </Suspense>
          {over ? (
            <div className="c-map-over" role="status">
              <strong>{over.name}</strong> {t(`cases:page.figures.${measure}`)}{' '}
              {over.value === null ? t('ui:figure.none') : sayNumber(over.value, language)}
            </div>
          ) : null}
          {area ? (
            <div className="c-map-up">
              <Button size="small" icon="left" onClick={() => set({ area: null }, { push: true })}>
                {t('cases:page.map.whole')}
              </Button>
            </div>
          ) : null}
        </div>
      )}
      {table ? null : (
        <div className="c-map-foot">
          {layer === 'areas' ? null : <PointLegend />}
          {layer === 'points' ? null : (
            <ul className="b-legend" aria-label={t(`cases:page.figures.${measure}`)}>
              {steps.ends.map((end, i) => (
                <li key={end}>
                  <span className="b-legend-step" style={{ background: `var(--b-scale-${i + 1})` }} />
                  {t('cases:page.map.step', { low: i === 0 ? 0 : (steps.ends[i - 1] ?? 0) + 1, high: end })}
                </li>
              ))}
            </ul>
          )}
          {points.data?.truncated ? <span>{t('cases:page.map.truncated', { n: marks.length })}</span> : null}
          <span className="b-quiet b-small">{t('cases:page.map.count', { n: sayNumber(points.data?.points.length ?? 0, language) })}</span>
        </div>
      )}
    </div>
  )
}
export default MapPage
