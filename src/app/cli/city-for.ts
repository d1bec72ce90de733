import { nameKey } from '#base/name-keys.ts'
import type { CityDb, Database } from '#platform/db/index.ts'
import { makeCity } from '../cities.ts'
import { say, systemNow, UsageError } from './frame.ts'

/** Letters, digits and dashes for addresses: pinyin for Chinese names. */
export const slugOf = (name: string): string => {
  const plain = nameKey(name).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '')
  return plain.slice(0, 40) || 'city'
}

export type CityWanted = { readonly name: string | undefined; readonly otherwise: { readonly name: string; readonly zone: string } }

/**
 * The city an import fills: the one named, made when there is none of that name; without a name the only one here.
 * On a server without any city, the one the import itself suggests. `made` says that it is new and has nothing in it yet.
 */
export const cityFor = async (database: Database, wanted: CityWanted): Promise<{ readonly city: CityDb; readonly made: boolean }> => {
  const cities = await database.cities()
  const name = wanted.name ?? (cities.length === 0 ? wanted.otherwise.name : undefined)
  if (name === undefined) {
    if (cities.length === 1) return { city: cities[0] as CityDb, made: false }
    throw new UsageError(`which city? say --city; here are ${cities.map((c) => `${c.slug} (${c.name})`).join(', ')}`)
  }
  const found = cities.find((c) => c.slug === name || c.name === name)
  if (found) return { city: found, made: false }
  let slug = slugOf(name)
  for (let n = 2; cities.some((c) => c.slug === slug); n++) slug = `${slugOf(name)}-${n}`
  const city = await makeCity(database, { slug, name, zone: wanted.otherwise.zone, now: systemNow() })
  say(`city ${slug} (${name}, ${wanted.otherwise.zone}) made`)
  return { city, made: true }
}
