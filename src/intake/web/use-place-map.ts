import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Box, MapArea, MapLandmark } from '#platform/web-ui/map/index.ts'
import { areasApi, type Boundaries } from '#areas/web/index.tsx'

/** From this zoom on communities and landmarks are drawn, and a tap is exact: a pixel is then some five metres. */
export const nearZoom = 14

/** What is looked at. */
export type View = { readonly box: Box; readonly zoom: number }

/** The box rounded outwards, so that small moves ask for the same answer. */
const asked = ([west, south, east, north]: Box): string =>
  [Math.floor(west * 100) / 100, Math.floor(south * 100) / 100, Math.ceil(east * 100) / 100, Math.ceil(north * 100) / 100].map((n) => n.toFixed(2)).join(',')

/** Borders and names to find one's way by where the city has no map tiles: its districts and streets always, communities and known places when looked at from near. */
export const usePlaceMap = (view: View | null): { readonly areas: readonly MapArea[]; readonly landmarks: readonly MapLandmark[] } => {
  const bbox = view && view.zoom >= nearZoom - 1.5 ? asked(view.box) : null
  const streets = useQuery({
    queryKey: ['borders', 'street'],
    staleTime: 3_600_000,
    queryFn: ({ signal }) => areasApi.boundaries('street', 11, undefined, signal),
  })
  const districts = useQuery({
    queryKey: ['borders', 'district'],
    staleTime: 3_600_000,
    queryFn: ({ signal }) => areasApi.boundaries('district', 9, undefined, signal),
  })
  const near = useQuery<Boundaries>({
    queryKey: ['borders', 'community', bbox],
    enabled: bbox !== null,
    staleTime: 3_600_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => areasApi.boundariesIn('community', 14, bbox ?? '', signal),
  })
  const spots = useQuery<{ readonly items: readonly MapLandmark[] }>({
    queryKey: ['landmarks', bbox],
    enabled: bbox !== null,
    staleTime: 3_600_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => areasApi.landmarks(bbox ?? '', signal),
  })
  const areas = useMemo(() => {
    const of = (found: Boundaries | undefined, detail: boolean): readonly MapArea[] =>
      (found?.features ?? []).map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0, detail }))
    return [...of(streets.data, false), ...of(districts.data, false), ...of(near.data, true)]
  }, [streets.data, districts.data, near.data])
  return { areas, landmarks: spots.data?.items ?? none }
}
const none: readonly MapLandmark[] = []
