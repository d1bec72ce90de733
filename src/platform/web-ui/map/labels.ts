import { labelPoint } from '#base/geometry/label-point.ts'
import type { MultiPolygon, Position } from '#base/geometry/shapes.ts'
import type { MapArea } from './types.ts'

const fontSize = 12
/** Width of the whole world at zoom 0 in pixels of the map. */
const worldPixels = 512

const shapeOf = (geometry: GeoJSON.Geometry): MultiPolygon =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []) as unknown as MultiPolygon

/** How far a point is from the nearest border of a shape, in degrees of longitude at its latitude. */
const roomAround = (shape: MultiPolygon, [x, y]: Position): number => {
  const stretch = 1 / Math.cos((y * Math.PI) / 180)
  let least = Infinity
  for (const ring of shape.flat())
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as Position
      const [bx, by] = ring[i] as Position
      const dx = bx - ax
      const dy = (by - ay) * stretch
      const px = x - ax
      const py = (y - ay) * stretch
      const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)))
      least = Math.min(least, Math.hypot(px - along * dx, py - along * dy))
    }
  return least
}

/** Half the width of a name on the map: Chinese signs are as wide as high, letters about half. */
const halfWidth = (name: string): number => ([...name].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 1 : 0.55), 0) * fontSize) / 2

/** The zoom from which a name around this point stays inside its area, moved by a line up or down where a mark is in the way. */
export const zoomToFit = (name: string, room: number): number =>
  room <= 0 || !Number.isFinite(room) ? 24 : Math.log2((Math.max(22, halfWidth(name) * 0.9) * 360) / (worldPixels * room))

/** A point for every name, each with the zoom from which it fits: a name stands inside its own area or is not shown. */
export const labelFeatures = (areas: readonly MapArea[]): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: areas.flatMap(({ id, name, geometry, detail }) => {
    const shape = shapeOf(geometry)
    const at = labelPoint(shape)
    if (!at) return []
    const from = Math.max(zoomToFit(name, roomAround(shape, at)), detail ? 12 : 0)
    return [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [...at] }, properties: { id, name, from, detail: detail ?? false } }]
  }),
})
