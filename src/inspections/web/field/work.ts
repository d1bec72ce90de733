import { type Instant, instant } from '#base/instants.ts'
import type { LooseFinding } from '../../rules/model.ts'
import { newId } from './chance.ts'
import { compress } from './compress.ts'
import { type FieldDb, readMeta, writeMeta } from './database.ts'
import { type Fix, locate, type Located } from './location.ts'
import { changeHeldPhoto, heldDraft, holdDraft, holdPhoto, inMemory, letGoDraft, letGoPhoto } from './memory.ts'
import { replaced } from './queue.ts'
import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'
import { freeSent, saveOrFree } from './storage.ts'
import { submissionOf } from './submission.ts'

const clock = (): Instant => instant(Date.now())

export const deviceId = (db: FieldDb): Promise<string> =>
  db.dexie.transaction('rw', db.meta, async () => {
    const known = await readMeta(db, 'device_id')
    if (known) return known
    const made = newId()
    await writeMeta(db, 'device_id', made)
    return made
  })

/** The draft of a visit, begun now if nobody has. The checklist version is fixed by it. */
export const beginDraft = (db: FieldDb, row: VisitRow): Promise<DraftRow> =>
  db.dexie.transaction('rw', db.drafts, async () => {
    const known = await db.drafts.get([row.account_id, row.id])
    if (known) return known
    // What came back is gone on with, even on another phone than the one it was made on.
    const before = row.visit.state === 'returned' ? row.visit.submission : null
    const draft: DraftRow = {
      account_id: row.account_id, visit_id: row.id, checklist_version_id: before?.checklist_version_id ?? row.visit.checklist_version_id, started_at: clock(), changed_at: clock(),
      answers: before?.answers ?? {}, findings: before?.findings ?? [], not_done_reason: before?.not_done_reason ?? null, carried: before?.photos ?? [], submitted_revision: 0, open: true,
    }
    await db.drafts.put(draft)
    return draft
  })

/** Saves a change of a draft; without room it is kept in memory and written later. */
export const changeDraft = async (db: FieldDb, account: string, visitId: string, changes: Partial<DraftRow>): Promise<void> => {
  const all: Partial<DraftRow> = { ...heldDraft(account, visitId), ...changes, changed_at: clock(), open: true }
  const saved = await saveOrFree(() => db.drafts.update([account, visitId], all), () => freeSent(db))
  if (saved) letGoDraft(account, visitId)
  else holdDraft({ ...all, account_id: account, visit_id: visitId })
}

export type PhotoSlot = Pick<PhotoRow, 'kind' | 'item' | 'instance' | 'finding_key'>
/** Takes in a photo: compressed, saved, then given its place once the phone knows it. Fails only where the file is no picture. */
export const addPhoto = async (db: FieldDb, account: string, visitId: string, slot: PhotoSlot, file: Blob): Promise<{ readonly id: string; readonly located: Promise<Located> }> => {
  const now = clock()
  const place = locate()
  const { blob } = await compress(file)
  const row: PhotoRow = {
    ...slot, id: newId(now), account_id: account, visit_id: visitId, taken_at: now, lon: null, lat: null, accuracy_m: null,
    bytes: blob.size, state: 'kept', tries: 0, sent_at: null, reason: null, freed: false,
  }
  const saved = await saveOrFree(() => writePhoto(db, row, blob), () => freeSent(db))
  if (!saved) holdPhoto(row, blob)
  await changeDraft(db, account, visitId, {})
  const located = place.then(async (found) => {
    if (found.fix) await changePhoto(db, row.id, found.fix).catch(() => undefined)
    return found
  })
  return { id: row.id, located }
}
const writePhoto = (db: FieldDb, row: PhotoRow, blob: Blob): Promise<void> =>
  db.dexie.transaction('rw', [db.photos, db.blobs], async () => {
    await db.blobs.put({ id: row.id, blob })
    await db.photos.put(row)
  })

