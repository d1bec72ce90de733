import type { MessageParams } from '#base/results.ts'

/**
 * What Open311 answers when it must say no. The specification knows three: 404 for what does not exist, 403 for a wrong or missing api_key, 400 for
 * everything else (GeoReport v2, Errors). `code` has its text at `errors.<code>` of intake.json.
 */
export type Open311Fault = { readonly status: 400 | 403 | 404; readonly code: string; readonly params: MessageParams }

export const open311Fault = (status: Open311Fault['status'], name: string,
  params: MessageParams = {}): Open311Fault => ({ status, code: `intake.open311_${name}`, params })

/** Arguments that stand for one value; lists are written with commas within it. */
const single: ReadonlySet<string> = new Set([
  'jurisdiction_id', 'service_request_id', 'service_code', 'start_date', 'end_date', 'status', 'api_key', 'lat', 'long', 'address_string', 'address_id', 'email', 'device_id', 'account_id',
  'first_name', 'last_name', 'phone', 'description', 'media_url',
])
/** Arguments given twice: which of them is meant is not guessed. */
export const repeatedArguments = (given: Readonly<Record<string, unknown>>): readonly Open311Fault[] =>
  Object.entries(given).flatMap(([name, value]) => (Array.isArray(value) && single.has(name) ? [open311Fault(400, 'repeated', { name })] : []))
