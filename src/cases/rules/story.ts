import type { CaseEvent } from './events.ts'

/**
 * Which sentence of the story tells an event: a key under `events.` of cases.json. Names, units and times are filled in by whoever shows it;
 * every sentence stands without them.
 */
export const storyKeyOf = (event: CaseEvent): string => {
  const name = event.type.slice('case.'.length)
  switch (event.type) {
    case 'case.verified': case 'case.checked': return `${name}_${event.data.result}`
    case 'case.closed': return `${name}_${event.data.reason}`
    case 'case.dispatched': return event.data.fallback ? 'dispatched_fallback' : event.data.same_unit ? 'dispatched_same_unit' : name
    case 'case.objection_decided': return `${name}_${event.data.upheld ? 'upheld' : 'rejected'}`
    case 'case.extension_decided': case 'case.suspension_decided': return `${name}_${event.data.approved ? 'approved' : 'rejected'}`
    case 'case.appeal_decided': return event.data.approved ? `${name}_${event.data.step}` : `${name}_rejected`
    case 'case.reopened': return `${name}_${event.data.to}`
    case 'case.resumed': return event.data.early ? 'resumed_early' : name
    case 'case.reminded': return `${name}_${event.data.kind}`
    case 'case.overdue': return `${name}_${event.data.clock}`
    default: return name
  }
}

/** Every key `storyKeyOf` can answer. */
export const storyKeys: readonly string[] = [
  'reported', 'imported', 'verification_requested', 'verified_exist', 'verified_not_exist', 'verified_unable', 'registered', 'declined', 'dispatched',
  'dispatched_same_unit', 'dispatched_fallback', 'accepted', 'returned', 'returned_to_acceptor', 'objected', 'objection_decided_upheld',
  'objection_decided_rejected', 'assigned', 'assignment_revoked', 'note_added', 'file_added', 'reported_back', 'check_requested', 'checked_pass',
  'checked_fail', 'checked_unable', 'rework_ordered', 'closed_done', 'closed_informed', 'closed_forced', 'reopened_rework', 'reopened_handled',
  'reopened_registered', 'reopened_reported', 'voided', 'merged', 'split', 'extension_requested', 'extension_decided_approved',
  'extension_decided_rejected', 'suspension_requested', 'suspension_decided_approved', 'suspension_decided_rejected', 'suspended', 'resumed',
  'resumed_early', 'appeal_requested', 'appeal_decided_first', 'appeal_decided_second', 'appeal_decided_rejected', 'application_withdrawn',
  'supervised', 'supervision_answered', 'reminded_before_due', 'reminded_by_hand', 'reminded_supervision_reply', 'overdue_accept', 'overdue_dispatch',
  'overdue_verify', 'overdue_check', 'overdue_handle', 'overdue_fallback', 'category_changed', 'place_changed', 'calendar_recomputed',
]
