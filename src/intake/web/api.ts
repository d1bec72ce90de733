import { api, upload } from '#platform/web-ui/index.ts'

export type Reported = {
  readonly case_id: string
  readonly report_id: string
  readonly number: string
  readonly code: string
  readonly repeated: boolean
}
export type Happening = {
  readonly code: string
  readonly at: string
  readonly text: string
  readonly note: string | null
  readonly until: string | null
}
export type PublicStep = 'report' | 'register' | 'dispatch' | 'handle' | 'feedback' | 'close'
export type Tracked = {
  readonly number: string
  readonly code: string
  readonly category: string | null
  readonly area: string | null
  readonly unit: string | null
  readonly step: PublicStep
  readonly steps: readonly PublicStep[]
  readonly open: boolean
  readonly reported_at: string
  readonly happenings: readonly Happening[]
  readonly expected_at: string | null
  readonly expected_provisional: boolean
  readonly suspended_until: string | null
  readonly closed_at: string | null
  readonly close_reason: string | null
  readonly not_fixed_until: string | null
  readonly merged_into: string | null
  readonly photos: readonly { readonly id: string; readonly thumb_url: string; readonly view_url: string }[]
}
export type Near = {
  readonly number: string
  readonly category: string | null
  readonly step: PublicStep
  readonly opened_at: string
  readonly metres: number
  readonly same_category: boolean
}
export type Uploaded = {
  readonly file_id: string
  readonly secret: string
  readonly lon: number | null
  readonly lat: number | null
  readonly taken_at: string | null
}
export type ReportBody = {
  readonly description?: string
  readonly address?: string
  readonly category?: string
  readonly lon?: number
  readonly lat?: number
  readonly area_id?: string
  readonly source: 'resident_web'
  readonly files: readonly { readonly id: string; readonly secret: string; readonly kind: 'near' | 'far' }[]
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly consent: boolean }
}

export type OwnReport = {
  readonly number: string
  readonly code: string | null
  readonly category: string | null
  readonly area: string | null
  readonly state: string
  readonly state_text: string
  readonly open: boolean
  readonly reported_at: string
}

export const intakeApi = {
  report: (body: ReportBody, key: string) => api.post<Reported>('/api/reports', body, { headers: { 'idempotency-key': key } }),
  mine: (signal?: AbortSignal) => api.get<{ readonly items: readonly OwnReport[] }>('/api/reports/mine', {}, signal),
  track: (code: string, signal?: AbortSignal) => api.get<Tracked>(`/api/track/${encodeURIComponent(code)}`, {}, signal),
  notFixed: (code: string, reason: string) =>
    api.post<{ readonly number: string; readonly step: PublicStep }>(`/api/track/${encodeURIComponent(code)}/not-fixed`, { reason }),
  nearby: (lon: number, lat: number, category?: string, signal?: AbortSignal) =>
    api.get<{ readonly items: readonly Near[]; readonly within_m: number; readonly within_hours: number }>(
      '/api/reports/nearby',
      { lon, lat, category },
      signal,
    ),
  upload: (file: Blob, name: string, kind: 'near' | 'far', onProgress: (share: number) => void, signal?: AbortSignal) => {
    const form = new FormData()
    form.append('kind', kind)
    form.append('file', file, name)
    return upload<Uploaded>('/api/uploads', form, onProgress, signal)
  },
}
