import type { Instant } from '#base/instants.ts'
import type { Refusal } from '#base/results.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { type CityDb, faultOfDatabase, type RowScope, type Tx } from '#platform/db/index.ts'

import { clockOffset, contentOf, isLate, placeSubmissions, setRight, type Standing, type VisitState, type VisitSubmission } from '../rules/index.ts'
import { replaceAnswers } from '../store/answers.ts'
import { replaceFindings } from '../store/findings.ts'
import { programmeById } from '../store/programmes.ts'
import { asSubmitted, bodyOf, insertSubmission, setStandings, type SubmissionRow, submissionsOf } from '../store/submissions.ts'
import { changeVisit, lockVisit, type VisitRow } from '../store/visits.ts'
import type { FindingContext } from './context.ts'
import { keptSubmission, readSubmission, type SubmissionWire } from './field-wire.ts'
import { settleFindings } from './findings.ts'
import { checklistFor, derivedId, scoreSubmission, sha256Text } from './scoring.ts'
import { record } from './work.ts'

export type Taken = {
  readonly id: string
  readonly visit_id: string
  readonly standing: Standing | 'duplicate' | null
  readonly visit_state: VisitState | null
  /** Another submission of this visit says something else; true for whichever of them came. */
  readonly conflict: boolean
  readonly error: Refusal | null
}

/** Makes a kept submission the one the visit speaks with: score, answers, findings, place and times, all from it. The visit is locked by the caller. */
export const applySubmission = async (tx: Tx, city: CityDb, visit: VisitRow, row: SubmissionRow, s: VisitSubmission, now: Instant): Promise<VisitRow> => {
  const list = await checklistFor(tx, s.checklist_version_id, visit.checklist_version_id)
  const scored = scoreSubmission(list, s)
  const catalogue = await catalogueModelOf(city)
  const ended_at = setRight(s.ended_at, row.clock_offset_ms, row.received_at)
  const changed = {
    state: 'submitted', submission_id: row.id, checklist_version_id: list.id, started_at: setRight(s.started_at, row.clock_offset_ms, ended_at), ended_at, submitted_at: row.made_at,
    received_at: row.received_at, late: isLate(ended_at, visit.planned_on, city.zone), score: scored.score.score, weight_met: scored.score.weight_met,
    weight_applicable: scored.score.weight_applicable, tally: scored.score.tally, lon: s.lon !== null && s.lat !== null ? s.lon : null, lat: s.lon !== null && s.lat !== null ? s.lat : null,
    accuracy_m: s.accuracy_m,
  } as const
  await changeVisit(tx, visit.id, changed, now)
  await replaceAnswers(tx, visit.id, scored.answers)
  await replaceFindings(tx, visit.id, scored.found.map((f) => ({
    id: derivedId(`finding ${visit.id} ${f.key}`), visit_id: visit.id, place_id: visit.place_id, key: f.key, item: f.item, category_id: f.category === null ? null : (catalogue.find(f.category)?.id ?? null),
    description: f.description || f.key, lon: f.lon !== null && f.lat !== null ? f.lon : null, lat: f.lon !== null && f.lat !== null ? f.lat : null, state: 'proposed', case_id: null,
    decided_at: null, decided_by: null, reason: null, created_at: now,
  })))
  return { ...visit, ...changed }
}

const casesAtOnce = (settings: object): boolean => (settings as { cases_at?: unknown }).cases_at === 'submission'

