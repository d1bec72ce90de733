import { err, type Fault, ok, type Result } from '#base/results.ts'
import type { Limit, LimitUnit } from './types.ts'

export const limitUnits: readonly LimitUnit[] = ['urgent_hour', 'work_hour', 'work_day', 'natural_day']

/** Ten years of days or of hours, beyond anything a norm sets; keeps a slip of the keyboard from being computed. */
const longest: Readonly<Record<LimitUnit, number>> = { urgent_hour: 87_660, work_hour: 29_200, work_day: 3_650, natural_day: 3_653 }

/** Whether a limit only counts working time. */
export const countsWorkingTime = (unit: LimitUnit): boolean => unit === 'work_hour' || unit === 'work_day'

/** Whether a value can be a limit: above zero and within ten years. */
export const isLimit = (limit: Limit): boolean => limit.value > 0 && limit.value <= longest[limit.unit]

/**
 * Rules for Chinese limit texts, in order: the first that matches wins. The order and the last five meanings are those of a working
 * city system (smart_cityguard at 3440bf3, MubanStandardImportService: 紧急工作日, 紧急工作时, 工作日, 天, 小时); 自然日 and 分钟 are added here
 * because its table has neither. 个 and spaces between number and unit are allowed.
 */
const chineseRules: readonly (readonly [pattern: RegExp, unit: LimitUnit, factor: number])[] = [
  [/(\d+(?:\.\d+)?)\s*个?\s*紧急工作日/, 'natural_day', 1],
  [/(\d+(?:\.\d+)?)\s*个?\s*紧急(?:工作时|工作小时|小时)/, 'urgent_hour', 1],
  [/(\d+(?:\.\d+)?)\s*个?\s*自然日/, 'natural_day', 1],
  [/(\d+(?:\.\d+)?)\s*个?\s*工作日/, 'work_day', 1],
  [/(\d+(?:\.\d+)?)\s*天/, 'work_day', 1],
  [/(\d+(?:\.\d+)?)\s*个?\s*(?:小时|工作时|工作小时)/, 'work_hour', 1],
  [/(\d+(?:\.\d+)?)\s*分钟/, 'urgent_hour', 1 / 60],
]

const unitPattern = /^(\d+(?:\.\d+)?)\s*(urgent_hour|work_hour|work_day|natural_day)s?$/

const digits: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
/** Chinese numerals below one hundred as digits: 三个工作日, 十五天, 二十四小时. */
const arabic = (text: string): string =>
  text.replace(/([一二两三四五六七八九])?十([一二三四五六七八九])?|[一二两三四五六七八九](?=\s*(?:个|天|工作|紧急|自然|小时|分钟))/g, (all: string, tens?: string, ones?: string) =>
    String(all.includes('十') ? (tens ? digits[tens] ?? 1 : 1) * 10 + (ones ? digits[ones] ?? 0 : 0) : digits[all] ?? all))

const recognise = (text: string): Limit | null => {
  const plain = text.normalize('NFKC').trim()
  const coded = unitPattern.exec(plain)
  if (coded) return { value: Number(coded[1]), unit: coded[2] as LimitUnit }
  const chinese = arabic(plain)
  for (const [pattern, unit, factor] of chineseRules) {
    const found = pattern.exec(chinese)
    if (found) return { value: Number(found[1]) * factor, unit }
  }
  return null
}

/** A limit read from a text, with the text kept; `recognised` false: the fallback of one natural day stands in for it. */
export type ReadLimit = { readonly limit: Limit; readonly recognised: boolean; readonly text: string }

/**
 * Reads a limit text of a catalogue ('8 work_hour', '2紧急工作时', '15天'). A text nobody can read becomes one natural day and says so
 * (the working city's rule, domain 1.4). Where a source states a unit beside the text and they disagree, the text wins.
 */
export const parseLimit = (text: string, stated?: Limit): ReadLimit => {
  const limit = recognise(text)
  if (limit && isLimit(limit)) return { limit, recognised: true, text }
  if (stated && isLimit(stated)) return { limit: stated, recognised: true, text }
  return { limit: { value: 1, unit: 'natural_day' }, recognised: false, text }
}

/**
 * Reads a limit and refuses what it cannot read, for input a person just made: a text as above, or `{value, unit}`.
 * Faults: `clock.limit_missing`, `clock.limit_not_understood`, `clock.limit_out_of_range`.
 */
export const readLimit = (given: unknown, field = 'limit'): Result<Limit, Fault> => {
  if (given === undefined || given === null || given === '') return err({ field, value: null, code: 'clock.limit_missing' })
  const value = (typeof given === 'string' ? given : JSON.stringify(given)).slice(0, 200)
  const limit = typeof given === 'string' ? recognise(given) : fromObject(given)
  if (!limit) return err({ field, value, code: 'clock.limit_not_understood' })
  return isLimit(limit) ? ok(limit) : err({ field, value, code: 'clock.limit_out_of_range', params: { most: longest[limit.unit] } })
}

const fromObject = (given: unknown): Limit | null => {
  const { value, unit } = given as { value?: unknown; unit?: unknown }
  return typeof value === 'number' && limitUnits.includes(unit as LimitUnit) ? { value, unit: unit as LimitUnit } : null
}
