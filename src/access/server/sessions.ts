import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { addMs, dayMs, hourMs, type Instant, instant, minuteMs } from '#base/instants.ts'
import type { CityDb, Database } from '#platform/db/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { type Caller, sessionsChannel } from '#platform/http/index.ts'
import { permissionsOf, type RoleHeld, rowScopeOf } from '../rules/index.ts'
import { accountById, grantsOf } from '../store/accounts.ts'
import { deleteExpiredSessions, deleteSession, deleteSessionsOf, findSession, insertSession, listSessionsOf, type OpenSession, touchSession } from '../store/sessions.ts'

/** OWASP ASVS 5.0 7.3: a session ends after a working day without use, and after a week whatever happens. */
export const sessionRule = { idleMs: 10 * hourMs, longestMs: 7 * dayMs } as const
export const sessionCookie = 'bihuan_session'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export type Identified = { readonly actor: Caller; readonly scope: Readonly<Record<string, string>>; readonly csrfToken: string | null }

const nobody: Identified = {
  actor: { id: null, name: '', roles: [], permissions: new Set(), restricted: false }, scope: rowScopeOf(null, []), csrfToken: null,
}

/** What an account may do and see at this moment; null when it may not sign in at all. */
export const callerOf = (city: CityDb, accountId: string): Promise<Omit<Identified, 'csrfToken'> | null> =>
  city.read(everyRow, async (tx) => {
    const account = await accountById(tx, accountId)
    if (!account || account.disabled_at !== null) return null
    const held: readonly RoleHeld[] = await grantsOf(tx, [accountId])
    return {
      actor: {
        id: accountId, name: account.display_name, restricted: account.must_change_password, permissions: permissionsOf(held.map((h) => h.role)),
        roles: held.map(({ role, area_path, unit_path, unit_id }) => ({ role, area_path, unit_path, unit_id })),
      },
      scope: rowScopeOf(accountId, held),
    }
  })

export type Sessions = {
  readonly start: (city: CityDb, accountId: string, userAgent: string, now: Instant) => Promise<{ readonly token: string; readonly csrfToken: string; readonly expiresAt: Instant }>
  readonly identify: (request: FastifyRequest, city: CityDb, now: Instant) => Promise<Identified>
  readonly end: (token: string) => Promise<void>
  /** Ends every session of an account but the one given: after a change of password or of roles. */
  readonly endAllOf: (city: CityDb, accountId: string, exceptToken: string | null) => Promise<number>
  /** Where an account is signed in now. */
  readonly openOf: (city: CityDb, accountId: string, now: Instant) => Promise<readonly OpenSession[]>
  readonly sweep: (now: Instant) => Promise<number>
}

/** How long a found session is believed before it is looked up again; ending one is told to every process at once. */
const believedMs = 15_000

export const sessionsOn = (database: Database): Sessions => {
  const known = new Map<string, { readonly found: Identified; readonly until: number; readonly city: string }>()
  let changes = 0
  const forget = (): void => {
    changes++
    known.clear()
  }
  database.listen(sessionsChannel, forget)
  const tell = (): Promise<unknown> => database.platform((tx) => tx.prepared('notify', 'select pg_notify($1, $2)', [sessionsChannel, '']))
  return {
    start: async (city, accountId, userAgent, now) => {
      const token = randomBytes(32).toString('base64url')
      const csrfToken = randomBytes(24).toString('base64url')
      const expiresAt = addMs(now, sessionRule.longestMs)
      await database.platform((tx) =>
        insertSession(tx, hashOf(token), {
          city_slug: city.slug, account_id: accountId, csrf_secret: csrfToken, created_at: now, last_seen_at: now, expires_at: expiresAt, user_agent: userAgent.slice(0, 300),
        }),
      )
      return { token, csrfToken, expiresAt }
    },
    identify: async (request, city, now) => {
      const token = request.cookies[sessionCookie]
      if (!token) return nobody
      const remembered = known.get(token)
      if (remembered && remembered.until > now && remembered.city === city.slug) return remembered.found
      const before = changes
      const session = await database.platform(async (tx) => {
        const found = await findSession(tx, hashOf(token))
        if (!found || found.city_slug !== city.slug || found.expires_at <= now || found.last_seen_at + sessionRule.idleMs <= now) return null
        if (now - found.last_seen_at > minuteMs) await touchSession(tx, hashOf(token), now)
        return found
      })
      const caller = session && (await callerOf(city, session.account_id))
      if (!session || !caller) return nobody
      const found: Identified = { ...caller, csrfToken: session.csrf_secret }
      if (known.size > 5_000) known.clear()
      // What was read before a session ended must not be believed after it.
      if (before === changes) known.set(token, { found, until: now + believedMs, city: city.slug })
      return found
    },
    end: async (token) => {
      await database.platform((tx) => deleteSession(tx, hashOf(token)))
      forget()
      await tell()
    },
    endAllOf: async (city, accountId, exceptToken) => {
      const ended = await database.platform((tx) => deleteSessionsOf(tx, city.slug, accountId, exceptToken ? hashOf(exceptToken) : null))
      forget()
      await tell()
      return ended
    },
    openOf: (city, accountId, now) => database.platform((tx) => listSessionsOf(tx, city.slug, accountId, now, instant(now - sessionRule.idleMs))),
    sweep: (now) => database.platform((tx) => deleteExpiredSessions(tx, now, instant(now - sessionRule.idleMs))),
  }
}
