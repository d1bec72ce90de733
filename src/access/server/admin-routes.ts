import { Type } from 'typebox'
import { type Instant, toIso } from '#base/instants.ts'
import { addDays, instantAt } from '#base/zones.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { endpoint, problem, sentTable } from '#platform/http/index.ts'
import { accountById, type AccountRow, grantsOf, type GrantRow, listAccounts } from '../store/accounts.ts'
import { type AuditFilter, listAudit } from '../store/audit.ts'
import { audit } from './audit.ts'
import type { Sessions } from './sessions.ts'
import { AccountState, AccountWire, RoleName } from './wire.ts'

const isoOrNull = (moment: Instant | null): string | null => (moment === null ? null : toIso(moment))

export const accountWire = (account: AccountRow, grants: readonly GrantRow[]): object => ({
  id: account.id,
  username: account.username,
  display_name: account.display_name,
  disabled: account.disabled_at !== null,
  locked_until: isoOrNull(account.locked_until),
  must_change_password: account.must_change_password,
  created_at: toIso(account.created_at),
  last_signed_in_at: isoOrNull(account.last_signed_in_at),
  grants: grants.filter((g) => g.account_id === account.id).map((g) => ({ ...g, granted_at: toIso(g.granted_at) })),
})

/** Days in the city's own time, both included; `account`: done by it or to it. */
export const AuditQuery = {
  account: Type.Optional(Type.String({ format: 'uuid' })),
  action: Type.Optional(Type.String({ maxLength: 80 })),
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
}
type AuditAsked = { readonly account?: string; readonly action?: string; readonly from?: string; readonly to?: string }
export const auditFilter = (asked: AuditAsked, zone: string): Omit<AuditFilter, 'before' | 'limit'> => ({
  account_id: asked.account ?? null,
  action: asked.action ?? null,
  from: asked.from ? instantAt(asked.from, 0, zone) : null,
  to: asked.to ? instantAt(addDays(asked.to, 1), 0, zone) : null,
})

const IdParam = Type.Object({ id: Type.String({ format: 'uuid' }) })
const manage = { permission: 'access.manage' } as const
const Format = Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]))
const tables = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']
const most = 50_000

const grantText =
  (locale: Locale) =>
  (grant: GrantRow): string => {
    const t = translator(locale)
    return [t(`access.roles.${grant.role}`), grant.unit_name ?? grant.area_name].filter(Boolean).join(' ')
  }

/** One account, its sessions, and the lists as files: what the pages of administration need beside the commands. */
export const adminRoutes = (sessions: Sessions) => [
  endpoint({
    id: 'access.export_accounts',
    method: 'GET',
    path: '/api/accounts/export',
    summary: 'Accounts with their roles as CSV or XLSX',
    access: manage,
    produces: tables,
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })),
      role: Type.Optional(RoleName),
      state: Type.Optional(AccountState),
      format: Format,
    }),
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const rows = await listAccounts(tx, {
          q: r.query.q ?? null,
          role: r.query.role ?? null,
          state: r.query.state ?? null,
          now: r.now,
          after: null,
          limit: most,
        })
        const grants = await grantsOf(
          tx,
          rows.map((a) => a.id),
        )
        const say = grantText(r.locale)
        return sentTable(r.reply, {
          name: 'accounts',
          format: r.query.format ?? 'csv',
          header: ['username', 'display_name', 'disabled', 'locked_until', 'must_change_password', 'created_at', 'last_signed_in_at', 'roles'],
          rows: rows.map((a) => [
            a.username,
            a.display_name,
            a.disabled_at !== null,
            isoOrNull(a.locked_until),
            a.must_change_password,
            toIso(a.created_at),
            isoOrNull(a.last_signed_in_at),
            grants
              .filter((g) => g.account_id === a.id)
              .map(say)
              .join('; '),
          ]),
        })
      }),
  }),
  endpoint({
    id: 'access.account',
    method: 'GET',
    path: '/api/accounts/:id',
    summary: 'One account with its roles',
    access: manage,
    params: IdParam,
    response: AccountWire,
    problems: ['access.no_such_account'],
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const account = await accountById(tx, r.params.id)
        if (!account) throw problem('access.no_such_account', { status: 404 })
        return accountWire(account, await grantsOf(tx, [account.id])) as never
      }),
  }),
  endpoint({
    id: 'access.account_sessions',
    method: 'GET',
    path: '/api/accounts/:id/sessions',
    summary: 'Where an account is signed in now',
    access: manage,
    params: IdParam,
    response: Type.Object({
      items: Type.Array(Type.Object({ created_at: Type.String(), last_seen_at: Type.String(), user_agent: Type.String() })),
      next_cursor: Type.Null(),
    }),
    handler: async (r) => ({
      items: (await sessions.openOf(r.city, r.params.id, r.now)).map((s) => ({
        created_at: toIso(s.created_at),
        last_seen_at: toIso(s.last_seen_at),
        user_agent: s.user_agent,
      })),
      next_cursor: null,
    }),
  }),
  endpoint({
    id: 'access.end_sessions',
    method: 'DELETE',
    path: '/api/accounts/:id/sessions',
    summary: 'Sign an account out everywhere',
    access: manage,
    params: IdParam,
    response: Type.Object({ ended: Type.Integer() }),
    handler: async (r) => {
      await r.city.write(r.scope, (tx) =>
        audit(tx, r.actor, r.now, { action: 'access.sessions_ended', subject_kind: 'account', subject_id: r.params.id }),
      )
      return { ended: await sessions.endAllOf(r.city, r.params.id, null) }
    },
  }),
  endpoint({
    id: 'access.export_audit',
    method: 'GET',
    path: '/api/audit/export',
    summary: 'The audit list as CSV or XLSX, newest first',
    access: { permission: 'access.audit' },
    produces: tables,
    query: Type.Object({ ...AuditQuery, format: Format }),
    handler: (r) =>
      r.city.read(r.scope, async (tx) =>
        sentTable(r.reply, {
          name: 'audit',
          format: r.query.format ?? 'csv',
          header: ['at', 'account', 'action', 'subject_kind', 'subject_id', 'reason', 'detail'],
          rows: (await listAudit(tx, { ...auditFilter(r.query, r.city.zone), before: null, limit: most })).map((e) => [
            toIso(e.at),
            e.account_name,
            e.action,
            e.subject_kind,
            e.subject_id,
            e.reason,
            JSON.stringify(e.detail),
          ]),
        }),
      ),
  }),
]
