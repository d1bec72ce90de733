import type { Tone } from '#platform/web-ui/tokens.ts'
import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'

/** Where a visit stands, seen from this phone. */
export const visitStandings = ['todo', 'begun', 'waiting', 'photos_waiting', 'sent', 'accepted', 'returned', 'refused', 'conflict', 'superseded', 'missed', 'cancelled'] as const
export type VisitStanding = (typeof visitStandings)[number]

export const standingOf = (row: VisitRow, draft: DraftRow | null, out: readonly OutRow[], photos: readonly PhotoRow[]): VisitStanding => {
  const last = out.filter((o) => o.visit_id === row.id).toSorted((a, b) => b.revision - a.revision)[0]
  if (last?.state === 'refused') return 'refused'
  if (draft?.open) return 'begun'
  if (last?.state === 'waiting') return 'waiting'
  const mine = photos.filter((photo) => photo.visit_id === row.id)
  if (mine.some((photo) => photo.state === 'refused')) return 'refused'
  if (mine.some((photo) => photo.state === 'waiting')) return 'photos_waiting'
  // The phone that was first learns of a conflict by its next download, and both learn so when somebody has chosen.
  if (row.visit.conflict || (last?.standing === 'conflict' && row.downloaded_at <= (last.sent_at ?? 0))) return 'conflict'
  if (last?.standing === 'superseded' || last?.standing === 'set_aside') return 'superseded'
  const { state } = row.visit
  if (state === 'accepted' || state === 'cancelled' || state === 'missed' || state === 'returned') return state
  if (last || state === 'submitted') return 'sent'
  return 'todo'
}

export const toneOfStanding: Readonly<Record<VisitStanding, Tone>> = {
  todo: 'paused', begun: 'today', waiting: 'today', photos_waiting: 'today', sent: 'on_track', accepted: 'on_track', returned: 'returned',
  refused: 'returned', conflict: 'returned', superseded: 'closed', missed: 'closed', cancelled: 'closed',
}

/** Work that is behind: nothing more to enter there today. */
export const isDone = (standing: VisitStanding): boolean => !['todo', 'begun', 'returned', 'missed'].includes(standing)

/** In the order of the route; those without a place in it last, by number. */
export const byRoute = (a: VisitRow, b: VisitRow): number =>
  a.planned_on.localeCompare(b.planned_on) || (a.visit.stop_order ?? 10_000) - (b.visit.stop_order ?? 10_000) || a.visit.number.localeCompare(b.visit.number)

/** The next stop: one already begun, else the first not yet visited. */
export const nextStop = (rows: readonly { readonly row: VisitRow; readonly standing: VisitStanding }[]): VisitRow | null =>
  (rows.find((r) => r.standing === 'begun') ?? rows.find((r) => r.standing === 'todo' || r.standing === 'returned'))?.row ?? null

type Point = { readonly lon: number | null; readonly lat: number | null } | null
/** Metres along the sphere (haversine, R = 6 371 008.8 m); null where one of them has no place. */
export const metresBetween = (a: Point, b: Point): number | null => {
  if (!a || !b || a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null
  const rad = Math.PI / 180
  const h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)))
}
