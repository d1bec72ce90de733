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

/** The offset as the platform formats it, slowly. */
const readOffset = (at: Instant, zone: string): number => {
  const fields: Record<string, number> = {}
  for (const part of formatterOf(zone).formatToParts(at)) if (part.type !== 'literal' && part.type !== 'era') fields[part.type] = Number(part.value)
  const asUtc = Date.UTC(fields['year'] ?? 0, (fields['month'] ?? 1) - 1, fields['day'], fields['hour'], fields['minute'], fields['second'])
  return asUtc - Math.floor(at / 1000) * 1000
}

/** Offset at the start of a UTC day, the one at its end, and the moment of the change between them (Infinity: none). */
type OffsetDay = { readonly first: number; readonly last: number; readonly change: number }

/**
 * In no zone were two changes of offset ever less than three days apart (IANA database 1850-2040, a test looks), so the two ends of
 * a day tell whether it holds a change, and halving finds it. Changes fall on any second: St John's changed at 00:01 until 2011.
 */
const readDay = (day: number, zone: string, known: ReadonlyMap<number, OffsetDay>): OffsetDay => {
  const first = known.get(day - 1)?.last ?? readOffset(instant(day * dayMs), zone)
  const last = known.get(day + 1)?.first ?? readOffset(instant((day + 1) * dayMs), zone)
  if (first === last) return { first, last, change: Infinity }
  let before = day * dayMs / 1000, after = (day + 1) * dayMs / 1000
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (readOffset(instant(middle * 1000), zone) === first) before = middle
    else after = middle
  }
  return { first, last, change: after * 1000 }
}

const offsetDays = new Map<string, Map<number, OffsetDay>>()
/** Offset of a zone from UTC at an instant, in milliseconds (east positive). Throws RangeError for an unknown zone. */
export const offsetMs = (at: Instant, zone: string): number => {
  let known = offsetDays.get(zone)
  if (!known) offsetDays.set(zone, (known = new Map()))
  const day = Math.floor(at / dayMs)
  let found = known.get(day)
  if (!found) {
    found = readDay(day, zone, known)
    if (known.size > 50_000) known.clear()
    known.set(day, found)
  }
  return at < found.change ? found.first : found.last
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
