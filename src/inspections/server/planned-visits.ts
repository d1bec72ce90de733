import { areaModelOf } from '#areas/server/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { visitNumber } from '../rules/index.ts'
import type { DrawFrame, DrawResult } from '../rules/index.ts'
import { insertPlannedVisits, type PlannedVisitRow, unitPaths, visitsOfRound } from '../store/planning.ts'
import type { ProgrammeRow } from '../store/programmes.ts'
import type { RoundRow } from '../store/rounds.ts'
import type { InspectionWork } from './work.ts'

/** Visits as they follow from a drawn round: place, day, order, inspectors, and the probability that stays with each for ever. */
export const makeVisits = async (
  work: InspectionWork,
  given: { readonly programme: ProgrammeRow; readonly round: RoundRow; readonly drawId: string | null; readonly frame: DrawFrame; readonly result: DrawResult; readonly checklistVersionId: string },
): Promise<number> => {
  const { programme, round, drawId, frame, result, checklistVersionId } = given
  const areas = await areaModelOf(work.city)
  const places = new Map(frame.places.map((p) => [p.id, p]))
  const units = new Map((await unitPaths(work.tx, [...new Set(frame.places.flatMap((p) => p.unit_id ?? []))])).map((u) => [u.id, u.path]))
  const before = await visitsOfRound(work.tx, round.id)
  const ordered = [...result.selected].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.stop_order - b.stop_order || (a.place_id < b.place_id ? -1 : 1)))
  const rows = ordered.map((s, i): PlannedVisitRow => {
    const place = places.get(s.place_id)
    const area = place && areas.byPath(place.area_path)
    if (!place || !area) throw problem('inspections.area_gone', { status: 409 })
    return {
      id: newId(work.now), number: visitNumber(programme.number, round.number, before + i + 1), programme_id: programme.id, round_id: round.id, draw_id: drawId, place_id: s.place_id,
      area_id: area.id, area_path: place.area_path, unit_id: place.unit_id, unit_path: place.unit_id === null ? null : units.get(place.unit_id) ?? null, checklist_version_id: checklistVersionId,
      inspector_ids: s.inspector_ids, planned_on: s.day, window_from: round.settings.day.from, window_to: round.settings.day.to, stop_order: s.stop_order, stratum: s.stratum,
      inclusion_probability: Number(s.pi), state: 'planned', created_at: work.now, updated_at: work.now,
    }
  })
  await insertPlannedVisits(work.tx, rows)
  return rows.length
}
