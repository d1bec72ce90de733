import { isUuid } from '#base/ids.ts'
import { addMs, type Instant, minuteMs, parseInstant } from '#base/instants.ts'
import { err, type Fault, ok, type Result } from '#base/results.ts'
import type { PhotoKind, Urgency } from '#cases/rules/index.ts'
import { type Contact, isEmptyContact, noContact, readContact } from './contact.ts'
import { cleanLine, cleanText, textLimits, titleOf } from './texts.ts'

/** What a channel hands over, as it came. */
export type GivenReport = {
  readonly description?: string
  readonly title?: string
  readonly address?: string
  /** An id or a code of the catalogue. */
  readonly category?: string
  /** An id or a code of a registration condition of that category. */
  readonly condition?: string
  readonly lon?: number
  readonly lat?: number
  readonly place_id?: string
  readonly area_id?: string
  /** When it was seen, as an ISO instant. */
  readonly observed_at?: string
  readonly urgency?: Urgency
  readonly files?: readonly { readonly id: string; readonly secret: string; readonly kind?: PhotoKind }[]
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string; readonly consent?: boolean;
    readonly other?: Readonly<Record<string, string>> }
}

/** The same, read: clean texts, real numbers, and nothing that contradicts itself. */
export type ReadReport = {
  /** '' where neither title nor description was given: the category's name stands in. */
  readonly title: string
  readonly description: string
  readonly address: string
  readonly category: string | null
  readonly condition: string | null
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly place_id: string | null
  readonly area_id: string | null
  readonly observed_at: Instant | null
  readonly urgency: Urgency
  readonly files: readonly { readonly file_id: string; readonly secret: string; readonly kind?: PhotoKind }[]
  readonly contact: Contact | null
  readonly consent: boolean
}

const mostFiles = 9
/** Clocks of phones run ahead; five minutes are taken for now. */
const clockSkewMs = 5 * minuteMs

/**
 * Reads a report and says everything that is wrong with it at once. It needs something said (a description, a category or a photo) and somewhere
 * (a point, a place, an area or an address). Faults: `intake.nothing_said`, `intake.nowhere`, `intake.point_half`, `intake.point_invalid`,
 * `intake.observed_invalid`, `intake.observed_in_the_future`, `intake.too_many_files`, `intake.file_unknown`, `intake.not_an_id`, and those of texts
 * and contacts.
 */
export const readReport = (given: GivenReport, now: Instant): Result<ReadReport, readonly Fault[]> => {
  const faults: Fault[] = []
  const wrong = (field: string, value: string | null, code: string, params?: Fault['params']): null => {
    faults.push({ field, value, code: `intake.${code}`, ...(params ? { params } : {}) })
    return null
  }
  const read = <T>(result: Result<T, Fault>, otherwise: T): T => {
    if (result.ok) return result.value
    faults.push(result.error)
    return otherwise
  }
  const description = read(cleanText('description', given.description ?? '', textLimits.description), '')
  const title = read(cleanLine('title', given.title ?? '', textLimits.title), '') || titleOf(description)
  const address = read(cleanLine('address', given.address ?? '', textLimits.address), '')
  const category = given.category?.trim() || null
  const condition = given.condition?.trim() || null
  const files = given.files ?? []
  for (const file of files) if (!isUuid(file.id) || !/^[0-9A-Za-z]{1,64}$/.test(file.secret)) wrong('files', file.id.slice(0, 80), 'file_unknown')
  if (files.length > mostFiles) wrong('files', String(files.length), 'too_many_files', { limit: mostFiles })

  const { lon, lat } = given
  let point: ReadReport['point'] = null
  if ((lon === undefined) !== (lat === undefined)) wrong(lon === undefined ? 'lon' : 'lat', null, 'point_half')
  else if (lon !== undefined && lat !== undefined) {
    point = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : wrong('lon',
      `${lon}, ${lat}`, 'point_invalid')
  }
  const id = (field: 'place_id' | 'area_id'): string | null => {
    const value = given[field]
    if (value === undefined || value === '') return null
    return isUuid(value) ? value : wrong(field, value.slice(0, 80), 'not_an_id')
  }
  const place_id = id('place_id'), area_id = id('area_id')

  let observed_at: Instant | null = null
  if (given.observed_at) {
    const parsed = parseInstant(given.observed_at)
    if (!parsed.ok) wrong('observed_at', given.observed_at.slice(0, 80), 'observed_invalid')
    else if (parsed.value > addMs(now, clockSkewMs)) wrong('observed_at', given.observed_at, 'observed_in_the_future')
    else observed_at = parsed.value > now ? now : parsed.value
  }
  const contact = readContact(given.contact ?? {})
  if (!contact.ok) faults.push(...contact.error)
  const who = contact.ok ? contact.value : noContact

  if (faults.length === 0) {
    if (description === '' && title === '' && category === null && files.length === 0) wrong('description', null, 'nothing_said')
    if (point === null && place_id === null && area_id === null && address === '') wrong('lon', null, 'nowhere')
  }
  if (faults.length > 0) return err(faults)
  return ok({
    title, description, address, category, condition, point, place_id, area_id, observed_at, urgency: given.urgency ?? 'ordinary',
    files: files.map(({ id: file_id, secret, kind }) => ({ file_id, secret, ...(kind ? { kind } : {}) })),
    contact: isEmptyContact(who) ? null : who, consent: given.contact?.consent === true,
  })
}
