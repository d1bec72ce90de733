import type { LocalDate } from '#base/instants.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { DrawMethod, Outcome } from '../rules/index.ts'

export type ResultFilter = { readonly programme_id: string; readonly from: LocalDate; readonly to: LocalDate }
export type ResultVisitRow = {
  readonly id: string; readonly place_id: string | null; readonly draw_id: string | null; readonly stratum: string | null; readonly inclusion_probability: number | null; readonly area_path: string; readonly place_type: string | null
  readonly place_name: string | null; readonly unit_id: string | null; readonly score: number | null
}
/** Accepted visits of a programme in a time; those of a case (re-inspection) are not part of a sample and left out. */
export const resultVisits = (tx: Tx, f: ResultFilter): Promise<readonly ResultVisitRow[]> => tx.rows(sql<ResultVisitRow>`
  select v.id, v.place_id, v.draw_id, v.stratum, v.inclusion_probability, v.area_path, p.type_code as place_type, p.name as place_name, v.unit_id, v.score from visits v left join place_facts p on p.id = v.place_id
  where v.state = 'accepted' and v.case_id is null and v.place_id is not null and v.programme_id = ${f.programme_id} and v.planned_on between ${f.from} and ${f.to} order by v.id`)
export type ResultAnswerRow = { readonly visit_id: string; readonly item: string; readonly label: string; readonly outcome: Outcome; readonly observed: number | null; readonly violations: number | null }
export const resultAnswers = (tx: Tx, ids: readonly string[]): Promise<readonly ResultAnswerRow[]> =>
  tx.rows(sql<ResultAnswerRow>`select visit_id, item, label, outcome, observed, violations from visit_answers where visit_id = any(${ids}::uuid[]) order by visit_id, item, instance`)
export type ResultDrawRow = { readonly id: string; readonly method: DrawMethod; readonly strata: readonly { readonly key: string; readonly places: number; readonly sample: number }[] }
export const resultDraws = (tx: Tx, ids: readonly string[]): Promise<readonly ResultDrawRow[]> =>
  tx.rows(sql<ResultDrawRow>`select id, frame -> 'settings' ->> 'method' as method, frame -> 'strata' as strata from draws where id = any(${ids}::uuid[]) and state = 'drawn' order by id`)
/** Where the places of these draws stand in their frames, in metres. */
export const framePoints = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly draw_id: string; readonly place_id: string; readonly x: number; readonly y: number }[]> =>
  tx.rows(sql<{ draw_id: string; place_id: string; x: number; y: number }>`select d.id as draw_id, p ->> 'id' as place_id, (p ->> 'x')::float8 as x, (p ->> 'y')::float8 as y
    from draws d cross join lateral jsonb_array_elements(d.frame -> 'places') p where d.id = any(${ids}::uuid[])`)
export const areaNames = (tx: Tx): Promise<readonly { readonly path: string; readonly name: string }[]> => tx.rows(sql<{ path: string; name: string }>`select path, name from area_facts where level in ('city', 'district') and valid_to is null`)
export const typeNames = (tx: Tx): Promise<readonly { readonly code: string; readonly name: string; readonly name_en: string }[]> =>
  tx.rows(sql<{ code: string; name: string; name_en: string }>`select distinct type_code as code, type_name as name, type_name_en as name_en from place_facts`)
