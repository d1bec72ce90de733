import { type Static, Type } from 'typebox'

const Nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()])
const Text = Type.String()
const Time = Type.String({ description: 'ISO 8601, UTC' })
const Named = Type.Object({ id: Text, name: Text })
const Facts = Type.Record(Type.String(), Type.Unknown())
const RefusalWire = Type.Object({ code: Text, params: Facts })

const row = {
  id: Text, number: Text, seq: Type.Integer(), title: Text, state: Text, stage: Text, source: Text, urgency: Text, address: Text,
  category: Nullable(Type.Object({ code: Text, name: Text })),
  area: Nullable(Type.Object({ id: Text, name: Text, parent_name: Nullable(Text) })),
  lead_unit: Nullable(Named), suggested_unit: Nullable(Named),
  opened_at: Time, updated_at: Time, closed_at: Nullable(Time), ended_at: Nullable(Time),
  due_at: Nullable(Time), stage_due_at: Nullable(Time), due_provisional: Type.Boolean(), due_state: Text, remaining_minutes: Nullable(Type.Integer({ description: 'in the limit\'s own time; negative when overdue' })), remaining_counts: Nullable(Type.Union([Type.Literal('working'), Type.Literal('continuous')])),
  on_time: Nullable(Type.Boolean()), exempted: Type.Boolean(), returned: Type.Integer(), reworked: Type.Integer(), reopened: Type.Integer({ description: 'how often it was opened again after its end' }), extended: Type.Integer(),
  supervision_level: Type.Integer(), supervision_open: Type.Boolean(), application: Nullable(Text),
  lon: Nullable(Type.Number()), lat: Nullable(Type.Number()), thumb_file_id: Nullable(Text),
}
export const CaseRowWire = Type.Object(row)
export type CaseRowBody = Static<typeof CaseRowWire>

export const CaseListWire = Type.Object({ items: Type.Array(CaseRowWire), next_cursor: Nullable(Text) })
export const CaseCountsWire = Type.Object({
  by_stage: Type.Record(Type.String(), Type.Integer()), by_due: Type.Record(Type.String(), Type.Integer()), total: Type.Integer(), total_is_exact: Type.Boolean(),
})
export const CasePointsWire = Type.Object({
  due_states: Type.Array(Text), points: Type.Array(Type.Array(Type.Unknown()), { description: 'lon, lat, index into due_states, case id' }), truncated: Type.Boolean(),
})

export const ClockWire = Type.Object({
  kind: Text, state: Text, round: Type.Integer(), unit_id: Nullable(Text), started_at: Time, due_at: Nullable(Time), stopped_at: Nullable(Time), limit: Type.Object({ value: Type.Number(), unit: Text }),
  remaining_ms: Nullable(Type.Number()), remaining_working_ms: Nullable(Type.Number()), provisional: Type.Boolean(),
  explanation: Type.Array(Type.Object({ code: Text, params: Facts })), explanation_text: Type.Array(Text),
})
export const FileWire = Type.Object({ id: Text, kind: Text, taken_at: Nullable(Time), added_at: Time, width: Type.Integer(), height: Type.Integer(), phase: Text })
export const EventWire = Type.Object({
  seq: Type.Integer(), type: Text, at: Time, recorded_at: Time, state: Text, actor: Type.Object({ id: Nullable(Text), name: Nullable(Text), role: Text, unit: Nullable(Text) }), data: Facts, hash: Text,
})
export const ActionWire = Type.Object({
  command: Text, allowed: Type.Boolean(), refusal: Nullable(Type.Object({ ...RefusalWire.properties, text: Text })), requires: Type.Array(Text), reasons: Nullable(Type.Array(Text)),
})

export const CaseDetailWire = Type.Object({
  case: Type.Object({
    ...row, description: Text, external_ref: Nullable(Text), imported: Type.Boolean(), category_id: Nullable(Text), condition_id: Nullable(Text),
    condition: Nullable(Type.Object({ text: Text, closing_condition: Nullable(Text) })), evidence: Facts, same_time_of_day: Type.Boolean(),
    area_chain: Type.Array(Type.Object({ id: Text, level: Text, name: Text })), assisting_units: Type.Array(Named), handler: Nullable(Named), fallback: Type.Boolean(),
    routing_reason: Nullable(Text), close_reason: Nullable(Text), decline_reason: Nullable(Text), suspended_until: Nullable(Time), overdue_at: Nullable(Time),
    pending: Nullable(Type.Object({ kind: Text, asked_at: Time, reason: Text, until: Nullable(Time) })),
    supervision: Nullable(Type.Object({ kind: Text, level: Type.Integer(), ordered_at: Time, text: Nullable(Text), reply_due_at: Time, answered_at: Nullable(Time) })),
    parent: Nullable(Type.Object({ id: Text, number: Text })), merged_into: Nullable(Type.Object({ id: Text, number: Text })), head_hash: Text,
  }),
  suggestion: Nullable(Type.Object({ lead_unit: Nullable(Named), assisting_units: Type.Array(Named), because: Nullable(RefusalWire), text: Nullable(Text), fallback: Type.Boolean() })),
  clocks: Type.Array(ClockWire), files: Type.Array(FileWire), events: Type.Array(EventWire), actions: Type.Array(ActionWire),
  children: Type.Array(Type.Object({ id: Text, number: Text, title: Text, state: Text })),
})

