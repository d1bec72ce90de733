import type { Crs } from '#base/geometry/crs.ts'
import type { CaseState, Source } from '#cases/rules/index.ts'

/** States a foreign row can be in; the finer steps between are nobody's but our own. */
export const importStatuses = [
  'reported', 'registered', 'dispatched', 'handling', 'suspended', 'closed', 'void',
] as const satisfies readonly CaseState[]
export type ImportStatus = (typeof importStatuses)[number]

export const areaLevels = ['district', 'street', 'community', 'cell'] as const
export const solvedWords = ['yes', 'partly', 'no'] as const
/** The five levels of 好差评 (domain 2.5) and the hotline's 基本满意 between. */
export const satisfactionWords = ['very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied'] as const

/**
 * Where a text comes from: columns (the first that is not empty, or all joined), then the part a pattern finds, then the
 * value it stands for, then case, padding and prefix. No value at all gives `default`.
 */
export type TextRule = {
  readonly columns?: readonly string[]
  readonly join?: string
  /** A regular expression; the first group that matched, or the whole match. A text it does not match counts as empty. */
  readonly pattern?: string
  readonly map?: Readonly<Record<string, string>>
  /** A value that `map` does not name: kept, empty, or a fault. */
  readonly unmapped?: 'keep' | 'empty' | 'refuse'
  readonly case?: 'title' | 'upper' | 'lower'
  readonly pad?: number
  readonly prefix?: string
  readonly default?: string
  readonly required?: boolean
}

export type TimeRule = Pick<TextRule, 'columns' | 'pattern' | 'required'> & {
  /** Tried in order; `time-format.ts` says the notation. The usual unambiguous ones when absent. */
  readonly formats?: readonly string[]
  /** The moment of the day a date without a time stands for. */
  readonly date_only?: 'start' | 'end'
  /** Where there is no value: another moment, said so in the row's remarks. */
  readonly otherwise?: readonly ('closed_at' | 'import_time')[]
}

/** A path of names from the top down; one rule per level, or one text split. Empty levels are left out. */
export type PathRule = {
  readonly levels?: readonly TextRule[]
  readonly split?: { readonly from: TextRule; readonly by: string }
  readonly code?: TextRule
  /** The path of a row that names none. */
  readonly default?: readonly string[]
}

export type AreaRule = { readonly level: (typeof areaLevels)[number]; readonly code?: TextRule; readonly name?: TextRule }

export type PositionRule = {
  readonly lon: TextRule
  readonly lat: TextRule
  readonly crs?: Crs
  /** West, south, east, north; what lies outside. */
  readonly bounds?: readonly [number, number, number, number]
  readonly outside?: 'refuse' | 'drop'
  /** Points the source writes for "unknown" (a town hall, a centroid): no position. As written in the file. */
  readonly placeholders?: readonly (readonly [string, string])[]
}

export type ProfileFields = {
  readonly external_ref: TextRule
  readonly opened_at: TimeRule
  readonly due_at?: TimeRule
  readonly closed_at?: TimeRule
  /** Gives an ImportStatus; without it a row with a closing time is closed and any other open. */
  readonly status?: TextRule
  /** Gives a Source; `import` when it gives none. */
  readonly source?: TextRule
  readonly title?: TextRule
  readonly description?: TextRule
  readonly category?: PathRule
  readonly unit?: PathRule
  readonly areas?: readonly AreaRule[]
  readonly position?: PositionRule
  readonly address?: TextRule
  readonly closing_reason?: TextRule
  readonly reporter?: { readonly name?: TextRule; readonly phone?: TextRule; readonly confidential?: readonly string[] }
  readonly call_back?: { readonly solved?: TextRule; readonly satisfaction?: TextRule }
}

export type Contradictions = {
  readonly closed_before_opened?: 'refuse' | 'keep'
  readonly closed_without_date?: 'refuse' | 'keep_open'
  /** `status`: the row is open and its closing time goes to the extras. `date`: the row is closed. */
  readonly open_with_closed_date?: 'refuse' | 'status' | 'date'
  readonly unknown_status?: 'refuse' | 'by_date'
}

export type Profile = {
  readonly name: string
  /** IANA name; times without an offset are read there. */
  readonly zone: string
  /** Texts that mean "no value", besides the empty one. */
  readonly empty?: readonly string[]
  /** Columns named here but not in the file: a fault, or fields without value (those required are always a fault). */
  readonly missing_columns?: 'refuse' | 'allow'
  readonly fields: ProfileFields
  readonly contradictions?: Contradictions
  /** Columns kept as they are; '*' for all that no field uses. */
  readonly extra?: readonly string[] | '*'
}

export type ImportSource = Source
