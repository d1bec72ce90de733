import { createHash } from 'node:crypto'
import { labelPoint } from '#base/geometry/label-point.ts'
import { boxOf, type Box, type MultiPolygon, type Position, toGeometry } from '#base/geometry/shapes.ts'
import { buildTopology, type Topology } from '#base/geometry/topology.ts'
import { type Area, type AreaLevel, type AreaModel, isValidOn, isWithin } from '../rules/index.ts'

type Sheet = {
  readonly areas: readonly Area[]
  readonly boxes: readonly Box[]
  readonly labels: readonly (Position | null)[]
  readonly topology: Topology
  readonly bodies: Map<string, { readonly body: string; readonly etag: string }>
}
/** Prepared drawings by snapshot: gone with it when areas change. */
const sheets = new WeakMap<AreaModel, Map<AreaLevel, Sheet>>()

const sheetOf = (model: AreaModel, level: AreaLevel): Sheet => {
  let levels = sheets.get(model)
  if (!levels) sheets.set(model, (levels = new Map()))
  let sheet = levels.get(level)
  if (!sheet) {
    const bounded = model.all.flatMap((area) => {
      const shape = area.level === level && isValidOn(area, model.day) ? model.boundaryOf(area.id) : null
      return shape ? [{ area, shape }] : []
    })
    const shapes: readonly MultiPolygon[] = bounded.map((b) => b.shape)
    sheet = { areas: bounded.map((b) => b.area), boxes: shapes.map(boxOf), labels: shapes.map(labelPoint), topology: buildTopology(shapes), bodies: new Map() }
    levels.set(level, sheet)
  }
  return sheet
}

export type DrawingQuery = {
  readonly level: AreaLevel
  /** Zoom of a web map with 512-pixel tiles; details smaller than a pixel are left out. */
  readonly zoom: number
  /** Only areas below this path. */
  readonly within?: string
  readonly box?: Box
}

/** Positions in one answer at most: with names and ids this stays below 400 kB however large the city. */
const positionBudget = 14_000
/** Ground metres of one pixel at zoom 0 on the equator. */
const pixelMetres = 40_075_017 / 512
const answersKept = 60

const round = (value: number): number => Math.round(value * 1e5) / 1e5

/** Boundaries of a level as GeoJSON text for the map, simplified alike on both sides of every border, with a hash of it. */
export const drawBoundaries = (model: AreaModel, { level, zoom, within, box }: DrawingQuery): { readonly body: string; readonly etag: string } => {
  const sheet = sheetOf(model, level)
  const key = [zoom, within ?? '', box ?? ''].join('|')
  const known = sheet.bodies.get(key)
  if (known) return known
  const chosen = sheet.areas.flatMap((area, i) => {
    if (within !== undefined && !isWithin(area.path, within)) return []
    const [west, south, east, north] = sheet.boxes[i] as Box
    return box && (west > box[2] || east < box[0] || south > box[3] || north < box[1]) ? [] : [i]
  })
  const middle = chosen[0] === undefined ? 0 : ((sheet.boxes[chosen[0]]?.[1] ?? 0) + (sheet.boxes[chosen[0]]?.[3] ?? 0)) / 2
  const pixel = pixelMetres * Math.cos(middle * Math.PI / 180) / 2 ** zoom
  const shapes = sheet.topology.simplified(chosen, { squareMetres: pixel * pixel, budget: positionBudget, decimals: pixel > 20 ? 4 : pixel > 2 ? 5 : 6 })
  const features = shapes.map((shape, k) => {
    const i = chosen[k] ?? 0
    const area = sheet.areas[i] as Area
    const label = sheet.labels[i]
    return {
      type: 'Feature', geometry: toGeometry(shape),
      properties: { id: area.id, code: area.code, name: area.name, parent_id: area.parentId, label: label ? [round(label[0]), round(label[1])] : null },
    }
  })
  const body = JSON.stringify({ type: 'FeatureCollection', features })
  const answer = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
  if (sheet.bodies.size >= answersKept) sheet.bodies.clear()
  sheet.bodies.set(key, answer)
  return answer
}
