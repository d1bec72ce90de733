import { createHash } from 'node:crypto'
import type { Instant } from '#base/instants.ts'
import { err, type Fault, ok, type Result } from '#base/results.ts'
import type { ImportedRow } from '#cases/rules/index.ts'
import type { ImportRow } from '../../rules/import/index.ts'
import { type Contact, maskContact, noContact } from '../../rules/index.ts'
import type { Placing } from '../../store/reports.ts'
import { isFault, type References } from './references.ts'

/** A row with its names resolved: what becomes of it but for its id and number. */
export type ResolvedRow = {
  readonly row: ImportRow
  readonly told: Omit<ImportedRow, 'id' | 'number'>
  readonly placed: Placing
  readonly hash: Buffer
}

/** 16 bytes over everything a row says; the same row says the same thing, wherever it stands in the file. */
export const rowHash = (row: ImportRow): Buffer => {
  const said = [
    row.source, row.status, row.opened_at, row.due_at, row.closed_at, row.title, row.description, row.category?.key ?? null, row.unit?.key ?? null,
    row.areas?.key ?? null, row.lon, row.lat,
    row.address, row.closing_reason, row.reporter, row.call_back, row.extra,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest().subarray(0, 16)
}

/** What a source says of its own limit in a column of its own (`ontime` of Boston, `on_time` elsewhere). */
const statedOnTime = (extra: Readonly<Record<string, string>>): boolean | null => {
  const word = (extra['ontime'] ?? extra['on_time'] ?? '').toLowerCase()
  return word === 'ontime' || word === 'on time' || word === 'true' ? true : word === 'overdue' || word === 'false' ? false : null
}

const untilOf = (row: ImportRow): { readonly until?: 'reported' | 'registered' } => (row.status === 'reported' || row.status === 'registered'
  ? { until: row.status } : {})

/** Gives a row the city's own areas, unit and category; faults name what the city has not got. */
export const resolveRow = (row: ImportRow, refs: References, profile: string): Result<ResolvedRow, readonly Fault[]> => {
  const faults: Fault[] = []
  const pick = <T extends object>(found: T | Fault | undefined | null): T | null => {
    if (!found) return null
    if (!isFault(found)) return found
    faults.push(found)
    return null
  }
  const named = pick(row.areas && refs.areas.get(row.areas.key))
  const unit = pick(row.unit && refs.units.get(row.unit.key))
  const category = pick(row.category && refs.categories.get(row.category.key))
  if (faults.length > 0) return err(faults)
  const located = row.lon !== null && row.lat !== null ? refs.model.locator().find(row.lon, row.lat) : null
  const area = located && (!named || located.path.startsWith(`${named.path}.`)) ? located : named
  const ended = row.status === 'closed' || row.status === 'void'
  return ok({
    row, hash: rowHash(row), placed: area === located && area !== null ? 'point' : area ? 'area' : row.address === '' ? 'none' : 'address',
    told: {
      profile, source: row.source, title: row.title, description: row.description, external_ref: row.external_ref, category_id: category?.id ?? null,
      category_path: category?.path ?? null,
      area_id: area?.id ?? null, area_path: area?.path ?? null, lon: row.lon, lat: row.lat, address: row.address, opened_at: row.opened_at,
      due_at: row.due_at,
      closed_at: ended ? row.closed_at : null, close_text: row.closing_reason, lead_unit_id: unit?.id ?? null, lead_unit_path: unit?.path ?? null,
      voided: row.status === 'void', stated_on_time: statedOnTime(row.extra), ...untilOf(row),
      // A source that says "given to a unit" and no more has it still waiting there to be taken on.
      ...(row.status === 'dispatched' ? { dispatched_at: row.opened_at } : {}),
    },
  })
}

/** The reporter a row names; null where it names none. What the source masked stays masked. */
export const contactOf = (row: ImportRow): { readonly contact: Contact; readonly masked: object } | null => {
  const { reporter } = row
  if (!reporter || (reporter.name === null && reporter.phone === null)) return null
  const contact: Contact = { ...noContact, name: reporter.name ?? '', phone: reporter.phone ?? '' }
  const masked = maskContact(contact)
  return { contact, masked: reporter.confidential ? { name: '', phone: '', email: '' } : reporter.phone_masked ? { ...masked,
    phone: contact.phone } : masked }
}

/** Everything a row says that has no column of its own, kept beside the case. */
export const answersOf = (row: ImportRow): readonly object[] => [
  ...(Object.keys(row.extra).length > 0 ? [{ extra: row.extra }] : []), ...(row.call_back ? [{ call_back: row.call_back }] : []),
  ...(row.remarks.length > 0 ? [{ remarks: row.remarks }] : []),
  ...(row.status === 'suspended' ? [{ stated_status: row.status }] : []), ...(row.reporter?.confidential ? [{ confidential: true }] : []),
]

const shown = (value: string | number | null,
  isTime: boolean): string => (value === null ? '-' : isTime ? new Date(value).toISOString() : String(value))

/** Differences between a case and a newer row that no event of its own can say. */
export const differences = (c: { readonly title: string; readonly description: string; readonly opened_at: Instant; readonly due_at: Instant | null },
  row: ImportRow): readonly string[] => {
  const pairs: readonly (readonly [string, string | number | null, string | number | null, boolean])[] = [
    ['title', c.title, row.title.trim(), false], ['description', c.description, row.description.trim(), false],
    ['opened_at', c.opened_at, row.opened_at, true], ['due_at', c.due_at, row.due_at, true],
  ]
  return pairs.flatMap(([name, before, now, isTime]) => (before === now ? [] : [`${name}: ${shown(before, isTime)} -> ${shown(now, isTime)}`]))
}
