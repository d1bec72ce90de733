import { localPivotal, systematicUnits } from '#statistics/index.ts'
import type { DrawFrame, FramePlace, Sha256 } from './model.ts'
import { hashStream } from './stream.ts'
import { byText, one, ticketOf, unitsOf } from './text.ts'

export type Ticketed = {
  readonly place: FramePlace
  readonly ticket: string
  /** The first 12 hex digits of the ticket as a number: quicker to compare. */
  readonly mark: number
  /** Probability in units of 10^-12. */
  readonly units: number
}
export type StratumDraw = { readonly key: string; readonly drawn: readonly Ticketed[]; readonly reserves: readonly Ticketed[] }

const byTicket = (a: Ticketed, b: Ticketed): number => a.mark - b.mark || byText(a.ticket, b.ticket) || byText(a.place.id, b.place.id)

/** Chooses within one stratum; `places` in ticket order, which is a random order of them. */
const choose = (frame: DrawFrame, key: string, sample: number, places: readonly Ticketed[], seed: string, sha256: Sha256): readonly number[] => {
  const units = places.map((p) => p.units)
  if (sample === 0) return []
  switch (frame.settings.method) {
    case 'all': return places.map((_, i) => i)
    case 'smallest_tickets': return places.slice(0, sample).map((_, i) => i)
    case 'systematic': return systematicUnits(units, one, 1 + hashStream(seed, `systematic|${key}`, sha256)(one))
    case 'local_pivotal':
      return localPivotal(units, one, places.map((p) => p.place.x), places.map((p) => p.place.y), hashStream(seed, `pivotal|${key}`, sha256))
  }
}

/**
 * Reserves: by ticket, where probabilities differ by ticket over probability (sequential Poisson sampling, Ohlsson 1998), so that they stay likely in the same
 * measure. As many as were drawn, at least ten; of a large stratum only those that come into question are put in order.
 */
const reservesOf = (frame: DrawFrame, left: readonly Ticketed[], drawn: number): readonly Ticketed[] => {
  const wanted = Math.max(10, drawn), rank = frame.settings.probability === 'equal' ? (p: Ticketed) => p.mark : (p: Ticketed) => p.mark / p.units
  const last = Float64Array.from(left, rank).sort()[wanted - 1] ?? Infinity
  return left.filter((p) => rank(p) <= last).sort((a, b) => rank(a) - rank(b) || byTicket(a, b)).slice(0, wanted)
}

/** Draws every stratum on its own, in the order of the frame; `reserves` are those that would follow, in this order. */
export const selectPlaces = (frame: DrawFrame, seed: string, sha256: Sha256): readonly StratumDraw[] => {
  const members = new Map<string, Ticketed[]>(frame.strata.map(({ key }) => [key, []]))
  for (const place of frame.places) {
    const ticket = ticketOf(seed, place.id, sha256)
    members.get(place.stratum)?.push({ place, ticket, mark: Number.parseInt(ticket.slice(0, 12), 16), units: unitsOf(place.pi) ?? 0 })
  }
  return frame.strata.map(({ key, sample }) => {
    const places = (members.get(key) ?? []).sort(byTicket)
    const chosen = new Set(choose(frame, key, sample, places, seed, sha256))
    return { key, drawn: places.filter((_, i) => chosen.has(i)), reserves: reservesOf(frame, places.filter((p, i) => !chosen.has(i) && p.units > 0), chosen.size) }
  })
}
