import type { Below } from '#statistics/index.ts'
import { metresBetween, routeOrder, type Spot } from './order.ts'

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

/** Lateness first, then the end of the day. Answers Infinity as soon as it is not below `least`. */
type Cost = (order: Int32Array, count: number, least: number) => number

/** Works on tables made once; a day is tried some hundred thousand times. */
const costing = (stops: readonly RouteStop[], terms: RouteTerms): Cost => {
  const n = stops.length, perMetre = terms.detour / (terms.speed_kmh * 1000 / 60), width = n + 1
  const all: readonly Spot[] = [...stops, terms.depot ?? { x: 0, y: 0 }]
  const way = new Float64Array(width * width)
  for (let a = 0; a <= n; a++) for (let b = 0; b <= n; b++) way[a * width + b] = metresBetween(all[a] as Spot, all[b] as Spot) * perMetre
  if (!terms.depot) for (let b = 0; b <= n; b++) way[n * width + b] = 0
  const opens = Float64Array.from(stops, (s) => s.window?.from ?? -Infinity), closes = Float64Array.from(stops, (s) => s.window?.to ?? Infinity)
  const minutes = Float64Array.from(stops, (s) => s.minutes)
  return (order, count, least) => {
    let clock = terms.from, late = 0, moved = 0, here = n
    for (let k = 0; k < count; k++) {
      const i = order[k] as number, leg = way[here * width + i] as number
      moved += leg
      clock += leg
      if (clock < (opens[i] as number)) clock = opens[i] as number
      if (clock > (closes[i] as number)) late += clock - (closes[i] as number)
      clock += minutes[i] as number
      if (late * 1e6 + clock - terms.from >= least) return Infinity
      here = i
    }
    const home = terms.back && count > 0 ? way[here * width + (terms.depot ? n : order[0] as number)] as number : 0
    return late * 1e6 + clock + home - terms.from + (moved + home) * 1e-3
  }
}

/** Into `to`: `from` with `size` stops at `at` moved to seat `seat` of the rest, turned round or not. */
const moveStops = (from: Int32Array, to: Int32Array, at: number, size: number, seat: number, turned: boolean): void => {
  for (let k = 0, rest = 0; k < from.length;) {
    if (rest === seat && k === seat) {
      for (let m = 0; m < size; m++) to[k++] = from[turned ? at + size - 1 - m : at + m] as number
      if (k >= from.length) break
    }
    to[k++] = from[rest < at ? rest : rest + size] as number
    rest++
  }
}

/** In days of more stops than this, stops move no further than so many places at once: the first order is good already. */
const longDay = 60, longReach = 30

/** Moves of one to three stops, also turned round, and turned stretches; each that helps is taken, until none does. */
const descend = (given: Int32Array, cost: Cost): { readonly order: Int32Array; readonly cost: number } => {
  const n = given.length, order = given.slice(), next = new Int32Array(n), reach = n > longDay ? longReach : n
  let best = cost(order, n, Infinity), helped = true
  const take = (): boolean => {
    const price = cost(next, n, best - 1e-9)
    if (price >= best - 1e-9) return false
    order.set(next)
    best = price
    helped = true
    return true
  }
  while (helped) {
    helped = false
    for (let size = 1; size <= Math.min(3, n); size++) {
      for (let i = 0; i + size <= n; i++) {
        // Two tries a seat: as it is, and turned round.
        for (let k = 0; k < 2 * (n - size + 1); k++) {
          const seat = k >> 1, turned = k % 2 === 1
          if ((turned ? size === 1 : seat === i) || Math.abs(seat - i) > reach) continue
          moveStops(order, next, i, size, seat, turned)
          if (take()) break
        }
      }
    }
    for (let i = 0; i < n - 1; i++) {
      for (let j = i + 3; j < Math.min(n, i + reach); j++) {
        next.set(order)
        next.subarray(i, j + 1).reverse()
        if (take()) break
      }
    }
  }
  return { order, cost: best }
}

/** Puts each stop, those that close first before the others, where it costs least. */
const inserted = (stops: readonly RouteStop[], cost: Cost): Int32Array => {
  const n = stops.length, order = new Int32Array(n), next = new Int32Array(n)
  const close = (i: number): number => stops[i]?.window?.to ?? Infinity
  const byClose = stops.map((_, i) => i).sort((a, b) => (close(a) === close(b) ? a - b : close(a) - close(b)))
  byClose.forEach((i, count) => {
    let best = Infinity, at = count
    for (let seat = 0; seat <= count; seat++) {
      next.set(order.subarray(0, seat))
      next[seat] = i
      next.set(order.subarray(seat, count), seat + 1)
      const price = cost(next, count + 1, best)
      if (price < best) {
        best = price
        at = seat
      }
    }
    order.copyWithin(at + 1, at, count)
    order[at] = i
  })
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
    const cost = costing(stops, terms), n = stops.length
    const first = [Int32Array.from(plain), inserted(stops, cost)].sort((a, b) => cost(a, n, Infinity) - cost(b, n, Infinity))
    let best = (n > longDay ? first.slice(0, 1) : first).map((given) => descend(given, cost)).reduce((a, b) => (b.cost < a.cost ? b : a))
    const kicks = n < 4 ? 0 : n > longDay ? 2 : 30, kicked = new Int32Array(n)
    for (let k = 0; k < kicks; k++) {
      const size = 1 + below(3)
      moveStops(best.order, kicked, below(n - size + 1), size, below(n - size + 1), false)
      const found = descend(kicked, cost)
      if (found.cost < best.cost - 1e-9) best = found
    }
    order = [...best.order]
  }
  const way = wayOf(stops, order, terms)
  return { ...way, beyond: way.legs.filter((leg) => leg.leaves > terms.to).map((leg) => leg.id) }
}
