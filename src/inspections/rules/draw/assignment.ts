import type { LocalDate } from '#base/instants.ts'
import { type Arc, minCostFlow } from './min-cost-flow.ts'
import type { DrawFrame, FramePlace, Sha256, Shortage } from './model.ts'
import { isBarred } from './recusal.ts'
import { byText } from './text.ts'

/** Places near each other that one team visits on one day. */
export type Bundle = { readonly name: string; readonly places: readonly FramePlace[] }
export type Assigned = { readonly place: FramePlace; readonly day: LocalDate; readonly inspector_ids: readonly string[] }
/** A day as planned. `together`: every team visits a bundle of its own, so that each can go its own way. */
export type AssignedDay = { readonly day: LocalDate; readonly together: boolean; readonly visits: readonly Assigned[] }
export type Assignment = { readonly days: readonly AssignedDay[]; readonly shortages: readonly Shortage[] }

/** One visit more weighs more than any chance: loads are balanced first, the hash decides among equals. */
const loadCost = 2 ** 24

/**
 * Cuts the places into as many bundles as are asked, as large as each other, by halving the longer side again and again (a k-d tree's leaves).
 * Each is named after its first id.
 */
export const bundlesOf = (places: readonly FramePlace[], count: number): Bundle[] => {
  if (count <= 1) return places.length === 0 ? [] : [{ name: places.reduce((a, b) => (a.id < b.id ? a : b)).id, places }]
  const side = (key: 'x' | 'y'): number => places.reduce((m, p) => Math.max(m, p[key]), -Infinity) - places.reduce((m, p) => Math.min(m, p[key]), Infinity)
  const key = side('x') >= side('y') ? 'x' : 'y'
  const sorted = [...places].sort((a, b) => a[key] - b[key] || byText(a.id, b.id))
  const left = count >> 1, cut = Math.floor(places.length * left / count)
  return [...bundlesOf(sorted.slice(0, cut), left), ...bundlesOf(sorted.slice(cut), count - left)]
}

type Pairing = { readonly teams: readonly (readonly number[])[]; readonly complete: boolean }

/**
 * Pairs groups of places with inspectors by min-cost flow: each group gets `perVisit` different people, nobody whom one of its places bars. `seats` of an
 * inspector are what the first, second … group taken costs.
 */
const pair = (
  groups: readonly (readonly FramePlace[])[], frame: DrawFrame, seats: (inspector: number) => readonly number[], chance: (group: number, inspector: number) => number,
): Pairing => {
  const { inspectors, settings } = frame, g = groups.length, source = g + inspectors.length, sink = source + 1
  const arcs: Arc[] = [], pairs: (readonly [number, number])[] = []
  groups.forEach((places, i) => {
    arcs.push({ from: source, to: i, capacity: settings.per_visit, cost: 0 })
    pairs.push([-1, -1])
    inspectors.forEach((inspector, k) => {
      if (places.some((place) => isBarred(inspector, place))) return
      arcs.push({ from: i, to: g + k, capacity: 1, cost: chance(i, k) })
      pairs.push([i, k])
    })
  })
  inspectors.forEach((_, k) => {
    for (const cost of seats(k)) {
      arcs.push({ from: g + k, to: sink, capacity: 1, cost })
      pairs.push([-1, -1])
    }
  })
  const wanted = g * settings.per_visit
  const flow = minCostFlow(sink + 1, arcs, source, sink, wanted)
  const teams: number[][] = groups.map(() => [])
  flow.on.forEach((on, a) => {
    const [group, inspector] = pairs[a] as readonly [number, number]
    if (group >= 0 && on > 0) teams[group]?.push(inspector)
  })
  return { teams, complete: flow.value === wanted }
}

/**
 * Days and inspectors for the places drawn. Bundles are dealt to the days in the order of SHA-256(seed | bundle | name). Each day is paired by
 * min-cost flow: a team for each bundle, the fewest visits so far first, the hash SHA-256(seed | pair | day | bundle | inspector) among equals; where no
 * such pairing exists every visit of the day is paired on its own, up to the most per day, which succeeds whenever any pairing of that day does. Places
 * that cannot be served on their day go to another one; what is left then is a shortage. Auditable, and near to uniform, not exactly so.
 */
