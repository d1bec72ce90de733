import type { CityDb, RawBuilder, Tx } from '#platform/db/index.ts'
import type { FileStore } from '#platform/files/index.ts'

/** A unit as places need it; units are a floor above, so they are handed in. */
export type UnitName = { readonly id: string; readonly code: string; readonly name: string; readonly valid_to: string | null }
export type UnitNames = { readonly all: readonly UnitName[]; readonly byId: (id: string) => UnitName | null; readonly byCode: (code: string) => UnitName | null }

/** What the last accepted visit to a place came to. */
export type LastResult = { readonly visit_id: string; readonly on: string; readonly score: number | null }
export type PlaceResults = {
  /** A question for the ids of all places with a result that the reader may see. */
  readonly visited: () => RawBuilder<unknown>
  readonly lastOf: (tx: Tx, placeIds: readonly string[]) => Promise<ReadonlyMap<string, LastResult>>
}

/** What the routes of areas are given by the program: the file store, and what floors above know of places. */
export type AreasDeps = { readonly files: FileStore; readonly units: (city: CityDb) => Promise<UnitNames>; readonly results: PlaceResults }
