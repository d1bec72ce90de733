import { useMemo } from 'react'
import { Button, type Query, useCity, useText, useUrlState } from '#platform/web-ui/index.ts'
import type { MapArea } from '#platform/web-ui/map/index.ts'
import MapView from '#platform/web-ui/map/map-view.tsx'
import { PointLegend } from './legend.tsx'
import { mapPoints } from './map-points.ts'
import { useArea, useBoundaries, useCasePoints } from './queries.ts'

/** The list's cases on the map; the piece of map looked at can narrow the list. */
const DeskMap = ({
  query,
  current,
  onPick,
}: {
  readonly query: Query
  readonly current: string | undefined
  readonly onPick: (id: string) => void
}) => {
  const { t } = useText()
  const city = useCity()
  const [search, set] = useUrlState()
  const { bbox: _bbox, ...rest } = query
  const answer = useCasePoints(rest)
  const points = useMemo(() => mapPoints(answer.data), [answer.data])
  const boundaries = useBoundaries(search['area'])
  const areas = useMemo(
    (): readonly MapArea[] =>
      (boundaries.data?.features ?? []).map(({ properties, geometry }) => ({
        id: properties.id,
        name: properties.name,
        geometry,
        value: null,
        step: 0,
      })),
    [boundaries.data],
  )
  const looked = useArea(search['area'])
  const box = search['bbox']?.split(',').map(Number)
  return (
    <section className="c-desk-map" aria-label={t('cases:page.views.map')}>
      <MapView
        label={t('cases:page.map.label', { n: points.length })}
        bounds={box?.length === 4 ? box : (looked.data?.boundary?.bbox ?? city.bounds)}
        tileUrl={city.tile_url}
        points={points}
        areas={areas}
        selected={current ?? null}
        onPick={onPick}
        onMove={(moved) => set({ bbox: moved.map((n) => n.toFixed(4)).join(',') })}
      />
      <div className="c-map-foot">
        <PointLegend />
        {answer.data?.truncated ? <span>{t('cases:page.map.truncated', { n: points.length })}</span> : null}
        {search['bbox'] ? (
          <Button size="small" icon="close" onClick={() => set({ bbox: null })}>
            {t('cases:page.map.whole')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
export default DeskMap
