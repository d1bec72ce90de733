import { dayMs, instant } from '#base/instants.ts'
import { offsetMs } from '#base/zones.ts'
import { formatDate } from './format-date.ts'
import { areaOf, distanceOf } from './geodesy.ts'
import type { Expr } from './expr.ts'
import type { Place } from './place.ts'
import { dateText, dateTimeText, isNodes, toBoolean, toNumber, toText, utcDays, type Value, wallMs, type XNode } from './values.ts'

type Run = (args: readonly Expr[], at: Place, value: (index: number) => Value) => Value
/** Fewest and most arguments, and what it does. Sources: XPath 1.0 section 4; ODK XForms specification, XPath functions. */
export type XFunction = { readonly least: number; readonly most: number; readonly run: Run }
const many = 1_000
const fn = (least: number, most: number, run: Run): XFunction => ({ least, most, run })

const maths = (least: number, most: number, compute: (...numbers: number[]) => number): XFunction =>
  fn(least, most, (args, at, value) => compute(...args.map((_, i) => toNumber(value(i), at.form.zone))))
const texts = (least: number, most: number, compute: (...words: string[]) => Value): XFunction =>
  fn(least, most, (args, _at, value) => compute(...args.map((_, i) => toText(value(i)))))
const nodesOf = (value: Value): readonly XNode[] => (isNodes(value) ? value : [])
const listOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')
/** All values given, the elements of sets one by one; empty ones left out. */
const spread = (args: readonly Expr[], value: (index: number) => Value): readonly Value[] =>
  args.flatMap((_, i) => {
    const one = value(i)
    return isNodes(one) ? one.map((node) => node.text).filter((text) => text !== '') : [one]
  })
const extreme = (pick: (...numbers: number[]) => number): XFunction => fn(1, many, (args, at, value) => {
  const numbers = spread(args, value).map((one) => toNumber(one, at.form.zone))
  return numbers.length === 0 ? NaN : pick(...numbers)
})
/** Half away from zero towards plus infinity, as XPath 1.0 does; with places, on the decimal digits as written. */
const rounded = (value: number, places = 0): number => {
  if (!Number.isFinite(value)) return value
  const shift = (by: number, n: number): number => Number(`${String(n).split('e')[0]}e${Number(String(n).split('e')[1] ?? 0) + by}`)
  return shift(-places, Math.round(shift(places, value)))
}
const tested = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    try {
      return new RegExp(`^(?:${pattern})$`).test(text)
    } catch {
      return false
    }
  }
}
const wallNow = (at: Place): number => at.form.now() + offsetMs(instant(at.form.now()), at.form.zone)
const dateOf = (value: Value, at: Place): string => {
  if (typeof value === 'number') return Number.isFinite(value) ? (Number.isInteger(value) ? dateText(value * dayMs) : dateTimeText(value * dayMs, at.form.zone)) : ''
  const text = toText(value).trim()
  if (wallMs(text, at.form.zone) !== null) return text
  const days = toNumber(text, at.form.zone)
  return Number.isFinite(days) ? dateText(Math.floor(days) * dayMs) : ''
}
const answered = (args: readonly Expr[], value: (index: number) => Value, from: number): number =>
  args.slice(from).filter((_, i) => toBoolean(value(i + from))).length
const within = (count: number, least: number, most: number): boolean => (least === -1 || count >= least) && (most === -1 || count <= most)

