import type { Fault, MessageParams } from '#base/results.ts'
import type { ImportFault } from './codes.ts'
import type { ColumnFinder } from './columns.ts'
import type { TextRule } from './profile.ts'

/** What the compiled parts of a profile share while one row is read. */
export type RowState = {
  values: readonly string[]
  line: number
  faults: Fault[]
}
/** The text of a field in the row at hand, trimmed; '' when there is none. */
export type TextReader = () => string

export type Scope = {
  readonly columns: ColumnFinder
  readonly state: RowState
  readonly clean: (text: string | undefined) => string
  /** Columns that are named and not in the file. */
  readonly missing: (target: string, names: readonly string[], required: boolean) => void
}

const maxKept = 5_000

/** A text of its own: a slice of a portion of the file would keep the whole portion in memory as long as it is kept. */
export const ownText = (text: string): string => JSON.parse(JSON.stringify(text)) as string

const isSpace = (code: number): boolean => code <= 32 || code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x202f)

/** Trims, and takes the profile's words for "nothing" as nothing. Called for every value of every row, so both are asked cheaply first. */
export const valueCleaner = (empty: ReadonlySet<string>): ((text: string | undefined) => string) => {
  let longestEmpty = 0
  for (const word of empty) longestEmpty = Math.max(longestEmpty, word.length)
  return (text) => {
    if (text === undefined || text === '') return ''
    const clean = isSpace(text.charCodeAt(0)) || isSpace(text.charCodeAt(text.length - 1)) ? text.trim() : text
    return clean.length <= longestEmpty && empty.has(clean) ? '' : clean
  }
}

const longest = 120
export const addFault = (state: RowState, field: string, value: string | null, code: ImportFault, params: MessageParams = {}): void => {
  const shown = value !== null && value.length > longest ? `${value.slice(0, longest - 1)}…` : value
  state.faults.push({ field, value: shown, code: `import.${code}`, params: { line: state.line, ...params } })
}

const titleCase = (text: string): string =>
  text.toLowerCase().replaceAll(/(^|[\s\-/(])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
const cases = { title: titleCase, upper: (text: string) => text.toUpperCase(), lower: (text: string) => text.toLowerCase() } as const

/**
 * Compiles a rule into a reader, or null when it can never give a value. `known` closes the list of results: anything else is a
 * fault at `target` (or what `onUnknown` makes of it).
 */
export const textReader = (
  rule: TextRule, target: string, scope: Scope, known?: ReadonlySet<string>, onUnknown?: (text: string) => string,
): TextReader | null => {
  const { state, clean } = scope
  const names = rule.columns ?? []
  const indexes = names.map((name) => scope.columns.find(name)).filter((index) => index !== -1)
  if (indexes.length < names.length) scope.missing(target, names, rule.required === true && indexes.length === 0)
  const fallback = rule.default ?? ''
  if (indexes.length === 0) return fallback === '' ? null : () => fallback
  const label = names[0] ?? target

  const at = (index: number): string => clean(state.values[index])
  const [first = 0] = indexes
  let read: TextReader
  const { join } = rule
  if (indexes.length === 1) read = () => at(first)
  else if (join !== undefined) {
    read = () => {
      let joined = ''
      for (const index of indexes) {
        const text = at(index)
        if (text !== '') joined = joined === '' ? text : joined + join + text
      }
      return joined
    }
  } else {
    read = () => {
      for (const index of indexes) {
        const text = at(index)
        if (text !== '') return text
      }
      return ''
    }
  }

  const steps: ((text: string) => string)[] = []
  if (rule.pattern !== undefined) {
    const pattern = new RegExp(rule.pattern, 'u')
    steps.push((text) => {
      const found = pattern.exec(text)
      return found ? (found.slice(1).find((group) => group !== undefined) ?? found[0]).trim() : ''
    })
  }
  if (rule.map || known) {
    const map = new Map(Object.entries(rule.map ?? {}))
    const allowed = rule.map ? [...map.keys()] : [...(known ?? [])]
    const unmapped = rule.unmapped ?? (known ? 'refuse' : 'keep')
    steps.push((text) => {
      const found = map.get(text)
      if (found !== undefined) return found
      if (unmapped === 'empty') return ''
      if (unmapped === 'keep' && !known) return text
      if (known?.has(text)) return text
      if (onUnknown) return onUnknown(text)
      addFault(state, label, text, 'unknown_value', { target, known: allowed.slice(0, 30).join(', ') })
      return ''
    })
  }
  if (rule.case !== undefined) steps.push(cases[rule.case])
  const { pad, prefix } = rule
  if (pad !== undefined) steps.push((text) => text.padStart(pad, '0'))
  if (prefix !== undefined) steps.push((text) => prefix + text)

  // Patterns and letter case cost more than a look-up, and most columns repeat few values. Values that gave a fault are not kept.
  const kept = new Map<string, string>()
  const through = (text: string): string => {
    let result = kept.get(text)
    if (result !== undefined) return result
    const before = state.faults.length
    result = text
    for (let i = 0; i < steps.length && result !== ''; i++) result = (steps[i] as (text: string) => string)(result)
    if (kept.size < maxKept && text.length <= 40 && state.faults.length === before) kept.set(ownText(text), result)
    return result
  }

  const required = rule.required === true
  if (steps.length === 0 && !required) return fallback === '' ? read : () => read() || fallback
  return () => {
    const given = read()
    const text = given === '' || steps.length === 0 ? given : through(given)
    if (text !== '') return text
    if (required && fallback === '') addFault(state, label, null, 'required', { target })
    return fallback
  }
}
