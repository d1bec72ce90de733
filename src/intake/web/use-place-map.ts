import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MapArea } from '#platform/web-ui/map/index.ts'
import { areasApi, type AreaLink } from '#areas/web/index.tsx'

/** Borders to find one's way by where the city has no map tiles: its districts, and the communities of the street one is in. */
export const usePlaceMap = (chain: readonly AreaLink[] | null): readonly MapArea[] => {
  const street = chain?.find((area) => area.level === 'street') ?? null
  const path = chain && street ? chain.slice(0, chain.indexOf(street) + 1).map((area) => area.code).join('.') : null
  const districts = useQuery({ queryKey: ['borders', 'street'], staleTime: 3_600_000, queryFn: ({ signal }) => areasApi.boundaries('street', 10, undefined, signal) })
  const near = useQuery({ queryKey: ['borders', 'community', path], enabled: path !== null, staleTime: 3_600_000, queryFn: ({ signal }) => areasApi.boundaries('community', 14, path ?? '', signal) })
  return useMemo(() => {
    const features = near.data && near.data.features.length > 0 ? [...(districts.data?.features ?? []).filter((f) => f.properties.id !== street?.id), ...near.data.features] : (districts.data?.features ?? [])
    return features.map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0 }))
  }, [districts.data, near.data, street?.id])
}
