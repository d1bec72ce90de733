import { api } from '#platform/web-ui/index.ts'
import type { LetterData, LetterFigures, LetterRate, LetterState } from '../../rules/index.ts'

export type LetterHead = {
  readonly id: string
  readonly number: string
  readonly week_starts_on: string
  readonly kind: 'unit' | 'district'
  readonly unit_id: string | null
  readonly area_id: string | null
  readonly name: string
  readonly state: LetterState
  readonly generated_at: string
  readonly reviewed_at: string | null
  readonly sent_at: string | null
  readonly acknowledged_at: string | null
}
export type LetterListed = LetterHead & { readonly figures: Partial<LetterFigures>; readonly rate: Partial<LetterRate> | null; readonly mails: number; readonly mails_stuck: number }
export type MailState = 'waiting' | 'sent' | 'failed' | 'not_configured' | 'withdrawn'
export type Mail = {
  readonly id: string
  readonly letter_id: string
  readonly letter_number: string
  readonly letter_name: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly state: MailState
  readonly attempts: number
  readonly next_try_at: string
  readonly last_error: string | null
  readonly created_at: string
  readonly sent_at: string | null
}
export type Letter = LetterHead & {
  readonly data: LetterData
  readonly note: string
  readonly reviewed_by: string | null
  readonly sent_by: string | null
  readonly acknowledged_by: string | null
  readonly acknowledgement: string | null
  readonly withdrawn_at: string | null
  readonly withdrawn_reason: string | null
  readonly actions: readonly string[]
  readonly mails: readonly Mail[]
  readonly text: string
  readonly mail_configured: boolean
  readonly events: readonly { readonly kind: string; readonly at: string; readonly actor_name: string | null }[]
}
export type LetterFacts = {
  readonly counts: Readonly<Record<string, number>>
  readonly weeks: readonly string[]
  readonly mail_configured: boolean
  readonly due_week: string | null
  readonly weekday: { readonly weekday: number; readonly from: 'settings' | 'usual' }
}
export const feedbackApi = {
  facts: (query: Readonly<Record<string, string | undefined>>, signal?: AbortSignal) => api.get<LetterFacts>('/api/letters', { ...query, limit: 1 }, signal),
  letter: (id: string, signal?: AbortSignal) => api.get<Letter>(`/api/letters/${id}`, {}, signal),
  generate: (week: string, again: boolean) => api.post<{ readonly made: number; readonly there: number }>('/api/letters/generate', { week, again }),
  review: (id: string, note: string) => api.post(`/api/letters/${id}/review`, { note }),
  send: (id: string) => api.post<{ readonly mails: number; readonly mail_configured: boolean }>(`/api/letters/${id}/send`, {}),
  acknowledge: (id: string, words: string) => api.post(`/api/letters/${id}/acknowledge`, { words }),
  withdraw: (id: string, reason: string) => api.post(`/api/letters/${id}/withdraw`, { reason }),
  outbox: (signal?: AbortSignal) => api.get<{ readonly counts: Readonly<Record<string, number>>; readonly mail_configured: boolean }>('/api/outbox', { limit: 1 }, signal),
  retry: (id: string) => api.post(`/api/outbox/${id}/retry`, {}),
}
