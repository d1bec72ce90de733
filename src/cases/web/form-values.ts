import { type LocalDate, toIso } from '#base/instants.ts'
import { addDays, instantAt } from '#base/zones.ts'
import type { CaseAction, CaseDetail } from './api.ts'
import type { FormField } from './command-fields.ts'
import type { Attached } from './photo-field.tsx'
import type { PlaceValue } from './place-field.tsx'

export type Values = Readonly<Record<string, unknown>>

/** What stands in the form before anybody types: the suggestion of the rules, the category already known. */
export const firstValues = (fields: readonly FormField[], detail: CaseDetail | null, reasons: readonly string[] | null): Values =>
  Object.fromEntries(
    fields.flatMap((field): readonly (readonly [string, unknown])[] => {
      if (field.kind === 'choice') return [[field.name, field.first && (reasons === null || reasons.includes(field.first)) ? field.first : null]]
      if (field.kind === 'level') return [[field.name, 1]]
      if (!detail) return []
      if (field.name === 'category_id') return [[field.name, detail.case.category_id]]
      if (field.name === 'condition_id') return [[field.name, detail.case.condition_id]]
      if (field.name === 'lead_unit_id') return [[field.name, detail.suggestion?.lead_unit?.id ?? detail.case.lead_unit?.id ?? null]]
      if (field.name === 'assisting_unit_ids') return [[field.name, detail.suggestion?.assisting_units.map((unit) => unit.id) ?? []]]
      if (field.kind === 'place') return [[field.name, { lon: detail.case.lon, lat: detail.case.lat, address: detail.case.address }]]
      return []
    }),
  )

/** Names that say more here than in the list of fields. */
const labelOf: Readonly<Record<string, string>> = {
  into: 'cases:fields.into_id',
  children: 'cases:fields.child_ids',
  public: 'cases:page.form.public',
}

/** The words of a choice, where the rules have them, else those of the page. */
const listOf: Readonly<Record<string, string>> = {
  verify: 'verify_results',
  check: 'check_results',
  decline: 'decline_reasons',
  close: 'close_reasons',
}
export const choiceKey = (command: string, value: string): string =>
  listOf[command] ? `cases:${listOf[command]}.${value}` : `cases:page.choices.${command}.${value}`

export const blank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Values as the command takes them: nothing that was left blank, photos by reference, a day as the moment it ends in the city. */
export const outgoing = (fields: readonly FormField[], values: Values, zone: string): Values =>
  Object.fromEntries(
    fields.flatMap((field): readonly (readonly [string, unknown])[] => {
      const value = values[field.name]
      if (field.kind === 'place') return Object.entries((value ?? {}) as PlaceValue).filter(([, v]) => !blank(v))
      if (field.kind === 'children') return [['children', linesOf(value).map((title) => ({ title }))]]
      if (blank(value)) return []
      if (field.kind === 'until') return [[field.name, toIso(instantAt(addDays(String(value) as LocalDate, 1), 0, zone))]]
      if (field.kind === 'photos') return [['files', (value as readonly Attached[]).map(({ file_id, secret, kind }) => ({ file_id, secret, kind }))]]
      return [[field.name, typeof value === 'string' ? value.trim() : value]]
    }),
  )

/** Not blank lines of what was typed, one child case each. */
export const linesOf = (value: unknown): readonly string[] =>
  String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Whether the command will be refused without this field. For many cases at once the duty matrix may name the unit. */
export const isRequired = (field: FormField, action: CaseAction | undefined, many: boolean): boolean => {
  if (field.name === 'lead_unit_id' && many) return false
  if (field.kind === 'choice' || field.kind === 'children') return true
  return ('required' in field && field.required === true) || (action?.requires ?? []).includes(field.name)
}

/** Entries that only some cases ask for: a reason for not verifying, a reason why there is no photo. */
export const isShown = (field: FormField, action: CaseAction | undefined, values: Values): boolean => {
  const asked = (name: string): boolean => (action?.requires ?? []).includes(name)
  if ('insteadOf' in field && field.insteadOf) return asked(field.insteadOf) && blank(values[field.insteadOf])
  return !('onlyIfAsked' in field && field.onlyIfAsked) || action === undefined || asked(field.name)
}
/** Whether another entry makes up for this one: a reason in place of the photo. */
export const isMadeUpFor = (field: FormField, fields: readonly FormField[], values: Values): boolean =>
  fields.some((other) => 'insteadOf' in other && other.insteadOf === field.name && !blank(values[other.name]))

/** Photos that were chosen and refused stand here, beside the values, until the person takes them away. */
export const refusedName = (name: string): string => `${name}:refused`

export const isMissing = (field: FormField, values: Values): boolean =>
  field.kind === 'children' ? linesOf(values['children']).length < 2 : blank(values[field.name])

export const labelKey = (field: FormField): string => labelOf[field.name] ?? `cases:fields.${field.name}`
