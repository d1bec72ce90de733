import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** The files of the field app, put in by the build (vite.config.ts): hashed ones without a revision. */
declare const __FIELD_FILES__: PrecacheEntry[]

type Worker = EventTarget & {
  readonly clients: { readonly claim: () => Promise<void> }
  readonly skipWaiting: () => Promise<void>
}
const worker = self as unknown as Worker

// `field` is resolved beside this file, so that a city under /city/<slug>/ keeps its own page and its own cache.
precacheAndRoute(__FIELD_FILES__)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('field'), { allowlist: [/\/field(?:\/|\?|$)/] }))

// A new version waits until the page says that nobody is in the middle of a visit.
worker.addEventListener('message', (event) => {
  if ((event as MessageEvent).data === 'take-over') void worker.skipWaiting()
})
worker.addEventListener('activate', (event) => (event as Event & { waitUntil: (done: Promise<void>) => void }).waitUntil(worker.clients.claim()))
