import { nameKey } from '#base/name-keys.ts'
import { batchInsert } from '#platform/db/batches.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { AreaClass, Catalogue, Category, Condition, Limit, LimitUnit, PhotoKind, Urgency } from '../rules/index.ts'

/** A condition as it is stored: a case names it by id, and the id belongs to one version. */
export type StoredCondition = Condition & { readonly id: string; readonly category_id: string }
export type StoredCategory = Omit<Category, 'conditions'> & {
  readonly id: string
  readonly version_id: string
  readonly parent_id: string | null
  readonly name_key: string
  readonly conditions: readonly StoredCondition[]
}

type CategoryRow = Omit<Category, 'conditions'> & { readonly id: string; readonly version_id: string; readonly parent_id: string | null;
  readonly name_key: string }
type ConditionRow = {
  readonly id: string; readonly category_id: string; readonly code: string; readonly condition: string; readonly condition_en: string | null
  readonly limit_value: number; readonly limit_unit: LimitUnit; readonly class_limits: Partial<Record<AreaClass, Limit>>; readonly urgency: Urgency
  readonly closing_condition: string; readonly closing_condition_en: string | null; readonly informed_closing: boolean
  readonly report_photos: readonly PhotoKind[]; readonly after_photos: number; readonly source: string
}

const conditionOf = (row: ConditionRow): StoredCondition => ({
  id: row.id, category_id: row.category_id, code: row.code, text: row.condition, text_en: row.condition_en,
  limit: { value: row.limit_value, unit: row.limit_unit },
  class_limits: row.class_limits, urgency: row.urgency, closing_condition: row.closing_condition, closing_condition_en: row.closing_condition_en,
  informed_closing: row.informed_closing, evidence: { report_photos: row.report_photos, after_photos: row.after_photos }, source: row.source,
})

const assemble = (categories: readonly CategoryRow[], conditions: readonly ConditionRow[]): readonly StoredCategory[] => {
  const byCategory = new Map<string, StoredCondition[]>()
  for (const row of conditions) {
    const known = byCategory.get(row.category_id)
    if (known) known.push(conditionOf(row))
    else byCategory.set(row.category_id, [conditionOf(row)])
  }
  return categories.map((row) => ({ ...row, conditions: byCategory.get(row.id) ?? [] }))
}

const categoryColumns = sql.raw(
  `c.id, c.version_id, c.parent_id, c.code, c.level, c.kind, (select p.code from categories p where p.id = c.parent_id) as parent_code, c.path, c.name,
  c.name_en, c.name_key, c.lead_duty, c.legal_source, c.keywords, c.tags, c.same_time_of_day, c.hotline_only, c.source`)

export const entriesOf = async (tx: Tx, versionId: string): Promise<readonly StoredCategory[]> =>
  assemble(
    await tx.rows(sql<CategoryRow>`select ${categoryColumns} from categories c where c.version_id = ${versionId} order by c.position`),
    await tx.rows(sql<ConditionRow>`select * from conditions where version_id = ${versionId} order by position`),
  )

/** Everything that was ever published: old cases point to it. */
export const publishedEntries = async (tx: Tx): Promise<readonly StoredCategory[]> =>
  assemble(
    await tx.rows(sql<CategoryRow>`select ${categoryColumns} from categories c join catalogue_versions v on v.id = c.version_id where v.status <> 'draft' order by v.number, c.position`),
    await tx.rows(sql<ConditionRow>`select d.* from conditions d join catalogue_versions v on v.id = d.version_id where v.status <> 'draft' order by v.number, d.position`),
  )

/** The plain catalogue again, as the rules know it. */
export const plain = (entries: readonly StoredCategory[]): Catalogue =>
  entries.map(({ id: _id, version_id: _version, parent_id: _parent, name_key: _key, conditions, ...entry }) => ({
    ...entry, conditions: conditions.map(({ id: _own, category_id: _category, ...condition }) => condition),
  }))

const insertCategories = batchInsert<Record<string, unknown>>('categories', {
  id: 'uuid', version_id: 'uuid', code: 'text', level: 'text', kind: 'text', parent_id: 'uuid', path: 'text', position: 'int', name: 'text',
  name_en: 'text', name_key: 'text',
  lead_duty: 'text', legal_source: 'text', keywords: 'text[]', tags: 'text[]', same_time_of_day: 'boolean', hotline_only: 'boolean', source: 'text',
})
const insertConditions = batchInsert<Record<string, unknown>>('conditions', {
  id: 'uuid', version_id: 'uuid', category_id: 'uuid', code: 'text', position: 'int', condition: 'text', condition_en: 'text',
  limit_value: 'numeric', limit_unit: 'text',
  class_limits: 'jsonb', urgency: 'text', closing_condition: 'text', closing_condition_en: 'text', informed_closing: 'boolean',
  report_photos: 'text[]', after_photos: 'smallint', source: 'text',
})

/** Writes the entries of a draft, parents first; `newId` makes their ids. */
export const insertEntries = async (tx: Tx, versionId: string, catalogue: Catalogue, newId: () => string): Promise<void> => {
  const ids = new Map(catalogue.map((entry) => [entry.code, newId()]))
  await insertCategories(tx, catalogue.map((entry, position) => ({
    ...entry, id: ids.get(entry.code), version_id: versionId, parent_id: entry.parent_code === null ? null : ids.get(entry.parent_code), position,
    name_key: nameKey(entry.name),
  })))
  await insertConditions(tx, catalogue.flatMap((entry) => entry.conditions.map((condition, position) => ({
    ...condition, id: newId(), version_id: versionId, category_id: ids.get(entry.code), position, condition: condition.text,
    condition_en: condition.text_en,
    limit_value: condition.limit.value, limit_unit: condition.limit.unit, report_photos: condition.evidence.report_photos,
    after_photos: condition.evidence.after_photos,
  }))))
}
