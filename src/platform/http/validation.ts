import type { TSchema } from 'typebox'
import type { Fault } from '#base/results.ts'

type AjvFault = {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly data?: unknown
  readonly parentSchema?: { readonly writeOnly?: unknown }
}

const limits = ['limit', 'type', 'format', 'pattern', 'allowedValue', 'allowedValues'] as const

/** What the schema found wrong, as faults that name the field; keywords become codes `http.invalid.<keyword>`. */
export const faultsOfValidation = (found: readonly AjvFault[], place: string): readonly Fault[] => {
  const choices = new Map<string, readonly AjvFault[]>()
  for (const union of found.filter((f) => f.keyword === 'anyOf')) choices.set(union.instancePath, found.filter((f) => f.keyword === 'const' && f.instancePath === union.instancePath))
  // A choice between fixed values is one fault that names them all, not one for each value it is not.
  const merged = found.flatMap((f): readonly AjvFault[] => {
    const values = choices.get(f.instancePath) ?? []
    if (values.length < 2) return [f]
    return f.keyword === 'anyOf' ? [{ ...f, keyword: 'enum', params: { allowedValues: values.map((each) => each.params['allowedValue']) } }] : values.includes(f) ? [] : [f]
  })
  const faults = merged
    .filter((f) => f.keyword !== 'anyOf' || merged.length === 1)
    .map((f): Fault => {
      const inner = f.instancePath.slice(1).replaceAll('/', '.')
      const missing = f.params['missingProperty'] ?? f.params['additionalProperty']
      const name = [inner, missing].filter(Boolean).join('.') || place
      const right = limits.map((key) => f.params[key]).find((value) => value !== undefined)
      return {
        // A value declared `writeOnly` (passwords, identities) is never said back.
        field: name, value: f.data === undefined || typeof f.data === 'object' || f.parentSchema?.writeOnly === true ? null : String(f.data).toWellFormed().slice(0, 200),
        code: `http.invalid.${f.keyword}`, params: { right: Array.isArray(right) ? right.join(', ') : right === undefined ? '' : String(right) },
      }
    })
  return faults.filter((fault, i) => faults.findIndex((other) => other.field === fault.field && other.code === fault.code) === i)
}

const decimal = /^-?\d{1,20}(\.\d{1,20})?$/

/** A query string is text; what its schema declares as a number or a yes is read as such. Anything else stays text, for the schema to refuse. */
export const readQuery = (schema: TSchema, raw: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const known = (schema as { properties?: Record<string, { type?: string }> }).properties ?? {}
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => {
    const type = Object.hasOwn(known, name) ? known[name]?.type : undefined
    if ((type === 'number' || type === 'integer') && typeof value === 'string' && decimal.test(value)) return [name, Number(value)]
    if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true']
    return [name, value]
  }))
}

/** A name given twice where it stands for one value: which of them is meant is not guessed. */
export const repeatedQuery = (schema: TSchema, given: Readonly<Record<string, unknown>>): readonly Fault[] => {
  const known = (schema as { properties?: Record<string, { type?: string }> }).properties ?? {}
  return Object.entries(given).flatMap(([name, value]) => (Array.isArray(value) && Object.hasOwn(known, name) && known[name]?.type !== 'array' && known[name]?.type !== undefined
    ? [{ field: name, value: null, code: 'http.invalid.repeated' }] : []))
}

const deepest = 64
const isDamaged = (text: string): boolean => text.includes('\0') || !text.isWellFormed()
/** How a damaged name is shown: with signs for what cannot be. */
const shown = (text: string): string => text.toWellFormed().replaceAll('\0', '\u2400').slice(0, 80)

/**
 * Texts nothing can keep: U+0000, which PostgreSQL refuses, and halves of surrogate pairs, which are no characters. They say that a text was damaged on
 * its way, so they are named and not cleaned away. What is nested deeper than anything here asks for is refused too. Walks without recursion.
 */
export const damagedTexts = (place: string, given: unknown): readonly Fault[] => {
  const faults: Fault[] = []
  const waiting: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [{ value: given, path: '', depth: 0 }]
  while (waiting.length > 0 && faults.length < 20) {
    const { value, path, depth } = waiting.pop() as (typeof waiting)[number]
    if (typeof value === 'string') {
      // The value is not said back: it may be a password or a name.
      if (isDamaged(value)) faults.push({ field: path || place, value: null, code: 'http.invalid.text' })
    } else if (typeof value === 'object' && value !== null) {
      if (depth > deepest) return [{ field: path.split('.')[0] || place, value: null, code: 'http.invalid.depth', params: { right: deepest } }]
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner !== 'string' && (typeof inner !== 'object' || inner === null) && !isDamaged(name)) continue
        const at = depth < 6 ? [path, shown(name)].filter(Boolean).join('.') : path
        if (isDamaged(name)) faults.push({ field: at, value: null, code: 'http.invalid.text' })
        waiting.push({ value: inner, path: at, depth: depth + 1 })
      }
    }
  }
  return faults
}
