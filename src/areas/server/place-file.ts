import { readTable, TableProblem } from '#platform/documents/index.ts'
import { problem } from '#platform/http/index.ts'
import type { PlaceCells, Rejected } from '../rules/index.ts'
import { featuresOf } from './file-routes.ts'

const mostRows = 100_000
export type PlaceFileRead = { readonly kind: 'table' | 'geojson'; readonly rows: readonly PlaceCells[]; readonly rejected: readonly Rejected[] }

const isGeoJson = (name: string, bytes: Buffer): boolean => /\.(geo)?json(\.gz)?$/i.test(name) || /^[\uFEFF\s]*\{/.test(bytes.toString('utf8', 0, 64))

/** A feature as a line: its properties, and its point as lon and lat. Lines are numbered as features, from 1. */
const readFeatureRows = async (bytes: Buffer): Promise<PlaceFileRead> => {
  const rows: PlaceCells[] = [], rejected: Rejected[] = []
  for (const [i, { geometry, properties }] of (await featuresOf(bytes)).entries()) {
    const line = i + 1
    const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
    const [lon, lat] = Array.isArray(coordinates) ? (coordinates as unknown[]) : []
    if (geometry === null) rejected.push({ line, faults: [{ field: 'geometry', value: null, code: 'areas.no_geometry' }] })
    else if (type !== 'Point') rejected.push({ line, faults: [{ field: 'geometry', value: typeof type === 'string' ? type.slice(0, 40) : null, code: 'areas.not_a_point' }] })
    else if (typeof lon !== 'number' || typeof lat !== 'number') rejected.push({ line, faults: [{ field: 'geometry', value: JSON.stringify(coordinates)?.slice(0, 80) ?? null, code: 'areas.not_a_position' }] })
    else rows.push({ line, cells: { ...properties, lon: String(lon), lat: String(lat) } })
  }
  return { kind: 'geojson', rows, rejected }
}

/** Reads CSV, XLSX or GeoJSON, told apart by content; a file that is none of them is a problem. */
export const readPlaceFile = async (name: string, bytes: Buffer): Promise<PlaceFileRead> => {
  if (isGeoJson(name, bytes)) return readFeatureRows(bytes)
  const rows: PlaceCells[] = [], rejected: Rejected[] = []
  try {
    for await (const { line, cells, fault } of await readTable(bytes, { shortRows: 'fill', limits: { maxBytes: 256 * 1024 * 1024 } })) {
      if (fault) rejected.push({ line, faults: [fault] })
      else if (Object.values(cells).some((cell) => cell.trim() !== '')) rows.push({ line, cells })
      if (rows.length > mostRows) throw problem('http.too_many_rows', { status: 413, params: { limit: mostRows } })
    }
  } catch (error) {
    if (error instanceof TableProblem) throw problem(error.code, { status: 422, params: error.params })
    throw error
  }
  return { kind: 'table', rows, rejected }
}
