import { isUuid } from '#base/ids.ts'
import { problem } from '#platform/http/index.ts'

const bad = () => problem('http.bad_cursor', { status: 400 })

/** A place in a list kept in memory, as text for `cursor`. */
export const writeCursor = (offset: number): string => `o${offset.toString(36)}`
export const parseCursor = (cursor: string | undefined): number => {
  if (cursor === undefined || cursor === '') return 0
  const found = /^o([0-9a-z]{1,8})$/.exec(cursor)
  if (!found?.[1]) throw bad()
  return Number.parseInt(found[1], 36)
}

/** A place in a list sorted by key and id. */
export const writeKeyCursor = (key: string, id: string): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')
export const parseKeyCursor = (cursor: string | undefined): { readonly key: string; readonly id: string } | null => {
  if (!cursor) return null
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw bad()
  }
  const [key, id] = Array.isArray(read) ? (read as unknown[]) : []
  if (typeof key !== 'string' || key.includes('\0') || typeof id !== 'string' || !isUuid(id)) throw bad()
  return { key, id }
}
