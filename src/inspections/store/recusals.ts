import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { RecusalForPlan } from '../rules/index.ts'

export type RecusalRow = {
  readonly id: string; readonly account_id: string; readonly kind: 'home_area' | 'interest'; readonly area_id: string | null; readonly place_id: string | null; readonly unit_id: string | null
  readonly reason: string; readonly valid_from: LocalDate; readonly valid_to: LocalDate | null; readonly created_at: Instant; readonly created_by: string | null
}
export type RecusalListed = RecusalRow & { readonly account_name: string; readonly subject_name: string | null }

export const insertRecusal = (tx: Tx, r: RecusalRow): Promise<number> =>
  tx.run(sql`insert into recusals (id, account_id, kind, area_id, place_id, unit_id, reason, valid_from, valid_to, created_at, created_by)
    values (${r.id}, ${r.account_id}, ${r.kind}, ${r.area_id}, ${r.place_id}, ${r.unit_id}, ${r.reason}, ${r.valid_from}, ${r.valid_to}, ${at(r.created_at)}, ${r.created_by})`)
export const recusalForUpdate = (tx: Tx, id: string): Promise<RecusalRow | null> =>
  tx.maybe(sql<RecusalRow>`select id, account_id, kind, area_id, place_id, unit_id, reason, valid_from, valid_to, created_at, created_by from recusals where id = ${id} for update`)
export const endRecusal = (tx: Tx, id: string, on: LocalDate): Promise<number> => tx.run(sql`update recusals set valid_to = ${on} where id = ${id}`)
/** One that was declared by mistake and has not begun to count is taken back whole. */
export const deleteRecusal = (tx: Tx, id: string): Promise<number> => tx.run(sql`delete from recusals where id = ${id}`)
export const recusalsBetween = (tx: Tx, from: LocalDate, to: LocalDate): Promise<readonly RecusalForPlan[]> =>
  tx.rows(sql<RecusalForPlan>`select r.account_id, a.path as area_path, r.place_id, r.unit_id, r.valid_from, r.valid_to from recusals r left join area_facts a on a.id = r.area_id
    where r.valid_from <= ${to} and (r.valid_to is null or r.valid_to > ${from})`)
export const listRecusals = (tx: Tx, today: LocalDate, accountId: string | null): Promise<readonly RecusalListed[]> =>
  tx.rows(sql<RecusalListed>`select r.id, r.account_id, r.kind, r.area_id, r.place_id, r.unit_id, r.reason, r.valid_from, r.valid_to, r.created_at, r.created_by, c.display_name as account_name,
    coalesce(a.name, p.name, u.name) as subject_name from recusals r join account_facts c on c.id = r.account_id left join area_facts a on a.id = r.area_id
    left join place_facts p on p.id = r.place_id left join unit_facts u on u.id = r.unit_id
    where (r.valid_to is null or r.valid_to > ${today}) and ${accountId === null ? sql`true` : sql`r.account_id = ${accountId}`} order by c.display_name, r.created_at`)
export const sameRecusal = (tx: Tx, r: Pick<RecusalRow, 'account_id' | 'area_id' | 'place_id' | 'unit_id'>, today: LocalDate): Promise<{ readonly id: string } | null> =>
  tx.maybe(sql`select id from recusals where account_id = ${r.account_id} and area_id is not distinct from ${r.area_id} and place_id is not distinct from ${r.place_id}
    and unit_id is not distinct from ${r.unit_id} and (valid_to is null or valid_to > ${today})`)
export const subjectExists = (tx: Tx, r: Pick<RecusalRow, 'area_id' | 'place_id' | 'unit_id'>): Promise<{ readonly found: boolean }> =>
  tx.one(sql<{ found: boolean }>`select (${r.area_id}::uuid is null or exists (select 1 from area_facts where id = ${r.area_id}))
    and (${r.place_id}::uuid is null or exists (select 1 from place_facts where id = ${r.place_id})) and (${r.unit_id}::uuid is null or exists (select 1 from unit_facts where id = ${r.unit_id})) as found`)
