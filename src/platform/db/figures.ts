import type { Database } from './connect.ts'

export type DatabaseFigures = {
  readonly version: string
  readonly bytes: number
  readonly cities: readonly { readonly slug: string; readonly tables: readonly { readonly table: string; readonly rows: number }[] }[]
}

/** Above this many rows by the planner's estimate a table is not counted one by one. */
const countedBelow = 200_000

/** Size of the database and of each city's tables. Small tables, and those nothing is known of yet, are counted; of large ones the planner's estimate is told. */
export const databaseFigures = async (database: Database): Promise<DatabaseFigures> => {
  const { rows } = await database.ownerPool.query<{ version: string; bytes: string }>(`select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`)
  const cities = []
  for (const { slug, schema } of await database.cities()) {
    // reltuples is -1 until a table was analysed for the first time.
    const known = (await database.ownerPool.query<{ table: string; estimate: number; bytes: number }>(
      `select c.relname as table, c.reltuples::bigint as estimate, pg_relation_size(c.oid) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind = 'r'`, [schema])).rows
    const small = known.filter(({ estimate, bytes }) => bytes > 0 && estimate < countedBelow)
    const counted = small.length === 0 ? [] : (await database.ownerPool.query<{ table: string; rows: number }>(
      small.map(({ table }) => `select '${table}' as table, count(*) as rows from "${schema}"."${table}"`).join(' union all '))).rows
    const exact = new Map(counted.map((each) => [each.table, Number(each.rows)]))
    cities.push({
      slug,
      tables: known.map(({ table, estimate }) => ({ table, rows: exact.get(table) ?? Math.max(Number(estimate), 0) })).filter((each) => each.rows > 0)
        .sort((a, b) => b.rows - a.rows || (a.table < b.table ? -1 : 1)).slice(0, 12),
    })
  }
  return { version: rows[0]?.version ?? '', bytes: Number(rows[0]?.bytes ?? 0), cities }
}
