import { type Limit, limitUnits, type LimitUnit } from './entries.ts'

/** Unit words as cities write them, longest first so that 紧急工作时 is not read as 工作时 (order of domain.md 1.4). */
const words: readonly (readonly [string, LimitUnit])[] = [
  ['紧急工作日', 'natural_day'], ['紧急工作时', 'urgent_hour'], ['紧急小时', 'urgent_hour'], ['自然日', 'natural_day'], ['日历日', 'natural_day'],
  ['个工作日', 'work_day'], ['工作日', 'work_day'], ['工作时', 'work_hour'], ['个小时', 'work_hour'], ['小时', 'work_hour'], ['天', 'work_day'],
]

/** A unit as its code or as a Chinese word; null when unknown. */
export const parseLimitUnit = (text: string): LimitUnit | null => {
  const trimmed = text.trim()
  return limitUnits.find((unit) => unit === trimmed) ?? words.find(([word]) => word === trimmed)?.[1] ?? null
}

/** `2工作时`, `2 work_hour`, `0.5 紧急工作时`; null when it is no limit. Values are above 0 and at most 10,000. */
export const parseLimit = (text: string): Limit | null => {
  const found = /^(\d+(?:\.\d+)?)\s*(\S+)$/.exec(text.trim())
  if (!found) return null
  const value = Number(found[1])
  // Standards add a word now and then (1紧急工作时制止, 4工作时内); what follows the unit may not be another number.
  const rest = found[2] ?? ''
  const unit = parseLimitUnit(rest) ?? (/\d/.test(rest) ? null : (words.find(([word]) => rest.startsWith(word))?.[1] ?? null))
  return unit && value > 0 && value <= 10_000 ? { value, unit } : null
}

export const limitText = ({ value, unit }: Limit): string => `${value} ${unit}`
