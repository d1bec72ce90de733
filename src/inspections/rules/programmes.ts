import type { LocalDate } from '#base/instants.ts'
import { err, type Fault, ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { caseMoments, type ProgrammeKind, type ProgrammeSettings, type ProgrammeState } from './model.ts'

export const longestProgrammeName = 120

export type ProgrammeInput = {
  readonly name: string
  readonly kind: ProgrammeKind
  readonly checklist_id: string | null
  readonly area_id: string
  readonly settings: ProgrammeSettings
  readonly starts_on: LocalDate
  readonly ends_on: LocalDate | null
}

/** Whether the rounds of a kind go to places of the frame. Re-inspections go where cases were closed: they are never drawn or assigned from the frame. */
export const takesFromFrame = (kind: ProgrammeKind): boolean => kind !== 're_inspection'

/** What a programme's settings refer to, as it is known today. */
export type ProgrammeWorld = {
  /** Path of the programme's own area; null where there is no such area. */
  readonly area_path: string | null
  readonly isArea: (path: string) => boolean
  readonly isPlaceType: (code: string) => boolean
  readonly isInspector: (id: string) => boolean
  /** Whether the checklist has a published version; null where there is no such checklist. */
  readonly checklist_published: boolean | null
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const within = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`)
const whole = (n: number, low: number, high: number): boolean => Number.isInteger(n) && n >= low && n <= high

/** Everything that is wrong with a programme as it was filled in, each fault with the field it stands in; none: it may be saved. */
export const programmeFaults = (input: ProgrammeInput, world: ProgrammeWorld): readonly Fault[] => {
  const faults: Fault[] = []
  const fault = (field: string, value: string | number | null, code: string, params: Record<string, string | number> = {}): void => {
    faults.push({ field, value: value === null ? null : String(value), code: `inspections.${code}`, params })
  }
  const { frame, sample, schedule, team, day, cases_at: casesAt = 'acceptance' } = input.settings
  const name = input.name.trim()
  if (name === '') fault('name', null, 'name_empty')
  else if (name.length > longestProgrammeName) fault('name', name, 'name_too_long', { longest: longestProgrammeName })
  if (input.ends_on !== null && input.ends_on < input.starts_on) fault('ends_on', input.ends_on, 'ends_before_start', { from: input.starts_on })
  if (schedule.every === 'once' && input.ends_on === null) fault('ends_on', null, 'once_needs_end')
  if (!whole(schedule.interval, 1, 52)) fault('settings.schedule.interval', schedule.interval, 'interval_bad')
  if (schedule.weekdays.some((d) => !whole(d, 1, 7))) fault('settings.schedule.weekdays', schedule.weekdays.join(), 'weekday_bad')
  if (world.area_path === null) fault('area_id', input.area_id, 'area_unknown')
  for (const path of frame.area_paths) {
    if (!world.isArea(path)) fault('settings.frame.area_paths', path, 'area_unknown')
    else if (world.area_path !== null && !within(path, world.area_path)) fault('settings.frame.area_paths', path, 'area_outside')
  }
  for (const code of frame.place_types) if (!world.isPlaceType(code)) fault('settings.frame.place_types', code, 'place_type_unknown')
  if (!whole(frame.rest_days, 0, 366)) fault('settings.frame.rest_days', frame.rest_days, 'rest_days_bad')
  if (sample.take === 'sample') {
    if (!whole(sample.count, 1, 100_000)) fault('settings.sample.count', sample.count, 'count_bad')
    if (takesFromFrame(input.kind) && !whole(sample.least_per_stratum, 0, 1000)) fault('settings.sample.least_per_stratum', sample.least_per_stratum, 'least_bad')
    if (takesFromFrame(input.kind) && sample.allocation === 'fixed') {
      const quotas = Object.entries(sample.quotas)
      if (quotas.length === 0) fault('settings.sample.quotas', null, 'quotas_missing')
      for (const [key, n] of quotas) if (!whole(n, 0, 100_000)) fault('settings.sample.quotas', key, 'quota_bad')
      const sum = quotas.reduce((total, [, n]) => total + n, 0)
      if (quotas.length > 0 && sum !== sample.count) fault('settings.sample.quotas', sum, 'quotas_sum', { sum, count: sample.count })
    }
  }
  if (new Set(team.inspector_ids).size !== team.inspector_ids.length) fault('settings.team.inspector_ids', null, 'inspector_twice')
  for (const id of team.inspector_ids) if (!world.isInspector(id)) fault('settings.team.inspector_ids', id, 'inspector_unknown')
  if (team.inspector_ids.length > 0 && team.inspector_ids.length < team.per_visit) {
    fault('settings.team.inspector_ids', team.inspector_ids.length, 'team_too_small', { has: team.inspector_ids.length, needs: team.per_visit })
  }
  if (!whole(team.most_per_day, 1, 150)) fault('settings.team.most_per_day', team.most_per_day, 'most_per_day_bad')
  if (!clock.test(day.from) || !clock.test(day.to)) fault('settings.day.from', `${day.from}-${day.to}`, 'window_bad')
  else if (minutesOf(day.to) <= minutesOf(day.from)) fault('settings.day.to', day.to, 'window_backwards', { from: day.from })
  if (!whole(day.minutes_per_visit, 1, 480)) fault('settings.day.minutes_per_visit', day.minutes_per_visit, 'minutes_bad')
  if (!(day.speed_kmh > 0 && day.speed_kmh <= 120)) fault('settings.day.speed_kmh', day.speed_kmh, 'speed_bad')
  if (!caseMoments.includes(casesAt)) fault('settings.cases_at', casesAt, 'cases_at_bad')
  if (input.checklist_id !== null && world.checklist_published === null) fault('checklist_id', input.checklist_id, 'checklist_unknown')
  return faults
}

export const checkProgramme = (input: ProgrammeInput, world: ProgrammeWorld): Result<ProgrammeInput, readonly Fault[]> => {
  const faults = programmeFaults(input, world)
  return faults.length > 0 ? err(faults) : ok({ ...input, name: input.name.trim(), settings: { ...input.settings, cases_at: input.settings.cases_at ?? 'acceptance' } })
}

export type ProgrammeNow = { readonly state: ProgrammeState; readonly name: string; readonly kind: ProgrammeKind }
const moves: Readonly<Record<'activate' | 'pause' | 'end', readonly ProgrammeState[]>> = { activate: ['draft', 'paused'], pause: ['active'], end: ['draft', 'active', 'paused'] }
const states = { activate: 'active', pause: 'paused', end: 'ended' } as const
export type ProgrammeMove = keyof typeof moves

/** What must be there before a programme may begin. */
export type ReadyToBegin = { readonly checklist_published: boolean; readonly inspectors: number; readonly per_visit: number; readonly places: number; readonly rounds_ahead: number }

/** Activates, pauses or ends a programme: the state it then has, or why not. Pausing and ending ask for a reason. */
export const decideMove = (programme: ProgrammeNow, move: ProgrammeMove, reason: string, ready: ReadyToBegin | null): Result<ProgrammeState, Refusal> => {
  if (!moves[move].includes(programme.state)) return refuse(`inspections.not_${move}`, { name: programme.name, state: programme.state })
  if (move !== 'activate') return reason.trim() === '' ? refuse('inspections.reason_empty') : ok(states[move])
  if (!ready?.checklist_published) return refuse('inspections.no_published_checklist', { name: programme.name })
  if (ready.inspectors < ready.per_visit) return refuse('inspections.team_too_small', { has: ready.inspectors, needs: ready.per_visit })
  if (takesFromFrame(programme.kind) && ready.places === 0) return refuse('inspections.frame_empty', { name: programme.name })
  if (ready.rounds_ahead === 0) return refuse('inspections.no_visit_days', { name: programme.name })
  return ok('active')
}

/** Whether a programme may be changed: an ended one may not, and its kind stands from the first activation on. */
export const decideChange = (programme: ProgrammeNow, kind: ProgrammeKind): Result<null, Refusal> => {
  if (programme.state === 'ended') return refuse('inspections.programme_ended', { name: programme.name })
  if (programme.state !== 'draft' && kind !== programme.kind) return refuse('inspections.kind_stands', { name: programme.name })
  return ok(null)
}
