import { ok, type Refusal, refuse, type Result } from '#base/results.ts'
import type { LocalDate } from '#base/instants.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { deleteRecusal, endRecusal, insertRecusal, recusalForUpdate, type RecusalRow, sameRecusal, subjectExists } from '../store/recusals.ts'
import { inspectorsOf } from './planning-world.ts'
import { cityDay, type InspectionWork, record } from './work.ts'

export type RecusalInput = {
  readonly account_id: string
  readonly kind: 'home_area' | 'interest'
  readonly area_id: string | null
  readonly place_id: string | null
  readonly unit_id: string | null
  readonly reason: string
  readonly valid_from: LocalDate | null
  readonly valid_to: LocalDate | null
}

/** Declares where an inspector must not inspect: for oneself, or by those who plan for anybody. It counts for every frame fixed from now on. */
export const declareRecusal = async (work: InspectionWork, mayForOthers: boolean, input: RecusalInput): Promise<Result<RecusalRow, Refusal>> => {
  if (!mayForOthers && input.account_id !== work.actor.id) throw problem('inspections.recusal_not_yours', { status: 403 })
  const today = cityDay(work.city, work.now)
  const from = input.valid_from ?? today
  if ([input.area_id, input.place_id, input.unit_id].filter((id) => id !== null).length !== 1) return refuse('inspections.recusal_one_subject')
  if (input.kind === 'home_area' && input.area_id === null) return refuse('inspections.recusal_home_is_area')
  if (input.reason.trim() === '') return refuse('inspections.reason_empty')
  if (input.valid_to !== null && input.valid_to <= from) return refuse('inspections.recusal_ends_early', { from })
  if (!(await inspectorsOf(work.tx)).some((i) => i.id === input.account_id)) return refuse('inspections.recusal_not_inspector')
  if (!(await subjectExists(work.tx, input)).found) return refuse('inspections.recusal_subject_unknown')
  if (await sameRecusal(work.tx, input, today)) return refuse('inspections.recusal_there_already')
  const row: RecusalRow = {
    id: newId(work.now), account_id: input.account_id, kind: input.kind, area_id: input.area_id, place_id: input.place_id, unit_id: input.unit_id, reason: input.reason.trim(),
    valid_from: from, valid_to: input.valid_to, created_at: work.now, created_by: work.actor.id,
  }
  await insertRecusal(work.tx, row)
  await record(work, 'recusal.declared', row.id, { account_id: row.account_id, kind: row.kind, area_id: row.area_id, place_id: row.place_id, unit_id: row.unit_id, reason: row.reason })
  return ok(row)
}

/** Ends a recusal today, with a reason. Nobody ends their own declared interest: somebody who plans does. */
export const withdrawRecusal = async (work: InspectionWork, id: string, reason: string): Promise<Result<RecusalRow, Refusal>> => {
  const row = await recusalForUpdate(work.tx, id)
  if (!row) throw problem('inspections.recusal_not_found', { status: 404 })
  if (reason.trim() === '') return refuse('inspections.reason_empty')
  const today = cityDay(work.city, work.now)
  if (row.valid_to !== null && row.valid_to <= today) return refuse('inspections.recusal_over', { on: row.valid_to })
  if (row.account_id === work.actor.id && row.kind === 'interest') return refuse('inspections.recusal_own')
  if (row.valid_from >= today) await deleteRecusal(work.tx, id)
  else await endRecusal(work.tx, id, today)
  await record(work, 'recusal.withdrawn', id, { account_id: row.account_id, area_id: row.area_id, place_id: row.place_id, unit_id: row.unit_id, reason: reason.trim() })
  return ok({ ...row, valid_to: today })
}
