import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { hourMs, type Instant, minuteMs } from '#base/instants.ts'
import { accessRoutes, sessionsOn } from '#access/server/index.ts'
import { areasRoutes, turnAreaDay } from '#areas/server/index.ts'
import { casesRoutes, closeDays, fireAlarms, publishLedgerKey, recomputeCalendars, sweepUploads } from '#cases/server/index.ts'
import { catalogueEntries, catalogueRoutes } from '#catalogue/server/index.ts'
import { inspectionsRoutes, makeDueLetters, markMissedVisits, placeResults, planAhead, planReInspections, reviewBadges, sendMails } from '#inspections/server/index.ts'
import { intakeRoutes, openLimiter, openReporterKeys, openReporting, type IntakeDeps, sweepIdempotencyKeys } from '#intake/server/index.ts'
import { organisationsRoutes, unitModelOf } from '#organisations/server/index.ts'
import type { CityDb, Database } from '#platform/db/index.ts'
import type { Mailer } from '#platform/messaging/index.ts'
import { localFileStore } from '#platform/files/index.ts'
import { buildServer, type Endpoint, feedOf, type Log, openApiOf } from '#platform/http/index.ts'
import { type Recurring, type Schedule, startSchedule } from '#platform/jobs/index.ts'
import packageFile from '../../package.json' with { type: 'json' }
import type { Homes } from './homes.ts'
import { serveWeb } from './web-files.ts'

/** Everything that is served, from nothing but what it needs: also what the documents are made from. */
export const endpointsOf = (parts: Parts): readonly Endpoint[] => [
  ...accessRoutes(parts.sessions), ...areasRoutes({ files: parts.files, units: unitModelOf, results: placeResults }), ...organisationsRoutes(catalogueEntries), ...catalogueRoutes, ...casesRoutes(parts.files, parts.feed), ...intakeRoutes(parts.intake),
  ...inspectionsRoutes({ files: parts.files, feed: parts.feed, mail: Boolean(parts.mailer) }),
]

export type Parts = {
  readonly database: Database
  readonly files: Awaited<ReturnType<typeof localFileStore>>
  readonly feed: ReturnType<typeof feedOf>
  readonly sessions: ReturnType<typeof sessionsOn>
  readonly secretsFolder: string
  readonly intake: IntakeDeps
  readonly mailer?: Mailer | null
}

export type Program = {
  readonly app: FastifyInstance
  readonly database: Database
  readonly schedule: Schedule
  readonly close: () => Promise<void>
}

export type ProgramOptions = {
  readonly homes: Homes
  readonly database: Database
  readonly log: Log
  readonly clock: () => Instant
  readonly trustProxy?: boolean
  readonly pages?: boolean
  readonly jobs?: boolean
  /** Null: no mail server is set; letters wait in the outbox. */
  readonly mailer?: Mailer | null
}

const eachCity = (database: Database, deed: (city: CityDb, now: Instant) => Promise<unknown>) => async (now: Instant): Promise<void> => {
  for (const city of await database.cities()) await deed(city, now)
}

/** Deeds of the worker. What is due stands in the tables, so each may run anywhere, at any time, twice, or be cut short. */
const recurring = (parts: Parts, log: Log): readonly Recurring[] => {
  const { database, feed, sessions } = parts
  return [
    {
      name: 'clocks', everyMs: 10_000,
      run: eachCity(database, (city, now) => fireAlarms(city, feed, now, (id, error) => log.error({ err: error, case_id: id }, 'the clocks of a case could not be settled'))),
    },
    { name: 'calendars', everyMs: 5 * minuteMs, run: eachCity(database, (city, now) => recomputeCalendars(city, feed, now)) },
    {
      name: 'ledger', everyMs: 10 * minuteMs,
      run: async (now) => {
        const key = await publishLedgerKey(database, parts.secretsFolder, now)
        await eachCity(database, (city) => closeDays(city, key, now))(now)
      },
    },
    { name: 'sessions', everyMs: hourMs, run: async (now) => void (await sessions.sweep(now)) },
    { name: 'idempotency', everyMs: hourMs, run: eachCity(database, (city, now) => sweepIdempotencyKeys(city, now)) },
    { name: 'uploads', everyMs: hourMs, run: eachCity(database, (city, now) => sweepUploads(city, parts.files, now)) },
    { name: 'rounds', everyMs: hourMs, run: eachCity(database, planAhead) },
    { name: 're_inspections', everyMs: hourMs, run: eachCity(database, planReInspections) },
    { name: 'missed_visits', everyMs: hourMs, run: eachCity(database, markMissedVisits) },
    { name: 'letters', everyMs: hourMs, run: eachCity(database, makeDueLetters) },
    { name: 'mails', everyMs: minuteMs, run: eachCity(database, (city, now) => sendMails(city, parts.mailer ?? null, now)) },
    // Badges that relapsed, or that nobody reviewed, end on their day.
    { name: 'badges', everyMs: hourMs, run: eachCity(database, (city, now) => reviewBadges(city, now)) },
    // Areas dated ahead take hold when their day comes.
    { name: 'day', everyMs: 15 * minuteMs, run: eachCity(database, turnAreaDay) },
  ]
}

/** Makes the program on a database that is open: routes, pages, live news and the worker. It listens nowhere yet. */
export const openProgram = async (options: ProgramOptions): Promise<Program> => {
  const { database, homes, log, clock } = options
  const files = await localFileStore(path.join(homes.data, 'files'))
  const feed = feedOf(database), secretsFolder = path.join(homes.data, 'secrets')
  const keys = await openReporterKeys(secretsFolder)
  const reporting = openReporting({ keys, feed, clock })
  const parts: Parts = { database, files, feed, sessions: sessionsOn(database), secretsFolder, intake: { reporting, keys, feed, files, limiter: openLimiter() }, mailer: options.mailer ?? null }
  const endpoints = endpointsOf(parts)
  const app = await buildServer({
    endpoints, services: { database }, log, clock, identify: parts.sessions.identify, trustProxy: options.trustProxy ?? false,
    more: async (server) => {
      server.get('/health', { config: { rateLimit: false } }, async (_request, reply) => {
        await database.platform((tx) => tx.prepared('alive', 'select 1', []))
        return reply.header('cache-control', 'no-store').send({ status: 'ok' })
      })
      const description = JSON.stringify(openApiOf(endpoints, { title: 'Bihuan', version: packageFile.version }))
      server.get('/api/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=300').send(description))
      if (options.pages !== false) await serveWeb(server)
    },
  })
  const schedule = startSchedule(options.jobs === false ? [] : recurring(parts, log), clock, log)
  return {
    app, database, schedule,
    close: async () => {
      feed.close()
      await app.close()
      await reporting.idle()
      await schedule.stop()
    },
  }
}
