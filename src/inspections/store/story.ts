import type { Instant, LocalDate } from '#base/instants.ts'
import { sql, type Tx } from '#platform/db/index.ts'

export type StoryPlace = {
  readonly id: string; readonly code: string | null; readonly name: string; readonly type_code: string; readonly type_name: string; readonly type_name_en: string; readonly area_name: string
  readonly address: string; readonly lon: number; readonly lat: number; readonly standard: string; readonly standard_en: string; readonly unit_id: string | null; readonly unit_name: string | null
  readonly has_photo: boolean; readonly valid_to: LocalDate | null
}
export const storyPlace = (tx: Tx, id: string): Promise<StoryPlace | null> => tx.maybe(sql<StoryPlace>`
  select p.id, p.code, p.name, p.type_code, p.type_name, p.type_name_en, p.area_name, p.address, p.lon, p.lat, p.standard, p.standard_en, p.unit_id, u.name as unit_name, p.has_photo, p.valid_to
  from place_facts p left join unit_facts u on u.id = p.unit_id where p.id = ${id}`)

export type StoryBadge = { readonly id: string; readonly kind: string; readonly name: string; readonly state: string; readonly accepted_on: LocalDate; readonly review_due_on: LocalDate; readonly ended_on: LocalDate | null; readonly reason: string }
export const badgesOfPlace = (tx: Tx, id: string): Promise<readonly StoryBadge[]> => tx.rows(sql<StoryBadge>`
  select b.id, b.kind_code as kind, k.name, b.state, b.accepted_on, b.review_due_on, b.ended_on, b.reason from badges b join badge_kinds k on k.code = b.kind_code where b.place_id = ${id} order by b.accepted_on desc, b.id`)

export type StoryCase = { readonly id: string; readonly number: string; readonly title: string; readonly state: string; readonly source: string; readonly opened_at: Instant; readonly due_at: Instant | null }
export const openCasesHere = (tx: Tx, id: string): Promise<readonly StoryCase[]> => tx.rows(sql<StoryCase>`
  select id, number, title, state, source, opened_at, due_at from case_facts where place_id = ${id} and ended_at is null order by opened_at desc limit 50`)

export type StoryFigures = { readonly visits: number; readonly accepted: number; readonly last_score: number | null; readonly mean_score: number | null }
export const figuresOfPlace = (tx: Tx, id: string): Promise<StoryFigures> => tx.one(sql<StoryFigures>`
  select (count(*) filter (where state <> 'cancelled'))::int as visits, (count(*) filter (where state = 'accepted'))::int as accepted,
    (array_agg(score order by planned_on desc, id desc) filter (where state = 'accepted' and score is not null))[1] as last_score, avg(score) filter (where state = 'accepted') as mean_score
  from visits where place_id = ${id}`)
