import type { AreaClass, Catalogue, Category, CategoryKind, Condition, Limit, LimitUnit, PhotoKind, Urgency } from '../entries.ts'
import { citation } from './laws.ts'

/**
 * Condition as written in the data files: text, text in English, limit, closing condition, the same in English.
 * Limit: number and unit (`uh` urgent hours, `wh` working hours, `wd` working days, `nd` calendar days);
 * three joined by '/' are for core, main and ordinary areas.
 */
export type ConditionLine = readonly [text: string, textEn: string, limit: string, close: string, closeEn: string, evidence?: EvidenceLine]
type EvidenceLine = { readonly photos?: readonly PhotoKind[]; readonly after?: number }

export type EntryOptions = {
  readonly law?: string
  readonly keys?: string
  readonly tags?: string
  /** Checked again at the same time of day. */
  readonly sameTime?: boolean
  readonly hotlineOnly?: boolean
  readonly source?: string
}
export type EntryLine = {
  readonly number: string
  readonly name: string
  readonly nameEn: string
  readonly lead: string
  readonly options: EntryOptions
  readonly conditions: readonly ConditionLine[]
}
export type GroupLine = { readonly word: string; readonly name: string; readonly nameEn: string; readonly entries: readonly EntryLine[] }
export type ClassLine = { readonly code: string; readonly kind: CategoryKind; readonly name: string; readonly nameEn: string; readonly source: string; readonly groups: readonly GroupLine[] }

export const entry = (
  number: string, name: string, nameEn: string, lead: string, options: EntryOptions, conditions: readonly ConditionLine[],
): EntryLine => ({ number, name, nameEn, lead, options, conditions })
export const group = (word: string, name: string, nameEn: string, entries: readonly EntryLine[]): GroupLine => ({ word, name, nameEn, entries })

/** Evidence of what cannot be photographed: noise, calls, conduct that is over in a moment. */
export const noPhotos: EvidenceLine = { photos: [], after: 0 }

const unitWords: Readonly<Record<string, LimitUnit>> = { uh: 'urgent_hour', wh: 'work_hour', wd: 'work_day', nd: 'natural_day' }
const limitOf = (text: string): Limit => {
  const unit = unitWords[text.slice(-2)]
  if (!unit) throw new Error(`unknown limit: ${text}`)
  return { value: Number(text.slice(0, -2)), unit }
}
const urgencyOfLimit = ({ value, unit }: Limit): Urgency =>
  unit === 'urgent_hour' ? 'emergency' : unit === 'work_hour' && value <= 2 ? 'urgent' : 'ordinary'

const conditionOf = (code: string, [text, textEn, limits, close, closeEn, evidence]: ConditionLine): Condition => {
  const parts = limits.split('/').map(limitOf)
  const limit = parts[parts.length - 1] as Limit
  const [core, main] = parts.length === 3 ? parts : []
  const classLimits: Partial<Record<AreaClass, Limit>> = core && main ? { core, main } : {}
  return {
    code, text, text_en: textEn, limit, class_limits: classLimits, urgency: urgencyOfLimit(limit),
    closing_condition: close, closing_condition_en: closeEn, informed_closing: close.includes('告知'),
    evidence: { report_photos: evidence?.photos ?? ['near', 'far'], after_photos: evidence?.after ?? 1 },
    source: 'default',
  }
}

/** Numbers up to 77 are the standard's, extensions run downward from 99 (domain.md 1.2). */
const firstExtension = 78
const words = (text: string | undefined): readonly string[] => (text ? text.split(' ') : [])

const bare = { lead_duty: null, legal_source: null, keywords: [], tags: [], same_time_of_day: false, hotline_only: false, conditions: [] } as const

/** Turns one class of the data files into categories: the class, its groups, their entries. */
export const categoriesOf = ({ code: classCode, kind, name, nameEn, source, groups }: ClassLine): Catalogue => {
  const out: Category[] = [{ ...bare, code: classCode, level: 'class', kind, parent_code: null, path: classCode, name, name_en: nameEn, source }]
  for (const g of groups) {
    const groupCode = `${classCode}-${g.word}`
    const groupPath = `${classCode}.${groupCode}`
    out.push({ ...bare, code: groupCode, level: 'category', kind, parent_code: classCode, path: groupPath, name: g.name, name_en: g.nameEn, source: 'default' })
    for (const e of g.entries) {
      const code = `${classCode}${e.number}`
      out.push({
        code, level: 'subcategory', kind, parent_code: groupCode, path: `${groupPath}.${code}`, name: e.name, name_en: e.nameEn, lead_duty: e.lead,
        legal_source: e.options.law ? citation(e.options.law) : null,
        keywords: words(e.options.keys), tags: words(e.options.tags),
        same_time_of_day: e.options.sameTime ?? false, hotline_only: e.options.hotlineOnly ?? false,
        source: e.options.source ?? (Number(e.number) < firstExtension ? 'gb_t_30428_2' : 'default'),
        conditions: e.conditions.map((line, i) => conditionOf(`${code}-${i + 1}`, line)),
      })
    }
  }
  return out
}
