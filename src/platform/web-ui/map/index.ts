// The map's door for types and small helpers; the map itself is `lazy(() => import('#platform/web-ui/map/map-view.tsx'))`.
export type { MapViewProps } from './map-view.tsx'
export type { Box, MapArea, MapLandmark, MapPoint, MapScale } from './types.ts'
export { MapLoading } from './map-loading.tsx'
export { stepsOf, type Steps } from './steps.ts'
