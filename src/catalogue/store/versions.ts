import type { Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { VersionStatus } from '../rules/index.ts'

export type VersionRow = {
  readonly id: string
  readonly number: number | null
  readonly status: VersionStatus
  readonly note: string
  readonly based_on_id: string | null
  readonly created_at: Instant
  readonly created_by: string
  readonly published_at: Instant | null
  readonly published_by: string | null
  readonly retired_at: Instant | null
}
export type VersionWithCounts = VersionRow & { readonly subcategories: number; readonly conditions: number }

const columns = sql.raw('v.id, v.number, v.status, v.note, v.based_on_id, v.created_at, v.created_by, v.published_at, v.published_by, v.retired_at')

export const listVersions = (tx: Tx): Promise<readonly VersionWithCounts[]> =>
  tx.rows(sql<VersionWithCounts>`select ${columns},
      (select count(*) from categories c where c.version_id = v.id and c.level = 'subcategory') as subcategories,
      (select count(*) from conditions d where d.version_id = v.id) as conditions
    from catalogue_versions v order by v.number desc nulls first, v.created_at desc`)

export const versionById = (tx: Tx, id: string): Promise<VersionRow | null> =>
  tx.maybe(sql<VersionRow>`select ${columns} from catalogue_versions v where v.id = ${id}`)
/** Locks the version: an edit and a publishing of one draft wait for each other. */
export const versionForUpdate = (tx: Tx, id: string): Promise<VersionRow | null> =>
  tx.maybe(sql<VersionRow>`select ${columns} from catalogue_versions v where v.id = ${id} for update`)
export const publishedVersion = (tx: Tx): Promise<VersionRow | null> =>
  tx.maybe(sql<VersionRow>`select ${columns} from catalogue_versions v where v.status = 'published'`)
export const publishedForUpdate = (tx: Tx): Promise<VersionRow | null> =>
  tx.maybe(sql<VersionRow>`select ${columns} from catalogue_versions v where v.status = 'published' for update`)

export const insertVersion = (tx: Tx, made: { readonly id: string; readonly note: string; readonly based_on_id: string | null;
  readonly created_by: string; readonly now: Instant }): Promise<number> =>
  tx.run(sql`insert into catalogue_versions (id, note, based_on_id, created_at, created_by) values (${made.id}, ${made.note}, ${made.based_on_id}, ${at(made.now)}, ${made.created_by})`)

export const retireVersion = (tx: Tx, id: string, now: Instant): Promise<number> =>
  tx.run(sql`update catalogue_versions set status = 'retired', retired_at = greatest(published_at, ${at(now)}) where id = ${id}`)

/** The next number is taken here; publishing is rare and the unique constraint judges a race. */
export const markPublished = async (tx: Tx, id: string, by: string, now: Instant): Promise<number> =>
  (await tx.one(sql<{ number: number }>`update catalogue_versions set status = 'published', published_at = greatest(${at(now)}, (select max(retired_at) from catalogue_versions)),
    published_by = ${by}, number = 1 + (select coalesce(max(number), 0) from catalogue_versions) where id = ${id} returning number`)).number

export const deleteVersion = async (tx: Tx, id: string): Promise<void> => {
  await deleteContent(tx, id)
  await tx.run(sql`delete from catalogue_versions where id = ${id}`)
}

/** Takes the entries of a draft away, deepest first. */
export const deleteContent = async (tx: Tx, id: string): Promise<void> => {
  await tx.run(sql`delete from conditions where version_id = ${id}`)
  for (const level of ['subcategory', 'category', 'class']) await tx.run(sql`delete from categories where version_id = ${id} and level = ${level}`)
}

export const insertEvent = (tx: Tx, event: { readonly id: string; readonly kind: string; readonly version_id: string | null; readonly actor: string;
  readonly at: Instant; readonly data: object }): Promise<number> =>
  tx.run(sql`insert into catalogue_events (id, kind, version_id, actor, at, data) values (${event.id}, ${event.kind}, ${event.version_id}, ${event.actor}, ${at(event.at)}, ${JSON.stringify(event.data)}::jsonb)`)
