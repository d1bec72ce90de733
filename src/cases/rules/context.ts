import type { Instant } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { ClockConfig, Limit } from './clock/index.ts'
import type { Case, CaseTerms } from './case.ts'
import type { CaseRole, Source } from './words.ts'

/** A role as somebody holds it: on an area's subtree, on a unit's subtree, or (both null) on the whole city. */
export type CaseGrant = {
  readonly role: CaseRole
  readonly area_path: string | null
  readonly unit_path: string | null
  readonly unit_id: string | null
}

/** Who acts. `account_id` is null for a resident without an account and for the program's own jobs, which hold the role `system`. */
export type CaseActor = {
  readonly account_id: string | null
  readonly grants: readonly CaseGrant[]
  /** The actor is the reporter of this case: signed in as such, or holding the number and its secret (track page). */
  readonly is_reporter?: boolean
}

/** A band of the day for 同时段核查, minutes since midnight; `to` may pass midnight (`from` > `to`). */
export type TimeBand = { readonly name: string; readonly from: number; readonly to: number }

export type SupervisionRule = {
  readonly level: number
  /** How long a unit has to reply. */
  readonly reply_limit: Limit
}

/** A city's rules for its cases. A running case is decided under the version it was reported under. */
export type CaseConfig = {
  readonly version: string
  readonly zone: string
  readonly clock: ClockConfig
  /** Sources that need 核实 before registering, unless the acceptor says why not [F:Y]. */
  readonly verification_sources: readonly Source[]
  /** 谁立案谁负责: only the acceptor who registered the case closes it; a supervisor may always [F:Y]. */
  readonly registrar_closes: boolean
  /** The person who handled a case may not check it [P]. */
  readonly separate_checker: boolean
  readonly reopen_days: number
  readonly appeal_days: number
  readonly time_bands: readonly TimeBand[]
  readonly supervision: readonly SupervisionRule[]
}

/** Everything a decision may depend on besides the case and the command. Nothing else is looked up. */
export type CaseContext = {
  readonly actor: CaseActor
  /** When it happens; an import gives the historic moment. */
  readonly now: Instant
  /** When it is written down; `now` where left out. */
  readonly recorded_at?: Instant
  readonly config: CaseConfig
  /** The working calendar the city's clocks run on (`config.clock.calendar_id`). */
  readonly calendar: CompiledCalendar
  /** What the catalogue says of the category and condition named in a `register` or `change_category`. */
  readonly terms?: CaseTerms | null
  /** The case a `merge` goes into. */
  readonly merge_target?: Pick<Case, 'id' | 'state' | 'merged_into_id' | 'category_id'> | null
  /** How many children of a split case are not done yet. */
  readonly open_children?: number
}
