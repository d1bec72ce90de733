import type { Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'

export type PlaceType = {
  readonly code: string
  readonly name: string
  readonly name_en: string
  readonly name_key: string
  readonly standard: string
  readonly standard_en: string
  readonly sort: number
  readonly retired: boolean
}
const columns = sql.raw('code, name, name_en, name_key, standard, standard_en, sort, retired_at is not null as retired')

export const readPlaceTypes = (tx: Tx): Promise<readonly PlaceType[]> => tx.rows(sql<PlaceType>`select ${columns} from place_types order by sort, name_key, code`)
export const placeType = (tx: Tx, code: string): Promise<PlaceType | null> => tx.maybe(sql<PlaceType>`select ${columns} from place_types where code = ${code}`)
/** The kind that has a name already, other than `code` itself. */
export const typeOfName = (tx: Tx, name: string, code: string): Promise<PlaceType | null> =>
  tx.maybe(sql<PlaceType>`select ${columns} from place_types where name = ${name} and code <> ${code}`)
/** How many open places each kind has. */
export const countByType = async (tx: Tx): Promise<ReadonlyMap<string, number>> => new Map(
  (await tx.rows(sql<{ code: string; n: number }>`select type_code as code, count(*) as n from places where valid_to is null group by type_code`)).map((row) => [row.code, row.n]))

/** Makes a kind, or changes a known one. */
export const savePlaceType = (tx: Tx, type: Omit<PlaceType, 'retired'> & { readonly retiredAt: Instant | null }): Promise<number> =>
  tx.run(sql`insert into place_types (code, name, name_en, name_key, standard, standard_en, sort, retired_at)
    values (${type.code}, ${type.name}, ${type.name_en}, ${type.name_key}, ${type.standard}, ${type.standard_en}, ${type.sort}, ${type.retiredAt === null ? null : at(type.retiredAt)})
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, name_key = excluded.name_key, standard = excluded.standard, standard_en = excluded.standard_en, sort = excluded.sort,
      retired_at = case when excluded.retired_at is null then null else coalesce(place_types.retired_at, excluded.retired_at) end`)
