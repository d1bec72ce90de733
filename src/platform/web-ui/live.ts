import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { apiUrl } from './api.ts'

export type LiveState = 'off' | 'connecting' | 'on'
export type LiveEvent = Readonly<Record<string, unknown>> & { readonly type?: string }

let state: LiveState = 'off'
const listeners = new Set<() => void>()
const eventListeners = new Set<(event: LiveEvent) => void>()
const setState = (next: LiveState): void => {
  state = next
  for (const listener of listeners) listener()
}

const quietMs = 1200
/** Every query with `meta: {live: true}` is fetched again, once per quiet second however many events arrive. */
const refresher = (client: QueryClient): (() => void) => {
  let timer: number | undefined
  return () => {
    timer ??= window.setTimeout(() => {
      timer = undefined
      void client.invalidateQueries({ predicate: (query) => query.meta?.['live'] === true })
    }, quietMs)
  }
}

/** Keeps one event stream open while `enabled`; after a gap everything live is fetched again, so nothing missed stays stale. */
export const useLiveUpdates = (enabled: boolean): void => {
  const client = useQueryClient()
  useEffect(() => {
    if (!enabled) return
    const refresh = refresher(client)
    let source: EventSource | null = null
    let retry: number | undefined
    let wait = 1000
    let lost = false
    const open = (): void => {
      setState('connecting')
      source = new EventSource(apiUrl('/api/events'))
      source.onopen = () => {
        setState('on')
        wait = 1000
        if (lost) refresh()
        lost = false
      }
      const take = (message: MessageEvent<string>): void => {
        try {
          const event = JSON.parse(message.data) as LiveEvent
          for (const listener of eventListeners) listener(event)
        } catch {
          /* a comment or heartbeat */
        }
        refresh()
      }
      source.onmessage = take
      source.addEventListener('case', take as EventListener)
      source.onerror = () => {
        lost = true
        setState('connecting')
        source?.close()
        retry = window.setTimeout(open, wait)
        wait = Math.min(wait * 2, 30_000)
      }
    }
    open()
    return () => {
      window.clearTimeout(retry)
      source?.close()
      setState('off')
    }
  }, [client, enabled])
}
export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
export const useLiveEvents = (listen: (event: LiveEvent) => void): void => {
  useEffect(() => {
    eventListeners.add(listen)
    return () => {
      eventListeners.delete(listen)
    }
  }, [listen])
}
