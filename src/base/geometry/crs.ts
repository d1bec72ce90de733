import gcoord from 'gcoord'
import type { MultiPolygon, Position } from './shapes.ts'

/** Coordinate systems met in Chinese data. CGCS2000 agrees with WGS-84 to centimetres and is written `wgs84`. */
export const crsNames = ['wgs84', 'gcj02', 'bd09'] as const
export type Crs = (typeof crsNames)[number]
export const isCrs = (text: string): text is Crs => (crsNames as readonly string[]).includes(text)

/** The package is CommonJS and its types describe the ESM build: what it exports is said here. */
const { transform } = gcoord as unknown as { readonly transform: (position: number[], from: string, to: string) => number[] }
const codes = { gcj02: 'GCJ02', bd09: 'BD09' } as const
const wgs84 = 'WGS84'

export const fromWgs84 = (crs: Crs, [lon, lat]: Position): Position => {
  if (crs === 'wgs84') return [lon, lat]
  const [x = lon, y = lat] = transform([lon, lat], wgs84, codes[crs])
  return [x, y]
}

/**
 * The WGS-84 position of a position given in another system, at the door of the program. The library stops its inverse at 1e-6 degrees
 * (0.1 m); two more steps against the exact forward formula bring the round trip below a millimetre.
 */
export const toWgs84 = (crs: Crs, position: Position): Position => {
  const [x, y] = position
  if (crs === 'wgs84') return [x, y]
  let [lon = x, lat = y] = transform([x, y], codes[crs], wgs84)
  for (let i = 0; i < 3; i++) {
    const [fx, fy] = fromWgs84(crs, [lon, lat])
    // Across the edge of the box in which the shift applies the forward formula jumps: there the library's answer stays.
    if (Math.abs(fx - x) > 1e-3 || Math.abs(fy - y) > 1e-3) break
    lon -= fx - x
    lat -= fy - y
  }
  return [lon, lat]
}

export const shapeToWgs84 = (crs: Crs, shape: MultiPolygon): MultiPolygon =>
  crs === 'wgs84' ? shape : shape.map((polygon) => polygon.map((ring) => ring.map((position) => toWgs84(crs, position))))
