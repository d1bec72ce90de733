import type { LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { holdsOn, inUnitSubtree, type Unit, unitCodePattern } from './units.ts'

const longestName = 120
const cleanName = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim()

const nameRefusal = (name: string): Refusal | null => {
  if (name === '') return { code: 'organisations.name_empty' }
  return name.length > longestName ? { code: 'organisations.name_too_long', params: { longest: longestName } } : null
}

type Parent = Pick<Unit, 'code' | 'path' | 'valid_from' | 'valid_to'>
/** `wanted` false: no parent was asked for; then a missing one is no fault. */
const parentRefusal = (parent: Parent | null, wanted: boolean, on: LocalDate): Refusal | null => {
  if (!parent) return wanted ? { code: 'organisations.parent_missing' } : null
  return parent.valid_to !== null && parent.valid_to <= on ? { code: 'organisations.parent_closed', params: { code: parent.code } } : null
}

/**
 * A new unit: its code was never used, its name is not empty, its parent is there and open.
 * Answers the cleaned name.
 */
export const decideCreateUnit = (
  made: { readonly code: string; readonly name: string; readonly valid_from: LocalDate },
  known: { readonly holder: Pick<Unit, 'name'> | null; readonly parent: Parent | null; readonly parentWanted: boolean },
): Result<{ readonly name: string }, Refusal> => {
  if (!unitCodePattern.test(made.code)) return refuse('organisations.bad_code', { value: made.code })
  if (known.holder) return refuse('organisations.code_used', { code: made.code, name: known.holder.name })
  const name = cleanName(made.name)
  const refusal = nameRefusal(name) ?? parentRefusal(known.parent, known.parentWanted, made.valid_from)
  return refusal ? { ok: false, error: refusal } : ok({ name })
}

/** A changed name or parent. A unit may not hang below itself. */
export const decideChangeUnit = (
  unit: Pick<Unit, 'code' | 'path' | 'valid_from' | 'valid_to'>, change: { readonly name: string; readonly on: LocalDate },
  known: { readonly parent: Parent | null; readonly parentWanted: boolean },
): Result<{ readonly name: string }, Refusal> => {
  if (!holdsOn(unit, change.on) && unit.valid_to !== null) return refuse('organisations.unit_closed', { code: unit.code })
  const name = cleanName(change.name)
  const refusal = nameRefusal(name) ?? parentRefusal(known.parent, known.parentWanted, change.on)
  if (refusal) return { ok: false, error: refusal }
  return known.parent && inUnitSubtree(known.parent.path, unit.path) ? refuse('organisations.circular_parent', { value: known.parent.code }) : ok({
    name })
}

/** Closing: with a reason, from a day after it began, with no open unit below and no duty left in the matrix in force. */
export const decideCloseUnit = (
  unit: Pick<Unit, 'code' | 'valid_from' | 'valid_to'>, closing: { readonly on: LocalDate; readonly reason: string },
  known: { readonly openBelow: number; readonly duties: number; readonly fallbacks: number },
): Result<void, Refusal> => {
  if (unit.valid_to !== null) return refuse('organisations.unit_closed', { code: unit.code })
  if (closing.reason.trim() === '') return refuse('organisations.reason_empty')
  if (closing.on <= unit.valid_from) return refuse('organisations.not_after_start', { from: unit.valid_from })
  if (known.openBelow > 0) return refuse('organisations.has_open_units', { count: known.openBelow })
  if (known.duties + known.fallbacks > 0) return refuse('organisations.has_duties', { rules: known.duties, fallbacks: known.fallbacks })
  return ok(undefined)
}
