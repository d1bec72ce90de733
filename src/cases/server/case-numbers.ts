import type { LocalDate } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'
import { takeNumbersOfDays } from '../store/counters.ts'

/** `20261122-000123`: the day the case was opened in the city's zone, and its place in that day. */
export const caseNumber = (day: LocalDate, n: number): string => `${day.replaceAll('-', '')}-${String(n).padStart(6, '0')}`

/** The first number for each day; the caller counts on from it. */
export const takeCaseNumbers = (tx: Tx, wanted: ReadonlyMap<LocalDate, number>): Promise<ReadonlyMap<LocalDate, number>> => takeNumbersOfDays(tx, 'case', wanted)
