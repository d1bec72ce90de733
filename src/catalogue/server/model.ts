import type { CityDb, Tx } from '#platform/db/index.ts'
import { categorySearch, type SuggestOptions } from '../rules/index.ts'
import { publishedEntries, type StoredCategory, type StoredCondition } from '../store/entries.ts'
import { publishedVersion, type VersionRow } from '../store/versions.ts'

export type StoredSuggestion = { readonly category: StoredCategory; readonly score: number; readonly matched: readonly string[] }

/** The catalogue in memory, for hot paths. Immutable; made anew when a version is published. */
export type CatalogueModel = {
  /** The version in force; null while none was published. */
  readonly version: VersionRow | null
  /** Entries of the version in force, parents before children. */
  readonly categories: readonly StoredCategory[]
  /** Sub-categories of the version in force. */
  readonly leaves: readonly StoredCategory[]
  /** Of any version that was ever published: running and closed cases keep the entry they started under. */
  readonly category: (id: string) => StoredCategory | null
  readonly condition: (id: string) => StoredCondition | null
  /** Of the version in force. */
  readonly byCode: (code: string) => StoredCategory | null
  readonly byPath: (path: string) => StoredCategory | null
  /** The entry in force that a code, path or id names. */
  readonly find: (text: string) => StoredCategory | null
  readonly suggest: (text: string, options?: Omit<SuggestOptions, 'include'> & { readonly include?: (category: StoredCategory) => boolean }) =>
    readonly StoredSuggestion[]
}

/** Reads the whole of it: everything that was ever published, and the search over what is in force. */
export const catalogueModel = async (tx: Tx): Promise<CatalogueModel> => {
  const version = await publishedVersion(tx)
  const all = await publishedEntries(tx)
  const categories = version ? all.filter((entry) => entry.version_id === version.id) : []
  const byId = new Map(all.map((entry) => [entry.id, entry]))
  const conditions = new Map(all.flatMap((entry) => entry.conditions.map((condition) => [condition.id, condition] as const)))
  const byCode = new Map(categories.map((entry) => [entry.code, entry]))
  const byPath = new Map(categories.map((entry) => [entry.path, entry]))
  let search: ReturnType<typeof categorySearch> | undefined
  return {
    version, categories, leaves: categories.filter((entry) => entry.level === 'subcategory'),
    category: (id) => byId.get(id) ?? null,
    condition: (id) => conditions.get(id) ?? null,
    byCode: (code) => byCode.get(code) ?? null,
    byPath: (path) => byPath.get(path) ?? null,
    find: (text) => byCode.get(text) ?? byPath.get(text) ?? categories.find((entry) => entry.id === text) ?? null,
    // The entries searched are those of the model, so what is found is stored, whatever the rules call it.
    suggest: (text, options = {}) => (search ??= categorySearch(categories))(text, options as SuggestOptions) as readonly StoredSuggestion[],
  }
}

const snapshot = 'catalogue'
/** The city's catalogue as kept in memory; read again after a version was published, in every process. */
export const catalogueModelOf = (city: CityDb): Promise<CatalogueModel> => city.snapshot(snapshot, catalogueModel)
export const catalogueChanged = (city: CityDb, tx: Tx): Promise<void> => city.stale(tx, snapshot)
