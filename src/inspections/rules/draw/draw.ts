import type { PlannedVisit } from '../model.ts'
import { routeOrder } from '../routes/order.ts'
import { assignVisits } from './assignment.ts'
import { type DrawFrame, type DrawResult, publishedFormat, type PublishedDraw, type PublishedSeed, resultFormat, type SelectedPlace, type Sha256 } from './model.ts'
import { selectPlaces } from './select.ts'
import { hashStream } from './stream.ts'
import { byText, frameHash, resultHash } from './text.ts'

/**
 * Draws from a frame with a seed: places, reserves, days, inspectors, order of stops. The same frame and seed give the same result, byte for byte, on
 * every machine. `shortages` is empty when everybody asked for was found. The frame's hash is worked out again unless the caller has just done so.
 */
export const draw = (frame: DrawFrame, seed: string, sha256: Sha256, frame_sha256: string = frameHash(frame, sha256)): DrawResult => {
  const strata = selectPlaces(frame, seed, sha256)
  const ticketed = new Map(strata.flatMap((s) => s.drawn.map((p) => [p.place.id, p] as const)))
  const { days, shortages } = assignVisits(frame, [...ticketed.values()].map((p) => p.place), seed, sha256)
  const selected = days.flatMap(({ day, together, visits }): SelectedPlace[] => {
    const byLead = Map.groupBy(visits, (v) => v.inspector_ids[0] ?? '')
    // Teams that share people meet only if all follow one order: then the day has one round of which each lead walks a part.
    const routes = together ? [...byLead].map(([lead, list]) => ({ name: `${day}|${lead}`, list })) : [{ name: day, list: visits }]
    const order = new Map(routes.flatMap(({ name, list }) =>
      routeOrder(list.map((v) => v.place), hashStream(seed, `route|${name}`, sha256)).map((i, at) => [(list[i] as (typeof list)[number]).place.id, at] as const)))
    return [...byLead.values()].flatMap((list) =>
      list.map((v) => v).sort((a, b) => (order.get(a.place.id) as number) - (order.get(b.place.id) as number)).map(({ place, inspector_ids }, i) => ({
        place_id: place.id, stratum: place.stratum, pi: place.pi, ticket: ticketed.get(place.id)?.ticket as string, day, inspector_ids, stop_order: i + 1,
      })))
  })
  return {
    format: resultFormat,
    frame_sha256,
    seed,
    strata: frame.strata.map(({ key, places }, h) => ({ key, places, drawn: strata[h]?.drawn.length ?? 0 })),
    selected: selected.sort((a, b) => byText(a.place_id, b.place_id)),
    reserves: strata.map(({ key, reserves }) => ({ stratum: key, place_ids: reserves.map((p) => p.place.id) })),
    shortages,
    log: [
      { step: 'frame_hashed', detail: frame_sha256 },
      { step: 'seeded', detail: seed },
      ...strata.map(({ key, drawn }) => ({ step: `drawn_${frame.settings.method}`, detail: `${key}: ${drawn.length}` })),
      ...days.map(({ day, together, visits }) => ({ step: together ? 'paired_by_bundle' : 'paired_by_visit', detail: `${day}: ${visits.length}` })),
      ...(shortages.length > 0 ? [{ step: 'short', detail: String(shortages.length) }] : []),
    ],
  }
}

/** The draw as visits to plan. */
export const plannedVisits = (result: DrawResult): PlannedVisit[] => result.selected.map((p) => ({
  place_id: p.place_id, stratum: p.stratum, inclusion_probability: Number(p.pi), inspector_ids: p.inspector_ids, planned_on: p.day, stop_order: p.stop_order,
}))

/** The file that is published: everything an outsider needs to draw again (docs/guides/draws.md). Times are ISO 8601 in UTC. */
export const publishedDraw = (
  given: { readonly frame: DrawFrame; readonly result: DrawResult; readonly source: PublishedSeed; readonly committed_at: string; readonly drawn_at: string }, sha256: Sha256,
): PublishedDraw => ({
  format: publishedFormat, frame: given.frame, frame_sha256: frameHash(given.frame, sha256), committed_at: given.committed_at, seed_source: given.source,
  seed: given.result.seed, drawn_at: given.drawn_at, result: given.result, result_sha256: resultHash(given.result, sha256),
})
