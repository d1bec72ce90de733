import { api, type Query, type Search, type Tone } from '#platform/web-ui/index.ts'
import type { ItemAnswer, VisitState } from '../../rules/index.ts'

export type Named = { readonly id: string; readonly name: string }
export type Visit = {
  readonly id: string
  readonly number: string
  readonly state: VisitState
  readonly late: boolean
  readonly conflict: boolean
  readonly programme: { readonly id: string; readonly name: string; readonly kind: string }
  readonly round_id: string
  readonly draw_id: string | null
  readonly place: {
    readonly id: string
    readonly code: string | null
    readonly name: string
    readonly type: string
    readonly type_name: string
    readonly type_name_en: string
    readonly lon: number | null
    readonly lat: number | null
    readonly address: string
  } | null
  readonly case_id: string | null
  readonly area: { readonly id: string; readonly name: string; readonly path: string }
  readonly unit: Named | null
  readonly inspectors: readonly Named[]
  readonly planned_on: string
  readonly window: { readonly from: string | null; readonly to: string | null } | null
  readonly stop_order: number | null
  readonly stratum: string | null
  readonly inclusion_probability: number | null
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly received_at: string | null
  readonly decided_at: string | null
  readonly decided_by: Named | null
  readonly reason: string | null
  readonly score: number | null
  readonly weight_met: number | null
  readonly weight_applicable: number | null
  readonly tally: Readonly<Record<string, number>> | null
  readonly finding_count: number
  readonly undecided_count: number
  readonly file_count: number
}
export type Shot = {
  readonly id: string
  readonly kind: string
  readonly item: string | null
  readonly instance: number
  readonly finding_key: string | null
  readonly taken_at: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracy_m: number | null
  readonly width: number
  readonly height: number
  readonly url: string
}
export type Finding = {
  readonly id: string
  readonly key: string
  readonly item: string | null
  readonly category_id: string | null
  readonly description: string
  readonly state: 'proposed' | 'case_made' | 'joined' | 'dismissed'
  readonly case_id: string | null
  readonly reason: string | null
  readonly decided_at: string | null
}
export type Sent = {
  readonly id: string
  readonly account: Named
  readonly device_id: string
  readonly revision: number
  readonly made_at: string
  readonly received_at: string
  readonly clock_offset_ms: number
  readonly standing: string
  readonly score: number | null
  readonly answers: readonly ItemAnswer[] | null
  readonly findings: readonly { readonly key: string; readonly description: string }[] | null
  readonly photos: number | null
  readonly not_done_reason: string | null
}
export type VisitEvent = { readonly kind: string; readonly subject_id: string; readonly actor: string | null; readonly at: string; readonly data: Readonly<Record<string, unknown>> }
export type VisitAction = 'accept' | 'return' | 'cancel' | 'reopen' | 'resolve'
export type VisitDetail = Visit & {
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracy_m: number | null
  readonly checklist: { readonly version_id: string; readonly title: string }
  readonly not_done_reason: string | null
  readonly case: { readonly id: string; readonly number: string; readonly title: string; readonly state: string } | null
  readonly answers: readonly ItemAnswer[]
  readonly photos: readonly Shot[]
  readonly photos_awaited: readonly string[]
  readonly missing_evidence: readonly string[]
  readonly findings: readonly Finding[]
  readonly submissions: readonly Sent[]
  readonly actions: readonly VisitAction[]
  readonly events: readonly VisitEvent[]
}
export type Reviewed = {
  readonly state: string
  readonly settled: { readonly made: number; readonly joined: number; readonly waiting: number; readonly reopened: boolean } | null
  readonly visit: VisitDetail | null
}

export const visitsApi = {
  counts: (query: Query, signal?: AbortSignal) => api.get<{ readonly counts: Readonly<Record<string, number>> }>('/api/visits', { ...query, limit: 1 }, signal),
  one: (id: string, signal?: AbortSignal) => api.get<VisitDetail>(`/api/visits/${id}`, {}, signal),
  accept: (id: string) => api.post<Reviewed>(`/api/visits/${id}/accept`),
  decide: (id: string, verb: 'return' | 'cancel' | 'reopen', reason: string) => api.post<Reviewed>(`/api/visits/${id}/${verb}`, { reason }),
  resolve: (id: string, submission: string, reason: string) => api.post<Reviewed>(`/api/visits/${id}/resolve`, { submission_id: submission, ...(reason ? { reason } : {}) }),
}
export const visitKey = (id: string) => ['inspections', 'visit', id] as const
export const visitsKey = ['inspections', 'visits'] as const

export const visitTones: Readonly<Record<VisitState, Tone | null>> = {
  planned: null, started: 'today', submitted: 'today', returned: 'returned', accepted: 'on_track', missed: 'returned', cancelled: 'closed',
}
/** States a list can be narrowed to; `all` is every one. */
export const visitTabs = ['submitted', 'accepted', 'returned', 'planned', 'missed', 'cancelled', 'all'] as const
export type VisitTab = (typeof visitTabs)[number]

/** The words of the address bar as the filter of the server; who reviews begins with what waits for a decision. */
export const visitFilter = (search: Search, first: VisitTab): { readonly tab: VisitTab; readonly filter: Query; readonly query: Query } => {
  const tab = visitTabs.find((word) => word === search['state']) ?? (search['conflict'] || search['late'] ? 'all' : first)
  const filter: Query = {
    programme: search['programme'], area: search['area'], unit: search['unit'], inspector: search['inspector'], from: search['from'], to: search['to'], q: search['q'],
    ...(search['conflict'] ? { conflict: true } : {}), ...(search['late'] ? { late: true } : {}),
  }
  return { tab, filter, query: { ...filter, ...(tab === 'all' ? {} : { state: tab === 'planned' ? 'planned,started' : tab }), limit: 50 } }
}
