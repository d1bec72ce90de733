import type { Fault } from '#base/results.ts'
import { codePattern, pathBelow } from './check.ts'
import {
  areaClasses, type AreaClass, type Catalogue, type Category, categoryKinds, type CategoryKind, categoryLevels, type CategoryLevel, type Condition,
  type Limit,
  photoKinds, type PhotoKind, urgencies, type Urgency,
} from './entries.ts'
import { parseLimit, parseLimitUnit } from './limits.ts'
import { type CatalogueColumn, columnOf, entryColumns } from './table-columns.ts'

export type TableLine = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
export type LineFault = Fault & { readonly line: number }
export type CatalogueRead = {
  readonly catalogue: Catalogue
  /** What was not taken in: line, column, value, reason. A line with a fault is left out whole. */
  readonly faults: readonly LineFault[]
  readonly lines: number
}

const levelWords: Readonly<Record<string, CategoryLevel>> = { 大类: 'class', 中类: 'category', 小类: 'subcategory' }
const kindWords: Readonly<Record<string, CategoryKind>> = { 事件: 'event', 部件: 'component' }
const urgencyWords: Readonly<Record<string, Urgency>> = { 一般: 'ordinary', 紧急: 'urgent', 特急: 'emergency' }
const yesWords = new Set(['yes', 'true', '1', '是', 'y'])
const noWords = new Set(['no', 'false', '0', '否', 'n', ''])

const oneOf = <T extends string>(list: readonly T[], more: Readonly<Record<string, T>>, text: string): T | null =>
  list.find((item) => item === text) ?? more[text] ?? null
const listOf = (text: string): readonly string[] => text.split(text.includes('|') ? '|' : /[\s,，、;；]+/).map((word) => word.trim()).filter(Boolean)

/** Reads cells of one line, noting what is wrong with them. */
const reader = (line: number, cells: Readonly<Partial<Record<CatalogueColumn, string>>>, faults: LineFault[]) => {
  const text = (column: CatalogueColumn): string => (cells[column] ?? '').trim()
  const bad = (column: CatalogueColumn, code: string, params: Fault['params'] = {}): void => {
    faults.push({ line, field: column, value: text(column), code: `catalogue.${code}`, params })
  }
  const flag = (column: CatalogueColumn): boolean => {
    const word = text(column).toLowerCase()
    if (!yesWords.has(word) && !noWords.has(word)) bad(column, 'not_yes_or_no')
    return yesWords.has(word)
  }
  return { text, bad, flag, orNull: (column: CatalogueColumn): string | null => text(column) || null }
}
type Reader = ReturnType<typeof reader>

const readEntry = ({ text, bad, flag, orNull }: Reader): Omit<Category, 'path' | 'conditions'> => {
  const level = oneOf(categoryLevels, levelWords, text('level'))
  const kind = oneOf(categoryKinds, kindWords, text('kind'))
  if (!level) bad('level', text('level') === '' ? 'missing_value' : 'unknown_level')
  if (!kind) bad('kind', text('kind') === '' ? 'missing_value' : 'unknown_kind')
  if (!codePattern.test(text('code'))) bad('code', text('code') === '' ? 'missing_value' : 'bad_code')
  if (text('name') === '') bad('name', 'missing_name')
  return {
    code: text('code'), level: level ?? 'subcategory', kind: kind ?? 'event', parent_code: orNull('parent_code'), name: text('name'),
    name_en: orNull('name_en'),
    lead_duty: orNull('lead_duty'), legal_source: orNull('legal_source'), keywords: listOf(text('keywords')), tags: listOf(text('tags')),
    same_time_of_day: flag('same_time_of_day'), hotline_only: flag('hotline_only'), source: text('source') || 'import',
  }
}

const readLimit = ({ text, bad }: Reader): Limit | null => {
  const value = text('limit_value')
  const unit = text('limit_unit')
  const limit = unit === '' ? parseLimit(value) : parseLimitUnit(unit) === null ? null : parseLimit(`${value} ${parseLimitUnit(unit)}`)
  if (limit) return limit
  if (unit !== '' && parseLimitUnit(unit) === null) bad('limit_unit', 'unknown_limit_unit')
  else bad('limit_value', value === '' ? 'missing_limit' : 'bad_limit', { of: text('code') })
  return null
}

const readCondition = (given: Reader, number: number): Condition | null => {
  const { text, bad, flag, orNull } = given
  const limit = readLimit(given)
  const classLimits: Partial<Record<AreaClass, Limit>> = {}
  for (const areaClass of areaClasses) {
    const column = `${areaClass}_limit` as const
    if (text(column) === '') continue
    const own = parseLimit(text(column))
    if (own) classLimits[areaClass] = own
    else bad(column, 'bad_limit', { of: text('code') })
  }
  if (text('condition') === '') bad('condition', 'missing_condition', { of: text('code') })
  if (text('closing_condition') === '') bad('closing_condition', 'missing_closing_condition', { of: text('code') })
  const code = text('condition_code') || `${text('code')}-${number}`
  if (text('condition_code') !== '' && !codePattern.test(code)) bad('condition_code', 'bad_code')
  const urgency = text('urgency') === '' ? (limit?.unit === 'urgent_hour' ? 'emergency' : 'ordinary')
    : oneOf(urgencies, urgencyWords, text('urgency'))
  if (!urgency) bad('urgency', 'unknown_urgency')
  const photos = listOf(text('report_photos'))
  if (photos.some((kind) => !(photoKinds as readonly string[]).includes(kind))) bad('report_photos', 'unknown_photo_kind')
  const after = text('after_photos') === '' ? 1 : Number(text('after_photos'))
  if (!Number.isInteger(after) || after < 0 || after > 20) bad('after_photos', 'not_a_count')
  if (!limit || !urgency) return null
  return {
    code, text: text('condition'), text_en: orNull('condition_en'), limit, class_limits: classLimits, urgency,
    closing_condition: text('closing_condition'), closing_condition_en: orNull('closing_condition_en'), informed_closing: flag('informed_closing'),
    evidence: { report_photos: photos as readonly PhotoKind[], after_photos: after }, source: text('condition_source') || 'import',
  }
}

