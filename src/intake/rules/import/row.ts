import type { Instant } from '#base/instants.ts'
import type { ImportRemark } from './codes.ts'
import type { areaLevels, ImportSource, ImportStatus, satisfactionWords, solvedWords } from './profile.ts'

/** A path of names; rows with the same path hold the same object, so a reader can keep what it found for it by `key` or by identity. */
export type ImportPath = { readonly key: string; readonly names: readonly string[]; readonly code: string | null }
export type ImportArea = { readonly level: (typeof areaLevels)[number]; readonly code: string | null; readonly name: string | null }
/** Areas from the district down, without empty levels; shared between rows like ImportPath. */
export type ImportAreas = { readonly key: string; readonly levels: readonly ImportArea[] }

export type ImportReporter = {
  readonly name: string | null
  readonly phone: string | null
  readonly phone_masked: boolean
  readonly confidential: boolean
}
export type ImportCallBack = {
  readonly solved: (typeof solvedWords)[number] | null
  readonly satisfaction: (typeof satisfactionWords)[number] | null
}

/** One row of somebody else's system in our words. Times are moments, positions WGS-84, dates and limits as the source has them. */
export type ImportRow = {
  readonly line: number
  readonly external_ref: string
  readonly source: ImportSource
  readonly status: ImportStatus
  readonly opened_at: Instant
  readonly due_at: Instant | null
  readonly closed_at: Instant | null
  /** The source gives days, not moments: `opened_at` is the start of its day. */
  readonly date_only: boolean
  readonly title: string
  readonly description: string
  readonly category: ImportPath | null
  readonly unit: ImportPath | null
  readonly areas: ImportAreas | null
  readonly lon: number | null
  readonly lat: number | null
  readonly address: string
  readonly closing_reason: string | null
  readonly reporter: ImportReporter | null
  readonly call_back: ImportCallBack | null
  readonly remarks: readonly ImportRemark[]
  readonly extra: Readonly<Record<string, string>>
}
