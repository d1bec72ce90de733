import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder, type Sql, sql } from 'kysely'
import type pg from 'pg'
import { copyRowsIn, type CopyValue } from './copy.ts'

export { sql }
export type { RawBuilder, Sql }

/** Compiles queries; it never runs one. */
const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * Which rows a transaction may see and change: settings under `app.` that the row policies read.
 * Values are written as literals, so that they reach every node of a cluster. No settings, no rows.
 */
export type RowScope = Readonly<Record<string, string>>

/** An open transaction. Every query of a capability's `store/` takes one. */
export type Tx = {
  readonly rows: <R>(query: RawBuilder<R>) => Promise<readonly R[]>
  /** Exactly one row; throws when there is none or more. */
  readonly one: <R>(query: RawBuilder<R>) => Promise<R>
  readonly maybe: <R>(query: RawBuilder<R>) => Promise<R | null>
  /** Runs a statement; answers how many rows it touched. */
  readonly run: (query: RawBuilder<unknown>) => Promise<number>
  /** A named prepared statement with plain `$1` parameters, for hot paths. */
  readonly prepared: <R extends object>(name: string, text: string, values: readonly unknown[]) => Promise<readonly R[]>
  readonly copyIn: (table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>) => Promise<number>
  /** Rows of a long answer in portions, through a cursor. */
  readonly stream: <R>(query: RawBuilder<R>, portion?: number) => AsyncGenerator<readonly R[]>
  /** Widens or narrows the row scope for the rest of the transaction. */
  readonly setScope: (settings: RowScope) => Promise<void>
  /**
   * Sends statements that do not need each other's answers one behind the other without waiting in between (pipelining), in the order in which they are
   * started: one way there and back for all of them. Throws the first fault, after all have been answered.
   */
  readonly together: (statements: readonly (() => Promise<unknown>)[]) => Promise<void>
  /** Runs `work` inside a savepoint: what it did is undone when it throws. */
  readonly savepoint: <T>(work: () => Promise<T>) => Promise<T>
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const settingName = /^app\.[a-z_]+$/

const setLocal = (scope: RowScope): string =>
  Object.entries(scope)
    .map(([name, value]) => {
      if (!settingName.test(name)) throw new TypeError(`not a row scope setting: ${name}`)
      if (value.includes('\\') || value.includes('\0')) throw new TypeError(`a row scope setting may hold no backslash: ${name}`)
      return `set local app."${name.slice(4)}" = ${literal(value)};`
    })
    .join(' ')

export const txOn = (client: pg.ClientBase): Tx => {
  let depth = 0
  let cursors = 0
  const query = async <R>(q: RawBuilder<R>): Promise<pg.QueryResult> => {
    const compiled = q.compile(compiler)
    return client.query(compiled.sql, compiled.parameters as unknown[])
  }
  const rows = async <R>(q: RawBuilder<R>): Promise<readonly R[]> => (await query(q)).rows as R[]
  return {
    rows,
    one: async <R>(q: RawBuilder<R>) => {
      const found = await rows(q)
      if (found.length !== 1) throw new Error(`one row expected, ${found.length} found`)
      return found[0] as R
    },
    maybe: async <R>(q: RawBuilder<R>) => (await rows(q))[0] ?? null,
    run: async (q) => (await query(q)).rowCount ?? 0,
    prepared: async <R extends object>(name: string, text: string, values: readonly unknown[]) =>
      (await client.query<R>({ name, text, values: values as unknown[] })).rows,
    copyIn: (table, columns, data) => copyRowsIn(client, table, columns, data),
    stream: async function* <R>(q: RawBuilder<R>, portion = 2000) {
      const compiled = q.compile(compiler)
      const cursor = `portion_${++cursors}`
      await client.query(`declare ${cursor} no scroll cursor for ${compiled.sql}`, compiled.parameters as unknown[])
      for (;;) {
        const taken = (await client.query(`fetch ${portion} from ${cursor}`)).rows as R[]
        if (taken.length === 0) break
        yield taken
      }
      await client.query(`close ${cursor}`)
    },
    setScope: async (settings) => {
      await client.query(setLocal(settings))
    },
    together: async (statements) => {
      // The client may be told so only while nothing is under way on it, which is so here: a transaction's statements are awaited one by one.
      const pipelining = client as unknown as { pipeline: boolean }
      pipelining.pipeline = true
      try {
        const outcomes = await Promise.allSettled(statements.map((statement) => statement()))
        const failed = outcomes.find((outcome) => outcome.status === 'rejected')
        if (failed) throw failed.reason
      } finally {
        pipelining.pipeline = false
      }
    },
    savepoint: async (work) => {
      const name = `s${++depth}`
      await client.query(`savepoint ${name}`)
      try {
        const value = await work()
        await client.query(`release savepoint ${name}`)
        return value
      } catch (error) {
        await client.query(`rollback to savepoint ${name}`)
        throw error
      } finally {
        depth--
      }
    },
  }
}

export type TransactionMode = 'read' | 'write'

/** Begins in the city's schema with the row scope as literals, runs `work`, commits; rolls back when it throws. */
export const inTransaction = async <T>(
  pool: pg.Pool,
  options: { readonly schema: string; readonly scope: RowScope; readonly mode: TransactionMode; readonly citus: boolean },
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(
      `begin${options.mode === 'read' ? ' read only' : ''};${options.citus ? " set local citus.propagate_set_commands = 'local';" : ''}` +
        ` set local search_path = "${options.schema}", extensions, public; ${setLocal(options.scope)}`,
    )
    const value = await work(txOn(client))
    await client.query('commit')
    return value
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => (broken = fault))
    throw error
  } finally {
    client.release(broken)
  }
}
