import type { Id } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'
import { at, atOrNull, sql, type Tx } from '#platform/db/index.ts'
import type { Role } from '../rules/index.ts'

export type AccountId = Id<'account'>

export type AccountRow = {
  readonly id: AccountId
  readonly username: string
  readonly display_name: string
  readonly failed_count: number
  readonly locked_until: Instant | null
  readonly disabled_at: Instant | null
  readonly must_change_password: boolean
  readonly created_at: Instant
  readonly last_signed_in_at: Instant | null
}

const columns = sql`id, username, display_name, failed_count, locked_until, disabled_at, must_change_password, created_at, last_signed_in_at`

export const accountByName = (tx: Tx, username: string): Promise<AccountRow | null> =>
  tx.maybe(sql<AccountRow>`select ${columns} from accounts where username = ${username}`)

export const accountByNameForUpdate = (tx: Tx, username: string): Promise<AccountRow | null> =>
  tx.maybe(sql<AccountRow>`select ${columns} from accounts where username = ${username} for update`)

export const accountById = (tx: Tx, id: string): Promise<AccountRow | null> => tx.maybe(sql<AccountRow>`select ${columns} from accounts where id = ${id}`)

export const passwordHash = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.maybe(sql<{ hash: string }>`select hash from account_passwords where account_id = ${id}`))?.hash ?? null

export const insertAccount = (tx: Tx, a: { readonly id: string; readonly username: string; readonly display_name: string; readonly must_change_password: boolean; readonly created_at: Instant }): Promise<number> =>
  tx.run(sql`insert into accounts (id, username, display_name, must_change_password, created_at)
    values (${a.id}, ${a.username}, ${a.display_name}, ${a.must_change_password}, ${at(a.created_at)})`)

export const savePassword = (tx: Tx, id: string, hash: string, now: Instant): Promise<number> =>
  tx.run(sql`insert into account_passwords (account_id, hash, changed_at) values (${id}, ${hash}, ${at(now)})
    on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`)

export const saveSignIn = (tx: Tx, id: string, state: { readonly failed_count: number; readonly locked_until: Instant | null; readonly signed_in_at: Instant | null }): Promise<number> =>
  tx.run(sql`update accounts set failed_count = ${state.failed_count}, locked_until = ${atOrNull(state.locked_until)},
    last_signed_in_at = coalesce(${atOrNull(state.signed_in_at)}, last_signed_in_at) where id = ${id}`)

export const saveAccount = (tx: Tx, id: string, change: { readonly display_name?: string; readonly disabled_at?: Instant | null; readonly must_change_password?: boolean }): Promise<number> =>
  tx.run(sql`update accounts set display_name = coalesce(${change.display_name ?? null}, display_name),
    disabled_at = case when ${change.disabled_at !== undefined} then ${atOrNull(change.disabled_at ?? null)}::timestamptz else disabled_at end,
    must_change_password = coalesce(${change.must_change_password ?? null}, must_change_password) where id = ${id}`)

export type GrantRow = {
  readonly id: string
  readonly account_id: string
  readonly role: Role
  readonly area_path: string | null
  readonly area_name: string | null
  readonly unit_path: string | null
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly granted_at: Instant
}

export const grantsOf = (tx: Tx, accountIds: readonly string[]): Promise<readonly GrantRow[]> =>
  tx.rows(sql<GrantRow>`select g.id, g.account_id, g.role, a.path as area_path, a.name as area_name, g.unit_id, u.path as unit_path, u.name as unit_name, g.granted_at
    from role_grants g left join area_facts a on a.id = g.area_id left join unit_facts u on u.id = g.unit_id
    where g.account_id = any(${accountIds}::uuid[]) and g.revoked_at is null order by g.granted_at, g.id`)

/** Whether the area and the unit a role is to be held on are there; one that is not named is. */
export const placesOfGrant = (tx: Tx, g: { readonly area_id: string | null; readonly unit_id: string | null }): Promise<{ readonly area: boolean; readonly unit: boolean }> =>
  tx.one(sql<{ area: boolean; unit: boolean }>`select ${g.area_id}::uuid is null or exists (select 1 from area_facts where id = ${g.area_id}) as area,
    ${g.unit_id}::uuid is null or exists (select 1 from unit_facts where id = ${g.unit_id}) as unit`)

export const insertGrant = (tx: Tx, g: { readonly id: string; readonly account_id: string; readonly role: Role; readonly area_id: string | null; readonly unit_id: string | null; readonly granted_at: Instant; readonly granted_by: string | null }): Promise<number> =>
  tx.run(sql`insert into role_grants (id, account_id, role, area_id, unit_id, granted_at, granted_by)
    values (${g.id}, ${g.account_id}, ${g.role}, ${g.area_id}, ${g.unit_id}, ${at(g.granted_at)}, ${g.granted_by})`)

export const revokeGrant = (tx: Tx, id: string, accountId: string, now: Instant, by: string | null): Promise<number> =>
  tx.run(sql`update role_grants set revoked_at = ${at(now)}, revoked_by = ${by} where id = ${id} and account_id = ${accountId} and revoked_at is null`)

export const accountStates = ['active', 'disabled', 'locked', 'temporary'] as const
export type AccountFilter = {
  readonly q: string | null
  readonly role: string | null
  readonly state: (typeof accountStates)[number] | null
  readonly now: Instant
  readonly after: string | null
  readonly limit: number
}

/** Accounts by name, keyset-paged on the user name. */
export const listAccounts = (tx: Tx, asked: Pick<AccountFilter, 'q' | 'after' | 'limit'> & Partial<AccountFilter>): Promise<readonly AccountRow[]> =>
  tx.rows(sql<AccountRow>`select ${columns} from accounts
    where (${asked.q}::text is null or position(lower(${asked.q}) in lower(username || ' ' || display_name)) > 0) and (${asked.after}::text is null or username > ${asked.after})
      and (${asked.role ?? null}::text is null or exists (select 1 from role_grants g where g.account_id = accounts.id and g.revoked_at is null and g.role = ${asked.role ?? null}))
      and case ${asked.state ?? null}::text when 'disabled' then disabled_at is not null when 'active' then disabled_at is null
        when 'locked' then disabled_at is null and locked_until > ${atOrNull(asked.now ?? null)}::timestamptz when 'temporary' then disabled_at is null and must_change_password else true end
    order by username limit ${asked.limit}`)
