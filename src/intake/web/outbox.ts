import type { Draft } from './draft.ts'

/**
 * Drafts and their photos in the browser's own database, so that closing the page or losing the network loses nothing. Where there is none
 * (private windows of some browsers), they live as long as the page.
 */
const name = 'bihuan-report'
const stores = ['drafts', 'photos'] as const
type Store = (typeof stores)[number]

let opened: Promise<IDBDatabase | null> | undefined
const open = (): Promise<IDBDatabase | null> =>
  (opened ??= new Promise((resolve) => {
    try {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => {
        for (const store of stores) asked.result.createObjectStore(store)
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  }))
const memory: Readonly<Record<Store, Map<string, unknown>>> = { drafts: new Map(), photos: new Map() }

const run = async <T>(
  store: Store,
  mode: IDBTransactionMode,
  work: (s: IDBObjectStore) => IDBRequest,
  otherwise: (map: Map<string, unknown>) => unknown,
): Promise<T> => {
  const db = await open()
  if (!db) return otherwise(memory[store]) as T
  return new Promise<T>((resolve) => {
    const asked = work(db.transaction(store, mode).objectStore(store))
    asked.onsuccess = () => resolve(asked.result as T)
    asked.onerror = () => resolve(otherwise(memory[store]) as T)
  })
}

export const outbox = {
  save: (draft: Draft): Promise<unknown> =>
    run(
      'drafts',
      'readwrite',
      (s) => s.put(draft, draft.key),
      (m) => m.set(draft.key, draft),
    ),
  all: (): Promise<readonly Draft[]> =>
    run(
      'drafts',
      'readonly',
      (s) => s.getAll(),
      (m) => [...m.values()],
    ),
  drop: async (draft: Draft): Promise<void> => {
    await run(
      'drafts',
      'readwrite',
      (s) => s.delete(draft.key),
      (m) => m.delete(draft.key),
    )
    for (const photo of draft.photos) await outbox.dropPhoto(photo.key)
  },
  savePhoto: (key: string, photo: Blob): Promise<unknown> =>
    run(
      'photos',
      'readwrite',
      (s) => s.put(photo, key),
      (m) => m.set(key, photo),
    ),
  photo: (key: string): Promise<Blob | undefined> =>
    run(
      'photos',
      'readonly',
      (s) => s.get(key),
      (m) => m.get(key),
    ),
  dropPhoto: (key: string): Promise<unknown> =>
    run(
      'photos',
      'readwrite',
      (s) => s.delete(key),
      (m) => m.delete(key),
    ),
}
