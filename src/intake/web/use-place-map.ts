import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MapArea } from '#platform/web-ui/map/index.ts'
import { areasApi, type Boundaries } from '#areas/web/index.tsx'

/** Half the side of the neighbourhood drawn around a point, in degrees: some two kilometres. */
const around = 0.025

/** Borders to find one's way by where the city has no map tiles: its streets at first, the communities around once a point is known. */
export const usePlaceMap = (point: readonly [number, number] | null): readonly MapArea[] => {
  const bbox = point ? [point[0] - around, point[1] - around, point[0] + around, point[1] + around].map((n) => n.toFixed(2)).join(',') : null
  const streets = useQuery({
    queryKey: ['borders', 'street'],
    staleTime: 3_600_000,
    queryFn: ({ signal }) => areasApi.boundaries('street', 10, undefined, signal),
  })
  const near = useQuery<Boundaries>({
    queryKey: ['borders', 'community', bbox],
    enabled: bbox !== null,
    staleTime: 3_600_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => areasApi.boundariesIn('community', 14, bbox ?? '', signal),
  })
  return useMemo(() => {
    const features = near.data && near.data.features.length > 0 ? near.data.features : (streets.data?.features ?? [])
    return features.map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0 }))
  }, [streets.data, near.data])
}
