import { Type } from 'typebox'
import { areaModelOf } from '#areas/server/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { type Endpoint, endpoint, problem, unwrap } from '#platform/http/index.ts'
import { badgeById, badgeFigures, badgeKind, badgeKinds, badgesOfPlace, type BadgeFilter, candidates, countBadges, heldByKind, listBadges } from '../../store/badges.ts'
import { eventsOfSubjects } from '../../store/events.ts'
import { BadgeWire, badgeWire, EventWire, eventWire, KindBody, KindWire, kindWire, Uuid, VerdictWire, verdictWire } from '../badge-wire.ts'
import { acceptBadge, addDefaultBadgeKinds, keepBadge, revokeBadge, saveBadgeKind, weighEarning, weighKeeping } from '../badges.ts'
import { cityDay } from '../work.ts'

const read = { permission: 'inspections.read' } as const, review = { permission: 'inspections.review' } as const, plan = { permission: 'inspections.plan' } as const
const IdParam = Type.Object({ id: Uuid })
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const Show = Type.Union([Type.Literal('held'), Type.Literal('due'), Type.Literal('ended'), Type.Literal('all')])
const refusals = [
  'inspections.badge_place_closed', 'inspections.badge_wrong_type', 'inspections.badge_held', 'inspections.badge_wait', 'inspections.badge_few_visits', 'inspections.badge_low_score', 'inspections.badge_open_cases',
  'inspections.badge_kind_retired',
] as const

const writeCursor = (key: string, id: string): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')
const readCursor = (cursor: string | undefined): BadgeFilter['after'] => {
  if (!cursor) return null
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown]
    if (typeof key === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(key) && !Number.isNaN(Date.parse(key)) && typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { key, id }
  } catch { /* said below */ }
  throw problem('http.bad_cursor', { status: 400 })
}

const shown = async (tx: Tx, id: string, day: string) => {
  const badge = await badgeById(tx, id)
  if (!badge) throw problem('inspections.badge_not_found', { status: 404 })
  return badgeWire(badge, day)
}