const FileRef = Type.Object({ file_id: Type.String({ format: 'uuid' }), secret: Type.String({ maxLength: 64 }), kind: Type.Optional(Type.String({ maxLength: 20 })) }, { additionalProperties: false })
const Note = Type.String({ maxLength: 4000 })

/** The fields of every command; which are needed is the workflow's to say. */
export const CommandBody = Type.Object(
  {
    command: Type.String({ maxLength: 40 }), expected_seq: Type.Optional(Type.Integer({ minimum: 1 })),
    reason: Type.Optional(Note), text: Type.Optional(Note), note: Type.Optional(Note), result: Type.Optional(Type.String({ maxLength: 20 })),
    approved: Type.Optional(Type.Boolean()), upheld: Type.Optional(Type.Boolean()), public: Type.Optional(Type.Boolean()),
    category_id: Type.Optional(Type.String({ format: 'uuid' })), condition_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))), waiver_reason: Type.Optional(Note),
    lead_unit_id: Type.Optional(Type.String({ format: 'uuid' })), assisting_unit_ids: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 10 })),
    suggested_unit_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))), handler_account_id: Type.Optional(Type.String({ format: 'uuid' })),
    checker_account_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))), until: Type.Optional(Type.String({ format: 'date-time' })),
    into: Type.Optional(Type.String({ maxLength: 64, description: 'number or id of the case to merge into' })),
    children: Type.Optional(Type.Array(Type.Object({ title: Type.String({ minLength: 1, maxLength: 200 }), description: Type.Optional(Note), category_id: Type.Optional(Type.String({ format: 'uuid' })) }, { additionalProperties: false }), { minItems: 2, maxItems: 20 })),
    kind: Type.Optional(Type.String({ maxLength: 20 })), level: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })), lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })), address: Type.Optional(Type.String({ maxLength: 500 })),
    area_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))), place_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))),
    files: Type.Optional(Type.Array(FileRef, { maxItems: 20 })), no_photo_reason: Type.Optional(Note),
  },
  { additionalProperties: false },
)
export type CommandFields = Static<typeof CommandBody>

export const BulkBody = Type.Object({ ids: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 200 }), fields: CommandBody }, { additionalProperties: false })
export const BulkWire = Type.Object({
  results: Type.Array(Type.Object({ id: Text, ok: Type.Boolean(), seq: Nullable(Type.Integer()), state: Nullable(Text), refusal: Nullable(Type.Object({ ...RefusalWire.properties, text: Text })) })),
})

export const FilterQuery = Type.Object({
  stage: Type.Optional(Type.String({ description: 'one stage or several with commas' })), state: Type.Optional(Type.String()), area: Type.Optional(Type.String({ description: 'id, code or path of an area: its whole subtree' })),
  unit: Type.Optional(Type.String({ description: 'id, code or path of a unit: its whole subtree' })), category: Type.Optional(Type.String({ description: 'id, code or path of a category: its whole subtree' })),
  source: Type.Optional(Type.String()), due: Type.Optional(Type.Union(['overdue', 'today', 'soon', 'on_track', 'paused'].map((d) => Type.Literal(d)))),
  supervision: Type.Optional(Type.Boolean()), returned: Type.Optional(Type.Boolean()), reworked: Type.Optional(Type.Boolean()), application: Type.Optional(Type.String({ maxLength: 20 })),
  handler: Type.Optional(Type.String({ maxLength: 40, description: 'account id, or "me"' })), place: Type.Optional(Type.String({ format: 'uuid' })), on_time: Type.Optional(Type.Boolean()),
  q: Type.Optional(Type.String({ maxLength: 200 })), bbox: Type.Optional(Type.String({ maxLength: 100, description: 'west,south,east,north' })),
  opened_from: Type.Optional(Type.String()), opened_to: Type.Optional(Type.String()), closed_from: Type.Optional(Type.String()), closed_to: Type.Optional(Type.String()),
  sort: Type.Optional(Type.Union(['due', 'opened', 'updated'].map((s) => Type.Literal(s)))), cursor: Type.Optional(Type.String({ maxLength: 120 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx'), Type.Literal('jsonl')])),
}, { additionalProperties: false })
export type FilterAsked = Static<typeof FilterQuery>
export { Nullable, Named, Facts, Time, Text }
