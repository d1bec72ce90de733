import { type Static, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import type { Refusal, Result } from '#base/results.ts'
import { type Locale, sentenceOf } from '#platform/i18n/index.ts'
import { type BadgeFacts, badgeStates, isReviewDue, reviewAheadDays } from '../rules/badges.ts'
import type { BadgeKindRow, BadgeListRow } from '../store/badges.ts'
import type { EventRow } from '../store/events.ts'
import { addDays } from '#base/zones.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const words = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] })
export const Uuid = Type.String({ format: 'uuid' })
const Whole = Type.Integer(), Basis = Type.Record(Type.String(), Type.Unknown())

/** Bounds of the numbers are told by the rules, so that each fault is said in words. */
export const RulesBody = Type.Object({
  place_types: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }),
  earn: Type.Object({ visits: Type.Number(), least_score: Type.Number(), window_days: Type.Number(), open_cases_most: Type.Number(), wait_days: Type.Number() }, { additionalProperties: false }),
  keep: Type.Object({ every_days: Type.Number(), visits: Type.Number(), least_score: Type.Number(), open_cases_most: Type.Number() }, { additionalProperties: false }),
  lose: Type.Object({ score_below: Type.Number(), cases_at_least: Type.Number(), window_days: Type.Number() }, { additionalProperties: false }),
  expire_days: Type.Number(),
}, { additionalProperties: false })
export const KindBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80 }), name_en: Type.Optional(Type.String({ maxLength: 80 })), rules: RulesBody, retired: Type.Optional(Type.Boolean()),
}, { additionalProperties: false })
export const KindWire = Type.Object({ code: Type.String(), name: Type.String(), name_en: Type.String(), rules: RulesBody, retired: Type.Boolean(), held: Whole })
export const kindWire = ({ code, name, name_en, rules, retired }: BadgeKindRow, held: number): Static<typeof KindWire> => ({ code, name, name_en, rules: { ...rules, place_types: [...rules.place_types] }, retired, held })

export const BadgeWire = Type.Object({
  id: Type.String(), kind: Type.String(), kind_name: Type.String(), kind_name_en: Type.String(), state: words(badgeStates), due: Type.Boolean(), may_review_from: Type.String(),
  place: Type.Object({ id: Type.String(), code: Nullable(Type.String()), name: Type.String(), type_code: Type.String(), type_name: Type.String(), type_name_en: Type.String(), area_name: Type.String(), lon: Type.Number(), lat: Type.Number() }),
  accepted_on: Type.String(), review_due_on: Type.String(), reviewed_on: Nullable(Type.String()), ended_on: Nullable(Type.String()), reason: Type.String(), basis: Basis,
})
export const badgeWire = (b: BadgeListRow, day: string): Static<typeof BadgeWire> => ({
  id: b.id, kind: b.kind_code, kind_name: b.kind_name, kind_name_en: b.kind_name_en, state: b.state, due: isReviewDue(b, day), may_review_from: addDays(b.review_due_on, -reviewAheadDays),
  place: { id: b.place_id, code: b.place_code, name: b.place_name, type_code: b.type_code, type_name: b.type_name, type_name_en: b.type_name_en, area_name: b.area_name, lon: b.lon, lat: b.lat },
  accepted_on: b.accepted_on, review_due_on: b.review_due_on, reviewed_on: b.reviewed_on, ended_on: b.ended_on, reason: b.reason, basis: { ...b.basis },
})

/** What a decision would stand on, and the reason why it cannot be made, in the reader's words. */
export const VerdictWire = Type.Object({
  allowed: Type.Boolean(), code: Nullable(Type.String()), reason: Nullable(Type.String()), basis: Nullable(Basis),
  visits: Type.Array(Type.Object({ id: Type.String(), on: Type.String(), score: Nullable(Type.Number()) })),
  cases: Type.Array(Type.Object({ id: Type.String(), opened_on: Type.String(), open: Type.Boolean() })),
})
export const verdictWire = (locale: Locale, verdict: Result<object, Refusal>, facts: BadgeFacts): Static<typeof VerdictWire> => ({
  allowed: verdict.ok, code: verdict.ok ? null : verdict.error.code, reason: verdict.ok ? null : sentenceOf(locale)(verdict.error.code, verdict.error.params ?? {}), basis: verdict.ok ? { ...verdict.value } : null,
  visits: facts.visits.slice(0, 20).map(({ id, on, score }) => ({ id, on, score })), cases: facts.cases.slice(0, 50).map(({ id, opened_on, open }) => ({ id, opened_on, open })),
})
export const EventWire = Type.Object({ id: Type.String(), kind: Type.String(), at: Type.String(), actor_name: Nullable(Type.String()), data: Basis })
export const eventWire = (e: EventRow): Static<typeof EventWire> => ({ id: e.id, kind: e.kind, at: toIso(e.at), actor_name: e.actor_name, data: { ...e.data } })
