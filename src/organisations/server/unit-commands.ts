import type { LocalDate } from '#base/instants.ts'
import { ok, type Refusal, type Result } from '#base/results.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { decideChangeUnit, decideCloseUnit, decideCreateUnit, type UnitKind, type UnitLine, unitPathBelow } from '../rules/index.ts'
import { countDuties, countFallbacks } from '../store/duty.ts'
import {
  closeRow, type Contact, countOpenBelow, insertUnits, type NewUnitRow, replaceContacts, saveUnit, type StoredUnit, unitById, unitForUpdate,
  unitsByCode,
} from '../store/units.ts'
import { recordChange, today, type UnitWork } from './work.ts'

export type UnitInput = {
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parent_id?: string | null
  readonly area_id?: string | null
  readonly duties?: readonly string[]
  readonly valid_from?: LocalDate
  readonly contacts?: readonly Contact[]
}

const withIds = ({ now }: UnitWork, unitId: string, contacts: readonly Contact[]) =>
  contacts.map((contact) => ({ ...contact, id: newId(now), unit_id: unitId }))

/** The area's path, or a problem when there is no such area. */
const areaPathOf = async ({ city }: UnitWork, areaId: string | null): Promise<string | null> => {
  if (areaId === null) return null
  const area = (await areaModelOf(city)).byId(areaId)
  if (!area) throw problem('organisations.no_such_area', { status: 422 })
  return area.path
}

/** Makes one unit. */
export const createUnit = async (work: UnitWork, input: UnitInput): Promise<Result<NewUnitRow, Refusal>> => {
  const { tx, now } = work
  const parentId = input.parent_id ?? null
  const parent = parentId === null ? null : await unitById(tx, parentId)
  const [holder] = await unitsByCode(tx, [input.code])
  const validFrom = input.valid_from ?? today(work)
  const decided = decideCreateUnit({ code: input.code, name: input.name, valid_from: validFrom },
    { holder: holder ?? null, parent, parentWanted: parentId !== null })
  if (!decided.ok) return decided
  const unit: NewUnitRow = {
    id: newId(now), code: input.code, name: decided.value.name, kind: input.kind, parent_id: parentId, path: unitPathBelow(parent, input.code),
    area_id: input.area_id ?? null, area_path: await areaPathOf(work, input.area_id ?? null), duties: [...new Set(input.duties ?? [])],
    valid_from: validFrom,
  }
  await insertUnits(tx, [unit], now)
  if (input.contacts?.length) await replaceContacts(tx, withIds(work, unit.id, input.contacts), [unit.id])
  await recordChange(work, 'unit.created', { unit_id: unit.id }, { code: unit.code, name: unit.name, kind: unit.kind, path: unit.path })
  return ok(unit)
}

const unitToChange = async ({ tx }: UnitWork, id: string): Promise<StoredUnit> => {
  const unit = await unitForUpdate(tx, id)
  if (!unit) throw problem('organisations.no_such_unit', { status: 404 })
  return unit
}

export type UnitChangeInput = Partial<Pick<UnitInput, 'name' | 'kind' | 'parent_id' | 'area_id' | 'duties'>>
/** Renames or moves a unit, or changes its kind, area or duties. Moving takes everything below along. */
export const changeUnit = async (work: UnitWork, id: string, change: UnitChangeInput): Promise<Result<void, Refusal>> => {
  const unit = await unitToChange(work, id)
  const parentId = change.parent_id === undefined ? unit.parent_id : change.parent_id
  const parent = parentId === null ? null : await unitById(work.tx, parentId)
  const decided = decideChangeUnit(unit, { name: change.name ?? unit.name, on: today(work) }, { parent, parentWanted: parentId !== null })
  if (!decided.ok) return decided
  const areaId = change.area_id === undefined ? unit.area_id : change.area_id
  const made = {
    name: decided.value.name, kind: change.kind ?? unit.kind, parent_id: parentId, path: unitPathBelow(parent, unit.code), area_id: areaId,
    area_path: areaId === unit.area_id ? unit.area_path : await areaPathOf(work, areaId),
    duties: change.duties ? [...new Set(change.duties)] : unit.duties,
  }
  await saveUnit(work.tx, unit, made, work.now)
  const { name, kind, path, area_path, duties } = unit
  await recordChange(work, 'unit.changed', { unit_id: id },
    { before: { name, kind, path, area_path, duties }, after: { ...made, parent_id: undefined, area_id: undefined } })
  return ok(undefined)
}

export const setContacts = async (work: UnitWork, id: string, contacts: readonly Contact[]): Promise<void> => {
  await unitToChange(work, id)
  await replaceContacts(work.tx, withIds(work, id, contacts), [id])
  await recordChange(work, 'unit.contacts_set', { unit_id: id }, { count: contacts.length })
}

