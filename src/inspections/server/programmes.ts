import type { LocalDate } from '#base/instants.ts'
import type { Refusal, Result } from '#base/results.ts'
import { ok } from '#base/results.ts'
import { addDays } from '#base/zones.ts'
import { problem, unwrapInput } from '#platform/http/index.ts'
import type { RowScope } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import {
  checkProgramme, decideChange, decideMove, framePlaces, type ProgrammeInput, type ProgrammeMove, programmeNumber, type ReadyToBegin, roundPeriods,
} from '../rules/index.ts'
import { placesForPlan } from '../store/planning.ts'
import { checklistNow, insertProgramme, lastProgrammeNumber, lockNumbers, programmeForUpdate, type ProgrammeRow, saveProgramme } from '../store/programmes.ts'
import { voidPlannedRounds } from '../store/rounds.ts'
import { mustReach, workdayTest, worldFor } from './planning-world.ts'
import { cityDay, type InspectionWork, record } from './work.ts'

export type { ProgrammeInput } from '../rules/index.ts'

/** Makes a programme, as a draft. Throws the faults of the input as 422, an area beyond the caller's as 403. */
export const createProgramme = async (work: InspectionWork, scope: RowScope, given: ProgrammeInput): Promise<ProgrammeRow> => {
  const world = await worldFor(work.city, work.tx, given)
  const input = unwrapInput(checkProgramme(given, world))
  mustReach(scope, world.area_path as string)
  await lockNumbers(work.tx)
  const year = cityDay(work.city, work.now).slice(0, 4)
  const row: ProgrammeRow = {
    ...input, id: newId(work.now), number: programmeNumber(year, (await lastProgrammeNumber(work.tx, year)) + 1), state: 'draft', area_path: world.area_path as string,
    created_at: work.now, created_by: work.actor.id, updated_at: work.now,
  }
  await insertProgramme(work.tx, row)
  await record(work, 'programme.created', row.id, { number: row.number, name: row.name, kind: row.kind, settings: row.settings })
  return row
}

const held = async ({ tx }: InspectionWork, scope: RowScope, id: string): Promise<ProgrammeRow> => {
  const row = await programmeForUpdate(tx, id)
  if (!row) throw problem('inspections.programme_not_found', { status: 404 })
  mustReach(scope, row.area_path)
  return row
}

/** Changes a programme. Rounds already planned keep the settings they were planned with. */
export const changeProgramme = async (work: InspectionWork, scope: RowScope, id: string, change: Partial<ProgrammeInput>): Promise<Result<ProgrammeRow, Refusal>> => {
  const before = await held(work, scope, id)
  const input: ProgrammeInput = {
    name: change.name ?? before.name, kind: change.kind ?? before.kind, checklist_id: change.checklist_id === undefined ? before.checklist_id : change.checklist_id,
    area_id: change.area_id ?? before.area_id, settings: change.settings ?? before.settings, starts_on: change.starts_on ?? before.starts_on,
    ends_on: change.ends_on === undefined ? before.ends_on : change.ends_on,
  }
  const allowed = decideChange(before, input.kind)
  if (!allowed.ok) return allowed
  const world = await worldFor(work.city, work.tx, input)
  const checked = unwrapInput(checkProgramme(input, world))
  mustReach(scope, world.area_path as string)
  const row: ProgrammeRow = { ...before, ...checked, area_path: world.area_path as string, updated_at: work.now }
  await saveProgramme(work.tx, row)
  await record(work, 'programme.changed', id, { before: { name: before.name, settings: before.settings, starts_on: before.starts_on, ends_on: before.ends_on }, after: checked })
  return ok(row)
}

const readyOf = async (work: InspectionWork, p: ProgrammeRow): Promise<ReadyToBegin> => {
  const today = cityDay(work.city, work.now)
  const checklist = p.checklist_id === null ? null : await checklistNow(work.tx, p.checklist_id)
  const places = framePlaces(await placesForPlan(work.tx, p.area_path, today, today), p.area_path, p.settings, () => true).places.length
  const until = p.ends_on ?? addDays(today > p.starts_on ? today : p.starts_on, 400)
  const rounds = roundPeriods(p.settings.schedule, p, today, until, await workdayTest(work.city))
  return { checklist_published: checklist !== null && !checklist.retired && checklist.version_id !== null, inspectors: p.settings.team.inspector_ids.length, per_visit: p.settings.team.per_visit, places, rounds_ahead: rounds.length }
}

const eventOf = { activate: 'programme.activated', pause: 'programme.paused', end: 'programme.ended' } as const

/** Activates, pauses or ends a programme. Pausing and ending take back the rounds that were planned and have not been fixed for a draw. */
export const moveProgramme = async (work: InspectionWork, scope: RowScope, id: string, move: ProgrammeMove, reason: string): Promise<Result<ProgrammeRow, Refusal>> => {
  const before = await held(work, scope, id)
  const decided = decideMove(before, move, reason, move === 'activate' ? await readyOf(work, before) : null)
  if (!decided.ok) return decided
  const today: LocalDate = cityDay(work.city, work.now)
  const row: ProgrammeRow = { ...before, state: decided.value, updated_at: work.now }
  await saveProgramme(work.tx, row)
  const taken = move === 'activate' ? [] : await voidPlannedRounds(work.tx, id, today, work.now)
  await record(work, eventOf[move], id, { ...(reason.trim() === '' ? {} : { reason: reason.trim() }), ...(taken.length > 0 ? { rounds_taken_back: taken.map((r) => r.number) } : {}) })
  return ok(row)
}
