import type { Instant, LocalDate } from '#base/instants.ts'
import { seededRandom } from '#base/seeded-random.ts'
import { addDays, instantAt } from '#base/zones.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import { newId, randomCode } from '#platform/random/index.ts'
import { assignAgain, barredOf, drawCases, duePeriod, type NotPlanned, type ReInspectionTold, sampledRate, visitDays, visitNumber, whyNobody } from '../rules/index.ts'
import { visitsOfRound } from '../store/planning.ts'
import { checklistNow, listProgrammes, programmeForUpdate, type ProgrammeRow } from '../store/programmes.ts'
import { type AgainVisit, type ClosedCase, closedOfInspections, insertAgain, lookedUpTo, openRound } from '../store/re-inspections.ts'
import { recusalsBetween } from '../store/recusals.ts'
import { saveRound } from '../store/rounds.ts'
import { planProgramme } from './planning.ts'
import { inspectorsOf, workdayTest } from './planning-world.ts'
import { cityDay, record } from './work.ts'

export type ReInspectionsPlanned = { readonly programme_id: string; readonly round: number; readonly closed: number; readonly drawn: number; readonly planned: number }

/** Where `frame` and places allow it. */
const within = (p: ProgrammeRow, c: ClosedCase): boolean => {
  const { area_paths, place_types, excluded_place_ids } = p.settings.frame
  return (area_paths.length === 0 || area_paths.some((path) => c.area_path === path || c.area_path.startsWith(`${path}.`)))
    && (place_types.length === 0 || (c.place_type !== null && place_types.includes(c.place_type))) && (c.place_id === null || !excluded_place_ids.includes(c.place_id))
}

const planOne = async (tx: Tx, city: CityDb, programmeId: string, now: Instant): Promise<ReInspectionsPlanned | null> => {
  const p = await programmeForUpdate(tx, programmeId)
  if (p?.state !== 'active' || p.kind !== 're_inspection') return null
  const work = { city, tx, actor: { id: null }, now }
  const today = cityDay(city, now)
  await planProgramme(work, p, today, today)
  const round = await openRound(tx, p.id, today)
  if (!round) return null
  const period = duePeriod(p.settings.schedule.every, round.starts_on, await lookedUpTo(tx, p.id))
  const seed = randomCode(26)
  const closed = period === null ? [] : (await closedOfInspections(tx, {
    area_path: p.area_path, from: instantAt(period.from, 0, city.zone), until: instantAt(addDays(period.to, 1), 0, city.zone),
  })).filter((c) => within(p, c))
  const { sample, team, schedule, day } = p.settings
  const draw = drawCases(closed, sample.take, sample.count, seededRandom(seed))
  const span = { starts_on: round.starts_on > today ? round.starts_on : today, ends_on: round.ends_on }
  const days = visitDays(schedule, span, await workdayTest(city))
  const recusals = await recusalsBetween(tx, span.starts_on, span.ends_on)
  const inspectors = (await inspectorsOf(tx)).filter((i) => team.inspector_ids.includes(i.id))
  const barred = new Map(inspectors.map((i) => [i.id, new Set(barredOf(i, recusals, span, team.recuse_home_district))]))
  const isBarred = (id: string, c: ClosedCase): boolean => [...(barred.get(id) ?? [])].some((what) =>
    what === c.place_id || what === c.lead_unit_id || c.area_path === what || c.area_path.startsWith(`${what}.`))
  const version = p.checklist_id === null ? null : (await checklistNow(tx, p.checklist_id))?.version_id ?? null
  const before = await visitsOfRound(tx, round.id)
  const load = new Map<LocalDate, Map<string, number>>(days.map((d) => [d, new Map()]))
  const visits: AgainVisit[] = []
  const left: Partial<Record<NotPlanned, number>> = {}
  // Neighbours on the same day; the first day that still has somebody free.
  for (const c of [...draw.drawn].sort((a, b) => (a.area_path < b.area_path ? -1 : a.area_path > b.area_path ? 1 : a.number < b.number ? -1 : 1))) {
    const already = visits.length
    for (const d of days) {
      const onDay = load.get(d) as Map<string, number>
      const sent = assignAgain(inspectors.map((i) => i.id), (id) => isBarred(id, c), c.inspector_ids, onDay, team.per_visit, team.most_per_day)
      if (sent.length === 0) continue
      for (const id of sent) onDay.set(id, (onDay.get(id) ?? 0) + 1)
      visits.push({
        id: newId(now), number: visitNumber(p.number, round.number, before + visits.length + 1), programme_id: p.id, round_id: round.id, place_id: c.place_id, case_id: c.id, area_id: c.area_id, area_path: c.area_path,
        unit_id: c.lead_unit_id, unit_path: c.lead_unit_path, checklist_version_id: version ?? c.checklist_version_id, inspector_ids: sent, planned_on: d, window_from: day.from, window_to: day.to,
        stop_order: onDay.get(sent[0] as string) as number, stratum: 'all', inclusion_probability: draw.inclusion_probability, state: 'planned', created_at: now, updated_at: now,
      })
      break
    }
    if (visits.length === already) {
      const why = whyNobody(days.length, inspectors.map((i) => i.id), (id) => isBarred(id, c), team.per_visit)
      left[why] = (left[why] ?? 0) + 1
    }
  }
  await insertAgain(tx, visits)
  // The error a share of one half would have: the most it can be for a sample of this size.
  const worst = sampledRate(Math.floor(visits.length / 2), visits.length, draw.of).standard_error
  const told: ReInspectionTold & { readonly seed: string | null } = {
    closed_from: period?.from ?? null, closed_to: period?.to ?? addDays(round.starts_on, -1), closed: draw.of, drawn: draw.drawn.length, planned: visits.length, not_planned: left,
    inclusion_probability: draw.inclusion_probability,
    worst_standard_error: worst, seed: sample.take === 'sample' ? seed : null,
  }
  await saveRound(tx, { id: round.id, state: 'drawn', settings: { ...p.settings, re_inspection: told } as ProgrammeRow['settings'] }, now)
  await record(work, 'round.re_inspections_planned', round.id, { programme_id: p.id, number: round.number, ...told })
  return { programme_id: p.id, round: round.number, closed: draw.of, drawn: draw.drawn.length, planned: visits.length }
}

/**
 * Draws the re-inspections (复查) of every active programme of that kind for the round that is on: all cases of inspections closed since it last looked, or a
 * sample whose probability and greatest error stand with the round. Each programme in one transaction; a round is filled once, so it may run at any time and twice.
 */
export const planReInspections = async (city: CityDb, now: Instant): Promise<readonly ReInspectionsPlanned[]> => {
  const programmes = (await city.read(everyRow, (tx) => listProgrammes(tx, { state: 'active' }))).filter((p) => p.kind === 're_inspection')
  const planned: ReInspectionsPlanned[] = []
  for (const { id } of programmes) {
    const done = await city.write(everyRow, (tx) => planOne(tx, city, id, now))
    if (done) planned.push(done)
  }
  return planned
}
