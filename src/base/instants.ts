import { err, ok, type Result } from './results.ts'

declare const instantBrand: unique symbol
/** A moment in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: 'Instant' }

/** A calendar day without a zone, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __localDate?: never }

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

export const instant = (epochMs: number): Instant => Math.trunc(epochMs) as Instant
export const addMs = (at: Instant, ms: number): Instant => instant(at + ms)
export const toIso = (at: Instant): string => new Date(at).toISOString()

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

/** Whether a month has the day: Date.parse reads February 30 as March 1. */
const hasDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)

/** Reads a calendar day `YYYY-MM-DD` that exists. */
export const parseLocalDate = (text: string): Result<LocalDate, 'not_a_date'> => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts && hasDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? ok(text) : err('not_a_date')
}

/** Reads an ISO 8601 instant; a text without an offset is refused, because it would mean a different moment in every zone. */
export const parseInstant = (text: string): Result<Instant, 'not_an_instant'> => {
  const parts = isoPattern.exec(text)
  if (!parts || !hasDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return err('not_an_instant')
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? err('not_an_instant') : ok(instant(ms))
}
