import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { addMs, type Instant, instant } from '#base/instants.ts'
import { createArea, setBoundary } from '#areas/server/index.ts'
import { createAccount, grantRole, sessionsOn, signIn, sessionCookie } from '#access/server/index.ts'
import { casesRoutes, seedCaseSettings } from '#cases/server/index.ts'
import { seedDefaultCatalogue } from '#catalogue/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import { type TestCity, testCity } from '#platform/db/testing.ts'
import { localFileStore } from '#platform/files/index.ts'
import { buildServer, feedOf, type Log } from '#platform/http/index.ts'
import { intakeRoutes, openLimiter, openReporterKeys, openReporting } from './index.ts'

/** A city of one district with two streets, the default catalogue, and a server in front of it. */
export type TestIntake = TestCity & {
  readonly app: FastifyInstance
  readonly files: Awaited<ReturnType<typeof localFileStore>>
  readonly faults: readonly object[]
  /** The present moment of the server; moved on by tests. */
  readonly clock: { now: Instant }
  readonly city: CityDb
  /** Changes the city's settings; answers the city as it is from now on. */
  readonly settings: (change: Readonly<Record<string, unknown>>) => Promise<CityDb>
  /** Headers of a signed-in account with a role on the whole city. */
  readonly as: (role: string, where?: { readonly area_id?: string; readonly unit_id?: string }) => Promise<Record<string, string>>
}

const square = (west: number, south: number, east: number, north: number): object => ({
  type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
})
export const inEastStreet = { lon: 117.025, lat: 36.665 } as const
export const inWestStreet = { lon: 117.005, lat: 36.665 } as const
export const farAway = { lon: 116.4, lat: 39.9 } as const

export const testIntake = async (start: Instant = instant(Date.UTC(2026, 4, 6, 2))): Promise<TestIntake> => {
  const t = await testCity({ zone: 'Asia/Shanghai' })
  const clock = { now: start }
  const made = addMs(start, -86_400_000)
  await t.city.write(t.systemScope, async (tx) => {
    const work = { city: t.city, tx, actor: { id: null }, now: made }
    const area = async (code: string, level: 'city' | 'district' | 'street', name: string, geometry: object | null): Promise<void> => {
      const created = await createArea(work, { code, level, name, valid_from: '2020-01-01' })
      if (!created.ok) throw new Error(created.error.code)
      if (geometry) await setBoundary(work, created.value.id, { geometry, crs: 'wgs84', from: '2020-01-01' })
    }
    await area('370100', 'city', '测试市', null)
    await area('370102', 'district', '历下区', square(117, 36.66, 117.03, 36.67))
    await area('370102001', 'street', '东街道', square(117.015, 36.66, 117.03, 36.67))
    await area('370102002', 'street', '西街道', square(117, 36.66, 117.015, 36.67))
    await seedDefaultCatalogue(t.city, tx, made)
    await seedCaseSettings(tx, t.city.zone, made)
    await t.city.stale(tx, 'cases')
  })
  const files = await localFileStore(path.join(t.folder, 'files'))
  const feed = feedOf(t.database)
  const faults: object[] = []
  const log: Log = { info: () => {}, warn: () => {}, error: (facts) => void faults.push(facts) }
  const keys = await openReporterKeys(path.join(t.folder, 'secrets'), {})
  const sessions = sessionsOn(t.database)
  const reporting = openReporting({ keys, feed, clock: () => clock.now })
  const app = await buildServer({
    endpoints: [...casesRoutes(files, feed), ...intakeRoutes({ reporting, keys, feed, files, limiter: openLimiter() })],
    services: { database: t.database }, log, clock: () => clock.now,
    identify: sessions.identify,
  })
  let accounts = 0
  return {
    ...t, app, files, faults, clock,
    settings: async (change) => {
      await t.database.updateCity(t.city.slug, { settings: change })
      return (await t.database.city(t.city.slug)) as CityDb
    },
    as: async (role, where) => {
      const password = 'a good long password of mine'
      const username = `${role}-${++accounts}`
      const top = await t.city.read(t.systemScope, (tx) => tx.prepared<{ id: string }>('top', `select id from areas where level = 'city'`, []))
      await t.city.write(t.systemScope, async (tx) => {
        const account = await createAccount(tx, { id: null } as never, { username, display_name: username, password, grants: [] } as never, clock.now)
        await grantRole(tx, { id: null } as never, account.id, { role: role as never,
          area_id: where?.unit_id ? null : (where?.area_id ?? top[0]?.id ?? null), unit_id: where?.unit_id ?? null }, clock.now)
      })
      const signed = await signIn(t.city, { username, password }, clock.now)
      if (!signed.ok) throw new Error(signed.error.code)
      const session = await sessions.start(t.city, signed.value.id, 'test', clock.now)
      return { cookie: `${sessionCookie}=${session.token}`, 'x-csrf-token': session.csrfToken }
    },
    close: async () => {
      feed.close()
      await app.close()
      await t.close()
    },
  }
}
