import { err, ok, type Fault, type MessageParams, type Result } from '../results.ts'
import type { MultiPolygon, Polygon, Position, Ring } from './shapes.ts'

/** Enough to see what is wrong with a file; a broken file would otherwise list every vertex. */
const maxFaults = 20

type Collect = (field: string, value: unknown, code: string, params?: MessageParams) => undefined

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const shown = (value: unknown): string | null => value === undefined ? null : (JSON.stringify(value) ?? String(value)).slice(0, 80)

/** A position as RFC 7946 3.1.1: longitude first; a height is read and dropped. */
const readPosition = (value: unknown, field: string, fault: Collect): Position | undefined => {
  if (!Array.isArray(value) || value.length < 2) return fault(field, value, 'not_a_position')
  const [lon, lat] = value as unknown[]
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) return fault(field, value, 'not_a_position')
  if (Math.abs(lat) > 90 && Math.abs(lon) <= 90 && Math.abs(lat) <= 180) return fault(field, value, 'position_swapped')
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return fault(field, value, 'position_outside')
  return [lon, lat]
}

/** A ring as RFC 7946 3.1.6: at least four positions, the last equal to the first. */
const readRing = (value: unknown, field: string, fault: Collect): Ring | undefined => {
  if (!Array.isArray(value)) return fault(field, value, 'not_a_ring')
  if (value.length < 4) return fault(field, value, 'ring_too_short', { count: value.length })
  const ring: Position[] = []
  for (let i = 0; i < value.length; i++) {
    const position = readPosition(value[i], `${field}[${i}]`, fault)
    if (!position) return undefined
    ring.push(position)
  }
  const first = ring[0], last = ring.at(-1)
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) return fault(field, [first, last], 'ring_not_closed')
  return ring
}

const readPolygon = (value: unknown, field: string, fault: Collect): Polygon | undefined => {
  if (!Array.isArray(value) || value.length === 0) return fault(field, value, 'polygon_empty')
  const rings: Ring[] = []
  for (let i = 0; i < value.length; i++) {
    const ring = readRing(value[i], `${field}[${i}]`, fault)
    if (ring) rings.push(ring)
  }
  return rings.length === value.length ? rings : undefined
}

/**
 * Reads a GeoJSON Polygon, MultiPolygon, or a Feature holding one, into the one shape boundaries have.
 * Faults name the place (`coordinates[0][3]`) and are input faults: nothing is guessed, an unclosed ring is not closed in silence.
 * Codes are bare words; the capability that reads the file puts its own name before them.
 * Rings that cross themselves pass: they are well formed and `repairShape` mends them.
 */
export const parseBoundary = (value: unknown): Result<MultiPolygon, readonly Fault[]> => {
  const faults: Fault[] = []
  const fault: Collect = (field, given, code, params) => {
    if (faults.length < maxFaults) faults.push({ field, value: shown(given), code, ...(params ? { params } : {}) })
    return undefined
  }
  const geometry = isRecord(value) && value['type'] === 'Feature' ? value['geometry'] : value
  if (!isRecord(geometry)) fault('geometry', geometry, 'no_geometry')
  else if (geometry['type'] === 'Polygon') {
    const polygon = readPolygon(geometry['coordinates'], 'coordinates', fault)
    if (polygon) return ok([polygon])
  } else if (geometry['type'] === 'MultiPolygon') {
    const parts = geometry['coordinates']
    if (!Array.isArray(parts) || parts.length === 0) fault('coordinates', parts, 'polygon_empty')
    else {
      const shape: Polygon[] = []
      for (let i = 0; i < parts.length; i++) {
        const polygon = readPolygon(parts[i], `coordinates[${i}]`, fault)
        if (polygon) shape.push(polygon)
      }
      if (shape.length === parts.length) return ok(shape)
    }
  } else fault('type', geometry['type'], 'not_an_area_geometry')
  return err(faults)
}
