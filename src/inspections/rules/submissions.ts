import { addMs, dayMs, type Instant, instant, type LocalDate, minuteMs } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import type { VisitState, VisitSubmission } from './model.ts'

export const standings = ['current', 'superseded', 'conflict', 'set_aside'] as const
export type Standing = (typeof standings)[number]

/** A submission as far as its standing depends on it. `content` is the same for two that say the same (contentOf). */
export type Submitted = {
  readonly id: string
  readonly device_id: string
  readonly revision: number
  readonly made_at: Instant
  readonly content: string
  readonly standing: Standing
}

/** What a visit says of itself when a submission comes: a decided one is not changed by what arrives, only questioned. */
export type StandingVisit = { readonly state: VisitState; readonly submission_id: string | null; readonly returned_at: Instant | null }

export type Placed = {
  /** Standing of every submission, the new one included. */
  readonly standings: ReadonlyMap<string, Standing>
  readonly current_id: string | null
  readonly conflict: boolean
}

const byTime = (a: Submitted, b: Submitted): number => a.made_at - b.made_at || (a.id < b.id ? -1 : 1)

/**
 * Where all submissions of one visit stand. The last revision of each device counts; devices that say the same are one voice; two voices are a
 * conflict that a person decides, the later one standing meanwhile. It depends on the set of submissions only and not on the order in which they came.
 * A visit that was accepted or cancelled keeps what it has, and whatever differs waits as a conflict. What was made before a visit was returned is
 * out as soon as something newer is there.
 */
export const placeSubmissions = (all: readonly Submitted[], visit: StandingVisit): Placed => {
  const result = new Map<string, Standing>(all.map((s) => [s.id, s.standing === 'set_aside' ? 'set_aside' : 'superseded']))
  const heads = new Map<string, Submitted>()
  for (const s of all) {
    const known = heads.get(s.device_id)
    if (!known || s.revision > known.revision) heads.set(s.device_id, s)
  }
  let candidates = [...heads.values()].filter((s) => s.standing !== 'set_aside').sort(byTime)
  const pinned = visit.state === 'accepted' || visit.state === 'cancelled'
  if (pinned) {
    const kept = all.find((s) => s.id === visit.submission_id) ?? null
    if (kept) result.set(kept.id, 'current')
    const others = candidates.filter((s) => s.id !== kept?.id && s.content !== kept?.content)
    for (const s of others) result.set(s.id, 'conflict')
    return { standings: result, current_id: kept?.id ?? null, conflict: others.length > 0 }
  }
  if (visit.state === 'returned' && visit.returned_at !== null) {
    const since = visit.returned_at
    const newer = candidates.filter((s) => s.made_at > since)
    if (newer.length > 0) {
      for (const s of candidates) if (s.made_at <= since) result.set(s.id, 'set_aside')
      candidates = newer
    }
  }
  const voices = new Map<string, Submitted>()
  for (const s of candidates) if (!voices.has(s.content)) voices.set(s.content, s)
  const ordered = [...voices.values()].sort(byTime)
  const current = ordered.at(-1) ?? null
  for (const s of ordered) result.set(s.id, 'conflict')
  if (current) result.set(current.id, 'current')
  return { standings: result, current_id: current?.id ?? null, conflict: ordered.length > 1 }
}

/** Somebody chose: this one is the visit's, whatever waited beside it is set aside. Null where it was not among those waiting. */
export const chooseSubmission = (all: readonly Submitted[], chosen: string): ReadonlyMap<string, Standing> | null => {
  const found = all.find((s) => s.id === chosen)
  if (!found || (found.standing !== 'current' && found.standing !== 'conflict')) return null
  return new Map(all.map((s): readonly [string, Standing] =>
    [s.id, s.id === chosen ? 'current' : s.standing === 'current' || s.standing === 'conflict' ? 'set_aside' : s.standing]))
}

/** Below this the difference is the way of the message, not the clock. */
const noise = 2 * minuteMs

/** How far a device's clock is ahead of ours, in milliseconds; 0 when it is right but for the way the message took. */
export const clockOffset = (sentAt: Instant, receivedAt: Instant): number => (Math.abs(sentAt - receivedAt) <= noise ? 0 : sentAt - receivedAt)

/** A device's time in ours, never later than now. */
export const setRight = (at: Instant, offset: number, receivedAt: Instant): Instant => instant(Math.min(addMs(at, -offset), receivedAt))

/** A visit is late when its own time, not that of the upload, lies after the planned day in the city's zone. */
export const isLate = (endedAt: Instant, plannedOn: LocalDate, zone: string): boolean => localReading(endedAt, zone).date > plannedOn

/** Older than anybody keeps a queue for: said to the reviewer, and taken all the same. */
export const staleAfterMs = 60 * dayMs

/** What a submission says, without who said it when and how often: two with the same content are no conflict. Keys sorted, so that order does not matter. */
export const contentOf = (s: VisitSubmission): string => JSON.stringify(sorted({
  checklist_version_id: s.checklist_version_id, answers: s.answers, findings: s.findings, photos: s.photos.map((p) => p.id).sort(), not_done_reason: s.not_done_reason,
}))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]))
}
