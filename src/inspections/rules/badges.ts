import type { LocalDate } from '#base/instants.ts'
import { type Fault, ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { addDays } from '#base/zones.ts'

export const badgeStates = ['accepted', 'kept', 'revoked', 'expired'] as const
export type BadgeState = (typeof badgeStates)[number]

/**
 * What earns, keeps and loses a badge (验收挂牌、达标巩固、反弹摘牌). Days are calendar days, scores 0 to 100. A badge that is never reviewed
 * decays: it is due every so many days and gone when nobody comes.
 */
export type BadgeRules = {
  /** Kinds of places that may have it; empty: every kind. */
  readonly place_types: readonly string[]
  /** The last so many accepted visits within the window all reach the score, hardly a case is open, and a loss lies long enough back. */
  readonly earn: { readonly visits: number; readonly least_score: number; readonly window_days: number; readonly open_cases_most: number; readonly wait_days: number }
  /** Reviewed every so many days: so many visits since the last review, all of them reaching the score. */
  readonly keep: { readonly every_days: number; readonly visits: number; readonly least_score: number; readonly open_cases_most: number }
  /** One visit below the score, or so many cases in the window, is a relapse. `cases_at_least` 0 leaves cases out. */
  readonly lose: { readonly score_below: number; readonly cases_at_least: number; readonly window_days: number }
  /** Days after the review was due on which an unreviewed badge ends. */
  readonly expire_days: number
}

const bounds: readonly (readonly [path: string, least: number, most: number, read: (r: BadgeRules) => number])[] = [
  ['earn.visits', 1, 50, (r) => r.earn.visits], ['earn.least_score', 0, 100, (r) => r.earn.least_score], ['earn.window_days', 1, 1830, (r) => r.earn.window_days],
  ['earn.open_cases_most', 0, 1000, (r) => r.earn.open_cases_most], ['earn.wait_days', 0, 1830, (r) => r.earn.wait_days],
  ['keep.every_days', 7, 1830, (r) => r.keep.every_days], ['keep.visits', 0, 50, (r) => r.keep.visits], ['keep.least_score', 0, 100, (r) => r.keep.least_score],
  ['keep.open_cases_most', 0, 1000, (r) => r.keep.open_cases_most],
  ['lose.score_below', 0, 100, (r) => r.lose.score_below], ['lose.cases_at_least', 0, 1000, (r) => r.lose.cases_at_least], ['lose.window_days', 1, 1830, (r) => r.lose.window_days],
  ['expire_days', 0, 730, (r) => r.expire_days],
]
/** Faults of rules: numbers out of bounds, and a bound for losing above the one for keeping, at which a badge just kept would be lost. */
export const badgeRuleFaults = (rules: BadgeRules): readonly Fault[] => {
  const out = bounds.flatMap(([path, least, most, read]): readonly Fault[] => {
    const value = read(rules)
    const whole = path.endsWith('score') || path.endsWith('below') || Number.isInteger(value)
    return value >= least && value <= most && whole ? [] : [{ field: `rules.${path}`, value: String(value), code: 'inspections.badge_rule_range', params: { least, most } }]
  })
  return out.length === 0 && rules.lose.score_below > rules.keep.least_score
    ? [{ field: 'rules.lose.score_below', value: String(rules.lose.score_below), code: 'inspections.badge_lose_above_keep', params: { keep: rules.keep.least_score } }] : out
}

/** An accepted visit with the day it was planned on; score null where nothing was applicable. */
export type BadgeVisit = { readonly id: string; readonly on: LocalDate; readonly score: number | null }
/** A case at the place that was neither declined nor voided nor merged; `open` while it is not done. */
export type BadgeCase = { readonly id: string; readonly opened_on: LocalDate; readonly open: boolean }
export type BadgeNow = { readonly state: BadgeState; readonly accepted_on: LocalDate; readonly review_due_on: LocalDate; readonly reviewed_on: LocalDate | null; readonly ended_on: LocalDate | null }
export type BadgeFacts = { readonly visits: readonly BadgeVisit[]; readonly cases: readonly BadgeCase[] }

/** What a decision stood on, kept with the badge and its event. */
export type Basis =
  | { readonly rule: 'earned' | 'kept'; readonly visits: number; readonly least: number | null; readonly open_cases: number }
  | { readonly rule: 'low_score'; readonly visit_id: string; readonly on: LocalDate; readonly score: number; readonly below: number }
  | { readonly rule: 'cases'; readonly count: number; readonly at_least: number; readonly window_days: number }
  | { readonly rule: 'not_reviewed'; readonly due_on: LocalDate; readonly expire_days: number }
  | { readonly rule: 'by_hand' }

const newestFirst = (visits: readonly BadgeVisit[]): readonly BadgeVisit[] => visits.filter((v) => v.score !== null).toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id < b.id ? 1 : -1))
const openCases = ({ cases }: BadgeFacts): number => cases.filter((c) => c.open).length
const leastOf = (visits: readonly BadgeVisit[]): number | null => visits.reduce<number | null>((least, v) => (least === null || (v.score as number) < least ? v.score : least), null)

