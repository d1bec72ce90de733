import type { Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'

export type SavedFilter = { readonly id: string; readonly name: string; readonly query: Readonly<Record<string, string>>; readonly created_at: Instant }

/** The row policy leaves an account its own lists only. */
export const savedFilters = (tx: Tx): Promise<readonly SavedFilter[]> => tx.rows(sql<SavedFilter>`select id, name, query, created_at from saved_filters order by created_at, id`)

export const saveFilter = (tx: Tx, f: { readonly id: string; readonly account_id: string; readonly name: string; readonly query: object; readonly created_at: Instant }): Promise<{ readonly id: string }> =>
  tx.one(sql<{ id: string }>`insert into saved_filters (id, account_id, name, query, created_at) values (${f.id}, ${f.account_id}, ${f.name}, ${JSON.stringify(f.query)}, ${at(f.created_at)})
    on conflict (account_id, name) do update set query = excluded.query returning id`)

export const deleteFilter = (tx: Tx, id: string): Promise<number> => tx.run(sql`delete from saved_filters where id = ${id}`)
