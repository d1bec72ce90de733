import type { LocalDate } from '#base/instants.ts'
import { holdsOn, type Unit } from './units.ts'

/** Same words as the limits of cases: urgent hours and calendar days run on, working hours and days stand still outside them. */
export const limitUnits = ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const
export type LimitUnit = (typeof limitUnits)[number]
export type Limit = { readonly value: number; readonly unit: LimitUnit }

/** One line of the duty matrix: who leads (条) for a subtree of the catalogue in a subtree of the areas (块), and from when to when. */
export type DutyRule = {
  readonly id: string
  /** '' is the whole catalogue. */
  readonly category_path: string
  readonly area_path: string
  /** null: the territorial unit of the place, that is the fallback unit of the nearest area. */
  readonly lead_unit_id: string | null
  readonly assisting_unit_ids: readonly string[]
  readonly valid_from: LocalDate
  /** First day on which it no longer holds. */
  readonly valid_to: LocalDate | null
}

/** 属地兜底: who catches what no rule names, and how long that unit has to settle whose it is. */
export type AreaFallback = {
  readonly area_path: string
  readonly unit_id: string
  readonly limit: Limit
  readonly valid_from: LocalDate
  readonly valid_to: LocalDate | null
}

export type DutyUnit = Pick<Unit, 'id' | 'code' | 'name' | 'path' | 'valid_from' | 'valid_to'>
export type DutyMatrix = {
  /** Number of the published version; 0 for none or a draft. */
  readonly number: number
  readonly rules: readonly DutyRule[]
  readonly fallbacks: readonly AreaFallback[]
  readonly units: readonly DutyUnit[]
}

/** Why: `code` has its text at `because.<code>` of the organisations' words. */
export type DutyReason = {
  readonly code: 'rule' | 'territorial' | 'fallback' | 'fallback_conflict' | 'none' | 'none_conflict'
  readonly params: Readonly<Record<string, string | number>>
}
export type Duty =
  | { readonly kind: 'lead'; readonly lead_unit_id: string; readonly assisting_unit_ids: readonly string[]; readonly rule_id: string;
    readonly because: DutyReason }
  | { readonly kind: 'fallback'; readonly lead_unit_id: string; readonly assisting_unit_ids: readonly string[]; readonly limit: Limit;
    readonly because: DutyReason }
  | { readonly kind: 'none'; readonly because: DutyReason }

export type DutyQuestion = { readonly category_path: string; readonly area_path: string; readonly on: LocalDate }

type ByArea = ReadonlyMap<string, readonly DutyRule[]>
/** A matrix made ready for many questions. */
export type CompiledMatrix = {
  readonly matrix: DutyMatrix
  readonly byCategory: ReadonlyMap<string, ByArea>
  readonly fallbacks: ReadonlyMap<string, readonly AreaFallback[]>
  readonly units: ReadonlyMap<string, DutyUnit>
  /** Name of an area for the reasons; the path itself unless the caller knows better. */
  readonly areaName: (path: string) => string
  /** Remembered: for a category path, the rules of each step up that has any, deepest first; for an area path, its steps up. */
  readonly categoryChains: Map<string, readonly ByArea[]>
  readonly areaChains: Map<string, readonly string[]>
}

const remembered = 50_000

export const compileMatrix = (matrix: DutyMatrix, areaName: (path: string) => string = (path) => path): CompiledMatrix => {
  const byCategory = new Map<string, Map<string, DutyRule[]>>()
  for (const rule of matrix.rules) {
    let byArea = byCategory.get(rule.category_path)
    if (!byArea) byCategory.set(rule.category_path, (byArea = new Map()))
    const known = byArea.get(rule.area_path)
    if (known) known.push(rule)
    else byArea.set(rule.area_path, [rule])
  }
  const fallbacks = new Map<string, AreaFallback[]>()
  for (const fallback of matrix.fallbacks) fallbacks.set(fallback.area_path, [...(fallbacks.get(fallback.area_path) ?? []), fallback])
  return { matrix, byCategory, fallbacks, units: new Map(matrix.units.map((unit) => [unit.id, unit])), areaName, categoryChains: new Map(),
    areaChains: new Map() }
}

/** The paths from the given one up to its first step, deepest first. */
export const stepsUp = (path: string): readonly string[] => {
  const out = [path]
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) out.push(path.slice(0, dot))
  return out
}

