import type { Instant, LocalDate } from '#base/instants.ts'
import { nameKey } from '#base/name-keys.ts'
import { batchInsert } from '#platform/db/batches.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { ContactRole, Unit } from '../rules/index.ts'

export type StoredUnit = Unit & { readonly name_key: string; readonly area_id: string | null; readonly closed_reason: string | null }
export type Contact = { readonly role: ContactRole; readonly name: string; readonly phone: string; readonly email: string; readonly note: string }

const columns = sql.raw('id, code, name, name_key, kind, parent_id, path, area_id, area_path, duties, valid_from, valid_to, closed_reason')

export const readUnits = (tx: Tx): Promise<readonly StoredUnit[]> => tx.rows(sql<StoredUnit>`select ${columns} from units order by name_key, id`)
/** Locks the row: two people changing one unit wait for each other. */
export const unitForUpdate = (tx: Tx, id: string): Promise<StoredUnit | null> =>
  tx.maybe(sql<StoredUnit>`select ${columns} from units where id = ${id} for update`)
export const unitById = (tx: Tx, id: string): Promise<StoredUnit | null> => tx.maybe(sql<StoredUnit>`select ${columns} from units where id = ${id}`)
export const unitsByCode = (tx: Tx, codes: readonly string[]): Promise<readonly StoredUnit[]> =>
  tx.rows(sql<StoredUnit>`select ${columns} from units where code = any(${codes})`)

const insertRows = batchInsert<Record<string, unknown>>('units', {
  id: 'uuid', code: 'text', name: 'text', name_key: 'text', kind: 'text', parent_id: 'uuid', path: 'text', area_id: 'uuid', area_path: 'text',
  duties: 'text[]', valid_from: 'date',
  created_at: 'instant', changed_at: 'instant',
})
export type NewUnitRow = Omit<StoredUnit, 'name_key' | 'valid_to' | 'closed_reason'>
/** New units, parents first or in the same call. */
export const insertUnits = (tx: Tx, units: readonly NewUnitRow[], now: Instant): Promise<void> =>
  insertRows(tx, units.map((unit) => ({ ...unit, name_key: nameKey(unit.name), created_at: now, changed_at: now })))

export type UnitChange = Pick<StoredUnit, 'name' | 'kind' | 'parent_id' | 'path' | 'area_id' | 'area_path' | 'duties'>
/** Writes a unit as it now is; when its path changed, everything below moves along. */
export const saveUnit = async (tx: Tx, before: Pick<StoredUnit, 'id' | 'path'>, unit: UnitChange, now: Instant): Promise<void> => {
  await tx.run(sql`update units set name = ${unit.name}, name_key = ${nameKey(unit.name)}, kind = ${unit.kind}, parent_id = ${unit.parent_id}, path = ${unit.path},
    area_id = ${unit.area_id}, area_path = ${unit.area_path}, duties = ${[...unit.duties]}, changed_at = ${at(now)} where id = ${before.id}`)
  if (unit.path !== before.path) {
    await tx.run(sql`update units set path = ${unit.path} || substr(path, ${before.path.length + 1}), changed_at = ${at(now)} where starts_with(path, ${`${before.path}.`})`)
  }
}

export const closeRow = (tx: Tx, id: string, on: LocalDate, reason: string, now: Instant): Promise<number> =>
  tx.run(sql`update units set valid_to = ${on}, closed_reason = ${reason}, changed_at = ${at(now)} where id = ${id}`)

/** Units directly below that are not closed by then. */
export const countOpenBelow = async (tx: Tx, id: string, on: LocalDate): Promise<number> =>
  (await tx.one(sql<{ n: number }>`select count(*) as n from units where parent_id = ${id} and (valid_to is null or valid_to > ${on})`)).n

export const contactsOf = (tx: Tx, unitId: string): Promise<readonly Contact[]> =>
  tx.rows(sql<Contact>`select role, name, phone, email, note from unit_contacts where unit_id = ${unitId} order by position, id`)
export const contactsOfAll = (tx: Tx): Promise<readonly (Contact & { readonly unit_id: string })[]> =>
  tx.rows(sql<Contact & { unit_id: string }>`select unit_id, role, name, phone, email, note from unit_contacts order by unit_id, position, id`)

const insertContacts = batchInsert<Record<string, unknown>>('unit_contacts', { id: 'uuid', unit_id: 'uuid', role: 'text', name: 'text',
  phone: 'text', email: 'text', note: 'text', position: 'smallint' })
/** The contacts of some units, in place of those they had. */
export const replaceContacts = async (tx: Tx, contacts: readonly (Contact & { readonly id: string; readonly unit_id: string })[],
  unitIds: readonly string[]): Promise<void> => {
  await tx.run(sql`delete from unit_contacts where unit_id = any(${[...unitIds]}::uuid[])`)
  const position = new Map<string, number>()
  await insertContacts(tx, contacts.map((contact) => {
    const next = position.get(contact.unit_id) ?? 0
    position.set(contact.unit_id, next + 1)
    return { ...contact, position: next }
  }))
}

export type OrganisationEvent = { readonly id: string; readonly kind: string; readonly unit_id: string | null; readonly matrix_id: string | null;
  readonly actor: string; readonly at: Instant; readonly data: object }
export const insertEvent = (tx: Tx, event: OrganisationEvent): Promise<number> =>
  tx.run(sql`insert into organisation_events (id, kind, unit_id, matrix_id, actor, at, data)
    values (${event.id}, ${event.kind}, ${event.unit_id}, ${event.matrix_id}, ${event.actor}, ${at(event.at)}, ${JSON.stringify(event.data)}::jsonb)`)
