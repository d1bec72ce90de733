import type { Instant } from '#base/instants.ts'
import { refuse, type Fault, type Refusal, type Result, ok } from '#base/results.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import { type Caller, problem } from '#platform/http/index.ts'
import { newId, randomCode } from '#platform/random/index.ts'
import { checkPassword, lockedUntil, type Role } from '../rules/index.ts'
import {
  type AccountRow, accountById, accountByName, accountByNameForUpdate, insertAccount, insertGrant, passwordHash, placesOfGrant, revokeGrant, saveAccount, savePassword, saveSignIn,
} from '../store/accounts.ts'
import { audit } from './audit.ts'
import { hashPassword, passwordMatches } from './passwords.ts'

const system = { id: null }

/**
 * Names nobody has are counted as accounts are, so that a rest after too many tries does not tell which names exist. Kept in memory: what matters is what one
 * guesser is told, not the count itself.
 */
const strangers = new Map<string, { readonly failed: number; readonly until: Instant | null }>()
const mostStrangers = 10_000
const resting = (until: Instant | null | undefined, now: Instant): Refusal | null => (until && until > now ? { code: 'access.locked', params: { minutes: Math.ceil((until - now) / 60_000) } } : null)

/** Written down like a wrong password of somebody who exists, at the same cost; the name itself is left out, for people type passwords into that field. */
const turnAway = async (city: CityDb, name: string, now: Instant): Promise<void> => {
  const key = `${city.slug}|${name}`
  const failed = (strangers.get(key)?.failed ?? 0) + 1
  if (strangers.size >= mostStrangers) strangers.clear()
  strangers.set(key, { failed, until: lockedUntil(failed, now) })
  await city.write(everyRow, (tx) => audit(tx, system, now, { action: 'access.sign_in_failed', subject_kind: 'account', subject_id: '', detail: { failed } }))
}

/** The account when name and password are right. Wrong ones are counted, and the count decides when the account rests. */
export const signIn = async (city: CityDb, given: { readonly username: string; readonly password: string }, now: Instant): Promise<Result<AccountRow, Refusal>> => {
  const name = given.username.trim().toLowerCase()
  const known = await city.read(everyRow, async (tx) => {
    const account = await accountByName(tx, name)
    return account ? { account, hash: await passwordHash(tx, account.id) } : null
  })
  const rest = resting(known ? known.account.locked_until : strangers.get(`${city.slug}|${name}`)?.until, now)
  if (rest) return refuse(rest.code, rest.params)
  const right = await passwordMatches(known?.hash ?? null, given.password)
  if (!known) {
    await turnAway(city, name, now)
    return refuse('access.wrong_credentials')
  }
  return city.write(everyRow, async (tx) => {
    const account = await accountByNameForUpdate(tx, name)
    if (!account) return refuse('access.wrong_credentials')
    const since = resting(account.locked_until, now)
    if (since) return refuse(since.code, since.params)
    if (!right || account.disabled_at !== null) {
      const failed = account.failed_count + 1
      await saveSignIn(tx, account.id, { failed_count: failed, locked_until: lockedUntil(failed, now), signed_in_at: null })
      await audit(tx, system, now, { action: 'access.sign_in_failed', subject_kind: 'account', subject_id: account.id, detail: { failed } })
      return refuse('access.wrong_credentials')
    }
    await saveSignIn(tx, account.id, { failed_count: 0, locked_until: null, signed_in_at: now })
    await audit(tx, account, now, { action: 'access.signed_in', subject_kind: 'account', subject_id: account.id })
    return ok(account)
  })
}

export type NewAccount = {
  readonly username: string
  readonly display_name: string
  /** Absent: one is made up, told once, and must be changed. */
  readonly password?: string
  readonly must_change_password?: boolean
  readonly grants?: readonly { readonly role: Role; readonly area_id: string | null; readonly unit_id: string | null }[]
}

const temporaryPassword = (): string => randomCode(16).replace(/(.{4})(?=.)/g, '$1-').toLowerCase()

const refuseWeak = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw problem('access.password_refused', { status: 422, faults })
}

/** Opens an account. Answers its id and, when none was given, the password made up for it. */
export const createAccount = async (tx: Tx, actor: Pick<Caller, 'id'>, made: NewAccount, now: Instant): Promise<{ readonly id: string; readonly password: string | null }> => {
  const username = made.username.trim().toLowerCase()
  const password = made.password ?? temporaryPassword()
  if (made.password !== undefined) refuseWeak(checkPassword(password, username))
  if (await accountByName(tx, username)) throw problem('access.username_taken', { status: 409, faults: [{ field: 'username', value: username, code: 'access.username_taken' }] })
  const hash = await hashPassword(password)
  const id = newId<'account'>(now)
  await insertAccount(tx, { id, username, display_name: made.display_name, must_change_password: made.must_change_password ?? made.password === undefined, created_at: now })
  await asSystem(tx, actor, () => savePassword(tx, id, hash, now))
  await audit(tx, actor, now, { action: 'access.account_created', subject_kind: 'account', subject_id: id, detail: { username } })
  for (const grant of made.grants ?? []) await grantRole(tx, actor, id, grant, now)
  return { id, password: made.password === undefined ? password : null }
}

