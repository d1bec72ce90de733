/** A newer app that has been fetched and waits; it takes over only when told to, between visits. */
export type Updates = { readonly waiting: () => boolean; readonly subscribe: (changed: () => void) => () => void; readonly take: () => void }

/**
 * Registers the worker that keeps the app on the phone, for `<base>/field` alone: the desk stays as it is.
 * A browser without workers still runs the app, only not without a network at its start.
 */
export const keepApp = (base: string): Updates => {
  const listeners = new Set<() => void>()
  let next: ServiceWorker | null = null
  const found = (worker: ServiceWorker | null): void => {
    next = worker
    for (const listener of listeners) listener()
  }
  const watch = (registration: ServiceWorkerRegistration): void => {
    if (registration.waiting && navigator.serviceWorker.controller) found(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && navigator.serviceWorker.controller) found(coming)
      })
    })
    // A phone may keep the app open for days.
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && navigator.onLine) void registration.update().catch(() => undefined)
    })
  }
  if ('serviceWorker' in navigator && import.meta.env.PROD) {
    void navigator.serviceWorker.register(`${base}/sw.js`, { scope: `${base}/field`, updateViaCache: 'none' }).then(watch).catch(() => undefined)
  }
  return {
    waiting: () => next !== null,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
      }
    },
    take: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      next?.postMessage('take-over')
    },
  }
}
