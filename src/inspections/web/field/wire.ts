import type { ChecklistItem, VisitPhoto, VisitState } from '../../rules/model.ts'

/** What the server says and takes (GET /api/field/day, POST /api/field/submissions, /api/field/photos): snake_case, times as ISO text. */
export type DayPlace = {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly type: { readonly code: string; readonly name: string; readonly name_en: string }
  readonly address: string
  readonly lon: number | null
  readonly lat: number | null
  readonly standard: string
  readonly standard_en: string
  readonly area: string
}
export type OpenCase = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly category: string | null
  readonly state: string
  readonly opened_at: string
}
export type LastResult = { readonly visited_on: string; readonly score: number | null; readonly findings: number }
/** The closed case that this visit looks at again. */
export type ReInspected = { readonly case_id: string; readonly number: string; readonly title: string; readonly category: string | null; readonly photos: readonly { readonly id: string; readonly kind: string }[] }
export type DayVisit = {
  readonly id: string
  readonly number: string
  readonly programme: { readonly name: string; readonly kind: string }
  readonly place: DayPlace | null
  readonly planned_on: string
  readonly window: { readonly from: string | null; readonly to: string | null } | null
  readonly stop_order: number | null
  readonly inspectors: readonly { readonly id: string; readonly name: string }[]
  readonly checklist_version_id: string
  readonly state: VisitState
  /** The highest revision the server has of this visit, from any device; 0 when it has none. */
  readonly revision_known: number
  readonly reason: string | null
  /** Different submissions stand beside each other until somebody chooses. */
  readonly conflict: boolean
  readonly last_result: LastResult | null
  readonly open_cases: readonly OpenCase[]
  readonly open_case_count: number
  readonly re_inspects: ReInspected | null
  /** What was submitted of a visit that came back, to go on from. */
  readonly submission: SubmissionWire | null
}
export type DayChecklist = { readonly version_id: string; readonly title: string; readonly form: unknown; readonly items: readonly ChecklistItem[] }
export type DayCategory = { readonly code: string; readonly name: string; readonly name_en: string | null; readonly parent: string | null }
export type DayDownload = {
  readonly server_time: string
  readonly account: { readonly id: string; readonly name: string }
  readonly checklists: readonly DayChecklist[]
  readonly visits: readonly DayVisit[]
  readonly categories: readonly DayCategory[]
  readonly media_base: { readonly visits: string; readonly cases: string }
}

export type PhotoWire = Omit<VisitPhoto, 'taken_at'> & { readonly taken_at: string }
export type SubmissionWire = {
  readonly id: string
  readonly visit_id: string
  readonly device_id: string
  readonly revision: number
  readonly checklist_version_id: string
  readonly started_at: string
  readonly ended_at: string
  readonly sent_at: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly photos: readonly PhotoWire[]
  readonly findings: readonly { readonly key: string; readonly category: string | null; readonly description: string; readonly lon: number | null; readonly lat: number | null }[]
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracy_m: number | null
  readonly not_done_reason: string | null
}
export type Standing = 'current' | 'superseded' | 'conflict' | 'set_aside' | 'duplicate'
export type SubmissionAnswer = {
  readonly id: string
  readonly visit_id: string
  readonly standing: Standing | null
  readonly visit_state: VisitState | null
  readonly conflict?: boolean
  readonly error?: { readonly code: string; readonly text?: string | null } | null
}
