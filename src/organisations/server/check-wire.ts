import { type Static, Type } from 'typebox'
import type { Translate } from '#platform/i18n/index.ts'
import { type Duty, isPublishable, type MatrixCheck, type MatrixDiff, type PathGroup } from '../rules/index.ts'
import type { UnitModel } from './models.ts'
import { DutyAnswerWire, namedUnit } from './wire.ts'

const NamedUnit = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() })
const Nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()])
/** Paths the rules treat alike; `root` is the nearest step that a rule names, empty for none. Only groups that something below points to are sent. */
const GroupWire = Type.Object({ id: Type.Integer(), root: Type.String(), paths: Type.Array(Type.String()) })

export const MatrixCheckWire = Type.Object({
  on: Type.String(), publishable: Type.Boolean(), combinations: Type.Integer(), resolved: Type.Integer(), covered_by_fallback: Type.Integer(),
  uncovered: Type.Integer(), conflicting: Type.Integer(),
  category_groups: Type.Array(GroupWire), area_groups: Type.Array(GroupWire),
  gaps: Type.Array(Type.Object({ category_group: Type.Integer(), area_group: Type.Integer(), combinations: Type.Integer(), covered_by: Nullable(
    NamedUnit) })),
  conflicts: Type.Array(Type.Object({ category_group: Type.Integer(), area_group: Type.Integer(), combinations: Type.Integer(),
    rule_ids: Type.Array(Type.String()) })),
  rule_faults: Type.Array(Type.Object({ rule_id: Type.String(), code: Type.String(), value: Type.String(), message: Type.String() })),
})

const groupsWire = (groups: readonly PathGroup[], used: ReadonlySet<number>): Static<typeof GroupWire>[] =>
  groups.flatMap((group, id) => (used.has(id) ? [{ id, root: group.root, paths: [...group.paths] }] : []))

export const checkWire = (check: MatrixCheck, units: UnitModel, t: Translate): Static<typeof MatrixCheckWire> => {
  const found = [...check.gaps, ...check.conflicts]
  return {
    on: check.on, publishable: isPublishable(check), combinations: check.combinations, resolved: check.resolved,
    covered_by_fallback: check.covered_by_fallback, uncovered: check.uncovered,
    conflicting: check.conflicting,
    category_groups: groupsWire(check.category_groups, new Set(found.map((one) => one.category_group))),
    area_groups: groupsWire(check.area_groups, new Set(found.map((one) => one.area_group))),
    gaps: check.gaps.map(({ fallback_unit_id: id, ...gap }) => ({ ...gap, covered_by: id === null ? null : namedUnit(units, id) })),
    conflicts: check.conflicts.map((conflict) => ({ ...conflict, rule_ids: [...conflict.rule_ids] })),
    rule_faults: check.rule_faults.map((fault) => ({ ...fault, message: t(`organisations.rule_faults.${fault.code}`, { value: fault.value }) })),
  }
}

export const answerWire = (duty: Duty, units: UnitModel, t: Translate): Static<typeof DutyAnswerWire> => ({
  kind: duty.kind, lead_unit: duty.kind === 'none' ? null : namedUnit(units, duty.lead_unit_id),
  assisting_units: duty.kind === 'none' ? [] : duty.assisting_unit_ids.map((id) => namedUnit(units, id)),
  limit: duty.kind === 'fallback' ? { ...duty.limit } : null, because: { code: duty.because.code, params: { ...duty.because.params } },
  text: t(`organisations.because.${duty.because.code}`, duty.because.params),
})

export const MatrixDiffWire = Type.Object({
  combinations: Type.Integer(), changed: Type.Integer(), category_groups: Type.Array(GroupWire), area_groups: Type.Array(GroupWire),
  changes: Type.Array(Type.Object({ category_group: Type.Integer(), area_group: Type.Integer(), combinations: Type.Integer(), before: DutyAnswerWire,
    after: DutyAnswerWire })),
})
export const diffWire = (diff: MatrixDiff, units: UnitModel, t: Translate): Static<typeof MatrixDiffWire> => ({
  combinations: diff.combinations, changed: diff.changed,
  category_groups: groupsWire(diff.category_groups, new Set(diff.changes.map((change) => change.category_group))),
  area_groups: groupsWire(diff.area_groups, new Set(diff.changes.map((change) => change.area_group))),
  changes: diff.changes.map((change) => ({ ...change, before: answerWire(change.before, units, t), after: answerWire(change.after, units, t) })),
})
