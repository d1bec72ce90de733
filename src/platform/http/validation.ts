import type { Fault } from '#base/results.ts'

type AjvFault = {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly data?: unknown
}

const limits = ['limit', 'type', 'format', 'pattern', 'allowedValue', 'allowedValues'] as const

/** What the schema found wrong, as faults that name the field; keywords become codes `http.invalid.<keyword>`. */
export const faultsOfValidation = (found: readonly AjvFault[], place: string): readonly Fault[] => {
  const faults = found
    .filter((f) => f.keyword !== 'anyOf' || found.length === 1)
    .map((f): Fault => {
      const inner = f.instancePath.slice(1).replaceAll('/', '.')
      const missing = f.params['missingProperty'] ?? f.params['additionalProperty']
      const name = [inner, missing].filter(Boolean).join('.') || place
      const right = limits.map((key) => f.params[key]).find((value) => value !== undefined)
      return {
        field: name, value: f.data === undefined || typeof f.data === 'object' ? null : String(f.data).slice(0, 200),
        code: `http.invalid.${f.keyword}`, params: { right: Array.isArray(right) ? right.join(', ') : right === undefined ? '' : String(right) },
      }
    })
  return faults.filter((fault, i) => faults.findIndex((other) => other.field === fault.field && other.code === fault.code) === i)
}
