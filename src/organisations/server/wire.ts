import { type Static, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { contactRoles, limitUnits, unitKinds } from '../rules/index.ts'
import type { MatrixWithCount, StoredFallback, StoredRule } from '../store/duty.ts'
import type { Contact, StoredUnit } from '../store/units.ts'
import type { UnitModel } from './models.ts'

const Nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()])
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Enum<Word[]>([...words])
export const Day = Type.String({ format: 'date' })
export const UnitKindWire = oneOf(unitKinds)
const Uuid = Type.String({ format: 'uuid' })
const Path = Type.String({ maxLength: 300 })

export const ContactWire = Type.Object({
  role: oneOf(contactRoles), name: Type.String({ maxLength: 100 }), phone: Type.String({ maxLength: 60 }), email: Type.String({ maxLength: 200 }),
  note: Type.String({ maxLength: 500 }),
}, { additionalProperties: false })
const Duties = Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' }), { maxItems: 60, uniqueItems: true })
export const UnitBody = Type.Object({
  code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$' }), name: Type.String({ minLength: 1, maxLength: 120 }), kind: UnitKindWire,
  parent_id: Type.Optional(Nullable(Uuid)),
  area_id: Type.Optional(Nullable(Uuid)), duties: Type.Optional(Duties), valid_from: Type.Optional(Day),
  contacts: Type.Optional(Type.Array(ContactWire, { maxItems: 20 })),
}, { additionalProperties: false })
export const UnitPatch = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })), kind: Type.Optional(UnitKindWire), parent_id: Type.Optional(Nullable(Uuid)),
  area_id: Type.Optional(Nullable(Uuid)), duties: Type.Optional(Duties),
}, { additionalProperties: false })

export const UnitWire = Type.Object({
  id: Type.String(), code: Type.String(), name: Type.String(), kind: UnitKindWire, parent_id: Nullable(Type.String()), path: Type.String(),
  area_id: Nullable(Type.String()),
  area_path: Nullable(Type.String()), duties: Type.Array(Type.String()), valid_from: Type.String(), valid_to: Nullable(Type.String()),
  closed_reason: Nullable(Type.String()),
  /** Names from the top down to the parent. */
  parents: Type.Array(Type.String()), children: Type.Integer(),
})
export const unitWire = (unit: StoredUnit, model: UnitModel): Static<typeof UnitWire> => {
  const { name_key: _key, ...rest } = unit
  return { ...rest, duties: [...unit.duties], parents: model.chainOf(unit).slice(0, -1).map((up) => up.name),
    children: model.childrenOf(unit.id).length }
}
export const UnitDetailWire = Type.Object({ ...UnitWire.properties, contacts: Type.Array(ContactWire) })
export const unitDetailWire = (unit: StoredUnit, model: UnitModel, contacts: readonly Contact[]): Static<typeof UnitDetailWire> =>
  ({ ...unitWire(unit, model), contacts: [...contacts] })

const NamedUnit = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() })
type Named = Static<typeof NamedUnit>
export const namedUnit = (model: UnitModel, id: string): Named => {
  const unit = model.byId(id)
  return { id, code: unit?.code ?? '', name: unit?.name ?? '' }
}

export const RuleBody = Type.Object({
  category_path: Path, area_path: Path, lead_unit_id: Nullable(Uuid), assisting_unit_ids: Type.Array(Uuid, { maxItems: 30, uniqueItems: true }),
  valid_from: Day, valid_to: Nullable(Day),
  note: Type.String({ maxLength: 500 }),
}, { additionalProperties: false })
export const RuleWire = Type.Object({
  id: Type.String(), category_path: Type.String(), area_path: Type.String(), area_id: Type.String(), area_name: Type.String(),
  /** Empty: the territorial unit of the place leads. */
  lead_unit: Nullable(NamedUnit), assisting_units: Type.Array(NamedUnit), valid_from: Type.String(), valid_to: Nullable(Type.String()),
  note: Type.String(),
})
export const ruleWire = (rule: StoredRule, model: UnitModel, areaName: (path: string) => string): Static<typeof RuleWire> => ({
  id: rule.id, category_path: rule.category_path, area_path: rule.area_path, area_id: rule.area_id, area_name: areaName(rule.area_path),
  lead_unit: rule.lead_unit_id === null ? null : namedUnit(model, rule.lead_unit_id),
  assisting_units: rule.assisting_unit_ids.map((id) => namedUnit(model, id)),
  valid_from: rule.valid_from, valid_to: rule.valid_to, note: rule.note,
})

export const MatrixWire = Type.Object({
  id: Type.String(), number: Nullable(Type.Integer()), status: oneOf<MatrixWithCount['status']>(['draft', 'published', 'retired']),
  note: Type.String(), based_on_id: Nullable(Type.String()),
  created_at: Type.String(), created_by: Type.String(), published_at: Nullable(Type.String()), published_by: Nullable(Type.String()),
  retired_at: Nullable(Type.String()), rules: Type.Integer(),
})
export const matrixWire = (m: MatrixWithCount): Static<typeof MatrixWire> => ({
  ...m, created_at: toIso(m.created_at), published_at: m.published_at === null ? null : toIso(m.published_at),
  retired_at: m.retired_at === null ? null : toIso(m.retired_at),
})

export const LimitWire = Type.Object({ value: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }), unit: oneOf(limitUnits) },
  { additionalProperties: false })
export const FallbackWire = Type.Object({ id: Type.String(), area_id: Type.String(), area_path: Type.String(), area_name: Type.String(),
  unit: NamedUnit, limit: LimitWire, valid_from: Type.String(), valid_to: Nullable(Type.String()) })
export const fallbackWire = (f: StoredFallback, model: UnitModel, areaName: (path: string) => string): Static<typeof FallbackWire> => ({
  id: f.id, area_id: f.area_id, area_path: f.area_path, area_name: areaName(f.area_path), unit: namedUnit(model, f.unit_id), limit: { ...f.limit },
  valid_from: f.valid_from, valid_to: f.valid_to,
})

export const RejectWire = Type.Object({ line: Type.Integer(), column: Type.String(), value: Nullable(Type.String()), code: Type.String(),
  reason: Type.String() })
export const DutyAnswerWire = Type.Object({
  kind: oneOf<'lead' | 'fallback' | 'none'>(['lead', 'fallback', 'none']), lead_unit: Nullable(NamedUnit), assisting_units: Type.Array(NamedUnit),
  limit: Nullable(LimitWire),
  because: Type.Object({ code: Type.String(), params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) }), text: Type.String(),
})
