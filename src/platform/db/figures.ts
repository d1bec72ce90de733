import type { Database } from './connect.ts'

export type DatabaseFigures = {
  readonly version: string
  readonly bytes: number
  readonly cities: readonly { readonly slug: string; readonly tables: readonly { readonly table: string; readonly rows: number }[] }[]
}

/** Size of the database and of each city's tables; rows are the planner's estimates, quick at any size. */
export const databaseFigures = async (database: Database): Promise<DatabaseFigures> => {
  const { rows } = await database.ownerPool.query<{ version: string; bytes: string }>(`select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`)
  const cities = await Promise.all((await database.cities()).map(async ({ slug, schema }) => ({
    slug,
    tables: (await database.ownerPool.query<{ table: string; rows: number }>(
      `select c.relname as table, greatest(c.reltuples, 0)::bigint as rows from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind = 'r' and c.reltuples > 0 order by c.reltuples desc limit 12`, [schema])).rows,
  })))
  return { version: rows[0]?.version ?? '', bytes: Number(rows[0]?.bytes ?? 0), cities }
}
