import type { Fault } from '#base/results.ts'
import type { LocalDate } from '#base/instants.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { problem } from '#platform/http/index.ts'
import { canonicalFrame, capacityOf, frameFaults, type ProgrammeKind, type ProgrammeSettings } from '../rules/index.ts'
import { frameInputOf } from './frame.ts'
import type { InspectionWork } from './work.ts'

export type Preview = {
  readonly places: number
  readonly left_out: Readonly<Record<string, number>>
  readonly strata: readonly { readonly key: string; readonly places: number; readonly sample: number | null }[]
  readonly sample: number | null
  readonly days: readonly LocalDate[]
  readonly inspectors: number
  readonly capacity: number
  /** Inspectors who may not go somewhere in this frame. */
  readonly recused: number
  /** What stands against drawing from this frame. */
  readonly faults: readonly Fault[]
}

/** What a round with these settings would draw from and how: counted, nothing saved, no place named. */
export const previewRound = async (
  work: InspectionWork,
  given: { readonly area_id: string; readonly programme_id: string | null; readonly kind: ProgrammeKind; readonly settings: ProgrammeSettings; readonly starts_on: LocalDate; readonly ends_on: LocalDate },
): Promise<Preview> => {
  const area = (await areaModelOf(work.city)).byId(given.area_id)
  if (!area) throw problem('areas.not_found', { status: 404 })
  const input = await frameInputOf(work, {
    programme: { id: given.programme_id, number: 'preview', area_path: area.path, kind: given.kind }, round: { number: 1, starts_on: given.starts_on, ends_on: given.ends_on },
    settings: given.settings, attempt: 1, previous: null,
  })
  const faults = frameFaults(input)
  const counts = new Map<string, number>()
  for (const place of input.places) counts.set(place.stratum, (counts.get(place.stratum) ?? 0) + 1)
  const leftOut: Record<string, number> = {}
  for (const { reason } of input.excluded ?? []) leftOut[reason] = (leftOut[reason] ?? 0) + 1
  const strata = faults.length === 0 ? canonicalFrame(input).strata.map(({ key, places, sample }) => ({ key, places, sample }))
    : [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, places]) => ({ key, places, sample: null }))
  return {
    places: input.places.length, left_out: leftOut, strata, sample: faults.length === 0 ? strata.reduce((sum, s) => sum + (s.sample ?? 0), 0) : null, days: input.settings.days,
    inspectors: input.inspectors.length, capacity: capacityOf(given.settings, input.settings.days.length), recused: input.inspectors.filter((i) => i.barred.length > 0).length,
    faults: faults.slice(0, 20),
  }
}
