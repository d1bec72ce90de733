import { createHash } from 'node:crypto'
import type { LocalDate } from '#base/instants.ts'
import { addDays } from '#base/zones.ts'
import { barredOf, framePlaces, type ProgrammeKind, type ProgrammeSettings, stratumKey, visitDays } from '../rules/index.ts'
import type { FrameInput, Sha256 } from '../rules/index.ts'
import { deviationsOf, lastVisits, placesForPlan } from '../store/planning.ts'
import { recusalsBetween } from '../store/recusals.ts'
import { inspectorsOf, workdayTest } from './planning-world.ts'
import { cityDay, type InspectionWork } from './work.ts'

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
/** Stands in every frame: a change of the method gets a new one. */
export const drawCodeVersion = 'bihuan draw 1'

export type FrameOf = {
  readonly programme: { readonly id: string | null; readonly number: string; readonly area_path: string; readonly kind: ProgrammeKind }
  readonly round: { readonly number: number; readonly starts_on: LocalDate; readonly ends_on: LocalDate }
  readonly settings: ProgrammeSettings
  readonly attempt: number
  readonly previous: string | null
}

/** Everything a draw of a round depends on, read from the tables as they are now. Days that are over are no days for visits any more. */
export const frameInputOf = async (work: InspectionWork, { programme, round, settings, attempt, previous }: FrameOf): Promise<FrameInput> => {
  const { city, tx, now } = work
  const today = cityDay(city, now)
  const isWorkday = await workdayTest(city)
  const days = visitDays(settings.schedule, round, isWorkday).filter((day) => day >= today)
  const { rest_days: rest } = settings.frame
  const last = rest === 0 ? new Map<string, LocalDate>() : new Map((await lastVisits(tx, addDays(round.starts_on, -rest), round.starts_on)).map((v) => [v.place_id, v.day]))
  const { places, leftOut } = framePlaces(await placesForPlan(tx, programme.area_path, round.starts_on, round.ends_on), programme.area_path, settings, (id) => !last.has(id))
  const team = new Set(settings.team.inspector_ids)
  const recusals = await recusalsBetween(tx, round.starts_on, round.ends_on)
  const inspectors = (await inspectorsOf(tx)).filter((i) => team.has(i.id))
  const deviations = settings.sample.allocation === 'neyman' && programme.id !== null ? await deviationsOf(tx, programme.id) : []
  return {
    round: { programme: programme.number, number: round.number, starts_on: round.starts_on, ends_on: round.ends_on, attempt, previous_frame_sha256: previous },
    places: places.map((p) => ({
      id: p.id, stratum: stratumKey(p, settings.sample.stratify), size: p.size, risk: p.risk, lon: p.lon, lat: p.lat, area_path: p.area_path, unit_id: p.unit_id,
    })),
    excluded: leftOut,
    inspectors: inspectors.map((i) => ({ id: i.id, barred: barredOf(i, recusals, round, settings.team.recuse_home_district) })),
    settings: { sample: settings.sample, team: settings.team, days },
    ...(deviations.length > 0 ? { deviations: Object.fromEntries(deviations.map((d) => [d.stratum, d.deviation])) } : {}),
    code_version: drawCodeVersion,
  }
}
