import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { areasApi } from '#areas/web/index.tsx'
import { api, useText } from '#platform/web-ui/index.ts'
import type { MapArea } from '#platform/web-ui/map/index.ts'
import { type StratumBy, stratumParts } from '../../rules/index.ts'
import { plannerApi } from './api.ts'

export const useChoices = () =>
  useQuery({ queryKey: ['inspections', 'choices'], staleTime: 300_000, queryFn: ({ signal }) => plannerApi.choices(signal) })

type AreaRow = { readonly id: string; readonly name: string; readonly path: string }
/** The city and its districts, by path. */
export const useDistricts = () => {
  const found = useQuery({
    queryKey: ['inspections', 'districts'],
    staleTime: 600_000,
    queryFn: async ({ signal }) =>
      (
        await Promise.all(
          (['city', 'district'] as const).map((level) =>
            api.get<{ readonly items: readonly AreaRow[] }>('/api/areas', { level, limit: 500 }, signal),
          ),
        )
      ).flatMap((list) => list.items),
  })
  return found.data ?? []
}

/** Names of strata and kinds of places for people. */
export const useNames = () => {
  const { t, language } = useText()
  const choices = useChoices()
  const districts = useDistricts()
  return useMemo(() => {
    const types = new Map((choices.data?.place_types ?? []).map((p) => [p.code, language === 'en' && p.name_en ? p.name_en : p.name]))
    const areas = new Map(districts.map((a) => [a.path, a.name]))
    const placeType = (code: string | null): string => (code === null ? '' : (types.get(code) ?? code))
    return {
      placeType,
      area: (path: string): string => areas.get(path) ?? path,
      stratum: (key: string, by: StratumBy): string => {
        const { district, place_type } = stratumParts(key, by)
        if (district === null && place_type === null) return t('inspections:planner.stratum_all')
        return [district === null ? '' : (areas.get(district) ?? district), placeType(place_type)].filter(Boolean).join(' · ')
      },
    }
  }, [choices.data, districts, language, t])
}
/** How the strata of a frame were made, seen from their keys. */
export const stratumByOf = (keys: readonly string[]): StratumBy => {
  const [key = 'all'] = keys
  if (key === 'all') return 'whole'
  return key.includes('/') ? 'district_and_place_type' : /^\d|\./.test(key) ? 'district' : 'place_type'
}

/** Names one behind the other, in the reader's manner. */
export const listed = (names: readonly string[], language: string): string => names.join(language === 'en' ? ', ' : '、')

/** Borders of the districts, to find one's way on a map of places. */
export const useBorders = (): readonly MapArea[] => {
  const found = useQuery({
    queryKey: ['borders', 'district', 'whole'],
    staleTime: 600_000,
    queryFn: ({ signal }) => areasApi.boundaries('district', 9, undefined, signal),
  })
  return useMemo(
    () => (found.data?.features ?? []).map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0 })),
    [found.data],
  )
}
