import type { ComponentType } from 'react'
import type { IconName } from './icon.tsx'
import type { CommandSource } from './palette.tsx'
import type { PagePanel } from './slots.tsx'

/** How a page stands on the screen: with the rail of the desk, with the resident's head and foot, or alone. */
export type Frame = 'staff' | 'public' | 'bare'

/**
 * A page a capability offers; `web/index.tsx` exports an array of them and `app/web` makes them routes.
 * `load` is a dynamic import, so that a page's code arrives when it is visited.
 */
export type PageRoute = {
  /** Path without the city's base, parameters as `$name`: `/cases/$id`. */
  readonly path: string
  readonly frame: Frame
  /** Key of the title, `cases:page.inbox.title`. */
  readonly title: string
  /** Permission that must be held anywhere; without it the page says so instead of failing. */
  readonly permission?: string
  /** Any one of these opens the page, where `permission` would be too narrow. */
  readonly anyOf?: readonly string[]
  readonly load: () => Promise<{ readonly default: ComponentType }>
  /** The place it belongs to (`/admin`): listed on that place's page and in a row above every page of it. */
  readonly section?: { readonly of: string; readonly order: number; readonly group: string; readonly label: string; readonly hint: string }
  readonly nav?: {
    /** Order in the rail: 10 inbox, 20 cases, 30 overview, 40 map, 50 report, 90 administration. */
    readonly order: number
    readonly icon: IconName
    /** Key of the short name; the title when absent. */
    readonly label?: string
    /** Also at the bottom of a phone (five at most, lowest order first). */
    readonly phone?: boolean
    /** `g` and this letter go there. */
    readonly key?: string
  }
  /** Which of scope and period the top bar offers on this page. */
  readonly scope?: boolean
  readonly period?: boolean
}

/** What a capability hands to the shell. */
export type WebPart = {
  readonly pages: readonly PageRoute[]
  readonly sources?: readonly CommandSource[]
  /** Panels put into pages of lower floors. */
  readonly panels?: readonly PagePanel[]
}
