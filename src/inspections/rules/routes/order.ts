import type { Below } from '#statistics/index.ts'
import { type Distance, shortestTour } from './tour.ts'

/** Whole metres, so that sums are the same everywhere. */
export type Spot = { readonly x: number; readonly y: number }
export const metresBetween = (a: Spot, b: Spot): number => Math.round(Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2))

/** Bridges tried for so many stops: more for larger days, bounded so that 150 stops stay under a second. */
export const usualKicks = (stops: number): number => (stops < 5 ? 0 : Math.min(3_000, (stops <= 15 ? 8 : 40) * stops))

/**
 * A short way over all spots that begins at a spot the stream chooses and ends anywhere: indices in order. With a `depot` it begins there. With
 * `back` the way returns to where it began, and the stream chooses its direction. A start nobody can foresee keeps a patrol unpredictable.
 */
export const routeOrder = (spots: readonly Spot[], below: Below, options: { readonly depot?: Spot | null; readonly back?: boolean } = {}): number[] => {
  const n = spots.length, depot = options.depot ?? null
  if (n === 0) return []
  const start = depot ? n : below(n)
  const all = depot ? [...spots, depot] : spots, m = all.length
  const between: Distance = (a, b) => metresBetween(all[a] as Spot, all[b] as Spot)
  const kicks = usualKicks(m)
  if (options.back) {
    const { order } = shortestTour(m, between, below, kicks)
    const at = order.indexOf(start), round = [...order.slice(at), ...order.slice(0, at)]
    const turned = below(2) === 1 ? [round[0] as number, ...round.slice(1).reverse()] : round
    return turned.filter((i) => i < n)
  }
  // An open way is a closed one through a stop that costs nothing, tied to the start.
  const tied: Distance = (a, b) => a === m || b === m ? (Math.min(a, b) === start ? -1e7 : 0) : between(a, b)
  const { order } = shortestTour(m + 1, tied, below, kicks)
  const at = order.indexOf(m), round = [...order.slice(at + 1), ...order.slice(0, at)]
  return (round[0] === start ? round : round.reverse()).filter((i) => i < n)
}
