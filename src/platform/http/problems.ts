import type { Fault, MessageParams, Refusal, Result } from '#base/results.ts'

/** Said by the door: 400 401 403 404 409 413 415 422 429 503. Becomes an RFC 9457 body. */
export class ProblemError extends Error {
  readonly code: string
  readonly status: number
  readonly params: MessageParams
  readonly faults: readonly Fault[]
  constructor(code: string, status: number, params: MessageParams, faults: readonly Fault[]) {
    super(code)
    this.name = 'ProblemError'
    this.code = code
    this.status = status
    this.params = params
    this.faults = faults
  }
}

export type ProblemDetails = { readonly status?: number; readonly params?: MessageParams; readonly faults?: readonly Fault[] }

/** To be thrown. `code` is `<capability>.<name>`; its text stands in the capability's i18n file under `errors.<name>`. */
export const problem = (code: string, details: ProblemDetails = {}): ProblemError =>
  new ProblemError(code, details.status ?? 422, details.params ?? {}, details.faults ?? [])

/** The value, or the rule's refusal as 409. */
export const unwrap = <T>(result: Result<T, Refusal>): T => {
  if (result.ok) return result.value
  throw new ProblemError(result.error.code, 409, result.error.params ?? {}, [])
}

/** The value, or the input's faults as 422. */
export const unwrapInput = <T>(result: Result<T, readonly Fault[]>): T => {
  if (result.ok) return result.value
  throw new ProblemError('http.invalid_input', 422, { count: result.error.length }, result.error)
}

const kilo = 1024
/** `256 KB`, `8 MB`. */
const sizeOf = (bytes: number): string => (bytes < kilo ** 2 ? `${Math.floor(bytes / kilo)} KB` : `${Math.floor(bytes / kilo ** 2)} MB`)
/** More than is taken, with how much is. */
export const tooLarge = (limit: number): ProblemError => problem('http.too_large', { status: 413, params: { limit: sizeOf(limit), limit_bytes: limit } })
