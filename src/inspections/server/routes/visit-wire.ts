import { Type } from 'typebox'

export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
export const Text = Type.String(), MaybeText = Nullable(Type.String()), Num = Nullable(Type.Number()), Any = Type.Record(Type.String(), Type.Unknown())
export const Uuid = Type.String({ format: 'uuid' })
export const IdParam = Type.Object({ id: Uuid })
export const Day = Type.String({ format: 'date' })
export const Reason = Type.String({ minLength: 1, maxLength: 500 })
const Named = Type.Object({ id: Text, name: Text })
const line = {
  id: Text, number: Text, state: Text, late: Type.Boolean(), conflict: Type.Boolean(), programme: Type.Object({ id: Text, name: Text, kind: Text }), round_id: Text, draw_id: MaybeText,
  place: Nullable(Type.Object({ id: Text, code: MaybeText, name: Text, type: Text, type_name: Text, type_name_en: Text, lon: Num, lat: Num, address: Text })), case_id: MaybeText,
  area: Type.Object({ id: Text, name: Text, path: Text }), unit: Nullable(Named), inspectors: Type.Array(Named), planned_on: Text, window: Nullable(Type.Object({ from: MaybeText, to: MaybeText })),
  stop_order: Nullable(Type.Integer()), stratum: MaybeText, inclusion_probability: Num, started_at: MaybeText, ended_at: MaybeText, received_at: MaybeText, decided_at: MaybeText, decided_by: Nullable(Named),
  reason: MaybeText, score: Num, weight_met: Num, weight_applicable: Num, tally: Nullable(Type.Record(Type.String(), Type.Number())), finding_count: Type.Integer(), undecided_count: Type.Integer(), file_count: Type.Integer(),
}
export const VisitWire = Type.Object(line)
export const PhotoWire = Type.Object({
  id: Text, kind: Text, item: MaybeText, instance: Type.Integer(), finding_key: MaybeText, taken_at: MaybeText, lon: Num, lat: Num, accuracy_m: Num, width: Type.Integer(), height: Type.Integer(), url: Text,
})
export const VisitDetailWire = Type.Object({
  ...line, lon: Num, lat: Num, accuracy_m: Num, checklist: Type.Object({ version_id: Text, title: Text }), not_done_reason: MaybeText,
  case: Nullable(Type.Object({ id: Text, number: Text, title: Text, state: Text })), answers: Type.Array(Any), photos: Type.Array(PhotoWire), photos_awaited: Type.Array(Text), missing_evidence: Type.Array(Text),
  findings: Type.Array(Type.Object({ id: Text, key: Text, item: MaybeText, category_id: MaybeText, description: Text, lon: Num, lat: Num, state: Text, case_id: MaybeText, reason: MaybeText, decided_at: MaybeText })),
  submissions: Type.Array(Type.Object({
    id: Text, account: Named, device_id: Text, revision: Type.Integer(), made_at: Text, received_at: Text, clock_offset_ms: Type.Number(), checklist_version_id: Text, standing: Text, score: Num,
    answers: Nullable(Type.Array(Any)), findings: Nullable(Type.Array(Type.Object({ key: Text, description: Text }))), photos: Nullable(Type.Integer()), not_done_reason: MaybeText,
  })),
  actions: Type.Array(Text), events: Type.Array(Type.Object({ kind: Text, subject_id: Text, actor: MaybeText, at: Text, data: Any })),
})
const LedgerPhoto = Type.Object({ id: Text, kind: Text, taken_at: MaybeText, url: Text })
export const LedgerRowWire = Type.Object({
  id: Text, key: Text, item: MaybeText, state: Text, status: Text, description: Text, reason: MaybeText, found_at: Text, visit: Type.Object({ id: Text, number: Text, state: Text, planned_on: Text }),
  programme: Type.Object({ id: Text, name: Text, kind: Text }), place: Nullable(Type.Object({ id: Text, code: MaybeText, name: Text, type: Text, type_name: Text, type_name_en: Text })), lon: Num, lat: Num,
  area: Type.Object({ id: Text, name: Text, path: Text }), unit: Nullable(Named), category: Nullable(Type.Object({ code: Text, name: Text, name_en: MaybeText })),
  case: Nullable(Type.Object({
    id: Text, number: Text, state: Text, opened_at: MaybeText, due_at: MaybeText, handled_at: MaybeText, closed_at: MaybeText, on_time: Nullable(Type.Boolean()), overdue: Type.Boolean(),
    rework_count: Type.Integer(), reopen_count: Type.Integer(),
  })),
  before: Type.Array(LedgerPhoto), after: Type.Array(LedgerPhoto),
})
export const LedgerWire = Type.Object({ items: Type.Array(LedgerRowWire), next_cursor: MaybeText })
export const LedgerSummaryWire = Type.Object({
  period: Type.Object({ from: MaybeText, to: MaybeText, zone: Text, by: Text }), counts: Type.Record(Type.String(), Type.Integer()),
  rectification: Type.Object({ rate: Num, rectified: Type.Integer(), of: Type.Integer(), left_out: Type.Integer() }),
  re_inspection: Type.Object({
    closed: Type.Integer(), drawn: Type.Integer(), visited: Type.Integer(), passed: Type.Integer(), failed: Type.Integer(), rate: Num, standard_error: Num, low: Num, high: Num,
  }),
  groups: Type.Array(Type.Object({ id: MaybeText, name: MaybeText, problems: Type.Integer(), cases: Type.Integer(), rectified: Type.Integer(), open: Type.Integer(), overdue: Type.Integer(), rate: Num })),
})
