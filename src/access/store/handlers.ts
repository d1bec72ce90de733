import { type Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'

export type HandlerRow = { readonly id: string; readonly display_name: string; readonly unit_name: string }

/** Accounts that handle for a unit or one below it and may sign in, by unit and name. */
export const handlersOf = (tx: Tx, unit: string, q: string | null, now: Instant, limit: number): Promise<readonly HandlerRow[]> =>
  tx.rows(sql<HandlerRow>`select distinct on (u.path, a.display_name, a.id) a.id, a.display_name, u.name as unit_name
    from unit_facts top join unit_facts u on u.path = top.path or starts_with(u.path, top.path || '.')
      join role_grants g on g.unit_id = u.id and g.role = 'handler' and g.revoked_at is null
      join accounts a on a.id = g.account_id
    where top.id = ${unit} and (a.disabled_at is null or a.disabled_at > ${at(now)}) and (${q}::text is null or position(lower(${q}) in lower(a.display_name)) > 0)
    order by u.path, a.display_name, a.id limit ${limit}`)

/** Whether an account handles for a unit or one below it and may sign in. */
export const handlesFor = async (tx: Tx, unit: string, accountId: string, now: Instant): Promise<boolean> =>
  (await tx.rows(sql`select 1 from unit_facts top join unit_facts u on u.path = top.path or starts_with(u.path, top.path || '.')
      join role_grants g on g.unit_id = u.id and g.role = 'handler' and g.revoked_at is null join accounts a on a.id = g.account_id
    where top.id = ${unit} and a.id = ${accountId} and (a.disabled_at is null or a.disabled_at > ${at(now)}) limit 1`)).length > 0
