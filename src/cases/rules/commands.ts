import type { Instant } from '#base/instants.ts'
import type { CaseId } from './case.ts'
import type { ClockKind } from './clock/index.ts'
import type { CaseFile } from './events.ts'
import type { CheckResult, CloseReason, DeclineReason, ReminderKind, Source, SupervisionKind, Urgency, VerifyResult } from './words.ts'

type Texted = { readonly reason: string }
/** Category and registration condition a case is filed under. */
type Filed = { readonly category_id: string; readonly category_path?: string | null; readonly condition_id: string | null }

/** What a reporter, or the desk on the phone, says. Everything not known yet is null or left out. */
export type ReportCommand = {
  readonly type: 'report'
  readonly id: CaseId
  readonly number: string
  readonly source: Source
  readonly title: string
  readonly description: string
  readonly external_ref?: string | null
  readonly urgency?: Urgency
  readonly category_id?: string | null
  readonly category_path?: string | null
  readonly condition_id?: string | null
  readonly area_id?: string | null
  readonly area_path?: string | null
  readonly place_id?: string | null
  readonly lon?: number | null
  readonly lat?: number | null
  readonly address?: string
  readonly observed_at?: Instant | null
  readonly parent_id?: CaseId | null
  readonly files?: readonly CaseFile[]
}

export type PlaceChange = {
  readonly area_id: string | null
  readonly area_path: string | null
  readonly place_id: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly address: string
}

export type CaseCommand =
  | ReportCommand
  | { readonly type: 'request_verification'; readonly note?: string }
  | { readonly type: 'verify'; readonly result: VerifyResult; readonly note?: string; readonly files?: readonly CaseFile[] }
  | ({ readonly type: 'register'; readonly waiver_reason?: string } & Filed)
  | { readonly type: 'decline'; readonly reason: DeclineReason; readonly text: string }
  | {
    readonly type: 'dispatch'
    readonly lead_unit_id: string
    readonly lead_unit_path: string
    readonly assisting_unit_ids?: readonly string[]
    readonly fallback?: boolean
    readonly routing_reason?: string | null
  }
  | { readonly type: 'accept' }
  | ({ readonly type: 'return' } & Texted)
  | ({ readonly type: 'return_to_acceptor' } & Texted)
  | ({ readonly type: 'object'; readonly suggested_unit_id?: string | null } & Texted)
  | ({ readonly type: 'decide_objection'; readonly upheld: boolean } & Texted)
  | { readonly type: 'assign'; readonly handler_account_id: string }
  | { readonly type: 'revoke_assignment'; readonly reason?: string }
  | { readonly type: 'add_note'; readonly text: string; readonly public?: boolean }
  | { readonly type: 'add_file'; readonly file: CaseFile }
  | {
    readonly type: 'report_back'
    readonly text: string
    readonly files?: readonly CaseFile[]
    /** Why there can be no photo, where the condition asks for one. */
    readonly no_photo_reason?: string
  }
  | { readonly type: 'request_check'; readonly checker_account_id?: string | null; readonly note?: string }
  | { readonly type: 'check'; readonly result: CheckResult; readonly note?: string; readonly files?: readonly CaseFile[] }
  | ({ readonly type: 'order_rework' } & Texted)
  | { readonly type: 'close'; readonly reason: CloseReason; readonly text?: string }
  | ({ readonly type: 'reopen' } & Texted)
  | ({ readonly type: 'void' } & Texted)
  | ({ readonly type: 'merge'; readonly into_id: CaseId } & Texted)
  | ({ readonly type: 'split'; readonly child_ids: readonly CaseId[] } & Texted)
  | ({ readonly type: 'request_extension' } & Texted)
  | { readonly type: 'decide_extension'; readonly approved: boolean; readonly note?: string }
  | ({ readonly type: 'request_suspension'; readonly until: Instant } & Texted)
  | { readonly type: 'decide_suspension'; readonly approved: boolean; readonly note?: string }
  | { readonly type: 'resume'; readonly reason?: string }
  | ({ readonly type: 'request_appeal' } & Texted)
  | { readonly type: 'decide_appeal'; readonly approved: boolean; readonly note?: string }
  | { readonly type: 'withdraw_application'; readonly reason?: string }
  | { readonly type: 'supervise'; readonly kind: SupervisionKind; readonly level: number; readonly text?: string; readonly alarm_key?: string }
  | { readonly type: 'answer_supervision'; readonly text: string }
  | { readonly type: 'remind'; readonly kind: ReminderKind; readonly text?: string; readonly alarm_key?: string }
  | { readonly type: 'mark_overdue'; readonly clock: ClockKind; readonly alarm_key?: string }
  | ({ readonly type: 'change_category' } & Filed & Texted)
  | ({ readonly type: 'change_place' } & PlaceChange & Texted)
  | { readonly type: 'recompute_calendar'; readonly calendar_version: string }

export type CaseCommandType = CaseCommand['type']
export type CommandOf<T extends CaseCommandType> = Extract<CaseCommand, { readonly type: T }>

/** Every command, in the order in which buttons stand on the case page. */
export const commandTypes = [
  'report', 'request_verification', 'verify', 'register', 'decline', 'dispatch', 'accept', 'return', 'object', 'decide_objection',
  'return_to_acceptor',
  'assign', 'revoke_assignment', 'report_back', 'request_check', 'check', 'order_rework', 'close', 'reopen', 'merge', 'split', 'void',
  'request_extension', 'decide_extension', 'request_suspension', 'decide_suspension', 'resume', 'request_appeal', 'decide_appeal',
  'withdraw_application',
  'supervise', 'answer_supervision', 'remind', 'mark_overdue', 'change_category', 'change_place', 'add_note', 'add_file', 'recompute_calendar',
] as const satisfies readonly CaseCommandType[]
