import { dayMs, type Instant } from '#base/instants.ts'
import { open311Fault, type Open311Fault } from './faults.ts'
import { readW3cTime } from './times.ts'

/** GeoReport v2, Response Volume: 90 days or the first 1000, whichever is smaller. */
export const responseVolume = { days: 90, requests: 1_000 } as const

export type RequestsQuery =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'range'; readonly service_codes: readonly string[]; readonly from: Instant; readonly to: Instant;
    readonly status: 'open' | 'closed' | null }

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  [value ?? []].flat().flatMap((part) => String(part).split(',')).map((part) => part.trim()).filter((part) => part !== '')

/**
 * Reads the arguments of GET Service Requests. `service_request_id` overrides all others. Empty arguments are as if not given; arguments the
 * specification does not name are ignored. `status` null: both.
 */
export const readRequestsQuery = (query: Readonly<Record<string, string | readonly string[] | undefined>>,
  now: Instant): { readonly asked: RequestsQuery | null; readonly faults: readonly Open311Fault[] } => {
  const ids = list(query['service_request_id'])
  if (ids.length > 0) return { asked: { kind: 'ids', ids: [...new Set(ids)].slice(0, responseVolume.requests) }, faults: [] }
  const faults: Open311Fault[] = []
  const moment = (name: 'start_date' | 'end_date'): Instant | null => {
    const text = list(query[name]).join(',')
    if (text === '') return null
    const read = readW3cTime(text)
    if (read === null) faults.push(open311Fault(400, 'date', { name, value: text.slice(0, 80) }))
    return read
  }
  const start = moment('start_date'), end = moment('end_date')
  const statuses = [...new Set(list(query['status']))]
  for (const status of statuses) if (status !== 'open' && status !== 'closed') faults.push(open311Fault(400, 'status',
    { value: status.slice(0, 80) }))
  const span = responseVolume.days * dayMs
  const to = end ?? (start === null ? now : (Math.min(start + span, Math.max(now, start)) as Instant))
  const from = start ?? ((to - span) as Instant)
  if (from > to) faults.push(open311Fault(400, 'range_backwards'))
  else if (to - from > span) faults.push(open311Fault(400, 'range_long', { days: responseVolume.days }))
  if (faults.length > 0) return { asked: null, faults }
  const status = statuses.length === 1 ? (statuses[0] as 'open' | 'closed') : null
  return { asked: { kind: 'range', service_codes: list(query['service_code']), from, to, status }, faults: [] }
}
