import { useCallback, useEffect, useRef, useState } from 'react'
import { intakeApi } from './api.ts'
import { type Draft, type DraftPhoto, emptyDraft, isBegun } from './draft.ts'
import { outbox } from './outbox.ts'

export type PhotoState = { readonly share: number; readonly fault: unknown; readonly url: string | null }
export type DraftHandle = {
  readonly draft: Draft
  readonly loaded: boolean
  /** Found from an earlier visit: the person is told, and may begin anew. */
  readonly found: boolean
  readonly photos: Readonly<Record<string, PhotoState>>
  readonly change: (patch: Partial<Draft>) => void
  readonly addPhoto: (file: File) => void
  readonly retryPhoto: (key: string) => void
  readonly removePhoto: (key: string) => void
  readonly restart: () => void
  /** Handed over for sending: a photo that arrives late must not bring the draft back. `false` takes it back for mending. */
  readonly hand: (over: boolean) => void
}

const newKey = (): string =>
  crypto.randomUUID?.() ?? `${Date.now()}-${Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16)).join('')}`

/** The report being written: read back from the phone, kept at every change, its photos sent while the rest is filled in. */
export const useDraft = (): DraftHandle => {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(newKey()))
  const [loaded, setLoaded] = useState(false)
  const [found, setFound] = useState(false)
  const [photos, setPhotos] = useState<Readonly<Record<string, PhotoState>>>({})
  const latest = useRef(draft)
  latest.current = draft
  const handed = useRef(false)
  const put = useCallback(
    (key: string, patch: Partial<PhotoState>) =>
      setPhotos((before) => ({ ...before, [key]: { share: 0, fault: null, url: null, ...before[key], ...patch } })),
    [],
  )

  const change = useCallback((patch: Partial<Draft>) => {
    latest.current = { ...latest.current, ...patch, saved_at: Date.now() }
    setDraft(latest.current)
    if (!handed.current) void outbox.save(latest.current)
  }, [])
  const hand = useCallback((over: boolean) => { handed.current = over }, [])
  const sendPhoto = useCallback(
    async (photo: DraftPhoto): Promise<void> => {
      const blob = await outbox.photo(photo.key)
      if (!blob) return
      put(photo.key, { share: 0, fault: null })
      try {
        const { file_id, secret, lon, lat } = await intakeApi.upload(blob, photo.name, photo.kind, (share) => put(photo.key, { share }))
        const at = lon !== null && lat !== null ? ([lon, lat] as const) : null
        put(photo.key, { share: 1 })
        change({ photos: latest.current.photos.map((p) => (p.key === photo.key ? { ...p, file: { file_id, secret }, at } : p)) })
      } catch (fault) {
        put(photo.key, { fault })
      }
    },
    [change, put],
  )

  useEffect(() => {
    let gone = false
    void outbox.all().then(async (drafts) => {
      const kept = drafts.filter((d) => d.state === 'writing').toSorted((a, b) => b.saved_at - a.saved_at)[0]
      if (gone) return
      if (kept && isBegun(kept)) {
        latest.current = kept
        setDraft(kept)
        setFound(true)
        for (const photo of kept.photos) {
          const blob = await outbox.photo(photo.key)
          if (gone) return
          put(photo.key, { url: blob ? URL.createObjectURL(blob) : null, share: photo.file ? 1 : 0 })
          if (!photo.file) void sendPhoto(photo)
        }
      }
      setLoaded(true)
    })
    return () => {
      gone = true
    }
  }, [put, sendPhoto])
  // What could not be sent goes by itself when the network is back.
  useEffect(() => {
    const again = (): void => {
      for (const photo of latest.current.photos) if (!photo.file) void sendPhoto(photo)
    }
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [sendPhoto])

  const addPhoto = useCallback(
    (file: File) => {
      const key = newKey()
      const photo: DraftPhoto = {
        key,
        name: file.name || 'photo.jpg',
        kind: latest.current.photos.length === 0 ? 'near' : 'far',
        file: null,
        at: null,
      }
      put(key, { url: URL.createObjectURL(file) })
      void outbox.savePhoto(key, file).then(() => {
        change({ photos: [...latest.current.photos, photo] })
        return sendPhoto(photo)
      })
    },
    [change, put, sendPhoto],
  )
  const removePhoto = useCallback(
    (key: string) => {
      void outbox.dropPhoto(key)
      change({ photos: latest.current.photos.filter((p) => p.key !== key) })
    },
    [change],
  )
  const retryPhoto = useCallback(
    (key: string) => {
      const photo = latest.current.photos.find((p) => p.key === key)
      if (photo) void sendPhoto(photo)
    },
    [sendPhoto],
  )
  const restart = useCallback(() => {
    void outbox.drop(latest.current)
    latest.current = emptyDraft(newKey())
    setDraft(latest.current)
    setPhotos({})
    setFound(false)
  }, [])
  return { draft, loaded, found, photos, change, addPhoto, retryPhoto, removePhoto, restart, hand }
}
