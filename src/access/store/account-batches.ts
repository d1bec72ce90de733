import type { Instant } from '#base/instants.ts'
import { batchInsert } from '#platform/db/index.ts'
import type { Role } from '../rules/index.ts'

type AccountLine = { readonly id: string; readonly username: string; readonly display_name: string; readonly created_at: Instant }
type GrantLine = {
  readonly id: string
  readonly account_id: string
  readonly role: Role
  readonly area_id: string | null
  readonly unit_id: string | null
  readonly granted_at: Instant
}
type PasswordLine = { readonly account_id: string; readonly hash: string; readonly changed_at: Instant }

/** Many accounts, grants and passwords in one statement each. */
export const insertAccounts = batchInsert<AccountLine>('accounts', { id: 'uuid', username: 'text', display_name: 'text', created_at: 'instant' })
export const insertGrants = batchInsert<GrantLine>('role_grants', {
  id: 'uuid', account_id: 'uuid', role: 'text', area_id: 'uuid', unit_id: 'uuid', granted_at: 'instant',
})
export const insertPasswords = batchInsert<PasswordLine>('account_passwords', { account_id: 'uuid', hash: 'text', changed_at: 'instant' })