/** Ends a unit from a day on. */
export const closeUnit = async (work: UnitWork, id: string, closing: { readonly on: LocalDate; readonly reason: string }): Promise<Result<void,
  Refusal>> => {
  const { tx } = work
  const unit = await unitToChange(work, id)
  const decided = decideCloseUnit(unit, closing, {
    openBelow: await countOpenBelow(tx, id, closing.on), duties: await countDuties(tx, id, closing.on),
    fallbacks: await countFallbacks(tx, id, closing.on),
  })
  if (!decided.ok) return decided
  await closeRow(tx, id, closing.on, closing.reason.trim(), work.now)
  await recordChange(work, 'unit.closed', { unit_id: id }, { on: closing.on, reason: closing.reason.trim() })
  return ok(undefined)
}

/**
 * Makes or changes many units at once, as `readUnitTable` gives them (parents first, everything found). A code that exists is
 * brought to what the line says. Safe to repeat.
 */
export const importUnits = async (work: UnitWork, lines: readonly UnitLine[], from: { readonly file: string }): Promise<{ readonly created: number;
  readonly updated: number; readonly unchanged: number }> => {
  const { tx, now, city } = work
  const areas = await areaModelOf(city)
  const codes = [...new Set(lines.flatMap((line) => (line.parent_code === null ? [line.code] : [line.code, line.parent_code])))]
  const known = new Map<string, { readonly id: string; readonly path: string }>((await unitsByCode(tx, codes)).map((unit) => [unit.code, unit]))
  const before = new Map((await unitsByCode(tx, lines.map((line) => line.code))).map((unit) => [unit.code, unit]))
  const fresh: NewUnitRow[] = []
  let updated = 0, unchanged = 0
  for (const line of lines) {
    const parent = line.parent_code === null ? null : known.get(line.parent_code)
    if (parent === undefined) throw problem('organisations.parent_missing', { status: 409 })
    const area = line.area_code === null ? null : areas.byCode(line.area_code)
    if (line.area_code !== null && !area) throw problem('organisations.no_such_area', { status: 422 })
    const place = { parent_id: parent?.id ?? null, area_id: area?.id ?? null, area_path: area?.path ?? null, duties: [...new Set(line.duties)] }
    const old = before.get(line.code)
    if (!old) {
      const unit = { id: newId(now), code: line.code, name: line.name, kind: line.kind, path: unitPathBelow(parent, line.code),
        valid_from: line.valid_from ?? today(work), ...place }
      fresh.push(unit)
      known.set(line.code, unit)
      continue
    }
    const made = { name: line.name, kind: line.kind, path: unitPathBelow(parent, line.code), ...place }
    const same = (Object.keys(made) as (keyof typeof made)[]).every((field) => JSON.stringify(made[field]) === JSON.stringify(old[field]))
    if (same) unchanged++
    else {
      // Rows below may have moved with an earlier line of this file, so the path is read again.
      const current = (await unitForUpdate(tx, old.id)) ?? old
      await saveUnit(tx, current, made, now)
      known.set(line.code, { id: old.id, path: made.path })
      updated++
    }
  }
  await insertUnits(tx, fresh, now)
  const contacts = lines.flatMap((line) => {
    const id = known.get(line.code)?.id
    return line.contact && id ? withIds(work, id, [{ ...line.contact, note: '' }]) : []
  })
  if (contacts.length > 0) await replaceContacts(tx, contacts, contacts.map((contact) => contact.unit_id))
  await recordChange(work, 'units.imported', {}, { file: from.file, created: fresh.length, updated })
  return { created: fresh.length, updated, unchanged }
}

/** Makes the units an import found in its file and the city has not got, at the top level. Answers id by code for all of them. */
export const addMissingUnits = async (work: UnitWork, wanted: readonly Pick<UnitInput,
  'code' | 'name' | 'kind' | 'valid_from'>[]): Promise<ReadonlyMap<string, string>> => {
  const known = new Map((await unitsByCode(work.tx, wanted.map((unit) => unit.code))).map((unit) => [unit.code, unit.id]))
  const fresh: NewUnitRow[] = []
  for (const unit of wanted) {
    if (known.has(unit.code)) continue
    const row: NewUnitRow = {
      id: newId(work.now), code: unit.code, name: unit.name, kind: unit.kind, parent_id: null, path: unit.code, area_id: null, area_path: null,
      duties: [], valid_from: unit.valid_from ?? today(work),
    }
    fresh.push(row)
    known.set(unit.code, row.id)
  }
  if (fresh.length > 0) {
    await insertUnits(work.tx, fresh, work.now)
    await recordChange(work, 'units.imported', {}, { created: fresh.length, updated: 0 })
  }
  return known
}
