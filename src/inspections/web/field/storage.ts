import type { FieldDb } from './database.ts'
import { freeable } from './queue.ts'

/** Whether the phone refused to store something for want of room, however deep the library has wrapped that. */
export const isFull = (error: unknown): boolean => {
  for (let at = error as { name?: string; inner?: unknown } | null | undefined, depth = 0; at && depth < 5; at = at.inner as typeof at, depth++) {
    if (at.name === 'QuotaExceededError') return true
  }
  return false
}

export type Room = { readonly used: number; readonly quota: number; readonly share: number; readonly short: boolean }
/** How full the phone's share for this app is; short from four fifths on or with less than 50 MB left. */
export const roomOf = (used: number, quota: number): Room => ({ used, quota, share: quota > 0 ? used / quota : 0, short: quota > 0 && (used / quota >= 0.8 || quota - used < 50 * 1024 ** 2) })
export const measureRoom = async (): Promise<Room | null> => {
  if (!('storage' in navigator) || !navigator.storage.estimate) return null
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  return roomOf(usage, quota)
}
/** Asks the browser not to clear this app's storage by itself; it may say no. */
export const askToKeep = async (): Promise<boolean> => (await navigator.storage?.persist?.().catch(() => false)) ?? false

/** Lets the bytes of the oldest sent photos go, `count` at a time; their rows stay. Nothing unsent is ever touched. */
export const freeSent = async (db: FieldDb, count = 20): Promise<number> => {
  const photos = freeable(await db.photos.toArray()).slice(0, count)
  if (photos.length === 0) return 0
  await db.dexie.transaction('rw', [db.photos, db.blobs], async () => {
    await db.blobs.bulkDelete(photos.map((photo) => photo.id))
    for (const photo of photos) await db.photos.update(photo.id, { freed: true })
  })
  return photos.length
}

/** Saves; when the phone is full, makes room with what has been sent and saves again. False when there is no room left to make. */
export const saveOrFree = async (save: () => Promise<unknown>, free: () => Promise<number>): Promise<boolean> => {
  for (let round = 0; round < 50; round++) {
    try {
      await save()
      return true
    } catch (error) {
      if (!isFull(error)) throw error
      const freed = await free().catch(() => 0)
      if (freed === 0) return false
    }
  }
  return false
}
