import { api, type Query } from '#platform/web-ui/index.ts'
import type { CaseCommandType, CaseStage, CaseState, Source } from '../rules/index.ts'

export type Named = { readonly id: string; readonly name: string; readonly parent_name?: string | null }
export type Coded = { readonly code: string; readonly params?: Readonly<Record<string, unknown>> }
/** How a case stands to the limit of its stage; `closed` once nothing more is expected. */
export const dueStates = ['overdue', 'today', 'soon', 'on_track', 'paused', 'closed'] as const
export type DueState = (typeof dueStates)[number]
/** A clock by itself; `met` and `breached` are of stopped clocks. */
export type ClockState = 'on_track' | 'due_soon' | 'due_today' | 'overdue' | 'paused' | 'met' | 'breached'

export type CaseRow = {
  readonly id: string
  readonly number: string
  readonly seq: number
  readonly title: string
  readonly state: CaseState
  readonly stage: CaseStage
  readonly source: Source
  readonly urgency: string
  readonly address: string
  readonly category: { readonly code: string; readonly name: string } | null
  readonly area: Named | null
  readonly lead_unit: Named | null
  readonly suggested_unit: Named | null
  readonly opened_at: string
  readonly updated_at: string
  readonly closed_at: string | null
  /** The limit of the whole handling. */
  readonly due_at: string | null
  /** The limit of the stage the case is in: what the badge counts down. */
  readonly stage_due_at: string | null
  readonly due_provisional: boolean
  readonly due_state: DueState
  /** Left in the limit's own time, negative when overdue. */
  readonly remaining_minutes: number | null
  readonly remaining_counts: 'working' | 'continuous' | null
  readonly on_time: boolean | null
  readonly exempted: boolean
  /** How often. */
  readonly returned: number
  readonly reworked: number
  readonly reopened: number
  readonly extended: number
  readonly supervision_level: number
  readonly supervision_open: boolean
  readonly application: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly thumb_file_id: string | null
}
export type CaseClock = {
  readonly kind: string
  readonly state: ClockState
  readonly round: number
  readonly started_at: string
  readonly due_at: string | null
  readonly stopped_at: string | null
  readonly limit: { readonly value: number; readonly unit: string }
  /** Time left as the wall clock has it, and as working time. */
  readonly remaining_ms: number | null
  readonly remaining_working_ms: number | null
  readonly provisional: boolean
  readonly explanation: readonly Coded[]
  /** The explanation said in the reader's language. */
  readonly explanation_text: readonly string[]
}
export type CaseFileView = {
  readonly id: string
  readonly kind: string
  readonly taken_at: string | null
  readonly added_at: string
  readonly width: number
  readonly height: number
  readonly phase: string
}
export type CaseEventView = {
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly recorded_at: string
  readonly state: CaseState
  readonly actor: { readonly id: string | null; readonly name: string | null; readonly role: string; readonly unit: string | null }
  readonly data: Readonly<Record<string, unknown>>
  readonly hash: string
}
export type SaidRefusal = Coded & { readonly text?: string }
export type CaseAction = {
  readonly command: CaseCommandType
  readonly allowed: boolean
  readonly refusal: SaidRefusal | null
  readonly requires: readonly string[]
  readonly reasons: readonly string[] | null
}
export type CaseDetail = {
  readonly case: CaseRow & {
    readonly description: string
    readonly external_ref: string | null
    readonly imported: boolean
    readonly category_id: string | null
    readonly condition_id: string | null
    readonly condition: { readonly text: string; readonly closing_condition: string | null } | null
    readonly same_time_of_day: boolean
    readonly area_chain: readonly { readonly id: string; readonly level: string; readonly name: string }[]
    readonly assisting_units: readonly Named[]
    readonly handler: Named | null
    readonly fallback: boolean
    readonly routing_reason: string | null
    readonly close_reason: string | null
    readonly decline_reason: string | null
    readonly suspended_until: string | null
    readonly pending: { readonly kind: string; readonly asked_at: string; readonly reason: string; readonly until: string | null } | null
    readonly supervision: {
      readonly kind: string
      readonly level: number
      readonly ordered_at: string
      readonly text: string | null
      readonly reply_due_at: string
      readonly answered_at: string | null
    } | null
    readonly parent: { readonly id: string; readonly number: string } | null
    readonly merged_into: { readonly id: string; readonly number: string } | null
    readonly head_hash: string
  }
  readonly suggestion: {
    readonly lead_unit: Named | null
    readonly assisting_units: readonly Named[]
    readonly because: Coded | null
    readonly text: string | null
    readonly fallback: boolean
  } | null
  readonly clocks: readonly CaseClock[]
  readonly files: readonly CaseFileView[]
  readonly events: readonly CaseEventView[]
  readonly actions: readonly CaseAction[]
  readonly children: readonly { readonly id: string; readonly number: string; readonly title: string; readonly state: CaseState }[]
}
export type Condition = {
  readonly id: string
  readonly text: string
  readonly text_en: string | null
  readonly limit: { readonly value: number; readonly unit: string }
}
export type CaseCounts = {
  readonly by_stage: Readonly<Record<string, number>>
  readonly by_due: Readonly<Record<string, number>>
  readonly total: number
  readonly total_is_exact: boolean
}
export type CasePoints = {
  readonly due_states?: readonly DueState[]
  readonly points: readonly (readonly [number, number, number, string])[]
  readonly truncated: boolean
}
export type LedgerAnswer = {
  readonly valid: boolean
  readonly events: readonly { readonly seq: number; readonly type: string; readonly hash: string; readonly prev_hash: string }[]
  readonly digest_day: string | null
}
export type BulkAnswer = { readonly results: readonly { readonly id: string; readonly ok: boolean; readonly refusal?: SaidRefusal | null }[] }
export type SavedFilter = {
  readonly id: string
  readonly name: string
  readonly query: Readonly<Record<string, string>>
  readonly count: number | null
}
export const figureNames = [
  'opened_today',
  'closed_today',
  'open',
  'due_today',
  'overdue',
  'returned',
  'rework',
  'suspended',
  'supervised',
  'waiting_applications',
] as const
export type FigureName = (typeof figureNames)[number]
export type Figures = Readonly<Record<FigureName, number>>
export type OverviewRow = Figures & { readonly id: string; readonly name: string; readonly path: string }
export type Overview = {
  readonly as_of: string
  readonly today: string
  readonly figures: Figures
  /** The list each figure was counted from. */
  readonly opens: Readonly<Record<FigureName, Readonly<Record<string, string>>>>
  readonly by_area: readonly OverviewRow[]
  readonly by_unit: readonly OverviewRow[]
  readonly trend: readonly {
    readonly date: string
    readonly opened: number
    readonly closed: number
    readonly closed_late: number
    readonly ended: number
  }[]
}
export type StoredFile = { readonly file_id: string; readonly secret?: string }
const photoForm = (kind: string, file: File): FormData => {
  const form = new FormData()
  form.append('kind', kind)
  form.append('file', file)
  return form
}

