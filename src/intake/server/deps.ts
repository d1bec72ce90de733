import type { FileStore } from '#platform/files/index.ts'
import type { Feed } from '#platform/http/index.ts'
import type { Limiter } from './limiter.ts'
import type { ReporterKeys } from './reporter-keys.ts'
import type { Reporting } from './report.ts'

/** What the routes of this capability share. */
export type IntakeDeps = {
  readonly reporting: Reporting
  readonly keys: ReporterKeys
  readonly feed: Feed | null
  readonly files: FileStore
  readonly limiter: Limiter
}
