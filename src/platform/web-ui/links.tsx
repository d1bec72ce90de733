import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

export type Search = Readonly<Record<string, string>>
type GoProps = Omit<ComponentProps<'a'>, 'href'> & {
  readonly to: string
  readonly search?: Search | undefined
  readonly replace?: boolean
  readonly children?: ReactNode
}

/** A link inside the product. `to` is a finished path (`/cases/0192…`), without the city's base path. */
export const Go = ({ to, search, replace, ...rest }: GoProps) => (
  <Link to={to as never} search={(search ?? {}) as never} {...(replace ? { replace } : {})} {...(rest as object)} />
)

export const useGo = (): ((to: string, search?: Search, options?: { readonly replace?: boolean }) => void) => {
  const navigate = useNavigate()
  return (to, search, options) => void navigate({ to: to as never, search: (search ?? {}) as never, ...(options?.replace ? { replace: true } : {}) })
}

export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname }) as unknown as string

/** The address bar as state: flat words, so that any view can be sent to a colleague. An empty value removes the word. */
export const useUrlState = (): readonly [
  Search,
  (patch: Readonly<Record<string, string | null | undefined>>, options?: { readonly push?: boolean }) => void,
] => {
  const search = useRouterState({ select: (state) => state.location.search }) as unknown as Search
  const navigate = useNavigate()
  const set = (patch: Readonly<Record<string, string | null | undefined>>, options: { readonly push?: boolean } = {}): void => {
    void navigate({
      to: '.' as never,
      replace: !options.push,
      resetScroll: false,
      search: ((before: Search) =>
        Object.fromEntries(
          Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null && value !== undefined && value !== ''),
        )) as never,
    })
  }
  return [search, set]
}

/** Words kept when moving from place to place: the scope and the period. */
export const keptWords = ['area', 'unit', 'opened_from', 'opened_to', 'period'] as const
export const keptSearch = (search: Search): Search => Object.fromEntries(keptWords.flatMap((word) => (search[word] ? [[word, search[word]]] : [])))

/** Flat search words for the router: `?stage=handle&due=overdue`, never JSON. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
export const stringifySearch = (search: Record<string, unknown>): string => {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value !== undefined && value !== null && value !== '') words.set(name, String(value))
  const said = words.toString()
  return said ? `?${said}` : ''
}
