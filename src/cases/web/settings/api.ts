import { api } from '#platform/web-ui/index.ts'
import type { CaseConfig, DefaultBasis } from '../../rules/index.ts'

export type CalendarData = {
  readonly id: string
  readonly version: string
  readonly zone: string
  readonly windows: readonly (readonly [string, string])[]
  readonly weekdays: readonly number[]
  readonly exceptions: Readonly<Record<string, 'off' | 'work'>>
  readonly names: Readonly<Record<string, string>>
  readonly horizon_from: string
  readonly horizon_to: string
  readonly source: string
}
export type CaseSettings = {
  readonly current: CaseConfig
  readonly versions: readonly string[]
  readonly basis: { readonly clock: Readonly<Record<string, DefaultBasis>> } & Readonly<Record<string, unknown>>
}

export const settingsApi = {
  calendars: (signal?: AbortSignal) => api.get<{ readonly items: readonly CalendarData[]; readonly in_use: string }>('/api/calendars', {}, signal),
  save: (calendar: CalendarData) => api.put<{ readonly id: string; readonly version: string }>(`/api/calendars/${calendar.id}`, { calendar }),
  cases: (signal?: AbortSignal) => api.get<CaseSettings>('/api/settings/cases', {}, signal),
}
