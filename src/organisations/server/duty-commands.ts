import type { LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { areaModelOf } from '#areas/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import {
  changeDays, checkMatrix, type DutyLine, type DutyMatrix, isPublishable, type LeafDuty, type Limit, type MatrixCheck, proposeRules,
} from '../rules/index.ts'
import {
  deleteMatrix, deleteRule, deleteRules, endFallbacks, insertFallbacks, insertMatrix, insertRules, markPublished, type MatrixRow, matrixForUpdate,
  publishedForUpdate,
  publishedMatrix, retireMatrix, rulesOf, type StoredRule,
} from '../store/duty.ts'
import { readUnits } from '../store/units.ts'
import { matrixOf } from './models.ts'
import { actorName, recordChange, today, type UnitWork } from './work.ts'

/** The areas cases end up in: communities, and where a branch has none, its lowest areas above the grid cells. */
export const leafAreas = async (city: CityDb, on: LocalDate): Promise<readonly string[]> => {
  const model = await areaModelOf(city)
  const open = model.all.filter((area) => area.level !== 'cell' && area.validFrom <= on && (area.validTo === null || on < area.validTo))
  const parents = new Set(open.map((area) => area.parentId))
  return open.filter((area) => !parents.has(area.id)).map((area) => area.path)
}

/** The draft, locked; a matrix that is published or not there is a problem said by the door. */
const openDraft = async ({ tx }: UnitWork, id: string): Promise<MatrixRow> => {
  const matrix = await matrixForUpdate(tx, id)
  if (!matrix) throw problem('organisations.no_such_matrix', { status: 404 })
  if (matrix.status !== 'draft') throw problem('organisations.not_a_draft', { status: 409 })
  return matrix
}

const areaIdOf = async ({ city }: UnitWork, path: string): Promise<string> => {
  const area = (await areaModelOf(city)).byPath(path)
  if (!area) throw problem('organisations.no_such_area', { status: 422 })
  return area.id
}

export type MatrixStart = 'current' | 'proposed' | 'empty'
/**
 * Opens a draft: a copy of the matrix in force, empty, or proposed from the lead duties of the categories and of the units.
 * `leaves` are the sub-categories in force.
 */
export const draftMatrix = async (work: UnitWork, from: { readonly start: MatrixStart; readonly note: string },
  leaves: readonly LeafDuty[]): Promise<string> => {
  const { tx, now, city } = work
  const current = from.start === 'current' ? await publishedMatrix(tx) : null
  const id = newId<'DutyMatrix'>(now)
  await insertMatrix(tx, { id, note: from.note, based_on_id: current?.id ?? null, created_by: actorName(work), now })
  let rules: readonly StoredRule[] = []
  if (current) rules = (await rulesOf(tx, current.id)).map((rule) => ({ ...rule, id: newId(now) }))
  if (from.start === 'proposed') {
    const areas = await areaModelOf(city)
    if (!areas.city) throw problem('organisations.no_areas', { status: 409 })
    rules = proposeRules(leaves, await readUnits(tx), areas.city.path).map((rule) => ({
      ...rule, id: newId(now), area_id: areas.byPath(rule.area_path)?.id ?? '', valid_from: today(work), valid_to: null, note: '',
    }))
  }
  await insertRules(tx, id, rules)
  await recordChange(work, 'duty.drafted', { matrix_id: id }, { start: from.start, rules: rules.length })
  return id
}

export type RuleInput = {
  readonly category_path: string
  readonly area_path: string
  readonly lead_unit_id: string | null
  readonly assisting_unit_ids: readonly string[]
  readonly valid_from: LocalDate
  readonly valid_to: LocalDate | null
  readonly note: string
}

