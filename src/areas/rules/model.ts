import type { MultiPolygon } from '#base/geometry/shapes.ts'
import type { LocalDate } from '#base/instants.ts'
import { type Area, type AreaId, depthOf, isValidOn, type ServiceClass } from './areas.ts'
import type { CodeScheme } from './codes.ts'
import { buildLocator, type Locator } from './locator.ts'

/** Search keys of an area, prepared once. */
type Keyed = { readonly area: Area; readonly name: string; readonly joined: string; readonly initials: string }

/** All areas of a city in memory, for hot paths: routing, matching, wire formats. Immutable; rebuilt when areas change. */
export type AreaModel = {
  readonly scheme: CodeScheme
  /** The day the snapshot was made for. */
  readonly day: LocalDate
  /** The city's own row; null while no area has been made. */
  readonly city: Area | null
  /** Every area ever, closed ones too: old cases still point to them. */
  readonly all: readonly Area[]
  readonly byId: (id: string) => Area | null
  readonly byCode: (code: string) => Area | null
  readonly byPath: (path: string) => Area | null
  /** From the city down to the area itself. */
  readonly chainOf: (area: Area) => readonly Area[]
  /** Its service class: its own, else that of the nearest area above with one. */
  readonly serviceClassOf: (area: Area) => ServiceClass | null
  /** Names from the city down, without the city's own unless it is asked for itself. */
  readonly pathNames: (area: Area) => readonly string[]
  /** Children in force on `day`, by code; of null: the city. */
  readonly childrenOf: (id: AreaId | null, day: LocalDate) => readonly Area[]
  /** How many areas of each level in force on `day` lie below, not counting itself. */
  readonly countsBelow: (area: Area, day: LocalDate) => Readonly<Partial<Record<Area['level'], number>>>
  /** By code, name, pinyin or its first letters; whole and leading matches first, larger areas before smaller. */
  readonly search: (text: string, options?: { readonly level?: Area['level']; readonly within?: string; readonly day?: LocalDate; readonly limit?: number }) => readonly Area[]
  /** Built on first use; over the areas in force on the day the model was built for. */
  readonly locator: () => Locator
  /** Boundary in force, for drawing and measuring. */
  readonly boundaryOf: (id: AreaId) => MultiPolygon | null
}

export type AreaModelInput = {
  readonly scheme: CodeScheme
  readonly areas: readonly Area[]
  readonly boundaries: ReadonlyMap<AreaId, MultiPolygon>
  readonly toleranceMetres: number
  readonly day: LocalDate
}

const byDepthAndCode = (one: Area, two: Area): number => depthOf(one.level) - depthOf(two.level) || (one.code < two.code ? -1 : one.code > two.code ? 1 : 0)

/** 3 whole, 2 leading, 1 somewhere, 0 not at all. */
const rank = (keyed: Keyed, text: string): number => {
  const keys = [keyed.area.code, keyed.name, keyed.joined, keyed.initials]
  if (keys.includes(text)) return 3
  if (keys.some((key) => key.startsWith(text))) return 2
  return keyed.name.includes(text) || (text.length > 2 && keyed.joined.includes(text)) ? 1 : 0
}

/** Builds the snapshot from rows. `toleranceMetres` is the locator's; `day` decides which areas it knows. */
export const buildAreaModel = ({ scheme, areas, boundaries, toleranceMetres, day }: AreaModelInput): AreaModel => {
  const all = [...areas].sort(byDepthAndCode)
  const ids = new Map<string, Area>(), codes = new Map<string, Area>(), paths = new Map<string, Area>()
  const children = new Map<AreaId | null, Area[]>()
  for (const area of all) {
    ids.set(area.id, area)
    codes.set(area.code, area)
    paths.set(area.path, area)
    const list = children.get(area.parentId)
    if (list) list.push(area)
    else children.set(area.parentId, [area])
  }
  const chainOf = (area: Area): readonly Area[] => {
    const chain = [area]
    for (let parent = area.parentId; parent !== null;) {
      const above = ids.get(parent)
      if (!above || chain.length > 10) break
      chain.push(above)
      parent = above.parentId
    }
    return chain.reverse()
  }
  const childrenOf = (id: AreaId | null, on: LocalDate): readonly Area[] => (children.get(id) ?? []).filter((area) => isValidOn(area, on))
  let keys: readonly Keyed[] | undefined
  const keyed = (): readonly Keyed[] => (keys ??= all.map((area) => {
    const words = area.nameKey.split(' ')
    return { area, name: area.name.toLowerCase(), joined: words.join(''), initials: words.map((word) => word[0] ?? '').join('') }
  }))
  let locator: Locator | undefined
  const countsBelow = (area: Area, on: LocalDate): Partial<Record<Area['level'], number>> => {
    const counts: Partial<Record<Area['level'], number>> = {}
    const visit = (id: AreaId): void => {
      for (const child of childrenOf(id, on)) {
        counts[child.level] = (counts[child.level] ?? 0) + 1
        visit(child.id)
      }
    }
    visit(area.id)
    return counts
  }
  return {
    scheme, day, all, chainOf, childrenOf, countsBelow,
    city: all[0]?.level === 'city' ? all[0] : null,
    byId: (id) => ids.get(id) ?? null,
    byCode: (code) => codes.get(code) ?? null,
    byPath: (path) => paths.get(path) ?? null,
    serviceClassOf: (area) => chainOf(area).findLast((link) => link.serviceClass)?.serviceClass ?? null,
    pathNames: (area) => {
      const chain = chainOf(area)
      return (chain.length > 1 ? chain.slice(1) : chain).map((link) => link.name)
    },
    search: (given, { level, within, day: on, limit = 20 } = {}) => {
      const text = given.trim().toLowerCase().replaceAll(/\s+/g, '')
      return keyed()
        .filter(({ area }) => (!level || area.level === level) && (!within || area.path === within || area.path.startsWith(`${within}.`)) && (!on || isValidOn(area, on)))
        .map((entry) => ({ area: entry.area, rank: text === '' ? 1 : rank(entry, text) }))
        .filter((entry) => entry.rank > 0)
        .sort((one, two) => two.rank - one.rank || byDepthAndCode(one.area, two.area))
        .slice(0, limit).map((entry) => entry.area)
    },
    locator: () => (locator ??= buildLocator(all.filter((area) => isValidOn(area, day)), boundaries, toleranceMetres)),
    boundaryOf: (id) => boundaries.get(id) ?? null,
  }
}
