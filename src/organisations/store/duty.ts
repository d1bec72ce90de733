import type { Instant, LocalDate } from '#base/instants.ts'
import { batchInsert } from '#platform/db/batches.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { AreaFallback, DutyRule, LimitUnit } from '../rules/index.ts'

export type MatrixStatus = 'draft' | 'published' | 'retired'
export type MatrixRow = {
  readonly id: string; readonly number: number | null; readonly status: MatrixStatus; readonly note: string; readonly based_on_id: string | null
  readonly created_at: Instant; readonly created_by: string; readonly published_at: Instant | null; readonly published_by: string | null;
    readonly retired_at: Instant | null
}
export type MatrixWithCount = MatrixRow & { readonly rules: number }
/** A rule as stored: with the area's id and a note. */
export type StoredRule = DutyRule & { readonly area_id: string; readonly note: string }
export type StoredFallback = AreaFallback & { readonly id: string; readonly area_id: string }

const columns = sql.raw('m.id, m.number, m.status, m.note, m.based_on_id, m.created_at, m.created_by, m.published_at, m.published_by, m.retired_at')

export const listMatrices = (tx: Tx): Promise<readonly MatrixWithCount[]> =>
  tx.rows(sql<MatrixWithCount>`select ${columns}, (select count(*) from duty_rules r where r.matrix_id = m.id) as rules from duty_matrices m order by m.number desc nulls first, m.created_at desc`)
export const matrixById = (tx: Tx, id: string): Promise<MatrixRow | null> =>
  tx.maybe(sql<MatrixRow>`select ${columns} from duty_matrices m where m.id = ${id}`)
/** Locks the matrix: an edit and a publishing of one draft wait for each other. */
export const matrixForUpdate = (tx: Tx, id: string): Promise<MatrixRow | null> =>
  tx.maybe(sql<MatrixRow>`select ${columns} from duty_matrices m where m.id = ${id} for update`)
export const publishedMatrix = (tx: Tx): Promise<MatrixRow | null> =>
  tx.maybe(sql<MatrixRow>`select ${columns} from duty_matrices m where m.status = 'published'`)
export const publishedForUpdate = (tx: Tx): Promise<MatrixRow | null> =>
  tx.maybe(sql<MatrixRow>`select ${columns} from duty_matrices m where m.status = 'published' for update`)

export const insertMatrix = (tx: Tx, made: { readonly id: string; readonly note: string; readonly based_on_id: string | null;
  readonly created_by: string; readonly now: Instant }): Promise<number> =>
  tx.run(sql`insert into duty_matrices (id, note, based_on_id, created_at, created_by) values (${made.id}, ${made.note}, ${made.based_on_id}, ${at(made.now)}, ${made.created_by})`)
export const retireMatrix = (tx: Tx, id: string, now: Instant): Promise<number> =>
  tx.run(sql`update duty_matrices set status = 'retired', retired_at = greatest(published_at, ${at(now)}) where id = ${id}`)
export const markPublished = async (tx: Tx, id: string, by: string, figures: object, now: Instant): Promise<number> =>
  (await tx.one(sql<{ number: number }>`update duty_matrices set status = 'published', published_at = greatest(${at(now)}, (select max(retired_at) from duty_matrices)), published_by = ${by},
    check_result = ${JSON.stringify(figures)}::jsonb, number = 1 + (select coalesce(max(number), 0) from duty_matrices) where id = ${id} returning number`)).number
export const deleteMatrix = async (tx: Tx, id: string): Promise<void> => {
  await deleteRules(tx, id)
  await tx.run(sql`delete from duty_matrices where id = ${id}`)
}

export const rulesOf = (tx: Tx, matrixId: string): Promise<readonly StoredRule[]> =>
  tx.rows(sql<StoredRule>`select r.id, r.category_path, r.area_id, r.area_path, r.lead_unit_id, r.valid_from, r.valid_to, r.note,
      coalesce((select array_agg(u.unit_id::text order by u.unit_id) from duty_rule_units u where u.rule_id = r.id), '{}') as assisting_unit_ids
    from duty_rules r where r.matrix_id = ${matrixId} order by r.category_path, r.area_path, r.valid_from`)

