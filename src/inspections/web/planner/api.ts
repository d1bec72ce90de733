import { api } from '#platform/web-ui/index.ts'
import type { ProgrammeKind, ProgrammeSettings, ProgrammeState, ReInspectionTold, RoundState, VisitState } from '../../rules/index.ts'

export type Programme = {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly kind: ProgrammeKind
  readonly state: ProgrammeState
  readonly checklist_id: string | null
  readonly area_id: string
  readonly area_path: string
  readonly settings: ProgrammeSettings
  readonly starts_on: string
  readonly ends_on: string | null
}
export type StoryLine = {
  readonly id: string
  readonly kind: string
  readonly actor_name: string | null
  readonly at: string
  readonly data: Readonly<Record<string, unknown>>
}
export type ProgrammeDetail = Programme & { readonly area_name: string; readonly story: readonly StoryLine[] }
export type Round = {
  readonly id: string
  readonly programme_id: string
  readonly programme_number: string
  readonly programme_name: string
  readonly kind: ProgrammeKind
  readonly programme_state: ProgrammeState
  readonly number: number
  readonly starts_on: string
  readonly ends_on: string
  readonly state: RoundState
  readonly take: 'all' | 'sample'
  readonly visits: number
  readonly done: number
  readonly missed: number
  readonly late: number
  readonly draw_id: string | null
  readonly draw_state: 'committed' | 'drawn' | 'void' | null
  readonly attempts: number
}
export type PlannedVisit = {
  readonly id: string
  readonly number: string
  readonly place_id: string | null
  readonly place_name: string | null
  readonly place_type: string | null
  readonly area_name: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly inspector_names: readonly string[]
  readonly planned_on: string
  readonly stop_order: number | null
  readonly stratum: string | null
  readonly inclusion_probability: number | null
  readonly state: VisitState
  readonly late: boolean
  readonly score: number | null
}
export type Attempt = {
  readonly id: string
  readonly attempt: number
  readonly state: 'committed' | 'drawn' | 'void'
  readonly frame_sha256: string
  readonly committed_at: string
  readonly drawn_at: string | null
  readonly voided_at: string | null
  readonly void_reason: string | null
  readonly committed_by_name: string | null
  readonly drawn_by_name: string | null
}
export type RoundDetail = Round & {
  readonly settings: ProgrammeSettings
  readonly area_path: string
  readonly hidden: boolean
  readonly re_inspection: (Omit<ReInspectionTold, 'not_planned'> & { readonly not_planned: Readonly<Record<string, number>> }) | null
  readonly planned: readonly PlannedVisit[]
  readonly draws: readonly Attempt[]
  readonly story: readonly StoryLine[]
}
export type Calendar = {
  readonly days: readonly {
    readonly date: string
    readonly kind: 'workday' | 'weekend' | 'holiday' | 'make_up'
    readonly working: boolean
    readonly name: string | null
  }[]
  readonly rounds: readonly Round[]
  readonly visits: readonly {
    readonly day: string
    readonly programme_id: string
    readonly planned: number
    readonly done: number
    readonly missed: number
    readonly late: number
  }[]
  readonly today: string
}
export type PlanChoices = {
  readonly inspectors: readonly { readonly id: string; readonly display_name: string; readonly area_paths: readonly string[] }[]
  readonly checklists: readonly { readonly id: string; readonly code: string; readonly title: string; readonly version: number }[]
  readonly place_types: readonly { readonly code: string; readonly name: string; readonly name_en: string; readonly retired: boolean }[]
}
export type Preview = {
  readonly places: number
  readonly left_out: Readonly<Record<string, number>>
  readonly strata: readonly { readonly key: string; readonly places: number; readonly sample: number | null }[]
  readonly sample: number | null
  readonly days: readonly string[]
  readonly inspectors: number
  readonly capacity: number
  readonly recused: number
  readonly faults: readonly {
    readonly field: string
    readonly value: string | null
    readonly code: string
    readonly params?: Readonly<Record<string, string | number>>
  }[]
}
export type Recusal = {
  readonly id: string
  readonly account_id: string
  readonly account_name: string
  readonly kind: 'home_area' | 'interest'
  readonly subject_name: string | null
  readonly reason: string
  readonly valid_from: string
  readonly valid_to: string | null
}
type List<T> = { readonly items: readonly T[] }

export const plannerApi = {
  programmes: (signal?: AbortSignal) => api.get<List<Programme>>('/api/inspections/programmes', {}, signal),
  programme: (id: string, signal?: AbortSignal) => api.get<ProgrammeDetail>(`/api/inspections/programmes/${id}`, {}, signal),
  create: (body: object) => api.post<Programme>('/api/inspections/programmes', body),
  change: (id: string, body: object) => api.patch<Programme>(`/api/inspections/programmes/${id}`, body),
  move: (id: string, verb: 'activate' | 'pause' | 'end', reason: string) =>
    api.post<Programme>(`/api/inspections/programmes/${id}/${verb}`, reason ? { reason } : {}),
  planRounds: (id: string, from: string, to: string) =>
    api.post<{ readonly planned: number }>(`/api/inspections/programmes/${id}/rounds`, { from, to }),
  preview: (body: object) => api.post<Preview>('/api/inspections/preview', body),
  choices: (signal?: AbortSignal) => api.get<PlanChoices>('/api/inspections/choices', {}, signal),
  calendar: (from: string, to: string, programme: string | null, signal?: AbortSignal) =>
    api.get<Calendar>('/api/inspections/calendar', { from, to, ...(programme ? { programme } : {}) }, signal),
  round: (id: string, signal?: AbortSignal) => api.get<RoundDetail>(`/api/inspections/rounds/${id}`, {}, signal),
  refreshRound: (id: string) => api.patch<RoundDetail>(`/api/inspections/rounds/${id}`, {}),
  voidRound: (id: string, reason: string) => api.post<RoundDetail>(`/api/inspections/rounds/${id}/void`, { reason }),
  assign: (id: string) => api.post<{ readonly visits: number }>(`/api/inspections/rounds/${id}/assign`, {}),
  commit: (id: string, body: object) => api.post<{ readonly id: string }>(`/api/inspections/rounds/${id}/draws`, body),
  recusals: (signal?: AbortSignal) => api.get<List<Recusal>>('/api/inspections/recusals', {}, signal),
  declare: (body: object) => api.post<{ readonly id: string }>('/api/inspections/recusals', body),
  withdraw: (id: string, reason: string) => api.post<unknown>(`/api/inspections/recusals/${id}/withdraw`, { reason }),
}
