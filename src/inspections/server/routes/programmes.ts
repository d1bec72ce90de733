import { Type } from 'typebox'
import { dayKindOf } from '#base/working-calendar.ts'
import { addDays, daysOf } from '#base/zones.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { type CityDb, everyRow, type RowScope, type Tx } from '#platform/db/index.ts'
import { type Caller, endpoint, problem, unwrap } from '#platform/http/index.ts'
import { drawIsPublic, programmeKinds, type ProgrammeMove, programmeStates, type ReInspectionTold } from '../../rules/index.ts'
import { attemptsOf } from '../../store/draws.ts'
import { eventsOfSubjects } from '../../store/events.ts'
import { dayCounts, listPlanned, placeTypeFacts } from '../../store/planning.ts'
import { checklistChoices, listProgrammes, programmeById } from '../../store/programmes.ts'
import { roundById, type RoundListed, roundsBetween } from '../../store/rounds.ts'
import { assignRound } from '../draws.ts'
import { cityCalendar, inspectorsOf } from '../planning-world.ts'
import {
  Day, IdParam, Nullable, ProgrammeBody, ProgrammeChange, ProgrammeWire, programmeWire, ReasonBody, RoundDetailWire, RoundWire, roundWire, SettingsBody, StoryWire, storyWire, Uuid, words,
} from '../planning-wire.ts'
import { planRounds, refreshRound, voidRound } from '../planning.ts'
import { previewRound } from '../preview.ts'
import { changeProgramme, createProgramme, moveProgramme } from '../programmes.ts'
import { cityDay, type InspectionWork } from '../work.ts'
import { toIso } from '#base/instants.ts'

const plan = { permission: 'inspections.plan' } as const
const read = { permission: 'inspections.read' } as const
const isoOrNull = (at: Parameters<typeof toIso>[0] | null): string | null => (at === null ? null : toIso(at))

export type AskedToPlan = Omit<InspectionWork, 'tx'> & { readonly scope: RowScope; readonly city: CityDb; readonly actor: Caller }
/** A planning command sees the whole city, for recusals and rest days reach beyond a planner's own rows; what it may touch is checked by its area. */
const plans = <T>(r: AskedToPlan, deed: (work: InspectionWork, scope: RowScope) => Promise<T>): Promise<T> =>
  r.city.write(everyRow, (tx) => deed({ city: r.city, tx, actor: { id: r.actor.id }, now: r.now }, r.scope))
/** Whether the caller may know where an unannounced round goes before it is over. */
export const knowsUnannounced = (actor: Caller): boolean => ['inspections.plan', 'inspections.draw', 'inspections.review'].some((p) => actor.permissions.has(p))

const filledOf = ({ settings }: RoundListed) => {
  const told = (settings as { readonly re_inspection?: ReInspectionTold }).re_inspection
  return told === undefined ? null : {
    closed_from: told.closed_from, closed_to: told.closed_to, closed: told.closed, drawn: told.drawn, planned: told.planned, inclusion_probability: told.inclusion_probability,
    worst_standard_error: told.worst_standard_error, not_planned: { ...told.not_planned } as Record<string, number>,
  }
}
const roundDetail = async (r: AskedToPlan, tx: Tx, found: RoundListed) => {
  const hidden = !drawIsPublic(found.kind, found.ends_on, cityDay(r.city, r.now)) && !knowsUnannounced(r.actor)
  const planned = hidden ? [] : await listPlanned(tx, found.id)
  const attempts = await attemptsOf(tx, found.id)
  const story = knowsUnannounced(r.actor) ? await r.city.read(everyRow, (all) => eventsOfSubjects(all, [found.id, ...attempts.map((a) => a.id)])) : []
  return {
    ...roundWire(found), settings: found.settings, area_path: found.area_path, hidden, re_inspection: filledOf(found), planned: planned.map((v) => ({ ...v, inspector_names: [...v.inspector_names] })),
    draws: attempts.map(({ content_sha256: _c, chance_seen: _s, ...a }) => ({ ...a, committed_at: toIso(a.committed_at), drawn_at: isoOrNull(a.drawn_at), voided_at: isoOrNull(a.voided_at) })),
    story: story.map(storyWire),
  }
}
const oneRound = async (r: AskedToPlan, id: string) => {
  const answer = await r.city.read(r.scope, async (tx) => {
    const found = await roundById(tx, id)
    return found && roundDetail(r, tx, found)
  })
  if (!answer) throw problem('inspections.round_not_found', { status: 404 })
  return answer
}

const move = (verb: ProgrammeMove, summary: string, problems: readonly string[]) => endpoint({
  id: `inspections.${verb}_programme`, method: 'POST', path: `/api/inspections/programmes/:id/${verb}`, summary, access: plan, params: IdParam, body: ReasonBody, response: ProgrammeWire,
  problems: ['inspections.programme_not_found', 'inspections.area_not_yours', `inspections.not_${verb}`, ...problems],
  handler: (r) => plans(r, async (work, scope) => programmeWire(unwrap(await moveProgramme(work, scope, r.params.id, verb, r.body.reason ?? '')))),
})

