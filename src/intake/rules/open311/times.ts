import { type Instant, minuteMs, parseInstant, toIso } from '#base/instants.ts'
import { offsetMs } from '#base/zones.ts'

/** W3C date and time with the city's offset, to the second: `2010-04-14T06:37:38-08:00` (GeoReport v2, Date/time format). */
export const w3cTime = (at: Instant, zone: string): string => {
  const offset = Math.round(offsetMs(at, zone) / minuteMs)
  const local = toIso((at + offset * minuteMs) as Instant).slice(0, 19)
  if (offset === 0) return `${local}Z`
  const size = Math.abs(offset)
  return `${local}${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}

/**
 * Reads a W3C date and time; the zone is mandatory. A plus sign that a client forgot to escape arrives as a space and is understood.
 * Null for anything else, also for days that do not exist.
 */
export const readW3cTime = (text: string): Instant | null => {
  const read = parseInstant(text.trim().replace(/ (\d{2}:\d{2})$/, '+$1'))
  return read.ok ? read.value : null
}
