import { type Static, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import {
  areaClasses, categoryKinds, categoryLevels, type CategoryInput, limitUnits, photoKinds, urgencies, urgencyOf, versionStatuses,
} from '../rules/index.ts'
import type { StoredCategory } from '../store/entries.ts'
import type { VersionWithCounts } from '../store/versions.ts'

const Nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()])
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Enum<Word[]>([...words])

export const LimitWire = Type.Object({ value: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }), unit: oneOf(limitUnits) },
  { additionalProperties: false })
const ClassLimits = Type.Object(Object.fromEntries(areaClasses.map((name) => [name, Type.Optional(LimitWire)])) as Record<(typeof areaClasses)[
  number], ReturnType<typeof Type.Optional<typeof LimitWire>>>, { additionalProperties: false })

export const ConditionBody = Type.Object({
  code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' }), text: Type.String({ minLength: 1, maxLength: 1000 }),
  text_en: Nullable(Type.String({ minLength: 1, maxLength: 1000 })),
  limit: LimitWire, class_limits: ClassLimits, urgency: oneOf(urgencies), closing_condition: Type.String({ minLength: 1, maxLength: 1000 }),
  closing_condition_en: Nullable(Type.String({ minLength: 1, maxLength: 1000 })), informed_closing: Type.Boolean(),
  evidence: Type.Object({ report_photos: Type.Array(oneOf(photoKinds), { uniqueItems: true }), after_photos: Type.Integer({ minimum: 0,
    maximum: 20 }) }, { additionalProperties: false }),
  source: Type.String({ minLength: 1, maxLength: 200 }),
}, { additionalProperties: false })

const Words = Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^|]+$' }), { maxItems: 60 })
/** A category as it is put into a draft; its code stands in the address. */
export const CategoryBody = Type.Object({
  level: oneOf(categoryLevels), kind: oneOf(categoryKinds), parent_code: Nullable(Type.String({ maxLength: 64 })),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  name_en: Nullable(Type.String({ minLength: 1, maxLength: 200 })), lead_duty: Nullable(Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' })),
  legal_source: Nullable(Type.String({ minLength: 1, maxLength: 1000 })), keywords: Words, tags: Words, same_time_of_day: Type.Boolean(),
  hotline_only: Type.Boolean(),
  source: Type.String({ minLength: 1, maxLength: 200 }), conditions: Type.Array(ConditionBody, { maxItems: 60 }),
}, { additionalProperties: false })

export const categoryInput = (code: string, body: Static<typeof CategoryBody>): CategoryInput => ({ code, ...body })

/** A category without its conditions, as lists show it; names in both languages, the reader's own is the browser's choice. */
export const CategoryListWire = Type.Object({
  id: Type.String(), code: Type.String(), level: oneOf(categoryLevels), kind: oneOf(categoryKinds), parent_code: Nullable(Type.String()),
  path: Type.String(),
  name: Type.String(), name_en: Nullable(Type.String()), keywords: Type.Array(Type.String()), tags: Type.Array(Type.String()),
  hotline_only: Type.Boolean(), urgency: oneOf(urgencies),
  condition_count: Type.Integer(),
})
const ConditionWire = Type.Object({ id: Type.String(), ...ConditionBody.properties })
export const CategoryWire = Type.Object({
  ...CategoryListWire.properties, version_id: Type.String(), lead_duty: Nullable(Type.String()), legal_source: Nullable(Type.String()),
  same_time_of_day: Type.Boolean(), source: Type.String(),
  conditions: Type.Array(ConditionWire),
})

export const categoryListWire = (c: StoredCategory): Static<typeof CategoryListWire> => ({
  id: c.id, code: c.code, level: c.level, kind: c.kind, parent_code: c.parent_code, path: c.path, name: c.name, name_en: c.name_en,
  keywords: [...c.keywords], tags: [...c.tags],
  hotline_only: c.hotline_only, urgency: urgencyOf(c), condition_count: c.conditions.length,
})
export const categoryWire = (c: StoredCategory): Static<typeof CategoryWire> => ({
  ...categoryListWire(c), version_id: c.version_id, lead_duty: c.lead_duty, legal_source: c.legal_source, same_time_of_day: c.same_time_of_day,
  source: c.source,
  conditions: c.conditions.map(({ category_id: _category, evidence, ...rest }) =>
    ({ ...rest, evidence: { ...evidence, report_photos: [...evidence.report_photos] } })),
})

export const VersionWire = Type.Object({
  id: Type.String(), number: Nullable(Type.Integer()), status: oneOf(versionStatuses), note: Type.String(), based_on_id: Nullable(Type.String()),
  created_at: Type.String(),
  created_by: Type.String(), published_at: Nullable(Type.String()), published_by: Nullable(Type.String()), retired_at: Nullable(Type.String()),
  subcategories: Type.Integer(), conditions: Type.Integer(),
})
export const versionWire = (v: VersionWithCounts): Static<typeof VersionWire> => ({
  ...v, created_at: toIso(v.created_at), published_at: v.published_at === null ? null : toIso(v.published_at),
  retired_at: v.retired_at === null ? null : toIso(v.retired_at),
})

export const FaultWire = Type.Object({ field: Type.String(), value: Nullable(Type.String()), code: Type.String(), message: Type.String() })
export const RejectWire = Type.Object({ line: Type.Integer(), column: Type.String(), value: Nullable(Type.String()), code: Type.String(),
  reason: Type.String() })
export const CheckWire = Type.Object({ publishable: Type.Boolean(), errors: Type.Array(FaultWire), warnings: Type.Array(FaultWire) })
export const ChangeWire = Type.Object({ code: Type.String(), name: Type.String(), change: oneOf<'added' | 'removed' | 'changed'>(['added', 'removed',
  'changed']), fields: Type.Array(Type.String()) })
export const ImportWire = Type.Object({
  saved: Type.Boolean(), version_id: Nullable(Type.String()), lines: Type.Integer(), categories: Type.Integer(), conditions: Type.Integer(),
  rejected: Type.Array(RejectWire),
})
