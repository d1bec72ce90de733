import type { Instant } from '#base/instants.ts'
import { type Fault, ok, type Refusal, refuse, type Result } from '#base/results.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { type Caller, problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { addMissing, type Catalogue, type CategoryInput, checkCatalogue, defaultCatalogue, putCategory, removeCategory } from '../rules/index.ts'
import { entriesOf, insertEntries, plain } from '../store/entries.ts'
import {
  deleteContent, deleteVersion, insertEvent, insertVersion, markPublished, publishedForUpdate, publishedVersion, retireVersion, type VersionRow,
  versionForUpdate,
} from '../store/versions.ts'
import { catalogueChanged } from './model.ts'

/** Who acts; the machine's administrator and imports have no account. */
export type Actor = Pick<Caller, 'id'>
const nameOf = (actor: Actor): string => actor.id ?? 'system'

const note = (tx: Tx, actor: Actor, now: Instant, kind: string, versionId: string | null, data: object): Promise<number> =>
  insertEvent(tx, { id: newId(now), kind, version_id: versionId, actor: nameOf(actor), at: now, data })

const writeDraft = async (tx: Tx, actor: Actor, made: { readonly note: string; readonly based_on_id: string | null; readonly catalogue: Catalogue },
  now: Instant): Promise<string> => {
  const id = newId<'CatalogueVersion'>(now)
  await insertVersion(tx, { id, note: made.note, based_on_id: made.based_on_id, created_by: nameOf(actor), now })
  await insertEntries(tx, id, made.catalogue, () => newId(now))
  return id
}

/** Opens a draft: a copy of the version in force, of another version, of the default catalogue, or empty. */
export const draftCatalogue = async (tx: Tx, actor: Actor, from: { readonly start: 'current' | 'default' | 'empty'; readonly note: string },
  now: Instant): Promise<string> => {
  const current = from.start === 'current' ? await publishedVersion(tx) : null
  const catalogue = from.start === 'default' ? defaultCatalogue : current ? plain(await entriesOf(tx, current.id)) : []
  const id = await writeDraft(tx, actor, { note: from.note, based_on_id: current?.id ?? null, catalogue }, now)
  await note(tx, actor, now, 'catalogue.drafted', id, { start: from.start, entries: catalogue.length })
  return id
}

/** The draft, locked; a version that is published or not there is a problem said by the door. */
const openDraft = async (tx: Tx, id: string): Promise<VersionRow> => {
  const version = await versionForUpdate(tx, id)
  if (!version) throw problem('catalogue.no_such_version', { status: 404 })
  if (version.status !== 'draft') throw problem('catalogue.not_a_draft', { status: 409 })
  return version
}

const rewrite = async (tx: Tx, id: string, catalogue: Catalogue, now: Instant): Promise<void> => {
  await deleteContent(tx, id)
  await insertEntries(tx, id, catalogue, () => newId(now))
}

/** Puts one category with all its conditions into a draft, new or in place of the one with its code. */
export const putDraftCategory = async (tx: Tx, actor: Actor, id: string, entry: CategoryInput, now: Instant): Promise<Result<void,
  readonly Fault[]>> => {
  await openDraft(tx, id)
  const made = putCategory(plain(await entriesOf(tx, id)), entry)
  if (!made.ok) return made
  await rewrite(tx, id, made.value, now)
  await note(tx, actor, now, 'catalogue.edited', id, { put: entry.code })
  return ok(undefined)
}

export const removeDraftCategory = async (tx: Tx, actor: Actor, id: string, code: string, now: Instant): Promise<Result<void, Refusal>> => {
  await openDraft(tx, id)
  const made = removeCategory(plain(await entriesOf(tx, id)), code)
  if (!made.ok) return made
  await rewrite(tx, id, made.value, now)
  await note(tx, actor, now, 'catalogue.edited', id, { removed: code })
  return ok(undefined)
}

/** Replaces the whole content of a draft, or makes a new draft where `id` is null. */
export const importCatalogue = async (tx: Tx, actor: Actor, id: string | null, catalogue: Catalogue,
  from: { readonly note: string; readonly file: string }, now: Instant): Promise<string> => {
  if (id === null) {
    const made = await writeDraft(tx, actor, { note: from.note, based_on_id: null, catalogue }, now)
    await note(tx, actor, now, 'catalogue.imported', made, { file: from.file, entries: catalogue.length })
    return made
  }
  await openDraft(tx, id)
  await rewrite(tx, id, catalogue, now)
  await note(tx, actor, now, 'catalogue.imported', id, { file: from.file, entries: catalogue.length })
  return id
}

export const discardDraft = async (tx: Tx, actor: Actor, id: string, now: Instant): Promise<void> => {
  const version = await openDraft(tx, id)
  await deleteVersion(tx, id)
  await note(tx, actor, now, 'catalogue.discarded', null, { version_id: id, note: version.note })
}

/** Puts a draft in force and retires the version before it. Refused while the check finds errors. */
export const publishCatalogue = async (city: CityDb, tx: Tx, actor: Actor, id: string, now: Instant): Promise<Result<{ readonly number: number },
  Refusal>> => {
  await openDraft(tx, id)
  const { errors } = checkCatalogue(plain(await entriesOf(tx, id)))
  if (errors.length > 0) return refuse('catalogue.has_errors', { count: errors.length })
  const before = await publishedForUpdate(tx)
  if (before) await retireVersion(tx, before.id, now)
  const number = await markPublished(tx, id, nameOf(actor), now)
  await note(tx, actor, now, 'catalogue.published', id, { number, replaces: before?.number ?? null })
  await catalogueChanged(city, tx)
  return ok({ number })
}

/**
 * Adds categories that an import found in its file and the city has not got, and puts the result in force at once.
 * Answers the codes that are new; nothing is published when there are none.
 */
export const addMissingCategories = async (city: CityDb, tx: Tx, actor: Actor, entries: readonly CategoryInput[], from: { readonly note: string },
  now: Instant): Promise<readonly string[]> => {
  const current = await publishedForUpdate(tx)
  const { catalogue, added } = addMissing(current ? plain(await entriesOf(tx, current.id)) : [], entries)
  if (added.length === 0) return []
  const id = await writeDraft(tx, actor, { note: from.note, based_on_id: current?.id ?? null, catalogue }, now)
  const published = await publishCatalogue(city, tx, actor, id, now)
  if (!published.ok) throw problem(published.error.code,
    { status: 409, faults: checkCatalogue(catalogue).errors, ...(published.error.params ? { params: published.error.params } : {}) })
  return added
}

/** First catalogue of a new city: the default one, published as version 1. Does nothing where a version was published before. */
export const seedDefaultCatalogue = async (city: CityDb, tx: Tx, now: Instant, catalogue: Catalogue = defaultCatalogue): Promise<void> => {
  if (await publishedVersion(tx)) return
  const id = await writeDraft(tx, { id: null }, { note: '', based_on_id: null, catalogue }, now)
  const published = await publishCatalogue(city, tx, { id: null }, id, now)
  if (!published.ok) throw new Error(`the default catalogue cannot be published: ${JSON.stringify(checkCatalogue(catalogue).errors.slice(0, 3))}`)
}