const refuseBadRule = (rule: RuleInput, others: readonly StoredRule[]): Refusal | null => {
  if (rule.valid_to !== null && rule.valid_to <= rule.valid_from) return { code: 'organisations.ends_before_it_begins' }
  if (rule.lead_unit_id !== null && rule.assisting_unit_ids.includes(rule.lead_unit_id)) return { code: 'organisations.lead_assists' }
  const overlaps = others.some((other) =>
    other.category_path === rule.category_path && other.area_path === rule.area_path &&
      (other.valid_to === null || rule.valid_from < other.valid_to) && (rule.valid_to === null || other.valid_from < rule.valid_to))
  return overlaps ? { code: 'organisations.overlapping_rule' } : null
}

/** Puts a rule into a draft: new, or in place of the one named. */
export const putRule = async (work: UnitWork, matrixId: string, ruleId: string | null, rule: RuleInput): Promise<Result<{ readonly id: string },
  Refusal>> => {
  await openDraft(work, matrixId)
  const others = (await rulesOf(work.tx, matrixId)).filter((other) => other.id !== ruleId)
  const refusal = refuseBadRule(rule, others)
  if (refusal) return { ok: false, error: refusal }
  if (ruleId !== null && (await deleteRule(work.tx, matrixId, ruleId)) === 0) throw problem('organisations.no_such_rule', { status: 404 })
  const id = ruleId ?? newId<'DutyRule'>(work.now)
  await insertRules(work.tx, matrixId, [{ ...rule, id, assisting_unit_ids: [...new Set(rule.assisting_unit_ids)], area_id: await areaIdOf(work,
    rule.area_path) }])
  await recordChange(work, 'duty.edited', { matrix_id: matrixId }, { rule_id: id, put: rule })
  return ok({ id })
}

export const removeRule = async (work: UnitWork, matrixId: string, ruleId: string): Promise<void> => {
  await openDraft(work, matrixId)
  if ((await deleteRule(work.tx, matrixId, ruleId)) === 0) throw problem('organisations.no_such_rule', { status: 404 })
  await recordChange(work, 'duty.edited', { matrix_id: matrixId }, { rule_id: ruleId, removed: true })
}

/** Replaces all rules of a draft (`matrixId`), or makes a new draft of them. Rules as `readDutyTable` gives them. */
export const importRules = async (work: UnitWork, matrixId: string | null, rules: readonly Omit<DutyLine, 'line'>[],
  from: { readonly file: string; readonly note: string }): Promise<string> => {
  const { tx, now, city } = work
  const areas = await areaModelOf(city)
  const id = matrixId ?? newId<'DutyMatrix'>(now)
  if (matrixId === null) await insertMatrix(tx, { id, note: from.note, based_on_id: null, created_by: actorName(work), now })
  else {
    await openDraft(work, matrixId)
    await deleteRules(tx, matrixId)
  }
  await insertRules(tx, id, rules.map((rule) => {
    const area = areas.byPath(rule.area_path)
    if (!area) throw problem('organisations.no_such_area', { status: 422 })
    return { ...rule, id: newId(now), area_id: area.id }
  }))
  await recordChange(work, 'duty.imported', { matrix_id: id }, { file: from.file, rules: rules.length })
  return id
}

export const discardMatrix = async (work: UnitWork, id: string): Promise<void> => {
  const draft = await openDraft(work, id)
  await deleteMatrix(work.tx, id)
  await recordChange(work, 'duty.discarded', {}, { matrix_id: id, note: draft.note })
}

const checkDays = (matrix: DutyMatrix, from: LocalDate, leaves: readonly LeafDuty[], communities: readonly string[]): readonly MatrixCheck[] => {
  const paths = leaves.map((leaf) => leaf.path)
  return changeDays(matrix, from).map((on) => checkMatrix(matrix, paths, communities, on))
}

/** The check of a matrix today and on every later day on which one of its rules, fallbacks or units begins or ends. */
export const checkStored = async (work: Pick<UnitWork, 'city' | 'tx' | 'now'>, matrix: Pick<MatrixRow, 'id' | 'number'>,
  leaves: readonly LeafDuty[]): Promise<readonly MatrixCheck[]> => {
  const day = today(work)
  return checkDays(await matrixOf(work.tx, matrix), day, leaves, await leafAreas(work.city, day))
}

