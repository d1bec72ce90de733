import path from 'node:path'
import { createAccount } from '#access/server/index.ts'
import type { Role } from '#access/rules/index.ts'
import { areaModelOf, createArea, setBoundary } from '#areas/server/index.ts'
import { type Instant, instant } from '#base/instants.ts'
import type { CaseConfig } from '#cases/rules/index.ts'
import { seedCaseSettings } from '#cases/server/index.ts'
import { catalogueModelOf, seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { createUnit, draftMatrix, publishMatrix, setFallbacks } from '#organisations/server/index.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { type TestCity, testCity } from '#platform/db/testing.ts'
import { openProgram, type Program } from '../../src/app/program.ts'
import { ensureWebBuilt } from '../../src/app/web-files.ts'

export const password = 'a quiet long phrase'

/** A small working city behind a real server, driven through HTTP without a socket. */
export type SmallCity = {
  readonly t: TestCity
  readonly program: Program
  /** Moves the city's clock. */
  readonly at: (now: Instant) => void
  readonly now: () => Instant
  readonly units: Readonly<Record<'streets' | 'enforcement', string>>
  readonly as: (username: string | null) => Promise<Caller>
  readonly close: () => Promise<void>
}
export type Answer = { readonly status: number; readonly body: any; readonly headers: Readonly<Record<string, unknown>> } // eslint-disable-line typescript/no-explicit-any
export type Caller = { readonly call: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer> }

const square = (west: number, south: number, size: number): object => ({
  type: 'Polygon', coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]],
})

const people: readonly (readonly [string, Role, string | null, 'streets' | 'enforcement' | null])[] = [
  ['acceptor', 'acceptor', '990100', null], ['acceptor2', 'acceptor', '990100', null], ['dispatcher', 'dispatcher', '990101', null], ['dispatcher2', 'dispatcher', '990102', null],
  ['handler', 'handler', null, 'streets'], ['handler2', 'handler', null, 'enforcement'], ['inspector', 'inspector', '990101', null], ['supervisor', 'supervisor', '990100', null],
  ['auditor', 'auditor', '990100', null], ['admin', 'administrator', null, null], ['resident', 'resident', null, null],
]

/** Wednesday 2026-03-11, 09:30 in Shanghai. */
export const morning = instant(Date.UTC(2026, 2, 11, 1, 30))

/** Fills an empty city: two districts with a street each, two units, a duty matrix, and an account for every role. */
export const fillSmallCity = async (city: CityDb, now: Instant, change: Partial<CaseConfig> = {}): Promise<SmallCity['units']> => {
  const work = <T>(deed: (w: { city: typeof city; tx: never; actor: { id: null }; now: Instant }) => Promise<T>): Promise<T> =>
    city.write(everyRow, (tx) => deed({ city, tx: tx as never, actor: { id: null }, now }))
  const made = async <T>(result: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => {
    const r = await result
    if (!r.ok) throw new Error(JSON.stringify(r.error))
    return r.value
  }
  await city.write(everyRow, async (tx) => {
    await seedDefaultCatalogue(city, tx, now)
    await seedCaseSettings(tx, city.zone, now, change)
  })
  await work((w) => made(createArea(w, { code: '990100', level: 'city', name: '测试市' })))
  for (const [code, name] of [['990101', '东区'], ['990102', '西区']] as const) await work((w) => made(createArea(w, { code, level: 'district', name })))
  for (const [code, name] of [['990101001', '东一街道'], ['990102001', '西一街道']] as const) await work((w) => made(createArea(w, { code, level: 'street', name })))
  const areas = await areaModelOf(city)
  for (const [code, west] of [['990101001', 120], ['990102001', 119.9]] as const) {
    await work((w) => made(setBoundary(w, areas.byCode(code)?.id as string, { geometry: square(west, 30, 0.1), crs: 'wgs84' } as never) as never))
  }
  const unit = async (code: string, name: string, kind: string, area: string): Promise<string> =>
    (await work((w) => made(createUnit(w, { code, name, kind, area_id: areas.byCode(area)?.id, duties: [] } as never)))).id
  const units = { streets: await unit('east-street', '东一街道办事处', 'street_office', '990101001'), enforcement: await unit('west-street', '西一街道办事处', 'street_office', '990102001') }
  const catalogue = await catalogueModelOf(city)
  const leaves = catalogue.leaves.map(({ path: p, code, name, level, lead_duty }) => ({ path: p, code, name, level, lead_duty }))
  await work((w) => setFallbacks(w, [
    { area_id: areas.byCode('990101')?.id as string, unit_id: units.streets, limit: { value: 2, unit: 'work_day' } }, { area_id: areas.byCode('990102')?.id as string, unit_id: units.enforcement, limit: { value: 2, unit: 'work_day' } },
  ] as never, '2026-01-01'))
  const matrix = await work((w) => draftMatrix(w, { start: 'empty', note: '测试' } as never, leaves as never))
  await work((w) => made(publishMatrix(w, matrix, leaves as never)))
  const again = await areaModelOf(city)
  for (const [username, role, area, at] of people) {
    await city.write(everyRow, (tx) => createAccount(tx, { id: null }, {
      username, display_name: `${role}岗`, password, must_change_password: false, grants: [{ role, area_id: area ? (again.byCode(area)?.id ?? null) : null, unit_id: at ? units[at] : null }],
    }, now))
  }
  return units
}

export type SmallCityOptions = { readonly log?: (level: 'info' | 'warn' | 'error', facts: object, message: string) => void; readonly pages?: boolean }

export const smallCity = async ({ log, pages = false }: SmallCityOptions = {}): Promise<SmallCity> => {
  if (pages) await ensureWebBuilt(() => {})
  const t = await testCity()
  let now = morning
  const units = await fillSmallCity(t.city, now)
  const program = await openProgram({
    homes: { data: path.join(t.folder, 'home'), databaseUrl: t.url }, database: t.database, log: {
      info: (facts, message) => log?.('info', facts, message), warn: (facts, message) => log?.('warn', facts, message),
      error: (facts, message) => (log ? log('error', facts, message) : process.stderr.write(`${message} ${JSON.stringify(facts, (_k, v) => (v instanceof Error ? v.stack : v))}\n`)),
    },
    clock: () => now, pages, jobs: false,
  })
  const as = async (username: string | null): Promise<Caller> => {
    let cookie = '', csrf = ''
    const call: Caller['call'] = async (method, url, body, headers = {}) => {
      const response = await program.app.inject({
        method, url, headers: { ...(cookie ? { cookie } : {}), ...(csrf ? { 'x-csrf-token': csrf } : {}), ...headers }, ...(body === undefined ? {} : { payload: body as object }),
      })
      const text = response.body
      const json = String(response.headers['content-type'] ?? '').includes('json')
      return { status: response.statusCode, body: json && text ? JSON.parse(text) : text, headers: response.headers }
    }
    if (username !== null) {
      const response = await program.app.inject({ method: 'POST', url: '/api/session', payload: { username, password } })
      if (response.statusCode !== 200) throw new Error(`${username} cannot sign in: ${response.body}`)
      cookie = String(response.headers['set-cookie']).split(';')[0] ?? ''
      csrf = (JSON.parse(response.body) as { csrf_token: string }).csrf_token
    }
    return { call }
  }
  return {
    t, program, units, as, now: () => now, at: (moment) => { now = moment },
    close: async () => {
      await program.close()
      await t.close()
    },
  }
}
