import type { FileStore } from '#platform/files/index.ts'
import type { Feed } from '#platform/http/index.ts'

/** What the routes of this capability share. */
export type InspectionsDeps = { readonly files: FileStore; readonly feed: Feed | null; /** Whether a mail server is set. */ readonly mail?: boolean }
