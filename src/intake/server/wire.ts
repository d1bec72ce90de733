import { Type } from 'typebox'
import { photoKinds, publicSteps, urgencies } from '#cases/rules/index.ts'
import { entrySources, textLimits } from '../rules/index.ts'

const Nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()])
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Enum<Word[]>([...words])
const Text = (limit: number) => Type.Optional(Type.String({ maxLength: limit * 2 }))
const Id = Type.Optional(Type.String({ maxLength: 100 }))

const Secret = (limit: number) => Type.Optional(Type.String({ maxLength: limit * 2, writeOnly: true }))
export const ContactBody = Type.Object({ name: Secret(textLimits.name), phone: Secret(textLimits.phone), email: Secret(textLimits.email),
  consent: Type.Optional(Type.Boolean()) }, { additionalProperties: false })

/** A report as JSON. Lengths are held loosely here and exactly by the rules, which say by how much. */
export const ReportBody = Type.Object({
  description: Text(textLimits.description), title: Text(textLimits.title), address: Text(textLimits.address),
  category: Type.Optional(Type.String({ maxLength: 300, description: 'id, code or path of a category' })), category_id: Id,
  condition: Type.Optional(Type.String({ maxLength: 100, description: 'id or code of one of its registration conditions' })), condition_id: Id,
  lon: Type.Optional(Type.Number({ description: 'WGS-84 degrees' })), lat: Type.Optional(Type.Number()), place_id: Id, area_id: Id,
  observed_at: Type.Optional(Type.String({ maxLength: 40, description: 'when it was seen, with a zone' })), urgency: Type.Optional(oneOf(urgencies)),
  files: Type.Optional(Type.Array(Type.Object({ id: Type.String({ maxLength: 100 }), secret: Type.String({ maxLength: 100 }),
    kind: Type.Optional(oneOf(photoKinds)) }, { additionalProperties: false }), { maxItems: 50 })),
  contact: Type.Optional(ContactBody), source: Type.Optional(oneOf(entrySources)),
  external: Type.Optional(Type.Object({ system: Type.String({ minLength: 1, maxLength: 60 }),
    ref: Type.String({ minLength: 1, maxLength: textLimits.reference }) }, { additionalProperties: false })),
}, { additionalProperties: false })

export const ReportedWire = Type.Object({
  case_id: Type.String(), report_id: Type.String(), number: Type.String(),
  code: Type.String({ description: 'the code to track it with, without an account' }), repeated: Type.Boolean(),
})

const HappeningWire = Type.Object({ code: Type.String(), at: Type.String(), text: Type.String(), note: Nullable(Type.String()),
  until: Nullable(Type.String()) })
export const TrackWire = Type.Object({
  number: Type.String(), code: Type.String(), category: Nullable(Type.String()), area: Nullable(Type.String()), unit: Nullable(Type.String()),
  step: oneOf(publicSteps), steps: Type.Array(oneOf(publicSteps)),
  open: Type.Boolean(), reported_at: Type.String(), happenings: Type.Array(HappeningWire), expected_at: Nullable(Type.String()),
  expected_provisional: Type.Boolean(),
  suspended_until: Nullable(Type.String()), closed_at: Nullable(Type.String()), close_reason: Nullable(Type.String()),
  not_fixed_until: Nullable(Type.String()),
  merged_into: Nullable(Type.String()), photos: Type.Array(Type.Object({ id: Type.String(), thumb_url: Type.String(), view_url: Type.String() })),
})

export const NearbyWire = Type.Object({
  items: Type.Array(Type.Object({
    number: Type.String(), category: Nullable(Type.String()), category_path: Nullable(Type.String()), step: oneOf(publicSteps),
    opened_at: Type.String(), metres: Type.Integer(), same_category: Type.Boolean(),
  })), within_m: Type.Number(), within_hours: Type.Number(),
})

const Masked = Type.Object({ name: Type.String(), phone: Type.String(), email: Type.String() })
export const CaseReportsWire = Type.Object({
  items: Type.Array(Type.Object({
    id: Type.String(), source: Type.String(), external_system: Nullable(Type.String()), external_ref: Nullable(Type.String()),
    reported_at: Type.String(), received_at: Type.String(),
    placed: Type.String(), has_contact: Type.Boolean(), contact: Nullable(Masked), consent: Nullable(Type.Boolean()), may_reveal: Type.Boolean(),
    answers: Type.Array(Type.Unknown()),
  })), next_cursor: Type.Null(),
})
export const RevealedWire = Type.Object({ name: Type.String(), phone: Type.String(), email: Type.String(),
  other: Type.Record(Type.String(), Type.String()), consent: Type.Boolean() })