export const changePhoto = async (db: FieldDb, id: string, changes: Partial<PhotoRow>): Promise<void> => {
  if (changeHeldPhoto(id, changes)) return
  await db.photos.update(id, changes)
}
/** Takes a photo away that has not left the phone. */
export const removePhoto = async (db: FieldDb, photo: PhotoRow): Promise<void> => {
  letGoPhoto(photo.id)
  await db.dexie.transaction('rw', [db.photos, db.blobs], async () => {
    await db.photos.delete(photo.id)
    await db.blobs.delete(photo.id)
  })
  await changeDraft(db, photo.account_id, photo.visit_id, {})
}

/** All photos of an account, those in memory only among them. */
export const photosOf = async (db: FieldDb, account: string): Promise<readonly PhotoRow[]> => {
  const held = [...inMemory().photos.values()].map((one) => one.row).filter((row) => row.account_id === account)
  const ids = new Set(held.map((row) => row.id))
  return [...(await db.photos.where('account_id').equals(account).toArray()).filter((row) => !ids.has(row.id)), ...held]
}
export const blobOf = async (db: FieldDb, id: string): Promise<Blob | null> => inMemory().photos.get(id)?.blob ?? (await db.blobs.get(id))?.blob ?? null

/** Writes down what was only in memory, as far as there is room now. */
export const saveMemory = async (db: FieldDb): Promise<void> => {
  for (const { row, blob } of inMemory().photos.values()) {
    // A sent one need not be kept at all; its row tells the story.
    const write = row.state === 'sent' ? (): Promise<unknown> => db.photos.put({ ...row, freed: true }) : (): Promise<unknown> => writePhoto(db, row, blob)
    if (await saveOrFree(write, () => freeSent(db))) letGoPhoto(row.id)
  }
  for (const changes of inMemory().drafts.values()) {
    const { account_id: account, visit_id: visitId } = changes
    if (await saveOrFree(() => db.drafts.update([account, visitId], changes), () => freeSent(db))) letGoDraft(account, visitId)
  }
}

/** Changes the problems outside the list, from what is saved and not from what a screen last showed. */
export const changeFindings = async (db: FieldDb, account: string, visitId: string, change: (findings: readonly LooseFinding[]) => readonly LooseFinding[]): Promise<void> => {
  const held = heldDraft(account, visitId)?.findings ?? (await db.drafts.get([account, visitId]))?.findings ?? []
  await changeDraft(db, account, visitId, { findings: change(held) })
}

/** Puts a visit into the queue, whole, and its photos behind it. False when the phone has no room for it; then everything stays as it was. */
export const submitVisit = async (db: FieldDb, row: VisitRow, fix: Fix | null): Promise<boolean> => {
  const device = await deviceId(db)
  const account = row.account_id
  const save = (): Promise<void> =>
    db.dexie.transaction('rw', [db.drafts, db.out, db.photos], async () => {
      const draft = await db.drafts.get([account, row.id])
      if (!draft) return
      const known = await db.out.where('[account_id+visit_id]').equals([account, row.id]).toArray()
      const photos = (await photosOf(db, account)).filter((photo) => photo.visit_id === row.id)
      const out: OutRow = submissionOf({ ...draft, ...heldDraft(account, row.id) }, row, photos, known, { id: newId(), device_id: device, now: clock(), fix })
      await db.out.bulkDelete([...replaced(known, out)])
      await db.out.put(out)
      await db.drafts.put({ ...draft, ...heldDraft(account, row.id), submitted_revision: out.revision, open: false })
      for (const photo of photos) if (photo.state === 'kept' && !inMemory().photos.has(photo.id)) await db.photos.update(photo.id, { state: 'waiting' })
    })
  if (!(await saveOrFree(save, () => freeSent(db)))) return false
  letGoDraft(account, row.id)
  for (const { row: photo } of inMemory().photos.values()) if (photo.visit_id === row.id && photo.state === 'kept') changeHeldPhoto(photo.id, { state: 'waiting' })
  return true
}

/** Tries what was refused once more, by hand. */
export const retryAll = async (db: FieldDb, account: string): Promise<void> => {
  await db.out.where('account_id').equals(account).filter((row) => row.state === 'refused').modify({ state: 'waiting', reason: null })
  await db.photos.where('account_id').equals(account).filter((row) => row.state === 'refused').modify({ state: 'waiting', reason: null })
}
