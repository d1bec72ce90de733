import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { BadgeCase, BadgeNow, BadgeRules, BadgeVisit, Basis } from '../rules/badges.ts'

export type BadgeKindRow = { readonly code: string; readonly name: string; readonly name_en: string; readonly rules: BadgeRules; readonly retired: boolean }
const kindColumns = sql.raw('code, name, name_en, rules, retired_at is not null as retired')
export const badgeKinds = (tx: Tx): Promise<readonly BadgeKindRow[]> => tx.rows(sql<BadgeKindRow>`select ${kindColumns} from badge_kinds order by retired_at is not null, code`)
export const badgeKind = (tx: Tx, code: string): Promise<BadgeKindRow | null> => tx.maybe(sql<BadgeKindRow>`select ${kindColumns} from badge_kinds where code = ${code}`)
export const kindOfName = (tx: Tx, name: string, code: string): Promise<BadgeKindRow | null> => tx.maybe(sql<BadgeKindRow>`select ${kindColumns} from badge_kinds where name = ${name} and code <> ${code}`)
export const saveBadgeKind = (tx: Tx, kind: Omit<BadgeKindRow, 'retired'> & { readonly retiredAt: Instant | null }): Promise<number> =>
  tx.run(sql`insert into badge_kinds (code, name, name_en, rules, retired_at)
    values (${kind.code}, ${kind.name}, ${kind.name_en}, ${JSON.stringify(kind.rules)}::jsonb, ${kind.retiredAt === null ? null : at(kind.retiredAt)})
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, rules = excluded.rules,
      retired_at = case when excluded.retired_at is null then null else coalesce(badge_kinds.retired_at, excluded.retired_at) end`)
/** How many badges of each kind are held now. */
export const heldByKind = async (tx: Tx): Promise<ReadonlyMap<string, number>> => new Map(
  (await tx.rows(sql<{ code: string; n: number }>`select kind_code as code, count(*) as n from badges where ended_on is null group by kind_code`)).map((row) => [row.code, row.n]))

export type BadgeRow = BadgeNow & {
  readonly id: string
  readonly kind_code: string
  readonly place_id: string
  readonly area_path: string
  readonly reason: string
  readonly basis: Partial<Basis>
  readonly created_by: string | null
}
export type BadgeListRow = BadgeRow & { readonly kind_name: string; readonly kind_name_en: string; readonly place_name: string; readonly place_code: string | null; readonly type_code: string; readonly type_name: string; readonly type_name_en: string; readonly area_name: string; readonly lon: number; readonly lat: number }
const columns = sql.raw('b.id, b.kind_code, b.place_id, b.area_path, b.state, b.accepted_on, b.review_due_on, b.reviewed_on, b.ended_on, b.reason, b.basis, b.created_by')
const listColumns = sql`${columns}, k.name as kind_name, k.name_en as kind_name_en, p.name as place_name, p.code as place_code, p.type_code, p.type_name, p.type_name_en, p.area_name, p.lon, p.lat`
const joined = sql`from badges b join badge_kinds k on k.code = b.kind_code join place_facts p on p.id = b.place_id`

export const insertBadge = (tx: Tx, b: BadgeRow, now: Instant): Promise<number> =>
  tx.run(sql`insert into badges (id, kind_code, place_id, area_path, state, accepted_on, review_due_on, reviewed_on, ended_on, reason, basis, created_at, created_by, updated_at)
    values (${b.id}, ${b.kind_code}, ${b.place_id}, ${b.area_path}, ${b.state}, ${b.accepted_on}, ${b.review_due_on}, ${b.reviewed_on}, ${b.ended_on}, ${b.reason}, ${JSON.stringify(b.basis)}::jsonb, ${at(now)}, ${b.created_by}, ${at(now)})`)
export const saveBadge = (tx: Tx, b: BadgeRow, now: Instant): Promise<number> =>
  tx.run(sql`update badges set state = ${b.state}, review_due_on = ${b.review_due_on}, reviewed_on = ${b.reviewed_on}, ended_on = ${b.ended_on}, reason = ${b.reason}, basis = ${JSON.stringify(b.basis)}::jsonb, updated_at = ${at(now)} where id = ${b.id}`)
export const badgeForUpdate = (tx: Tx, id: string): Promise<BadgeRow | null> => tx.maybe(sql<BadgeRow>`select ${columns} from badges b where b.id = ${id} for update`)
export const badgeById = (tx: Tx, id: string): Promise<BadgeListRow | null> => tx.maybe(sql<BadgeListRow>`select ${listColumns} ${joined} where b.id = ${id}`)
export const openBadgesForUpdate = (tx: Tx): Promise<readonly BadgeRow[]> => tx.rows(sql<BadgeRow>`select ${columns} from badges b where b.ended_on is null order by b.id for update`)
/** All a place has held of one kind, or of all. */
export const badgesOfPlace = (tx: Tx, placeId: string, kind: string | null): Promise<readonly BadgeListRow[]> =>
  tx.rows(sql<BadgeListRow>`select ${listColumns} ${joined} where b.place_id = ${placeId} and ${kind === null ? sql`true` : sql`b.kind_code = ${kind}`} order by b.accepted_on desc, b.id desc`)