/** Badges that places earn, keep and lose, and their kinds. */
export const badgeRoutes: readonly Endpoint[] = [
  endpoint({
    id: 'inspections.badge_kinds', method: 'GET', path: '/api/badge-kinds', summary: 'Kinds of badges with their rules', access: read, response: Type.Object({ items: Type.Array(KindWire), next_cursor: Type.Null() }),
    handler: async (r) => r.city.read(r.scope, async (tx) => {
      const held = await heldByKind(tx)
      return { items: (await badgeKinds(tx)).map((kind) => kindWire(kind, held.get(kind.code) ?? 0)), next_cursor: null }
    }),
  }),
  endpoint({
    id: 'inspections.add_default_badge_kinds', method: 'POST', path: '/api/badge-kinds/defaults', summary: 'Add those of the usual kinds that are missing; nothing there is changed', access: plan, response: Type.Object({ added: Type.Integer() }),
    handler: async (r) => ({ added: await r.city.write(r.scope, (tx) => addDefaultBadgeKinds({ ...r, tx })) }),
  }),
  endpoint({
    id: 'inspections.save_badge_kind', method: 'PUT', path: '/api/badge-kinds/:code', summary: 'Make or change a kind of badge, or retire it', access: plan, params: Type.Object({ code: Code }), body: KindBody, response: KindWire,
    problems: ['inspections.badge_name_empty', 'inspections.badge_name_used'],
    handler: async (r) => r.city.write(r.scope, async (tx) => {
      const kind = unwrap(await saveBadgeKind({ ...r, tx }, { ...r.body, code: r.params.code }))
      return kindWire(kind, (await heldByKind(tx)).get(kind.code) ?? 0)
    }),
  }),
  endpoint({
    id: 'inspections.badges', method: 'GET', path: '/api/badges', summary: 'Badges held, due for review, or ended, with how many there are of each', access: read,
    query: Type.Object({
      show: Type.Optional(Show), kind: Type.Optional(Code), area: Type.Optional(Uuid), place: Type.Optional(Uuid), q: Type.Optional(Type.String({ maxLength: 60 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })), cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    response: Type.Object({
      items: Type.Array(BadgeWire), next_cursor: Type.Union([Type.String(), Type.Null()]), total: Type.Integer(),
      figures: Type.Object({ held: Type.Integer(), due: Type.Integer(), revoked: Type.Integer({ description: 'in the last 365 days' }), expired: Type.Integer({ description: 'in the last 365 days' }) }),
    }),
    problems: ['areas.not_found'],
    handler: async (r) => {
      const { show = 'held', kind, area: areaId, place, q, limit = 50, cursor } = r.query
      const area = areaId === undefined ? undefined : (await areaModelOf(r.city)).byId(areaId)
      if (area === null) throw problem('areas.not_found', { status: 404 })
      const day = cityDay(r.city, r.now)
      const filter: BadgeFilter = { show, kind, areaPath: area?.path, placeId: place, q: q?.trim() || undefined, day, after: readCursor(cursor), limit: limit + 1 }
      return r.city.read(r.scope, async (tx) => {
        const rows = await listBadges(tx, filter)
        const items = rows.slice(0, limit), last = items.at(-1)
        const key = last && (show === 'held' || show === 'due' ? last.review_due_on : last.ended_on ?? last.accepted_on)
        return { items: items.map((b) => badgeWire(b, day)), next_cursor: rows.length > limit && last && key ? writeCursor(key, last.id) : null, total: await countBadges(tx, filter), figures: await badgeFigures(tx, day) }
      })
    },
  }),
  endpoint({
    id: 'inspections.badge_check', method: 'GET', path: '/api/badges/check', summary: 'Whether a place may be given a badge today, with the visits and cases that say so', access: read,
    query: Type.Object({ kind: Code, place: Uuid }), response: VerdictWire, problems: ['inspections.badge_kind_not_found', 'areas.place_not_found'],
    handler: async (r) => {
      const { verdict, facts } = await r.city.read(r.scope, (tx) => weighEarning({ ...r, tx }, r.query.kind, r.query.place))
      return verdictWire(r.locale, verdict, facts)
    },
  }),
  endpoint({
    id: 'inspections.badge_candidates', method: 'GET', path: '/api/badges/candidates', summary: 'Places whose last visits would earn a badge, best first', access: read,
    query: Type.Object({ kind: Code, area: Type.Optional(Uuid), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }), problems: ['inspections.badge_kind_not_found', 'areas.not_found'],
    response: Type.Object({
      items: Type.Array(Type.Object({ place_id: Type.String(), name: Type.String(), code: Type.Union([Type.String(), Type.Null()]), type_code: Type.String(), area_name: Type.String(), visits: Type.Integer(), least: Type.Number(), mean: Type.Number() })), next_cursor: Type.Null(),
    }),
    handler: async (r) => {
      const area = r.query.area === undefined ? undefined : (await areaModelOf(r.city)).byId(r.query.area)
      if (area === null) throw problem('areas.not_found', { status: 404 })
      return r.city.read(r.scope, async (tx) => {
        const kind = await badgeKind(tx, r.query.kind)
        if (!kind) throw problem('inspections.badge_kind_not_found', { status: 404 })
        return { items: [...(await candidates(tx, kind, cityDay(r.city, r.now), area?.path, r.query.limit ?? 50))], next_cursor: null }
      })
    },
  }),
  endpoint({
    id: 'inspections.badge', method: 'GET', path: '/api/badges/:id', summary: 'One badge with its story, and whether a review today would keep it', access: read, params: IdParam, problems: ['inspections.badge_not_found'],
    response: Type.Object({ badge: BadgeWire, verdict: Type.Union([VerdictWire, Type.Null()]), events: Type.Array(EventWire), others: Type.Array(BadgeWire, { description: 'other badges of this kind at this place, newest first' }) }),
    handler: async (r) => {
      const day = cityDay(r.city, r.now)
      return r.city.read(r.scope, async (tx) => {
        const badge = await badgeById(tx, r.params.id)
        if (!badge) throw problem('inspections.badge_not_found', { status: 404 })
        const weighed = badge.ended_on === null ? await weighKeeping({ ...r, tx }, badge) : null
        const events = await eventsOfSubjects(tx, [badge.id])
        const others = (await badgesOfPlace(tx, badge.place_id, badge.kind_code)).filter((b) => b.id !== badge.id)
        return { badge: badgeWire(badge, day), verdict: weighed && verdictWire(r.locale, weighed.verdict, weighed.facts), events: events.map(eventWire), others: others.map((b) => badgeWire(b, day)) }
      })
    },
  }),
  endpoint({
    id: 'inspections.accept_badge', method: 'POST', path: '/api/badges', summary: 'Give a place a badge it has earned', access: review, status: 201, response: BadgeWire,
    body: Type.Object({ kind: Code, place_id: Uuid, reason: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false }),
    problems: [...refusals, 'inspections.badge_kind_not_found', 'areas.place_not_found', 'inspections.area_not_yours'],
    handler: async (r) => r.city.write(r.scope, async (tx) => {
      const badge = unwrap(await acceptBadge({ ...r, tx }, r.scope, r.body))
      return shown(tx, badge.id, cityDay(r.city, r.now))
    }),
  }),
  endpoint({
    id: 'inspections.keep_badge', method: 'POST', path: '/api/badges/:id/keep', summary: 'Review a badge and keep it', access: review, params: IdParam, response: BadgeWire,
    body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false }),
    problems: ['inspections.badge_not_found', 'inspections.badge_ended', 'inspections.badge_too_early', 'inspections.badge_few_visits', 'inspections.badge_low_score', 'inspections.badge_open_cases', 'inspections.area_not_yours'],
    handler: async (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await keepBadge({ ...r, tx }, r.scope, r.params.id, r.body))
      return shown(tx, r.params.id, cityDay(r.city, r.now))
    }),
  }),
  endpoint({
    id: 'inspections.revoke_badge', method: 'POST', path: '/api/badges/:id/revoke', summary: 'Take a badge away, with a reason', access: review, params: IdParam, response: BadgeWire,
    body: Type.Object({ reason: Type.String({ maxLength: 500 }) }, { additionalProperties: false }), problems: ['inspections.badge_not_found', 'inspections.badge_ended', 'inspections.badge_reason_empty', 'inspections.area_not_yours'],
    handler: async (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await revokeBadge({ ...r, tx }, r.scope, r.params.id, r.body))
      return shown(tx, r.params.id, cityDay(r.city, r.now))
    }),
  }),
]
