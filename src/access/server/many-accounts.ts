import type { Instant } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import type { Role } from '../rules/index.ts'
import { insertAccounts, insertGrants, insertPasswords } from '../store/account-batches.ts'
import { audit } from './audit.ts'
import { hashPassword } from './passwords.ts'

export type ManyAccount = {
  readonly username: string
  readonly display_name: string
  /** Without one nobody can sign in to it: a post that only stands in histories. */
  readonly password: string | null
  readonly role: Role
  readonly area_id: string | null
  readonly unit_id: string | null
}

/**
 * Opens many accounts at once, each with one role, for a generated city or an import of staff. The same password is hashed once. Answers
 * the ids in the order given; one audit entry tells how many.
 */
export const createManyAccounts = async (tx: Tx, accounts: readonly ManyAccount[], now: Instant): Promise<readonly string[]> => {
  const rows = accounts.map((account) => ({ ...account, id: newId<'account'>(now), created_at: now }))
  const hashes = new Map<string, string>()
  for (const { password } of accounts) if (password !== null && !hashes.has(password)) hashes.set(password, await hashPassword(password))
  await insertAccounts(tx, rows)
  await insertGrants(tx, rows.map((row) => ({ id: newId(now), account_id: row.id, role: row.role, area_id: row.area_id, unit_id: row.unit_id,
    granted_at: now })))
  await tx.setScope({ 'app.actor': 'system' })
  await insertPasswords(tx, rows.flatMap((row) => (row.password === null ? [] : [{ account_id: row.id, hash: hashes.get(row.password) ?? '',
    changed_at: now }])))
  await audit(tx, { id: null }, now, { action: 'access.accounts_created', subject_kind: 'account', subject_id: rows[0]?.id ?? '',
    detail: { count: rows.length } })
  return rows.map((row) => row.id)
}
