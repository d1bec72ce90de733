import type { GivenReport } from '../report.ts'
import { open311Fault, type Open311Fault } from './faults.ts'

/** Fields of a form as they arrived; a name given several times is a list. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>

export type PostedRequest = {
  readonly service_code: string
  readonly report: GivenReport
  readonly attributes: ReadonlyMap<string, readonly string[]>
  readonly media_url: string
  readonly address_id: string
}

/** The last value given, trimmed; '' where it is missing: an empty argument is one not given (GeoReport v2, Optional Arguments). */
export const field = (fields: FormFields, name: string): string => {
  if (!Object.hasOwn(fields, name)) return ''
  const value = fields[name]
  return (typeof value === 'string' ? value : Array.isArray(value) ? String(value.at(-1) ?? '') : '').trim()
}

const attributeName = /^attribute\[([^[\]]{1,100})\](\[\d*\])?$/

/** `attribute[code]=value`, several values as `attribute[code][]=value` or the same name again. */
const attributesOf = (fields: FormFields): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const [name, value] of Object.entries(fields)) {
    const code = attributeName.exec(name)?.[1]
    if (code !== undefined) found.set(code, [...(found.get(code) ?? []), ...[value].flat().map(String)])
  }
  return found
}

const decimal = /^[+-]?\d{1,3}(\.\d{1,15})?$/
const longestUrl = 2_000

/** The http address of a picture as text; it is kept, never fetched: an address chosen by a stranger may point into our own house. */
const mediaUrl = (text: string): string | null => (/^https?:\/\/[^\s<>"]+$/i.test(text) && text.length <= longestUrl ? text : null)

/**
 * Reads the form of POST Service Request. `service_code` is required; so is one of lat and long, address_string or address_id. All faults at once;
 * whether the code exists and what its attributes are is the caller's to look up.
 */
export const readPostedRequest = (fields: FormFields): { readonly posted: PostedRequest; readonly faults: readonly Open311Fault[] } => {
  const faults: Open311Fault[] = []
  const text = (name: string): string => field(fields, name)
  const service_code = text('service_code')
  if (service_code === '') faults.push(open311Fault(400, 'service_code_missing'))
  const lat = text('lat'), long = text('long'), address = text('address_string'), address_id = text('address_id')
  let point: { lon: number; lat: number } | null = null
  if ((lat === '') !== (long === '')) faults.push(open311Fault(400, 'lat_and_long'))
  else if (lat !== '') {
    const at = { lon: Number(long), lat: Number(lat) }
    if (decimal.test(lat) && decimal.test(long) && Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180) point = at
    else faults.push(open311Fault(400, 'lat_or_long', { lat: lat.slice(0, 40), long: long.slice(0, 40) }))
  } else if (address === '' && address_id === '') faults.push(open311Fault(400, 'location_missing'))
  const media = text('media_url')
  if (media !== '' && mediaUrl(media) === null) faults.push(open311Fault(400, 'media_url', { value: media.slice(0, 80) }))
  const other = Object.fromEntries((['device_id', 'account_id'] as const).flatMap((name) => (text(name) === '' ? [] : [[name,
    text(name).slice(0, 200)]])))
  const report: GivenReport = {
    description: text('description'), address, category: service_code,
    ...point,
    contact: { name: [text('first_name'), text('last_name')].filter(Boolean).join(' '), phone: text('phone'), email: text('email'), consent: false,
      other },
  }
  return { posted: { service_code, report, attributes: attributesOf(fields), media_url: media, address_id: address_id.slice(0, 200) }, faults }
}
