import { type Crs, crsNames, isCrs } from '#base/geometry/crs.ts'
import type { Fault, MessageParams } from '#base/results.ts'
import type { MappingFault } from './codes.ts'
import { nearest } from './columns.ts'
import { isTimeFormat } from './time-format.ts'

export type Json = Readonly<Record<string, unknown>>

/**
 * Reads parts of a mapping file and collects what is wrong: where (a path like `fields.opened_at.formats[0]`), what was given, and what
 * would be right. Every reader gives `undefined` for what is absent or wrong, so that one reading finds all faults.
 */
export const mappingReader = () => {
  const faults: Fault[] = []
  const fault = (path: string, value: unknown, code: MappingFault, params: MessageParams = {}): undefined => {
    const whole = value === undefined ? null : typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
    const shown = whole !== null && whole.length > 120 ? `${whole.slice(0, 119)}…` : whole
    faults.push({ field: path, value: shown, code: `import.mapping_${code}`, params })
    return undefined
  }
  const object = (value: unknown, path: string, known: readonly string[]): Json | undefined => {
    if (value === undefined) return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(path, value, 'type', { right: '{ … }' })
    for (const [key, part] of Object.entries(value)) {
      if (known.includes(key)) continue
      const near = nearest(key, known)
      fault(path === '' ? key : `${path}.${key}`, part, near === null ? 'unknown_key' : 'unknown_key_near',
        { known: known.join(', '), ...(near === null ? {} : { nearest: near }) })
    }
    return value as Json
  }
  const text = (value: unknown, path: string): string | undefined =>
    value === undefined ? undefined : typeof value === 'string' && value.trim() !== '' ? value : fault(path, value, 'type', { right: '"…"' })
  const anyText = (value: unknown, path: string): string | undefined =>
    value === undefined || typeof value === 'string' ? value : fault(path, value, 'type', { right: '"…"' })
  const flag = (value: unknown, path: string): boolean | undefined =>
    value === undefined || typeof value === 'boolean' ? value : fault(path, value, 'type', { right: 'true, false' })
  const texts = (value: unknown, path: string): readonly string[] | undefined => {
    if (value === undefined) return undefined
    if (typeof value === 'string') return [text(value, path) ?? '']
    if (!Array.isArray(value)) return fault(path, value, 'type', { right: '["…", …]' })
    return value.map((part, index) => text(part, `${path}[${index}]`) ?? '')
  }
  const choice = <const T extends string>(value: unknown, path: string, words: readonly T[]): T | undefined =>
    value === undefined ? undefined : (words as readonly unknown[]).includes(value) ? (value as T)
      : fault(path, value, 'choice', { right: words.join(', ') })
  const pattern = (value: unknown, path: string): string | undefined => {
    const source = text(value, path)
    if (source === undefined) return undefined
    // A pattern runs on every row: its length is kept small, and a repeated group inside a repeated group (which can take for ever) is refused.
    if (source.length > 300 || /\([^()]*[+*}][^()]*\)\s*[+*{]/.test(source)) return fault(path, source, 'pattern')
    try {
      new RegExp(source, 'u')
      return source
    } catch {
      return fault(path, source, 'pattern')
    }
  }
  const formats = (value: unknown, path: string): readonly string[] | undefined => {
    const given = texts(value, path)
    given?.forEach((format, index) => {
      if (format !== '' && !isTimeFormat(format)) fault(`${path}[${index}]`, format, 'format')
    })
    return given
  }
  const map = (value: unknown, path: string, words?: readonly string[]): Readonly<Record<string, string>> | undefined => {
    if (value === undefined) return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(path, value, 'type', { right: '{ "…": "…" }' })
    for (const [key, part] of Object.entries(value)) {
      if (typeof part !== 'string') fault(`${path}.${key}`, part, 'type', { right: '"…"' })
      else if (words && part !== '' && !words.includes(part)) fault(`${path}.${key}`, part, 'choice', { right: words.join(', ') })
    }
    return value as Readonly<Record<string, string>>
  }
  const numbers = (value: unknown, path: string, count: number): readonly number[] | undefined => {
    if (value === undefined) return undefined
    const fits = Array.isArray(value) && value.length === count && value.every((part) => typeof part === 'number' && Number.isFinite(part))
    return fits ? (value as readonly number[]) : fault(path, value, 'type', { right: `[${Array.from({ length: count }, () => '0').join(', ')}]` })
  }
  const crs = (value: unknown, path: string): Crs | undefined =>
    value === undefined ? undefined : typeof value === 'string' && isCrs(value) ? value : fault(path, value, 'choice', { right: crsNames.join(', ') })
  return { faults, fault, object, text, anyText, flag, texts, choice, pattern, formats, map, numbers, crs }
}

export type MappingReader = ReturnType<typeof mappingReader>
