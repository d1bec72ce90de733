import { api, type Query } from '#platform/web-ui/index.ts'
import type { ContactRole, LimitUnit, UnitKind } from '../rules/index.ts'

export type NamedUnit = { readonly id: string; readonly code: string; readonly name: string }
export type Contact = { readonly role: ContactRole; readonly name: string; readonly phone: string; readonly email: string; readonly note: string }
export type UnitRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parent_id: string | null
  readonly path: string
  readonly area_id: string | null
  readonly area_path: string | null
  readonly duties: readonly string[]
  readonly valid_from: string
  readonly valid_to: string | null
  readonly closed_reason: string | null
  readonly parents: readonly string[]
  readonly children: number
}
export type UnitDetail = UnitRow & { readonly contacts: readonly Contact[] }
export type Limit = { readonly value: number; readonly unit: LimitUnit }
export type Matrix = {
  readonly id: string
  readonly number: number | null
  readonly status: 'draft' | 'published' | 'retired'
  readonly note: string
  readonly based_on_id: string | null
  readonly created_at: string
  readonly created_by: string
  readonly published_at: string | null
  readonly published_by: string | null
  readonly retired_at: string | null
  readonly rules: number
}
export type Rule = {
  readonly id: string
  readonly category_path: string
  readonly area_path: string
  readonly area_id: string
  readonly area_name: string
  readonly lead_unit: NamedUnit | null
  readonly assisting_units: readonly NamedUnit[]
  readonly valid_from: string
  readonly valid_to: string | null
  readonly note: string
}
export type RuleBody = {
  readonly category_path: string
  readonly area_path: string
  readonly lead_unit_id: string | null
  readonly assisting_unit_ids: readonly string[]
  readonly valid_from: string
  readonly valid_to: string | null
  readonly note: string
}
export type Answer = {
  readonly kind: 'lead' | 'fallback' | 'none'
  readonly lead_unit: NamedUnit | null
  readonly assisting_units: readonly NamedUnit[]
  readonly limit: Limit | null
  readonly because: { readonly code: string; readonly params: Readonly<Record<string, string | number>> }
  readonly text: string
}
export type Group = { readonly id: number; readonly root: string; readonly paths: readonly string[] }
export type Found = { readonly category_group: number; readonly area_group: number; readonly combinations: number }
export type Check = {
  readonly on: string
  readonly publishable: boolean
  readonly combinations: number
  readonly resolved: number
  readonly covered_by_fallback: number
  readonly uncovered: number
  readonly conflicting: number
  readonly category_groups: readonly Group[]
  readonly area_groups: readonly Group[]
  readonly gaps: readonly (Found & { readonly covered_by: NamedUnit | null })[]
  readonly conflicts: readonly (Found & { readonly rule_ids: readonly string[] })[]
  readonly rule_faults: readonly { readonly rule_id: string; readonly code: string; readonly value: string; readonly message: string }[]
}
export type Diff = {
  readonly combinations: number
  readonly changed: number
  readonly category_groups: readonly Group[]
  readonly area_groups: readonly Group[]
  readonly changes: readonly (Found & { readonly before: Answer; readonly after: Answer })[]
}
export type Fallback = {
  readonly id: string
  readonly area_id: string
  readonly area_path: string
  readonly area_name: string
  readonly unit: NamedUnit
  readonly limit: Limit
  readonly valid_from: string
  readonly valid_to: string | null
}
export type TableAnswer = {
  readonly saved: boolean
  readonly lines: number
  readonly created?: number
  readonly updated?: number
  readonly unchanged?: number
  readonly rules?: number
  readonly matrix_id?: string | null
  readonly rejected: readonly { readonly line: number; readonly column: string; readonly value: string | null; readonly reason: string }[]
}
/** A category as its public list has it: enough to name a path. */
export type CategoryName = {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly name: string
  readonly name_en: string | null
  readonly level: string
}
export type AreaName = { readonly id: string; readonly path: string; readonly name: string }

export const unitsApi = {
  list: (query: Query, signal?: AbortSignal) =>
    api.get<{ readonly items: readonly UnitRow[]; readonly next_cursor: string | null; readonly total: number }>('/api/units', query, signal),
  detail: (id: string, signal?: AbortSignal) => api.get<UnitDetail>(`/api/units/${id}`, {}, signal),
  create: (body: object) => api.post<{ readonly id: string }>('/api/units', body),
  change: (id: string, body: object) => api.patch<unknown>(`/api/units/${id}`, body),
  contacts: (id: string, contacts: readonly Contact[]) => api.put<unknown>(`/api/units/${id}/contacts`, { contacts }),
  close: (id: string, on: string, reason: string) => api.post<unknown>(`/api/units/${id}/close`, { on, reason }),
}
export const dutyApi = {
  matrices: (signal?: AbortSignal) => api.get<{ readonly items: readonly Matrix[] }>('/api/duty/matrices', {}, signal),
  draft: (start: string, note: string) => api.post<{ readonly id: string }>('/api/duty/matrices', { start, note }),
  addRule: (matrix: string, body: RuleBody) => api.post<{ readonly id: string }>(`/api/duty/matrices/${matrix}/rules`, body),
  putRule: (matrix: string, rule: string, body: RuleBody) => api.put<unknown>(`/api/duty/matrices/${matrix}/rules/${rule}`, body),
  removeRule: (matrix: string, rule: string) => api.remove<unknown>(`/api/duty/matrices/${matrix}/rules/${rule}`),
  check: (matrix: string, on?: string, signal?: AbortSignal) =>
    api.get<{ readonly check: Check; readonly bad_days: readonly string[] }>(`/api/duty/matrices/${matrix}/check`, { on }, signal),
  diff: (matrix: string, against?: string, signal?: AbortSignal) => api.get<Diff>(`/api/duty/matrices/${matrix}/diff`, { against }, signal),
  publish: (matrix: string) => api.post<{ readonly number: number }>(`/api/duty/matrices/${matrix}/publish`),
  discard: (matrix: string) => api.remove<unknown>(`/api/duty/matrices/${matrix}`),
  resolve: (category: string, area: string, on: string, signal?: AbortSignal) => api.get<Answer>('/api/duty/resolve', { category, area, on }, signal),
  fallbacks: (signal?: AbortSignal) => api.get<{ readonly items: readonly Fallback[] }>('/api/duty/fallbacks', {}, signal),
  setFallback: (area: string, body: object) => api.put<unknown>(`/api/duty/fallbacks/${area}`, body),
  endFallback: (area: string, on: string) => api.remove<unknown>(`/api/duty/fallbacks/${area}`, { on }),
  categories: (signal?: AbortSignal) => api.get<{ readonly items: readonly CategoryName[] }>('/api/categories', {}, signal),
}
