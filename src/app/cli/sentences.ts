import { DataDirectoryInUse, DatabaseProblem, faultOfDatabase } from '#platform/db/index.ts'
import { TableProblem } from '#platform/documents/index.ts'
import { ProblemError } from '#platform/http/index.ts'
import { type Locale, sentenceOf } from '#platform/i18n/index.ts'
import type { MessageParams } from '#base/results.ts'
import { exitCodes } from './exit-codes.ts'

/** A mistake of the caller: a sentence, or with `params` the code of one. */
export class UsageError extends Error {
  readonly params: MessageParams | undefined
  constructor(text: string, params?: MessageParams) {
    super(text)
    this.name = 'UsageError'
    this.params = params
  }
}

export type Told = { readonly text: string; readonly code: number }

type SystemError = Error & { readonly code?: string; readonly path?: string; readonly address?: string; readonly hostname?: string; readonly host?: string; readonly port?: number; readonly syscall?: string }

/** What the operating system says of a path, as our codes. */
const pathCodes: Readonly<Record<string, string>> = {
  ENOENT: 'app.no_such_path', ENOTDIR: 'app.not_a_folder', EEXIST: 'app.not_a_folder', EISDIR: 'app.is_a_folder', EACCES: 'app.no_permission', EPERM: 'app.no_permission', EROFS: 'app.no_permission', ENOSPC: 'app.no_space',
}
const unreachable = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET'])
/** SQLSTATE of a sign-in that failed: invalid password, invalid authorization, no such database. */
const signIn = new Set(['28P01', '28000', '3D000'])

const ofSystem = (error: SystemError, sentence: ReturnType<typeof sentenceOf>): Told | null => {
  const { code = '', path } = error
  if (unreachable.has(code) || (code === 'ENOENT' && error.syscall === 'connect')) {
    const host = error.hostname ?? error.address ?? error.host ?? path ?? ''
    return { text: sentence('app.database_unreachable', { host: error.port ? `${host}:${error.port}` : host, reason: code }), code: exitCodes.usage }
  }
  const known = path === undefined ? undefined : pathCodes[code]
  if (known === undefined) return null
  return { text: sentence(known, { path: path ?? '' }), code: code === 'ENOSPC' ? exitCodes.failed : exitCodes.usage }
}

const ofDatabase = (error: SystemError, sentence: ReturnType<typeof sentenceOf>): Told | null => {
  if (signIn.has(error.code ?? '')) return { text: sentence('app.database_sign_in', { reason: error.message }), code: exitCodes.usage }
  if (error.code === '42501') return { text: sentence('app.database_forbids', { reason: error.message }), code: exitCodes.usage }
  const fault = faultOfDatabase(error)
  if (fault === null) return null
  if (fault.kind === 'conflict') return { text: sentence('http.conflict'), code: exitCodes.usage }
  if (fault.kind === 'invalid') return { text: sentence('app.rejected_by_database', { constraint: fault.constraint }), code: exitCodes.usage }
  return { text: sentence(fault.kind === 'retry' ? 'http.try_again' : 'http.unavailable'), code: exitCodes.failed }
}

/** The one place where what went wrong becomes text at a terminal: a sentence in the caller's language, and how the program ends. */
export const told = (error: unknown, locale: Locale): Told => {
  const sentence = sentenceOf(locale)
  if (error instanceof UsageError) return { text: error.params ? sentence(error.message, error.params) : error.message, code: exitCodes.usage }
  if (error instanceof DataDirectoryInUse) return { text: sentence('app.data_in_use', { directory: error.directory }), code: exitCodes.inUse }
  if (error instanceof DatabaseProblem || error instanceof TableProblem) return { text: sentence(error.code, error.params), code: exitCodes.usage }
  if (error instanceof ProblemError) {
    const faults = error.faults.map(({ field, value, code, params }) => {
      const text = sentence(code, { field, value: value ?? '', ...params })
      return value !== null && value !== '' && !text.includes(value) ? `${field} “${value}”: ${text}` : text
    })
    // Where every fault says what the problem as a whole is about, its headline has nothing to add.
    const headline = error.code === 'http.invalid_input' || error.faults.some((fault) => fault.code === error.code)
    const text = headline && faults.length > 0 ? faults.join('\n') : [sentence(error.code, error.params), ...faults].join('\n')
    return { text, code: error.status < 500 ? exitCodes.usage : exitCodes.failed }
  }
  const known = ofSystem(error as SystemError, sentence) ?? ofDatabase(error as SystemError, sentence)
  return known ?? { text: sentence('app.failed', { reason: error instanceof Error ? error.message : String(error) }), code: exitCodes.failed }
}
