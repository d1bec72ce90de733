import { dayMs, type Instant, instant, type LocalDate, minuteMs } from './instants.ts'

/** Wall-clock reading of an instant in a zone. `minute` is minutes since local midnight; `weekday` is 1 Monday to 7 Sunday. */
export type LocalReading = { readonly date: LocalDate; readonly minute: number; readonly ms: number; readonly weekday: number }

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

/** Offset of a zone from UTC at an instant, in milliseconds (east positive). Throws RangeError for an unknown zone. */
const readOffset = (at: Instant, zone: string): number => {
  const fields: Record<string, number> = {}
  for (const part of formatterOf(zone).formatToParts(at)) if (part.type !== 'literal' && part.type !== 'era') fields[part.type] = Number(part.value)
  const asUtc = Date.UTC(fields['year'] ?? 0, (fields['month'] ?? 1) - 1, fields['day'], fields['hour'], fields['minute'], fields['second'])
  return asUtc - Math.floor(at / 1000) * 1000
}

/** Offsets change at most on the quarter hour, so one reading serves a quarter hour. */
const quarterMs = 15 * minuteMs
const offsets = new Map<string, Map<number, number>>()
export const offsetMs = (at: Instant, zone: string): number => {
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map()))
  const slot = Math.floor(at / quarterMs)
  let offset = known.get(slot)
  if (offset === undefined) {
    offset = readOffset(instant(slot * quarterMs), zone)
    if (known.size > 50_000) known.clear()
    known.set(slot, offset)
  }
  return offset
}

const dateOfDays = (days: number): LocalDate => new Date(days * dayMs).toISOString().slice(0, 10) as LocalDate
/** Days since 1970-01-01 of a calendar day. */
export const daysOf = (date: LocalDate): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs)
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDays(daysOf(date) + days)
/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => ((daysOf(date) + 3) % 7 + 7) % 7 + 1

export const localReading = (at: Instant, zone: string): LocalReading => {
  const local = at + offsetMs(at, zone)
  const days = Math.floor(local / dayMs)
  const within = local - days * dayMs
  return { date: dateOfDays(days), minute: Math.floor(within / minuteMs), ms: within, weekday: ((days + 3) % 7 + 7) % 7 + 1 }
}

/**
 * The instant at which a zone's clocks show `date` and `minute` (minutes since midnight).
 * A reading skipped by a forward jump maps to the moment of the jump's far side; one that happens twice maps to the first.
 */
export const instantAt = (date: LocalDate, minute: number, zone: string): Instant => {
  const wall = daysOf(date) * dayMs + minute * minuteMs
  const before = instant(wall - offsetMs(instant(wall - dayMs), zone))
  const after = instant(wall - offsetMs(instant(wall + dayMs), zone))
  if (before + offsetMs(before, zone) === wall) return before
  if (after + offsetMs(after, zone) === wall) return after
  return before
}

/** Whether the program knows a zone by this IANA name. */
export const isZone = (zone: string): boolean => {
  try {
    formatterOf(zone)
    return true
  } catch {
    return false
  }
}
