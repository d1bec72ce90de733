import path from 'node:path'
import type { Instant } from '#base/instants.ts'
import { builtInCalendars } from '#cases/server/index.ts'
import type { Database } from '#platform/db/index.ts'
import { makeCity } from '../cities.ts'
import { signInPosts } from './accounts.ts'
import { cityName, demoAreas } from './areas.ts'
import { demoDuties } from './duty.ts'
import { writeBadges } from './load/badges.ts'
import { fillTables } from './load/bulk.ts'
import { writeCases } from './load/cases.ts'
import { writeCity } from './load/city.ts'
import { writeInspections } from './load/inspections.ts'
import { keepPictures } from './load/photos.ts'
import { demoPlaces } from './places.ts'
import { demoUnits } from './units.ts'

export const demoSlug = 'demo'
/** Known to everybody: the demo city holds nothing that is anybody's. */
const demoPassword = 'lanchuan-demo-2026'
const caseCount = 40_000

export type DemoProgress = { readonly step: string; readonly done: number; readonly total: number | null }
export type DemoOptions = {
  readonly seed: string
  /** The data directory: the drawn photos go into its file store. */
  readonly data: string
  readonly now: Instant
  /** Make it although other cities are there. */
  readonly always?: boolean
  readonly count?: number
  readonly onProgress?: (progress: DemoProgress) => void
}
export type DemoSignIn = { readonly username: string; readonly display_name: string; readonly role: string; readonly password: string }

/** The accounts that may sign in to the demo city, by role. */
export const demoSignIns = (): readonly DemoSignIn[] =>
  signInPosts.map(({ username, displayName, role }) => ({ username, display_name: displayName, role, password: demoPassword }))

const boundsOf = (ring: readonly (readonly [number, number])[]): [number, number, number, number] =>
  ring.reduce<[number, number, number, number]>(([w, s, e, n], [lon, lat]) => [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon),
    Math.max(n, lat)], [180, 90, -180, -90])

/**
 * Makes the demo city where there is no city yet (or always, if asked). Answers whether it made one. A making that was cut short leaves a city
 * marked as unfinished; the next call throws that away and begins anew, so nothing is ever there twice.
 */
export const ensureDemo = async (database: Database, options: DemoOptions): Promise<boolean> => {
  const { seed, data, now, count = caseCount } = options
  const report = (step: string, done: number, total: number | null): void => options.onProgress?.({ step, done, total })
  const known = await database.city(demoSlug)
  if (known?.settings['demo_state'] === 'ready') return false
  if (!known && !options.always && (await database.cities()).length > 0) return false
  await database.dropCity(demoSlug)
  report('areas', 0, null)
  const areas = demoAreas()
  const units = demoUnits(areas)
  const parts = { areas, units, duties: demoDuties(areas, units), places: demoPlaces(areas) }
  const pictures = keepPictures(path.join(data, 'files'), (done, total) => report('photos', done, total))
  pictures.catch(() => {})
  const city = await makeCity(database, {
    slug: demoSlug, name: cityName, zone: builtInCalendars.cn.zone, demo: true, now,
      settings: { bounds: boundsOf(areas.city.rings?.[0] ?? []), demo_state: 'unfinished', demo_seed: seed },
  })
  const ids = await writeCity(city, parts, demoPassword, now, report)
  await writeBadges(city, parts.places, ids, now)
  await fillTables(database, city.schema, ['cases', 'case_events', 'case_texts', 'case_files'],
    () => writeCases({ database, city, parts, ids, pictures, seed, count, now, report }), (done, total) => report('index', done, total))
  await writeInspections({ city, parts, ids, seed, now, report })
  await database.asOwner(city.schema, (tx) => tx.prepared('analyze', 'analyze', []).then(() => undefined))
  await database.updateCity(demoSlug, { settings: { demo_state: 'ready' } })
  return true
}