const areaChain = ({ areaChains }: CompiledMatrix, path: string): readonly string[] => {
  const known = areaChains.get(path)
  if (known) return known
  if (areaChains.size > remembered) areaChains.clear()
  const chain = stepsUp(path)
  areaChains.set(path, chain)
  return chain
}

const categoryChain = ({ categoryChains, byCategory }: CompiledMatrix, path: string): readonly ByArea[] => {
  const known = categoryChains.get(path)
  if (known) return known
  if (categoryChains.size > remembered) categoryChains.clear()
  const chain = (path === '' ? [''] : [...stepsUp(path), '']).flatMap((step) => byCategory.get(step) ?? [])
  categoryChains.set(path, chain)
  return chain
}

/** The first that holds on the day. */
const holding = <T extends { readonly valid_from: LocalDate; readonly valid_to: LocalDate | null }>(list: readonly T[] | undefined,
  on: LocalDate): T | undefined => {
  if (list) for (const item of list) if (holdsOn(item, on)) return item
  return undefined
}

/**
 * The rules none of which is outdone by another: one outdoes another when its category is as deep or deeper and its area is as deep or
 * deeper. One such rule is the answer; several are a tie of lead duty against territorial duty, which the publishing check refuses.
 */
export const strongestRules = (compiled: CompiledMatrix, { category_path: category, area_path: area, on }: DutyQuestion): readonly DutyRule[] => {
  const areas = areaChain(compiled, area)
  const found: DutyRule[] = []
  let deepest = areas.length
  for (const byArea of categoryChain(compiled, category)) {
    // Only a rule for a deeper area than every deeper category has can stand beside those.
    for (let i = 0; i < deepest; i++) {
      const rule = holding(byArea.get(areas[i] as string), on)
      if (!rule) continue
      found.push(rule)
      deepest = i
      break
    }
    if (deepest === 0) break
  }
  return found
}

export const fallbackFor = (compiled: CompiledMatrix, area: string, on: LocalDate): AreaFallback | null => {
  for (const step of areaChain(compiled, area)) {
    const fallback = holding(compiled.fallbacks.get(step), on)
    if (fallback) return fallback
  }
  return null
}

const sameDuty = (a: DutyRule, b: DutyRule): boolean =>
  a.lead_unit_id === b.lead_unit_id && a.assisting_unit_ids.length === b.assisting_unit_ids.length &&
    a.assisting_unit_ids.every((id) => b.assisting_unit_ids.includes(id))

/**
 * Who answers for a problem of a category at a place on a day (methods.md 8, "Dispatch"): the lead unit of the most specific rule, with
 * its assisting units; else the fallback unit of the nearest area with its own clock; else nobody. Always with the reason.
 * About a microsecond.
 */
export const resolveDuty = (compiled: CompiledMatrix, question: DutyQuestion): Duty => {
  const found = strongestRules(compiled, question)
  const first = found[0]
  const conflict = found.length > 1 && !found.every((rule) => sameDuty(rule, first as DutyRule))
  const nameOf = (id: string): string => compiled.units.get(id)?.name ?? id
  if (first && !conflict) {
    const reason = { category: first.category_path, area: compiled.areaName(first.area_path), matrix: compiled.matrix.number }
    if (first.lead_unit_id !== null) {
      return {
        kind: 'lead', lead_unit_id: first.lead_unit_id, assisting_unit_ids: first.assisting_unit_ids, rule_id: first.id,
        because: { code: 'rule', params: { ...reason, unit: nameOf(first.lead_unit_id) } },
      }
    }
    const territorial = fallbackFor(compiled, question.area_path, question.on)
    if (territorial) {
      return {
        kind: 'lead', lead_unit_id: territorial.unit_id, assisting_unit_ids: first.assisting_unit_ids, rule_id: first.id,
        because: { code: 'territorial', params: { ...reason, unit: nameOf(territorial.unit_id), territory: compiled.areaName(
          territorial.area_path) } },
      }
    }
  }
  const params = { category: question.category_path, area: compiled.areaName(question.area_path), matrix: compiled.matrix.number }
  const fallback = fallbackFor(compiled, question.area_path, question.on)
  if (!fallback) return { kind: 'none', because: { code: conflict ? 'none_conflict' : 'none', params } }
  return {
    kind: 'fallback', lead_unit_id: fallback.unit_id, assisting_unit_ids: [], limit: fallback.limit,
    because: { code: conflict ? 'fallback_conflict' : 'fallback',
      params: { ...params, unit: nameOf(fallback.unit_id), territory: compiled.areaName(fallback.area_path) } },
  }
}
