import type { Instant } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { Case } from './case.ts'
import type { CaseContext } from './context.ts'
import { type Decision, recordDrafts } from './decide.ts'
import type { Draft } from './decide/handler.ts'
import type { EventActor } from './events.ts'
import type { ImportedRow } from './import-history.ts'
import { onTimeAt } from './on-time.ts'
import { type CaseState, isOpen } from './words.ts'

const importer: EventActor = { account_id: null, role: 'system', unit_id: null }

export type ImportedAgain = Omit<ImportedRow, 'id' | 'number'> & {
  /** Written into the ledger as the reason of what follows. */
  readonly reason: string
  /** What changed that no event of its own can say, for a note: "due_at: … -> …". */
  readonly remarks: readonly string[]
}

const place = (row: Pick<ImportedAgain, 'area_id' | 'area_path' | 'place_id' | 'lon' | 'lat' | 'address'>) => ({
  area_id: row.area_id ?? null, area_path: row.area_path ?? null, place_id: row.place_id ?? null, lon: row.lon ?? null, lat: row.lat ?? null,
  address: (row.address ?? '').trim(),
})

/**
 * What a changed row of the source adds to a case that came from it: another category, place or unit, the end it has come to meanwhile, or that it
 * goes on
 * again. The past stays; what cannot be said as an event of its own is noted. `null`: nothing that this history has not said already.
 * A case that people here have worked on is theirs: the source no longer moves it, and a row that would is refused with `cases.worked_on_here`.
 * `touched`: somebody other than the import has written in its history.
 */
export const continueImported = (c: Case, row: ImportedAgain, touched: boolean, context: CaseContext): Result<Decision | null, Refusal> => {
  const recorded_at = context.recorded_at ?? context.now
  const events: Decision['events'][number][] = []
  let next = c
  const step = (draft: Draft, state: CaseState, at: Instant): void => {
    const made = recordDrafts(next, c.id, [draft], state, [], { ...context, now: at, recorded_at }, importer)
    events.push(...made.events)
    next = made.next
  }
  const { reason, closed_at, category_id = null, category_path = null, condition_id = null, lead_unit_id = null } = row
  const ends = closed_at !== null && c.closed_at !== closed_at
  const goesOn = closed_at === null && !row.voided && c.state === 'closed'
  const voids = row.voided === true && c.state !== 'void'
  const moves = lead_unit_id !== null && lead_unit_id !== c.lead_unit_id && category_id !== null
  if (touched && (ends || goesOn || voids || moves)) return refuse('cases.worked_on_here', { number: c.number })
  if (!isOpen(c.state) && c.state !== 'closed' && (ends || moves)) return refuse('cases.worked_on_here', { number: c.number })

  if (c.state === 'closed' && (goesOn || ends || voids)) {
    const to = c.lead_unit_id !== null ? 'rework' : 'registered'
    step({ type: 'case.reopened', data: { reason, to } }, to, context.now)
  }
  if (category_id !== null && category_id !== c.category_id) {
    if (c.registered_at === null) {
      const terms = row.terms ?? { limit: null, evidence: {}, same_time_of_day: false, informed_closing: true, closing_condition: null,
        catalogue_version: null }
      step({ type: 'case.registered', data: { category_id, category_path, condition_id, terms, waiver_reason: null } }, 'registered', context.now)
    } else step({ type: 'case.category_changed', data: { category_id, category_path, condition_id, terms: c.terms, reason } }, next.state,
    context.now)
  }
  const there = place(row)
  if (Object.entries(there).some(([name, value]) => c[name as keyof typeof there] !== value)) step({ type: 'case.place_changed',
    data: { ...there, reason } }, next.state, context.now)
  if (moves && lead_unit_id !== null) {
    const lead = { lead_unit_id, lead_unit_path: row.lead_unit_path ?? '', assisting_unit_ids: [], fallback: false, routing_reason: reason,
      same_unit: false }
    step({ type: 'case.dispatched', data: lead }, closed_at === null ? 'handling' : 'dispatched', context.now)
  }
  if (row.remarks.length > 0) step({ type: 'case.note_added', data: { text: `${reason}: ${row.remarks.join('; ')}`, public: false } }, next.state,
    context.now)
  if (voids) step({ type: 'case.voided', data: { reason: row.close_text ?? reason } }, 'void', closed_at ?? context.now)
  else if (ends && closed_at !== null) {
    const on_time = next.due_at === null ? (row.stated_on_time ?? null) : onTimeAt(next, closed_at)
    step({ type: 'case.closed', data: { reason: row.close_reason ?? 'done', text: row.close_text ?? null, on_time } }, 'closed', closed_at)
  }
  return ok(events.length === 0 ? null : { events, next })
}
