import { sql, type Tx } from '#platform/db/index.ts'

/** Path of an area, unit or category named by id, code or path; of a code used twice the newest wins. */
export const pathOf = async (tx: Tx, table: 'area_facts' | 'unit_facts' | 'category_facts', name: string): Promise<string | null> =>
  (await tx.maybe(sql<{ path: string }>`select path from ${sql.ref(table)} where id::text = ${name} or path = ${name} or code = ${name} order by (id::text = ${name} or path = ${name}) desc, id desc limit 1`))?.path ?? null

export type Named = { readonly id: string; readonly name: string }

export const accountNames = (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<Named>`select id, display_name as name from account_facts where id = any(${ids}::uuid[])`)

export const unitNames = (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql<Named>`select id, name from unit_facts where id = any(${ids}::uuid[])`)

export type AreaStep = { readonly id: string; readonly level: string; readonly name: string }

/** The areas from the city down to the one with this path. */
export const areaChain = async (tx: Tx, path: string | null): Promise<readonly AreaStep[]> => {
  if (path === null) return []
  const codes = path.split('.')
  const paths = codes.map((_, i) => codes.slice(0, i + 1).join('.'))
  return tx.rows(sql<AreaStep>`select id, level, name from area_facts where path = any(${paths}) order by length(path)`)
}

export const caseRefs = (tx: Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly number: string; readonly title: string; readonly state: string }[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.rows(sql`select id, number, title, state from cases where id = any(${ids}::uuid[]) order by number`)

export type CasePlace = { readonly area_path: string | null; readonly category_path: string | null; readonly address: string; readonly lon: number | null; readonly lat: number | null; readonly lead_unit_id: string | null }

export const placeOfCase = (tx: Tx, id: string): Promise<CasePlace | null> => tx.maybe(sql<CasePlace>`select area_path, category_path, address, lon, lat, lead_unit_id from cases where id = ${id}`)
