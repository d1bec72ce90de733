import { type RawBuilder, sql, type Tx } from '#platform/db/index.ts'

/** A question for the ids of the places that have a result, for the lists of areas: placed inside their own. */
export const visitedPlaces = (): RawBuilder<unknown> => sql`select v.place_id from visits v where v.state = 'accepted' and v.place_id is not null`

export type LastResultRow = { readonly place_id: string; readonly visit_id: string; readonly on: string; readonly score: number | null }
/** The last accepted visit of each of these places that the reader may see. */
export const lastResults = (tx: Tx, placeIds: readonly string[]): Promise<readonly LastResultRow[]> => placeIds.length === 0 ? Promise.resolve([]) : tx.rows(sql<LastResultRow>`
  select p.id as place_id, v.id as visit_id, v.planned_on as on, v.score from unnest(${placeIds}::uuid[]) as p (id)
  cross join lateral (select id, planned_on, score from visits where place_id = p.id and state = 'accepted' order by planned_on desc, id desc limit 1) v`)
