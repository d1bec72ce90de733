import type { Id } from '#base/ids.ts'
import type { LocalDate } from '#base/instants.ts'

/** The five levels, from the city down. */
export const areaLevels = ['city', 'district', 'street', 'community', 'cell'] as const
export type AreaLevel = (typeof areaLevels)[number]
export const isAreaLevel = (text: string): text is AreaLevel => (areaLevels as readonly string[]).includes(text)
/** 0 for the city to 4 for the grid cell. */
export const depthOf = (level: AreaLevel): number => areaLevels.indexOf(level)

/** Class for limits that differ by area (domain 1.4): A core, B main, C ordinary. */
export const serviceClasses = ['core', 'main', 'ordinary'] as const
export type ServiceClass = (typeof serviceClasses)[number]

export type AreaId = Id<'Area'>
export type PlaceId = Id<'Place'>

/** One area of any level. `path` is the codes from the city down joined by '.'; validity is from the first day up to, not including, the last. */
export type Area = {
  readonly id: AreaId
  readonly code: string
  readonly level: AreaLevel
  readonly name: string
  /** Pinyin key (base/name-keys.ts). */
  readonly nameKey: string
  readonly parentId: AreaId | null
  readonly path: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  /** Its own; absent or null: that of the nearest area above with one. */
  readonly serviceClass?: ServiceClass | null
}

/** Validity is half open, [from, to): on the day `to` names a thing no longer holds. */
export type Validity = { readonly validFrom: LocalDate; readonly validTo: LocalDate | null }
export const isValidOn = ({ validFrom, validTo }: Validity, day: LocalDate): boolean => validFrom <= day && (validTo === null || day < validTo)

export const childPath = (parent: { readonly path: string } | null, code: string): string => parent ? `${parent.path}.${code}` : code

/** Whether `path` is `root` or lies below it. */
export const isWithin = (path: string, root: string): boolean => path === root || path.startsWith(`${root}.`)
