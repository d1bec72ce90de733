import { useSyncExternalStore } from 'react'

/** Where one is in the app, after the `#`: the one page is kept on the phone, so its parts need no address at the server. */
export type Spot =
  | { readonly at: 'today' | 'queue' | 'me' }
  | { readonly at: 'visit' | 'fill' | 'review' | 'problem' | 'blocked'; readonly id: string }

export const readSpot = (hash: string): Spot => {
  const [, first = '', id = '', part = ''] = hash.replace(/^#/, '').split('/')
  if (first === 'visit' && id !== '') return { at: part === 'fill' || part === 'review' || part === 'problem' || part === 'blocked' ? part : 'visit', id }
  return first === 'queue' || first === 'me' ? { at: first } : { at: 'today' }
}
export const hashOf = (spot: Spot): string => ('id' in spot ? `#/visit/${spot.id}${spot.at === 'visit' ? '' : `/${spot.at}`}` : spot.at === 'today' ? '#/' : `#/${spot.at}`)

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}
const hash = (): string => location.hash
export const useSpot = (): Spot => readSpot(useSyncExternalStore(subscribe, hash))
export const goTo = (spot: Spot, replace = false): void => {
  if (replace) {
    history.replaceState(null, '', hashOf(spot))
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  } else location.hash = hashOf(spot)
  window.scrollTo(0, 0)
}
