import type { Instant, LocalDate } from '#base/instants.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { VisitRow } from './visits.ts'

export type DayVisitRow = Pick<VisitRow, 'id' | 'number' | 'place_id' | 'case_id' | 'planned_on' | 'window_from' | 'window_to' | 'stop_order' | 'inspector_ids' | 'checklist_version_id' | 'state' | 'reason'
  | 'submission_id' | 'late' | 'conflict'> & {
    readonly programme_name: string; readonly programme_kind: string; readonly place_code: string | null; readonly place_name: string | null; readonly place_type: string | null
    readonly place_type_name: string | null; readonly place_type_name_en: string | null; readonly place_address: string | null; readonly place_lon: number | null; readonly place_lat: number | null
    readonly standard: string | null; readonly standard_en: string | null; readonly has_photo: boolean | null; readonly area_name: string
    readonly last_on: LocalDate | null; readonly last_score: number | null; readonly last_findings: number | null
    readonly latest_version_id: string | null
  }

/**
 * The visits one inspector has to make on some days, those that came back to be made again, and missed ones that can still be sent in. The programme's newest
 * published checklist stands beside the one the visit was planned with.
 */
export const visitsOfInspector = (tx: Tx, accountId: string, from: LocalDate, to: LocalDate, missedSince: LocalDate): Promise<readonly DayVisitRow[]> => tx.rows(sql<DayVisitRow>`
  select v.id, v.number, v.place_id, v.case_id, v.planned_on, v.window_from, v.window_to, v.stop_order, v.inspector_ids, v.checklist_version_id, v.state, v.reason, v.submission_id, v.late, v.conflict,
    g.name as programme_name, g.kind as programme_kind, p.code as place_code, p.name as place_name, p.type_code as place_type, p.type_name as place_type_name, p.type_name_en as place_type_name_en,
    p.address as place_address, p.lon as place_lon, p.lat as place_lat, p.standard, p.standard_en, p.has_photo, a.name as area_name,
    l.planned_on as last_on, l.score as last_score, l.findings as last_findings,
    (select n.id from checklist_versions o join checklist_versions n on n.checklist_id = o.checklist_id and n.state = 'published' where o.id = v.checklist_version_id order by n.version desc limit 1) as latest_version_id
  from visits v join programmes g on g.id = v.programme_id left join place_facts p on p.id = v.place_id join area_facts a on a.id = v.area_id
  left join lateral (select w.planned_on, w.score, (select count(*) from findings f where f.visit_id = w.id and f.state <> 'dismissed')::int as findings from visits w
    where w.place_id = v.place_id and w.state = 'accepted' and w.id <> v.id order by w.planned_on desc, w.id desc limit 1) l on true
  where v.inspector_ids @> array[${accountId}]::uuid[] and (
    (v.planned_on between ${from} and ${to} and v.state <> 'cancelled') or v.state = 'returned' or (v.state = 'missed' and v.planned_on >= ${missedSince}))
  order by v.planned_on, v.stop_order nulls last, v.number limit 1000`)

export type PlaceCaseRow = {
  readonly id: string; readonly place_id: string; readonly number: string; readonly title: string; readonly category_path: string | null; readonly state: string; readonly opened_at: Instant
  readonly more: number
}
/** The oldest open cases of each place, as many as a screen shows, and how many there are. */
export const openCasesOfPlaces = (tx: Tx, placeIds: readonly string[], each: number): Promise<readonly PlaceCaseRow[]> =>
  placeIds.length === 0 ? Promise.resolve([]) : tx.rows(sql<PlaceCaseRow>`
    select * from (select c.id, c.place_id, c.number, c.title, c.category_path, c.state, c.opened_at, (count(*) over (partition by c.place_id))::int as more,
      row_number() over (partition by c.place_id order by c.opened_at) as n from case_facts c where c.place_id = any(${placeIds}::uuid[]) and c.ended_at is null) found where n <= ${each} order by place_id, n`)

export type AgainRow = { readonly id: string; readonly number: string; readonly title: string; readonly category_path: string | null; readonly state: string; readonly closed_at: Instant | null
  readonly lon: number | null; readonly lat: number | null; readonly photos: readonly { readonly id: string; readonly kind: string }[] }
/** Cases that are looked at again, with the photos of before and after. */
export const casesAgain = (tx: Tx, ids: readonly string[]): Promise<readonly AgainRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<AgainRow>`select c.id, c.number, c.title, c.category_path, c.state, c.closed_at, c.lon, c.lat,
    coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind) order by f.added_at) from case_photo_facts f where f.case_id = c.id), '[]') as photos
    from case_facts c where c.id = any(${ids}::uuid[])`)
