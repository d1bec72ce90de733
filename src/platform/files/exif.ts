import ExifReader from 'exifreader'
import { type Instant, parseInstant } from '#base/instants.ts'

/** What a photo says about where and when it was taken. It is the phone's word: data, not proof. */
export type PhotoFacts = {
  /** WGS-84 degrees. */
  readonly position: { readonly lon: number; readonly lat: number } | null
  /** The camera's clock, without a zone: `2026-05-01T10:20:30`. */
  readonly takenLocal: string | null
  /** The moment, when the photo states its offset or the satellites' time. */
  readonly takenAt: Instant | null
  readonly camera: string | null
}
export const noFacts: PhotoFacts = { position: null, takenLocal: null, takenAt: null, camera: null }

type Tag = { readonly description?: unknown; readonly value?: unknown } | undefined
const textOf = (tag: Tag): string => (typeof tag?.description === 'string' ? tag.description.trim() : '')

const dateTime = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/
const localTime = (text: string): string | null => {
  const found = dateTime.exec(text)
  if (!found) return null
  const iso = `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6]}`
  return parseInstant(`${iso}Z`).ok && Number(found[1]) >= 1990 ? iso : null
}
const instantOf = (text: string): Instant | null => {
  const parsed = parseInstant(text)
  return parsed.ok ? parsed.value : null
}

/** Latitude or longitude: three rationals and a hemisphere (EXIF 2.32, 4.6.6). */
const degrees = (tag: Tag, reference: Tag): number | null => {
  const parts = tag?.value
  if (!Array.isArray(parts) || parts.length !== 3) return null
  const numbers = parts.map((part) => (Array.isArray(part) ? Number(part[0]) / Number(part[1]) : Number(part)))
  const [d = NaN, m = NaN, s = NaN] = numbers
  const value = d + (Number.isFinite(m) ? m : 0) / 60 + (Number.isFinite(s) ? s : 0) / 3600
  const side = String(Array.isArray(reference?.value) ? reference.value[0] : '').toUpperCase()
  if (!Number.isFinite(value) || !/^[NSEW]/.test(side)) return null
  return side.startsWith('S') || side.startsWith('W') ? -value : value
}

/** Reads EXIF; a photo without any, or with a damaged one, has no facts. */
export const photoFacts = (bytes: Buffer): PhotoFacts => {
  let exif: Readonly<Record<string, Tag>>
  try {
    exif = ExifReader.load(bytes) as unknown as Record<string, Tag>
  } catch {
    return noFacts
  }
  const lat = degrees(exif['GPSLatitude'], exif['GPSLatitudeRef'])
  const lon = degrees(exif['GPSLongitude'], exif['GPSLongitudeRef'])
  // 0,0 is what receivers write that have no fix.
  const position = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0) ? { lon, lat } : null
  const takenLocal = localTime(textOf(exif['DateTimeOriginal'])) ?? localTime(textOf(exif['DateTimeDigitized']))
  const offset = textOf(exif['OffsetTimeOriginal']) || textOf(exif['OffsetTime'])
  const stated = takenLocal !== null && /^[+-]\d{2}:\d{2}$/.test(offset) ? instantOf(`${takenLocal}${offset}`) : null
  const clock = exif['GPSTimeStamp']?.value
  const day = textOf(exif['GPSDateStamp']).replaceAll(':', '-')
  const hms = Array.isArray(clock) && clock.length === 3
    ? clock.map((part) => String(Math.floor(Array.isArray(part) ? Number(part[0]) / Number(part[1]) : Number(part))).padStart(2, '0')).join(':')
    : ''
  const satellites = instantOf(`${day}T${hms}Z`)
  const camera = [textOf(exif['Make']), textOf(exif['Model'])].filter((part) => part !== '').join(' ').slice(0, 80)
  return { position, takenLocal, takenAt: stated ?? satellites, camera: camera === '' ? null : camera }
}
