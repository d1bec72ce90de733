import { isUuid } from '#base/ids.ts'
import { dayMs, type Instant, instant, parseInstant, parseLocalDate } from '#base/instants.ts'
import { type Fault, ok } from '#base/results.ts'
import { addDays, instantAt } from '#base/zones.ts'
import type { Tx } from '#platform/db/index.ts'
import { type Caller, problem } from '#platform/http/index.ts'
import { caseStages, caseStates, sources } from '../rules/index.ts'
import { subtreeOf } from '../store/names.ts'
import { type CaseCursor, type CaseSort } from '../store/case-lists.ts'
import { type CaseFilter, everyCase, type Subtree } from '../store/filters.ts'
import { type FilterAsked, FilterQuery } from './wire.ts'

const wrong = (field: string, value: string, code: string, right = ''): never => {
  const fault: Fault = { field, value, code, params: { right } }
  throw problem('http.invalid_input', { status: 400, params: { count: 1 }, faults: [fault] })
}

const oneOf = <T extends string>(field: string, text: string | undefined, known: readonly T[]): readonly T[] =>
  (text ?? '').split(',').filter(Boolean).map((word) => ((known as readonly string[]).includes(word) ? (word as T) : wrong(field, word, 'http.invalid.enum', known.join(', '))))

/** The years a calendar of ours can be asked about; PostgreSQL writes others in other ways. */
const [firstMoment, lastMoment] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)]
const isInReach = (moment: Instant): boolean => moment >= firstMoment && moment < lastMoment

/** An instant, or a day of the city: its first moment, or for an end the first moment of the next day. */
const momentOf = (field: string, text: string | undefined, zone: string, end: boolean): Instant | null => {
  if (!text) return null
  const day = parseLocalDate(text)
  const read = day.ok && isInReach(instant(Date.parse(`${day.value}T00:00:00Z`))) ? ok(instantAt(end ? addDays(day.value, 1) : day.value, 0, zone)) : parseInstant(text)
  return read.ok && isInReach(read.value) ? read.value : wrong(field, text, 'http.invalid.format', 'YYYY-MM-DD / ISO 8601')
}

const boxOf = (text: string | undefined): CaseFilter['bbox'] => {
  if (!text) return null
  const [w, s, e, n] = text.split(',').map(Number)
  const valid = [w, s, e, n].every((v) => v !== undefined && Number.isFinite(v)) && (w as number) <= (e as number) && (s as number) <= (n as number)
  return valid ? [w as number, s as number, e as number, n as number] : wrong('bbox', text, 'http.invalid.format', 'west,south,east,north')
}

type Table = 'area_facts' | 'unit_facts' | 'category_facts'
const subtree = async (tx: Tx, field: string, table: Table, text: string | undefined): Promise<Subtree | null> =>
  text ? ((await subtreeOf(tx, table, text)) ?? wrong(field, text, 'cases.no_such_filter')) : null

const notFilters = new Set(['sort', 'cursor', 'limit', 'format'])
/** Names a filter can have. */
export const filterNames: readonly string[] = Object.keys(FilterQuery.properties).filter((name) => !notFilters.has(name))

type FilterSchema = { readonly type?: string; readonly format?: string; readonly anyOf?: readonly { readonly const: string }[] }
/** A filter given as texts by name, outside of an address. Names nobody knows are refused: a filter that is passed over would give everything. */
export const filterAsked = (given: Readonly<Record<string, string>>): FilterAsked => Object.fromEntries(Object.entries(given).map(([name, value]) => {
  if (!filterNames.includes(name)) throw problem('http.no_such_filter', { status: 400, params: { name, names: filterNames.join(', ') } })
  const schema = FilterQuery.properties[name as keyof typeof FilterQuery.properties] as FilterSchema
  if (schema.type === 'boolean') return [name, value === 'true' ? true : value === 'false' ? false : wrong(name, value, 'http.invalid.enum', 'true, false')]
  const known = schema.anyOf?.map((each) => each.const)
  if (known && !known.includes(value)) wrong(name, value, 'http.invalid.enum', known.join(', '))
  if (schema.format === 'uuid' && !isUuid(value)) wrong(name, value, 'http.invalid.format', 'uuid')
  return [name, value]
}))

/** A list's address as a filter; what cannot be read is said by field and value. */
export const readFilter = async (tx: Tx, asked: FilterAsked, actor: Pick<Caller, 'id'>, zone: string): Promise<CaseFilter> => ({
  ...everyCase,
  stages: oneOf('stage', asked.stage, caseStages), states: oneOf('state', asked.state, caseStates), sources: oneOf('source', asked.source, sources),
  area: await subtree(tx, 'area', 'area_facts', asked.area), unit: await subtree(tx, 'unit', 'unit_facts', asked.unit),
  category: await subtree(tx, 'category', 'category_facts', asked.category), due: (asked.due ?? null) as CaseFilter['due'],
  supervised: asked.supervision ?? false, returned: asked.returned ?? false, reworked: asked.reworked ?? false, application: asked.application ?? null,
  handler_account_id: asked.handler === 'me' ? actor.id : asked.handler && !isUuid(asked.handler) ? wrong('handler', asked.handler, 'http.invalid.format', 'uuid, me') : (asked.handler ?? null),
  place_id: asked.place ?? null, on_time: asked.on_time ?? null, q: asked.q?.trim() || null, bbox: boxOf(asked.bbox),
  opened_from: momentOf('opened_from', asked.opened_from, zone, false), opened_to: momentOf('opened_to', asked.opened_to, zone, true),
  closed_from: momentOf('closed_from', asked.closed_from, zone, false), closed_to: momentOf('closed_to', asked.closed_to, zone, true),
})

export const sortOf = (asked: FilterAsked, filter: CaseFilter): CaseSort =>
  (asked.sort as CaseSort | undefined) ?? (filter.stages.length > 0 && !filter.stages.includes('done') ? 'due' : 'opened')

export const readCursor = (text: string | undefined): CaseCursor | null => {
  if (!text) return null
  const [ms, id] = text.split('~')
  const moment = ms === '' ? null : Number(ms)
  if (!id || !isUuid(id) || (moment !== null && (!Number.isInteger(moment) || Math.abs(moment) > 1e5 * dayMs))) throw problem('http.bad_cursor', { status: 400 })
  return { at: moment === null ? null : instant(moment), id }
}