/** Password rows are open to the program itself only; the permission was checked at the door. */
const asSystem = async <T>(tx: Tx, actor: Pick<Caller, 'id'>, work: () => Promise<T>): Promise<T> => {
  await tx.setScope({ 'app.actor': 'system' })
  const value = await work()
  await tx.setScope({ 'app.actor': actor.id ?? 'system' })
  return value
}

export const grantRole = async (tx: Tx, actor: Pick<Caller, 'id'>, accountId: string, grant: { readonly role: Role; readonly area_id: string | null; readonly unit_id: string | null }, now: Instant): Promise<string> => {
  const wrong = (field: 'area_id' | 'unit_id', code: string) =>
    problem('http.invalid_input', { status: 422, params: { count: 1 }, faults: [{ field, value: grant[field], code: `access.${code}`, params: { value: grant[field] } }] })
  if (grant.area_id !== null && grant.unit_id !== null) throw wrong('unit_id', 'one_place')
  const there = await placesOfGrant(tx, grant)
  if (!there.area) throw wrong('area_id', 'no_such_area')
  if (!there.unit) throw wrong('unit_id', 'no_such_unit')
  if (!(await accountById(tx, accountId))) throw problem('access.no_such_account', { status: 404 })
  const id = newId<'grant'>(now)
  await insertGrant(tx, { id, account_id: accountId, ...grant, granted_at: now, granted_by: actor.id })
  await audit(tx, actor, now, { action: 'access.role_granted', subject_kind: 'account', subject_id: accountId, detail: { ...grant } })
  return id
}

export const revokeRole = async (tx: Tx, actor: Pick<Caller, 'id'>, accountId: string, grantId: string, now: Instant): Promise<void> => {
  if ((await revokeGrant(tx, grantId, accountId, now, actor.id)) === 0) throw problem('access.no_such_grant', { status: 404 })
  await audit(tx, actor, now, { action: 'access.role_revoked', subject_kind: 'account', subject_id: accountId, detail: { grant_id: grantId } })
}

/** Recovery by an administrator: a made-up password, told once, and the lock lifted. */
export const resetPassword = async (tx: Tx, actor: Pick<Caller, 'id'>, accountId: string, now: Instant): Promise<string> => {
  const account = await accountById(tx, accountId)
  if (!account) throw problem('access.no_such_account', { status: 404 })
  const password = temporaryPassword()
  const hash = await hashPassword(password)
  await asSystem(tx, actor, () => savePassword(tx, accountId, hash, now))
  await saveSignIn(tx, accountId, { failed_count: 0, locked_until: null, signed_in_at: null })
  await saveAccount(tx, accountId, { must_change_password: true })
  await audit(tx, actor, now, { action: 'access.password_reset', subject_kind: 'account', subject_id: accountId })
  return password
}

/** Changes one's own password; the old one is asked for again. */
export const changePassword = async (city: CityDb, accountId: string, given: { readonly current: string; readonly next: string }, now: Instant): Promise<Result<null, Refusal>> =>
  city.write(everyRow, async (tx) => {
    const account = await accountById(tx, accountId)
    if (!account || !(await passwordMatches(await passwordHash(tx, accountId), given.current))) {
      await audit(tx, { id: accountId }, now, { action: 'access.password_change_failed', subject_kind: 'account', subject_id: accountId })
      return refuse('access.wrong_password')
    }
    if (given.current === given.next) return refuse('access.password_same')
    refuseWeak(checkPassword(given.next, account.username))
    await savePassword(tx, accountId, await hashPassword(given.next), now)
    await saveAccount(tx, accountId, { must_change_password: false })
    await audit(tx, { id: accountId }, now, { action: 'access.password_changed', subject_kind: 'account', subject_id: accountId })
    return ok(null)
  })

export const changeAccount = async (tx: Tx, actor: Pick<Caller, 'id'>, accountId: string, change: { readonly display_name?: string; readonly disabled?: boolean }, now: Instant): Promise<void> => {
  const touched = await saveAccount(tx, accountId, {
    ...(change.display_name === undefined ? {} : { display_name: change.display_name }),
    ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? now : null }),
  })
  if (touched === 0) throw problem('access.no_such_account', { status: 404 })
  await audit(tx, actor, now, { action: 'access.account_changed', subject_kind: 'account', subject_id: accountId, detail: { ...change } })
}
