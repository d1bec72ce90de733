import type { Instant } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { Case, CaseTerms } from './case.ts'
import type { ReportCommand } from './commands.ts'
import type { CaseContext } from './context.ts'
import { type Decision, recordDrafts } from './decide.ts'
import type { Draft } from './decide/handler.ts'
import { reportedData } from './decide/reporting.ts'
import { onTimeAt } from './on-time.ts'
import type { EventActor } from './events.ts'
import type { CaseState, CloseReason } from './words.ts'

/** A row of somebody else's system, as far as it says; every date and limit as the source has it. */
export type ImportedRow = Omit<ReportCommand, 'type'> & {
  readonly profile: string
  readonly opened_at: Instant
  readonly due_at: Instant | null
  readonly registered_at?: Instant | null
  readonly dispatched_at?: Instant | null
  readonly closed_at: Instant | null
  readonly close_reason?: CloseReason
  readonly close_text?: string | null
  readonly lead_unit_id?: string | null
  readonly lead_unit_path?: string | null
  readonly terms?: CaseTerms | null
  /** The source declined or cancelled it. */
  readonly voided?: boolean
  /** How far an open row has come, where its source says no further: not yet registered, or registered and nobody's yet. */
  readonly until?: 'reported' | 'registered'
  /** What the source says of its own limit, believed only where it states no due time that would tell. */
  readonly stated_on_time?: boolean | null
}

const importer: EventActor = { account_id: null, role: 'system', unit_id: null }
const statedTerms: CaseTerms = { limit: null, evidence: {}, same_time_of_day: false, informed_closing: true, closing_condition: null,
  catalogue_version: null }

/**
 * A finished or running history out of a source's row: imported, registered where it names a category, with the unit where it names one, and
 * closed where it says so. No limit is computed and no date is changed, also where the source contradicts itself (closed before it was opened).
 * Runs no clock: the stated due time stands alone. `context.now` is the moment of the import; actor and clocks are not looked at.
 * Refuses `cases.title_required`.
 */
export const importHistory = (row: ImportedRow, context: CaseContext): Result<Decision, Refusal> => {
  if (row.title.trim() === '') return refuse('cases.title_required', { command: 'report' })
  const recorded_at = context.recorded_at ?? context.now
  const events: Decision['events'][number][] = []
  let c: Case | null = null
  const step = (draft: Draft, state: CaseState, at: Instant): void => {
    const made = recordDrafts(c, row.id, [draft], state, [], { ...context, now: at, recorded_at }, importer)
    events.push(...made.events)
    c = made.next
  }
  const { profile, opened_at, due_at, closed_at, category_id = null, category_path = null, condition_id = null, lead_unit_id = null } = row
  const data = reportedData(row, context.config.version)
  step({ type: 'case.imported', data: { ...data, profile, stated_due_at: due_at } }, 'reported', opened_at)
  const registered_at = row.registered_at ?? opened_at
  if (category_id !== null && row.until !== 'reported') {
    step({ type: 'case.registered', data: { category_id, category_path, condition_id, terms: row.terms ?? statedTerms, waiver_reason: null } },
      'registered', registered_at)
  }
  if (category_id !== null && lead_unit_id !== null && row.until === undefined) {
    const lead = { lead_unit_id, lead_unit_path: row.lead_unit_path ?? '', assisting_unit_ids: [], fallback: false, routing_reason: null,
      same_unit: false }
    step({ type: 'case.dispatched', data: lead }, closed_at === null && row.dispatched_at === undefined ? 'handling' : 'dispatched',
      row.dispatched_at ?? registered_at)
  }
  if (row.voided) step({ type: 'case.voided', data: { reason: row.close_text ?? row.profile } }, 'void', closed_at ?? opened_at)
  else if (closed_at !== null && c !== null) {
    const closing = { reason: row.close_reason ?? 'done', text: row.close_text ?? null, on_time: due_at === null ? (row.stated_on_time ?? null) : onTimeAt(c, closed_at) }
    step({ type: 'case.closed', data: closing }, 'closed', closed_at)
  }
  return c === null ? refuse('cases.not_found') : ok({ events, next: c })
}
