import { isUuid } from '#base/ids.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { Subtree } from './filters.ts'

/** Area, unit or category named by id, code or path, with all below it; of a code used twice the newest wins. */
export const subtreeOf = async (tx: Tx, table: 'area_facts' | 'unit_facts' | 'category_facts', name: string): Promise<Subtree | null> =>
  (await tx.prepared<Subtree>(`subtree_of_${table}`, `select f.path, not exists (select from ${table} below where below.path > f.path || '.' and below.path < f.path || '/') as leaf
    from ${table} f where f.id = $2::uuid or f.path = $1 or f.code = $1 order by (f.code = $1 and f.path <> $1), f.id desc limit 1`, [name, isUuid(name) ? name : null]))[0] ?? null

export type Named = { readonly id: string; readonly name: string }

export const accountNames = async (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0 ? [] : tx.prepared<Named>('account_names', 'select id, display_name as name from account_facts where id = any($1::uuid[])', [ids])

export const unitNames = async (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0 ? [] : tx.prepared<Named>('unit_names', 'select id, name from unit_facts where id = any($1::uuid[])', [ids])

export type AreaStep = { readonly id: string; readonly level: string; readonly name: string }

/** The areas from the city down to the one with this path. */
export const areaChain = async (tx: Tx, path: string | null): Promise<readonly AreaStep[]> => {
  if (path === null) return []
  const codes = path.split('.')
  const paths = codes.map((_, i) => codes.slice(0, i + 1).join('.'))
  return tx.prepared<AreaStep>('area_chain', 'select id, level, name from area_facts where path = any($1::text[]) order by length(path)', [paths])
}

export const caseRefs = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly number: string; readonly title: string; readonly state: string }[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql`select id, number, title, state from cases where id = any(${ids}::uuid[]) order by number`)

export type CasePlace = { readonly area_path: string | null; readonly category_path: string | null; readonly address: string; readonly lon: number | null; readonly lat: number | null; readonly lead_unit_id: string | null }

export const placeOfCase = (tx: Tx, id: string): Promise<CasePlace | null> => tx.maybe(sql<CasePlace>`select area_path, category_path, address, lon, lat, lead_unit_id from cases where id = ${id}`)
