import type { Instant } from '#base/instants.ts'
import { batchInsert } from '#platform/db/index.ts'
import type { Role } from '../rules/index.ts'

/** Many accounts and grants in one statement each. */
export const insertAccounts = batchInsert<{ readonly id: string; readonly username: string; readonly display_name: string; readonly created_at: Instant }>('accounts', {
  id: 'uuid', username: 'text', display_name: 'text', created_at: 'instant',
})
export const insertGrants = batchInsert<{
  readonly id: string; readonly account_id: string; readonly role: Role; readonly area_id: string | null; readonly unit_id: string | null; readonly granted_at: Instant
}>('role_grants', { id: 'uuid', account_id: 'uuid', role: 'text', area_id: 'uuid', unit_id: 'uuid', granted_at: 'instant' })
export const insertPasswords = batchInsert<{ readonly account_id: string; readonly hash: string; readonly changed_at: Instant }>('account_passwords', {
  account_id: 'uuid', hash: 'text', changed_at: 'instant',
})
