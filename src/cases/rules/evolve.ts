import type { Instant } from '#base/instants.ts'
import { type Application, type Case, noPhotos, type PhotoCounts } from './case.ts'
import { clockOf, isRunning, mergeClocks } from './clock-effects.ts'
import type { ClockKind } from './clock/index.ts'
import type { CaseEvent, CaseFile, Imported, Reported, SealedEvent } from './events.ts'
import { type ApplicationKind, type CaseState, isOpen } from './words.ts'

const count = (photos: PhotoCounts, files: readonly CaseFile[]): PhotoCounts => {
  if (files.length === 0) return photos
  const counts = { ...photos }
  for (const file of files) counts[file.kind] += 1
  return counts
}
const withFiles = (c: Case, files: readonly CaseFile[]): Pick<Case, 'photos' | 'round_photos'> =>
  ({ photos: count(c.photos, files), round_photos: count(c.round_photos, files) })

/** The case its first event makes. */
const born = (event: CaseEvent, data: Reported | Imported): Case => ({
  id: event.case_id, number: data.number, seq: 0, head_hash: null, state: event.state,
  source: data.source, external_ref: data.external_ref, imported: event.type === 'case.imported',
  title: data.title, description: data.description, urgency: data.urgency,
  category_id: data.category_id, category_path: data.category_path, condition_id: data.condition_id, terms: null, config_version: data.config_version,
  area_id: data.area_id, area_path: data.area_path, place_id: data.place_id, lon: data.lon, lat: data.lat, address: data.address,
  lead_unit_id: null, lead_unit_path: null, assisting_unit_ids: [], fallback: false, routing_reason: null, handler_account_id: null,
  observed_at: data.observed_at ?? event.at, opened_at: event.at, registered_at: null, dispatched_at: null, accepted_at: null, handled_at: null,
  checked_at: null, closed_at: null, ended_at: null, reopened_at: null, due_at: 'stated_due_at' in data ? data.stated_due_at : null,
  due_provisional: false, stage_due_at: null, reminded_at: null, overdue_at: null,
  reported_by: event.actor.account_id, registered_by: null, dispatched_by: null, handled_by: null, checker_account_id: null,
  verification: null, last_check: null, decline_reason: null, close_reason: null, on_time: null, exempted: false,
  return_count: 0, objection_count: 0, rework_count: 0, extension_count: 0, suspension_used: false, suspended_until: null, appeal_used: false,
  reopen_count: 0, check_count: 0, dispatch_count: 0, objection_rejected: false, supervision_level: 0, supervision: null, application: null,
  parent_id: data.parent_id, child_ids: [], merged_into_id: null,
  photos: count(noPhotos, data.files), round_photos: noPhotos, clocks: [], fired_alarms: [],
})

const fired = (c: Case, key: string | null): Pick<Case, 'fired_alarms'> =>
  ({ fired_alarms: key === null ? c.fired_alarms : [...c.fired_alarms, key] })

const asked = (kind: ApplicationKind, { at, actor }: CaseEvent, reason: string, until: Instant | null): Application =>
  ({ kind, asked_at: at, asked_by: actor.account_id, reason, until, first_reviewed_by: null, first_reviewed_at: null })

/** A case that goes back to the unit: the check before no longer counts, a new round of evidence begins. */
const backToWork: Partial<Case> = { handled_at: null, checked_at: null, round_photos: noPhotos }

