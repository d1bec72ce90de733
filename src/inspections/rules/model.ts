import type { Instant, LocalDate } from '#base/instants.ts'

/** Why and how often places are visited: 日巡, 周检查, 月交叉检查, 专项, 复查, 暗访. */
export const programmeKinds = ['daily_patrol', 'weekly_check', 'monthly_cross_check', 'special', 're_inspection', 'unannounced'] as const
export type ProgrammeKind = (typeof programmeKinds)[number]
export const programmeStates = ['draft', 'active', 'paused', 'ended'] as const
export type ProgrammeState = (typeof programmeStates)[number]

/** A working day is one of the city's working calendar; `any` also takes days off. */
export type Schedule = {
  readonly every: 'day' | 'week' | 'month' | 'once'
  /** Every so many days, weeks or months; 1 is each of them. */
  readonly interval: number
  readonly days: 'working' | 'any'
  /** ISO weekdays 1 (Monday) to 7 on which visits are planned; empty means every day that `days` allows. */
  readonly weekdays: readonly number[]
}

/** Which places can be drawn. Paths are area paths; an empty list of types means every type. */
export type Frame = {
  readonly area_paths: readonly string[]
  readonly place_types: readonly string[]
  readonly excluded_place_ids: readonly string[]
  /** A place accepted within so many days before the round is left out; 0 leaves none out. */
  readonly rest_days: number
}

/** A stratum is a district, a place type or both; `whole` makes one stratum of everything. */
export const stratumBy = ['whole', 'district', 'place_type', 'district_and_place_type'] as const
export type StratumBy = (typeof stratumBy)[number]
export type Sample = {
  /** All places of the frame, without a draw, or as many as `count`. */
  readonly take: 'all' | 'sample'
  readonly count: number
  readonly stratify: StratumBy
  readonly allocation: 'proportional' | 'neyman' | 'fixed'
  readonly least_per_stratum: number
  /** For `fixed`: how many by stratum key. */
  readonly quotas: Readonly<Record<string, number>>
  /** Probability proportional to size x risk, or equal within the stratum. */
  readonly probability: 'equal' | 'size_and_risk'
  readonly spread: 'balanced' | 'plain'
}

export type Team = {
  readonly inspector_ids: readonly string[]
  readonly per_visit: 1 | 2 | 3
  /** Most visits an inspector makes on one day. */
  readonly most_per_day: number
  /** Nobody inspects the district they work for. */
  readonly recuse_home_district: boolean
}

export type DayTerms = {
  /** Local times `HH:MM`. */
  readonly from: string
  readonly to: string
  readonly minutes_per_visit: number
  readonly speed_kmh: number
}

/** When failed items become cases: once the visit is accepted, or at once when it arrives. */
export const caseMoments = ['acceptance', 'submission'] as const
export type CaseMoment = (typeof caseMoments)[number]

export type ProgrammeSettings = {
  readonly frame: Frame
  readonly sample: Sample
  readonly schedule: Schedule
  readonly team: Team
  readonly day: DayTerms
  /** Absent means `acceptance`. */
  readonly cases_at?: CaseMoment
}

/** What a round of re-inspection came to: closed cases in its period, how many of them were drawn and planned, and why the others were not. */
export type ReInspectionTold = {
  readonly closed_from: LocalDate | null
  readonly closed_to: LocalDate
  readonly closed: number
  readonly drawn: number
  readonly planned: number
  /** By reason; absent in rounds filled before reasons were kept. */
  readonly not_planned?: Readonly<Partial<Record<NotPlanned, number>>>
  readonly inclusion_probability: number
  readonly worst_standard_error: number | null
}
/** no_days: no day for visits is left; recused: too few inspectors may go there; full: those who may have their most visits on every day. */
export const notPlannedReasons = ['no_days', 'recused', 'full'] as const
export type NotPlanned = (typeof notPlannedReasons)[number]

export const roundStates = ['planned', 'committed', 'drawn', 'closed', 'void'] as const
export type RoundState = (typeof roundStates)[number]

export const visitStates = ['planned', 'started', 'submitted', 'returned', 'accepted', 'missed', 'cancelled'] as const
export type VisitState = (typeof visitStates)[number]

/** What an item came to. Not observed is not a fail and not a pass: it leaves the score, and is counted beside it. */
export const outcomes = ['pass', 'partial', 'fail', 'not_applicable', 'not_observed'] as const
export type Outcome = (typeof outcomes)[number]

/** One scored item of a checklist version, made from a question of its form. `name` is the question's name, unique in the form. */
export type ChecklistItem = {
  readonly name: string
  readonly label: Readonly<Record<string, string>>
  /** Path of the groups and repeats it stands in. */
  readonly section: string
  readonly in_repeat: boolean
  readonly kind: 'choice' | 'measure' | 'incidence'
  readonly weight: number
  /** Share of the weight that a partial outcome earns, 0 to 1. */
  readonly partial: number
  /** Code of the catalogue sub-category of the case a fail proposes; null proposes none. */
  readonly category: string | null
  readonly evidence: 'none' | 'on_fail' | 'always'
  /** For `measure`: passes when the value stands so to the number; the partial bound is optional. */
  readonly threshold: { readonly at: '>=' | '<='; readonly pass: number; readonly partial: number | null; readonly unit: string } | null
  /** For `incidence`: names of the questions that count how many were observed and how many violated; the rate passes up to `most`. */
  readonly incidence: { readonly observed: string; readonly violations: string; readonly most: number } | null
}

/** One scored answer of a visit; `instance` counts the rows of a repeat from 0. */
export type ItemAnswer = {
  readonly item: string
  readonly instance: number
  readonly label: string
  readonly outcome: Outcome
  readonly weight: number
  readonly met: number
  readonly observed: number | null
  readonly violations: number | null
  readonly value: unknown
  readonly note: string | null
}
export type Tally = Readonly<Record<Outcome, number>>
export type Score = { readonly score: number | null; readonly weight_met: number; readonly weight_applicable: number; readonly tally: Tally }

/** A photo as a device names it; the bytes go another way and may come later. */
export type VisitPhoto = {
  readonly id: string
  readonly kind: 'near' | 'far' | 'reference' | 'before' | 'after' | 'other'
  readonly item: string | null
  readonly instance: number
  readonly finding_key: string | null
  readonly taken_at: Instant
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracy_m: number | null
}
/** A problem outside the list. */
export type LooseFinding = { readonly key: string; readonly category: string | null; readonly description: string; readonly lon: number | null; readonly lat: number | null }

/** What a device sends of one visit, whole each time. Wire form: the same words in snake_case, instants as ISO text (server/wire.ts). */
export type VisitSubmission = {
  readonly id: string
  readonly visit_id: string
  readonly device_id: string
  /** Counts up with every change on the device. */
  readonly revision: number
  readonly checklist_version_id: string
  readonly started_at: Instant
  readonly ended_at: Instant
  /** What the device's clock said when it was sent, to set the others right. */
  readonly sent_at: Instant
  readonly answers: Readonly<Record<string, unknown>>
  readonly photos: readonly VisitPhoto[]
  readonly findings: readonly LooseFinding[]
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracy_m: number | null
  /** The place was not there, closed, or could not be entered. */
  readonly not_done_reason: string | null
}

export type PlannedVisit = {
  readonly place_id: string
  readonly stratum: string | null
  readonly inclusion_probability: number | null
  readonly inspector_ids: readonly string[]
  readonly planned_on: LocalDate
  readonly stop_order: number
}
