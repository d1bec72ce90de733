import type { GeoPoint } from './model.ts'
import { toNumber, wallMs } from './xpath/values.ts'

const media = new Set(['image', 'audio', 'video', 'file', 'background-audio'])
const numbers = new Set(['integer', 'decimal', 'range'])
const lists = new Set(['select_multiple', 'select_multiple_from_file', 'rank'])
export const isMedia = (type: string): boolean => media.has(type)
export const isList = (type: string): boolean => lists.has(type)
export const isSelect = (type: string): boolean => type.startsWith('select_') || type === 'rank'

const geoOf = (value: object): string => {
  const { lon, lat, altitude_m: altitude, accuracy_m: accuracy } = value as Partial<GeoPoint>
  return typeof lon === 'number' && typeof lat === 'number' ? `${lat} ${lon} ${altitude ?? 0} ${accuracy ?? 0}` : ''
}

/** An answer as the text expressions see. What does not fit is kept as text, so that it can be shown and refused, not lost. */
export const answerText = (type: string, value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(String).join(' ')
  if (typeof value === 'object') {
    const ids = (value as { photo_ids?: unknown }).photo_ids
    return Array.isArray(ids) ? ids.map(String).join(' ') : geoOf(value)
  }
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return type === 'acknowledge' ? (value ? 'OK' : '') : String(value)
  return typeof value === 'string' ? value : ''
}

/** The text as an answer of its type; null when there is none. A text that is not of its type stays a text. */
export const answerOf = (type: string, text: string): unknown => {
  if (text === '') return null
  const words = (): readonly string[] => text.split(/\s+/).filter(Boolean)
  if (isList(type)) return words()
  if (isMedia(type)) return { photo_ids: words() }
  if (numbers.has(type)) return Number.isFinite(Number(text)) ? Number(text) : text
  if (type === 'geopoint' || type === 'start-geopoint') {
    const [lat = NaN, lon = NaN, altitude = 0, accuracy = 0] = words().map(Number)
    return Number.isFinite(lat) && Number.isFinite(lon) ? { lon, lat, accuracy_m: accuracy, altitude_m: altitude } : text
  }
  if (type === 'acknowledge') return text === 'OK'
  return text
}

/** Whether a text is of its type. */
export const fitsType = (type: string, text: string, zone: string): boolean => {
  if (text === '') return true
  switch (type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text)
    case 'decimal':
    case 'range':
      return Number.isFinite(Number(text)) && text.trim() !== ''
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) && wallMs(text, zone) !== null
    case 'dateTime':
      return wallMs(text, zone) !== null
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)
    case 'geopoint': {
      const [lat = NaN, lon = NaN] = text.split(/\s+/).map((part) => toNumber(part, zone))
      return Math.abs(lat) <= 90 && Math.abs(lon) <= 180
    }
    default:
      return true
  }
}
