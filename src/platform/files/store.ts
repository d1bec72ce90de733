import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Instant } from '#base/instants.ts'

export type StoredFile = { readonly sha256: string; readonly size: number }

/** The one door to stored bytes, named by what they are. An object store can stand behind the same six doors. */
export type FileStore = {
  /** Keeps bytes; when this returns they are on disk under their name, whatever happens next. The same bytes are kept once. */
  readonly put: (bytes: Uint8Array | AsyncIterable<Uint8Array>) => Promise<StoredFile>
  readonly get: (sha256: string) => Promise<(StoredFile & { readonly stream: Readable }) | null>
  readonly stat: (sha256: string) => Promise<StoredFile | null>
  /** Whether the bytes on disk still are what their name says. */
  readonly verify: (sha256: string) => Promise<'sound' | 'changed' | 'missing'>
  /** Whether there was something to remove. */
  readonly remove: (sha256: string) => Promise<boolean>
  /** Removes what writes that never finished have left, if older than `before`. Gives how many files. */
  readonly sweepTemporary: (before: Instant) => Promise<number>
}

const sha256Pattern = /^[0-9a-f]{64}$/

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'
const orNull = async <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })

/** A name in a folder survives a power cut only when the folder itself is synced. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* portionsOf(bytes: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (bytes instanceof Uint8Array) yield bytes
  else yield* bytes
}

const writeAll = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten
}

/**
 * Files on local disk under their SHA-256: `objects/ab/cd/abcd…`. Bytes are written to `temporary/`, synced, renamed, and the folders
 * synced: after a crash a file is there whole or not at all, and `sweepTemporary` clears the rest.
 */
export const localFileStore = async (root: string): Promise<FileStore> => {
  const objects = join(root, 'objects')
  const temporary = join(root, 'temporary')
  await mkdir(objects, { recursive: true })
  await mkdir(temporary, { recursive: true })
  await syncFolder(root)

  const pathOf = (sha256: string): string | null => (sha256Pattern.test(sha256) ? join(objects, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    : null)
  const sizeOf = async (path: string): Promise<number | null> => (await orNull(stat(path)))?.size ?? null

  const makeFolder = async (path: string): Promise<void> => {
    const first = await mkdir(path, { recursive: true })
    if (first === undefined) return
    for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
  }

  const put: FileStore['put'] = async (bytes) => {
    const draft = join(temporary, randomBytes(16).toString('hex'))
    const hash = createHash('sha256')
    let size = 0
    const file = await open(draft, 'wx', 0o640)
    try {
      try {
        for await (const portion of portionsOf(bytes)) {
          hash.update(portion)
          size += portion.length
          await writeAll(file, portion)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      const sha256 = hash.digest('hex')
      const path = pathOf(sha256) as string
      if ((await sizeOf(path)) === size) await unlink(draft)
      else {
        await makeFolder(dirname(path))
        await rename(draft, path)
      }
      // Also when the name was there already: the writer that put it there may not have synced it yet.
      await syncFolder(dirname(path))
      return { sha256, size }
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  const find = async (sha256: string): Promise<{ path: string; size: number } | null> => {
    const path = pathOf(sha256)
    const size = path === null ? null : await sizeOf(path)
    return path === null || size === null ? null : { path, size }
  }

  return {
    put,
    get: async (sha256) => {
      const found = await find(sha256)
      return found ? { sha256, size: found.size, stream: createReadStream(found.path) } : null
    },
    stat: async (sha256) => {
      const found = await find(sha256)
      return found ? { sha256, size: found.size } : null
    },
    verify: async (sha256) => {
      const found = await find(sha256)
      if (!found) return 'missing'
      const hash = createHash('sha256')
      for await (const portion of createReadStream(found.path)) hash.update(portion as Buffer)
      return hash.digest('hex') === sha256 ? 'sound' : 'changed'
    },
    remove: async (sha256) => {
      const path = pathOf(sha256)
      if (path === null || (await orNull(unlink(path).then(() => true))) === null) return false
      await syncFolder(dirname(path))
      return true
    },
    sweepTemporary: async (before) => {
      let swept = 0
      for (const name of await readdir(temporary)) {
        const path = join(temporary, name)
        const info = await orNull(stat(path))
        if (info && info.mtimeMs < before && (await orNull(unlink(path).then(() => true)))) swept++
      }
      return swept
    },
  }
}

/** All bytes of a stored file, for the few places that need them at once. */
export const readStored = async (store: FileStore, sha256: string): Promise<Buffer | null> => {
  const found = await store.get(sha256)
  if (!found) return null
  const pieces: Buffer[] = []
  for await (const piece of found.stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
