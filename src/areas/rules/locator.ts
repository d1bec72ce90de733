import { shoelaceArea } from '#base/geometry/measure.ts'
import { buildNearestIndex, type NearestIndex } from '#base/geometry/nearest.ts'
import { buildPolygonIndex, type PolygonIndex } from '#base/geometry/polygon-index.ts'
import type { MultiPolygon } from '#base/geometry/shapes.ts'
import { type Area, type AreaLevel, areaLevels, type AreaId } from './areas.ts'

/** Where a point lies. `chain` runs from the city down to `area`, the smallest area known to hold the point. */
export type Located =
  | { readonly kind: 'inside'; readonly area: Area; readonly chain: readonly Area[]; readonly metres: 0 }
  /** Outside every boundary, but its nearest area is closer than the tolerance. */
  | { readonly kind: 'near'; readonly area: Area; readonly chain: readonly Area[]; readonly metres: number }
  | { readonly kind: 'outside' }

export type Locator = {
  /** WGS-84 degrees. Where boundaries of a level overlap, the smallest area has the point, then the lower code; on a shared border exactly one has it. */
  readonly locate: (lon: number, lat: number) => Located
  /** The same without the nearest area: the smallest area that holds the point, or null. The fast path: one look-up for most points. */
  readonly find: (lon: number, lat: number) => Area | null
  readonly levels: readonly AreaLevel[]
}

/** Distance of a point rounded to the grid boundaries are kept on (1e-7 degrees) may be outside by this much and still be on the border. */
const borderMetres = 0.02

type Layer = { readonly level: AreaLevel; readonly areas: readonly Area[]; readonly shapes: readonly MultiPolygon[]; readonly index: PolygonIndex; nearest: NearestIndex | null }

const layerOf = (level: AreaLevel, bounded: readonly { readonly area: Area; readonly shape: MultiPolygon }[]): Layer => {
  const sized = bounded.map((b) => ({ ...b, size: shoelaceArea(b.shape) }))
    .sort((one, two) => one.size - two.size || (one.area.code < two.area.code ? -1 : 1))
  const shapes = sized.map((b) => b.shape)
  return { level, areas: sized.map((b) => b.area), shapes, index: buildPolygonIndex(shapes), nearest: null }
}

/**
 * Builds the index that answers which areas a point lies in. `areas` are all areas in force, `boundaries` those that have one.
 * Levels are asked from the smallest up: the first that holds the point decides, and the areas above follow from its parents, so that two
 * boundary files of different years cannot put one point into the street of one district and the area of another.
 * `toleranceMetres`: how far outside a point may lie and still be given its nearest area.
 */
export const buildLocator = (areas: readonly Area[], boundaries: ReadonlyMap<AreaId, MultiPolygon>, toleranceMetres: number): Locator => {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const chains = new Map<AreaId, readonly Area[]>()
  const chainOf = (area: Area): readonly Area[] => {
    let chain = chains.get(area.id)
    if (!chain) {
      const parent = area.parentId ? byId.get(area.parentId) : undefined
      chains.set(area.id, (chain = [...(parent ? chainOf(parent) : []), area]))
    }
    return chain
  }
  const layers = areaLevels.toReversed().flatMap((level): Layer[] => {
    const bounded = areas.flatMap((area) => {
      const shape = area.level === level ? boundaries.get(area.id) : undefined
      return shape ? [{ area, shape }] : []
    })
    return bounded.length > 0 ? [layerOf(level, bounded)] : []
  })
  const insides = new Map<Area, Located>()
  const inside = (area: Area): Located => {
    let answer = insides.get(area)
    if (!answer) insides.set(area, (answer = { kind: 'inside', area, chain: chainOf(area), metres: 0 }))
    return answer
  }
  const find = (lon: number, lat: number): Area | null => {
    for (const layer of layers) {
      const found = layer.index.find(lon, lat)
      if (found >= 0) return layer.areas[found] ?? null
    }
    return null
  }
  return {
    levels: layers.map((layer) => layer.level),
    find,
    locate: (lon, lat) => {
      const found = find(lon, lat)
      if (found) return inside(found)
      if (!Number.isFinite(lon) || !Number.isFinite(lat)) return { kind: 'outside' }
      for (const layer of layers) {
        layer.nearest ??= buildNearestIndex(layer.shapes)
        const near = layer.nearest.find(lon, lat, Math.max(toleranceMetres, borderMetres))
        const area = near ? layer.areas[near.shape] : undefined
        if (!near || !area) continue
        if (near.metres <= borderMetres) return inside(area)
        if (near.metres < toleranceMetres) return { kind: 'near', area, chain: chainOf(area), metres: near.metres }
      }
      return { kind: 'outside' }
    },
  }
}