export const functions: Readonly<Record<string, XFunction>> = {
  // XPath 1.0
  last: fn(0, 0, (_, at) => at.size),
  position: fn(0, 1, (args, at, value) => {
    if (args.length === 0) return at.position
    const node = nodesOf(value(0))[0]
    return node ? (node.parent?.kids.filter((kid) => kid.name === node.name).indexOf(node) ?? 0) + 1 : NaN
  }),
  count: fn(1, 1, (_, _at, value) => nodesOf(value(0)).length),
  name: fn(0, 1, (args, at, value) => (args.length === 0 ? at.node : nodesOf(value(0))[0])?.name ?? ''),
  'local-name': fn(0, 1, (args, at, value) => (args.length === 0 ? at.node : nodesOf(value(0))[0])?.name ?? ''),
  string: fn(0, 1, (args, at, value) => (args.length === 0 ? at.node.text : toText(value(0)))),
  concat: fn(0, many, (args, _at, value) => spread(args, value).map(toText).join('')),
  'starts-with': texts(2, 2, (text = '', start = '') => text.startsWith(start)),
  'ends-with': texts(2, 2, (text = '', end = '') => text.endsWith(end)),
  contains: texts(2, 2, (text = '', part = '') => text.includes(part)),
  'substring-before': texts(2, 2, (text = '', part = '') => (text.includes(part) ? text.slice(0, text.indexOf(part)) : '')),
  'substring-after': texts(2, 2, (text = '', part = '') => (text.includes(part) ? text.slice(text.indexOf(part) + part.length) : '')),
  substring: fn(2, 3, (args, at, value) => {
    const from = rounded(toNumber(value(1), at.form.zone))
    const end = args.length < 3 ? Infinity : from + rounded(toNumber(value(2), at.form.zone))
    return [...toText(value(0))].filter((_, i) => i + 1 >= from && i + 1 < end).join('')
  }),
  'string-length': fn(0, 1, (args, at, value) => [...(args.length === 0 ? at.node.text : toText(value(0)))].length),
  'normalize-space': fn(0, 1, (args, at, value) => (args.length === 0 ? at.node.text : toText(value(0))).trim().replaceAll(/\s+/g, ' ')),
  translate: texts(3, 3, (text = '', from = '', to = '') => {
    const [old, fresh] = [[...from], [...to]]
    return [...text].map((c) => (old.includes(c) ? (fresh[old.indexOf(c)] ?? '') : c)).join('')
  }),
  boolean: fn(1, 1, (_, _at, value) => toBoolean(value(0))),
  not: fn(1, 1, (_, _at, value) => !toBoolean(value(0))),
  true: fn(0, 0, () => true),
  false: fn(0, 0, () => false),
  number: fn(0, 1, (args, at, value) => toNumber(args.length === 0 ? at.node.text : value(0), at.form.zone)),
  sum: fn(1, 1, (_, at, value) => nodesOf(value(0)).reduce((total, node) => total + (node.text === '' ? 0 : toNumber(node.text, at.form.zone)), 0)),
  floor: maths(1, 1, Math.floor),
  ceiling: maths(1, 1, Math.ceil),
  round: maths(1, 2, (value = NaN, places) => rounded(value, places ?? 0)),
  // Control
  if: fn(3, 3, (_, _at, value) => (toBoolean(value(0)) ? value(1) : value(2))),
  coalesce: fn(1, many, (args, _at, value) => {
    for (let i = 0; i < args.length; i++) {
      const text = toText(value(i))
      if (text !== '') return text
    }
    return ''
  }),
  once: fn(1, 1, (_, at, value) => (at.node.text === '' ? value(0) : at.node.text)),
  // Choices
  selected: texts(2, 2, (chosen = '', one = '') => listOf(chosen).includes(one.trim())),
  'selected-at': fn(2, 2, (_, at, value) => listOf(toText(value(0)))[toNumber(value(1), at.form.zone)] ?? ''),
  'count-selected': texts(1, 1, (chosen = '') => listOf(chosen).length),
  'jr:choice-name': fn(2, 2, (args, at, value) => {
    const second = args[1] as Expr
    const asked = second.op === 'name' ? second.name : toText(value(1))
    return at.form.choiceLabel(toText(value(0)), /\$\{\s*([^}]+?)\s*\}/.exec(asked)?.[1] ?? asked.split('/').at(-1) ?? '')
  }),
  'jr:itext': texts(1, 1, (id = '') => id),
  checklist: fn(2, many, (args, at, value) =>
    within(answered(args, value, 2), toNumber(value(0), at.form.zone), toNumber(value(1), at.form.zone))),
  'weighted-checklist': fn(4, many, (args, at, value) => {
    let total = 0
    for (let i = 2; i + 1 < args.length; i += 2) if (toBoolean(value(i))) total += toNumber(value(i + 1), at.form.zone)
    return within(total, toNumber(value(0), at.form.zone), toNumber(value(1), at.form.zone))
  }),
  'boolean-from-string': texts(1, 1, (text = '') => text === '1' || text.toLowerCase() === 'true'),
  // Repeats and lists
  current: fn(0, 0, (_, at) => [at.current]),
  instance: fn(1, 1, (_, at, value) => {
    const found = at.form.list(toText(value(0)))
    return found ? [found] : []
  }),
  'count-non-empty': fn(1, 1, (_, _at, value) => nodesOf(value(0)).filter((node) => node.text !== '').length),
  'indexed-repeat': fn(3, many, (args, at, value) => {
    const target = args[0] as Expr
    const all = target.op === 'name' ? at.form.everywhere(target.name) : nodesOf(value(0))
    const wanted = new Map<string, number>()
    for (let i = 1; i + 1 < args.length; i += 2) {
      const repeat = args[i] as Expr
      wanted.set(repeat.op === 'name' ? repeat.name : (nodesOf(value(i))[0]?.name ?? ''), toNumber(value(i + 1), at.form.zone))
    }
    const fits = (node: XNode): boolean => {
      for (let up: XNode | null = node; up?.parent; up = up.parent) {
        const index = wanted.get(up.name)
        const self = up
        if (index !== undefined && up.parent.kids.filter((kid) => kid.name === self.name).indexOf(up) + 1 !== index) return false
      }
      return true
    }
    return all.filter(fits).slice(0, 1)
  }),
  randomize: fn(1, 2, (_, _at, value) => value(0)),
  // Text
  regex: texts(2, 2, (text = '', pattern = '') => tested(pattern, text)),
  join: fn(1, many, (args, _at, value) => {
    const [between = '', ...rest] = [toText(value(0)), ...spread(args.slice(1), (i) => value(i + 1)).map(toText)]
    return rest.join(between)
  }),
  substr: fn(2, 3, (args, at, value) => {
    const text = [...toText(value(0))]
    return text.slice(toNumber(value(1), at.form.zone), args.length < 3 ? undefined : toNumber(value(2), at.form.zone)).join('')
  }),
  uuid: fn(0, 1, (args, at, value) => {
    const hex = (count: number): string => Array.from({ length: count }, () => Math.floor(at.form.random() * 16).toString(16)).join('')
    if (args.length === 1) return hex(Math.min(64, toNumber(value(0), at.form.zone)))
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(at.form.random() * 4)]}${hex(3)}-${hex(12)}`
  }),
  random: fn(0, 0, (_, at) => at.form.random()),
  // Dates
  today: fn(0, 0, (_, at) => dateText(wallNow(at))),
  now: fn(0, 0, (_, at) => dateTimeText(wallNow(at), at.form.zone)),
  date: fn(1, 1, (_, at, value) => dateOf(value(0), at)),
  'date-time': fn(1, 1, (_, at, value) => dateOf(value(0), at)),
  'decimal-date-time': fn(1, 1, (_, at, value) => {
    const wall = wallMs(dateOf(value(0), at), at.form.zone)
    return wall === null ? NaN : utcDays(wall, at.form.zone)
  }),
  'decimal-time': texts(1, 1, (text = '') => {
    const parts = /(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/.exec(text)
    return parts ? (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) / 86_400 : NaN
  }),
  'format-date': fn(2, 2, (_, at, value) => formatDate(dateOf(value(0), at), toText(value(1)), at)),
  'format-date-time': fn(2, 2, (_, at, value) => formatDate(dateOf(value(0), at), toText(value(1)), at)),
  // Numbers
  int: maths(1, 1, Math.trunc),
  abs: maths(1, 1, Math.abs),
  min: extreme(Math.min),
  max: extreme(Math.max),
  pow: maths(2, 2, (a = NaN, b = NaN) => a ** b),
  sqrt: maths(1, 1, Math.sqrt),
  exp: maths(1, 1, Math.exp),
  exp10: maths(1, 1, (a = NaN) => 10 ** a),
  log: maths(1, 1, Math.log),
  log10: maths(1, 1, Math.log10),
  sin: maths(1, 1, Math.sin),
  cos: maths(1, 1, Math.cos),
  tan: maths(1, 1, Math.tan),
  asin: maths(1, 1, Math.asin),
  acos: maths(1, 1, Math.acos),
  atan: maths(1, 1, Math.atan),
  atan2: maths(2, 2, Math.atan2),
  pi: fn(0, 0, () => Math.PI),
  // Places on the earth
  area: fn(1, 1, (_, _at, value) => areaOf(pointTexts([value(0)]))),
  distance: fn(1, many, (args, _at, value) => distanceOf(pointTexts(args.map((_, i) => value(i))))),
}
const pointTexts = (values: readonly Value[]): readonly string[] =>
  values.flatMap((value) => (isNodes(value) ? value.map((node) => node.text) : [toText(value)])).flatMap((text) => text.split(';')).map((text) => text.trim()).filter(Boolean)

/** Functions of ODK that this program refuses, with why. */
export const refusedFunctions: Readonly<Record<string, string>> = {
  pulldata: 'attached_file', 'last-saved': 'other_submission', digest: 'cryptography', 'base64-decode': 'cryptography', 'extract-signed': 'cryptography',
  property: 'device', 'jr:get-value': 'device', geofence: 'attached_file', search: 'attached_file', intersects: 'geometry', xcalc: 'unknown', version: 'device',
}
