import type { Instant, LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { addDays, instantAt } from '#base/zones.ts'
import { type CityDb, everyRow, type RowScope } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import {
  badgeRuleFaults, type BadgeFacts, type BadgeNow, type BadgeRules, type BadgeState, type Basis, countsSince, decayOf, decideEarn, decideKeep, defaultBadgeKinds,
} from '../rules/badges.ts'
import {
  badgeForUpdate, badgeKind, type BadgeKindRow, badgeKinds, type BadgeRow, badgesOfPlace, casesSince, insertBadge, kindOfName, openBadgesForUpdate, type PlaceForBadge, placeForBadge, saveBadge, saveBadgeKind as saveKindRow, visitsSince,
} from '../store/badges.ts'
import { appendEvent } from '../store/events.ts'
import { mustReach } from './planning-world.ts'
import { cityDay, type InspectionWork, record } from './work.ts'

export type BadgeKindInput = { readonly code: string; readonly name: string; readonly name_en?: string; readonly rules: BadgeRules; readonly retired?: boolean }

/** Makes a kind of badge or changes it; badges held are judged by the new rules from then on. Throws faults of the rules as 422. */
export const saveBadgeKind = async (work: InspectionWork, input: BadgeKindInput): Promise<Result<BadgeKindRow, Refusal>> => {
  const faults = badgeRuleFaults(input.rules)
  if (faults.length > 0) throw problem('http.invalid_input', { status: 422, params: { count: faults.length }, faults })
  const name = input.name.trim()
  if (name === '') return refuse('inspections.badge_name_empty')
  const other = await kindOfName(work.tx, name, input.code)
  if (other) return refuse('inspections.badge_name_used', { name })
  const before = await badgeKind(work.tx, input.code)
  const kind: BadgeKindRow = { code: input.code, name, name_en: (input.name_en ?? before?.name_en ?? '').trim(), rules: input.rules, retired: input.retired ?? before?.retired ?? false }
  await saveKindRow(work.tx, { ...kind, retiredAt: kind.retired ? work.now : null })
  // Kinds have no id: their story stands under an id of its own.
  await record(work, 'badge_kind.saved', newId(work.now), { before, after: kind })
  return ok(kind)
}

/** The kinds a new city begins with; those there already stay as they are. */
export const addDefaultBadgeKinds = async (work: InspectionWork): Promise<number> => {
  const known = await badgeKinds(work.tx)
  const missing = defaultBadgeKinds.filter((kind) => !known.some((k) => k.code === kind.code || k.name === kind.name))
  for (const kind of missing) await saveKindRow(work.tx, { ...kind, retiredAt: null })
  return missing.length
}

const factsOf = async ({ tx, city }: Pick<InspectionWork, 'tx' | 'city'>, placeId: string, since: LocalDate): Promise<BadgeFacts> =>
  ({ visits: await visitsSince(tx, [placeId], since), cases: await casesSince(tx, [placeId], since, city.zone) })

const kindOf = async ({ tx }: Pick<InspectionWork, 'tx'>, code: string): Promise<BadgeKindRow> => {
  const kind = await badgeKind(tx, code)
  if (!kind) throw problem('inspections.badge_kind_not_found', { status: 404 })
  return kind
}

export type Earning = { readonly kind: BadgeKindRow; readonly place: PlaceForBadge; readonly facts: BadgeFacts; readonly verdict: Result<Basis, Refusal> }
/** Whether a place may be given a badge today, and the visits and cases that say so. */
export const weighEarning = async (work: Pick<InspectionWork, 'tx' | 'city' | 'now'>, code: string, placeId: string): Promise<Earning> => {
  const kind = await kindOf(work, code)
  const place = await placeForBadge(work.tx, placeId)
  if (!place) throw problem('areas.place_not_found', { status: 404 })
  const day = cityDay(work.city, work.now)
  const facts = await factsOf(work, placeId, addDays(day, -kind.rules.earn.window_days))
  const held = await badgesOfPlace(work.tx, placeId, code)
  return { kind, place, facts, verdict: kind.retired ? refuse('inspections.badge_kind_retired', { name: kind.name }) : decideEarn(kind.rules, { type_code: place.type_code, open: place.valid_to === null || place.valid_to > day }, facts, held, day) }
}

/** 验收挂牌: gives the badge from today on, with the day of its first review. */
export const acceptBadge = async (work: InspectionWork, scope: RowScope, input: { readonly kind: string; readonly place_id: string; readonly reason?: string }): Promise<Result<BadgeRow, Refusal>> => {
  const { kind, place, verdict } = await weighEarning(work, input.kind, input.place_id)
  mustReach(scope, place.area_path)
  if (!verdict.ok) return verdict
  const day = cityDay(work.city, work.now)
  const badge: BadgeRow = {
    id: newId(work.now), kind_code: kind.code, place_id: place.id, area_path: place.area_path, state: 'accepted', accepted_on: day, review_due_on: addDays(day, kind.rules.keep.every_days), reviewed_on: null, ended_on: null,
    reason: (input.reason ?? '').trim(), basis: verdict.value, created_by: work.actor.id,
  }
  await insertBadge(work.tx, badge, work.now)
  await record(work, 'badge.accepted', badge.id, { kind: kind.code, place_id: place.id, on: day, review_due_on: badge.review_due_on, reason: badge.reason, basis: badge.basis })
  return ok(badge)
}

const held = async (work: InspectionWork, scope: RowScope, id: string): Promise<BadgeRow> => {
  const badge = await badgeForUpdate(work.tx, id)
  if (!badge) throw problem('inspections.badge_not_found', { status: 404 })
  mustReach(scope, badge.area_path)
  return badge
}

/** What a review would find on `day`: the facts since the last one, and whether they keep the badge. */
export const weighKeeping = async (work: Pick<InspectionWork, 'tx' | 'city' | 'now'>, badge: BadgeNow & { readonly place_id: string; readonly kind_code: string }): Promise<{ readonly facts: BadgeFacts; readonly verdict: Result<Basis, Refusal> }> => {
  const kind = await kindOf(work, badge.kind_code)
  const facts = await factsOf(work, badge.place_id, countsSince(badge))
  return { facts, verdict: decideKeep(kind.rules, badge, facts, cityDay(work.city, work.now)) }
}

/** 达标巩固: a review keeps the badge until the next one. */
export const keepBadge = async (work: InspectionWork, scope: RowScope, id: string, input: { readonly reason?: string }): Promise<Result<BadgeRow, Refusal>> => {
  const badge = await held(work, scope, id)
  const { verdict } = await weighKeeping(work, badge)
  if (!verdict.ok) return verdict
  const kind = await kindOf(work, badge.kind_code)
  const day = cityDay(work.city, work.now)
  const next: BadgeRow = { ...badge, state: 'kept', reviewed_on: day, review_due_on: addDays(day, kind.rules.keep.every_days), reason: (input.reason ?? '').trim(), basis: verdict.value }
  await saveBadge(work.tx, next, work.now)
  await record(work, 'badge.kept', id, { on: day, review_due_on: next.review_due_on, reason: next.reason, basis: next.basis })
  return ok(next)
}

const end = async (work: InspectionWork, badge: BadgeRow, state: Extract<BadgeState, 'revoked' | 'expired'>, basis: Basis, reason: string): Promise<BadgeRow> => {
  const day = cityDay(work.city, work.now)
  const next: BadgeRow = { ...badge, state, ended_on: day, reason, basis }
  await saveBadge(work.tx, next, work.now)
  await record(work, `badge.${state}`, badge.id, { on: day, reason, basis })
  return next
}

/** 摘牌 by a person, with a reason. */
export const revokeBadge = async (work: InspectionWork, scope: RowScope, id: string, input: { readonly reason: string }): Promise<Result<BadgeRow, Refusal>> => {
  const badge = await held(work, scope, id)
  if (badge.ended_on !== null) return refuse('inspections.badge_ended', { day: badge.ended_on })
  if (input.reason.trim() === '') return refuse('inspections.badge_reason_empty')
  return ok(await end(work, badge, 'revoked', { rule: 'by_hand' }, input.reason.trim()))
}

export type BadgesReviewed = { readonly checked: number; readonly revoked: number; readonly expired: number }
/** The daily deed of the clock: 反弹摘牌 where a place has relapsed, and an end for badges nobody reviewed. Safe to repeat. */
export const reviewBadges = (city: CityDb, now: Instant): Promise<BadgesReviewed> => city.write(everyRow, async (tx) => {
  const work: InspectionWork = { city, tx, actor: { id: null }, now }
  const day = cityDay(city, now)
  const badges = await openBadgesForUpdate(tx)
  if (badges.length === 0) return { checked: 0, revoked: 0, expired: 0 }
  const rules = new Map((await badgeKinds(tx)).map((kind) => [kind.code, kind.rules]))
  const since = badges.map(countsSince).toSorted()[0] as LocalDate
  const places = [...new Set(badges.map((badge) => badge.place_id))]
  const visits = Map.groupBy(await visitsSince(tx, places, since), (v) => v.place_id), cases = Map.groupBy(await casesSince(tx, places, since, city.zone), (c) => c.place_id)
  let revoked = 0, expired = 0
  for (const badge of badges) {
    const own = rules.get(badge.kind_code)
    const decay = own ? decayOf(own, badge, { visits: visits.get(badge.place_id) ?? [], cases: cases.get(badge.place_id) ?? [] }, day) : null
    if (!decay) continue
    await end(work, badge, decay.state, decay.basis, '')
    if (decay.state === 'revoked') revoked++
    else expired++
  }
  return { checked: badges.length, revoked, expired }
})

export type BadgeImport = {
  readonly kind: string
  readonly place_id: string
  readonly state: BadgeState
  readonly accepted_on: LocalDate
  readonly review_due_on: LocalDate
  readonly reviewed_on: LocalDate | null
  readonly ended_on: LocalDate | null
  readonly reason: string
  readonly basis: Readonly<Record<string, unknown>>
}
/** Badges with the past they had elsewhere, for generated cities and for a city that changes programs; each gets the events of its days. Answers how many. */
export const importBadges = async (work: InspectionWork, badges: readonly BadgeImport[]): Promise<number> => {
  const { tx, now, city } = work
  const noon = (day: LocalDate): Instant => instantAt(day, 12 * 60, city.zone)
  for (const b of badges) {
    const place = await placeForBadge(tx, b.place_id)
    if (!place) throw problem('areas.place_not_found', { status: 404 })
    const id = newId(noon(b.accepted_on))
    await insertBadge(tx, { ...b, id, kind_code: b.kind, area_path: place.area_path, created_by: null, basis: b.basis as Partial<Basis> }, now)
    const story: readonly (readonly [kind: string, on: LocalDate])[] = [
      ['badge.accepted', b.accepted_on], ...(b.reviewed_on === null ? [] : [['badge.kept', b.reviewed_on] as const]), ...(b.ended_on === null ? [] : [[`badge.${b.state}`, b.ended_on] as const]),
    ]
    for (const [i, [kind, on]] of story.entries()) {
      const last = i === story.length - 1
      await appendEvent(tx, { id: newId(noon(on)), kind, subject_id: id, actor: 'system', at: noon(on), data: { on, imported: true, ...(last ? { reason: b.reason, basis: b.basis } : {}) } })
    }
  }
  return badges.length
}