/** What one event changes, beside what every event changes. */
const changes = (c: Case, event: CaseEvent): Partial<Case> => {
  const { at, actor } = event
  switch (event.type) {
    case 'case.reported':
    case 'case.imported':
    case 'case.note_added':
    case 'case.supervision_answered':
    case 'case.verification_requested':
      return event.type === 'case.supervision_answered' && c.supervision ? { supervision: { ...c.supervision, answered_at: at } } : {}
    case 'case.calendar_recomputed': {
      // A delay that the true calendar never had is taken back.
      const due = clockOf(event.data.clocks ?? [], 'handle')?.due_at ?? null
      return c.overdue_at !== null && due !== null && due >= at ? { overdue_at: null } : {}
    }
    case 'case.verified': return { verification: event.data.result, ...withFiles(c, event.data.files) }
    case 'case.registered': {
      const { category_id, category_path, condition_id, terms } = event.data
      return { registered_at: at, registered_by: actor.account_id, category_id, category_path, condition_id, terms }
    }
    case 'case.declined': return { decline_reason: event.data.reason }
    case 'case.dispatched': {
      const { lead_unit_id, lead_unit_path, assisting_unit_ids, fallback, routing_reason, same_unit } = event.data
      return {
        lead_unit_id, lead_unit_path, assisting_unit_ids, fallback, routing_reason,
        dispatched_at: c.dispatched_at ?? at, dispatched_by: actor.account_id,
        dispatch_count: c.dispatch_count + 1, accepted_at: null, handler_account_id: null, objection_rejected: false,
        ...(same_unit ? {} : { round_photos: noPhotos, overdue_at: null, reminded_at: null }),
      }
    }
    case 'case.accepted': return { accepted_at: at }
    case 'case.returned': return { return_count: c.return_count + 1, handler_account_id: null }
    case 'case.returned_to_acceptor': return { registered_at: null, registered_by: null, verification: null }
    case 'case.objected':
      return {
        objection_count: c.objection_count + 1, handler_account_id: null,
        application: asked('objection', event, event.data.reason, null),
      }
    case 'case.objection_decided': return { application: null, objection_rejected: !event.data.upheld }
    case 'case.assigned': return { handler_account_id: event.data.handler_account_id }
    case 'case.assignment_revoked': return { handler_account_id: null }
    case 'case.file_added': return withFiles(c, [event.data.file])
    case 'case.reported_back': return { handled_at: at, handled_by: actor.account_id, application: null, ...withFiles(c, event.data.files) }
    case 'case.check_requested': return { checker_account_id: event.data.checker_account_id }
    case 'case.checked':
      return {
        last_check: event.data.result, check_count: c.check_count + 1, checker_account_id: actor.account_id,
        checked_at: event.data.result === 'pass' ? at : null, ...withFiles(c, event.data.files),
      }
    case 'case.rework_ordered': return { ...backToWork, rework_count: c.rework_count + 1 }
    case 'case.closed': {
      const late = event.data.on_time === false
      const { reason: close_reason, on_time } = event.data
      return { closed_at: at, close_reason, on_time, ...(late && c.overdue_at === null ? { overdue_at: c.due_at } : {}) }
    }
    case 'case.reopened':
      return {
        ...(event.data.to === 'rework' ? backToWork : event.data.to === 'handled' ? { checked_at: null } : {}),
        reopen_count: c.reopen_count + 1, reopened_at: at, closed_at: null, ended_at: null, close_reason: null, decline_reason: null, on_time: null,
        application: null, last_check: null,
      }
    case 'case.voided': return {}
    case 'case.merged': return { merged_into_id: event.data.into_id }
    case 'case.split': return { child_ids: event.data.child_ids }
    case 'case.extension_requested':
    case 'case.suspension_requested':
    case 'case.appeal_requested': {
      const kind = event.type === 'case.extension_requested' ? 'extension' : event.type === 'case.appeal_requested' ? 'appeal' : 'suspension'
      const until = event.type === 'case.suspension_requested' ? event.data.until : null
      return { application: asked(kind, event, event.data.reason, until), ...(kind === 'appeal' ? { appeal_used: true } : {}) }
    }
    case 'case.extension_decided': {
      if (!event.data.approved) return { application: null }
      // Asked in time and granted late: the wait was not the unit's.
      const due = clockOf(event.data.clocks ?? [], 'handle')?.due_at ?? null
      const stillLate = c.overdue_at !== null && (due === null || due < at)
      return { application: null, extension_count: c.extension_count + 1, reminded_at: null, overdue_at: stillLate ? c.overdue_at : null }
    }
    case 'case.suspension_decided': return { application: null }
    case 'case.suspended': return { suspension_used: true, suspended_until: event.data.until }
    case 'case.resumed': return { suspended_until: null }
    case 'case.appeal_decided': {
      if (!event.data.approved) return { application: null }
      if (event.data.step === 'second') return { application: null, exempted: true }
      return c.application ? { application: { ...c.application, first_reviewed_by: actor.account_id, first_reviewed_at: at } } : {}
    }
    case 'case.application_withdrawn': return { application: null, ...(event.data.kind === 'appeal' ? { appeal_used: false } : {}) }
    case 'case.supervised': {
      const { kind, level, text, reply_due_at } = event.data
      const supervision = { kind, level, text, reply_due_at, ordered_at: at, ordered_by: actor.account_id, answered_at: null }
      return { supervision, supervision_level: Math.max(c.supervision_level, level), ...fired(c, event.data.alarm_key) }
    }
    case 'case.reminded': return { reminded_at: at, ...fired(c, event.data.alarm_key) }
    case 'case.overdue': return { ...(event.data.clock === 'handle' ? { overdue_at: event.data.due_at } : {}), ...fired(c, event.data.alarm_key) }
    case 'case.category_changed': {
      const { category_id, category_path, condition_id, terms } = event.data
      return { category_id, category_path, condition_id, terms }
    }
    case 'case.place_changed': {
      const { area_id, area_path, place_id, lon, lat, address } = event.data
      return { area_id, area_path, place_id, lon, lat, address }
    }
  }
}

