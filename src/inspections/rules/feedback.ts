import type { Instant, LocalDate } from '#base/instants.ts'
import { addDays, weekdayOf } from '#base/zones.ts'

export const letterStates = ['draft', 'reviewed', 'sent', 'acknowledged', 'withdrawn'] as const
export type LetterState = (typeof letterStates)[number]

/** A case that inspections found, as it stands when letters are made. Times in epoch milliseconds. */
export type LetterCase = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly category: string
  readonly category_en: string
  readonly place_id: string | null
  readonly place: string
  readonly area: string
  readonly unit: string
  readonly opened_at: Instant
  readonly due_at: Instant | null
  readonly closed_at: Instant | null
  /** Ended without being put right: declined, void, merged, split. */
  readonly ended_at: Instant | null
  /** How often it came back: rework and reopened together. */
  readonly returns: number
}
export type LetterSeen = { readonly visits: number; readonly problems: number }

/** One case in a letter; times as ISO text, frozen. */
export type LetterLine = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly category: string
  readonly category_en: string
  readonly place: string
  readonly area: string
  readonly unit: string
  readonly opened_at: string
  readonly due_at: string | null
  readonly closed_at: string | null
  readonly returns: number
}
export type LetterFigures = {
  readonly visits: number
  readonly problems: number
  /** Cases opened in the week, put right in the week, open at its end, of these late, and come back since the letter before. */
  readonly opened: number
  readonly closed: number
  readonly open: number
  readonly overdue: number
  readonly came_back: number
}
/** 整改率: of the cases opened in the period, those put right by the end of the week. Cases ended without being put right are left out and told. */
export type LetterRate = { readonly from: LocalDate; readonly to: LocalDate; readonly rectified: number; readonly of: number; readonly left_out: number; readonly rate: number | null; readonly few: boolean }
export type LetterList = { readonly total: number; readonly items: readonly LetterLine[] }
export type LetterData = {
  readonly schema: 1
  readonly week: { readonly from: LocalDate; readonly to: LocalDate }
  readonly subject: { readonly kind: 'unit' | 'district'; readonly name: string }
  readonly figures: LetterFigures
  readonly rate: LetterRate
  /** Figures of the letter a week before, and its number; null where there is none. */
  readonly before: { readonly number: string; readonly figures: LetterFigures; readonly rate: LetterRate } | null
  readonly lists: { readonly came_back: LetterList; readonly overdue: LetterList; readonly opened: LetterList; readonly open: LetterList; readonly closed: LetterList }
}

/** Below so many cases a rate says little, and the letter says so. */
export const fewCases = 10
/** The rate looks back four weeks, so that cases had time to be put right. */
export const rateWeeks = 4
const listMost = 80

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())
const lineOf = (c: LetterCase): LetterLine => ({
  id: c.id, number: c.number, title: c.title, category: c.category, category_en: c.category_en, place: c.place, area: c.area, unit: c.unit, opened_at: iso(c.opened_at) as string, due_at: iso(c.due_at),
  closed_at: iso(c.closed_at), returns: c.returns,
})
const listOf = (cases: readonly LetterCase[], by: (c: LetterCase) => number): LetterList =>
  ({ total: cases.length, items: [...cases].sort((a, b) => by(a) - by(b) || (a.number < b.number ? -1 : 1)).slice(0, listMost).map(lineOf) })

export type LetterInput = {
  readonly subject: LetterData['subject']
  readonly week: LetterData['week'] & { readonly starts: Instant; readonly ends: Instant }
  readonly period: { readonly from: LocalDate; readonly starts: Instant }
  readonly cases: readonly LetterCase[]
  readonly seen: LetterSeen
  readonly before: { readonly number: string; readonly data: LetterData } | null
}

/**
 * What a letter says about a week, from the times of its cases. `ends` is the first moment after the week; a case put right or ended at or after it was still
 * open. Late means due before the week's end by the limit known now. A case came back when it has returned more often than the letter before said, or, where
 * that letter does not list it, at all while it was open or new in the week.
 */
export const letterOf = ({ subject, week, period, cases, seen, before }: LetterInput): LetterData => {
  const known = cases.filter((c) => c.opened_at < week.ends)
  const rectifiedBy = (c: LetterCase): boolean => c.closed_at !== null && c.closed_at < week.ends
  const endedBy = (c: LetterCase): boolean => !rectifiedBy(c) && c.ended_at !== null && c.ended_at < week.ends && c.closed_at === null
  const open = known.filter((c) => !rectifiedBy(c) && !endedBy(c))
  const opened = known.filter((c) => c.opened_at >= week.starts)
  const closed = known.filter((c) => rectifiedBy(c) && (c.closed_at as Instant) >= week.starts)
  const overdue = open.filter((c) => c.due_at !== null && c.due_at < week.ends)
  const told = new Map(before ? Object.values(before.data.lists).flatMap((list) => list.items.map((line) => [line.id, line.returns] as const)) : [])
  const cameBack = [...new Set([...open, ...opened, ...closed])].filter((c) => c.returns > (told.get(c.id) ?? 0))
  const counted = known.filter((c) => c.opened_at >= period.starts), leftOut = counted.filter(endedBy).length
  const rectified = counted.filter(rectifiedBy).length, of = counted.length - leftOut
  return {
    schema: 1, week: { from: week.from, to: week.to }, subject,
    figures: { ...seen, opened: opened.length, closed: closed.length, open: open.length, overdue: overdue.length, came_back: cameBack.length },
    rate: { from: period.from, to: week.to, rectified, of, left_out: leftOut, rate: of === 0 ? null : rectified / of, few: of < fewCases },
    before: before ? { number: before.number, figures: before.data.figures, rate: before.data.rate } : null,
    lists: {
      came_back: listOf(cameBack, (c) => c.opened_at), overdue: listOf(overdue, (c) => c.due_at as number), opened: listOf(opened, (c) => c.opened_at),
      open: listOf(open, (c) => c.due_at ?? Infinity), closed: listOf(closed, (c) => c.closed_at as number),
    },
  }
}

/** Whether a week of somebody is worth a letter. */
export const letterNeeded = (data: LetterData): boolean => {
  const { problems, opened, closed, open } = data.figures
  return problems + opened + closed + open > 0
}

/** Weekday (ISO) on which letters of the week before are made, and the usual one where the city set none. */
export const usualFeedbackWeekday = 1
/** The Monday of the week whose letters are due on `today`: the week before, from the set weekday on; earlier in the week none. */
export const weekDue = (today: LocalDate, set: number): LocalDate | null => (weekdayOf(today) < set ? null : addDays(today, 1 - weekdayOf(today) - 7))

export type LetterCommand = 'review' | 'send' | 'acknowledge' | 'withdraw'
const moves: Readonly<Record<LetterCommand, readonly LetterState[]>> = { review: ['draft', 'reviewed'], send: ['reviewed'], acknowledge: ['sent'], withdraw: ['draft', 'reviewed', 'sent', 'acknowledged'] }
/** What can be done with a letter in this state. */
export const letterCommands = (state: LetterState): readonly LetterCommand[] => (Object.keys(moves) as LetterCommand[]).filter((command) => moves[command].includes(state))
