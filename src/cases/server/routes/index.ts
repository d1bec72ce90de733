import type { FileStore } from '#platform/files/index.ts'
import type { Endpoint, Feed } from '#platform/http/index.ts'
import { caseRoutes } from './cases.ts'
import { eventRoutes } from './events.ts'
import { fileRoutes } from './files.ts'
import { ledgerRoutes } from './ledger.ts'
import { listRoutes } from './lists.ts'
import { overviewRoutes } from './overview.ts'
import { savedFilterRoutes } from './saved-filters.ts'
import { settingRoutes } from './settings.ts'

export const casesRoutes = (store: FileStore, feed: Feed): readonly Endpoint[] => [
  ...listRoutes, ...caseRoutes(feed), ...fileRoutes(store, feed), ...savedFilterRoutes, ...overviewRoutes, ...ledgerRoutes, ...settingRoutes, ...eventRoutes(feed),
]
