import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Instant, instant } from '#base/instants.ts'
import { type CityDb, type Database, faultOfDatabase, type RowScope } from '#platform/db/index.ts'
import { defaultLocale, type Locale, negotiateLocale } from '#platform/i18n/index.ts'
import { type Asked, type Caller, type Endpoint, type Log, type Services } from './endpoint.ts'
import { damagedTexts, faultsOfValidation, readQuery, repeatedQuery } from './validation.ts'
import { problem, ProblemError, tooLarge } from './problems.ts'
import { problemBody } from './problem-body.ts'

type Entered = { readonly city: CityDb; readonly now: Instant } & Identity
export type Identity = { readonly actor: Caller; readonly scope: RowScope; readonly csrfToken: string | null }

export type ServerOptions = {
  readonly endpoints: readonly Endpoint[]
  readonly services: Services
  readonly log: Log
  readonly clock: () => Instant
  /** Finds out who asks; answers the anonymous caller when nobody is signed in. */
  readonly identify: (request: FastifyRequest, city: CityDb, now: Instant) => Promise<Identity>
  /** True behind a reverse proxy that sets X-Forwarded-For. */
  readonly trustProxy?: boolean
  readonly perMinute?: number
  readonly tileOrigin?: string
  /** Registers what is not an endpoint: static files, pages. */
  readonly more?: (app: FastifyInstance) => Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, of which city and when, once the guards have let the request in. */
    entered: Entered
  }
}

const cityPath = /^\/city\/([a-z][a-z0-9-]{0,39})(?=\/|$|\?)/

