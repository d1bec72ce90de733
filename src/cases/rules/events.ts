import type { Instant } from '#base/instants.ts'
import type { CaseId, CaseTerms } from './case.ts'
import type { Clock, ClockKind } from './clock/index.ts'
import type {
  ApplicationKind, CaseRole, CaseState, CheckResult, CloseReason, DeclineReason, PhotoKind, ReminderKind, Source, SupervisionKind, Urgency,
  VerifyResult,
} from './words.ts'

/** Who did it, in which role. `account_id` is null for the program itself and for residents without an account. */
export type EventActor = { readonly account_id: string | null; readonly role: CaseRole; readonly unit_id: string | null }

/**
 * Clocks that changed with this event, in their new state: one per stage, it replaces the case's clock of that stage.
 * The event carries them so that replaying needs neither calendar nor configuration.
 */
export type ClockChange = { readonly clocks?: readonly Clock[] }

export type CaseFile = {
  readonly file_id: string
  readonly kind: PhotoKind
  readonly taken_at: Instant | null
  readonly lon: number | null
  readonly lat: number | null
}

export type Reported = ClockChange & {
  readonly number: string
  readonly source: Source
  readonly external_ref: string | null
  readonly title: string
  readonly description: string
  readonly urgency: Urgency
  readonly category_id: string | null
  readonly category_path: string | null
  readonly condition_id: string | null
  readonly area_id: string | null
  readonly area_path: string | null
  readonly place_id: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly address: string
  readonly observed_at: Instant | null
  readonly parent_id: CaseId | null
  readonly files: readonly CaseFile[]
  readonly config_version: string
}

/** Dates and limit as a source states them; they are kept, never recomputed. */
export type Imported = Reported & { readonly profile: string; readonly stated_due_at: Instant | null }

export type Dispatched = ClockChange & {
  readonly lead_unit_id: string
  readonly lead_unit_path: string
  readonly assisting_unit_ids: readonly string[]
  readonly fallback: boolean
  readonly routing_reason: string | null
  /** The unit whose clock pauses on return is the same again: it resumes with the remainder. */
  readonly same_unit: boolean
}

export type CaseEventData = {
  readonly 'case.reported': Reported
  readonly 'case.imported': Imported
  readonly 'case.verification_requested': ClockChange & { readonly note: string | null }
  readonly 'case.verified': ClockChange & { readonly result: VerifyResult; readonly note: string | null; readonly files: readonly CaseFile[] }
  readonly 'case.registered': ClockChange & {
    readonly category_id: string
    readonly category_path: string | null
    readonly condition_id: string | null
    readonly terms: CaseTerms
    /** Why no verification was needed, where the source asks for one. */
    readonly waiver_reason: string | null
  }
  readonly 'case.declined': ClockChange & { readonly reason: DeclineReason; readonly text: string }
  readonly 'case.dispatched': Dispatched
  readonly 'case.accepted': ClockChange
  readonly 'case.returned': ClockChange & { readonly reason: string }
  readonly 'case.returned_to_acceptor': ClockChange & { readonly reason: string }
  readonly 'case.objected': ClockChange & { readonly reason: string; readonly suggested_unit_id: string | null }
  readonly 'case.objection_decided': ClockChange & { readonly upheld: boolean; readonly reason: string }
  readonly 'case.assigned': { readonly handler_account_id: string }
  readonly 'case.assignment_revoked': { readonly handler_account_id: string; readonly reason: string | null }
  readonly 'case.note_added': { readonly text: string; readonly public: boolean }
  readonly 'case.file_added': { readonly file: CaseFile }
  readonly 'case.reported_back': ClockChange & {
    readonly text: string
    readonly files: readonly CaseFile[]
    /** Left out where the photos that were asked for are there. */
    readonly no_photo_reason?: string
  }
  readonly 'case.check_requested': ClockChange & { readonly checker_account_id: string | null; readonly note: string | null }
  readonly 'case.checked': ClockChange & { readonly result: CheckResult; readonly note: string | null; readonly files: readonly CaseFile[] }
  readonly 'case.rework_ordered': ClockChange & { readonly reason: string }
  readonly 'case.closed': ClockChange & { readonly reason: CloseReason; readonly text: string | null; readonly on_time: boolean | null }
  readonly 'case.reopened': ClockChange & { readonly reason: string; readonly to: 'rework' | 'handled' | 'registered' | 'reported' }
  readonly 'case.voided': ClockChange & { readonly reason: string }
  readonly 'case.merged': ClockChange & { readonly into_id: CaseId; readonly reason: string }
  readonly 'case.split': ClockChange & { readonly child_ids: readonly CaseId[]; readonly reason: string }
  readonly 'case.extension_requested': { readonly reason: string }
  readonly 'case.extension_decided': ClockChange & { readonly approved: boolean; readonly note: string | null }
  readonly 'case.suspension_requested': { readonly reason: string; readonly until: Instant }
  readonly 'case.suspension_decided': { readonly approved: boolean; readonly note: string | null }
  readonly 'case.suspended': ClockChange & { readonly until: Instant }
  readonly 'case.resumed': ClockChange & { readonly early: boolean; readonly reason: string | null }
  readonly 'case.appeal_requested': { readonly reason: string }
  readonly 'case.appeal_decided': { readonly step: 'first' | 'second'; readonly approved: boolean; readonly note: string | null }
  /** A unit may take back what it asked for, and a returned or reopened case drops what was still waiting. */
  readonly 'case.application_withdrawn': { readonly kind: ApplicationKind; readonly reason: string | null }
  readonly 'case.supervised': {
    readonly kind: SupervisionKind
    readonly level: number
    readonly text: string | null
    readonly reply_due_at: Instant
    readonly alarm_key: string | null
  }
  readonly 'case.supervision_answered': { readonly text: string }
  readonly 'case.reminded': { readonly kind: ReminderKind; readonly text: string | null; readonly alarm_key: string | null }
  readonly 'case.overdue': { readonly clock: ClockKind; readonly due_at: Instant; readonly alarm_key: string | null }
  readonly 'case.category_changed': {
    readonly category_id: string
    readonly category_path: string | null
    readonly condition_id: string | null
    readonly terms: CaseTerms | null
    readonly reason: string
  }
  readonly 'case.place_changed': {
    readonly area_id: string | null
    readonly area_path: string | null
    readonly place_id: string | null
    readonly lon: number | null
    readonly lat: number | null
    readonly address: string
    readonly reason: string
  }
  readonly 'case.calendar_recomputed': ClockChange & { readonly calendar_version: string }
}

