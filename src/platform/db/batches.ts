import { at } from './values.ts'
import type { Tx } from './transactions.ts'
import type { Instant } from '#base/instants.ts'

/** PostgreSQL type of each column of a batch, by column name. A column of type `instant` takes epoch milliseconds. */
export type BatchColumns = Readonly<Record<string, string>>

const isList = (type: string): boolean => type.endsWith('[]')
const sqlType = (type: string): string => (type === 'instant' ? 'timestamptz' : type)

/** A name belongs to one text on a connection; two batches may fill the same table with different columns. */
const texts = new Map<string, number>()
const numberOf = (text: string): number => {
  if (!texts.has(text)) texts.set(text, texts.size)
  return texts.get(text) as number
}

/** One prepared statement that inserts any number of rows: every column travels as one array. */
export const batchInsert = <Row extends object>(table: string, columns: BatchColumns) => {
  const names = Object.keys(columns)
  const arrays = names.map((name, i) => `$${i + 1}::${isList(columns[name] ?? '') ? 'text' : sqlType(columns[name] ?? '')}[]`)
  const picks = names.map((name) => (isList(columns[name] ?? '') ? `"${name}"::${columns[name]}` : `"${name}"`))
  const quotedNames = names.map((name) => `"${name}"`).join(', ')
  const text = `insert into ${table} (${quotedNames}) select ${picks.join(', ')} from unnest(${arrays.join(', ')}) as rows (${quotedNames})`
  const statement = `insert_${table}_${numberOf(text)}`
  return async (tx: Tx, rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return
    const values = names.map((name) => {
      const type = columns[name] ?? ''
      return rows.map((row) => {
        const value = (row as Record<string, unknown>)[name]
        if (value === null || value === undefined) return null
        if (type === 'instant') return at(value as Instant)
        if (type === 'jsonb') return JSON.stringify(value)
        if (isList(type)) return `{${(value as readonly string[]).map((v) => `"${v.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
        return value
      })
    })
    await tx.prepared(statement, text, values)
  }
}
