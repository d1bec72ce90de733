import type { Catalogue, Category } from './entries.ts'

export type CatalogueChange = { readonly code: string; readonly name: string; readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly string[] }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const fieldsThatDiffer = (before: Category, after: Category): readonly string[] =>
  (Object.keys(after) as (keyof Category)[]).filter((field) => field !== 'conditions' && !same(before[field], after[field]))
    .concat(conditionChanges(before, after) as never[])

const conditionChanges = (before: Category, after: Category): readonly string[] => {
  const old = new Map(before.conditions.map((condition) => [condition.code, condition]))
  const now = new Map(after.conditions.map((condition) => [condition.code, condition]))
  const codes = [...new Set([...old.keys(), ...now.keys()])]
  return codes.filter((code) => !same(old.get(code), now.get(code))).map((code) => `condition ${code}`)
}

/** What publishing `after` would change against `before`, entry by entry. */
export const catalogueDiff = (before: Catalogue, after: Catalogue): readonly CatalogueChange[] => {
  const old = new Map(before.map((category) => [category.code, category]))
  const kept = new Set(after.map((category) => category.code))
  const out: CatalogueChange[] = []
  for (const category of after) {
    const known = old.get(category.code)
    const fields = known ? fieldsThatDiffer(known, category) : []
    if (!known) out.push({ code: category.code, name: category.name, change: 'added', fields: [] })
    else if (fields.length > 0) out.push({ code: category.code, name: category.name, change: 'changed', fields })
  }
  for (const category of before) if (!kept.has(category.code)) out.push({ code: category.code, name: category.name, change: 'removed', fields: [] })
  return out
}