export const casesApi = {
  counts: (query: Query, signal?: AbortSignal) => api.get<CaseCounts>('/api/cases/counts', query, signal),
  points: (query: Query, signal?: AbortSignal) => api.get<CasePoints>('/api/cases/points', query, signal),
  detail: (id: string, signal?: AbortSignal) => api.get<CaseDetail>(`/api/cases/${id}`, {}, signal),
  ledger: (id: string) => api.get<LedgerAnswer>(`/api/cases/${id}/ledger`),
  command: (id: string, command: string, expectedSeq: number, fields: Readonly<Record<string, unknown>>) =>
    api.post<CaseDetail>(`/api/cases/${id}/commands`, { command, expected_seq: expectedSeq, ...fields }),
  bulk: (ids: readonly string[], command: string, fields: Readonly<Record<string, unknown>>) =>
    api.post<BulkAnswer>('/api/cases/commands/bulk', { ids, fields: { command, ...fields } }),
  /** Brings a photo that a command will name; nobody sees it before. */
  upload: (kind: string, file: File) => api.post<StoredFile>('/api/uploads', photoForm(kind, file)),
  /** Adds a photo to the case at once. */
  addPhoto: (id: string, kind: string, file: File) => api.post<StoredFile>(`/api/cases/${id}/files`, photoForm(kind, file)),
  savedFilters: (signal?: AbortSignal) => api.get<{ readonly items: readonly SavedFilter[] }>('/api/saved-filters', {}, signal),
  saveFilter: (name: string, query: Readonly<Record<string, string>>) => api.post<SavedFilter>('/api/saved-filters', { name, query }),
  removeFilter: (id: string) => api.remove<unknown>(`/api/saved-filters/${id}`),
  overview: (query: Query, signal?: AbortSignal) => api.get<Overview>('/api/overview', query, signal),
}