/** Whether these visits and cases carry a badge: enough visits, all at the score, few open cases. */
const decideWorth = (chosen: readonly BadgeVisit[], facts: BadgeFacts, terms: { readonly visits: number; readonly least_score: number; readonly open_cases_most: number }, since: LocalDate, rule: 'earned' | 'kept'): Result<Basis, Refusal> => {
  if (chosen.length < terms.visits) return refuse('inspections.badge_few_visits', { needed: terms.visits, found: chosen.length, since })
  const low = chosen.find((v) => (v.score as number) < terms.least_score)
  if (low) return refuse('inspections.badge_low_score', { score: low.score, least: terms.least_score, day: low.on })
  const open = openCases(facts)
  if (open > terms.open_cases_most) return refuse('inspections.badge_open_cases', { found: open, most: terms.open_cases_most })
  return ok({ rule, visits: chosen.length, least: leastOf(chosen), open_cases: open })
}

/**
 * May this place be given the badge on `day`? `held` are its badges of this kind so far.
 * Refusals: badge_wrong_type, badge_place_closed, badge_held, badge_wait, badge_few_visits, badge_low_score, badge_open_cases.
 */
export const decideEarn = (
  rules: BadgeRules, place: { readonly type_code: string; readonly open: boolean }, facts: BadgeFacts, held: readonly BadgeNow[], day: LocalDate,
): Result<Basis, Refusal> => {
  if (!place.open) return refuse('inspections.badge_place_closed')
  if (rules.place_types.length > 0 && !rules.place_types.includes(place.type_code)) return refuse('inspections.badge_wrong_type')
  const current = held.find((b) => b.ended_on === null)
  if (current) return refuse('inspections.badge_held', { day: current.accepted_on })
  const lost = held.flatMap((b) => (b.state === 'revoked' && b.ended_on !== null ? [b.ended_on] : [])).toSorted().at(-1)
  if (lost !== undefined && addDays(lost, rules.earn.wait_days) > day) return refuse('inspections.badge_wait', { lost, day: addDays(lost, rules.earn.wait_days) })
  const since = addDays(day, -rules.earn.window_days)
  // Visits from before a loss do not earn it again.
  const visits = newestFirst(facts.visits).filter((v) => v.on > since && v.on <= day && (lost === undefined || v.on > lost)).slice(0, rules.earn.visits)
  return decideWorth(visits, facts, rules.earn, lost !== undefined && lost > since ? lost : since, 'earned')
}

/** Days before its due day from which a badge can be reviewed. */
export const reviewAheadDays = 30
/** The day after which visits and cases count for or against a badge: its last review, or its acceptance. */
export const countsSince = (badge: BadgeNow): LocalDate => badge.reviewed_on ?? badge.accepted_on

