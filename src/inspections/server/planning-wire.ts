import { type Static, type TSchema, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { caseMoments, programmeKinds, type ProgrammeSettings, programmeStates, roundStates, stratumBy, visitStates } from '../rules/index.ts'
import type { DrawListed } from '../store/draws.ts'
import type { EventRow } from '../store/events.ts'
import type { ProgrammeRow } from '../store/programmes.ts'
import type { RoundListed } from '../store/rounds.ts'

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const words = <T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] })
export const Uuid = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
export const When = Type.String({ format: 'date-time' })
export const IdParam = Type.Object({ id: Uuid })
const Path = Type.String({ minLength: 1, maxLength: 200 })
const strict = { additionalProperties: false }

export const SettingsBody = Type.Unsafe<ProgrammeSettings>(Type.Object({
  frame: Type.Object({
    area_paths: Type.Array(Path, { maxItems: 500 }), place_types: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 300 }), excluded_place_ids: Type.Array(Uuid, { maxItems: 5000 }),
    rest_days: Type.Integer({ minimum: 0, maximum: 366 }),
  }, strict),
  sample: Type.Object({
    take: words(['all', 'sample'] as const), count: Type.Integer({ minimum: 0, maximum: 100_000 }), stratify: words(stratumBy), allocation: words(['proportional', 'neyman', 'fixed'] as const),
    least_per_stratum: Type.Integer({ minimum: 0, maximum: 1000 }), quotas: Type.Record(Type.String({ maxLength: 200 }), Type.Integer({ minimum: 0, maximum: 100_000 }), { maxProperties: 5000 }),
    probability: words(['equal', 'size_and_risk'] as const), spread: words(['balanced', 'plain'] as const),
  }, strict),
  schedule: Type.Object({
    every: words(['day', 'week', 'month', 'once'] as const), interval: Type.Integer({ minimum: 1, maximum: 52 }), days: words(['working', 'any'] as const),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, uniqueItems: true }),
  }, strict),
  team: Type.Object({
    inspector_ids: Type.Array(Uuid, { maxItems: 2000 }), per_visit: Type.Integer({ minimum: 1, maximum: 3 }), most_per_day: Type.Integer({ minimum: 1, maximum: 150 }), recuse_home_district: Type.Boolean(),
  }, strict),
  day: Type.Object({
    from: Type.String({ maxLength: 5 }), to: Type.String({ maxLength: 5 }), minutes_per_visit: Type.Integer({ minimum: 1, maximum: 480 }), speed_kmh: Type.Number({ exclusiveMinimum: 0, maximum: 120 }),
  }, strict),
  cases_at: Type.Optional(words(caseMoments)),
}, strict) as never)
const Settings = Type.Unsafe<ProgrammeSettings>({ type: 'object', additionalProperties: true, description: 'frame, sample, schedule, team, day and cases_at (the body of a programme)' })

const programme = {
  name: Type.String({ maxLength: 200 }), kind: words(programmeKinds), checklist_id: Nullable(Uuid), area_id: Uuid, settings: SettingsBody, starts_on: Day, ends_on: Nullable(Day),
}
export const ProgrammeBody = Type.Object(programme, strict)
export const ProgrammeChange = Type.Partial(Type.Object(programme), { ...strict, minProperties: 1 })
export const ReasonBody = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }, strict)

export const ProgrammeWire = Type.Object({
  id: Type.String(), number: Type.String(), name: Type.String(), kind: words(programmeKinds), state: words(programmeStates), checklist_id: Nullable(Type.String()), area_id: Type.String(),
  area_path: Type.String(), settings: Settings, starts_on: Type.String(), ends_on: Nullable(Type.String()), created_at: Type.String(), updated_at: Type.String(),
})
export const programmeWire = ({ created_by: _by, created_at, updated_at, ...p }: ProgrammeRow): Static<typeof ProgrammeWire> => ({ ...p, created_at: toIso(created_at), updated_at: toIso(updated_at) })

export const StoryWire = Type.Object({ id: Type.String(), kind: Type.String(), actor_name: Nullable(Type.String()), at: Type.String(), data: Type.Record(Type.String(), Type.Unknown()) })
export const storyWire = (e: EventRow): Static<typeof StoryWire> => ({ id: e.id, kind: e.kind, actor_name: e.actor_name, at: toIso(e.at), data: e.data })

