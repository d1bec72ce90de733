import { dayMs, hourMs, type Instant, instant, type LocalDate, minuteMs, parseInstant } from '#base/instants.ts'
import { instantAt, offsetMs } from '#base/zones.ts'

/**
 * Formats are written with YYYY, MM or M, DD or D, HH or H (24 hours), hh or h with A (AM/PM), mm, ss, SSS (any number of digits
 * of a second's fraction); every other character is itself. A double letter is exactly two digits, a single one one or two.
 * `HH:MM:SS` is understood as `HH:mm:ss`. `iso` is a moment with its own offset.
 */
export const usualFormats: readonly string[] = [
  'YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DDTHH:mm:ss', 'YYYY-MM-DD', 'YYYY-MM-DD HH:mm', 'YYYY-MM-DDTHH:mm', 'YYYY-MM-DD HH:mm:ss.SSS',
  'YYYY-MM-DDTHH:mm:ss.SSS', 'iso',
  'YYYY-M-D H:mm:ss', 'YYYY-M-D H:mm', 'YYYY-M-D', 'YYYY/M/D H:mm:ss', 'YYYY/M/D H:mm', 'YYYY/M/D', 'YYYY.M.D H:mm:ss', 'YYYY.M.D',
  'YYYY年M月D日 H:mm:ss', 'YYYY年M月D日 H:mm', 'YYYY年M月D日 H时mm分', 'YYYY年M月D日H时mm分', 'YYYY年M月D日', 'YYYYMMDDHHmmss', 'YYYYMMDD',
]

/** Milliseconds of a wall clock counted as if it were UTC. */
type Wall = number
export type TimeParser = {
  /** The moment, or NaN when no format fits or the day does not exist. `dateOnly` then says whether the text had no time. */
  readonly parse: (text: string) => number
  readonly dateOnly: () => boolean
}

/** Days from 1970-01-01 (Hinnant, chrono-compatible low-level date algorithms), and whether the month has the day. */
const daysFrom = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const dayExists = (year: number, month: number, day: number): boolean =>
  year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 &&
  day <= (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (lengths[month - 1] as number))

const wallOf = (year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number): Wall =>
  dayExists(year, month, day) && hour <= 23 && minute <= 59 && second <= 59
    ? daysFrom(year, month, day) * dayMs + hour * hourMs + minute * minuteMs + second * 1000 + ms
    : NaN

type Reader = { readonly read: (text: string) => Wall; readonly hasTime: boolean }

const two = (text: string, at: number): number => {
  const a = text.charCodeAt(at) - 48, b = text.charCodeAt(at + 1) - 48
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : NaN
}

/** The formats almost every file uses, without a regular expression: imports read three times a row. */
const fastReader = (separator: number, fraction: boolean): ((text: string) => Wall) => {
  const length = fraction ? 23 : 19
  return (text) => {
    if (text.length !== length || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== separator ||
      text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return NaN
    let ms = 0
    if (fraction) {
      const tenth = text.charCodeAt(20) - 48
      if (text.charCodeAt(19) !== 46 || !(tenth >= 0 && tenth <= 9)) return NaN
      ms = tenth * 100 + two(text, 21)
    }
    return wallOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8), two(text, 11), two(text, 14), two(text, 17), ms)
  }
}
const fastDate = (text: string): Wall =>
  text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45
    ? wallOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8), 0, 0, 0, 0) : NaN

const fastReaders: Readonly<Record<string, Reader>> = {
  'YYYY-MM-DD HH:mm:ss': { read: fastReader(32, false), hasTime: true },
  'YYYY-MM-DDTHH:mm:ss': { read: fastReader(84, false), hasTime: true },
  'YYYY-MM-DD HH:mm:ss.SSS': { read: fastReader(32, true), hasTime: true },
  'YYYY-MM-DDTHH:mm:ss.SSS': { read: fastReader(84, true), hasTime: true },
  'YYYY-MM-DD': { read: fastDate, hasTime: false },
}

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<Y>\\d{4})', MM: '(?<M>\\d{2})', M: '(?<M>\\d{1,2})', DD: '(?<D>\\d{2})', D: '(?<D>\\d{1,2})', HH: '(?<H>\\d{2})', H: '(?<H>\\d{1,2})',
  hh: '(?<h>\\d{2})', h: '(?<h>\\d{1,2})', A: '(?<A>AM|PM|am|pm)', mm: '(?<m>\\d{2})', ss: '(?<s>\\d{2})', SSS: '(?<f>\\d{1,9})',
}

