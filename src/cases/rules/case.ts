import type { Id } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'
import type { Clock, Limit } from './clock/index.ts'
import type {
  ApplicationKind, CaseState, CheckResult, CloseReason, DeclineReason, PhotoKind, Source, SupervisionKind, Urgency, VerifyResult,
} from './words.ts'

export type CaseId = Id<'case'>
export type PhotoCounts = Readonly<Record<PhotoKind, number>>

/**
 * What the catalogue and the city's configuration said when the case was registered.
 * A running case keeps the terms it started under, whatever is published later.
 */
export type CaseTerms = {
  /** Handling limit of the chosen registration condition; `null` where a source states a due time of its own (imports). */
  readonly limit: Limit | null
  /** Photos a report back must bring, by kind, e.g. `{ after: 1 }`. */
  readonly evidence: Readonly<Partial<Record<PhotoKind, number>>>
  /** 同时段核查: the check must fall in the same band of the day as the observation. */
  readonly same_time_of_day: boolean
  /** The closing condition allows 告知性结案. */
  readonly informed_closing: boolean
  readonly closing_condition: string | null
  readonly catalogue_version: string | null
}

/** A request that waits for somebody's decision. At most one at a time (domain 1.6: no other pending application). */
export type Application = {
  readonly kind: ApplicationKind
  readonly asked_at: Instant
  readonly asked_by: string | null
  readonly reason: string
  /** Suspension: the moment at which the case resumes by itself. */
  readonly until: Instant | null
  /** Appeal: the first of the two reviewers, once the first review said yes. */
  readonly first_reviewed_by: string | null
  readonly first_reviewed_at: Instant | null
}

/** 督办 that waits for the unit's reply, or the last one answered. */
export type Supervision = {
  readonly kind: SupervisionKind
  readonly level: number
  readonly ordered_at: Instant
  readonly ordered_by: string | null
  readonly text: string | null
  readonly reply_due_at: Instant
  readonly answered_at: Instant | null
}

/** The current state of one case, kept beside its events in the same transaction; `replay(events)` equals it. */
export type Case = {
  readonly id: CaseId
  readonly number: string
  /** Number of events so far; the version for optimistic locking. */
  readonly seq: number
  /** Hash of the last event; `null` until the events are sealed (ledger). */
  readonly head_hash: string | null
  readonly state: CaseState

  readonly source: Source
  readonly external_ref: string | null
  readonly imported: boolean
  readonly title: string
  readonly description: string
  readonly urgency: Urgency
  readonly category_id: string | null
  readonly category_path: string | null
  readonly condition_id: string | null
  readonly terms: CaseTerms | null
  readonly config_version: string

  readonly area_id: string | null
  readonly area_path: string | null
  readonly place_id: string | null
  /** WGS-84 degrees. */
  readonly lon: number | null
  readonly lat: number | null
  readonly address: string

  readonly lead_unit_id: string | null
  readonly lead_unit_path: string | null
  readonly assisting_unit_ids: readonly string[]
  /** 属地兜底: no unit of the duty matrix, so the area's fallback unit has it. */
  readonly fallback: boolean
  /** Why the case went where it went, as the duty matrix explained it. */
  readonly routing_reason: string | null
  readonly handler_account_id: string | null

  /** Who found it out there, and when it was seen (the band of 同时段核查); `opened_at` where nobody said. */
  readonly observed_at: Instant
  readonly opened_at: Instant
  readonly registered_at: Instant | null
  /** First dispatch. */
  readonly dispatched_at: Instant | null
  readonly accepted_at: Instant | null
  /** Last report back. */
  readonly handled_at: Instant | null
  readonly checked_at: Instant | null
  readonly closed_at: Instant | null
  /** Closed, declined, void or merged: when it ended. */
  readonly ended_at: Instant | null
  readonly reopened_at: Instant | null
  /** Due time of handling; `null` while its clock stands still, and before dispatch. */
  readonly due_at: Instant | null
  /** The due time lies beyond the published calendar. */
  readonly due_provisional: boolean
  /** Due time of whatever the desk waits for now: accept, verify, dispatch, handle or check. */
  readonly stage_due_at: Instant | null
  readonly reminded_at: Instant | null
  /** The handling due time that passed unmet; the fact stays after closing, whatever is appealed. */
  readonly overdue_at: Instant | null

  readonly reported_by: string | null
  readonly registered_by: string | null
  readonly dispatched_by: string | null
  readonly handled_by: string | null
  readonly checker_account_id: string | null

  readonly verification: VerifyResult | null
  readonly last_check: CheckResult | null
  readonly decline_reason: DeclineReason | null
  readonly close_reason: CloseReason | null
  /** Closed within its limit. `null` while open, or where no limit was ever set. Exemption never changes it. */
  readonly on_time: boolean | null
  /** An overdue appeal was upheld: the statistics leave the delay out, the case page does not. */
  readonly exempted: boolean

  readonly return_count: number
  readonly objection_count: number
  readonly rework_count: number
  /** Approved extensions. */
  readonly extension_count: number
  readonly suspension_used: boolean
  readonly suspended_until: Instant | null
  readonly appeal_used: boolean
  readonly reopen_count: number
  readonly check_count: number
  readonly dispatch_count: number
  /** The last objection to the present dispatch was rejected: the unit must handle it. */
  readonly objection_rejected: boolean
  readonly supervision_level: number
  readonly supervision: Supervision | null
  readonly application: Application | null

  readonly parent_id: CaseId | null
  readonly child_ids: readonly CaseId[]
  readonly merged_into_id: CaseId | null

  readonly photos: PhotoCounts
  /** Photos added since the present round of handling began (dispatch to a new unit, rework, reopening). */
  readonly round_photos: PhotoCounts
  /** The latest clock of each kind. */
  readonly clocks: readonly Clock[]
  /** Keys of alarms already fired: an alarm with a key here is refused, so no clock fires twice. */
  readonly fired_alarms: readonly string[]
}

export const noPhotos: PhotoCounts = { near: 0, far: 0, reference: 0, before: 0, after: 0, other: 0 }
