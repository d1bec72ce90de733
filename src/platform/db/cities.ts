import type { Instant } from '#base/instants.ts'
import type { Tx, RowScope } from './transactions.ts'

export type CitySettings = {
  readonly bounds?: readonly [number, number, number, number]
  readonly tile_url?: string
  readonly [key: string]: unknown
}

/** A city of this server as the register knows it. */
export type City = {
  readonly slug: string
  readonly name: string
  readonly schema: string
  readonly zone: string
  readonly hosts: readonly string[]
  readonly demo: boolean
  readonly settings: CitySettings
}

/** A city together with the way to its rows. */
export type CityDb = City & {
  /** A read-only transaction in which only the rows of `scope` are visible. */
  readonly read: <T>(scope: RowScope, work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly write: <T>(scope: RowScope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** What was loaded once and is kept in memory until `stale(name)`; concurrent callers share one load. */
  readonly snapshot: <T>(name: string, load: (tx: Tx) => Promise<T>) => Promise<T>
  /** Forgets a snapshot here and in every other process on this database. Call it inside the transaction that changes the rows. */
  readonly stale: (tx: Tx, name: string) => Promise<void>
}

export type NewCity = { readonly slug: string; readonly name: string; readonly zone: string; readonly demo?: boolean; readonly hosts?: readonly string[]; readonly settings?: CitySettings; readonly now: Instant }

export const cityOfRow = (row: { slug: string; name: string; schema_name: string; zone: string; hosts: string[]; demo: boolean; settings: CitySettings }): City => ({
  slug: row.slug, name: row.name, schema: row.schema_name, zone: row.zone, hosts: row.hosts, demo: row.demo, settings: row.settings,
})
