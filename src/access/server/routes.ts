import { Type } from 'typebox'
import { isUuid } from '#base/ids.ts'
import { type Instant, parseInstant, toIso } from '#base/instants.ts'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import { permissionsOf, permissionsOfRole, roles } from '../rules/index.ts'
import { accountById, grantsOf, listAccounts } from '../store/accounts.ts'
import { listAudit } from '../store/audit.ts'
import { changeAccount, changePassword, createAccount, grantRole, resetPassword, revokeRole, signIn } from './commands.ts'
import { handlerRoutes } from './handler-routes.ts'
import { callerOf, type Sessions, sessionCookie, sessionRule } from './sessions.ts'
import { accountWire, adminRoutes, AuditQuery, auditFilter } from './admin-routes.ts'
import { AccountBody, AccountState, AccountWire, AuditWire, GrantBody, RoleName, SessionWire } from './wire.ts'

const Page = { cursor: Type.Optional(Type.String({ maxLength: 200 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }
const IdParam = Type.Object({ id: Type.String({ format: 'uuid' }) })
const manage = { permission: 'access.manage' } as const

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)

/** Sign-in, sessions, accounts, roles and the audit list. */
export const accessRoutes = (sessions: Sessions) => {
  const sessionOf = async (r: { actor: { id: string | null }; city: Parameters<Sessions['start']>[0]; scope: Readonly<Record<string, string>> }, csrf: string | null) => {
    const { city } = r
    const mine = r.actor.id === null ? null : await city.read(r.scope, async (tx) => ({ account: await accountById(tx, r.actor.id as string), grants: await grantsOf(tx, [r.actor.id as string]) }))
    return {
      account: mine?.account ? { id: mine.account.id, username: mine.account.username, display_name: mine.account.display_name, must_change_password: mine.account.must_change_password } : null,
      roles: (mine?.grants ?? []).map(({ role, area_path, area_name, unit_path, unit_name }) => ({ role, area_path, area_name, unit_path, unit_name })),
      permissions: [...permissionsOf((mine?.grants ?? []).map((g) => g.role))].sort(),
      csrf_token: csrf,
      city: { slug: city.slug, name: city.name, zone: city.zone, demo: city.demo, bounds: city.settings.bounds ? [...city.settings.bounds] : null, tile_url: city.settings.tile_url ?? null },
    }
  }
  return [
    endpoint({
      id: 'access.session', method: 'GET', path: '/api/session', summary: 'Who is signed in here, with which roles, and which city this is', access: 'public', response: SessionWire,
      handler: async (r) => sessionOf(r, (await sessions.identify(r.request, r.city, r.now)).csrfToken),
    }),
    endpoint({
      id: 'access.sign_in', method: 'POST', path: '/api/session', summary: 'Sign in with user name and password', access: 'public', perMinute: 30, crossSite: true,
      body: Type.Object({ username: Type.String({ minLength: 1, maxLength: 64 }), password: Type.String({ minLength: 1, maxLength: 256, writeOnly: true }) }, { additionalProperties: false }), response: SessionWire,
      problems: ['access.wrong_credentials', 'access.locked'],
      handler: async (r) => {
        const site = r.request.headers['sec-fetch-site']
        // Browsers say where a request comes from; older ones only by Origin.
        const origin = r.request.headers.origin
        if (site === 'cross-site' || (site === undefined && origin !== undefined && hostOf(origin) !== r.request.host)) throw problem('http.csrf', { status: 403 })
        const found = await signIn(r.city, r.body, r.now)
        if (!found.ok) throw problem(found.error.code, { status: 401, ...(found.error.params ? { params: found.error.params } : {}) })
        const old = r.request.cookies[sessionCookie]
        if (old) await sessions.end(old)
        const session = await sessions.start(r.city, found.value.id, r.request.headers['user-agent'] ?? '', r.now)
        r.reply.setCookie(sessionCookie, session.token, {
          httpOnly: true, sameSite: 'lax', secure: r.request.protocol === 'https', path: '/', maxAge: sessionRule.longestMs / 1000,
        })
        const caller = await callerOf(r.city, found.value.id)
        if (!caller) throw problem('access.wrong_credentials', { status: 401 })
        return sessionOf({ city: r.city, actor: caller.actor, scope: caller.scope }, session.csrfToken)
      },
    }),
    endpoint({
      id: 'access.sign_out', method: 'DELETE', path: '/api/session', summary: 'Sign out', access: 'public',
      handler: async (r) => {
        const token = r.request.cookies[sessionCookie]
        if (token) await sessions.end(token)
        r.reply.clearCookie(sessionCookie, { path: '/' })
      },
    }),
    endpoint({
      id: 'access.change_password', method: 'POST', path: '/api/session/password', summary: 'Change one\'s own password', access: 'signed_in', perMinute: 10,
      body: Type.Object({ current: Type.String({ maxLength: 256, writeOnly: true }), next: Type.String({ maxLength: 256, writeOnly: true }) }, { additionalProperties: false }),
      problems: ['access.wrong_password', 'access.password_same', 'access.password_refused'],
      handler: async (r) => {
        unwrap(await changePassword(r.city, r.actor.id as string, r.body, r.now))
        await sessions.endAllOf(r.city, r.actor.id as string, r.request.cookies[sessionCookie] ?? null)
      },
    }),
    endpoint({
      id: 'access.accounts', method: 'GET', path: '/api/accounts', summary: 'Accounts with their roles', access: manage,
      query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })), role: Type.Optional(RoleName), state: Type.Optional(AccountState), ...Page }),
      response: Type.Object({ items: Type.Array(AccountWire), next_cursor: Type.Union([Type.String(), Type.Null()]) }),
      handler: (r) =>
        r.city.read(r.scope, async (tx) => {
          const limit = r.query.limit ?? 50
          const found = await listAccounts(tx, { q: r.query.q ?? null, role: r.query.role ?? null, state: r.query.state ?? null, now: r.now, after: r.query.cursor ?? null, limit: limit + 1 })
          const items = found.slice(0, limit)
          const grants = await grantsOf(tx, items.map((a) => a.id))
          return { items: items.map((a) => accountWire(a, grants)) as never, next_cursor: found.length > limit ? (items.at(-1)?.username ?? null) : null }
        }),
    }),
    endpoint({
      id: 'access.create_account', method: 'POST', path: '/api/accounts', summary: 'Open an account; a password that was made up is told once', access: manage, status: 201,
      body: AccountBody, response: Type.Object({ id: Type.String(), password: Type.Union([Type.String(), Type.Null()]) }), problems: ['access.password_refused'],
      handler: (r) => r.city.write(r.scope, (tx) => createAccount(tx, r.actor, { ...r.body, grants: (r.body.grants ?? []).map((g) => ({ role: g.role, area_id: g.area_id ?? null, unit_id: g.unit_id ?? null })) }, r.now)),
    }),
    endpoint({
      id: 'access.change_account', method: 'PATCH', path: '/api/accounts/:id', summary: 'Rename, disable or enable an account', access: manage, params: IdParam,
      body: Type.Object({ display_name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })), disabled: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
      problems: ['access.no_such_account', 'access.not_yourself'],
      handler: async (r) => {
        if (r.body.disabled && r.params.id === r.actor.id) throw problem('access.not_yourself', { status: 409 })
        await r.city.write(r.scope, (tx) => changeAccount(tx, r.actor, r.params.id, r.body, r.now))
        await sessions.endAllOf(r.city, r.params.id, null)
      },
    }),
    endpoint({
      id: 'access.reset_password', method: 'POST', path: '/api/accounts/:id/password', summary: 'Recovery: a new made-up password, told once; lifts a lock', access: manage, params: IdParam,
      response: Type.Object({ password: Type.String() }), problems: ['access.no_such_account'],
      handler: async (r) => {
        const password = await r.city.write(r.scope, (tx) => resetPassword(tx, r.actor, r.params.id, r.now))
        await sessions.endAllOf(r.city, r.params.id, null)
        return { password }
      },
    }),
    endpoint({
      id: 'access.grant_role', method: 'POST', path: '/api/accounts/:id/grants', summary: 'Give a role on an area or a unit', access: manage, params: IdParam, status: 201,
      body: GrantBody, response: Type.Object({ id: Type.String() }),
      handler: async (r) => {
        const id = await r.city.write(r.scope, (tx) => grantRole(tx, r.actor, r.params.id, { role: r.body.role, area_id: r.body.area_id ?? null, unit_id: r.body.unit_id ?? null }, r.now))
        await sessions.endAllOf(r.city, r.params.id, r.params.id === r.actor.id ? (r.request.cookies[sessionCookie] ?? null) : null)
        return { id }
      },
    }),
    endpoint({
      id: 'access.revoke_role', method: 'DELETE', path: '/api/accounts/:id/grants/:grant_id', summary: 'Take a role away', access: manage,
      params: Type.Object({ id: Type.String({ format: 'uuid' }), grant_id: Type.String({ format: 'uuid' }) }), problems: ['access.no_such_grant'],
      handler: async (r) => {
        await r.city.write(r.scope, (tx) => revokeRole(tx, r.actor, r.params.id, r.params.grant_id, r.now))
        await sessions.endAllOf(r.city, r.params.id, null)
      },
    }),
    endpoint({
      id: 'access.roles', method: 'GET', path: '/api/roles', summary: 'The roles and what each may do', access: 'signed_in',
      response: Type.Object({ items: Type.Array(Type.Object({ role: Type.String(), permissions: Type.Array(Type.String()) })) }),
      handler: async () => ({
        items: roles.map((role) => ({ role, permissions: [...permissionsOfRole[role]] })),
      }),
    }),
    endpoint({
      id: 'access.audit', method: 'GET', path: '/api/audit', summary: 'Sign-ins, changes of permission and looks at personal data, newest first', access: { permission: 'access.audit' },
      query: Type.Object({ ...AuditQuery, ...Page }),
      response: Type.Object({ items: Type.Array(AuditWire), next_cursor: Type.Union([Type.String(), Type.Null()]) }), problems: ['http.bad_cursor'],
      handler: (r) =>
        r.city.read(r.scope, async (tx) => {
          const limit = r.query.limit ?? 50
          const found = await listAudit(tx, { ...auditFilter(r.query, r.city.zone), before: readCursor(r.query.cursor), limit: limit + 1 })
          const items = found.slice(0, limit)
          const last = items.at(-1)
          return { items: items.map((e) => ({ ...e, at: toIso(e.at) })) as never, next_cursor: found.length > limit && last ? `${toIso(last.at)}~${last.id}` : null }
        }),
    }),
    ...handlerRoutes, ...adminRoutes(sessions),
  ]
}

const readCursor = (text: string | undefined): { readonly at: Instant; readonly id: string } | null => {
  if (text === undefined) return null
  const [time, id] = text.split('~')
  const moment = parseInstant(time ?? '')
  if (!moment.ok || !id || !isUuid(id)) throw problem('http.bad_cursor', { status: 400 })
  return { at: moment.value, id }
}
