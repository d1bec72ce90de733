import type pg from 'pg'
import { errorsDocument } from './errors.ts'
import { eventsDocument } from './events.ts'
import { importsDocument } from './imports.ts'
import { briefTable } from './brief.ts'
import { openApiDocument, routesDocument } from './routes.ts'
import { tablesDocument } from './tables.ts'

/** Every document that is made and not written, by its path; README's table is a part of that file. */
export const documents = async (root: string, pool: pg.Pool, citySchema: string): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['docs/generated/routes.md', routesDocument()], ['docs/generated/openapi.json', openApiDocument()], ['docs/generated/errors.md', errorsDocument()],
    ['docs/generated/events.md', eventsDocument()], ['docs/generated/imports.md', importsDocument(root)], ['docs/generated/tables.md', await tablesDocument(pool, citySchema)],
    ['README.md', await briefTable(root)],
  ])