export const normalFormat = (format: string): string => format.trim().replace(/([Hh]):MM/, '$1:mm').replace(/(mm):SS(?!S)/, '$1:ss')

/** A reader for a format, or null when it names no year, month and day, or a token twice. */
const readerOf = (given: string): Reader | null => {
  const format = normalFormat(given)
  const fast = fastReaders[format]
  if (fast && !format.endsWith('SSS')) return fast
  const seen = new Set<string>()
  let twice = false
  const source = format.replaceAll(/YYYY|MM?|DD?|HH?|hh?|mm|ss|SSS|A|[\s\S]/g, (part) => {
    const token = tokens[part]
    if (token === undefined) return part === ' ' ? '\\s+' : part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    // A token is known by its first letter: M and MM are the same, m and M are not.
    const letter = part.charAt(0)
    twice ||= seen.has(letter)
    seen.add(letter)
    return token
  })
  if (twice || !['Y', 'M', 'D'].every((part) => seen.has(part)) || (seen.has('h') !== seen.has('A'))) return null
  const pattern = new RegExp(`^${source}$`)
  const hasTime = seen.has('H') || seen.has('h')
  return {
    hasTime,
    read: (text) => {
      // Three digits of a fraction, as almost always, go the fast way; other counts through the pattern.
      const quick = fast ? fast.read(text) : NaN
      if (!Number.isNaN(quick)) return quick
      const g = pattern.exec(text)?.groups
      if (!g) return NaN
      let hour = Number(g['H'] ?? g['h'] ?? 0)
      if (g['A'] !== undefined) {
        if (hour < 1 || hour > 12) return NaN
        hour = (hour % 12) + (g['A'].toLowerCase() === 'pm' ? 12 : 0)
      }
      const ms = g['f'] === undefined ? 0 : Math.floor(Number(`0.${g['f']}`) * 1000 + 1e-6)
      return wallOf(Number(g['Y']), Number(g['M']), Number(g['D']), hour, Number(g['m'] ?? 0), Number(g['s'] ?? 0), ms)
    },
  }
}

/** Whether a format can be used. */
export const isTimeFormat = (format: string): boolean => format === 'iso' || readerOf(format) !== null

/**
 * Wall clock of a zone to the moment. The offset of a day on which it cannot change is kept, so nearly every reading is one look-up;
 * around a change base/zones.ts decides (a reading that happens twice is the first, so an order of readings stays an order of moments).
 */
export const zoneClock = (zone: string): ((wall: Wall) => Instant) => {
  const offsets = new Map<number, number>()
  return (wall) => {
    const day = Math.floor(wall / dayMs)
    let offset = offsets.get(day)
    if (offset === undefined) {
      const before = offsetMs(instant((day - 1) * dayMs), zone)
      offset = before === offsetMs(instant((day + 2) * dayMs), zone) ? before : NaN
      offsets.set(day, offset)
    }
    if (!Number.isNaN(offset)) return (wall - offset) as Instant
    const minute = Math.floor((wall - day * dayMs) / minuteMs)
    const date = new Date(day * dayMs).toISOString().slice(0, 10) as LocalDate
    return (instantAt(date, minute, zone) + (wall - day * dayMs - minute * minuteMs)) as Instant
  }
}

/** Reads times by formats tried in order. `endOfDay`: a date without a time is its last second, as a limit "by that day" means. */
export const timeParser = (formats: readonly string[], clock: (wall: Wall) => Instant, endOfDay: boolean): TimeParser => {
  const readers = formats.map((format) => (format === 'iso' ? null : readerOf(format)))
  let dateOnly = false
  const shift = endOfDay ? dayMs - 1000 : 0
  return {
    dateOnly: () => dateOnly,
    parse: (text) => {
      dateOnly = false
      for (const reader of readers) {
        if (reader === null) {
          const moment = parseInstant(text.replace(' ', 'T'))
          if (moment.ok) return moment.value
          continue
        }
        const wall = reader.read(text)
        if (Number.isNaN(wall)) continue
        dateOnly = !reader.hasTime
        return clock(dateOnly ? wall + shift : wall)
      }
      return NaN
    },
  }
}
