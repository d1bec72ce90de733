import { api, type Query, type Search, type Tone } from '#platform/web-ui/index.ts'

export type Named = { readonly id: string; readonly name: string }
export type LedgerPhoto = { readonly id: string; readonly kind: string; readonly taken_at: string | null; readonly url: string }
export type Problem = {
  readonly id: string
  readonly key: string
  readonly state: string
  readonly status: string
  readonly description: string
  readonly reason: string | null
  readonly found_at: string
  readonly visit: { readonly id: string; readonly number: string; readonly state: string; readonly planned_on: string }
  readonly programme: { readonly id: string; readonly name: string; readonly kind: string }
  readonly place: { readonly id: string; readonly code: string | null; readonly name: string; readonly type: string; readonly type_name: string; readonly type_name_en: string } | null
  readonly area: { readonly id: string; readonly name: string; readonly path: string }
  readonly unit: Named | null
  readonly category: { readonly code: string; readonly name: string; readonly name_en: string | null } | null
  readonly case: {
    readonly id: string
    readonly number: string
    readonly state: string
    readonly opened_at: string | null
    readonly due_at: string | null
    readonly handled_at: string | null
    readonly closed_at: string | null
    readonly on_time: boolean | null
    readonly overdue: boolean
    readonly rework_count: number
    readonly reopen_count: number
  } | null
  readonly before: readonly LedgerPhoto[]
  readonly after: readonly LedgerPhoto[]
}
export type Group = {
  readonly id: string | null
  readonly name: string | null
  readonly problems: number
  readonly cases: number
  readonly rectified: number
  readonly open: number
  readonly overdue: number
  readonly rate: number | null
}
export type Summary = {
  readonly period: { readonly from: string | null; readonly to: string | null }
  readonly counts: Readonly<Record<string, number>>
  readonly rectification: { readonly rate: number | null; readonly rectified: number; readonly of: number; readonly left_out: number }
  readonly re_inspection: {
    readonly closed: number
    readonly drawn: number
    readonly visited: number
    readonly passed: number
    readonly failed: number
    readonly rate: number | null
    readonly standard_error: number | null
    readonly low: number | null
    readonly high: number | null
  }
  readonly groups: readonly Group[]
}
export type ProblemPage = { readonly items: readonly Problem[]; readonly next_cursor: string | null }

export const views = ['problems', 'rectification'] as const
export type View = (typeof views)[number]
export const groupings = ['unit', 'area', 'programme', 'place'] as const
export type Grouping = (typeof groupings)[number]
export const statuses = ['undecided', 'open', 'overdue', 'rectified', 'ended', 'dismissed'] as const
export const statusTones: Readonly<Record<string, Tone>> = { undecided: 'paused', dismissed: 'closed', open: 'today', overdue: 'overdue', rectified: 'on_track', ended: 'returned' }
/** Under so many cases a share says little: it moves by several points with each of them. */
export const fewCases = 20

export const ledgerKey = ['inspections', 'ledger'] as const
export const viewOf = (search: Search): View => views.find((v) => v === search['view']) ?? 'problems'
/** The words of the address bar as the filter of the server. */
export const ledgerFilter = (search: Search): Query => ({
  view: viewOf(search), status: statuses.find((s) => s === search['status']), unit: search['unit'], area: search['area'], programme: search['programme'], place: search['place'],
  q: search['q'], from: search['from'], to: search['to'],
})
export const ledgerApi = {
  page: (query: Query, signal?: AbortSignal) => api.get<ProblemPage>('/api/ledger', query, signal),
  summary: (query: Query, signal?: AbortSignal) => api.get<Summary>('/api/ledger/summary', query, signal),
  /** Every row of a filter, up to `most`, for paper. */
  all: async (query: Query, most: number, signal?: AbortSignal): Promise<{ readonly items: readonly Problem[]; readonly whole: boolean }> => {
    const items: Problem[] = []
    let cursor: string | null = null
    do {
      const page: ProblemPage = await api.get<ProblemPage>('/api/ledger', { ...query, limit: 200, cursor }, signal)
      items.push(...page.items)
      cursor = page.next_cursor
    } while (cursor !== null && items.length < most)
    return { items, whole: cursor === null }
  },
}