export type BadgeFilter = {
  /** held: now; due: held and due for review on `day`; ended: lost or expired. */
  readonly show: 'held' | 'due' | 'ended' | 'all'
  readonly kind?: string | undefined
  readonly areaPath?: string | undefined
  readonly placeId?: string | undefined
  readonly q?: string | undefined
  readonly day: LocalDate
  readonly after: { readonly key: string; readonly id: string } | null
  readonly limit: number
}
const likeText = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
/** The day a list is ordered by: held ones by when they are due, ended ones by when they ended, newest first. */
const dayOf = (show: BadgeFilter['show']) => (show === 'held' || show === 'due' ? sql`b.review_due_on` : sql`coalesce(b.ended_on, b.accepted_on)`)
const matching = (f: BadgeFilter) => sql`${f.show === 'held' ? sql`b.ended_on is null` : f.show === 'due' ? sql`b.ended_on is null and b.review_due_on <= ${f.day}` : f.show === 'ended' ? sql`b.ended_on is not null` : sql`true`}
  and ${f.kind === undefined ? sql`true` : sql`b.kind_code = ${f.kind}`} and ${f.placeId === undefined ? sql`true` : sql`b.place_id = ${f.placeId}`}
  and ${f.areaPath === undefined ? sql`true` : sql`(b.area_path = ${f.areaPath} or b.area_path like ${`${f.areaPath.replaceAll(/[\\%_]/g, '\\$&')}.%`})`}
  and ${f.q ? sql`(p.name ilike ${likeText(f.q)} or p.code ilike ${likeText(f.q)} or replace(p.name_key, ' ', '') like ${likeText(f.q).toLowerCase()})` : sql`true`}`
export const listBadges = (tx: Tx, f: BadgeFilter): Promise<readonly BadgeListRow[]> => {
  const day = dayOf(f.show)
  const rising = f.show === 'held' || f.show === 'due'
  return tx.rows(sql<BadgeListRow>`select ${listColumns} ${joined} where ${matching(f)}
    and ${f.after === null ? sql`true` : rising ? sql`(${day}, b.id) > (${f.after.key}::date, ${f.after.id}::uuid)` : sql`(${day}, b.id) < (${f.after.key}::date, ${f.after.id}::uuid)`}
    order by ${day} ${rising ? sql`asc` : sql`desc`}, b.id ${rising ? sql`asc` : sql`desc`} limit ${f.limit}`)
}
export const countBadges = async (tx: Tx, f: BadgeFilter): Promise<number> => (await tx.one(sql<{ n: number }>`select count(*) as n ${joined} where ${matching(f)}`)).n
export const badgeFigures = (tx: Tx, day: LocalDate): Promise<{ readonly held: number; readonly due: number; readonly revoked: number; readonly expired: number }> =>
  tx.one(sql<{ held: number; due: number; revoked: number; expired: number }>`select count(*) filter (where ended_on is null) as held, count(*) filter (where ended_on is null and review_due_on <= ${day}) as due,
    count(*) filter (where state = 'revoked' and ended_on > ${day}::date - 365) as revoked, count(*) filter (where state = 'expired' and ended_on > ${day}::date - 365) as expired from badges`)

export type PlaceForBadge = { readonly id: string; readonly name: string; readonly type_code: string; readonly area_path: string; readonly valid_to: LocalDate | null }
export const placeForBadge = (tx: Tx, id: string): Promise<PlaceForBadge | null> => tx.maybe(sql<PlaceForBadge>`select id, name, type_code, area_path, valid_to from place_facts where id = ${id}`)

/** Accepted visits of these places since a day. */
export const visitsSince = (tx: Tx, placeIds: readonly string[], since: LocalDate): Promise<readonly (BadgeVisit & { readonly place_id: string })[]> =>
  tx.rows(sql<BadgeVisit & { place_id: string }>`select place_id, id, planned_on as on, score from visits where state = 'accepted' and place_id = any(${placeIds}::uuid[]) and planned_on >= ${since} order by planned_on desc, id desc`)
/** Cases at these places: those opened since a day, and older ones still open. What was declined, voided, merged or split is none. */
export const casesSince = (tx: Tx, placeIds: readonly string[], since: LocalDate, zone: string): Promise<readonly (BadgeCase & { readonly place_id: string })[]> =>
  tx.rows(sql<BadgeCase & { place_id: string }>`select place_id, id, (opened_at at time zone ${zone})::date as opened_on, stage <> 'done' as open from case_facts
    where place_id = any(${placeIds}::uuid[]) and state not in ('declined', 'void', 'merged', 'split') and (stage <> 'done' or opened_at >= (${since}::date::timestamp at time zone ${zone}))`)

export type CandidateRow = { readonly place_id: string; readonly name: string; readonly code: string | null; readonly type_code: string; readonly area_name: string; readonly visits: number; readonly least: number; readonly mean: number }
/** Places whose last visits would earn a badge on `day`, best first; what open cases and earlier losses say is decided by the rules afterwards. */
export const candidates = (tx: Tx, kind: BadgeKindRow, day: LocalDate, areaPath: string | undefined, limit: number): Promise<readonly CandidateRow[]> => {
  const { earn, place_types: types } = kind.rules
  return tx.rows(sql<CandidateRow>`select p.id as place_id, p.name, p.code, p.type_code, p.area_name, v.visits, v.least, v.mean from place_facts p
    cross join lateral (select count(*) as visits, min(score) as least, avg(score)::float8 as mean from (
      select score from visits where place_id = p.id and state = 'accepted' and score is not null and planned_on > ${day}::date - ${earn.window_days}::integer and planned_on <= ${day} order by planned_on desc, id desc limit ${earn.visits}) l) v
    where (p.valid_to is null or p.valid_to > ${day}) and ${types.length === 0 ? sql`true` : sql`p.type_code = any(${types})`}
      and ${areaPath === undefined ? sql`true` : sql`(p.area_path = ${areaPath} or p.area_path like ${`${areaPath.replaceAll(/[\\%_]/g, '\\$&')}.%`})`}
      and v.visits >= ${earn.visits} and v.least >= ${earn.least_score}
      and not exists (select 1 from badges b where b.place_id = p.id and b.kind_code = ${kind.code} and b.ended_on is null)
    order by v.mean desc, p.name_key, p.id limit ${limit}`)
}
