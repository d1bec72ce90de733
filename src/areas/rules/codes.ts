import { err, ok, type Fault, type Result } from '#base/results.ts'
import type { AreaLevel } from './areas.ts'

/**
 * How a city numbers its areas. `gb2260`: GB/T 2260 county 6 digits (a city ends in 00), GB/T 10114 street +3, community +3, unit grid +3
 * (GB/T 30428.1; +2 in the older CJ/T 213, accepted). `free`: any word, for cities outside China; the level is then said apart.
 */
export const codeSchemes = ['gb2260', 'free'] as const
export type CodeScheme = (typeof codeSchemes)[number]

export type ParsedCode = {
  readonly code: string
  readonly level: AreaLevel
  /** Codes an area above may have, nearest first: a district stands under its city, or where the province is the city, under that. */
  readonly parents: readonly string[]
}

const fault = (value: string, code: string): { readonly ok: false; readonly error: Fault } => err({ field: 'code', value, code: `areas.${code}` })

/** Statistical codes pad every level to 12 digits (110101001000 is the street 110101001); a community never ends in 000. */
const unpadded = (digits: string): string => {
  if (digits.length !== 12) return digits
  if (digits.endsWith('000000')) return digits.slice(0, 6)
  return digits.endsWith('000') ? digits.slice(0, 9) : digits
}

const cityAbove = (six: string): readonly string[] => [`${six.slice(0, 4)}00`, `${six.slice(0, 2)}0000`]

/**
 * Reads a code of the national scheme. Spaces around it are dropped, padding is taken off.
 * Faults: `areas.code_not_digits`, `areas.code_length`, `areas.code_region` (first two digits below 11), `areas.code_sequence` (000 or 00).
 */
export const parseGbCode = (text: string): Result<ParsedCode, Fault> => {
  const given = text.trim()
  if (!/^\d+$/.test(given)) return fault(text, 'code_not_digits')
  const code = unpadded(given)
  if (Number(code.slice(0, 2)) < 11) return fault(text, 'code_region')
  const six = code.slice(0, 6)
  if (code.length === 6) return ok(code.endsWith('00') ? { code, level: 'city', parents: [] } : { code, level: 'district', parents: cityAbove(code) })
  // No street and no community is numbered 000, so nothing lies below one either.
  if ((code.length >= 9 && code.slice(6, 9) === '000') || (code.length >= 12 && code.slice(9, 12) === '000')) return fault(text, 'code_sequence')
  if (code.length === 9) return ok({ code, level: 'street', parents: [six, ...cityAbove(six)] })
  if (code.length === 12) return ok({ code, level: 'community', parents: [code.slice(0, 9)] })
  if (code.length === 14 || code.length === 15) {
    if (/^0+$/.test(code.slice(12))) return fault(text, 'code_sequence')
    return ok({ code, level: 'cell', parents: [code.slice(0, 12)] })
  }
  return fault(text, 'code_length')
}

const freeCode = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u

/**
 * Reads a code of the city's scheme. Under `free` a code is a word of letters, digits, `-` and `_` (no dot: the dot joins codes to paths) and
 * `level` must be given; under `gb2260` the level follows from the code, and a given one that differs is `areas.code_level`.
 */
export const parseCode = (scheme: CodeScheme, text: string, level?: AreaLevel): Result<ParsedCode, Fault> => {
  if (scheme === 'gb2260') {
    const parsed = parseGbCode(text)
    return parsed.ok && level && parsed.value.level !== level ? fault(text, 'code_level') : parsed
  }
  const code = text.trim()
  if (!freeCode.test(code)) return fault(text, 'code_not_a_word')
  return level ? ok({ code, level, parents: [] }) : err({ field: 'level', value: null, code: 'areas.level_missing' })
}

/** The scheme a city's own code tells: six digits ending in 00 are national. */
export const schemeOfCityCode = (code: string): CodeScheme => /^[1-9]\d{3}00$/.test(code) && Number(code.slice(0, 2)) >= 11 ? 'gb2260' : 'free'

const sequenceDigits = 3
/**
 * A code for an area whose official one is not known, under `parent`: extensions are numbered downward from 999, so that they never meet official
 * numbers, which grow from 001 (the practice of GB/T 30428.2 extensions). Null when none is free or the level is not numbered this way.
 */
export const extensionCode = (scheme: CodeScheme, parent: { readonly code: string; readonly level: AreaLevel }, level: AreaLevel, isUsed: (code: string) => boolean): string | null => {
  const stem = scheme === 'free' || level !== 'district' ? parent.code : parent.code.slice(0, 4)
  const digits = scheme === 'gb2260' && level === 'district' ? 2 : sequenceDigits
  const joint = scheme === 'free' ? '-' : ''
  for (let n = 10 ** digits - 1; n > 0; n--) {
    const code = `${stem}${joint}${String(n).padStart(digits, '0')}`
    if (!isUsed(code)) return parseCode(scheme, code, level).ok ? code : null
  }
  return null
}
