import { useQuery } from '@tanstack/react-query'
import { api, type Query, usePagedList } from '#platform/web-ui/index.ts'
import { casesApi, type CaseRow } from './api.ts'

const live = { live: true } as const

export const useCaseList = (query: Query) => usePagedList<CaseRow>(['cases', 'list'], '/api/cases', { ...query, limit: 50 }, { live: true, everyMs: 60_000 })
export const useCaseCounts = (query: Query) =>
  useQuery({ queryKey: ['cases', 'counts', query], queryFn: ({ signal }) => casesApi.counts(query, signal), meta: live, placeholderData: (before) => before })
export const useCasePoints = (query: Query, enabled = true) =>
  useQuery({ queryKey: ['cases', 'points', query], queryFn: ({ signal }) => casesApi.points(query, signal), meta: live, enabled, placeholderData: (before) => before })
export const useCase = (id: string | undefined) =>
  useQuery({ queryKey: ['cases', 'detail', id], queryFn: ({ signal }) => casesApi.detail(id as string, signal), enabled: Boolean(id), meta: live, refetchInterval: 60_000 })
export const useSavedFilters = () => useQuery({ queryKey: ['cases', 'saved'], queryFn: ({ signal }) => casesApi.savedFilters(signal), meta: live, staleTime: 60_000 })
export const useOverview = (query: Query) =>
  useQuery({ queryKey: ['cases', 'overview', query], queryFn: ({ signal }) => casesApi.overview(query, signal), meta: live, placeholderData: (before) => before, refetchInterval: 60_000 })

type Boundaries = { readonly features: readonly { readonly properties: { readonly id: string; readonly name: string }; readonly geometry: GeoJSON.Geometry }[] }
/** Outlines of the areas under one area, or of the districts. */
export const useBoundaries = (parent: string | undefined) =>
  useQuery({ queryKey: ['areas', 'boundaries', parent], staleTime: 3_600_000, retry: false, queryFn: ({ signal }) => api.get<Boundaries>('/api/areas/boundaries', { parent }, signal) })