export const assignVisits = (frame: DrawFrame, places: readonly FramePlace[], seed: string, sha256: Sha256): Assignment => {
  const { days, per_visit: perVisit, most_per_day: most } = frame.settings
  const bundles = bundlesOf(places, Math.max(Math.ceil(places.length / most), Math.min(days.length, places.length)))
    .map((bundle) => ({ bundle, ticket: sha256(`${seed}|bundle|${bundle.name}`) })).sort((a, b) => byText(a.ticket, b.ticket)).map(({ bundle }) => bundle)
  const planned = days.map((day, d) => ({ day, bundles: bundles.filter((_, i) => i % days.length === d) }))

  const zero = (count: number): ((k: number) => readonly number[]) => () => Array.from({ length: count }, () => 0)
  const whole = (list: readonly Bundle[]): boolean => pair(list.map((b) => b.places), frame, zero(1), () => 0).complete
  const single = (list: readonly Bundle[]): FramePlace[] => list.flatMap((b) => b.places)
  const fits = (list: readonly FramePlace[]): boolean => list.length * perVisit <= frame.inspectors.length * most
    && pair(list.map((p) => [p]), frame, zero(most), () => 0).complete
  const ready = (list: readonly Bundle[]): boolean => whole(list) || fits(single(list))

  // Places that no pairing of their day can serve move to the day with the fewest visits that can take them.
  let attempts = 400
  const moving: { readonly place: FramePlace; readonly from: number }[] = []
  planned.forEach((day, d) => {
    if (ready(day.bundles)) return
    const list = single(day.bundles), { teams } = pair(list.map((p) => [p]), frame, zero(most), () => 0)
    list.forEach((place, i) => {
      if ((teams[i]?.length ?? 0) >= perVisit) return
      moving.push({ place, from: d })
      day.bundles = day.bundles.map((b) => ({ ...b, places: b.places.filter((p) => p !== place) })).filter((b) => b.places.length > 0)
    })
  })
  for (const { place, from } of moving) {
    const alone: Bundle = { name: place.id, places: [place] }
    const order = planned.map((_, d) => d).filter((d) => d !== from)
      .sort((a, b) => single(planned[a]?.bundles ?? []).length - single(planned[b]?.bundles ?? []).length || a - b)
    const to = order.find((d) => attempts-- > 0 && ready([...(planned[d]?.bundles ?? []), alone])) ?? from
    planned[to]?.bundles.push(alone)
  }

  const loads = frame.inspectors.map(() => 0)
  const shortages: Shortage[] = []
  const hash = (text: string): number => Number.parseInt(sha256(`${seed}|pair|${text}`).slice(0, 6), 16)
  const assigned = planned.map(({ day, bundles: list }): AssignedDay => {
    const together = whole(list)
    const groups = together ? list.map((b) => b.places) : single(list).map((p) => [p])
    const names = together ? list.map((b) => b.name) : groups.map(([p]) => (p as FramePlace).id)
    const costs = names.map((name) => frame.inspectors.map(({ id }) => hash(`${day}|${name}|${id}`)))
    const seats = (k: number): readonly number[] => Array.from({ length: together ? 1 : most }, (_, t) => ((loads[k] as number) + t) * loadCost)
    const { teams } = pair(groups, frame, seats, (i, k) => costs[i]?.[k] ?? 0)
    const visits = groups.flatMap((group, i) => {
      const team = [...(teams[i] ?? [])].sort((a, b) => (costs[i]?.[a] as number) - (costs[i]?.[b] as number) || a - b)
      for (const k of team) loads[k] = (loads[k] as number) + group.length
      const inspector_ids = team.map((k) => frame.inspectors[k]?.id as string)
      return group.map((place) => ({ place, day, inspector_ids }))
    })
    const made = new Map<string, number>()
    for (const { inspector_ids } of visits) for (const id of inspector_ids) made.set(id, (made.get(id) ?? 0) + 1)
    for (const { place, inspector_ids } of visits) {
      if (inspector_ids.length >= perVisit) continue
      const others = frame.inspectors.filter((p) => !inspector_ids.includes(p.id))
      shortages.push({
        place_id: place.id, day, needed: perVisit, found: inspector_ids.length,
        barred: others.filter((p) => isBarred(p, place)).map((p) => p.id),
        full: others.filter((p) => !isBarred(p, place) && (made.get(p.id) ?? 0) >= most).map((p) => p.id),
      })
    }
    return { day, together, visits }
  })
  return { days: assigned, shortages: shortages.sort((a, b) => byText(a.place_id, b.place_id)) }
}
