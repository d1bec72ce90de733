import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** What one column of a copied row may hold; objects are written as JSON, lists as PostgreSQL arrays. */
export type CopyValue = string | number | boolean | null | undefined | Date | Uint8Array | readonly (string | number)[] | { readonly [key: string]: unknown }

const special = /[\\\t\n\r]/
const escapeText = (text: string): string =>
  special.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r') : text

const field = (value: CopyValue): string => {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  if (Array.isArray(value)) return escapeText(`{${value.map((v) => `"${String(v).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`)
  return escapeText(JSON.stringify(value))
}

const chunkChars = 256 * 1024

async function* textOf(rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let text = ''
  for await (const row of rows) {
    for (let i = 0; i < row.length; i++) text += (i ? '\t' : '') + field(row[i])
    text += '\n'
    if (text.length > chunkChars) {
      yield Buffer.from(text)
      text = ''
    }
  }
  if (text) yield Buffer.from(text)
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Sends rows through COPY … FROM STDIN (text format). Answers how many rows the table took. */
export const copyRowsIn = async (
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<number> => {
  const stream = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`))
  await pipeline(Readable.from(textOf(rows), { objectMode: false }), stream)
  return stream.rowCount
}

/** Streams the bytes of COPY (query) TO STDOUT. */
export const copyQueryOut = (client: pg.ClientBase, query: string): Readable => client.query(copyTo(`copy (${query}) to stdout`))