/** One submission in a transaction of its own: kept whole, put in its place, and the visit says what now stands. Sent again, it changes nothing. */
const take = async (tx: Tx, x: FindingContext, w: SubmissionWire, s: VisitSubmission, now: Instant): Promise<Taken> => {
  const said = (standing: Taken['standing'], visit_state: VisitState | null, error: Refusal | null = null, conflict = false): Taken =>
    ({ id: w.id, visit_id: w.visit_id, standing, visit_state, conflict, error })
  const { city } = x
  const visit = await lockVisit(tx, w.visit_id)
  if (!visit) return said(null, null, { code: 'inspections.visit_not_found' })
  if (x.by === null || !visit.inspector_ids.includes(x.by)) return said(null, null, { code: 'inspections.not_your_visit' })
  const before = await submissionsOf(tx, visit.id)
  if (before.some((b) => b.id === w.id)) return said('duplicate', visit.state, null, visit.conflict)
  const content = sha256Text(contentOf(s))
  const same = before.find((b) => b.device_id === w.device_id && b.revision === w.revision)
  if (same?.body_sha256 === content) return said('duplicate', visit.state, null, visit.conflict)
  const offset = clockOffset(s.sent_at, now)
  const list = await checklistFor(tx, s.checklist_version_id, visit.checklist_version_id)
  const fresh: SubmissionRow = {
    // A device put back from a copy of itself counts its changes from an old number: it is then another device, and nothing of either is lost.
    id: w.id, visit_id: visit.id, account_id: x.by, device_id: same ? `${w.device_id}~${w.id}` : w.device_id, revision: w.revision, made_at: setRight(s.ended_at, offset, now), clock_offset_ms: offset,
    received_at: now, checklist_version_id: list.id, body_sha256: content, standing: 'superseded',
  }
  const placed = placeSubmissions([...before, fresh].map(asSubmitted), { state: visit.state, submission_id: visit.submission_id, returned_at: visit.state === 'returned' ? visit.decided_at : null })
  const standing = placed.standings.get(fresh.id) ?? 'superseded'
  await insertSubmission(tx, { ...fresh, standing }, w as unknown as Readonly<Record<string, unknown>>)
  await setStandings(tx, [...placed.standings].filter(([id]) => id !== fresh.id))
  let after: VisitRow = { ...visit, conflict: placed.conflict }
  if (placed.current_id !== null && placed.current_id !== visit.submission_id) {
    const row = placed.current_id === fresh.id ? fresh : before.find((b) => b.id === placed.current_id) as SubmissionRow
    const body = row === fresh ? s : keptSubmission(await bodyOf(tx, row.id) as Readonly<Record<string, unknown>>)
    after = await applySubmission(tx, city, after, row, body, now)
  }
  if (placed.conflict !== visit.conflict) await changeVisit(tx, visit.id, { conflict: placed.conflict }, now)
  await record({ city, tx, actor: { id: x.by }, now }, `visit.${standing === 'current' ? 'submitted' : standing}`, visit.id,
    { submission_id: fresh.id, revision: w.revision, device_id: w.device_id, made_at: fresh.made_at, late: after.late, ...(offset === 0 ? {} : { clock_offset_ms: offset }) })
  if (standing === 'current' && !placed.conflict && casesAtOnce((await programmeById(tx, visit.programme_id))?.settings ?? {})) await settleFindings(tx, x, after, now)
  return said(standing, after.state, null, placed.conflict)
}

/** Takes what a device had waiting, each on its own: what is wrong with one hinders no other. */
export const takeSubmissions = async (x: FindingContext, scope: RowScope, submissions: readonly SubmissionWire[], now: Instant): Promise<readonly Taken[]> => {
  const results: Taken[] = []
  for (const w of submissions) {
    const failed = (error: Refusal): Taken => ({ id: w.id, visit_id: w.visit_id, standing: null, visit_state: null, conflict: false, error })
    const read = readSubmission(w)
    if (!read.ok) {
      results.push(failed({ code: 'inspections.time_unreadable', params: { field: read.error[0]?.field ?? '' } }))
      continue
    }
    results.push(await x.city.write(scope, (tx) => take(tx, x, w, read.value, now)).catch((error: { code?: string; status?: number; params?: Refusal['params'] }) => {
      const kind = faultOfDatabase(error)?.kind
      if (kind === 'retry' || kind === 'unavailable') return failed({ code: 'http.try_again' })
      // The id belongs to a submission of another visit: it is the device's error, and no reason to lose the others.
      if (kind === 'conflict' || kind === 'invalid') return failed({ code: 'http.rejected_by_database' })
      if (!error.status) throw error
      return failed({ code: error.code ?? 'http.malformed', ...(error.params ? { params: error.params } : {}) })
    }))
  }
  return results
}

