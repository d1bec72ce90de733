/** A place in a list kept in memory, as text for `cursor`; what is not one of ours means the beginning. */
export const writeCursor = (offset: number): string => `o${offset.toString(36)}`
export const parseCursor = (cursor: string | undefined): number => {
  const found = /^o([0-9a-z]{1,8})$/.exec(cursor ?? '')
  return found?.[1] ? Number.parseInt(found[1], 36) : 0
}

/** A place in a list sorted by key and id. */
export const writeKeyCursor = (key: string, id: string): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')
export const parseKeyCursor = (cursor: string | undefined): { readonly key: string; readonly id: string } | null => {
  if (!cursor) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(read)) return null
    const [key, id] = read as unknown[]
    return typeof key === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? { key, id } : null
  } catch {
    return null
  }
}
