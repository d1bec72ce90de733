import type { Id } from '#base/ids.ts'
import { type Instant, instant } from '#base/instants.ts'
import type { Refusal } from '#base/results.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { Case, CaseTerms } from './case.ts'
import { beijing, testCalendar } from './clock/testing.ts'
import type { CaseCommand, ReportCommand } from './commands.ts'
import { defaultCaseConfig } from './config.ts'
import type { CaseActor, CaseConfig, CaseContext, CaseGrant } from './context.ts'
import { decide } from './decide.ts'
import type { CaseEvent } from './events.ts'
import type { CaseRole } from './words.ts'

export { beijing, testCalendar }

export const caseId = (n: number): Id<'case'> => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Id<'case'>

const held = (role: CaseRole, where: Partial<CaseGrant>): CaseGrant => ({ role, area_path: null, unit_path: null, unit_id: null, ...where })
const person = (account_id: string | null, role: CaseRole, where: Partial<CaseGrant> = { area_path: '370000.370102' }): CaseActor =>
  ({ account_id, grants: [held(role, where)] })

/** Everybody a case meets. `-2` is a second person of the same role. */
export const people = {
  acceptor: person('acceptor-1', 'acceptor'), acceptor2: person('acceptor-2', 'acceptor'),
  dispatcher: person('dispatcher-1', 'dispatcher'), dispatcher2: person('dispatcher-2', 'dispatcher'),
  inspector: person('inspector-1', 'inspector'), inspector2: person('inspector-2', 'inspector'),
  supervisor: person('supervisor-1', 'supervisor'), supervisor2: person('supervisor-2', 'supervisor'),
  office: person('office-1', 'civility_office', { area_path: '370000' }), leader: person('leader-1', 'leader', { area_path: '370000' }),
  unit: person('unit-1', 'handler', { unit_path: 'city.sanitation', unit_id: 'sanitation' }),
  unit2: person('unit-2', 'handler', { unit_path: 'city.sanitation', unit_id: 'sanitation' }),
  roads: person('roads-1', 'handler', { unit_path: 'city.roads', unit_id: 'roads' }),
  elsewhere: person('acceptor-9', 'acceptor', { area_path: '370000.370103' }),
  auditor: person('auditor-1', 'auditor', { area_path: '370000' }),
  reporter: { account_id: 'resident-1', grants: [], is_reporter: true } satisfies CaseActor,
  stranger: { account_id: null, grants: [] } satisfies CaseActor,
  system: person(null, 'system', {}),
} as const
export type Who = keyof typeof people

export const terms: CaseTerms = {
  limit: { value: 4, unit: 'work_hour' }, evidence: { after: 1 }, same_time_of_day: false, informed_closing: false, closing_condition: '清除',
    catalogue_version: '1',
}
/** Monday 2024-03-04 09:00 in Beijing; working time 09:00-12:00, 13:30-18:00. */
export const start = beijing('2024-03-04 09:00')
export const calendar = testCalendar()

export type World = { readonly config: CaseConfig; readonly calendar: CompiledCalendar; readonly terms: CaseTerms }
export const world: World = { config: defaultCaseConfig, calendar, terms }

export const contextOf = (who: Who, now: Instant, more: Partial<CaseContext> = {}, at: World = world): CaseContext =>
  ({ actor: people[who], now, config: at.config, calendar: at.calendar, terms: at.terms, ...more })

export const report = (n = 1, more: Partial<ReportCommand> = {}): ReportCommand => ({
  type: 'report', id: caseId(n), number: `JN-${n}`, source: 'patrol', title: '路边有暴露垃圾', description: '三处', area_path: '370000.370102.370102001',
    ...more,
})
export const photo = (kind: 'after' | 'before' | 'near', n = 1): { file_id: string; kind: typeof kind; taken_at: null; lon: null; lat: null } =>
  ({ file_id: `file-${n}`, kind, taken_at: null, lon: null, lat: null })
export const toUnit = (unit: 'sanitation' | 'roads' = 'sanitation'): CaseCommand =>
  ({ type: 'dispatch', lead_unit_id: unit, lead_unit_path: `city.${unit}` })
export const backWithPhoto: CaseCommand = { type: 'report_back', text: '已清理', files: [photo('after')] }

/** One step of a story: who, what, and optionally when (Beijing time) and with which facts. */
export type Step = readonly [who: Who, command: CaseCommand, when?: string, more?: Partial<CaseContext>]
export type Told = { readonly c: Case; readonly events: readonly CaseEvent[]; readonly now: Instant }

/** Tells a story from its first report; throws where a step is refused. Steps without a time follow each other by a minute. */
export const tell = (steps: readonly Step[], from: Told | null = null, at: World = world): Told => {
  let told: Told | null = from
  for (const [who, command, when, more] of steps) {
    const now = when ? beijing(when) : instant((told?.now ?? start - 60_000) + 60_000)
    const made = decide(told?.c ?? null, command, contextOf(who, now, more, at))
    if (!made.ok) throw new Error(`${who} ${command.type}: ${made.error.code} ${JSON.stringify(made.error.params ?? {})}`)
    told = { c: made.value.next, events: [...(told?.events ?? []), ...made.value.events], now }
  }
  if (!told) throw new Error('a story needs a step')
  return told
}

/** The refusal a step meets, or null where it is allowed. */
export const refusalOf = (told: Told, who: Who, command: CaseCommand, when?: string, more?: Partial<CaseContext>, at: World = world): Refusal
  | null => {
  const made = decide(told.c, command, contextOf(who, when ? beijing(when) : instant(told.now + 60_000), more, at))
  return made.ok ? null : made.error
}

/** Stories others begin from. */
export const registered: readonly Step[] = [
  ['acceptor', report()],
  ['acceptor', { type: 'register', category_id: 'litter', category_path: '01.litter', condition_id: 'litter-1' }],
]
export const dispatched: readonly Step[] = [...registered, ['dispatcher', toUnit()]]
export const handlingNow: readonly Step[] = [...dispatched, ['unit', { type: 'accept' }]]
export const handledNow: readonly Step[] = [...handlingNow, ['unit', backWithPhoto]]
export const checkedNow: readonly Step[] = [...handledNow, ['inspector', { type: 'check', result: 'pass' }]]
export const closedNow: readonly Step[] = [...checkedNow, ['acceptor', { type: 'close', reason: 'done' }]]
/** Dispatched on 4 March at 09:02, so due that day at 14:32; reported back and closed on the 5th. */
export const closedLate: readonly Step[] = [
  ...handlingNow, ['unit', backWithPhoto, '2024-03-05 10:00'], ['inspector', { type: 'check', result: 'pass' }],
    ['acceptor', { type: 'close', reason: 'done' }],
]
