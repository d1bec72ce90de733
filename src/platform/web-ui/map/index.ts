// The map's door for types and small helpers; the map itself is `lazy(() => import('#platform/web-ui/map/map-view.tsx'))`.
export type { MapViewProps } from './map-view.tsx'
export type { Box, MapArea, MapPoint } from './types.ts'
export { stepsOf, type Steps } from './steps.ts'
