import pg from 'pg'
import { type Instant, instant } from '#base/instants.ts'

/** `2026-11-22 17:00:08.123456+00` as PostgreSQL prints it in a session whose zone is UTC; microseconds are cut. */
const parseTimestamptz = (text: string): Instant => instant(Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/(\.\d{3})\d*/, '$1').replace(/\+00$/, 'Z')}`))

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
