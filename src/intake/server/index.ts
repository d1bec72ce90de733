import type { Instant } from '#base/instants.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import type { Endpoint } from '#platform/http/index.ts'
import { deleteExpiredKeys } from '../store/idempotency.ts'
import type { IntakeDeps } from './deps.ts'
import { open311Routes } from './open311/routes.ts'
import { reporterRoutes } from './reporter-routes.ts'
import { ownRoutes } from './own-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { trackRoutes } from './track-routes.ts'

export const intakeRoutes = (deps: IntakeDeps): readonly Endpoint[] => [...reportRoutes(deps), ...ownRoutes, ...trackRoutes(deps), ...reporterRoutes(deps),
  ...settingsRoutes, ...open311Routes(deps)]

/** Forgets answers whose keys have expired; answers how many. For the worker, once an hour or a day. */
export const sweepIdempotencyKeys = (city: CityDb, now: Instant): Promise<number> => city.write(everyRow, (tx) => deleteExpiredKeys(tx, now))

export type { IntakeDeps } from './deps.ts'
export { intakeFaults, intakePermissions, intakeProblems } from './permissions.ts'
export { openReporting, type ReportAnswer, type ReportedBy, type Reporting, type ReportingOptions, type ReportProblem } from './report.ts'
export { openReporterKeys, type ReporterKeys, reporterKeysOf } from './reporter-keys.ts'
export { copyReports as writeReports, type ReportRow } from '../store/reports.ts'
export { openLimiter, type Limiter } from './limiter.ts'
export { importCases, type ImportCasesOptions, type ImportCasesResult, type ImportStep } from './import/run.ts'
