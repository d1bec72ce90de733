import { offsetMs } from '#base/zones.ts'
import { dayMs, instant } from '#base/instants.ts'

/** An element an expression can see: a question, a group, one instance of a repeat, an item of a choice list. */
export type XNode = {
  readonly name: string
  readonly parent: XNode | null
  readonly kids: readonly XNode[]
  /** Its text; an element that is not relevant has none. */
  readonly text: string
}
export type Value = string | number | boolean | readonly XNode[]

const plain = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** Milliseconds a clock on the wall shows, counted as if it stood in UTC; null for what is no date. A moment with an offset is moved to the zone. */
export const wallMs = (text: string, zone: string): number | null => {
  const parts = isoDate.exec(text.trim())
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0))
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, Number((parts[7] ?? '0').padEnd(3, '0').slice(0, 3)))
  const back = new Date(ms)
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return null
  const offset = parts[8]
  if (!offset) return ms
  const away = offset === 'Z' ? 0 : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2) && offset.length > 3 ? offset.slice(-2) : 0))
  const at = ms - away * 60_000
  return at + offsetMs(instant(at), zone)
}
/** Days since 1970-01-01 on the wall, the number that dates are in comparisons and sums. */
export const daysOf = (text: string, zone: string): number | null => {
  const ms = wallMs(text, zone)
  return ms === null ? null : ms / dayMs
}
export const dateText = (wall: number): string => {
  const d = new Date(wall)
  return `${pad(d.getUTCFullYear(), 4)}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`
}
/** ISO with the zone's offset. */
export const dateTimeText = (wall: number, zone: string): string => {
  const guess = offsetMs(instant(wall - offsetMs(instant(wall), zone)), zone)
  const d = new Date(wall)
  const minutes = Math.abs(Math.round(guess / 60_000))
  const time = `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}.${pad(d.getUTCMilliseconds(), 3)}`
  return `${dateText(wall)}T${time}${guess < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
/** The true moment of a wall reading, in days since the epoch. */
export const utcDays = (wall: number, zone: string): number => (wall - offsetMs(instant(wall - offsetMs(instant(wall), zone)), zone)) / dayMs

export const isNodes = (value: Value): value is readonly XNode[] => typeof value === 'object'

/** XPath 1.0, 4.2, with numbers as people write them. */
export const toText = (value: Value): string => {
  if (typeof value === 'string') return value
  if (isNodes(value)) return value[0]?.text ?? ''
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  const text = String(Object.is(value, -0) ? 0 : value)
  return text.includes('e') ? BigInt(Math.abs(value) >= 1 ? Math.round(value) : 0).toString() : text
}
export const toNumber = (value: Value, zone: string): number => {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = toText(value).trim()
  if (plain.test(text)) return Number(text)
  return daysOf(text, zone) ?? NaN
}
export const toBoolean = (value: Value): boolean => {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value)
  return typeof value === 'string' ? value !== '' : value.length > 0
}

/** XPath 1.0, 3.4. An empty answer is no number: it is neither less nor more than anything. */
export const compare = (sign: string, left: Value, right: Value, zone: string): boolean => {
  if (isNodes(left) && isNodes(right)) return left.some((a) => right.some((b) => compare(sign, a.text, b.text, zone)))
  if (isNodes(left)) return typeof right === 'boolean' ? compare(sign, toBoolean(left), right, zone) : left.some((a) => compare(sign, a.text, right, zone))
  if (isNodes(right)) return typeof left === 'boolean' ? compare(sign, left, toBoolean(right), zone) : right.some((b) => compare(sign, left, b.text, zone))
  if (sign === '=' || sign === '!=') {
    const same = typeof left === 'boolean' || typeof right === 'boolean' ? toBoolean(left) === toBoolean(right)
      : typeof left === 'number' || typeof right === 'number' ? toNumber(left, zone) === toNumber(right, zone) : left === right
    return sign === '=' ? same : !same
  }
  const a = toNumber(left, zone), b = toNumber(right, zone)
  return sign === '<' ? a < b : sign === '<=' ? a <= b : sign === '>' ? a > b : a >= b
}