/** `/city/<slug>/…` names the city by path; what is left is routed as usual. */
const citySlugs = new WeakMap<object, string>()
const rewriteUrl = (request: { url?: string }): string => {
  const url = request.url ?? '/'
  const found = cityPath.exec(url)
  if (!found) return url
  citySlugs.set(request, found[1] ?? '')
  const rest = url.slice(found[0].length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

const findCity = async (database: Database, slug: string | undefined, host: string): Promise<CityDb> => {
  const cities = await database.cities()
  const name = host.replace(/:\d+$/, '').toLowerCase()
  const city = slug ? cities.find((c) => c.slug === slug) : (cities.find((c) => c.hosts.includes(name)) ?? cities[0])
  if (!city) throw problem('http.no_such_city', { status: 404, params: { city: slug ?? name } })
  return city
}

const jsonLimit = 1_048_576
const isUnsafe = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

const toProblem = (error: unknown, endpoint: Endpoint | undefined): ProblemError | null => {
  if (error instanceof ProblemError) return error
  const { validation, validationContext, statusCode, code } = error as { validation?: []; validationContext?: string; statusCode?: number; code?: string }
  if (validation) {
    const faults = faultsOfValidation(validation, validationContext ?? 'body')
    return problem('http.invalid_input', { status: 400, params: { count: faults.length }, faults })
  }
  const fault = faultOfDatabase(error)
  if (fault?.kind === 'conflict' || fault?.kind === 'invalid') {
    const [code, status] = fault.kind === 'conflict' ? ['http.conflict', 409] as const : ['http.rejected_by_database', 422] as const
    return problem(code, { status, params: { constraint: fault.constraint }, faults: fault.field === null ? [] : [{ field: fault.field, value: null, code }] })
  }
  if (fault?.kind === 'forbidden') return problem('http.forbidden', { status: 403 })
  if (fault?.kind === 'retry') return problem('http.try_again', { status: 503 })
  if (fault?.kind === 'unavailable') return problem('http.unavailable', { status: 503 })
  if (code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413) return tooLarge(endpoint?.bodyLimit ?? jsonLimit)
  if (statusCode === 415) return problem('http.media_type', { status: 415 })
  if (statusCode === 429) return problem('http.too_many_requests', { status: 429 })
  if (statusCode === 503) return problem('http.overloaded', { status: 503 })
  if (statusCode === 404) return problem('http.not_found', { status: 404 })
  if (statusCode && statusCode >= 400 && statusCode < 500) return problem('http.malformed', { status: 400 })
  return null
}

/** Answers every error in one form; a defect is logged whole and told as a number only. */
const answerError = (log: Log, error: unknown, endpoint: Endpoint | undefined, locale: Locale, request: FastifyRequest, reply: FastifyReply): unknown => {
  const said = toProblem(error, endpoint)
  const reference = randomUUID()
  if (!said) log.error({ err: error, reference, route: endpoint?.id }, 'defect')
  const fault = said ?? problem('http.defect', { status: 500, params: { reference } })
  const body = problemBody(fault, locale)
  if (fault.status === 503) reply.header('retry-after', '2')
  // RFC 9110, 15.5.2: what to bring instead. Sessions are cookies, for which no scheme is registered.
  if (fault.status === 401) reply.header('www-authenticate', 'Cookie realm="bihuan", cookie-name=bihuan_session')
  // What is still coming of a body nobody wants is not waited for.
  if (fault.status === 413) reply.header('connection', 'close')
  reply.status(fault.status).header('cache-control', 'no-store')
  if (endpoint?.onProblem) return endpoint.onProblem({ status: fault.status, code: fault.code, text: body.errors?.map((each) => each.message).join(' ') ?? body.detail }, request, reply)
  return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
}

/** While a new password is owed, only what leads to it is open; elsewhere the account is treated as nobody. */
const openToRestricted: readonly string[] = ['access.session', 'access.sign_out', 'access.change_password']
const asNobody = (identity: Identity): Identity =>
  ({ actor: { id: null, name: '', roles: [], permissions: new Set(), restricted: false }, scope: { 'app.actor': 'anonymous' }, csrfToken: identity.csrfToken })

const isSame = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

const checkContent = (e: Endpoint, request: FastifyRequest): void => {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (e.body && !e.consumes && type !== '' && type !== 'application/json') throw problem('http.media_type', { status: 415 })
  // A form is read piece by piece in the handler, past the server's own limit; what says beforehand that it is too large need not be read.
  if (Number(request.headers['content-length'] ?? 0) > (e.bodyLimit ?? jsonLimit)) throw tooLarge(e.bodyLimit ?? jsonLimit)
}

/** The guards of every endpoint, in their order, before a byte of the body is read: city, who, may they, was it their own page, is it readable. */
const enter = async (options: ServerOptions, e: Endpoint, request: FastifyRequest): Promise<Entered> => {
  const now = options.clock()
  const city = await findCity(options.services.database, citySlugs.get(request.raw), request.headers.host ?? '')
  const found = await options.identify(request, city, now)
  const identity = found.actor.restricted && e.access === 'public' && !openToRestricted.includes(e.id) ? asNobody(found) : found
  const { actor, csrfToken } = identity
  if (e.access !== 'public') {
    if (actor.id === null) throw problem('http.sign_in_first', { status: 401 })
    if (actor.restricted && !openToRestricted.includes(e.id)) throw problem('http.change_password_first', { status: 403 })
    if (typeof e.access === 'object' && !actor.permissions.has(e.access.permission)) throw problem('http.forbidden', { status: 403, params: { permission: e.access.permission } })
  }
  if (isUnsafe(e.method) && csrfToken !== null && !e.crossSite && !isSame(String(request.headers['x-csrf-token'] ?? ''), csrfToken)) throw problem('http.csrf', { status: 403 })
  checkContent(e, request)
  return { city, now, ...identity }
}

const register = (app: FastifyInstance, options: ServerOptions, e: Endpoint): void => {
  const { services, log } = options
  app.route({
    method: e.method,
    url: e.path,
    schema: {
      ...(e.params ? { params: e.params } : {}), ...(e.query ? { querystring: e.query } : {}),
      ...(e.body && !e.consumes ? { body: e.body } : {}), ...(e.response && !e.produces ? { response: { [e.status ?? 200]: e.response } } : {}),
    },
    ...(e.bodyLimit ? { bodyLimit: e.bodyLimit } : {}),
    config: { rateLimit: e.perMinute ? { max: e.perMinute, timeWindow: 60_000 } : false },
    errorHandler: (error, request, reply) => answerError(log, error, e, negotiateLocale(request.headers), request, reply),
    preParsing: async (request, _reply, payload) => {
      request.entered = await enter(options, e, request)
      return payload
    },
    preValidation: async (request) => {
      if (e.query) request.query = readQuery(e.query, request.query as Record<string, unknown>)
      const faults = [...(e.query ? repeatedQuery(e.query, request.query as Record<string, unknown>) : []), ...damagedTexts('path', request.params), ...damagedTexts('query', request.query), ...(e.body && !e.consumes ? damagedTexts('body', request.body) : [])]
      if (faults.length > 0) throw problem('http.invalid_input', { status: 400, params: { count: faults.length }, faults })
    },
    handler: async (request, reply) => {
      const { city, now, actor, scope } = request.entered
      const again = async (): Promise<Identity> => options.identify(request, city, options.clock())
      const asked = { city, actor, scope, now, again, locale: negotiateLocale(request.headers), params: request.params, query: request.query, body: request.body, log, services, request, reply }
      const answer = await e.handler(asked as unknown as Asked<never, never, never>)
      if (reply.sent) return reply
      if (e.method === 'GET' && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      if (answer === undefined) return reply.status(e.status ?? 204).send()
      if (e.status) reply.status(e.status)
      return answer
    },
  })
}

/** Where JSON stops being any, as far as the parser tells: line and column from 1. */
const placeOfFault = (text: string): { readonly line: number; readonly column: number } | Record<string, never> => {
  try {
    JSON.parse(text)
  } catch (error) {
    const position = /at position (\d+)/.exec((error as Error).message)?.[1]
    if (position === undefined) return {}
    const lines = text.slice(0, Number(position)).split('\n')
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
  }
  return {}
}

const reasons: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }
/** What is no request at all never reaches a route; it is answered in the same form, in the first language, and the connection ends. */
const answerBroken = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [code, status] = error.code === 'HPE_HEADER_OVERFLOW' ? ['http.headers_too_large', 431] as const : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ['http.timeout', 408] as const : ['http.malformed', 400] as const
  const body = JSON.stringify(problemBody(problem(code, { status }), defaultLocale))
  if (socket.writable) {
    socket.write(`HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
  }
  socket.destroy(error)
}

/** Which methods an address takes, for one that was asked with another. */
const methodsOf = (endpoints: readonly Endpoint[]): ((url: string) => readonly string[]) => {
  const known = endpoints.filter((e) => !e.path.endsWith('*')).map((e) => ({ method: e.method, pattern: new RegExp(`^${e.path.replaceAll('.', '\\.').replaceAll(/:[a-z_]+/g, '[^/]+')}$`) }))
  return (url) => [...new Set(known.filter((k) => k.pattern.test(url.split('?')[0] ?? '')).map((k) => k.method))]
}

/** Turns requests away under pressure, but not the first ones: what is measured when they come is the start of the program itself. */
const settledPressure = (): (() => Promise<void>) => {
  let first: number | undefined
  return async () => {
    first ??= performance.now()
    if (performance.now() - first > 5_000) throw problem('http.overloaded', { status: 503 })
  }
}

/** The front door: every endpoint behind the same guards, in the same order. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false, trustProxy: options.trustProxy ?? false, bodyLimit: jsonLimit, rewriteUrl,
    // Nothing is coerced: a null read as 0 would be a place off the coast of Africa.
    ajv: { customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false, useDefaults: true, verbose: true } },
    routerOptions: { maxParamLength: 200 }, clientErrorHandler: answerBroken,
    // An address that cannot be read (%ED%A0%80) is answered like everything else.
    frameworkErrors: (_error, request, reply) => void answerError(options.log, problem('http.malformed', { status: 400 }), undefined, negotiateLocale(request.headers), request, reply),
  })
  app.addHook('onRequest', async (request) => {
    const slug = citySlugs.get(request.raw)
    if (slug) await findCity(options.services.database, slug, '')
  })
  await app.register(underPressure, { maxEventLoopDelay: 10_000, retryAfter: 2, exposeStatusRoute: false, pressureHandler: settledPressure() })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:', ...(options.tileOrigin ? [options.tileOrigin] : [])],
        connectSrc: ["'self'", ...(options.tileOrigin ? [options.tileOrigin] : [])], workerSrc: ["'self'", 'blob:'], fontSrc: ["'self'", 'data:'], objectSrc: ["'none'"],
        baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false, hsts: options.trustProxy ? { maxAge: 31_536_000 } : false, referrerPolicy: { policy: 'same-origin' },
  })
  app.decorateRequest('entered', null as unknown as Entered)
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 25 * 1024 * 1024, files: 10, fields: 50, fieldSize: 64 * 1024, parts: 60 }, throwFileSizeLimit: true })
  await app.register(rateLimit, { global: false, max: options.perMinute ?? 600, timeWindow: 60_000 })
  app.removeContentTypeParser(['text/plain', 'application/json'])
  const readJson = app.getDefaultJsonParser('error', 'error')
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      text = utf8.decode(body as Buffer)
    } catch {
      // Bytes that are no UTF-8 (RFC 8259, 8.1) must not turn into question marks.
      return done(problem('http.malformed', { status: 400 }))
    }
    void readJson(request, text, (error: Error | null, value?: unknown) => (error ? done(problem('http.malformed', { status: 400, params: placeOfFault(text) })) : done(null, value)))
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    const fields: Record<string, string | string[]> = {}
    for (const [name, value] of new URLSearchParams(body as string)) {
      const known = Object.hasOwn(fields, name) ? fields[name] : undefined
      Object.defineProperty(fields, name, { value: known === undefined ? value : [known, value].flat(), enumerable: true, configurable: true, writable: true })
    }
    done(null, fields)
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.removeHeader('x-powered-by')
  })
  for (const e of options.endpoints) register(app, options, e)
  const methodsAt = methodsOf(options.endpoints)
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url).filter((method) => method !== request.method)
    if (allowed.length > 0) reply.header('allow', allowed.join(', '))
    const said = allowed.length > 0 ? problem('http.method_not_allowed', { status: 405, params: { allowed: allowed.join(', ') } }) : problem('http.not_found', { status: 404 })
    return answerError(options.log, said, undefined, negotiateLocale(request.headers), request, reply)
  })
  app.setErrorHandler((error, request, reply) => answerError(options.log, error, undefined, negotiateLocale(request.headers), request, reply))
  await options.more?.(app)
  return app
}

/** The program's clock: the one place that reads it. */
export const systemClock = (): Instant => instant(Date.now())
