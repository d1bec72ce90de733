import { ApiProblem } from '#platform/web-ui/index.ts'
import { intakeApi, type ReportBody, type Reported } from './api.ts'
import type { Draft } from './draft.ts'
import { outbox } from './outbox.ts'

/** Worth trying again by itself: no network, too busy, too many; anything else needs the person. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)
const isFileGone = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code.endsWith('file_unknown') || error.errors.some((e) => e.code?.endsWith('file_unknown')))

const bodyOf = (d: Draft): ReportBody => ({
  source: 'resident_web',
  ...(d.description.trim() ? { description: d.description.trim() } : {}),
  ...(d.place.address.trim() ? { address: d.place.address.trim() } : {}),
  ...(d.category ? { category: d.category.code } : {}),
  ...(d.place.point ? { lon: d.place.point[0], lat: d.place.point[1] } : d.place.area ? { area_id: d.place.area.id } : {}),
  files: d.photos.flatMap((p) => (p.file ? [{ id: p.file.file_id, secret: p.file.secret, kind: p.kind }] : [])),
  ...(d.phone.trim() || d.name.trim()
    ? { contact: { ...(d.name.trim() ? { name: d.name.trim() } : {}), ...(d.phone.trim() ? { phone: d.phone.trim() } : {}), consent: d.consent } }
    : {}),
})

const withPhotos = async (draft: Draft): Promise<Draft> => {
  const photos = []
  for (const photo of draft.photos) {
    if (photo.file) {
      photos.push(photo)
      continue
    }
    const blob = await outbox.photo(photo.key)
    if (!blob) continue
    const { file_id, secret } = await intakeApi.upload(blob, photo.name, photo.kind, () => {})
    photos.push({ ...photo, file: { file_id, secret } })
  }
  return { ...draft, photos }
}

/**
 * Sends a draft: the photos that are not there yet, then the report under the draft's own key, so that a repeated attempt is the same report.
 * A photo the server has forgotten meanwhile is sent once more.
 */
export const send = async (draft: Draft): Promise<Reported> => {
  let ready = await withPhotos(draft)
  await outbox.save(ready)
  let sent: Reported
  try {
    sent = await intakeApi.report(bodyOf(ready), ready.key)
  } catch (error) {
    if (!isFileGone(error)) throw error
    ready = await withPhotos({ ...ready, photos: ready.photos.map((p) => ({ ...p, file: null })) })
    sent = await intakeApi.report(bodyOf(ready), `${ready.key}-2`)
  }
  await outbox.drop(draft)
  remember({ code: sent.code, at: Date.now(), what: draft.category?.name ?? (draft.description.trim().slice(0, 30) || null) })
  return sent
}

/** Numbers of one's own reports, kept on this phone only, so that the way back is one tap. */
export type Own = { readonly code: string; readonly at: number; readonly what: string | null }
const ownKey = 'bihuan.reports'
export const ownReports = (): readonly Own[] => {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(ownKey) ?? '[]')
    return Array.isArray(read) ? (read as Own[]).filter((o) => typeof o.code === 'string' && o.code !== '') : []
  } catch {
    return []
  }
}
export const remember = (own: Own): void => {
  try {
    localStorage.setItem(ownKey, JSON.stringify([own, ...ownReports().filter((o) => o.code !== own.code)].slice(0, 20)))
  } catch {
    /* not kept; the number was shown */
  }
}
export const forgetOwn = (): void => {
  try {
    localStorage.removeItem(ownKey)
  } catch {
    /* nothing was kept */
  }
}
