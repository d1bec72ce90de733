import { err, type Fault, ok, type Refusal, refuse, type Result } from '#base/results.ts'
import { checkCatalogue, pathBelow } from './check.ts'
import { type Catalogue, type Category, inSubtree } from './entries.ts'

/** A category as it is written down by a person: everything but the path, which follows from the parents. */
export type CategoryInput = Omit<Category, 'path'>

/** Gives every category the path its parents say. Categories whose parent is missing keep their own code as path, and the check names them. */
const withPaths = (entries: readonly CategoryInput[]): Catalogue => {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]))
  const paths = new Map<string, string>()
  const pathOf = (entry: CategoryInput, below: ReadonlySet<string>): string => {
    const known = paths.get(entry.code)
    if (known) return known
    const parent = entry.parent_code === null || below.has(entry.parent_code) ? undefined : byCode.get(entry.parent_code)
    const path = pathBelow(parent ? { path: pathOf(parent, new Set([...below, entry.code])) } : null, entry.code)
    paths.set(entry.code, path)
    return path
  }
  return entries.map((entry) => ({ ...entry, path: pathOf(entry, new Set([entry.code])) }))
}

/** Depth first from the classes, siblings in the order they stand: parents before children. */
const inOrder = (entries: Catalogue): Catalogue => {
  const children = new Map<string | null, Category[]>()
  const codes = new Set(entries.map((entry) => entry.code))
  for (const entry of entries) {
    const parent = entry.parent_code !== null && codes.has(entry.parent_code) ? entry.parent_code : null
    children.set(parent, [...(children.get(parent) ?? []), entry])
  }
  const out: Category[] = []
  const walk = (parent: string | null): void => {
    for (const entry of children.get(parent) ?? []) {
      out.push(entry)
      walk(entry.code)
    }
  }
  walk(null)
  return out.length === entries.length ? out : entries
}

/**
 * A draft with one category put in, or put in place of the one with its code; moving a category takes its subtree along.
 * Faults are those the change brings, not those the draft had before.
 */
export const putCategory = (draft: Catalogue, entry: CategoryInput): Result<Catalogue, readonly Fault[]> => {
  const others = draft.some((known) => known.code === entry.code) ? draft.map((known) => (known.code === entry.code ? entry : known))
    : [...draft, entry]
  const made = inOrder(withPaths(others))
  const circular = entry.parent_code !== null && draft.some((known) => known.code === entry.parent_code && known.path.split('.').includes(entry.code))
  if (circular) return err([{ field: 'parent_code', value: entry.parent_code, code: 'catalogue.circular_parent', params: { of: entry.code } }])
  const known = new Set(checkCatalogue(draft).errors.map((fault) => JSON.stringify(fault)))
  const faults = checkCatalogue(made).errors.filter((fault) => !known.has(JSON.stringify(fault)))
  return faults.length > 0 ? err(faults) : ok(made)
}

/** A draft without a category; refused while others stand below it. */
export const removeCategory = (draft: Catalogue, code: string): Result<Catalogue, Refusal> => {
  const entry = draft.find((known) => known.code === code)
  if (!entry) return refuse('catalogue.no_such_category', { code })
  const below = draft.filter((known) => known.code !== code && inSubtree(known.path, entry.path)).length
  return below > 0 ? refuse('catalogue.has_children', { code, count: below }) : ok(draft.filter((known) => known.code !== code))
}

/**
 * Adds categories that are not there yet (imports with `--create-missing`); codes that exist are left as they are.
 * Answers the whole catalogue and the codes that are new.
 */
export const addMissing = (catalogue: Catalogue, entries: readonly CategoryInput[]): { readonly catalogue: Catalogue;
  readonly added: readonly string[] } => {
  const known = new Set(catalogue.map((entry) => entry.code))
  const added = entries.filter((entry) => !known.has(entry.code) && known.add(entry.code))
  return { catalogue: inOrder(withPaths([...catalogue, ...added])), added: added.map((entry) => entry.code) }
}
