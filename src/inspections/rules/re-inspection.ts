import type { LocalDate } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import { addDays } from '#base/zones.ts'
import type { NotPlanned, Schedule } from './model.ts'

export type Period = { readonly from: LocalDate; readonly to: LocalDate }

/** How far back the first round of a programme looks. */
const firstLook: Readonly<Record<Schedule['every'], number>> = { day: 1, week: 7, month: 31, once: 31 }

/**
 * The days of closing a round of re-inspection answers for: everything since the last round that looked, up to the day before it begins, so that days
 * without a round are made up for. Null where another round has looked at all of them.
 */
export const duePeriod = (every: Schedule['every'], roundStartsOn: LocalDate, lastTo: LocalDate | null): Period | null => {
  const to = addDays(roundStartsOn, -1)
  const from = lastTo === null ? addDays(roundStartsOn, -firstLook[every]) : addDays(lastTo, 1)
  return from <= to ? { from, to } : null
}

export type Drawn<T> = { readonly drawn: readonly T[]; readonly inclusion_probability: number; readonly of: number }

/**
 * All, or a simple random sample without replacement of `count` (Fisher-Yates on the seeded stream): each with the same probability n/N, which stays with
 * the visit as its weight.
 */
export const drawCases = <T>(cases: readonly T[], take: 'all' | 'sample', count: number, random: Random): Drawn<T> => {
  if (take === 'all' || count >= cases.length) return { drawn: cases, inclusion_probability: 1, of: cases.length }
  const pool = [...cases]
  for (let i = 0; i < count; i++) {
    const j = random.int(i, pool.length - 1)
    const held = pool[i] as T
    pool[i] = pool[j] as T
    pool[j] = held
  }
  return { drawn: pool.slice(0, count), inclusion_probability: count / cases.length, of: cases.length }
}

export type SampledRate = {
  readonly rate: number | null
  /** Null where one observation says nothing of the spread. 0 when all were looked at. */
  readonly standard_error: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * The share found good among `visited` of `population`, with the error of the sample: s.e. = sqrt((1 - f) p(1 - p) / (n - 1)), f = n/N
 * (Cochran 1977, eq. 3.12), and an interval of 95 % by Wilson's method with the sample size enlarged to n / (1 - f), which stays inside 0 to 1
 * also when all or none passed.
 */
export const sampledRate = (good: number, visited: number, population: number): SampledRate => {
  if (visited === 0) return { rate: null, standard_error: null, low: null, high: null }
  const p = good / visited
  const f = Math.min(1, visited / Math.max(population, visited))
  if (f === 1) return { rate: p, standard_error: 0, low: p, high: p }
  const n = visited / (1 - f), z = 1.959963984540054
  const centre = (p + z * z / (2 * n)) / (1 + z * z / n)
  const half = (z / (1 + z * z / n)) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
  return {
    rate: p, standard_error: visited > 1 ? Math.sqrt((1 - f) * p * (1 - p) / (visited - 1)) : null,
    low: Math.max(0, centre - half), high: Math.min(1, centre + half),
  }
}

/** Why nobody goes: no day is left, too few of the team may go there, or they have their most visits on every day. */
export const whyNobody = (days: number, inspectors: readonly string[], isBarred: (id: string) => boolean, perVisit: number): NotPlanned => {
  if (days === 0) return 'no_days'
  const able = inspectors.filter((id) => !isBarred(id)).length
  return able === 0 || able < Math.min(perVisit, inspectors.length) ? 'recused' : 'full'
}

/** Whoever found a problem does not judge whether it was put right, where somebody else may; then the one with the fewest visits goes. Empty: nobody can. */
export const assignAgain = (
  inspectors: readonly string[], isBarred: (id: string) => boolean, first: readonly string[], load: ReadonlyMap<string, number>, perVisit: number, mostPerDay: number,
): readonly string[] => {
  const able = inspectors.filter((id) => !isBarred(id) && (load.get(id) ?? 0) < mostPerDay)
  const rank = (id: string): number => (first.includes(id) ? 1_000_000 : 0) + (load.get(id) ?? 0)
  const sent = [...able].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, perVisit)
  return sent.length < Math.min(perVisit, inspectors.length) ? [] : sent
}
