import type { Result } from '#base/results.ts'

/** Text by language of the form; a form without languages uses the key `default`. */
export type Words = Readonly<Record<string, string>>

/** One choice of a list. `extra` holds every other column: choice filters and `instance()` read them. */
export type Choice = { readonly name: string; readonly label: Words; readonly media?: Readonly<Record<string, Words>>; readonly extra: Readonly<Record<string, string>> }

/**
 * A node of a form. Expressions stand as they were written, in the XPath dialect of XLSForm. `type` is the XLSForm type in its
 * usual spelling without the list: text integer decimal range select_one select_multiple rank date time dateTime geopoint geotrace
 * geoshape image audio video file barcode acknowledge note calculate hidden start end today group repeat …
 */
export type FormNode = {
  readonly kind: 'group' | 'repeat' | 'question' | 'note' | 'calculate'
  readonly name: string
  readonly type: string
  /** Name of the choice list, or of the file for `select_one_from_file`. */
  readonly list?: string
  readonly or_other?: boolean
  readonly label: Words
  readonly hint?: Words
  readonly guidance?: Words
  /** image, audio, video, big-image: file names by language. */
  readonly media?: Readonly<Record<string, Words>>
  readonly relevant?: string
  readonly required?: string
  readonly required_message?: Words
  readonly constraint?: string
  readonly constraint_message?: Words
  readonly calculation?: string
  readonly readonly?: string
  readonly appearance?: string
  readonly parameters?: string
  readonly default?: string
  readonly choice_filter?: string
  readonly repeat_count?: string
  readonly trigger?: string
  /** Columns this program does not know, as they were: header -> text. */
  readonly extra: Readonly<Record<string, string>>
  readonly nodes?: readonly FormNode[]
}

export type FormDefinition = {
  readonly schema: 1
  readonly id: string
  readonly version: string
  readonly title: string
  /** In the order of their columns; empty when the form has one language without a name. */
  readonly languages: readonly string[]
  readonly default_language: string
  readonly settings: Readonly<Record<string, string>>
  readonly nodes: readonly FormNode[]
  readonly choices: Readonly<Record<string, readonly Choice[]>>
}

/** What is wrong with a workbook, or worth a look. Row counts from 1 as a spreadsheet does; 0 where the whole sheet is meant. */
export type FormFault = {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly value: string | null
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** A sheet as read from a file: `rows[0]` is the spreadsheet's row 1. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** Where a node was written, by its name. */
export type FormPlaces = Readonly<Record<string, { readonly sheet: string; readonly row: number }>>
export type ReadForm = Result<{ readonly form: FormDefinition; readonly warnings: readonly FormFault[]; readonly places: FormPlaces }, readonly FormFault[]>

/**
 * Answers, nested by names of groups; a repeat is a list. text, date `YYYY-MM-DD`, time `HH:MM`, dateTime ISO: string. integer, decimal,
 * range: number. select_multiple, rank: string[]. geopoint: {lon, lat, accuracy_m, altitude_m}. Media: {photo_ids: string[]}.
 */
export type Answers = Readonly<Record<string, unknown>>
export type GeoPoint = { readonly lon: number; readonly lat: number; readonly accuracy_m: number | null; readonly altitude_m?: number | null }
export type MediaAnswer = { readonly photo_ids: readonly string[] }

/** `required`: nothing given; `constraint`: the form's own rule; `type`: not a number, date …; `choice`: not among the choices now. */
export type AnswerErrorCode = 'required' | 'constraint' | 'type' | 'choice'
/** `message` is the form's own wording in the session's language, empty when it has none. */
export type AnswerError = { readonly path: string; readonly code: AnswerErrorCode; readonly message: string }

export type ChoiceView = { readonly name: string; readonly label: string; readonly extra: Readonly<Record<string, string>> }
export type InstanceView = { readonly path: string; readonly index: number; readonly nodes: readonly NodeView[] }
/** A node that is relevant now, in the session's language. Paths: `group/question`, in a repeat `repeat[0]/question`. */
export type NodeView = {
  readonly path: string
  readonly kind: FormNode['kind']
  readonly name: string
  readonly type: string
  readonly label: string
  readonly hint: string
  readonly guidance: string
  readonly appearance: string
  readonly parameters: Readonly<Record<string, string>>
  readonly value: unknown
  readonly required: boolean
  readonly readonly: boolean
  readonly choices: readonly ChoiceView[]
  /** Only of questions already touched, until `validate()` was called. */
  readonly errors: readonly AnswerError[]
  /** Of a group. */
  readonly nodes: readonly NodeView[]
  /** Of a repeat. */
  readonly instances: readonly InstanceView[]
  /** False when the form counts the instances of a repeat itself. */
  readonly can_change_instances: boolean
  /** Columns of the form this program does not know. */
  readonly extra: Readonly<Record<string, string>>
}

export type FormOptions = {
  readonly answers?: Answers
  /** A tag such as `zh-CN`, or a language as the form names it. */
  readonly language: string
  /** A number, or where time passes while the form is open a function. */
  readonly now: number | (() => number)
  /** IANA zone of today() and now(); Asia/Shanghai when absent. */
  readonly zone?: string
  /** Draws from [0, 1); without it random() and uuid() come from a fixed sequence. */
  readonly random?: () => number
  /** Choices of select_one_from_file by file name. */
  readonly files?: Readonly<Record<string, readonly Choice[]>>
}

export type FormSession = {
  readonly form: FormDefinition
  /** The visible tree; the same object until something changes. */
  readonly view: () => readonly NodeView[]
  /** Sets a question's answer; null or an empty one clears it. Unknown paths and questions nobody may change are passed over. */
  readonly set: (path: string, value: unknown) => void
  readonly addInstance: (path: string) => void
  readonly removeInstance: (path: string, index: number) => void
  /** All faults of relevant questions, and shows them in the view from then on. */
  readonly validate: () => readonly AnswerError[]
  readonly answers: () => Answers
  readonly setLanguage: (language: string) => void
  readonly subscribe: (changed: () => void) => () => void
}
