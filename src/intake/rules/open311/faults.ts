import type { MessageParams } from '#base/results.ts'

/**
 * What Open311 answers when it must say no. The specification knows three: 404 for what does not exist, 403 for a wrong or missing api_key, 400 for
 * everything else (GeoReport v2, Errors). `code` has its text at `errors.<code>` of intake.json.
 */
export type Open311Fault = { readonly status: 400 | 403 | 404; readonly code: string; readonly params: MessageParams }

export const open311Fault = (status: Open311Fault['status'], name: string,
  params: MessageParams = {}): Open311Fault => ({ status, code: `intake.open311_${name}`, params })
