import { useQuery } from '@tanstack/react-query'
import { isUuid } from '#base/ids.ts'
import { api, type Query, usePagedList } from '#platform/web-ui/index.ts'
import { casesApi, type CaseRow } from './api.ts'

const live = { live: true } as const

export const useCaseList = (query: Query) =>
  usePagedList<CaseRow>(['cases', 'list'], '/api/cases', { ...query, limit: 50 }, { live: true, everyMs: 60_000 })
export const useCaseCounts = (query: Query) =>
  useQuery({
    queryKey: ['cases', 'counts', query],
    queryFn: ({ signal }) => casesApi.counts(query, signal),
    meta: live,
    placeholderData: (before) => before,
  })
export const useCasePoints = (query: Query, enabled = true) =>
  useQuery({
    queryKey: ['cases', 'points', query],
    queryFn: ({ signal }) => casesApi.points(query, signal),
    meta: live,
    enabled,
    placeholderData: (before) => before,
  })
export const useCase = (id: string | undefined) =>
  useQuery({
    queryKey: ['cases', 'detail', id],
    queryFn: ({ signal }) => casesApi.detail(id as string, signal),
    enabled: Boolean(id),
    meta: live,
    refetchInterval: 60_000,
  })
export const useSavedFilters = () =>
  useQuery({ queryKey: ['cases', 'saved'], queryFn: ({ signal }) => casesApi.savedFilters(signal), meta: live, staleTime: 60_000 })
export const useOverview = (query: Query) =>
  useQuery({
    queryKey: ['cases', 'overview', query],
    queryFn: ({ signal }) => casesApi.overview(query, signal),
    meta: live,
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  })

type Boundaries = {
  readonly features: readonly { readonly properties: { readonly id: string; readonly name: string }; readonly geometry: GeoJSON.Geometry }[]
}
type AreaFacts = {
  readonly id: string
  readonly level: string
  readonly name: string
  readonly path: string
  readonly boundary: { readonly bbox: readonly number[] } | null
}
const below: Readonly<Record<string, string>> = { city: 'district', district: 'street', street: 'community', community: 'cell', cell: 'cell' }

/** The area looked at, with the box its boundary lies in. */
export const useArea = (id: string | undefined) =>
  useQuery({
    queryKey: ['areas', 'one', id],
    enabled: isUuid(id ?? ''),
    staleTime: 3_600_000,
    retry: false,
    queryFn: ({ signal }) => api.get<AreaFacts>(`/api/areas/${id}`, {}, signal),
  })

/** Outlines of the areas directly under one area, or of the districts; where none are drawn, of the area itself. */
export const useBoundaries = (parent: string | undefined, enabled = true) => {
  const area = useArea(parent).data
  const known = !isUuid(parent ?? '') || area !== undefined
  const level = area ? (below[area.level] ?? 'district') : 'district'
  return useQuery<Boundaries>({
    queryKey: ['areas', 'boundaries', level, area?.path],
    enabled: enabled && known,
    staleTime: 3_600_000,
    retry: false,
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      const zoom = { district: 9, street: 11, community: 13, cell: 15 }[level] ?? 10
      const found = await api.get<Boundaries>('/api/areas/boundaries', { level, zoom, within: area?.path }, signal)
      return found.features.length > 0 || !area
        ? found
        : api.get<Boundaries>('/api/areas/boundaries', { level: area.level, zoom: zoom - 2, within: area.path }, signal)
    },
  })
}
