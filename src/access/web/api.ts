import { api } from '#platform/web-ui/index.ts'
import type { Role } from '../rules/index.ts'

export type Grant = {
  readonly id: string
  readonly role: Role
  readonly area_path: string | null
  readonly area_name: string | null
  readonly unit_id: string | null
  readonly unit_path: string | null
  readonly unit_name: string | null
  readonly granted_at: string
}
export type Account = {
  readonly id: string
  readonly username: string
  readonly display_name: string
  readonly disabled: boolean
  readonly locked_until: string | null
  readonly must_change_password: boolean
  readonly created_at: string
  readonly last_signed_in_at: string | null
  readonly grants: readonly Grant[]
}
export type OpenSession = { readonly created_at: string; readonly last_seen_at: string; readonly user_agent: string }
export type AuditEntry = {
  readonly id: string
  readonly at: string
  readonly account_id: string | null
  readonly account_name: string | null
  readonly subject_name: string | null
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly reason: string
  readonly detail: Readonly<Record<string, unknown>>
}
export type RoleRow = { readonly role: Role; readonly permissions: readonly string[] }
export type GrantBody = { readonly role: Role; readonly area_id: string | null; readonly unit_id: string | null }

export const accessApi = {
  account: (id: string, signal?: AbortSignal) => api.get<Account>(`/api/accounts/${id}`, {}, signal),
  create: (body: { readonly username: string; readonly display_name: string; readonly grants: readonly GrantBody[] }) =>
    api.post<{ readonly id: string; readonly password: string | null }>('/api/accounts', body),
  change: (id: string, body: object) => api.patch<unknown>(`/api/accounts/${id}`, body),
  reset: (id: string) => api.post<{ readonly password: string }>(`/api/accounts/${id}/password`),
  grant: (id: string, body: GrantBody) => api.post<{ readonly id: string }>(`/api/accounts/${id}/grants`, body),
  revoke: (id: string, grant: string) => api.remove<unknown>(`/api/accounts/${id}/grants/${grant}`),
  sessions: (id: string, signal?: AbortSignal) => api.get<{ readonly items: readonly OpenSession[] }>(`/api/accounts/${id}/sessions`, {}, signal),
  endSessions: (id: string) => api.remove<{ readonly ended: number }>(`/api/accounts/${id}/sessions`),
  roles: (signal?: AbortSignal) => api.get<{ readonly items: readonly RoleRow[] }>('/api/roles', {}, signal),
}
