import { useSyncExternalStore } from 'react'
import { cssVariables, palettes, type Scheme } from './tokens.ts'

export type ThemeChoice = Scheme | 'system'

const key = 'bihuan.theme'
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const read = (): ThemeChoice => {
  try {
    const stored = localStorage.getItem(key)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}
let choice: ThemeChoice = read()
let forced: Scheme | null = null

export const currentScheme = (): Scheme => forced ?? (choice === 'system' ? (prefersDark.matches ? 'dark' : 'light') : choice)

const apply = (): void => {
  const scheme = currentScheme()
  const root = document.documentElement
  root.dataset['theme'] = scheme
  root.style.colorScheme = scheme
  for (const [name, value] of cssVariables(palettes[scheme])) root.style.setProperty(name, value)
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', palettes[scheme].surface)
  for (const listener of listeners) listener()
}

export const startTheme = (): void => {
  apply()
  prefersDark.addEventListener('change', apply)
  // Paper is white: print with the light palette whatever the screen shows.
  window.addEventListener('beforeprint', () => {
    forced = 'light'
    apply()
  })
  window.addEventListener('afterprint', () => {
    forced = null
    apply()
  })
}

export const chooseTheme = (next: ThemeChoice): void => {
  choice = next
  try {
    localStorage.setItem(key, next)
  } catch {
    /* a browser without storage forgets the choice, nothing else */
  }
  apply()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, currentScheme)
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)
