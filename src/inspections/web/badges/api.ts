import { api } from '#platform/web-ui/index.ts'
import type { BadgeRules, BadgeState } from '../../rules/index.ts'

export type BadgeKind = { readonly code: string; readonly name: string; readonly name_en: string; readonly rules: BadgeRules; readonly retired: boolean; readonly held: number }
export type BadgePlace = {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly type_code: string
  readonly type_name: string
  readonly type_name_en: string
  readonly area_name: string
  readonly lon: number
  readonly lat: number
}
export type Badge = {
  readonly id: string
  readonly kind: string
  readonly kind_name: string
  readonly kind_name_en: string
  readonly state: BadgeState
  readonly due: boolean
  readonly may_review_from: string
  readonly place: BadgePlace
  readonly accepted_on: string
  readonly review_due_on: string
  readonly reviewed_on: string | null
  readonly ended_on: string | null
  readonly reason: string
  readonly basis: Readonly<Record<string, string | number>>
}
export type BadgeFigures = { readonly held: number; readonly due: number; readonly revoked: number; readonly expired: number }
export type BadgePage = { readonly items: readonly Badge[]; readonly next_cursor: string | null; readonly total: number; readonly figures: BadgeFigures }
export type Verdict = {
  readonly allowed: boolean
  readonly code: string | null
  readonly reason: string | null
  readonly basis: Readonly<Record<string, string | number>> | null
  readonly visits: readonly { readonly id: string; readonly on: string; readonly score: number | null }[]
  readonly cases: readonly { readonly id: string; readonly opened_on: string; readonly open: boolean }[]
}
export type BadgeEvent = { readonly id: string; readonly kind: string; readonly at: string; readonly actor_name: string | null; readonly data: Readonly<Record<string, unknown>> }
export type BadgeDetail = { readonly badge: Badge; readonly verdict: Verdict | null; readonly events: readonly BadgeEvent[]; readonly others: readonly Badge[] }
export type Candidate = { readonly place_id: string; readonly name: string; readonly area_name: string; readonly visits: number; readonly least: number; readonly mean: number }

export const badgesApi = {
  kinds: (signal?: AbortSignal) => api.get<{ readonly items: readonly BadgeKind[] }>('/api/badge-kinds', {}, signal),
  addDefaultKinds: () => api.post<{ readonly added: number }>('/api/badge-kinds/defaults', {}),
  saveKind: (code: string, body: object) => api.put<BadgeKind>(`/api/badge-kinds/${code}`, body),
  figures: (signal?: AbortSignal) => api.get<BadgePage>('/api/badges', { limit: 1 }, signal),
  ofPlace: (place: string, signal?: AbortSignal) => api.get<BadgePage>('/api/badges', { place, show: 'all', limit: 100 }, signal),
  detail: (id: string, signal?: AbortSignal) => api.get<BadgeDetail>(`/api/badges/${id}`, {}, signal),
  check: (kind: string, place: string, signal?: AbortSignal) => api.get<Verdict>('/api/badges/check', { kind, place }, signal),
  candidates: (kind: string, signal?: AbortSignal) => api.get<{ readonly items: readonly Candidate[] }>('/api/badges/candidates', { kind, limit: 20 }, signal),
  give: (body: object) => api.post<Badge>('/api/badges', body),
  keep: (id: string, reason: string) => api.post<Badge>(`/api/badges/${id}/keep`, { reason }),
  revoke: (id: string, reason: string) => api.post<Badge>(`/api/badges/${id}/revoke`, { reason }),
}
