import type { Instant, LocalDate } from '#base/instants.ts'
import { ok, type Refusal, refuse, type Result } from '#base/results.ts'
import { addDays } from '#base/zones.ts'
import { type CityDb, everyRow, type RowScope } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { type ProgrammeSettings, roundPeriods } from '../rules/index.ts'
import { cancelVisitsOfRound } from '../store/planning.ts'
import { listProgrammes, programmeForUpdate, type ProgrammeRow } from '../store/programmes.ts'
import { insertRounds, roundForUpdate, type RoundRow, roundsOf, saveRound } from '../store/rounds.ts'
import { mustReach, workdayTest } from './planning-world.ts'
import { cityDay, type InspectionWork, record } from './work.ts'

/**
 * Plans the rounds of a programme whose days touch `from` to `to`: those that are not there yet, numbered on from the last. A round that was taken back
 * is not planned again by itself for the same days unless its programme was activated anew: then it comes back under a new number.
 */
export const planProgramme = async (work: InspectionWork, p: ProgrammeRow, from: LocalDate, to: LocalDate): Promise<readonly RoundRow[]> => {
  const known = await roundsOf(work.tx, p.id)
  const taken = known.filter((r) => r.state !== 'void')
  const wanted = roundPeriods(p.settings.schedule, p, from, to, await workdayTest(work.city))
    .filter((period) => !taken.some((r) => r.starts_on <= period.ends_on && r.ends_on >= period.starts_on))
  const last = known.at(-1)?.number ?? 0
  const rounds = wanted.map((period, i): RoundRow => ({
    id: newId(work.now), programme_id: p.id, number: last + i + 1, ...period, state: 'planned', settings: p.settings, created_at: work.now, updated_at: work.now,
  }))
  await insertRounds(work.tx, rounds)
  for (const r of rounds) await record(work, 'round.planned', r.id, { programme_id: p.id, number: r.number, starts_on: r.starts_on, ends_on: r.ends_on })
  return rounds
}

/** The command of a person: rounds of one active programme in a span of days. */
export const planRounds = async (work: InspectionWork, scope: RowScope, programmeId: string, from: LocalDate, to: LocalDate): Promise<Result<readonly RoundRow[], Refusal>> => {
  const p = await programmeForUpdate(work.tx, programmeId)
  if (!p) throw problem('inspections.programme_not_found', { status: 404 })
  mustReach(scope, p.area_path)
  if (p.state !== 'active') return refuse('inspections.not_active', { name: p.name, state: p.state })
  if (from > to || to > addDays(from, 400)) return refuse('inspections.span_bad', { from, to })
  const today = cityDay(work.city, work.now)
  if (to < today) return refuse('inspections.span_past', { to })
  return ok(await planProgramme(work, p, from < today ? today : from, to))
}

/** How far ahead rounds are planned without anybody asking. */
export const daysAhead = 35

/** Daily: rounds of active programmes for the weeks to come. Safe to repeat; answers how many it planned. */
export const planAhead = async (city: CityDb, now: Instant): Promise<number> => {
  const today = cityDay(city, now)
  const programmes = await city.read(everyRow, (tx) => listProgrammes(tx, { state: 'active' }))
  let planned = 0
  for (const { id } of programmes) {
    planned += await city.write(everyRow, async (tx) => {
      const p = await programmeForUpdate(tx, id)
      return p?.state === 'active' ? (await planProgramme({ city, tx, actor: { id: null }, now }, p, today, addDays(today, daysAhead))).length : 0
    })
  }
  return planned
}

export const roundHeld = async ({ tx }: InspectionWork, scope: RowScope, id: string): Promise<{ readonly round: RoundRow; readonly programme: ProgrammeRow }> => {
  const round = await roundForUpdate(tx, id)
  const programme = round && (await programmeForUpdate(tx, round.programme_id))
  if (!round || !programme) throw problem('inspections.round_not_found', { status: 404 })
  mustReach(scope, programme.area_path)
  return { round, programme }
}

/** Takes the programme's present settings into a round that is not fixed for a draw yet. */
export const refreshRound = async (work: InspectionWork, scope: RowScope, id: string, settings?: ProgrammeSettings): Promise<Result<RoundRow, Refusal>> => {
  const { round, programme } = await roundHeld(work, scope, id)
  if (round.state !== 'planned') return refuse('inspections.round_fixed', { number: round.number, state: round.state })
  const next: RoundRow = { ...round, settings: settings ?? programme.settings, updated_at: work.now }
  await saveRound(work.tx, next, work.now)
  await record(work, 'round.changed', id, { before: round.settings, after: next.settings })
  return ok(next)
}

/** Takes a round back, with a reason: nobody goes. One with a draw is taken back by voiding the draw first. */
export const voidRound = async (work: InspectionWork, scope: RowScope, id: string, reason: string): Promise<Result<RoundRow, Refusal>> => {
  const { round } = await roundHeld(work, scope, id)
  if (reason.trim() === '') return refuse('inspections.reason_empty')
  if (round.state !== 'planned') return refuse('inspections.round_fixed', { number: round.number, state: round.state })
  const next: RoundRow = { ...round, state: 'void', updated_at: work.now }
  await saveRound(work.tx, next, work.now)
  await cancelVisitsOfRound(work.tx, id, reason.trim(), work.actor.id, work.now)
  await record(work, 'round.voided', id, { reason: reason.trim() })
  return ok(next)
}
