import { useMemo } from 'react'
import { useUrlState, type Search } from '#platform/web-ui/index.ts'

/** Words of the address bar that narrow a list of cases; everything else in it is about the view. */
export const filterWords = [
  'stage',
  'state',
  'area',
  'unit',
  'category',
  'source',
  'due',
  'supervision',
  'returned',
  'reworked',
  'application',
  'handler',
  'on_time',
  'q',
  'bbox',
  'opened_from',
  'opened_to',
  'closed_from',
  'closed_to',
] as const
export type FilterWord = (typeof filterWords)[number]
export const views = ['split', 'list', 'map'] as const
export type View = (typeof views)[number]
export const sorts = ['due', 'opened', 'updated'] as const
export const dueWords = ['overdue', 'today', 'soon', 'on_track', 'paused'] as const

export const filtersOf = (search: Search): Search => Object.fromEntries(filterWords.flatMap((word) => (search[word] ? [[word, search[word]]] : [])))

/** The list's filters as they stand in the address bar, and as the server is asked. `open` names every stage before done. */
export const useFilters = () => {
  const [search, set] = useUrlState()
  const filters = useMemo(() => filtersOf(search), [search])
  const query = useMemo(
    () => ({ ...filters, stage: filters['stage'] === 'open' ? 'accept,dispatch,handle,check,close' : filters['stage'], sort: search['sort'] }),
    [filters, search],
  )
  const change = (patch: Readonly<Partial<Record<FilterWord, string | null>>>): void => set({ ...patch, case: null }, { push: true })
  const clear = (): void => change(Object.fromEntries(filterWords.filter((word) => word !== 'stage').map((word) => [word, null])))
  const narrowed = filterWords.filter((word) => word !== 'stage' && filters[word])
  return { search, set, filters, query, change, clear, narrowed }
}
