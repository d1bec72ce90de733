import { useSyncExternalStore } from 'react'

/** One ticking clock for the whole page: every badge that counts re-renders from the same tick. */
const listeners = new Set<() => void>()
let timer: number | undefined
let current = Date.now()
const step = 15_000

const tick = (): void => {
  current = Date.now()
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= window.setInterval(tick, step)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      window.clearInterval(timer)
      timer = undefined
    }
  }
}
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) tick()
})

/** Milliseconds since the epoch, refreshed every 15 seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => current)
