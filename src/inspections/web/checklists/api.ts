import type { FormDefinition } from '#platform/forms/index.ts'
import { api, type Language } from '#platform/web-ui/index.ts'
import type { ChecklistChange, ChecklistItem } from '../../rules/index.ts'

export type Version = {
  readonly id: string; readonly version: number; readonly state: 'draft' | 'published' | 'retired'; readonly title: string; readonly title_en: string | null; readonly source_name: string | null
  readonly created_at: string; readonly created_by_name: string | null; readonly published_at: string | null; readonly published_by_name: string | null; readonly questions: number; readonly items: number
}
export type Checklist = { readonly id: string; readonly code: string; readonly retired_at: string | null; readonly programmes: number; readonly visits: number; readonly versions: readonly Version[] }
export type Content = { readonly version: Version; readonly checklist_id: string; readonly code: string; readonly form: FormDefinition; readonly items: readonly ChecklistItem[] }
export type FileFault = { readonly sheet: string; readonly row: number; readonly column: string; readonly value: string | null; readonly code: string; readonly message: string }
export type Imported = {
  readonly saved: boolean; readonly checklist_id: string | null; readonly version_id: string | null; readonly title: string; readonly items: number
  readonly faults: readonly FileFault[]; readonly warnings: readonly FileFault[]
}

const base = '/api/inspections'
export const checklistApi = {
  all: (signal?: AbortSignal) => api.get<{ readonly items: readonly Checklist[] }>(`${base}/checklists`, undefined, signal),
  version: (id: string, signal?: AbortSignal) => api.get<Content>(`${base}/checklist-versions/${id}`, undefined, signal),
  diff: (id: string, against: string | undefined, signal?: AbortSignal) =>
    api.get<{ readonly against: Version | null; readonly items: readonly ChecklistChange[] }>(`${base}/checklist-versions/${id}/diff`, { against }, signal),
  take: (file: File, checklistId: string | null) => {
    const form = new FormData()
    if (checklistId !== null) form.append('checklist_id', checklistId)
    form.append('file', file)
    return api.post<Imported>(`${base}/checklists/import`, form)
  },
  publish: (id: string) => api.post<Version>(`${base}/checklist-versions/${id}/publish`),
  discard: (id: string) => api.remove(`${base}/checklist-versions/${id}`),
  retire: (id: string, retired: boolean) => api.post(`${base}/checklists/${id}/${retired ? 'retire' : 'restore'}`),
  file: (id: string) => `${base}/checklist-versions/${id}/export`,
}
export const titleOf = (version: Pick<Version, 'title' | 'title_en'>, language: Language): string => (language === 'en' ? (version.title_en ?? version.title) : version.title)
/** What a checklist is called by: its version in force, else its newest. */
export const mainVersion = (checklist: Checklist): Version | undefined => checklist.versions.find((version) => version.state === 'published') ?? checklist.versions[0]
