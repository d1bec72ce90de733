import type { Instant } from '#base/instants.ts'
import { dayMs } from '#base/instants.ts'
import { type Case, type CaseEvent, type CaseFile, type CloseReason, type DeclineReason, isOpen, type PublicStep,
  publicStepOf } from '#cases/rules/index.ts'

/** One line of what the reporter may read: `code` has its sentence at `track.<code>` of intake.json. Nothing of who, nothing of inner dealings. */
export type PublicHappening = {
  readonly code:
    | 'reported' | 'verifying' | 'registered' | 'declined' | 'dispatched' | 'handling' | 'handled' | 'checked' | 'sent_back' | 'closed_done' | 'closed_informed'
    | 'closed_forced' | 'reopened' | 'suspended' | 'resumed' | 'extended' | 'merged' | 'split' | 'voided' | 'note'
  readonly at: Instant
  readonly reason: DeclineReason | null
  /** A note the desk wrote for the public. */
  readonly text: string | null
  readonly until: Instant | null
}

/** What a reporter sees of a case. */
export type PublicStory = {
  readonly step: PublicStep
  readonly open: boolean
  readonly happenings: readonly PublicHappening[]
  /** When it will be done, while a limit runs; null where none does. */
  readonly expected_at: Instant | null
  readonly expected_provisional: boolean
  readonly suspended_until: Instant | null
  readonly closed_at: Instant | null
  readonly close_reason: CloseReason | null
  /** "It is not fixed" may be said until then; null where it may not. */
  readonly not_fixed_until: Instant | null
  /** Photos taken after the work, the newest round last. */
  readonly after_photos: readonly string[]
}

const closings: Readonly<Record<CloseReason, PublicHappening['code']>> = { done: 'closed_done', informed: 'closed_informed', forced: 'closed_forced' }

const happeningOf = (event: CaseEvent,
  before: readonly PublicHappening[]): Partial<PublicHappening> & { readonly code: PublicHappening['code'] } | null => {
  switch (event.type) {
    case 'case.reported': case 'case.imported': return { code: 'reported' }
    case 'case.verification_requested': return { code: 'verifying' }
    case 'case.registered': return { code: 'registered' }
    case 'case.declined': return { code: 'declined', reason: event.data.reason }
    // To whom it went second is between the units (回退); that somebody has it was said once.
    case 'case.dispatched': return before.some((h) => h.code === 'dispatched') ? null : { code: 'dispatched' }
    case 'case.accepted': return before.some((h) => h.code === 'handling') ? null : { code: 'handling' }
    case 'case.reported_back': return { code: 'handled' }
    case 'case.checked': return event.data.result === 'pass' ? { code: 'checked' } : null
    case 'case.rework_ordered': return { code: 'sent_back' }
    case 'case.closed': return { code: closings[event.data.reason] }
    case 'case.reopened': return { code: 'reopened' }
    case 'case.suspended': return { code: 'suspended', until: event.data.until }
    case 'case.resumed': return { code: 'resumed' }
    case 'case.extension_decided': return event.data.approved ? { code: 'extended' } : null
    case 'case.merged': return { code: 'merged' }
    case 'case.split': return { code: 'split' }
    case 'case.voided': return { code: 'voided' }
    case 'case.note_added': return event.data.public ? { code: 'note', text: event.data.text } : null
    default: return null
  }
}

/**
 * The public side of a case (peers 2.1 and 2.3; 接诉即办条例 §8: the requester's right to know progress). Left out on purpose: the reporter's own
 * text, units' returns and objections, supervision, names, and photos from before, on which people are.
 */
export const publicStory = (c: Case, events: readonly CaseEvent[], reopenDays: number): PublicStory => {
  const happenings: PublicHappening[] = []
  let photos: string[] = []
  for (const event of events) {
    const found = happeningOf(event, happenings)
    if (found) happenings.push({ at: event.at, reason: null, text: null, until: null, ...found })
    const files = (event.data as { readonly files?: readonly CaseFile[] }).files ?? []
    const after = files.filter((file) => file.kind === 'after').map((file) => file.file_id)
    if (event.type === 'case.reported_back') photos = after
    else photos.push(...after)
  }
  const mayReopen = (c.state === 'closed' || c.state === 'declined') && c.ended_at !== null && c.child_ids.length === 0
  return {
    step: publicStepOf[c.state], open: isOpen(c.state), happenings,
    expected_at: isOpen(c.state) && c.handled_at === null ? c.due_at : null, expected_provisional: c.due_provisional,
    suspended_until: c.state === 'suspended' ? c.suspended_until : null, closed_at: c.closed_at, close_reason: c.close_reason,
    not_fixed_until: mayReopen && c.ended_at !== null ? ((c.ended_at + reopenDays * dayMs) as Instant) : null,
    after_photos: photos,
  }
}
