import { apiUrl } from '#platform/web-ui/api.ts'
import type { Failure } from './queue.ts'
import type { PhotoRow } from './rows.ts'
import type { DayDownload, SubmissionAnswer, SubmissionWire } from './wire.ts'
import type { HeldSession, Person } from './database.ts'

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }
export type WhoAmI = { readonly session: HeldSession | null; readonly csrf: string | null; readonly owes_password: boolean }

type SessionBody = {
  readonly account: (Person & { readonly must_change_password: boolean }) | null
  readonly permissions: readonly string[]
  readonly csrf_token: string | null
  readonly city: { readonly name: string; readonly zone: string; readonly demo: boolean }
}
const whoOf = ({ account, permissions, csrf_token: csrf, city }: SessionBody): WhoAmI => ({
  csrf, owes_password: account?.must_change_password ?? false,
  session: account && {
    account: { id: account.id, username: account.username, display_name: account.display_name },
    may_visit: permissions.includes('inspections.visit'), city: { name: city.name, zone: city.zone, demo: city.demo },
  },
})

/** What a status means for something that waits: come back later, sign in, or say why it is not taken. */
export const failureOf = (status: number, body: unknown, retryAfter: string | null): Failure => {
  const { code = `ui.http_${status}`, detail = null } = (body && typeof body === 'object' ? body : {}) as { code?: string; detail?: string | null }
  const seconds = Number(retryAfter ?? Number.NaN)
  if (status >= 500 || status === 429 || status === 408) return { kind: 'busy', retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null }
  if (status === 401) return { kind: 'signed_out' }
  if (status === 403 && /csrf|change_password/.test(code)) return { kind: 'stranger' }
  if (status === 413) return { kind: 'too_large' }
  return { kind: 'refused', reason: { code, detail } }
}

/**
 * Requests of the field app. Not the desk's `api`: that one renews its token by itself and repeats the request, which here could carry
 * one person's work into another's session. The token is handed in and belongs to the session it was read with; under any other the
 * server refuses.
 */
const ask = async <T>(method: string, path: string, limitMs: number, options: { readonly csrf?: string | null; readonly json?: unknown; readonly form?: FormData } = {}): Promise<Reply<T>> => {
  const headers: Record<string, string> = { 'accept': 'application/json', 'accept-language': document.documentElement.lang || 'zh-CN' }
  if (options.json !== undefined) headers['content-type'] = 'application/json'
  if (options.csrf) headers['x-csrf-token'] = options.csrf
  try {
    const response = await fetch(apiUrl(path), {
      method, headers, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(limitMs),
      ...(options.form ? { body: options.form } : options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
    })
    const body: unknown = (response.headers.get('content-type') ?? '').includes('json') ? await response.json() : null
    return response.ok ? { ok: true, value: body as T } : { ok: false, failure: failureOf(response.status, body, response.headers.get('retry-after')) }
  } catch {
    return { ok: false, failure: { kind: 'unreachable', retryAfterMs: null } }
  }
}

const mapped = <A, B>(reply: Reply<A>, turn: (value: A) => B): Reply<B> => (reply.ok ? { ok: true, value: turn(reply.value) } : reply)

export type Transport = {
  readonly whoAmI: () => Promise<Reply<WhoAmI>>
  readonly submit: (submissions: readonly SubmissionWire[], csrf: string | null) => Promise<Reply<readonly SubmissionAnswer[]>>
  /** `sentAt` is what this phone's clock says at this very attempt; by it the server sets `taken_at` right. */
  readonly photo: (photo: PhotoRow, blob: Blob, csrf: string | null, sentAt: number) => Promise<Reply<unknown>>
}

export const photoForm = (photo: PhotoRow, blob: Blob, sentAt: number): FormData => {
  const form = new FormData()
  const fields = {
    id: photo.id, visit_id: photo.visit_id, kind: photo.kind, item: photo.item, instance: photo.instance, finding_key: photo.finding_key,
    taken_at: new Date(photo.taken_at).toISOString(), sent_at: new Date(sentAt).toISOString(), lon: photo.lon, lat: photo.lat, accuracy_m: photo.accuracy_m,
  }
  for (const [name, value] of Object.entries(fields)) if (value !== null) form.set(name, String(value))
  form.set('file', blob, `${photo.id}.jpg`)
  return form
}

export const httpTransport: Transport = {
  whoAmI: async () => mapped(await ask<SessionBody>('GET', '/api/session', 20_000), whoOf),
  submit: async (submissions, csrf) => mapped(await ask<{ readonly results: readonly SubmissionAnswer[] }>('POST', '/api/field/submissions', 60_000, { csrf, json: { submissions } }), (v) => v.results),
  photo: (photo, blob, csrf, sentAt) => ask('POST', '/api/field/photos', 120_000, { csrf, form: photoForm(photo, blob, sentAt) }),
}

export const downloadDay = (from: string, days: number): Promise<Reply<DayDownload>> => ask('GET', `/api/field/day?from=${from}&days=${days}`, 60_000)
export const signInHere = async (username: string, password: string): Promise<Reply<WhoAmI>> => mapped(await ask<SessionBody>('POST', '/api/session', 20_000, { json: { username, password } }), whoOf)
export const signOutHere = (csrf: string | null): Promise<Reply<unknown>> => ask('DELETE', '/api/session', 20_000, { csrf })

/** Photos of cases lie among the phone's pictures under a key of their own. */
export const casePhotoKey = (id: string): string => `case:${id}`
export const fetchPicture = async (path: string): Promise<Blob | null> => {
  try {
    const response = await fetch(apiUrl(path), { credentials: 'same-origin', signal: AbortSignal.timeout(60_000) })
    return response.ok ? await response.blob() : null
  } catch {
    return null
  }
}
