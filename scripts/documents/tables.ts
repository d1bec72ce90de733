import type pg from 'pg'

type Column = { readonly table: string; readonly kind: string; readonly owner: string; readonly column: string; readonly type: string; readonly required: boolean; readonly note: string | null }

const text = `
  select c.relname as table, c.relkind as kind, coalesce(obj_description(c.oid, 'pg_class'), '') as owner, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as required, col_description(c.oid, a.attnum) as note
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = $1 and c.relkind in ('r', 'v') and c.relname <> 'migrations' order by c.relname, a.attnum`

const section = (columns: readonly Column[]): string => {
  const first = columns[0] as Column
  return `### ${first.table}${first.kind === 'v' ? ' (view)' : ''}\n\n${first.owner}\n\n| column | type | needed | meaning |\n|---|---|---|---|\n${columns.map((c) => `| ${c.column} | ${c.type} | ${c.required ? 'yes' : ''} | ${(c.note ?? '').replaceAll('|', '\\|')} |`).join('\n')}\n`
}

/** The tables of schema `platform` and of a city, as the database itself describes them. */
export const tablesDocument = async (pool: pg.Pool, citySchema: string): Promise<string> => {
  const part = async (schema: string): Promise<string> => {
    const { rows } = await pool.query<Column>(text, [schema])
    return Object.values(Object.groupBy(rows, (row) => row.table)).map((columns) => section(columns ?? [])).join('\n')
  }
  return `# Tables\n\nMade by \`npm run documents\` from a migrated database; a test compares. Words before the colon name the capability that owns a table.\n\n## Schema platform (shared)\n\n${await part('platform')}\n## Schema of a city\n\n${await part(citySchema)}`
}
