import { useSyncExternalStore } from 'react'

const matchers = new Map<string, MediaQueryList>()
const matcher = (query: string): MediaQueryList => {
  let found = matchers.get(query)
  if (!found) matchers.set(query, (found = window.matchMedia(query)))
  return found
}
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      matcher(query).addEventListener('change', listener)
      return () => matcher(query).removeEventListener('change', listener)
    },
    () => matcher(query).matches,
  )
/** A phone, or a window as narrow as one: one column, bottom bar. */
export const usePhone = (): boolean => useMedia('(max-width: 767px)')