const figuresOf = ({ on, combinations, resolved, covered_by_fallback, uncovered, conflicting }: MatrixCheck) =>
  ({ on, combinations, resolved, covered_by_fallback, uncovered, conflicting })

/** Puts a draft in force and retires the matrix before it. Refused while any pair of leaf category and community has no unit, or two. */
export const publishMatrix = async (work: UnitWork, id: string, leaves: readonly LeafDuty[]): Promise<Result<{ readonly number: number },
  Refusal>> => {
  const { tx, now } = work
  const draft = await openDraft(work, id)
  if (leaves.length === 0) return refuse('organisations.no_categories')
  const checks = await checkStored(work, draft, leaves)
  const bad = checks.find((check) => !isPublishable(check))
  if (bad) {
    return refuse('organisations.matrix_not_ready',
      { on: bad.on, gaps: bad.gaps.filter((gap) => gap.fallback_unit_id === null).length, uncovered: bad.uncovered, conflicts: bad.conflicts.length,
      faults: bad.rule_faults.length })
  }
  if (checks[0]?.combinations === 0) return refuse('organisations.no_areas')
  const before = await publishedForUpdate(tx)
  if (before) await retireMatrix(tx, before.id, now)
  const number = await markPublished(tx, id, actorName(work), { days: checks.map(figuresOf) }, now)
  await recordChange(work, 'duty.published', { matrix_id: id }, { number, replaces: before?.number ?? null })
  return ok({ number })
}

export type FallbackInput = { readonly area_id: string; readonly unit_id: string; readonly limit: Limit }
/** Names the unit that catches what no rule names in each of these areas, from a day on; what held there until then ends. */
export const setFallbacks = async (work: UnitWork, fallbacks: readonly FallbackInput[], from: LocalDate): Promise<void> => {
  const { tx, now, city } = work
  const areas = await areaModelOf(city)
  const units = new Set((await readUnits(tx)).map((unit) => unit.id))
  if (!fallbacks.every((fallback) => units.has(fallback.unit_id))) throw problem('organisations.no_such_unit', { status: 404 })
  await endFallbacks(tx, fallbacks.map((fallback) => fallback.area_id), from)
  await insertFallbacks(tx, fallbacks.map((fallback) => {
    const area = areas.byId(fallback.area_id)
    if (!area) throw problem('organisations.no_such_area', { status: 422 })
    return { ...fallback, id: newId(now), area_path: area.path, valid_from: from, valid_to: null }
  }))
  await recordChange(work, 'fallback.set', {}, { from, fallbacks: fallbacks.length === 1 ? fallbacks : fallbacks.length })
}

/** Ends the fallback of an area. Refused when the matrix in force would then leave somebody without a unit. */
export const endFallback = async (work: UnitWork, areaId: string, on: LocalDate, leaves: readonly LeafDuty[]): Promise<Result<void, Refusal>> => {
  const { tx, city } = work
  const current = await publishedMatrix(tx)
  if (current && leaves.length > 0) {
    const path = (await areaModelOf(city)).byId(areaId)?.path
    const stored = await matrixOf(tx, current)
    const without: DutyMatrix = {
      ...stored, fallbacks: stored.fallbacks.flatMap((f) =>
        (f.area_path !== path ? [f] : f.valid_from >= on ? [] : [{ ...f, valid_to: f.valid_to !== null && f.valid_to < on ? f.valid_to : on }])),
    }
    const bad = checkDays(without, on, leaves, await leafAreas(city, on)).find((check) => check.uncovered > 0)
    if (bad) return refuse('organisations.fallback_needed', { on: bad.on, uncovered: bad.uncovered })
  }
  if ((await endFallbacks(tx, [areaId], on)) === 0) throw problem('organisations.no_such_fallback', { status: 404 })
  await recordChange(work, 'fallback.ended', {}, { area_id: areaId, on })
  return ok(undefined)
}