/** May a review on `day` keep the badge? Refusals: badge_ended, badge_too_early, badge_few_visits, badge_low_score, badge_open_cases. */
export const decideKeep = (rules: BadgeRules, badge: BadgeNow, facts: BadgeFacts, day: LocalDate): Result<Basis, Refusal> => {
  if (badge.ended_on !== null) return refuse('inspections.badge_ended', { day: badge.ended_on })
  const from = addDays(badge.review_due_on, -reviewAheadDays)
  if (day < from) return refuse('inspections.badge_too_early', { day: from })
  const since = countsSince(badge)
  return decideWorth(newestFirst(facts.visits).filter((v) => v.on > since && v.on <= day), facts, rules.keep, since, 'kept')
}

/** The relapse that ends the badge on `day`, null where there is none: the newest visit below the bound, or enough cases in the window. */
export const relapseOf = (rules: BadgeRules, badge: BadgeNow, facts: BadgeFacts, day: LocalDate): Basis | null => {
  const since = [countsSince(badge), addDays(day, -rules.lose.window_days)].toSorted().at(-1) as LocalDate
  const low = newestFirst(facts.visits).find((v) => v.on > since && v.on <= day && (v.score as number) < rules.lose.score_below)
  if (low) return { rule: 'low_score', visit_id: low.id, on: low.on, score: low.score as number, below: rules.lose.score_below }
  const count = facts.cases.filter((c) => c.opened_on > since && c.opened_on <= day).length
  return rules.lose.cases_at_least > 0 && count >= rules.lose.cases_at_least ? { rule: 'cases', count, at_least: rules.lose.cases_at_least, window_days: rules.lose.window_days } : null
}

export const isReviewDue = (badge: BadgeNow, day: LocalDate): boolean => badge.ended_on === null && badge.review_due_on <= day
/** What becomes of a badge by the clock alone: lost by relapse first, else gone when nobody reviewed it; null: it stands. */
export const decayOf = (rules: BadgeRules, badge: BadgeNow, facts: BadgeFacts, day: LocalDate): { readonly state: 'revoked' | 'expired'; readonly basis: Basis } | null => {
  if (badge.ended_on !== null) return null
  const relapse = relapseOf(rules, badge, facts, day)
  if (relapse) return { state: 'revoked', basis: relapse }
  return day > addDays(badge.review_due_on, rules.expire_days) ? { state: 'expired', basis: { rule: 'not_reviewed', due_on: badge.review_due_on, expire_days: rules.expire_days } } : null
}

/** Kinds a new city begins with; it changes them as it likes. */
const usual: BadgeRules = {
  place_types: [], earn: { visits: 3, least_score: 90, window_days: 180, open_cases_most: 0, wait_days: 90 }, keep: { every_days: 180, visits: 1, least_score: 85, open_cases_most: 1 },
  lose: { score_below: 70, cases_at_least: 4, window_days: 30 }, expire_days: 30,
}
export type DefaultBadgeKind = { readonly code: string; readonly name: string; readonly name_en: string; readonly rules: BadgeRules }
export const defaultBadgeKinds: readonly DefaultBadgeKind[] = [
  { code: 'model_crossing', name: '示范路口', name_en: 'Model crossing', rules: { ...usual, place_types: ['crossing'] } },
  { code: 'model_compound', name: '示范小区', name_en: 'Model compound', rules: { ...usual, place_types: ['residential_compound'] } },
  { code: 'model_market', name: '示范市场', name_en: 'Model market', rules: { ...usual, place_types: ['market'], lose: { ...usual.lose, cases_at_least: 6 } } },
  { code: 'model_lane', name: '示范街巷', name_en: 'Model lane', rules: { ...usual, place_types: ['back_lane', 'shopping_street'] } },
  { code: 'model_window', name: '示范窗口', name_en: 'Model service window', rules: { ...usual, place_types: ['service_hall', 'street_office', 'community_office'] } },
]