export type CaseEventType = keyof CaseEventData

/** Every type, in the order in which a case meets them; left out of it none may be. */
const everyType: Readonly<Record<CaseEventType, true>> = {
  'case.reported': true, 'case.imported': true, 'case.verification_requested': true, 'case.verified': true, 'case.registered': true,
  'case.declined': true, 'case.dispatched': true, 'case.accepted': true, 'case.returned': true, 'case.returned_to_acceptor': true,
  'case.objected': true, 'case.objection_decided': true, 'case.assigned': true, 'case.assignment_revoked': true, 'case.note_added': true,
  'case.file_added': true, 'case.reported_back': true, 'case.check_requested': true, 'case.checked': true, 'case.rework_ordered': true,
  'case.closed': true, 'case.reopened': true, 'case.voided': true, 'case.merged': true, 'case.split': true, 'case.extension_requested': true,
  'case.extension_decided': true, 'case.suspension_requested': true, 'case.suspension_decided': true, 'case.suspended': true, 'case.resumed': true,
  'case.appeal_requested': true, 'case.appeal_decided': true, 'case.application_withdrawn': true, 'case.supervised': true,
  'case.supervision_answered': true, 'case.reminded': true, 'case.overdue': true, 'case.category_changed': true, 'case.place_changed': true,
  'case.calendar_recomputed': true,
}
export const caseEventTypes = Object.keys(everyType) as readonly CaseEventType[]

/** One thing that happened to one case. `at` is when it happened; an import records the past, so `recorded_at` may be much later. */
export type CaseEventOf<T extends CaseEventType> = {
  readonly case_id: CaseId
  /** 1 for the first event of the case, without gaps. */
  readonly seq: number
  readonly type: T
  readonly at: Instant
  readonly recorded_at: Instant
  readonly actor: EventActor
  /** The state of the case after this event. */
  readonly state: CaseState
  readonly data: CaseEventData[T]
}
export type CaseEvent = { readonly [T in CaseEventType]: CaseEventOf<T> }[CaseEventType]

/** An event with its place in the hash chain (ledger). */
export type SealedEvent = CaseEvent & { readonly prev_hash: string; readonly hash: string }
