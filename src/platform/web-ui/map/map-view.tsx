import './map.css'
import 'maplibre-gl/dist/maplibre-gl.css'
import { type GeoJSONSource, LngLatBounds, Map as MapLibre, Marker, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../i18n.ts'
import { useScheme } from '../theme.ts'
import { palettes } from '../tokens.ts'
import { labelFeatures } from './labels.ts'
import { addTones, emptyCollection, landmarkFeatures, layersOf, pointFeatures, styleOf } from './layers.ts'
import { MapLoading } from './map-loading.tsx'
import type { Box, MapArea, MapLandmark, MapPoint } from './types.ts'

setWorkerUrl(workerUrl)
// Into the browser's cache while there is a network: a report may be written on without one.
void fetch(workerUrl).catch(() => {})

export type MapViewProps = {
  /** What the map shows, for those who do not see it. */
  readonly label: string
  readonly bounds: readonly number[] | null
  readonly tileUrl: string | null
  readonly points?: readonly MapPoint[]
  readonly areas?: readonly MapArea[]
  readonly landmarks?: readonly MapLandmark[]
  readonly selected?: string | null
  readonly pin?: readonly [number, number] | null
  readonly onPick?: (id: string) => void
  readonly onPickArea?: (id: string) => void
  readonly onHoverArea?: (id: string | null) => void
  readonly onPlace?: (lon: number, lat: number) => void
  /** From which zoom a tap is exact enough to be a place; before that it brings the map nearer, and `onNearer` tells so. */
  readonly exactFrom?: number
  readonly onNearer?: () => void
  /** Called whenever another part of the map is looked at, by whatever moved it. */
  readonly onView?: (box: Box, zoom: number) => void
  /** Called when the person has moved the map. */
  readonly onMove?: (box: Box) => void
}

/** Without WebGL there is no map, but the page and its table go on. */
const hasWebgl = (): boolean => {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/** True where the map was too far away for a place to mean anything; it then comes nearer to where the person pointed. */
const bringNearer = (map: MapLibre, { exactFrom, onNearer }: MapViewProps, to: { readonly lng: number; readonly lat: number }): boolean => {
  if (exactFrom === undefined || map.getZoom() >= exactFrom - 0.01) return false
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  map.easeTo({ center: [to.lng, to.lat], zoom: exactFrom + 0.5, duration: still ? 0 : 140 })
  onNearer?.()
  return true
}

/** Areas, points by the thousand gathered in circles, one pin; on tiles if the city has an address for them, else on plain paper. */
const MapView = (props: MapViewProps) => {
  const { t } = useText()
  const scheme = useScheme()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibre | null>(null)
  const marker = useRef<Marker | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [ready, setReady] = useState(0)
  const [able] = useState(hasWebgl)
  const { points, areas, landmarks, selected, pin, bounds, tileUrl } = props

  useEffect(() => {
    if (!box.current || !able) return
    const palette = palettes[scheme]
    const start = latest.current.bounds
    const made = new MapLibre({
      container: box.current,
      style: styleOf(palette, tileUrl),
      attributionControl: false,
      fadeDuration: 0,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 18,
      canvasContextAttributes: { preserveDrawingBuffer: false },
      ...(start ? { bounds: start as [number, number, number, number], fitBoundsOptions: { padding: 24 } } : { center: [116.4, 39.9], zoom: 9 }),
      locale: {
        'Map.Title': latest.current.label,
        'NavigationControl.ZoomIn': t('ui:map.zoom_in'),
        'NavigationControl.ZoomOut': t('ui:map.zoom_out'),
      },
    })
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({}), 'bottom-left')
    const look = new ResizeObserver(() => made.resize())
    look.observe(box.current)
    made.on('load', () => {
      addTones(made, palette)
      for (const [name, cluster] of [
        ['areas', false],
        ['labels', false],
        ['landmarks', false],
        ['points', true],
      ] as const) {
        made.addSource(name, {
          type: 'geojson',
          data: emptyCollection,
          promoteId: 'id',
          ...(cluster
            ? {
                cluster: true,
                clusterMaxZoom: 13,
                clusterRadius: 46,
                clusterProperties: { overdue: ['+', ['case', ['==', ['get', 'tone'], 'overdue'], 1, 0]] },
              }
            : {}),
        })
      }
      for (const layer of layersOf(palette)) made.addLayer(layer)
      map.current = made
      setReady((n) => n + 1)
      const seen = made.getBounds()
      latest.current.onView?.([seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()], made.getZoom())
    })
    made.on('click', (event) => {
      const now = latest.current
      if (now.onPlace) {
        if (bringNearer(made, now, event.lngLat)) return
        return now.onPlace(Math.round(event.lngLat.lng * 1e6) / 1e6, Math.round(event.lngLat.lat * 1e6) / 1e6)
      }
      const [hit] = made.queryRenderedFeatures(event.point, { layers: ['clusters', 'points'].filter((id) => made.getLayer(id)) })
      if (hit?.properties['cluster']) {
        const source = made.getSource<GeoJSONSource>('points')
        void source
          ?.getClusterExpansionZoom(Number(hit.properties['cluster_id']))
          .then((zoom) => made.easeTo({ center: event.lngLat, zoom: Math.min(zoom, 16), duration: 140 }))
      } else if (hit) now.onPick?.(String(hit.properties['id']))
      else {
        const [area] = made.queryRenderedFeatures(event.point, { layers: ['areas-fill'].filter((id) => made.getLayer(id)) })
        if (area) now.onPickArea?.(String(area.properties['id']))
      }
    })
    made.on('mousemove', (event) => {
      if (!made.getLayer('points')) return
      const hits = made.queryRenderedFeatures(event.point, { layers: ['clusters', 'points', 'areas-fill'] })
      made.getCanvas().style.cursor = hits.some((hit) => hit.layer.id !== 'areas-fill' || latest.current.onPickArea)
        ? 'pointer'
        : latest.current.onPlace
          ? 'crosshair'
          : ''
      const area = hits.find((hit) => hit.layer.id === 'areas-fill')
      latest.current.onHoverArea?.(area ? String(area.properties['id']) : null)
    })
    made.on('mouseout', () => latest.current.onHoverArea?.(null))
    made.on('moveend', (event) => {
      const seen = made.getBounds()
      latest.current.onView?.([seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()], made.getZoom())
      if (!(event as { originalEvent?: unknown }).originalEvent) return
      const b = made.getBounds()
      latest.current.onMove?.([b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])
    })
    return () => {
      look.disconnect()
      map.current = null
      made.remove()
    }
    // A new palette or tile address means a new style; everything else is data.
  }, [scheme, tileUrl, able, t])

  useEffect(() => {
    void map.current?.getSource<GeoJSONSource>('points')?.setData(points ? pointFeatures(points) : emptyCollection)
  }, [points, ready])
  useEffect(() => {
    void map.current
      ?.getSource<GeoJSONSource>('areas')
      ?.setData({
        type: 'FeatureCollection',
        features: (areas ?? []).map(({ geometry, detail = false, ...properties }) => ({ type: 'Feature', geometry, properties: { ...properties, detail } })),
      })
    void map.current?.getSource<GeoJSONSource>('labels')?.setData(labelFeatures(areas ?? []))
  }, [areas, ready])
  useEffect(() => {
    void map.current?.getSource<GeoJSONSource>('landmarks')?.setData(landmarkFeatures(landmarks ?? []))
  }, [landmarks, ready])
  useEffect(() => {
    map.current?.getCanvas().setAttribute('aria-label', props.label)
  }, [props.label, ready])
  useEffect(() => {
    map.current?.setFilter('selected', ['==', ['get', 'id'], selected ?? ''])
  }, [selected, ready])
  const [west, south, east, north] = bounds ?? []
  useEffect(() => {
    if (west !== undefined && south !== undefined && east !== undefined && north !== undefined)
      map.current?.fitBounds(new LngLatBounds([west, south], [east, north]), { padding: 24, duration: 0, maxZoom: 16 })
  }, [west, south, east, north, ready])
  useEffect(() => {
    if (!map.current || !pin) {
      marker.current?.remove()
      return
    }
    if (!marker.current) {
      const made = new Marker({ color: palettes[scheme].action, draggable: latest.current.onPlace !== undefined })
      made.on('dragend', () => {
        const at = made.getLngLat()
        const before = latest.current.pin
        if (map.current && before && bringNearer(map.current, latest.current, at)) made.setLngLat([before[0], before[1]])
        else latest.current.onPlace?.(Math.round(at.lng * 1e6) / 1e6, Math.round(at.lat * 1e6) / 1e6)
      })
      marker.current = made
    }
    marker.current.setLngLat([pin[0], pin[1]]).addTo(map.current)
  }, [pin, ready, scheme])

  if (!able)
    return (
      <div className="b-map b-map-none">
        <p>{t('ui:map.no_webgl')}</p>
      </div>
    )
  return (
    <div className="b-map-frame">
      <div className="b-map" ref={box} />
      {ready === 0 ? <MapLoading /> : null}
    </div>
  )
}
export default MapView
