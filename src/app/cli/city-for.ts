import { nameKey } from '#base/name-keys.ts'
import type { CityDb, Database } from '#platform/db/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { makeCity } from '../cities.ts'
import { citiesText, cityIn, say, systemNow, UsageError } from './frame.ts'

/** Letters, digits and dashes for addresses: pinyin for Chinese names. */
export const slugOf = (name: string): string => {
  const plain = nameKey(name).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '')
  return plain.slice(0, 40) || 'city'
}

export type CityWanted = {
  /** As said with --city. */
  readonly name: string | undefined
  /** Said with --create-city: a city of that name may be made. */
  readonly mayMake: boolean
  /** The city the file itself is about (Boston for a profile of Boston's): filled where no other is named, and made when absent. */
  readonly own?: string | undefined
  readonly otherwise: { readonly name: string; readonly zone: string }
}
export type CityFound = {
  readonly city: CityDb
  /** It is new and has nothing in it yet. */
  readonly made: boolean
  /** Ends the making: says so when the import brought something in, else throws the city away again. */
  readonly settle: (kept: boolean) => Promise<void>
}

/**
 * The city an import fills: the one named, or the file's own, or the only one here. One that is not here is made where --create-city says so, where it
 * is the file's own, or where no city is here at all; otherwise its name is taken for a slip of the hand.
 */
export const cityFor = async (database: Database, wanted: CityWanted, t: Translate): Promise<CityFound> => {
  const cities = await database.cities()
  const there = (city: CityDb): CityFound => ({ city, made: false, settle: async () => {} })
  const name = wanted.name ?? wanted.own ?? (cities.length === 0 ? wanted.otherwise.name : undefined)
  if (name === undefined) {
    if (cities.length === 1) return there(cities[0] as CityDb)
    throw new UsageError('app.which_city', { cities: citiesText(cities) })
  }
  const found = cityIn(cities, name)
  if (found) return there(found)
  const isOwn = wanted.own !== undefined && name.toLowerCase() === wanted.own.toLowerCase()
  if (!wanted.mayMake && !isOwn && cities.length > 0) throw new UsageError('app.no_such_city_to_fill', { name, cities: citiesText(cities) })
  let slug = slugOf(name)
  for (let n = 2; cities.some((c) => c.slug === slug); n++) slug = `${slugOf(name)}-${n}`
  const city = await makeCity(database, { slug, name, zone: wanted.otherwise.zone, now: systemNow() })
  return {
    city, made: true,
    settle: async (kept) => {
      if (kept) say(t('app.said.city_made_for_import', { slug, name, zone: wanted.otherwise.zone }))
      else await database.dropCity(slug)
    },
  }
}

/** Runs an import into its city; a city made for it is thrown away again when nothing came in. `work` answers whether something did. */
export const fillCity = async (database: Database, wanted: CityWanted, t: Translate, work: (city: CityDb, made: boolean) => Promise<boolean>): Promise<void> => {
  const { city, made, settle } = await cityFor(database, wanted, t)
  let kept = false
  try {
    kept = await work(city, made)
  } finally {
    await settle(kept)
  }
}
