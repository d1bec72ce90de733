import { sql } from '#platform/db/index.ts'
import type { AreasDeps, UnitName } from './deps.ts'

/** For tests: what the program hands to the routes of areas, with a few units and no visits. */
export const testDeps = (units: readonly UnitName[] = [], files: AreasDeps['files'] = null as never): AreasDeps => ({
  files,
  units: async () => ({ all: units, byId: (id) => units.find((unit) => unit.id === id) ?? null, byCode: (code) => units.find((unit) => unit.code === code) ?? null }),
  results: { visited: () => sql`select null::uuid where false`, lastOf: async () => new Map() },
})
