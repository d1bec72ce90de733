import type { LayerSpecification, Map as MapLibre, StyleSpecification } from 'maplibre-gl'
import { fonts, type Palette, tones } from '../tokens.ts'
import { type MapLandmark, type MapPoint, mapScale } from './types.ts'

export const emptyCollection: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
export const pointFeatures = (points: readonly MapPoint[]): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: points.map(([lon, lat, tone, id]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { id, tone },
  })),
})

export const landmarkFeatures = (landmarks: readonly MapLandmark[]): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: landmarks.map(([lon, lat, name]) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { name } })),
})

/**
 * Plain paper, or raster tiles `https://…/{z}/{x}/{y}.png` where the city has them. No glyphs are fetched: the browser's own fonts draw the names.
 */
export const styleOf = (palette: Palette, tileUrl: string | null): StyleSpecification => ({
  version: 8,
  sources: tileUrl ? { tiles: { type: 'raster', tiles: [tileUrl], tileSize: 256 } } : {},
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': palette.sunken } },
    ...(tileUrl ? [{ id: 'tiles', type: 'raster', source: 'tiles', paint: { 'raster-saturation': -0.6 } } as const] : []),
  ],
})

const font = ['Noto Sans SC', fonts.sans.split(',')[0] ?? 'sans-serif']
const count = (field: string, ...steps: readonly (readonly [number, number])[]): unknown => [
  'step',
  ['get', field],
  steps[0]?.[1] ?? 10,
  ...steps.slice(1).flat(),
]

export const layersOf = (p: Palette): readonly LayerSpecification[] => [
  {
    id: 'areas-fill',
    type: 'fill',
    source: 'areas',
    filter: ['!', ['get', 'detail']],
    paint: {
      'fill-color': ['match', ['get', 'step'], 1, p.scale[0], 2, p.scale[1], 3, p.scale[2], 4, p.scale[3], 5, p.scale[4], p.surface],
      'fill-opacity': 0.85,
    },
  },
  {
    id: 'areas-detail',
    type: 'line',
    source: 'areas',
    minzoom: 12,
    filter: ['get', 'detail'],
    paint: { 'line-color': p.edge, 'line-width': 0.6, 'line-dasharray': [3, 2] },
  },
  {
    id: 'areas-line',
    type: 'line',
    source: 'areas',
    filter: ['!', ['get', 'detail']],
    paint: { 'line-color': p.edge, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.8, 15, 2] },
  },
  {
    id: 'area-names',
    type: 'symbol',
    source: 'labels',
    maxzoom: 17,
    // The zoom known here is that of the tile, up to one below the map's own.
    filter: ['>=', ['zoom'], ['-', ['get', 'from'], 0.4]],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': font,
      'text-size': 12,
      'text-padding': 2,
      // One line up or down out of the way of a mark, never aside: `from` leaves that much room inside the area.
      'text-variable-anchor-offset': ['center', [0, 0], 'top', [0, 0.8], 'bottom', [0, -0.8]],
      'symbol-sort-key': ['case', ['get', 'detail'], 1, 0],
    },
    paint: { 'text-color': p.text, 'text-halo-color': p.surface, 'text-halo-width': 1.4 },
  },
  {
    id: 'landmarks',
    type: 'circle',
    source: 'landmarks',
    minzoom: 13,
    paint: { 'circle-radius': 2.5, 'circle-color': p.edge, 'circle-stroke-width': 1, 'circle-stroke-color': p.surface },
  },
  {
    id: 'landmark-names',
    type: 'symbol',
    source: 'landmarks',
    minzoom: 13,
    layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11, 'text-padding': 4, 'text-anchor': 'left', 'text-offset': [0.6, 0], 'text-max-width': 20 },
    paint: { 'text-color': p.quiet, 'text-halo-color': p.surface, 'text-halo-width': 1.2 },
  },
  {
    id: 'clusters',
    type: 'circle',
    source: 'points',
    filter: ['has', 'point_count'],
    paint: {
      'circle-color': p.action,
      'circle-radius': count('point_count', [0, 13], [25, 17], [100, 21], [500, 26], [2000, 32]) as never,
      'circle-stroke-width': ['case', ['>', ['get', 'overdue'], 0], 3, 1],
      'circle-stroke-color': ['case', ['>', ['get', 'overdue'], 0], p.tones.overdue.mark, p.surface],
    },
  },
  {
    id: 'cluster-count',
    type: 'symbol',
    source: 'points',
    filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': font, 'text-size': 12, 'text-allow-overlap': true, 'text-padding': 14 },
    paint: { 'text-color': p.onAction },
  },
  {
    id: 'points',
    type: 'symbol',
    source: 'points',
    filter: ['!', ['has', 'point_count']],
    layout: { 'icon-image': ['concat', 'tone-', ['get', 'tone']], 'icon-size': 0.5, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  },
  {
    id: 'selected',
    type: 'circle',
    source: 'points',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'circle-radius': 13, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-width': 3, 'circle-stroke-color': p.text },
  },
]

/** The shapes of the tones, drawn as they stand in tags, with a rim so that they keep apart. */
const drawTone = (c: CanvasRenderingContext2D, tone: string): void => {
  c.beginPath()
  if (tone === 'overdue') {
    c.moveTo(16, 4)
    c.lineTo(29, 27)
    c.lineTo(3, 27)
    c.closePath()
  } else if (tone === 'closed') c.rect(7, 7, 18, 18)
  else if (tone === 'paused') {
    c.rect(6, 6, 8, 20)
    c.rect(18, 6, 8, 20)
  } else if (tone === 'returned') {
    c.moveTo(16, 4)
    c.lineTo(28, 16)
    c.lineTo(16, 28)
    c.lineTo(4, 16)
    c.closePath()
  } else c.arc(16, 16, 11, 0, 2 * Math.PI)
}
const addScale = (map: MapLibre, p: Palette): void => {
  for (const [i, name] of mapScale.entries()) {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 32
    const c = canvas.getContext('2d')
    if (!c) continue
    c.beginPath()
    c.arc(16, 16, 11, 0, 2 * Math.PI)
    c.fillStyle = p.scale[i - 1] ?? p.surface
    c.fill()
    c.lineWidth = 2
    c.strokeStyle = p.edge
    c.stroke()
    map.addImage(`tone-${name}`, c.getImageData(0, 0, 32, 32))
  }
}
export const addTones = (map: MapLibre, p: Palette): void => {
  addScale(map, p)
  for (const tone of tones) {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 32
    const c = canvas.getContext('2d')
    if (!c) continue
    drawTone(c, tone)
    c.fillStyle = p.tones[tone].mark
    c.fill()
    if (tone === 'today') {
      c.beginPath()
      c.arc(16, 16, 11, Math.PI / 2, (3 * Math.PI) / 2)
      c.closePath()
      c.fillStyle = p.surface
      c.fill()
    }
    drawTone(c, tone)
    c.lineWidth = 2
    c.strokeStyle = tone === 'today' ? p.tones.today.mark : p.surface
    c.stroke()
    map.addImage(`tone-${tone}`, c.getImageData(0, 0, 32, 32))
  }
}
