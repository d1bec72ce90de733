import { lazy, Suspense } from 'react'
import { Go, Panel, sayNumber, useCity, useText, useTime } from '#platform/web-ui/index.ts'
import type { MapPoint } from '#platform/web-ui/map/index.ts'
import type { VisitDetail } from './api.ts'
import { useWhere } from './shots.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))

/** Whose visit, where, when, how it was drawn. */
export const Facts = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t, language } = useText()
  const { day, when, exactly } = useTime()
  const minutes = visit.started_at && visit.ended_at ? Math.round((Date.parse(visit.ended_at) - Date.parse(visit.started_at)) / 60_000) : null
  const lines: readonly (readonly [string, React.ReactNode])[] = [
    [t('inspections:ledger.columns.place'), visit.place ? <Go to={`/places/${visit.place.id}`}>{visit.place.name}</Go> : null],
    [t('inspections:ledger.columns.place_type'), visit.place ? (language === 'en' && visit.place.type_name_en ? visit.place.type_name_en : visit.place.type_name) : null],
    [t('inspections:field.facts.address'), visit.place?.address || null],
    [t('inspections:ledger.columns.area'), visit.area.name],
    [t('inspections:ledger.columns.unit'), visit.unit?.name ?? null],
    [t('inspections:ledger.columns.programme'), <Go key="p" to={`/inspections/rounds/${visit.round_id}`}>{visit.programme.name}</Go>],
    [t('inspections:visits_page.checklist'), visit.checklist.title],
    [t('inspections:visits_page.again_of'), visit.case ? <Go to={`/cases/${visit.case.id}`}>{`${visit.case.number} ${visit.case.title}`}</Go> : null],
    [t('inspections:visits_page.who'), visit.inspectors.map((i) => i.name).join(language === 'en' ? ', ' : '、')],
    [t('inspections:visits_page.day'), [day(`${visit.planned_on}T12:00:00Z`), visit.window ? `${visit.window.from ?? ''}–${visit.window.to ?? ''}` : null].filter(Boolean).join(' ')],
    [t('inspections:visits_page.stop'), visit.stop_order === null ? null : t('inspections:visits_page.stop_n', { n: visit.stop_order })],
    [t('inspections:visits_page.chance'), visit.inclusion_probability === null ? null : (
      <span key="c">
        {sayNumber(100 * visit.inclusion_probability, language, 1)}%{visit.draw_id ? <> · <Go to={`/inspections/draws/${visit.draw_id}`}>{t('inspections:visits_page.to_draw')}</Go></> : null}
      </span>
    )],
    [t('inspections:visits_page.began'), visit.started_at ? <span key="b" title={exactly(visit.started_at)}>{when(visit.started_at)}</span> : null],
    [t('inspections:visits_page.ended'), visit.ended_at ? <span key="e" title={exactly(visit.ended_at)}>{when(visit.ended_at)}{minutes === null ? '' : ` · ${t('inspections:visits_page.minutes', { n: sayNumber(minutes, language) })}`}</span> : null],
    [t('inspections:visits_page.received'), visit.received_at ? <span key="r" title={exactly(visit.received_at)}>{when(visit.received_at)}</span> : null],
    [t('inspections:visits_page.decided'), visit.decided_at ? `${when(visit.decided_at)}${visit.decided_by ? ` · ${visit.decided_by.name}` : ''}` : null],
  ]
  return (
    <Panel title={t('inspections:visits_page.facts')}>
      <dl className="b-facts">
        {lines.filter(([, value]) => value !== null && value !== '').map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** Where the inspector stood and where the pictures were taken, against the place; kept with this visit only. */
export const Evidence = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useText()
  const city = useCity()
  const where = useWhere()
  const place = visit.place
  const taken = visit.photos.filter((p) => p.lon !== null)
  const points: readonly MapPoint[] = [
    ...(visit.lon !== null && visit.lat !== null ? [[visit.lon, visit.lat, 'on_track', 'visit'] as const] : []),
    ...taken.flatMap((p): readonly MapPoint[] => (p.lon === null || p.lat === null ? [] : [[p.lon, p.lat, 'today', p.id]])),
  ]
  const pin = place && place.lon !== null && place.lat !== null ? ([place.lon, place.lat] as const) : null
  const all = [...points, ...(pin ? [pin] : [])]
  const lons = all.map(([lon]) => lon), lats = all.map(([, lat]) => lat)
  const room = 0.002
  if (visit.lon === null && taken.length === 0) return null
  return (
    <Panel title={t('inspections:visits_page.evidence')}>
      <p>{t('inspections:visits_page.stood_at', { where: where(visit, place) })}</p>
      {visit.photos.length > 0 ? <p>{t('inspections:visits_page.photos_at', { n: taken.length, of: visit.photos.length })}</p> : null}
      <p className="b-small b-quiet">{t('inspections:visits_page.evidence_why')}</p>
      {all.length > 0 ? (
        <div className="iv-map b-no-print">
          <Suspense fallback={null}>
            <MapView label={t('inspections:visits_page.evidence')} points={points} pin={pin} tileUrl={city.tile_url} bounds={[Math.min(...lons) - room, Math.min(...lats) - room, Math.max(...lons) + room, Math.max(...lats) + room]} />
          </Suspense>
        </div>
      ) : null}
    </Panel>
  )
}
