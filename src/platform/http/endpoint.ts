import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Instant } from '#base/instants.ts'
import type { CityDb, Database, RowScope } from '#platform/db/index.ts'
import type { Locale } from '#platform/i18n/index.ts'

/** Who asks. `roles` say what is held where; `permissions` is their union. */
export type Caller = {
  readonly id: string | null
  readonly name: string
  readonly roles: readonly { readonly role: string; readonly area_path: string | null; readonly unit_path: string | null; readonly unit_id: string | null }[]
  readonly permissions: ReadonlySet<string>
  /** True while the account must choose a new password before anything else. */
  readonly restricted: boolean
}

export type Log = {
  readonly info: (facts: object, message: string) => void
  readonly warn: (facts: object, message: string) => void
  readonly error: (facts: object, message: string) => void
}

/** What the wiring gives to every handler; capabilities add their own by declaration merging. */
export interface Services {
  readonly database: Database
}

type Read<S, Missing> = S extends TSchema ? Static<S> : Missing

export type Asked<P, Q, B> = {
  readonly city: CityDb
  readonly actor: Caller
  readonly scope: RowScope
  readonly now: Instant
  /** Asks anew who is there, for answers that last: a session may have ended, a role been taken away. */
  readonly again: () => Promise<{ readonly actor: Caller; readonly scope: RowScope }>
  readonly locale: Locale
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly log: Log
  readonly services: Services
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Access = 'public' | 'signed_in' | { readonly permission: string }

/** A route as data: the one declaration from which validation, types, documents and the server are made. */
export type Endpoint = {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  readonly response?: TSchema
  readonly status?: number
  /** Media types of the answer when it is not JSON. */
  readonly produces?: readonly string[]
  /** Media types of the request's body when it is not JSON; `body` is then not validated by the door. */
  readonly consumes?: readonly string[]
  /** Largest body in bytes. */
  readonly bodyLimit?: number
  /** Requests a minute from one address. */
  readonly perMinute?: number
  /** Codes of the problems this route can say beyond those every route can. */
  readonly problems?: readonly string[]
  /** A safe request though it is not GET, or one that brings its own proof: no CSRF token is asked for. */
  readonly crossSite?: boolean
  /** Answers errors in another form than RFC 9457 (Open311). */
  readonly onProblem?: (said: { readonly status: number; readonly code: string; readonly text: string }, request: FastifyRequest, reply: FastifyReply) => unknown
  readonly handler: (asked: Asked<never, never, never>) => Promise<unknown>
}

type Declared<P, Q, B, R> = Omit<Endpoint, 'params' | 'query' | 'body' | 'response' | 'handler'> & {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response?: R
  readonly handler: (asked: Asked<Read<P, Record<string, never>>, Read<Q, Record<string, string>>, Read<B, unknown>>) => Promise<R extends TSchema ? Static<R> | void : unknown>
}

export const endpoint = <
  P extends TSchema | undefined = undefined, Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined, R extends TSchema | undefined = undefined,
>(declared: Declared<P, Q, B, R>): Endpoint => declared as unknown as Endpoint