const stageClock: Readonly<Partial<Record<CaseState, ClockKind>>> = {
  reported: 'accept', returned_to_acceptor: 'accept', verifying: 'verify', registered: 'dispatch', returned: 'dispatch', objected: 'dispatch',
  dispatched: 'handle', handling: 'handle', rework: 'handle', checking: 'check',
  // Only while a second look is due that the reporter asked for; else no check clock runs here.
  handled: 'check',
}

const stageDue = (c: Case): Instant | null => {
  const kind = stageClock[c.state]
  if (!kind) return null
  const clock = clockOf(c.clocks, kind)
  if (clock) return isRunning(clock) ? clock.due_at : null
  return kind === 'handle' ? c.due_at : null
}

/**
 * The case after one more event. Decides nothing: the event carries the state it led to and the clocks it changed, so the past reads
 * the same whatever the rules are today. `c` is null for the first event. Throws for a first event that does not begin a case.
 */
export const evolve = (c: Case | null, event: CaseEvent | SealedEvent): Case => {
  if (c === null && event.type !== 'case.reported' && event.type !== 'case.imported') throw new Error(`a case cannot begin with ${event.type}`)
  const before = c ?? born(event, event.data as Reported)
  const clocks = 'clocks' in event.data && event.data.clocks ? mergeClocks(before.clocks, event.data.clocks) : before.clocks
  const handle = clockOf(clocks, 'handle')
  const ended = !isOpen(event.state)
  const next: Case = {
    ...before,
    ...changes(before, event),
    seq: event.seq,
    head_hash: 'hash' in event ? event.hash : before.head_hash,
    state: event.state,
    clocks,
    ...(handle ? { due_at: handle.due_at, due_provisional: handle.provisional } : {}),
    ...(ended && before.ended_at === null ? { ended_at: event.at } : {}),
    ...(ended && event.state !== 'closed' ? { application: null } : {}),
    ...(event.type === 'case.closed' || event.type === 'case.split' ? { application: null } : {}),
  }
  return { ...next, stage_due_at: stageDue(next) }
}

/** The case as its events tell it; null where there are none. Events in order of `seq`. */
export const replay = (events: readonly (CaseEvent | SealedEvent)[]): Case | null => {
  let c: Case | null = null
  for (const event of events) c = evolve(c, event)
  return c
}
