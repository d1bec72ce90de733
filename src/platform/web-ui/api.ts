/**
 * The one way from a page to the server: base path of the city, JSON, the CSRF header, RFC 9457 problems as `ApiProblem`.
 * Capabilities write their typed calls on top of it in their own `web/api.ts`.
 */
export type FieldProblem = {
  readonly field: string
  readonly value?: string | null
  readonly code?: string
  readonly message?: string
  readonly params?: Params
}
export type Params = Readonly<Record<string, unknown>>

export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | null
  readonly params: Params
  readonly errors: readonly FieldProblem[]
  readonly body: unknown
  constructor(status: number, body: unknown) {
    const b = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>
    super(typeof b['title'] === 'string' ? b['title'] : `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = typeof b['code'] === 'string' ? b['code'] : status === 0 ? 'ui.unreachable' : `ui.http_${status}`
    this.detail = typeof b['detail'] === 'string' ? b['detail'] : null
    this.params = (b['params'] as Params | undefined) ?? {}
    this.errors = Array.isArray(b['errors']) ? (b['errors'] as FieldProblem[]) : []
    this.body = body
  }
}

export type QueryValue = string | number | boolean | null | undefined
export type Query = Readonly<Record<string, QueryValue>>

/** `/city/<slug>` when the city is chosen by path, empty when by host name. */
export const basePath: string = /^\/city\/[^/]+/.exec(window.location.pathname)?.[0] ?? ''

export const apiUrl = (path: string, query?: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return `${basePath}${path}${text ? `?${text}` : ''}`
}

let csrfToken: string | null = null
export const setCsrfToken = (token: string | null): void => {
  csrfToken = token
}

const signedOutListeners = new Set<() => void>()
/** Called when the server no longer knows the session (401 on anything but signing in). */
export const onSignedOut = (listener: () => void): (() => void) => {
  signedOutListeners.add(listener)
  return () => {
    signedOutListeners.delete(listener)
  }
}

type Options = {
  readonly query?: Query
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly keepalive?: boolean
}

const readBody = async (response: Response): Promise<unknown> => {
  const type = response.headers.get('content-type') ?? ''
  if (response.status === 204 || !type.includes('json')) return response.status === 204 ? null : response.text()
  return response.json()
}

const refreshCsrf = async (): Promise<boolean> => {
  const response = await fetch(apiUrl('/api/session'), { headers: { accept: 'application/json' } })
  const body = (await readBody(response)) as { csrf_token?: string } | null
  csrfToken = body?.csrf_token ?? null
  return csrfToken !== null
}

const send = async (method: string, path: string, options: Options): Promise<Response> => {
  const form = options.body instanceof FormData
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang || 'zh-CN',
    ...options.headers,
  }
  if (options.body !== undefined && !form) headers['content-type'] = 'application/json'
  if (method !== 'GET' && csrfToken) headers['x-csrf-token'] = csrfToken
  try {
    return await fetch(apiUrl(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: form ? (options.body as FormData) : JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, { title: 'unreachable' })
  }
}

const request = async <T>(method: string, path: string, options: Options = {}): Promise<T> => {
  let response = await send(method, path, options)
  if (method !== 'GET' && response.status === 403) {
    const body = await readBody(response.clone())
    const code = (body as { code?: string } | null)?.code ?? ''
    if (/csrf/i.test(code) && (await refreshCsrf())) response = await send(method, path, options)
  }
  const body = await readBody(response)
  if (response.ok) return body as T
  if (response.status === 401 && !(method === 'POST' && path.startsWith('/api/session'))) for (const listener of signedOutListeners) listener()
  throw new ApiProblem(response.status, body)
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => request<T>('GET', path, { ...(query ? { query } : {}), signal }),
  post: <T>(path: string, body?: unknown, options: Omit<Options, 'body'> = {}): Promise<T> =>
    request<T>('POST', path, { ...options, body: body ?? {} }),
  put: <T>(path: string, body?: unknown): Promise<T> => request<T>('PUT', path, { body: body ?? {} }),
  patch: <T>(path: string, body?: unknown): Promise<T> => request<T>('PATCH', path, { body: body ?? {} }),
  remove: <T>(path: string, query?: Query): Promise<T> => request<T>('DELETE', path, query ? { query } : {}),
}

/** Starts a download of what the server streams, under the name the server gives it. */
export const download = (path: string, query?: Query): void => {
  const link = document.createElement('a')
  link.href = apiUrl(path, query)
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}

/** Sends a form with a file and tells how much of it has gone (0 to 1): fetch cannot, XMLHttpRequest can. */
export const upload = <T>(path: string, form: FormData, onProgress: (share: number) => void, signal?: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open('POST', apiUrl(path))
    sending.setRequestHeader('accept', 'application/json')
    sending.setRequestHeader('accept-language', document.documentElement.lang || 'zh-CN')
    if (csrfToken) sending.setRequestHeader('x-csrf-token', csrfToken)
    sending.responseType = 'json'
    sending.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    sending.onload = () => {
      if (sending.status >= 200 && sending.status < 300) resolve(sending.response as T)
      else reject(new ApiProblem(sending.status, sending.response))
    }
    sending.onerror = () => reject(new ApiProblem(0, { title: 'unreachable' }))
    sending.ontimeout = sending.onerror
    signal?.addEventListener('abort', () => {
      sending.abort()
      reject(new DOMException('aborted', 'AbortError'))
    })
    sending.send(form)
  })