const round = {
  id: Type.String(), programme_id: Type.String(), programme_number: Type.String(), programme_name: Type.String(), kind: words(programmeKinds), programme_state: words(programmeStates),
  number: Type.Integer(), starts_on: Type.String(), ends_on: Type.String(), state: words(roundStates), take: words(['all', 'sample'] as const),
  visits: Type.Integer(), done: Type.Integer(), missed: Type.Integer(), late: Type.Integer(), draw_id: Nullable(Type.String()), draw_state: Nullable(words(['committed', 'drawn', 'void'] as const)),
  attempts: Type.Integer(),
}
export const RoundWire = Type.Object(round)
export const roundWire = (r: RoundListed): Static<typeof RoundWire> => ({
  id: r.id, programme_id: r.programme_id, programme_number: r.programme_number, programme_name: r.programme_name, kind: r.kind, programme_state: r.programme_state, number: r.number,
  starts_on: r.starts_on, ends_on: r.ends_on, state: r.state, take: r.settings.sample.take, visits: r.visits, done: r.done, missed: r.missed, late: r.late, draw_id: r.draw_id,
  draw_state: r.draw_state, attempts: r.attempts,
})
export const PlannedWire = Type.Object({
  id: Type.String(), number: Type.String(), place_id: Nullable(Type.String()), place_name: Nullable(Type.String()), place_type: Nullable(Type.String()), area_name: Nullable(Type.String()),
  lon: Nullable(Type.Number()), lat: Nullable(Type.Number()), inspector_names: Type.Array(Type.String()), planned_on: Type.String(), stop_order: Nullable(Type.Integer()), stratum: Nullable(Type.String()),
  inclusion_probability: Nullable(Type.Number()), state: words(visitStates), late: Type.Boolean(), score: Nullable(Type.Number()),
})
export const AttemptWire = Type.Object({
  id: Type.String(), attempt: Type.Integer(), state: words(['committed', 'drawn', 'void'] as const), frame_sha256: Type.String(), committed_at: Type.String(), drawn_at: Nullable(Type.String()),
  voided_at: Nullable(Type.String()), void_reason: Nullable(Type.String()), committed_by_name: Nullable(Type.String()), drawn_by_name: Nullable(Type.String()),
})
export const RoundDetailWire = Type.Object({
  ...round, settings: Settings, area_path: Type.String(), hidden: Type.Boolean({ description: 'an unannounced round whose visits are not told to this caller yet' }),
  re_inspection: Nullable(Type.Object({
    closed_from: Nullable(Type.String()), closed_to: Type.String(), closed: Type.Integer(), drawn: Type.Integer(), planned: Type.Integer(), inclusion_probability: Type.Number(),
    worst_standard_error: Nullable(Type.Number()), not_planned: Type.Record(Type.String(), Type.Integer(), { description: 'how many of the drawn could not be planned, by reason' }),
  }, { description: 'for a round of re-inspection that was filled: the closed cases it looked at' })),
  planned: Type.Array(PlannedWire), draws: Type.Array(AttemptWire), story: Type.Array(StoryWire),
})

export const DrawListWire = Type.Object({
  id: Type.String(), attempt: Type.Integer(), state: words(['committed', 'drawn', 'void'] as const), frame_sha256: Type.String(), seed_source: words(['public_value', 'commit_reveal'] as const),
  public_value_name: Nullable(Type.String()), committed_at: Type.String(), drawn_at: Nullable(Type.String()), voided_at: Nullable(Type.String()), void_reason: Nullable(Type.String()),
  round_id: Type.String(), round_number: Type.Integer(), starts_on: Type.String(), ends_on: Type.String(), programme_id: Type.String(), programme_number: Type.String(), programme_name: Type.String(),
  kind: words(programmeKinds), places: Type.Integer(), drawn: Nullable(Type.Integer()),
})
export const drawListWire = (d: DrawListed): Static<typeof DrawListWire> => ({
  ...d, committed_at: toIso(d.committed_at), drawn_at: d.drawn_at === null ? null : toIso(d.drawn_at), voided_at: d.voided_at === null ? null : toIso(d.voided_at),
})
