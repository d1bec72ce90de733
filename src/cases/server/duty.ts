import type { Instant } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { limitFor } from '#catalogue/rules/index.ts'
import { catalogueModelOf, type StoredCategory } from '#catalogue/server/index.ts'
import { type Duty, resolveDuty } from '#organisations/rules/index.ts'
import { dutyModelOf } from '#organisations/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { type Case, type CaseTerms, type CommandOf, termsOf } from '../rules/index.ts'
import type { CasePlace } from '../store/names.ts'

/** What the catalogue says of a condition, for the case page, in the reader's language where it has it. */
export const conditionOf = async (city: CityDb, id: string | null, locale: Locale): Promise<{ text: string; closing_condition: string | null } | null> => {
  if (id === null) return null
  const condition = (await catalogueModelOf(city)).condition(id)
  const en = locale === 'en'
  return condition && {
    text: (en ? condition.text_en : null) ?? condition.text, closing_condition: (en ? condition.closing_condition_en : null) ?? condition.closing_condition,
  }
}

/** A sub-category of the version in force; older versions are kept for the cases filed under them, not for new filing. */
export const categoryById = async (city: CityDb, id: string): Promise<StoredCategory | null> => (await catalogueModelOf(city)).category(id)

/** Without a condition a case is held to the photos that every condition of its category asks for. */
const leastOf = (numbers: readonly number[]): number => (numbers.length === 0 ? 0 : Math.min(...numbers))

/**
 * What a case filed here will be held to: the chosen condition, or without one the city's ordinary handling limit.
 * Null when the condition is not one of the category's.
 */
export const termsFor = async (city: CityDb, category: StoredCategory, conditionId: string | null, areaPath: string | null): Promise<CaseTerms | null> => {
  const [catalogue, areas] = [await catalogueModelOf(city), await areaModelOf(city)]
  const condition = conditionId === null ? null : category.conditions.find((c) => c.id === conditionId)
  if (condition === undefined) return null
  const area = areaPath === null ? null : areas.byPath(areaPath)
  return termsOf({
    limit: condition && limitFor(condition, area ? areas.serviceClassOf(area) : null), closing_condition: condition?.closing_condition ?? null,
    after_photos: condition ? condition.evidence.after_photos : leastOf(category.conditions.map((c) => c.evidence.after_photos)), ...(condition ? { informed_closing: condition.informed_closing } : {}), same_time_of_day: category.same_time_of_day,
    catalogue_version: catalogue.version?.number === undefined || catalogue.version === null ? null : String(catalogue.version.number),
  })
}

const dutyOf = async (city: CityDb, place: Pick<CasePlace, 'area_path' | 'category_path'>, now: Instant): Promise<Duty | null> => {
  if (place.area_path === null) return null
  return resolveDuty(await dutyModelOf(city), { category_path: place.category_path ?? '', area_path: place.area_path, on: localReading(now, city.zone).date })
}

/** The unit the duty matrix names for a new report, without asking anybody. */
export const suggestedUnit = async (city: CityDb, place: Pick<CasePlace, 'area_path' | 'category_path'>, now: Instant): Promise<string | null> => {
  const duty = await dutyOf(city, place, now)
  return duty === null || duty.kind === 'none' ? null : duty.lead_unit_id
}

const named = (units: ReadonlyMap<string, { readonly id: string; readonly name: string }>, id: string): { id: string; name: string } => ({ id, name: units.get(id)?.name ?? '' })

const because = (duty: Duty, locale: Locale): string => translator(locale)(`organisations.because.${duty.because.code}`, duty.because.params)

/** Who answers for a case by the matrix in force, and why, for the one who dispatches. */
export const suggestFor = async (city: CityDb, c: Pick<Case, 'area_path' | 'category_path'>, now: Instant, locale: Locale) => {
  const duty = await dutyOf(city, c, now)
  if (duty === null) return null
  const { units } = await dutyModelOf(city)
  return {
    lead_unit: duty.kind === 'none' ? null : named(units, duty.lead_unit_id), assisting_units: duty.kind === 'none' ? [] : duty.assisting_unit_ids.map((id) => named(units, id)),
    because: { code: `organisations.because.${duty.because.code}`, params: { ...duty.because.params } }, text: because(duty, locale), fallback: duty.kind === 'fallback',
  }
}

/** Where a dispatch goes: the unit named, else the one the matrix names; with the matrix's reason, or that somebody chose otherwise. */
export const dispatchTo = async (
  city: CityDb, unitId: string | null, assisting: readonly string[] | null, place: CasePlace | null, now: Instant,
): Promise<Omit<CommandOf<'dispatch'>, 'type'> | 'no_unit' | 'unknown_unit'> => {
  const duty = place ? await dutyOf(city, place, now) : null
  const { units } = await dutyModelOf(city)
  const suggested = duty === null || duty.kind === 'none' ? null : duty.lead_unit_id
  const lead = unitId ?? suggested
  if (lead === null) return 'no_unit'
  const unit = units.get(lead)
  if (!unit || (assisting ?? []).some((id) => !units.has(id))) return 'unknown_unit'
  const follows = duty !== null && lead === suggested
  return {
    lead_unit_id: lead, lead_unit_path: unit.path, assisting_unit_ids: assisting ?? (follows && duty.kind !== 'none' ? duty.assisting_unit_ids : []),
    fallback: follows && duty.kind === 'fallback', routing_reason: follows ? because(duty, 'zh-CN') : translator('zh-CN')('cases.chosen_by_dispatcher'),
  }
}

/** The area a point lies in, or the one named; null when neither is in the city. */
export const locate = async (city: CityDb, lon: number | null, lat: number | null, areaId: string | null): Promise<{ area_id: string; area_path: string } | null> => {
  const areas = await areaModelOf(city)
  const named = areaId === null ? null : areas.byId(areaId)
  if (lon !== null && lat !== null) {
    const found = areas.locator().locate(lon, lat)
    if (found.kind !== 'outside') {
      // A named area is kept where it lies inside the one found: boundaries often end at the street.
      const area = named && named.path.startsWith(`${found.area.path}.`) ? named : found.area
      return { area_id: area.id, area_path: area.path }
    }
    return null
  }
  return named && { area_id: named.id, area_path: named.path }
}
