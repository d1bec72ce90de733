import type { Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'

export type SessionRow = {
  readonly city_slug: string
  readonly account_id: string
  readonly csrf_secret: string
  readonly last_seen_at: Instant
  readonly expires_at: Instant
}

/** These run in schema `platform`. */
export const insertSession = (tx: Tx, tokenHash: Buffer, s: SessionRow & { readonly created_at: Instant; readonly user_agent: string }): Promise<number> =>
  tx.run(sql`insert into sessions (token_sha256, city_slug, account_id, csrf_secret, created_at, last_seen_at, expires_at, user_agent)
    values (${tokenHash}, ${s.city_slug}, ${s.account_id}, ${s.csrf_secret}, ${at(s.created_at)}, ${at(s.last_seen_at)}, ${at(s.expires_at)}, ${s.user_agent})`)

export const findSession = async (tx: Tx, tokenHash: Buffer): Promise<SessionRow | null> =>
  (await tx.prepared<SessionRow>('session', 'select city_slug, account_id, csrf_secret, last_seen_at, expires_at from sessions where token_sha256 = $1', [tokenHash]))[0] ?? null

export const touchSession = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<number> => tx.run(sql`update sessions set last_seen_at = ${at(now)} where token_sha256 = ${tokenHash}`)

export const deleteSession = (tx: Tx, tokenHash: Buffer): Promise<number> => tx.run(sql`delete from sessions where token_sha256 = ${tokenHash}`)

export const deleteSessionsOf = (tx: Tx, citySlug: string, accountId: string, except: Buffer | null): Promise<number> =>
  tx.run(sql`delete from sessions where city_slug = ${citySlug} and account_id = ${accountId} and token_sha256 is distinct from ${except}::bytea`)

export const deleteExpiredSessions = (tx: Tx, now: Instant, idleBefore: Instant): Promise<number> =>
  tx.run(sql`delete from sessions where expires_at < ${at(now)} or last_seen_at < ${at(idleBefore)}`)

export type OpenSession = { readonly created_at: Instant; readonly last_seen_at: Instant; readonly user_agent: string }
/** Sessions of an account that still open a door, the last used first. */
export const listSessionsOf = (tx: Tx, citySlug: string, accountId: string, now: Instant, idleBefore: Instant): Promise<readonly OpenSession[]> =>
  tx.rows(sql<OpenSession>`select created_at, last_seen_at, user_agent from sessions
    where city_slug = ${citySlug} and account_id = ${accountId} and expires_at > ${at(now)} and last_seen_at > ${at(idleBefore)} order by last_seen_at desc limit 100`)
