import pg from 'pg'
import { type Instant, instant } from '#base/instants.ts'

const two = (text: string, i: number): number => (text.charCodeAt(i) - 48) * 10 + text.charCodeAt(i + 1) - 48

/** `2026-11-22 17:00:08.123456+00` as PostgreSQL prints it in a session whose zone is UTC; microseconds are cut. By hand, since lists are made of instants. */
export const parseTimestamptz = (text: string): Instant => {
  const end = text.length - 3, year = two(text, 0) * 100 + two(text, 2)
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(10) !== 32 || year < 100 || !text.endsWith('+00')) {
    return instant(Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/(\.\d{3})\d*/, '$1').replace(/\+00$/, 'Z')}`))
  }
  const ms = end > 20 ? Number(text.slice(20, end).padEnd(3, '0').slice(0, 3)) : 0
  return Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), ms) as Instant
}

const oid = { int8: 20, date: 1082, timestamptz: 1184, numeric: 1700 }

/** Reads instants as epoch milliseconds, calendar days as text, and every number as a number. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (id === oid.timestamptz) return parseTimestamptz
      if (id === oid.int8 || id === oid.numeric) return Number
      if (id === oid.date) return (text: string) => text
    }
    return pg.types.getTypeParser(id, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** An instant as a query parameter. */
export const at = (moment: Instant): Date => new Date(moment)
export const atOrNull = (moment: Instant | null): Date | null => (moment === null ? null : new Date(moment))
