import { toWgs84 } from '#base/geometry/crs.ts'
import type { ImportRemark } from './codes.ts'
import type { PositionRule } from './profile.ts'
import { addFault, type Scope, textReader } from './text-rule.ts'

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

export type ReadPosition = { readonly lon: number; readonly lat: number } | null

/** Reads a position into WGS-84. Half a position, a text that is no number, or a point off the globe is a fault; 0,0 is no position. */
export const positionReader = (rule: PositionRule | undefined, scope: Scope, remark: (code: ImportRemark) => void): (() => ReadPosition) => {
  if (!rule) return () => null
  const { state } = scope
  const lonText = textReader(rule.lon, 'lon', scope)
  const latText = textReader(rule.lat, 'lat', scope)
  if (!lonText || !latText) return () => null
  const lonColumn = rule.lon.columns?.[0] ?? 'lon', latColumn = rule.lat.columns?.[0] ?? 'lat'
  const placeholders = new Set((rule.placeholders ?? []).map(([lon, lat]) => `${lon} ${lat}`))
  const [west, south, east, north] = rule.bounds ?? [-180, -90, 180, 90]
  const crs = rule.crs ?? 'wgs84'
  return () => {
    const x = lonText(), y = latText()
    if (x === '' && y === '') return null
    if (x === '' || y === '') {
      addFault(state, x === '' ? lonColumn : latColumn, null, 'half_position')
      return null
    }
    if (placeholders.size > 0 && placeholders.has(`${x} ${y}`)) {
      remark('position_placeholder')
      return null
    }
    if (!decimal.test(x) || !decimal.test(y)) {
      const badLon = !decimal.test(x)
      addFault(state, badLon ? lonColumn : latColumn, badLon ? x : y, 'not_a_number', { target: badLon ? 'lon' : 'lat' })
      return null
    }
    const lon = Number(x), lat = Number(y)
    if (lon === 0 && lat === 0) return null
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
      const badLon = Math.abs(lon) > 180
      const swapped = Math.abs(lon) <= 90 && Math.abs(lat) > 90
      addFault(state, badLon ? lonColumn : latColumn, badLon ? x : y, swapped ? 'position_swapped' : 'off_the_globe')
      return null
    }
    if (lon < west || lon > east || lat < south || lat > north) {
      if (rule.outside === 'drop') remark('position_outside')
      else addFault(state, lonColumn, `${x}, ${y}`, 'outside_bounds', { west, south, east, north })
      return null
    }
    if (crs === 'wgs84') return { lon, lat }
    const [wgsLon, wgsLat] = toWgs84(crs, [lon, lat])
    return { lon: wgsLon as number, lat: wgsLat as number }
  }
}
