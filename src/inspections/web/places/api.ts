import { api } from '#platform/web-ui/index.ts'

export type Named = { readonly id: string; readonly name: string }
export type StoryPhoto = { readonly id: string; readonly kind: string; readonly taken_at: string | null; readonly url: string }
export type StoryVisit = {
  readonly id: string
  readonly number: string
  readonly state: 'planned' | 'started' | 'submitted' | 'returned' | 'accepted' | 'missed' | 'cancelled'
  readonly late: boolean
  readonly programme: { readonly id: string; readonly name: string; readonly kind: string }
  readonly inspectors: readonly Named[]
  readonly planned_on: string
  readonly case_id: string | null
  readonly score: number | null
  readonly finding_count: number
  readonly tally: Readonly<Record<string, number>> | null
}
export type StoryProblem = {
  readonly id: string
  readonly description: string
  readonly status: string
  readonly found_at: string
  readonly visit: { readonly id: string; readonly number: string; readonly planned_on: string }
  readonly unit: Named | null
  readonly category: { readonly code: string; readonly name: string; readonly name_en: string | null } | null
  readonly case: { readonly id: string; readonly number: string; readonly state: string; readonly due_at: string | null; readonly closed_at: string | null; readonly overdue: boolean; readonly reopen_count: number } | null
  readonly before: readonly StoryPhoto[]
  readonly after: readonly StoryPhoto[]
}
export type StoryCase = { readonly id: string; readonly number: string; readonly title: string; readonly state: string; readonly source: string; readonly opened_at: string; readonly due_at: string | null }
export type Story = {
  readonly place: {
    readonly id: string
    readonly code: string | null
    readonly name: string
    readonly type: string
    readonly type_name: string
    readonly type_name_en: string
    readonly area: string
    readonly address: string
    readonly lon: number
    readonly lat: number
    readonly standard: string
    readonly standard_en: string
    readonly unit: Named | null
    readonly has_photo: boolean
    readonly valid_to: string | null
  }
  readonly visits: readonly StoryVisit[]
  readonly problems: readonly StoryProblem[]
  readonly photos: readonly StoryPhoto[]
  readonly open_cases: readonly StoryCase[]
  readonly figures: {
    readonly visits: number
    readonly accepted: number
    readonly last_score: number | null
    readonly mean_score: number | null
    readonly problems: number
    readonly rectified: number
    readonly of: number
    readonly rate: number | null
  }
}
export const readStory = (id: string, signal?: AbortSignal): Promise<Story> => api.get<Story>(`/api/places/${id}/story`, {}, signal)
