import type { Instant } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { chooseSubmission, decideVisit, type VisitCommand, type VisitState } from '../rules/index.ts'
import { asSubmitted, bodyOf, setStandings, submissionsOf } from '../store/submissions.ts'
import { changeVisit, lockVisit, type VisitRow } from '../store/visits.ts'
import type { FindingContext } from './context.ts'
import { keptSubmission } from './field-wire.ts'
import { type Settled, settleFindings } from './findings.ts'
import { applySubmission } from './sync.ts'
import { record } from './work.ts'

export type Reviewed = { readonly state: VisitState; readonly settled: Settled | null }

const hold = async (tx: Tx, id: string): Promise<VisitRow> => {
  const visit = await lockVisit(tx, id)
  if (!visit) throw problem('inspections.visit_not_found', { status: 404 })
  return visit
}

/** Accept, return, cancel or reopen a visit. Accepting turns its findings into cases in the same transaction; accepting again finds nothing left to do. */
export const reviewVisit = async (tx: Tx, x: FindingContext, id: string, command: Exclude<VisitCommand, { type: 'resolve' }>, now: Instant): Promise<Result<Reviewed, Refusal>> => {
  const visit = await hold(tx, id)
  const decided = decideVisit(visit, command)
  if (!decided.ok) return decided
  const reason = 'reason' in command ? command.reason.trim() : null
  if (decided.value !== visit.state) {
    await changeVisit(tx, id, command.type === 'reopen' ? { state: decided.value, decided_at: null, decided_by: null, reason: null } : { state: decided.value, decided_at: now, decided_by: x.by, reason }, now)
    await record({ city: x.city, tx, actor: { id: x.by }, now }, `visit.${command.type === 'return' ? 'returned' : command.type === 'cancel' ? 'cancelled' : command.type === 'reopen' ? 'reopened' : 'accepted'}`, id,
      { submission_id: visit.submission_id, ...(reason === null ? {} : { reason }) })
  }
  return ok({ state: decided.value, settled: command.type === 'accept' ? await settleFindings(tx, x, visit, now) : null })
}

/**
 * Two devices said different things of one visit: somebody chooses which of them it is. The other is set aside and kept. A visit that was accepted already
 * stays so when what it says is confirmed, and is looked at again when it is not.
 */
export const resolveConflict = async (tx: Tx, x: FindingContext, id: string, submissionId: string, reason: string, now: Instant): Promise<Result<Reviewed, Refusal>> => {
  const visit = await hold(tx, id)
  const decided = decideVisit(visit, { type: 'resolve' })
  if (!decided.ok) return decided
  const all = await submissionsOf(tx, id)
  const chosen = chooseSubmission(all.map(asSubmitted), submissionId)
  const row = all.find((s) => s.id === submissionId)
  if (!chosen || !row) return refuse('inspections.submission_not_waiting')
  await setStandings(tx, [...chosen])
  await record({ city: x.city, tx, actor: { id: x.by }, now }, 'visit.resolved', id, { submission_id: submissionId, set_aside: all.filter((s) => chosen.get(s.id) === 'set_aside' && s.standing !== 'set_aside').map((s) => s.id), reason: reason.trim() })
  await changeVisit(tx, id, { conflict: false }, now)
  const keeps = submissionId === visit.submission_id
  if (keeps && visit.state !== 'returned') return ok({ state: visit.state, settled: null })
  await applySubmission(tx, x.city, { ...visit, conflict: false }, row, keptSubmission(await bodyOf(tx, row.id) as Readonly<Record<string, unknown>>), now)
  await changeVisit(tx, id, { decided_at: null, decided_by: null, reason: null }, now)
  return ok({ state: 'submitted', settled: null })
}