const insertRuleRows = batchInsert<Record<string, unknown>>('duty_rules', {
  id: 'uuid', matrix_id: 'uuid', category_path: 'text', area_id: 'uuid', area_path: 'text', lead_unit_id: 'uuid', valid_from: 'date',
  valid_to: 'date', note: 'text',
})
const insertAssistants = batchInsert<Record<string, unknown>>('duty_rule_units', { rule_id: 'uuid', unit_id: 'uuid' })
export const insertRules = async (tx: Tx, matrixId: string, rules: readonly StoredRule[]): Promise<void> => {
  await insertRuleRows(tx, rules.map((rule) => ({ ...rule, matrix_id: matrixId })))
  await insertAssistants(tx, rules.flatMap((rule) => rule.assisting_unit_ids.map((unit_id) => ({ rule_id: rule.id, unit_id }))))
}
/** Assistants go with their rule. */
export const deleteRules = (tx: Tx, matrixId: string): Promise<number> => tx.run(sql`delete from duty_rules where matrix_id = ${matrixId}`)
export const deleteRule = (tx: Tx, matrixId: string, id: string): Promise<number> =>
  tx.run(sql`delete from duty_rules where matrix_id = ${matrixId} and id = ${id}`)

/** Rules of the matrix in force that still name a unit on a day or later. */
export const countDuties = async (tx: Tx, unitId: string, on: LocalDate): Promise<number> =>
  (await tx.one(sql<{ n: number }>`select count(*) as n from duty_rules r join duty_matrices m on m.id = r.matrix_id
    where m.status = 'published' and (r.valid_to is null or r.valid_to > ${on})
      and (r.lead_unit_id = ${unitId} or exists (select 1 from duty_rule_units u where u.rule_id = r.id and u.unit_id = ${unitId}))`)).n
export const countFallbacks = async (tx: Tx, unitId: string, on: LocalDate): Promise<number> =>
  (await tx.one(sql<{ n: number }>`select count(*) as n from area_fallbacks where unit_id = ${unitId} and (valid_to is null or valid_to > ${on})`)).n

type FallbackRow = { readonly id: string; readonly area_id: string; readonly area_path: string; readonly unit_id: string;
  readonly limit_value: number; readonly limit_unit: LimitUnit; readonly valid_from: LocalDate; readonly valid_to: LocalDate | null }
export const readFallbacks = async (tx: Tx): Promise<readonly StoredFallback[]> =>
  (await tx.rows(sql<FallbackRow>`select id, area_id, area_path, unit_id, limit_value, limit_unit, valid_from, valid_to from area_fallbacks order by area_path, valid_from`))
    .map(({ limit_value: value, limit_unit: unit, ...row }) => ({ ...row, limit: { value, unit } }))

const insertFallbackRows = batchInsert<Record<string, unknown>>('area_fallbacks', {
  id: 'uuid', area_id: 'uuid', area_path: 'text', unit_id: 'uuid', limit_value: 'numeric', limit_unit: 'text', valid_from: 'date', valid_to: 'date',
})
/** Ends what holds in these areas on the day, and takes away what would only begin then or later. */
export const endFallbacks = async (tx: Tx, areaIds: readonly string[], on: LocalDate): Promise<number> => {
  const dropped = await tx.run(sql`delete from area_fallbacks where area_id = any(${[...areaIds]}::uuid[]) and valid_from >= ${on}`)
  return dropped + (await tx.run(
    sql`update area_fallbacks set valid_to = ${on} where area_id = any(${[...areaIds]}::uuid[]) and (valid_to is null or valid_to > ${on})`))
}
export const insertFallbacks = (tx: Tx, fallbacks: readonly StoredFallback[]): Promise<void> =>
  insertFallbackRows(tx, fallbacks.map(({ limit, ...row }) => ({ ...row, limit_value: limit.value, limit_unit: limit.unit })))
