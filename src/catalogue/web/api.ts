import { api } from '#platform/web-ui/index.ts'
import type { AreaClass, CategoryKind, CategoryLevel, Limit, PhotoKind, Urgency, VersionStatus } from '../rules/index.ts'

export type ConditionBody = {
  readonly code: string
  readonly text: string
  readonly text_en: string | null
  readonly limit: Limit
  readonly class_limits: Readonly<Partial<Record<AreaClass, Limit>>>
  readonly urgency: Urgency
  readonly closing_condition: string
  readonly closing_condition_en: string | null
  readonly informed_closing: boolean
  readonly evidence: { readonly report_photos: readonly PhotoKind[]; readonly after_photos: number }
  readonly source: string
}
export type CategoryBody = {
  readonly level: CategoryLevel
  readonly kind: CategoryKind
  readonly parent_code: string | null
  readonly name: string
  readonly name_en: string | null
  readonly lead_duty: string | null
  readonly legal_source: string | null
  readonly keywords: readonly string[]
  readonly tags: readonly string[]
  readonly same_time_of_day: boolean
  readonly hotline_only: boolean
  readonly source: string
  readonly conditions: readonly ConditionBody[]
}
export type CategoryRow = Omit<CategoryBody, 'conditions'> & {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly urgency: Urgency
  readonly condition_count: number
  readonly conditions: readonly (ConditionBody & { readonly id: string })[]
}
export type Version = {
  readonly id: string
  readonly number: number | null
  readonly status: VersionStatus
  readonly note: string
  readonly based_on_id: string | null
  readonly created_at: string
  readonly created_by: string
  readonly published_at: string | null
  readonly published_by: string | null
  readonly retired_at: string | null
  readonly subcategories: number
  readonly conditions: number
}
export type FaultRow = { readonly field: string; readonly value: string | null; readonly code: string; readonly message: string }
export type CheckAnswer = { readonly publishable: boolean; readonly errors: readonly FaultRow[]; readonly warnings: readonly FaultRow[] }
export type Change = {
  readonly code: string
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly fields: readonly string[]
}
export type ImportAnswer = {
  readonly saved: boolean
  readonly version_id: string | null
  readonly lines: number
  readonly categories: number
  readonly conditions: number
  readonly rejected: readonly { readonly line: number; readonly column: string; readonly value: string | null; readonly reason: string }[]
}
export type Suggested = {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly name: string
  readonly name_en: string | null
  readonly parent_code: string | null
  readonly score: number
}

const root = '/api/catalogue/versions'
export const catalogueApi = {
  versions: (signal?: AbortSignal) => api.get<{ readonly items: readonly Version[] }>(root, {}, signal),
  version: (id: string, signal?: AbortSignal) =>
    api.get<{ readonly version: Version; readonly items: readonly CategoryRow[] }>(`${root}/${id}`, {}, signal),
  draft: (start: string, note: string) => api.post<{ readonly id: string }>(root, { start, note }),
  put: (id: string, code: string, body: CategoryBody) => api.put<unknown>(`${root}/${id}/categories/${code}`, body),
  remove: (id: string, code: string) => api.remove<unknown>(`${root}/${id}/categories/${code}`),
  check: (id: string, signal?: AbortSignal) => api.get<CheckAnswer>(`${root}/${id}/check`, {}, signal),
  diff: (id: string, against?: string, signal?: AbortSignal) =>
    api.get<{ readonly items: readonly Change[] }>(`${root}/${id}/diff`, { against }, signal),
  publish: (id: string) => api.post<{ readonly number: number }>(`${root}/${id}/publish`),
  discard: (id: string) => api.remove<unknown>(`${root}/${id}`),
  suggest: (q: string, signal?: AbortSignal, limit = 8) =>
    api.get<{ readonly items: readonly Suggested[] }>('/api/categories/suggest', { q: q.slice(0, 400), audience: 'resident', limit }, signal),
}
export const categoryName = (c: { readonly name: string; readonly name_en: string | null }, language: string): string =>
  language === 'en' ? (c.name_en ?? c.name) : c.name