export const programmeRoutes = [
  endpoint({
    id: 'inspections.programmes', method: 'GET', path: '/api/inspections/programmes', summary: 'Programmes, those at work first', access: read,
    query: Type.Object({ state: Type.Optional(words(programmeStates)) }), response: Type.Object({ items: Type.Array(ProgrammeWire), next_cursor: Type.Null() }),
    handler: async (r) => ({ items: (await r.city.read(r.scope, (tx) => listProgrammes(tx, { state: r.query.state ?? null }))).map(programmeWire), next_cursor: null }),
  }),
  endpoint({
    id: 'inspections.programme', method: 'GET', path: '/api/inspections/programmes/:id', summary: 'One programme with its story', access: read, params: IdParam,
    response: Type.Object({ ...ProgrammeWire.properties, area_name: Type.String(), story: Type.Array(StoryWire) }), problems: ['inspections.programme_not_found'],
    handler: async (r) => {
      const row = await r.city.read(r.scope, (tx) => programmeById(tx, r.params.id))
      if (!row) throw problem('inspections.programme_not_found', { status: 404 })
      const story = await r.city.read(everyRow, (tx) => eventsOfSubjects(tx, [row.id]))
      return { ...programmeWire(row), area_name: (await areaModelOf(r.city)).byId(row.area_id)?.name ?? '', story: story.map(storyWire) }
    },
  }),
  endpoint({
    id: 'inspections.create_programme', method: 'POST', path: '/api/inspections/programmes', summary: 'Make a programme, as a draft', access: plan, body: ProgrammeBody, response: ProgrammeWire, status: 201,
    problems: ['inspections.area_not_yours'],
    handler: (r) => plans(r, async (work, scope) => programmeWire(await createProgramme(work, scope, r.body))),
  }),
  endpoint({
    id: 'inspections.change_programme', method: 'PATCH', path: '/api/inspections/programmes/:id', summary: 'Change a programme; rounds already planned keep their settings', access: plan, params: IdParam,
    body: ProgrammeChange, response: ProgrammeWire, problems: ['inspections.programme_not_found', 'inspections.programme_ended', 'inspections.kind_stands', 'inspections.area_not_yours'],
    handler: (r) => plans(r, async (work, scope) => programmeWire(unwrap(await changeProgramme(work, scope, r.params.id, r.body)))),
  }),
  move('activate', 'Begin a programme, or go on with it', ['inspections.no_published_checklist', 'inspections.team_too_small', 'inspections.frame_empty', 'inspections.no_visit_days']),
  move('pause', 'Pause a programme, with a reason; rounds not yet fixed are taken back', ['inspections.reason_empty']),
  move('end', 'End a programme, with a reason', ['inspections.reason_empty']),
  endpoint({
    id: 'inspections.plan_rounds', method: 'POST', path: '/api/inspections/programmes/:id/rounds', summary: 'Plan the rounds of a programme in a span of days; those there already stay', access: plan, params: IdParam,
    body: Type.Object({ from: Day, to: Day }, { additionalProperties: false }), response: Type.Object({ planned: Type.Integer(), items: Type.Array(Type.Object({ id: Type.String(), number: Type.Integer(), starts_on: Type.String(), ends_on: Type.String() })) }),
    problems: ['inspections.programme_not_found', 'inspections.not_active', 'inspections.span_bad', 'inspections.span_past', 'inspections.area_not_yours'],
    handler: (r) => plans(r, async (work, scope) => {
      const rounds = unwrap(await planRounds(work, scope, r.params.id, r.body.from, r.body.to))
      return { planned: rounds.length, items: rounds.map(({ id, number, starts_on, ends_on }) => ({ id, number, starts_on, ends_on })) }
    }),
  }),
  endpoint({
    id: 'inspections.preview', method: 'POST', path: '/api/inspections/preview', summary: 'What settings would draw from and how many of each stratum; nothing is saved', access: plan,
    body: Type.Object({ area_id: Uuid, programme_id: Type.Optional(Nullable(Uuid)), kind: words(programmeKinds), settings: SettingsBody, starts_on: Day, ends_on: Day }, { additionalProperties: false }),
    response: Type.Object({
      places: Type.Integer(), left_out: Type.Record(Type.String(), Type.Integer()), strata: Type.Array(Type.Object({ key: Type.String(), places: Type.Integer(), sample: Nullable(Type.Integer()) })),
      sample: Nullable(Type.Integer()), days: Type.Array(Type.String()), inspectors: Type.Integer(), capacity: Type.Integer(), recused: Type.Integer(),
      faults: Type.Array(Type.Object({ field: Type.String(), value: Nullable(Type.String()), code: Type.String(), params: Type.Optional(Type.Record(Type.String(), Type.Unknown())) })),
    }),
    problems: ['areas.not_found'],
    handler: (r) => r.city.read(everyRow, async (tx) => {
      const { faults, ...rest } = await previewRound({ city: r.city, tx, actor: r.actor, now: r.now }, { ...r.body, programme_id: r.body.programme_id ?? null })
      return { ...rest, days: [...rest.days], strata: [...rest.strata], left_out: { ...rest.left_out }, faults: faults.map((f) => ({ field: f.field, value: f.value, code: f.code, params: { ...f.params } })) }
    }),
  }),
  endpoint({
    id: 'inspections.choices', method: 'GET', path: '/api/inspections/choices', summary: 'What a programme can be made of: inspectors, checklists, kinds of places', access: read,
    response: Type.Object({
      inspectors: Type.Array(Type.Object({ id: Type.String(), display_name: Type.String(), area_paths: Type.Array(Type.String()) })),
      checklists: Type.Array(Type.Object({ id: Type.String(), code: Type.String(), title: Type.String(), version: Type.Integer() })),
      place_types: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), name_en: Type.String(), retired: Type.Boolean() })),
    }),
    handler: (r) => r.city.read(r.scope, async (tx) => ({
      inspectors: (await inspectorsOf(tx)).map(({ id, display_name, area_paths }) => ({ id, display_name, area_paths: [...area_paths] })), checklists: [...(await checklistChoices(tx))], place_types: [...(await placeTypeFacts(tx))],
    })),
  }),
  endpoint({
    id: 'inspections.calendar', method: 'GET', path: '/api/inspections/calendar', summary: 'Days, rounds and visits of a span: what is working, planned, done, missed and late', access: read,
    query: Type.Object({ from: Day, to: Day, programme: Type.Optional(Uuid) }),
    response: Type.Object({
      days: Type.Array(Type.Object({ date: Type.String(), kind: words(['workday', 'weekend', 'holiday', 'make_up'] as const), working: Type.Boolean(), name: Nullable(Type.String()) })),
      rounds: Type.Array(RoundWire),
      visits: Type.Array(Type.Object({ day: Type.String(), programme_id: Type.String(), planned: Type.Integer(), done: Type.Integer(), missed: Type.Integer(), late: Type.Integer() })),
      today: Type.String(),
    }),
    problems: ['inspections.span_bad'],
    handler: async (r) => {
      const { from, to, programme = null } = r.query
      if (to < from || daysOf(to) - daysOf(from) > 100) throw problem('inspections.span_bad', { status: 422, params: { from, to } })
      const calendar = await cityCalendar(r.city)
      const days = Array.from({ length: daysOf(to) - daysOf(from) + 1 }, (_, i) => addDays(from, i))
      return r.city.read(r.scope, async (tx) => ({
        days: days.map((date) => ({ date, kind: dayKindOf(calendar, date), working: calendar.isWorkday(date), name: calendar.names[date] ?? null })),
        rounds: (await roundsBetween(tx, from, to, programme)).map(roundWire), visits: [...(await dayCounts(tx, from, to, programme))], today: cityDay(r.city, r.now),
      }))
    },
  }),
  endpoint({
    id: 'inspections.round', method: 'GET', path: '/api/inspections/rounds/:id', summary: 'One round: settings, visits the caller may see, every attempt to draw', access: read, params: IdParam, response: RoundDetailWire,
    problems: ['inspections.round_not_found'], handler: (r) => oneRound(r, r.params.id),
  }),
  endpoint({
    id: 'inspections.change_round', method: 'PATCH', path: '/api/inspections/rounds/:id', summary: 'Give a round that is not fixed other settings, or its programme\'s present ones', access: plan, params: IdParam,
    body: Type.Object({ settings: Type.Optional(SettingsBody) }, { additionalProperties: false }), response: RoundDetailWire, problems: ['inspections.round_not_found', 'inspections.round_fixed', 'inspections.area_not_yours'],
    handler: async (r) => {
      await plans(r, async (work, scope) => unwrap(await refreshRound(work, scope, r.params.id, r.body.settings)))
      return oneRound(r, r.params.id)
    },
  }),
  endpoint({
    id: 'inspections.void_round', method: 'POST', path: '/api/inspections/rounds/:id/void', summary: 'Take a round back, with a reason', access: plan, params: IdParam, body: ReasonBody, response: RoundDetailWire,
    problems: ['inspections.round_not_found', 'inspections.reason_empty', 'inspections.round_fixed', 'inspections.area_not_yours'],
    handler: async (r) => {
      await plans(r, async (work, scope) => unwrap(await voidRound(work, scope, r.params.id, r.body.reason ?? '')))
      return oneRound(r, r.params.id)
    },
  }),
  endpoint({
    id: 'inspections.assign_round', method: 'POST', path: '/api/inspections/rounds/:id/assign', summary: 'Plan the visits of a round that takes every place: days, inspectors, order', access: plan, params: IdParam,
    response: Type.Object({ visits: Type.Integer() }),
    problems: ['inspections.round_not_found', 'inspections.not_active', 'inspections.round_fixed', 'inspections.round_over', 'inspections.re_inspection_not_drawn', 'inspections.draw_needed', 'inspections.no_published_checklist', 'inspections.area_not_yours'],
    handler: (r) => plans(r, async (work, scope) => ({ visits: unwrap(await assignRound(work, scope, r.params.id)) })),
  }),
]
