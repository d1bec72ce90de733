import { createHash } from 'node:crypto'
import { localFileStore } from '#platform/files/index.ts'
import { height, width } from '../photos/drawing.ts'
import { pictureName, type PictureKey, pool } from '../photos/pool.ts'
import { renderPicture } from '../photos/render.ts'

export type KeptPicture = { readonly sha256: string; readonly thumb: string; readonly width: number; readonly height: number }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const draw = async (folder: string, report: (done: number, total: number) => void): Promise<ReadonlyMap<string, KeptPicture>> => {
  const store = await localFileStore(folder)
  const kept = new Map<string, KeptPicture>()
  const left = [...pool]
  const drawOne = async (key: PictureKey): Promise<void> => {
    const { picture, thumb } = await renderPicture(key)
    await store.put(picture)
    await store.put(thumb)
    kept.set(pictureName(key), { sha256: sha256(picture), thumb: sha256(thumb), width, height })
    report(kept.size, pool.length)
  }
  const worker = async (): Promise<void> => {
    for (let key = left.pop(); key; key = left.pop()) await drawOne(key)
  }
  await Promise.all([worker(), worker(), worker()])
  return kept
}

const drawn = new Map<string, ReturnType<typeof draw>>()
/** Draws the whole pool and keeps it in the file store, where every case that shows a picture shares its bytes; once for each folder. */
export const keepPictures = (folder: string, report: (done: number, total: number) => void): Promise<ReadonlyMap<string, KeptPicture>> => {
  const known = drawn.get(folder)
  if (known) {
    report(pool.length, pool.length)
    return known
  }
  const made = draw(folder, report)
  drawn.set(folder, made)
  made.catch(() => drawn.delete(folder))
  return made
}
