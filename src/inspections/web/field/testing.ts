import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'
import type { DayDownload, DayVisit } from './wire.ts'

/** Rows for tests; each says only what its test is about. */
export const anna = '018f0000-0000-7000-8000-00000000a11a'
export const bert = '018f0000-0000-7000-8000-00000000be47'
export const visitOf = (id: string, change: Partial<DayVisit> = {}): DayVisit => ({
  id, number: id, programme: { name: 'Patrol', kind: 'daily_patrol' }, place: null, planned_on: '2026-03-11', window: null, stop_order: null, inspectors: [], checklist_version_id: 'v1',
  state: 'planned', revision_known: 0, reason: null, conflict: false, last_result: null, open_cases: [], open_case_count: 0, re_inspects: null, submission: null, ...change,
})
export const visitRow = (id: string, change: Partial<VisitRow> = {}, visit: Partial<DayVisit> = {}): VisitRow =>
  ({ account_id: anna, id, planned_on: '2026-03-11', visit: visitOf(id, visit), listed: true, downloaded_at: 0, ...change })
export const draftRow = (visitId: string, change: Partial<DraftRow> = {}): DraftRow => ({
  account_id: anna, visit_id: visitId, checklist_version_id: 'v1', started_at: 1_000, changed_at: 2_000, answers: {}, findings: [], not_done_reason: null, carried: [], submitted_revision: 0, open: true, ...change,
})
export const outRow = (id: string, visitId: string, change: Partial<OutRow> = {}): OutRow => ({
  id, account_id: anna, visit_id: visitId, revision: 1, made_at: 0, state: 'waiting', tries: 0, sent_at: null, standing: null, reason: null,
  body: {
    id, visit_id: visitId, device_id: 'd', revision: change.revision ?? 1, checklist_version_id: 'v1', started_at: '', ended_at: '', answers: {}, photos: [], findings: [],
    lon: null, lat: null, accuracy_m: null, not_done_reason: null,
  }, ...change,
})
export const photoRow = (id: string, visitId: string, change: Partial<PhotoRow> = {}): PhotoRow => ({
  id, account_id: anna, visit_id: visitId, kind: 'near', item: null, instance: 0, finding_key: null, taken_at: 0, lon: null, lat: null, accuracy_m: null, bytes: 1,
  state: 'waiting', tries: 0, sent_at: null, reason: null, freed: false, ...change,
})
export const dayOf = (visits: readonly DayVisit[], account = anna): DayDownload =>
  ({ server_time: '2026-03-11T01:30:00.000Z', account: { id: account, name: '' }, checklists: [], visits, categories: [], media_base: { visits: '', cases: '' } })
