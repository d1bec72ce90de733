import { useQuery } from '@tanstack/react-query'
import { type JSX, lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Button, TextField, useCity, useText } from '#platform/web-ui/index.ts'
import { MapLoading, type MapViewProps } from '#platform/web-ui/map/index.ts'
import { areasApi } from '#areas/web/index.tsx'
import { AreaLadder } from './area-ladder.tsx'
import type { Draft } from './draft.ts'
import { Nearby } from './nearby.tsx'
import { nearZoom, usePlaceMap, type View } from './use-place-map.ts'

const NoMap = () => {
  const { t } = useText()
  return <p className="r-map-none">{t('intake:page.place.no_map')}</p>
}
/** Without network the map cannot be fetched; the list and the address still work. */
const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx').catch(() => ({ default: NoMap as (props: MapViewProps) => JSX.Element })))
type Point = readonly [number, number]
type Props = { readonly draft: Draft; readonly change: (patch: Partial<Draft>) => void }

/** Which areas a point lies in, said in words, or that it lies outside the city. */
export const useLocated = (point: Point | null) =>
  useQuery({
    queryKey: ['locate', point?.[0], point?.[1]],
    enabled: point !== null,
    staleTime: 300_000,
    queryFn: ({ signal }) => areasApi.locate(point?.[0] ?? 0, point?.[1] ?? 0, signal),
  })

/** Where it is: the phone's position, the photo's, a tap on the map; or, without any map, an area and an address. */
export const PlaceStep = ({ draft, change }: Props) => {
  const { t, language } = useText()
  const city = useCity()
  const { place } = draft
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<'denied' | 'unknown' | null>(null)
  const [byList, setByList] = useState(place.area !== null)
  const [centre, setCentre] = useState<Point | null>(place.point)
  const located = useLocated(place.point)
  const [view, setView] = useState<View | null>(null)
  const [nearer, setNearer] = useState(false)
  const { areas, landmarks } = usePlaceMap(view)
  const photoAt = useMemo(() => draft.photos.find((p) => p.at !== null)?.at ?? null, [draft.photos])
  const put = (point: Point, from: 'map' | 'phone' | 'photo'): void => {
    if (from !== 'map') setCentre(point)
    setNearer(false)
    change({ place: { ...place, point, from, area: null } })
  }
  // A photo that says where it was taken is the best first guess; the person sees it on the map and may move it.
  useEffect(() => {
    if (photoAt && place.point === null && place.area === null) put(photoAt, 'photo')
  }, [photoAt])
  const locateMe = (): void => {
    if (!('geolocation' in navigator)) return setRefused('unknown')
    setAsking(true)
    setRefused(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false)
        put([Math.round(coords.longitude * 1e6) / 1e6, Math.round(coords.latitude * 1e6) / 1e6], 'phone')
      },
      (fault) => {
        setAsking(false)
        setRefused(fault.code === fault.PERMISSION_DENIED ? 'denied' : 'unknown')
      },
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    )
  }
  const outside = located.data?.kind === 'outside'
  const names = (located.data?.chain ?? [])
    .slice(1)
    .map((area) => area.name)
    .join(language === 'en' ? ', ' : ' ')
  /** Away from a point outside: the whole city again, and no place yet. */
  const backToCity = (): void => {
    setCentre(null)
    change({ place: { ...place, point: null, from: null, area: null } })
  }
  const bounds = centre ? [centre[0] - 0.006, centre[1] - 0.005, centre[0] + 0.006, centre[1] + 0.005] : city.bounds
  const where = (
    <p className="r-where" role="status" data-outside={outside || undefined}>
      {place.point === null
        ? nearer && !place.area
          ? t('intake:page.place.nearer')
          : place.area
          ? t('intake:page.place.in_area', { name: place.area.name })
          : t('intake:page.place.none')
        : located.isPending
          ? t('intake:page.place.asking')
          : located.isError
            ? t('intake:page.place.failed')
            : outside
              ? t('intake:page.place.outside', { city: city.name })
              : t(
                  located.data.kind === 'near'
                    ? 'intake:page.place.near'
                    : place.from === 'photo'
                      ? 'intake:page.place.here_photo'
                      : place.from === 'phone'
                        ? 'intake:page.place.here_phone'
                        : 'intake:page.place.here',
                  { name: names || city.name },
                )}
    </p>
  )
  return (
    <>
      {byList ? (
        <>
          <AreaLadder value={place.area} onChange={(area) => change({ place: { ...place, area, point: null, from: null } })} />
          {where}
        </>
      ) : (
        <>
          <div className="r-take">
            <Button size="large" icon="pin" busy={asking} onClick={locateMe}>
              {t(asking ? 'intake:page.place.locating' : 'intake:page.place.locate')}
            </Button>
            {photoAt && place.from !== 'photo' ? (
              <Button size="large" icon="photo" onClick={() => put(photoAt, 'photo')}>
                {t('intake:page.place.from_photo')}
              </Button>
            ) : null}
          </div>
          {where}
          {outside ? (
            <p>
              <Button icon="map" onClick={backToCity}>
                {t('intake:page.place.back_to_city', { city: city.name })}
              </Button>
            </p>
          ) : null}
          {refused ? (
            <p className="r-fault" role="alert">
              {t(`intake:page.place.${refused}`)}
            </p>
          ) : null}
          <div className="r-map">
            <Suspense fallback={<MapLoading />}>
              <MapView
                label={t('intake:page.place.map')}
                bounds={bounds}
                tileUrl={city.tile_url}
                pin={place.point}
                areas={areas}
                landmarks={landmarks}
                exactFrom={nearZoom}
                onNearer={() => setNearer(true)}
                onView={(box, zoom) => setView({ box, zoom })}
                onPlace={(lon, lat) => put([lon, lat], 'map')}
              />
            </Suspense>
          </div>
          <p className="r-small">{t('intake:page.place.map_hint')}</p>
        </>
      )}
      {place.point && !outside ? <Nearby point={place.point} category={draft.category?.code ?? null} /> : null}
      <TextField
        label={t('intake:page.place.address')}
        hint={t('intake:page.place.address_hint')}
        optional={place.point !== null || place.area !== null}
        value={place.address}
        maxLength={300}
        autoComplete="off"
        enterKeyHint="done"
        onChange={(event) => change({ place: { ...place, address: event.target.value } })}
      />
      <p>
        <button type="button" className="r-link" onClick={() => setByList(!byList)}>
          {t(byList ? 'intake:page.place.with_map' : 'intake:page.place.without_map')}
        </button>
      </p>
    </>
  )
}