/** Without these nothing can be read; the others have something that stands for an empty cell. */
const neededColumns = ['level', 'code', 'kind', 'name'] as const

type Draft = Omit<Category, 'path' | 'conditions'> & { readonly line: number; readonly cells: Readonly<Partial<Record<CatalogueColumn, string>>>;
  readonly conditions: Condition[] }

/** Puts parents before children and gives paths; entries whose parent is missing, or that stand in a circle, are faults. */
const ordered = (drafts: ReadonlyMap<string, Draft>, faults: LineFault[]): Catalogue => {
  const placed = new Map<string, Category | null>()
  const out: Category[] = []
  const place = (draft: Draft, below: ReadonlySet<string>): Category | null => {
    const known = placed.get(draft.code)
    if (known !== undefined) return known
    const refuse = (code: string): null => {
      faults.push({ line: draft.line, field: 'parent_code', value: draft.parent_code, code: `catalogue.${code}`, params: { of: draft.code } })
      placed.set(draft.code, null)
      return null
    }
    if (below.has(draft.code)) return refuse('circular_parent')
    const up = draft.parent_code === null ? null : drafts.get(draft.parent_code)
    if (up === undefined) return refuse('unknown_parent')
    if (up === null && draft.level !== 'class') return refuse('missing_parent')
    if (up !== null && draft.level === 'class') return refuse('class_with_parent')
    const parent = up === null ? null : place(up, new Set([...below, draft.code]))
    if (placed.has(draft.code)) return placed.get(draft.code) ?? null
    if (up !== null && parent === null) return refuse('parent_rejected')
    if (parent && (parent.level === 'subcategory' || parent.level === draft.level)) return refuse('wrong_parent_level')
    if (parent && parent.kind !== draft.kind) return refuse('kind_differs')
    const { line: _line, cells: _cells, ...entry } = draft
    const made: Category = { ...entry, path: pathBelow(parent, draft.code) }
    placed.set(draft.code, made)
    out.push(made)
    return made
  }
  for (const draft of drafts.values()) place(draft, new Set())
  return out
}

/**
 * Reads a catalogue from a table (columns by name, English or Chinese headings, in any order). Every fault is told with its
 * line, column, value and reason; whether the good lines are taken without the bad ones is for the caller to decide.
 */
export const readCatalogueTable = (rows: readonly TableLine[]): CatalogueRead => {
  const headings = new Set(Object.keys(rows[0]?.cells ?? {}).map(columnOf))
  const missing = rows.length === 0 ? [] : neededColumns.filter((column) => !headings.has(column))
  if (missing.length > 0) {
    return { catalogue: [], faults: missing.map((field) => ({ line: 1, field, value: null, code: 'catalogue.missing_column' })), lines: rows.length }
  }
  const faults: LineFault[] = []
  const drafts = new Map<string, Draft>()
  const conditionCodes = new Set<string>()
  for (const { line, cells: given } of rows) {
    const cells: Partial<Record<CatalogueColumn, string>> = {}
    for (const [heading, value] of Object.entries(given)) {
      const column = columnOf(heading)
      if (column) cells[column] = value
    }
    const found: LineFault[] = []
    const one = reader(line, cells, found)
    const known = drafts.get(one.text('code'))
    const entry = known ? null : readEntry(one)
    if (known) {
      // The entry's columns are repeated on each of its lines: left empty, or the same as on the first.
      for (const column of entryColumns) if (one.text(column) !== '' && one.text(column) !== (known.cells[column] ?? '').trim()) one.bad(column,
        'differs_from_first_line', { line: known.line, of: known.code })
    }
    const holder = known ?? entry
    const hasCondition = one.text('condition') !== '' || one.text('limit_value') !== '' || one.text('condition_code') !== ''
    if (known && !hasCondition) one.bad('code', 'duplicate_code')
    let condition: Condition | null = null
    if (hasCondition && holder) {
      if (holder.level !== 'subcategory') one.bad('level', 'conditions_above_subcategory', { of: holder.code })
      condition = readCondition(one, (known?.conditions.length ?? 0) + 1)
      if (condition && conditionCodes.has(condition.code)) one.bad('condition_code', 'duplicate_condition', { of: holder.code })
    }
    faults.push(...found)
    if (found.length > 0) continue
    const draft = known ?? { ...(entry as Omit<Category, 'path' | 'conditions'>), line, cells, conditions: [] }
    if (condition) {
      draft.conditions.push(condition)
      conditionCodes.add(condition.code)
    }
    drafts.set(draft.code, draft)
  }
  const catalogue = ordered(drafts, faults)
  return { catalogue, faults: faults.sort((a, b) => a.line - b.line), lines: rows.length }
}
