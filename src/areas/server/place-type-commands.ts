import { nameKey } from '#base/name-keys.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { cleanName, defaultPlaceTypes } from '../rules/index.ts'
import { placeType, type PlaceType, readPlaceTypes, savePlaceType as saveRow, typeOfName } from '../store/place-types.ts'
import { type AreaWork, recordChange } from './work.ts'

export type PlaceTypeInput = {
  readonly code: string
  readonly name: string
  readonly name_en?: string
  readonly standard?: string
  readonly standard_en?: string
  readonly sort?: number
  readonly retired?: boolean
}

/** Makes a kind of place, or changes what is given of a known one: name, standard, order, whether it is retired. */
export const savePlaceType = async (work: AreaWork, input: PlaceTypeInput): Promise<Result<PlaceType, Refusal>> => {
  const { tx, now } = work
  const name = cleanName(input.name)
  if (name === '') return refuse('areas.name_empty')
  const before = await placeType(tx, input.code)
  const other = await typeOfName(tx, name, input.code)
  if (other) return refuse('areas.place_type_name_used', { name, code: other.code })
  const type: PlaceType = {
    code: input.code, name, name_key: nameKey(name), name_en: cleanName(input.name_en ?? before?.name_en ?? ''), standard: (input.standard ?? before?.standard ?? '').trim(),
    standard_en: (input.standard_en ?? before?.standard_en ?? '').trim(), sort: input.sort ?? before?.sort ?? 1000, retired: input.retired ?? before?.retired ?? false,
  }
  await saveRow(tx, { ...type, retiredAt: type.retired ? now : null })
  await recordChange(work, 'place_type.saved', {}, { before, after: type })
  return ok(type)
}

/** Adds those of the 54 default kinds that are missing by code and by name; what is there stays as the city has it. Answers how many were added. */
export const addDefaultPlaceTypes = async (work: AreaWork): Promise<number> => {
  const known = await readPlaceTypes(work.tx)
  const codes = new Set(known.map((type) => type.code)), names = new Set(known.map((type) => type.name))
  const missing = defaultPlaceTypes.filter((type) => !codes.has(type.code) && !names.has(type.name))
  for (const type of missing) await saveRow(work.tx, { ...type, name_key: nameKey(type.name), retiredAt: null })
  if (missing.length > 0) await recordChange(work, 'place_types.added', {}, { codes: missing.map((type) => type.code) })
  return missing.length
}
