import type { Fault } from '#base/results.ts'
import { areaClasses, type Catalogue, type Category, type Limit } from './entries.ts'

/** Letters, digits, `_` and `-`: a code is one step of a path, so it holds no dot. */
export const codePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

export type CatalogueCheck = { readonly errors: readonly Fault[]; readonly warnings: readonly Fault[] }

/** Path of a category below its parent. */
export const pathBelow = (parent: Pick<Category, 'path'> | null, code: string): string => (parent ? `${parent.path}.${code}` : code)

const fault = (field: string, value: string | null, code: string, params: Fault['params'] = {}): Fault =>
  ({ field, value, code: `catalogue.${code}`, params })

const limitFaults = (limit: Limit, of: string): readonly Fault[] =>
  limit.value > 0 && limit.value <= 10_000 ? [] : [fault('limit_value', String(limit.value), 'bad_limit', { of })]

/** The level below which a category of each level may stand; a sub-category may hang on its class directly. */
const parentsOf = { class: [], category: ['class'], subcategory: ['category', 'class'] } as const

const entryFaults = (entry: Category, byCode: ReadonlyMap<string, Category>): readonly Fault[] => {
  const out: Fault[] = []
  const add = (field: string, value: string | null, code: string, params: Fault['params'] = {}): void => {
    out.push(fault(field, value, code, { of: entry.code, ...params }))
  }
  if (!codePattern.test(entry.code)) add('code', entry.code, 'bad_code')
  if (entry.name.trim() === '') add('name', '', 'missing_name')
  const parent = entry.parent_code === null ? null : (byCode.get(entry.parent_code) ?? null)
  if (entry.level === 'class') {
    if (entry.parent_code !== null) add('parent_code', entry.parent_code, 'class_with_parent')
  } else if (!parent) add('parent_code', entry.parent_code, entry.parent_code === null ? 'missing_parent' : 'unknown_parent')
  else if (!(parentsOf[entry.level] as readonly string[]).includes(parent.level)) add('parent_code', entry.parent_code, 'wrong_parent_level',
    { level: entry.level, parent_level: parent.level })
  else if (parent.kind !== entry.kind) add('kind', entry.kind, 'kind_differs', { parent: parent.code, parent_kind: parent.kind })
  else if (entry.path !== pathBelow(parent, entry.code)) add('path', entry.path, 'wrong_path', { expected: pathBelow(parent, entry.code) })
  if (entry.conditions.length > 0 && entry.level !== 'subcategory') add('level', entry.level, 'conditions_above_subcategory')
  return out
}

const conditionFaults = (entry: Category, seen: Set<string>): readonly Fault[] => {
  const out: Fault[] = []
  for (const condition of entry.conditions) {
    if (!codePattern.test(condition.code)) out.push(fault('condition_code', condition.code, 'bad_code', { of: entry.code }))
    if (seen.has(condition.code)) out.push(fault('condition_code', condition.code, 'duplicate_condition', { of: entry.code }))
    seen.add(condition.code)
    if (condition.text.trim() === '') out.push(fault('condition', '', 'missing_condition', { of: condition.code }))
    if (condition.closing_condition.trim() === '') out.push(fault('closing_condition', '', 'missing_closing_condition', { of: condition.code }))
    out.push(...limitFaults(condition.limit, condition.code))
    for (const areaClass of areaClasses) {
      const limit = condition.class_limits[areaClass]
      if (limit) out.push(...limitFaults(limit, condition.code))
    }
  }
  return out
}

/**
 * What would stop a catalogue from being published (errors: duplicate codes, unknown parents, missing texts or limits …)
 * and what somebody should look at (warnings: a sub-category nobody can register, no lead duty, a class with nothing in it).
 */
export const checkCatalogue = (catalogue: Catalogue): CatalogueCheck => {
  const errors: Fault[] = []
  const warnings: Fault[] = []
  const byCode = new Map<string, Category>()
  for (const entry of catalogue) {
    if (byCode.has(entry.code)) errors.push(fault('code', entry.code, 'duplicate_code'))
    else byCode.set(entry.code, entry)
  }
  const parents = new Set(catalogue.map((entry) => entry.parent_code))
  const conditionCodes = new Set<string>()
  for (const entry of catalogue) {
    errors.push(...entryFaults(entry, byCode), ...conditionFaults(entry, conditionCodes))
    if (entry.level === 'subcategory') {
      if (entry.conditions.length === 0) warnings.push(fault('condition', null, 'no_condition', { of: entry.code }))
      if (!entry.lead_duty) warnings.push(fault('lead_duty', null, 'no_lead_duty', { of: entry.code }))
    } else if (!parents.has(entry.code)) warnings.push(fault('code', entry.code, 'empty_branch'))
  }
  if (catalogue.length === 0) errors.push(fault('code', null, 'empty_catalogue'))
  return { errors, warnings }
}
