import { type Locale, translator } from '#platform/i18n/index.ts'
import type { ProblemError } from './problems.ts'

/** `cases.not_registered` has its text at `cases.errors.not_registered`. */
export const messageKey = (code: string): string => code.replace(/^([a-z0-9_]+)\./, '$1.errors.')

export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly params: object
  readonly errors?: readonly { readonly field: string; readonly value: string | null; readonly code: string; readonly message: string }[]
}

/** RFC 9457 body in the reader's language. */
export const problemBody = (said: ProblemError, locale: Locale): ProblemBody => {
  const t = translator(locale)
  const key = messageKey(said.code), exact = `${key}_detail`
  // RFC 9457, 3.1.3: the title is that of the kind of problem and does not change with the occurrence; what does stands in `detail`.
  const general = t(key)
  const title = general.includes('{{') ? t(`http.titles.${said.status}`) : general
  const detail = Object.keys(said.params).length > 0 && t(exact) !== exact ? t(exact, said.params) : t(key, said.params)
  return {
    type: `urn:bihuan:problem:${said.code}`, title, status: said.status, detail, code: said.code, params: said.params,
    ...(said.faults.length > 0
      ? { errors: said.faults.map((f) => ({ field: f.field, value: f.value, code: f.code, message: t(messageKey(f.code), { field: f.field, value: f.value ?? '', ...f.params }) })) }
      : {}),
  }
}
