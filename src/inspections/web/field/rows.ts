import type { LooseFinding, VisitPhoto } from '../../rules/model.ts'
import type { DayVisit, PhotoWire, Standing, SubmissionWire } from './wire.ts'

/** A visit as it was last downloaded for one account of this phone. */
export type VisitRow = {
  readonly account_id: string
  readonly id: string
  readonly planned_on: string
  readonly visit: DayVisit
  /** False once a later download no longer has it; kept only while work of this phone hangs on it. */
  readonly listed: boolean
  readonly downloaded_at: number
}

/** What the inspector has entered, saved at every change. Times are readings of the phone's own clock. */
export type DraftRow = {
  readonly account_id: string
  readonly visit_id: string
  /** The version the visit was begun with; a later one does not disturb it. */
  readonly checklist_version_id: string
  readonly started_at: number
  readonly changed_at: number
  readonly answers: Readonly<Record<string, unknown>>
  readonly findings: readonly LooseFinding[]
  readonly not_done_reason: string | null
  /** Photos of an earlier submission that are at the server and not on this phone. */
  readonly carried: readonly PhotoWire[]
  /** The last revision this phone has made a submission of; 0 before the first. */
  readonly submitted_revision: number
  /** Something was entered after the last submission, or there was none. */
  readonly open: boolean
}

export type SendState = 'kept' | 'waiting' | 'sent' | 'refused'
/** Why the server does not take it, as a code (its text is in the language files) and in the server's words. */
export type Reason = { readonly code: string; readonly detail: string | null }

/** A photo without its bytes; they lie apart, so that a list of hundreds stays small. */
export type PhotoRow = Omit<VisitPhoto, 'taken_at'> & {
  readonly account_id: string
  readonly visit_id: string
  readonly taken_at: number
  readonly bytes: number
  /** kept: belongs to a visit that has not been submitted. */
  readonly state: SendState
  readonly tries: number
  readonly sent_at: number | null
  readonly reason: Reason | null
  /** The bytes of a sent photo were let go to make room. */
  readonly freed: boolean
}

/** A submission on its way. `sent_at` is put in when it really goes. */
export type OutRow = {
  readonly id: string
  readonly account_id: string
  readonly visit_id: string
  readonly revision: number
  readonly made_at: number
  readonly body: Omit<SubmissionWire, 'sent_at'>
  readonly state: Exclude<SendState, 'kept'>
  readonly tries: number
  readonly sent_at: number | null
  readonly standing: Standing | null
  readonly reason: Reason | null
}
