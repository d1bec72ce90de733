import type { Below } from '#statistics/index.ts'
import { metresBetween, routeOrder, type Spot, usualKicks } from './order.ts'

/** A stop of a day. Times are minutes after midnight, local. */
export type RouteStop = Spot & {
  readonly id: string
  /** Minutes the visit takes. */
  readonly minutes: number
  /** Between when it may begin; null for any time. */
  readonly window: { readonly from: number; readonly to: number } | null
}
export type RouteTerms = {
  readonly from: number
  readonly to: number
  readonly speed_kmh: number
  /** Way on streets over straight line, about 1.3 in a town. */
  readonly detour: number
  /** Where the day begins; null begins at a stop chosen by the stream. */
  readonly depot: Spot | null
  /** Whether the way back to the beginning counts. */
  readonly back: boolean
}
export type RouteLeg = {
  readonly id: string
  readonly arrives: number
  /** Waiting for the window to open. */
  readonly waits: number
  readonly leaves: number
  /** Minutes after the window closed, or 0. */
  readonly late: number
}
export type DayRoute = {
  readonly legs: readonly RouteLeg[]
  /** Metres on the way, detour included. */
  readonly metres: number
  readonly ends: number
  readonly late_minutes: number
  /** Visits that end after the day is over. */
  readonly beyond: readonly string[]
}

const wayOf = (stops: readonly RouteStop[], order: readonly number[], terms: RouteTerms): Omit<DayRoute, 'beyond'> => {
  const perMinute = terms.speed_kmh * 1000 / 60
  let clock = terms.from, metres = 0, late = 0
  let here: Spot | null = terms.depot
  const legs: RouteLeg[] = []
  for (const i of order) {
    const stop = stops[i] as RouteStop, way = here ? metresBetween(here, stop) * terms.detour : 0
    metres += way
    const arrives = clock + way / perMinute
    const begins = Math.max(arrives, stop.window?.from ?? arrives)
    const over = stop.window ? Math.max(0, begins - stop.window.to) : 0
    late += over
    clock = begins + stop.minutes
    legs.push({ id: stop.id, arrives, waits: begins - arrives, leaves: clock, late: over })
    here = stop
  }
  const begin = terms.depot ?? stops[order[0] ?? -1] ?? null
  const home = terms.back && begin && here ? metresBetween(here, begin) * terms.detour : 0
  return { legs, metres: metres + home, ends: clock + home / perMinute, late_minutes: late }
}

/** Lateness first, then the end of the day, then the way. */
const costOf = (stops: readonly RouteStop[], order: readonly number[], terms: RouteTerms): number => {
  const way = wayOf(stops, order, terms)
  return way.late_minutes * 1e6 + (way.ends - terms.from) + way.metres * 1e-6
}

/** Moves of one to three stops, also turned round, and turned stretches; the first that helps is taken, until none does. */
const descend = (stops: readonly RouteStop[], given: readonly number[], terms: RouteTerms): { readonly order: readonly number[]; readonly cost: number } => {
  let order = given, cost = costOf(stops, given, terms), helped = true
  const take = (next: readonly number[]): boolean => {
    const price = costOf(stops, next, terms)
    if (price >= cost - 1e-9) return false
    order = next
    cost = price
    helped = true
    return true
  }
  while (helped) {
    helped = false
    for (let size = 1; size <= 3; size++) {
      for (let i = 0; i + size <= order.length; i++) {
        const segment = order.slice(i, i + size), rest = order.toSpliced(i, size)
        for (let j = 0; j <= rest.length; j++) {
          if (j !== i && take(rest.toSpliced(j, 0, ...segment))) break
          if (size > 1 && take(rest.toSpliced(j, 0, ...segment.toReversed()))) break
        }
      }
    }
    for (let i = 0; i < order.length - 1; i++) {
      for (let j = i + 3; j < order.length; j++) {
        if (take([...order.slice(0, i), ...order.slice(i, j + 1).reverse(), ...order.slice(j + 1)])) break
      }
    }
  }
  return { order, cost }
}

/** Puts each stop, those that close first before the others, where it costs least. */
const inserted = (stops: readonly RouteStop[], terms: RouteTerms, first: readonly number[]): readonly number[] => {
  const rest = stops.map((_, i) => i).filter((i) => !first.includes(i))
    .sort((a, b) => (stops[a]?.window?.to ?? Infinity) - (stops[b]?.window?.to ?? Infinity) || a - b)
  let order = first
  for (const i of rest) {
    let best = Infinity, at = order.length
    for (let j = 0; j <= order.length; j++) {
      const cost = costOf(stops, order.toSpliced(j, 0, i), terms)
      if (cost < best) {
        best = cost
        at = j
      }
    }
    order = order.toSpliced(at, 0, i)
  }
  return order
}

/**
 * The order of a day with arrival times, up to 150 stops. Without windows the shortest way from a start the stream chooses (`routeOrder`); with windows
 * insertion, then moves and reversals with seeded kicks, lateness before length. Deterministic for the same stream. Nobody is ever dropped:
 * what cannot be kept shows as `late` and `beyond`.
 */
export const planDay = (stops: readonly RouteStop[], terms: RouteTerms, below: Below): DayRoute => {
  const plain = routeOrder(stops, below, { depot: terms.depot, back: terms.back })
  let order: readonly number[] = plain
  if (stops.some((s) => s.window)) {
    const tries = [plain, inserted(stops, terms, [])].map((given) => descend(stops, given, terms))
    let best = tries.reduce((a, b) => (b.cost < a.cost ? b : a))
    const kicks = stops.length > 60 ? 2 : Math.min(30, usualKicks(stops.length))
    for (let k = 0; k < kicks; k++) {
      const i = below(stops.length), j = below(stops.length), size = 1 + below(3)
      const segment = best.order.slice(i, i + size), rest = best.order.toSpliced(i, size)
      const found = descend(stops, rest.toSpliced(Math.min(j, rest.length), 0, ...segment), terms)
      if (found.cost < best.cost - 1e-9) best = found
    }
    order = best.order
  }
  const way = wayOf(stops, order, terms)
  return { ...way, beyond: way.legs.filter((leg) => leg.leaves > terms.to).map((leg) => leg.id) }
}
