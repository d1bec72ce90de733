import type { LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { type Area, type AreaLevel, depthOf, isValidOn, type Validity } from './areas.ts'

/** Longest name taken, in characters. */
export const longestName = 80

/** Names are kept without spaces around and with single ones within. */
export const cleanName = (name: string): string => name.replaceAll(/\s+/g, ' ').trim()

const checkName = (name: string): Result<string, Refusal> => {
  const clean = cleanName(name)
  if (clean === '') return refuse('areas.name_empty')
  return clean.length > longestName ? refuse('areas.name_too_long', { limit: longestName }) : ok(clean)
}

export type NewArea = { readonly code: string; readonly level: AreaLevel; readonly name: string; readonly validFrom: LocalDate }

/**
 * May this area be made? `holder` is whoever has or ever had the code: codes are never given twice (GB/T 30428.1), or a case of ten years ago
 * would point to ground it never lay on. `city` is the city's own row, of which there is one.
 * Refusals: name_empty, name_too_long, code_used, city_exists, parent_missing, parent_closed, parent_level.
 */
export const decideCreate = (
  area: NewArea, known: { readonly holder: Area | null; readonly parent: Area | null; readonly city: Area | null },
): Result<NewArea, Refusal> => {
  const name = checkName(area.name)
  if (!name.ok) return name
  if (known.holder) return refuse('areas.code_used', { code: area.code, name: known.holder.name })
  if (area.level === 'city') return known.city ? refuse('areas.city_exists', { name: known.city.name }) : ok({ ...area, name: name.value })
  if (!known.parent) return refuse('areas.parent_missing', { code: area.code })
  if (!isValidOn(known.parent, area.validFrom)) return refuse('areas.parent_closed', { name: known.parent.name, day: area.validFrom })
  if (depthOf(known.parent.level) >= depthOf(area.level)) return refuse('areas.parent_level', { name: known.parent.name })
  return ok({ ...area, name: name.value })
}

/** A new name from a day on. Refusals: closed, name_empty, name_too_long, same_name, before_start. */
export const decideRename = (area: Area, name: string, from: LocalDate): Result<string, Refusal> => {
  const clean = checkName(name)
  if (!clean.ok) return clean
  if (area.validTo !== null) return refuse('areas.closed', { name: area.name, day: area.validTo })
  if (clean.value === area.name) return refuse('areas.same_name', { name: area.name })
  return from < area.validFrom ? refuse('areas.before_start', { day: area.validFrom }) : clean
}

/** Closing an area from a day on, with a reason. Refusals: closed, reason_empty, not_after_start, has_open_children, has_open_places. */
export const decideClose = (
  area: Area, on: LocalDate, reason: string, open: { readonly children: number; readonly places: number },
): Result<LocalDate, Refusal> => {
  if (area.validTo !== null) return refuse('areas.closed', { name: area.name, day: area.validTo })
  if (reason.trim() === '') return refuse('areas.reason_empty')
  if (on <= area.validFrom) return refuse('areas.not_after_start', { day: area.validFrom })
  if (open.children > 0) return refuse('areas.has_open_children', { name: area.name, count: open.children })
  return open.places > 0 ? refuse('areas.has_open_places', { name: area.name, count: open.places }) : ok(on)
}

export type NewPlace = { readonly name: string; readonly validFrom: LocalDate }
/** A place stands in an area that is open and small enough to look after it: street, community or cell. */
export const decidePlace = (place: NewPlace, area: Area | null): Result<string, Refusal> => {
  const name = checkName(place.name)
  if (!name.ok) return name
  if (!area) return refuse('areas.place_outside')
  if (!isValidOn(area, place.validFrom)) return refuse('areas.area_closed', { name: area.name, day: place.validFrom })
  return depthOf(area.level) < depthOf('street') ? refuse('areas.place_area_too_large', { name: area.name }) : name
}

export const decideClosePlace = (place: Validity & { readonly name: string }, on: LocalDate, reason: string): Result<LocalDate, Refusal> => {
  if (place.validTo !== null) return refuse('areas.place_closed', { name: place.name, day: place.validTo })
  if (reason.trim() === '') return refuse('areas.reason_empty')
  return on <= place.validFrom ? refuse('areas.not_after_start', { day: place.validFrom }) : ok(on)
}
