/** Outcome of a decision: a value, or a refusal that says why not. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** Values that fill the placeholders of a translated message. */
export type MessageParams = Readonly<Record<string, string | number | boolean | null>>

/** A refusal by a rule: a stable code, and the facts its message is built from. The API answers 409. */
export type Refusal = { readonly code: string; readonly params?: MessageParams }
export const refuse = (code: string, params?: MessageParams): { readonly ok: false; readonly error: Refusal } =>
  err(params ? { code, params } : { code })

/** A fault found in input: where, what was given, why it is wrong (a code), and what would be right. */
export type Fault = {
  readonly field: string
  readonly value: string | null
  readonly code: string
  readonly params?: MessageParams
}
